// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/formats/baseline.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace stratoplan::cli {

namespace {

QString entry(const QString &file, const QString &key)
{
    return (file.isEmpty() ? file : QDir::cleanPath(file)) + QLatin1Char('\n') + key;
}

} // namespace

Expected<Baseline> Baseline::read(const QByteArray &text, const QString &file)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (!document.object().value(QStringLiteral("findings")).isArray())
        return failure(Problem{
            .severity = Severity::High,
            .code = QStringLiteral("review.no-baseline"),
            .what = {STRATOPLAN_TEXT("Review", "This is no list of findings"), {}},
            .where = {.file = file, .element = {}},
            .remedy
            = {STRATOPLAN_TEXT("Review", "Write one with: stratoplan review --format json"), {}}});
    Baseline baseline;
    const QJsonArray findings = document.object().value(QStringLiteral("findings")).toArray();
    for (const QJsonValue value : findings) {
        const QJsonObject finding = value.toObject();
        baseline.m_known.insert(
            entry(finding.value(QStringLiteral("file")).toString(),
                  finding.value(QStringLiteral("key")).toString()),
            {severityFromId(finding.value(QStringLiteral("severity")).toString())
                 .value_or(Severity::Info),
             finding.value(QStringLiteral("status")).toString()});
    }
    return baseline;
}

bool Baseline::contains(const QString &file, const review::Finding &finding) const
{
    const auto known = m_known.constFind(entry(file, finding.key));
    return known != m_known.constEnd() && known->severity <= finding.severity
        && known->status == review::id(finding.status);
}

} // namespace stratoplan::cli
