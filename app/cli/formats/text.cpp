// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/formats/reviewed.h"
#include "planner/review/rule.h"

#include <QCoreApplication>

namespace stratoplan::cli {

namespace {

QString tr(const char *text, int count = -1)
{
    return QCoreApplication::translate("Review", text, nullptr, count);
}

QString placeOf(const ReviewedFinding &finding)
{
    QString place = finding.file.isEmpty() ? QStringLiteral("-") : finding.file;
    if (finding.line > 0)
        place += QLatin1Char(':') + QString::number(finding.line);
    if (finding.line > 0 && finding.column > 0)
        place += QLatin1Char(':') + QString::number(finding.column);
    return place;
}

QString kindOf(const ReviewedFinding &finding)
{
    switch (finding.finding.status) {
    case review::Status::Suppressed:
        return tr("accepted");
    case review::Status::Unanswered:
        return tr("question");
    case review::Status::Open:
        break;
    }
    return shown(finding.finding.severity);
}

// What stands below the finding: the reason of an accepted one, else how to mend it.
QString hintOf(const ReviewedFinding &finding)
{
    if (finding.finding.status == review::Status::Suppressed)
        return finding.finding.reason;
    const review::Rule *rule = review::ruleById(finding.finding.rule);
    return rule && finding.finding.status == review::Status::Open ? toString(rule->mend)
                                                                  : QString();
}

QString summaryOf(const Reviewed &reviewed)
{
    QStringList parts;
    for (const Severity severity :
         {Severity::Blocker, Severity::High, Severity::Medium, Severity::Low, Severity::Info}) {
        if (const int count = reviewed.countOpen(severity); count > 0)
            parts.append(QStringLiteral("%1 %2").arg(count).arg(shown(severity)));
    }
    if (parts.isEmpty())
        parts.append(tr("nothing found"));
    if (const int count = reviewed.count(review::Status::Unanswered); count > 0)
        parts.append(QStringLiteral("%1 %2").arg(count).arg(tr("to be answered")));
    if (const int count = reviewed.count(review::Status::Suppressed); count > 0)
        parts.append(QStringLiteral("%1 %2").arg(count).arg(tr("accepted")));
    if (reviewed.inBaseline > 0)
        parts.append(QStringLiteral("%1 %2").arg(reviewed.inBaseline).arg(tr("in the baseline")));
    return parts.join(QStringLiteral(", "));
}

} // namespace

QByteArray toText(const Reviewed &reviewed)
{
    QString text;
    for (const ReviewedFinding &finding : reviewed.findings) {
        text += QStringLiteral("%1: %2: %3 [%4]\n")
                    .arg(placeOf(finding), kindOf(finding), finding.message, finding.finding.rule);
        if (const QString hint = hintOf(finding); !hint.isEmpty())
            text += QStringLiteral("    ") + hint + QLatin1Char('\n');
    }
    return (text + summaryOf(reviewed) + QLatin1Char('\n')).toUtf8();
}

} // namespace stratoplan::cli
