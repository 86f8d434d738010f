// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/formats/reviewed.h"

#include <QCoreApplication>

namespace stratoplan::cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Review", text);
}

// Text inside a table cell.
QString cell(const QString &text)
{
    static const QString special = QStringLiteral("\\`*_{}[]<>|");
    QString escaped;
    for (const QChar c : text) {
        if (special.contains(c))
            escaped += QLatin1Char('\\');
        escaped += c == QLatin1Char('\n') ? QLatin1Char(' ') : c;
    }
    return escaped;
}

QString placeOf(const ReviewedFinding &finding)
{
    const QString file = finding.file.isEmpty() ? QStringLiteral("-") : finding.file;
    return finding.line > 0 ? QStringLiteral("%1:%2").arg(file).arg(finding.line) : file;
}

QString table(const Reviewed &reviewed, review::Status status, const QString &title)
{
    if (reviewed.count(status) == 0)
        return {};
    const bool accepted = status == review::Status::Suppressed;
    QString text = QStringLiteral("\n## %1\n\n| %2 | %3 | %4 | %5 |%6\n|---|---|---|---|%7\n")
                       .arg(title, tr("Severity"), tr("Rule"), tr("Finding"), tr("Place"),
                            accepted ? QStringLiteral(" %1 |").arg(tr("Reason")) : QString(),
                            accepted ? QStringLiteral("---|") : QString());
    for (const ReviewedFinding &finding : reviewed.findings) {
        if (finding.finding.status != status)
            continue;
        text += QStringLiteral("| %1 | %2 | %3 | %4 |")
                    .arg(shown(finding.finding.severity), finding.finding.rule,
                         cell(finding.message), cell(placeOf(finding)));
        if (accepted)
            text += QStringLiteral(" %1 |").arg(cell(finding.finding.reason));
        text += QLatin1Char('\n');
    }
    return text;
}

} // namespace

QByteArray toMarkdown(const Reviewed &reviewed)
{
    QString text = QStringLiteral("# %1\n").arg(tr("Review"));
    const QString open = table(reviewed, review::Status::Open, tr("Findings"));
    text += open.isEmpty() ? QStringLiteral("\n%1\n").arg(tr("Nothing found.")) : open;
    text += table(reviewed, review::Status::Unanswered, tr("To be answered"));
    text += table(reviewed, review::Status::Suppressed, tr("Accepted"));
    return text.toUtf8();
}

} // namespace stratoplan::cli
