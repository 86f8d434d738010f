// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/estimates.h"

#include <stop_token>

namespace stratoplan::estimate {

/// What a monthly figure may come to.
struct CostRange
{
    UsDollars low;
    UsDollars high;
};

/// One thing that the month's cost rests on and that is not known exactly.
struct Sensitivity
{
    QString input; ///< "rate", "duration", "cold-share", "filter", "item-size", ...
    ElementId element; ///< whose figure it is
    Text text; ///< what it is: "Invocations that enter at {element}"
    double value = 0; ///< that the cost is made with
    double from = 0; ///< where it may lie
    double to = 0;
    Text unit; ///< of the three; empty = a plain number
    UsDollars totalAtFrom; ///< the month with this input at `from`, all others as they are
    UsDollars totalAtTo;

    /// Between the months with this input at either end.
    UsDollars swing() const;
};

/// The month of a design and its parts with how far they may be off.
struct CostRanges
{
    CostRange total;
    QHash<ElementId, CostRange> components; ///< of the priced components
    QList<Sensitivity> inputs; ///< what moves the total most comes first; each moves it

    /// The three that move the total most, or fewer.
    QList<Sensitivity> top() const { return inputs.mid(0, 3); }
};

/// Each uncertain input is moved to either end of its interval with all others as they are; inputs
/// err independently, so that their deviations add up as squares. Intervals are the 90 % band where
/// one is known (a fitted or derived duration), what follows from the facts (idle lifetimes, a
/// filter that lets through nothing to everything, steps of a price), else the catalogue's
/// conventions range.*.
///
/// Rates of more than `mostRates` entries: the largest are moved one by one, the others together;
/// of filters the first so many are moved.
/// `estimates` are those of the design; a stop leaves the inputs out that were not reached.
CostRanges costRanges(const Design &design, const catalog::Catalog &catalog,
                      const network::Plan &network, const Estimates &estimates,
                      std::stop_token stop = {});
inline constexpr qsizetype mostRates = 12;

} // namespace stratoplan::estimate
