// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/formats/reviewed.h"
#include "planner/base/version.h"
#include "planner/review/rule.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>

namespace stratoplan::cli {

namespace {

QString levelOf(Severity severity)
{
    switch (severity) {
    case Severity::Blocker:
    case Severity::High:
        return QStringLiteral("error");
    case Severity::Medium:
        return QStringLiteral("warning");
    case Severity::Low:
    case Severity::Info:
        break;
    }
    return QStringLiteral("note");
}

QJsonObject message(const QString &text)
{
    return {{QStringLiteral("text"), text}};
}

QString uriOf(const QString &path)
{
    if (QDir::isAbsolutePath(path))
        return QUrl::fromLocalFile(path).toString(QUrl::FullyEncoded);
    return QString::fromLatin1(QUrl::toPercentEncoding(QDir::cleanPath(path), "/"));
}

QJsonObject toDescriptor(const review::Rule &rule)
{
    const QString full = toString(rule.reason) + QLatin1Char(' ') + toString(rule.consequence);
    QJsonObject properties{{QStringLiteral("tags"), QJsonArray::fromStringList(rule.tags)},
                           {QStringLiteral("severity"), QString(id(rule.severity))}};
    return {{QStringLiteral("id"), QLatin1String(rule.id)},
            {QStringLiteral("shortDescription"), message(toString(rule.title))},
            {QStringLiteral("fullDescription"), message(full)},
            {QStringLiteral("help"), message(toString(rule.mend))},
            {QStringLiteral("helpUri"), rule.sources.value(0)},
            {QStringLiteral("defaultConfiguration"),
             QJsonObject{{QStringLiteral("level"), levelOf(rule.severity)}}},
            {QStringLiteral("properties"), properties}};
}

QJsonObject locationOf(const ReviewedFinding &reviewed)
{
    QJsonObject location;
    if (!reviewed.file.isEmpty()) {
        QJsonObject physical{{QStringLiteral("artifactLocation"),
                              QJsonObject{{QStringLiteral("uri"), uriOf(reviewed.file)}}}};
        if (reviewed.line > 0) {
            QJsonObject region{{QStringLiteral("startLine"), reviewed.line}};
            if (reviewed.column > 0)
                region.insert(QStringLiteral("startColumn"), reviewed.column);
            physical.insert(QStringLiteral("region"), region);
        }
        location.insert(QStringLiteral("physicalLocation"), physical);
    }
    QJsonArray logical;
    for (const QString &element : reviewed.elements)
        logical.append(QJsonObject{{QStringLiteral("name"), element},
                                   {QStringLiteral("kind"), QStringLiteral("resource")}});
    if (!logical.isEmpty())
        location.insert(QStringLiteral("logicalLocations"), logical);
    return location;
}

QJsonObject toResult(const ReviewedFinding &reviewed, int ruleIndex)
{
    const review::Finding &finding = reviewed.finding;
    const bool unanswered = finding.status == review::Status::Unanswered;
    QJsonObject result{
        {QStringLiteral("ruleId"), finding.rule},
        {QStringLiteral("ruleIndex"), ruleIndex},
        {QStringLiteral("kind"), unanswered ? QStringLiteral("open") : QStringLiteral("fail")},
        // A result that is not a failure has no level (SARIF 2.1.0, 3.27.10).
        {QStringLiteral("level"), unanswered ? QStringLiteral("none") : levelOf(finding.severity)},
        {QStringLiteral("message"), message(reviewed.message)},
        {QStringLiteral("locations"), QJsonArray{locationOf(reviewed)}},
        {QStringLiteral("partialFingerprints"),
         QJsonObject{{QStringLiteral("findingKey/v1"), finding.key}}},
        {QStringLiteral("properties"),
         QJsonObject{{QStringLiteral("severity"), QString(id(finding.severity))},
                     {QStringLiteral("status"), QString(review::id(finding.status))},
                     {QStringLiteral("fix"), finding.fixable},
                     {QStringLiteral("figures"), QJsonObject::fromVariantMap(finding.figures)}}}};
    if (finding.status == review::Status::Suppressed)
        result.insert(QStringLiteral("suppressions"),
                      QJsonArray{QJsonObject{{QStringLiteral("kind"), QStringLiteral("external")},
                                             {QStringLiteral("justification"), finding.reason}}});
    return result;
}

} // namespace

QByteArray toSarif(const Reviewed &reviewed)
{
    QJsonArray rules;
    for (const QString &id : reviewed.rules) {
        if (const review::Rule *rule = review::ruleById(id))
            rules.append(toDescriptor(*rule));
    }
    QJsonArray results;
    for (const ReviewedFinding &finding : reviewed.findings)
        results.append(
            toResult(finding, static_cast<int>(reviewed.rules.indexOf(finding.finding.rule))));
    const QJsonObject driver{{QStringLiteral("name"), QStringLiteral("Stratoplan")},
                             {QStringLiteral("semanticVersion"), QLatin1String(versionNumber())},
                             {QStringLiteral("rules"), rules}};
    const QJsonObject run{{QStringLiteral("tool"), QJsonObject{{QStringLiteral("driver"), driver}}},
                          {QStringLiteral("columnKind"), QStringLiteral("unicodeCodePoints")},
                          {QStringLiteral("results"), results}};
    const QJsonObject document{{QStringLiteral("$schema"),
                                QStringLiteral("https://json.schemastore.org/sarif-2.1.0.json")},
                               {QStringLiteral("version"), QStringLiteral("2.1.0")},
                               {QStringLiteral("runs"), QJsonArray{run}}};
    return QJsonDocument(document).toJson(QJsonDocument::Indented);
}

} // namespace stratoplan::cli
