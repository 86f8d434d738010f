// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/break_even.h"
#include "planner/estimate/path_cost.h"
#include "planner/estimate/ranges.h"

namespace stratoplan::estimate {

/// What is said of a month beside its sum. Made of the estimates when somebody asks: it goes
/// through the design once for each thing that is not known exactly.
struct CostDetails
{
    CostRanges ranges;
    QList<PathCost> paths;
    QList<BreakEven> breakEvens; ///< of the design, not of single functions

    /// The range of a part; nothing where it has no price.
    std::optional<CostRange> of(ElementId component) const;
};

CostDetails costDetails(const Design &design, const catalog::Catalog &catalog,
                        const network::Plan &network, const Estimates &estimates,
                        const std::stop_token &stop = {});

} // namespace stratoplan::estimate
