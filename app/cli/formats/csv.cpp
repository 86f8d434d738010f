// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/formats/reviewed.h"

namespace stratoplan::cli {

namespace {

QString cell(QString text)
{
    static const QString special = QStringLiteral(",\"\r\n");
    const bool quoted
        = std::any_of(text.cbegin(), text.cend(), [](QChar c) { return special.contains(c); });
    if (!quoted)
        return text;
    text.replace(QLatin1Char('"'), QStringLiteral("\"\""));
    return QLatin1Char('"') + text + QLatin1Char('"');
}

QString row(const QStringList &cells)
{
    QStringList written;
    for (const QString &text : cells)
        written.append(cell(text));
    return written.join(QLatin1Char(',')) + QStringLiteral("\r\n");
}

QString orEmpty(int number)
{
    return number > 0 ? QString::number(number) : QString();
}

} // namespace

QByteArray toCsv(const Reviewed &reviewed)
{
    QString text
        = row({QStringLiteral("file"), QStringLiteral("line"), QStringLiteral("column"),
               QStringLiteral("severity"), QStringLiteral("rule"), QStringLiteral("status"),
               QStringLiteral("elements"), QStringLiteral("message"), QStringLiteral("key"),
               QStringLiteral("fix"), QStringLiteral("reason")});
    for (const ReviewedFinding &finding : reviewed.findings)
        text += row({finding.file, orEmpty(finding.line), orEmpty(finding.column),
                     id(finding.finding.severity), finding.finding.rule,
                     review::id(finding.finding.status), finding.elements.join(QLatin1Char(' ')),
                     finding.message, finding.finding.key,
                     finding.finding.fixable ? QStringLiteral("true") : QStringLiteral("false"),
                     finding.finding.reason});
    return text.toUtf8();
}

} // namespace stratoplan::cli
