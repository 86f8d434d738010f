// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/cost_details.h"

#include "planner/estimate/bill.h"

namespace stratoplan::estimate {

std::optional<CostRange> CostDetails::of(ElementId component) const
{
    const auto range = ranges.components.constFind(component);
    return range == ranges.components.cend() ? std::nullopt : std::optional(*range);
}

CostDetails costDetails(const Design &design, const catalog::Catalog &catalog,
                        const network::Plan &network, const Estimates &estimates,
                        const std::stop_token &stop)
{
    CostDetails details;
    if (!estimates.bill)
        return details;
    details.ranges = costRanges(design, catalog, network, estimates, stop);
    if (stop.stop_requested())
        return details;
    details.paths = pathCosts(design, catalog, network, estimates, stop);
    if (stop.stop_requested())
        return details;
    details.breakEvens = breakEvens(design, catalog, estimates, estimates.bill->book());
    return details;
}

} // namespace stratoplan::estimate
