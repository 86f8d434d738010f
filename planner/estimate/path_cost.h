// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/estimates.h"

#include <stop_token>

namespace stratoplan::estimate {

/// What one element adds to a request.
struct PathPart
{
    ElementId element;
    UsDollars perMillion;
};

/// What a request costs on its way through the design: from where it enters, through all that it
/// sets off.
struct PathCost
{
    ElementId entry;
    /// Where the entry gives a request to one of several: the first function or service behind it.
    ElementId via;
    double perMonth = 0; ///< requests a month that take this way
    UsDollars perMillion; ///< of what is priced
    QList<PathPart> parts; ///< dearest first; what costs nothing is left out
    /// Elements on the way of which something is not priced, in order of ids.
    QList<ElementId> unpriced;

    UsDollars perRequest() const { return UsDollars(perMillion.value / 1e6); }
};

/// One path for each element at which traffic enters; of an API or a queue with several triggers
/// one for each of them. In order of entries and of what is behind them.
///
/// Only what the traffic causes counts: hours, stored data, provisioned environments and data that
/// is stated by the month stand still. A unit costs what it costs on average in the whole month, so
/// that tiers and the free tier are in it. What several paths use together, like batches that their
/// events fill, is divided by what each would use alone: times their requests all paths come to
/// what the traffic costs in the month. Nothing once `stop` is asked for.
QList<PathCost> pathCosts(const Design &design, const catalog::Catalog &catalog,
                          const network::Plan &network, const Estimates &estimates,
                          const std::stop_token &stop = {});

} // namespace stratoplan::estimate
