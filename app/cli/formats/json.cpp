// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/formats/reviewed.h"
#include "app/cli/json_values.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace stratoplan::cli {

namespace {

// Lines and columns begin at 1.
QJsonValue positionOrNull(int number)
{
    return number > 0 ? QJsonValue(number) : QJsonValue();
}

QJsonObject toObject(const ReviewedFinding &reviewed)
{
    const review::Finding &finding = reviewed.finding;
    return {{QStringLiteral("rule"), finding.rule},
            {QStringLiteral("severity"), QString(id(finding.severity))},
            {QStringLiteral("message"), reviewed.message},
            {QStringLiteral("elements"), QJsonArray::fromStringList(reviewed.elements)},
            {QStringLiteral("file"), textOrNull(reviewed.file)},
            {QStringLiteral("line"), positionOrNull(reviewed.line)},
            {QStringLiteral("column"), positionOrNull(reviewed.column)},
            {QStringLiteral("key"), finding.key},
            {QStringLiteral("figures"), QJsonObject::fromVariantMap(finding.figures)},
            {QStringLiteral("fix"), finding.fixable},
            {QStringLiteral("status"), QString(review::id(finding.status))},
            {QStringLiteral("reason"), textOrNull(finding.reason)}};
}

} // namespace

QByteArray toJson(const Reviewed &reviewed)
{
    QJsonArray findings;
    for (const ReviewedFinding &finding : reviewed.findings)
        findings.append(toObject(finding));
    QJsonObject counts{{QStringLiteral("suppressed"), reviewed.count(review::Status::Suppressed)},
                       {QStringLiteral("unanswered"), reviewed.count(review::Status::Unanswered)},
                       {QStringLiteral("inBaseline"), reviewed.inBaseline}};
    for (const Severity severity :
         {Severity::Blocker, Severity::High, Severity::Medium, Severity::Low, Severity::Info})
        counts.insert(id(severity), reviewed.countOpen(severity));
    const QJsonObject document{{QStringLiteral("findings"), findings},
                               {QStringLiteral("counts"), counts}};
    return QJsonDocument(document).toJson(QJsonDocument::Indented);
}

} // namespace stratoplan::cli
