// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/formats/reviewed.h"

#include <QCoreApplication>

#include <algorithm>

namespace stratoplan::cli {

bool Reviewed::isFailure(const ReviewedFinding &finding) const
{
    return failOn && finding.finding.status == review::Status::Open
        && finding.finding.severity <= *failOn;
}

bool Reviewed::hasFailure() const
{
    return std::any_of(findings.cbegin(), findings.cend(),
                       [this](const ReviewedFinding &finding) { return isFailure(finding); });
}

int Reviewed::count(review::Status status) const
{
    return static_cast<int>(
        std::count_if(findings.cbegin(), findings.cend(), [status](const ReviewedFinding &finding) {
            return finding.finding.status == status;
        }));
}

int Reviewed::countOpen(Severity severity) const
{
    return static_cast<int>(std::count_if(findings.cbegin(), findings.cend(),
                                          [severity](const ReviewedFinding &finding) {
                                              return finding.finding.status == review::Status::Open
                                                  && finding.finding.severity == severity;
                                          }));
}

QString shown(Severity severity)
{
    switch (severity) {
    case Severity::Blocker:
        return QCoreApplication::translate("Severity", "blocker");
    case Severity::High:
        return QCoreApplication::translate("Severity", "high");
    case Severity::Medium:
        return QCoreApplication::translate("Severity", "medium");
    case Severity::Low:
        return QCoreApplication::translate("Severity", "low");
    case Severity::Info:
        return QCoreApplication::translate("Severity", "info");
    }
    return {};
}

} // namespace stratoplan::cli
