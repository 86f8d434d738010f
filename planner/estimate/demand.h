// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/estimates.h"

namespace stratoplan::estimate {

/// Traffic through a design with what had to be assumed for it.
struct Traffic
{
    QHash<ElementId, Demand> demand; ///< of every element that traffic reaches or may reach
    QList<Text> assumptions;
};

/// Traffic enters where elements state a rate (schedules: where their expression is one) and flows
/// along triggers, calls and writing accesses.
///
/// An entry that is waited for (an API) and a queue give each event to one of their triggers, by
/// the stated shares, what is left in equal parts; every other source gives each event to all. A
/// batch holds what arrives in its window, or in one second where there is none, at least one event
/// and at most the batch size. A way that comes back to where it started is not followed round
/// again. Failure targets get nothing, since nobody knows how much fails.
Traffic traffic(const Design &design, const catalog::Catalog &catalog);

/// Environments at peak for `mean` = peak rate x mean duration: mean + 3 sqrt(mean), whole ones.
/// The number in use of a Poisson arrival is Poisson too; three standard deviations leave out about
/// one moment in a thousand.
double peakConcurrency(double mean);

/// Events a second of a schedule expression "rate(5 minutes)"; nothing for any other.
std::optional<PerSecond> scheduledRate(const QString &expression);

} // namespace stratoplan::estimate
