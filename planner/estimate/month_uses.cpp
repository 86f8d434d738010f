// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/month_uses.h"

#include "planner/estimate/cost.h"
#include "planner/estimate/service_uses.h"

namespace stratoplan::estimate {

QList<Use> monthUses(const Function &function, const MemoryPoint &point, PerSecond rate,
                     const catalog::PriceBook &book)
{
    if (function.managedInstances.valueOr(false) || point.memory.value <= 0)
        return {};
    const auto one = invocation(function, point.memory, point.duration, point.coldStart, book);
    return one ? functionUses(function, *one, rate) : QList<Use>{};
}

QHash<ElementId, QList<Use>> monthUses(const Design &variant, const catalog::Catalog &catalog,
                                       const network::Plan &network, const Estimates &estimates,
                                       const QHash<ElementId, Demand> &demand)
{
    QHash<ElementId, QList<Use>> uses;
    for (const Function *function : variant.all<Function>()) {
        const FunctionEstimate *estimated = estimates.function(function->id);
        const Demand own = demand.value(function->id);
        if (estimated && own.rate)
            uses.insert(function->id,
                        monthUses(*function, estimated->now, *own.rate, estimates.bill->book()));
    }
    for (const Use &use : serviceUses(variant, catalog, network, demand).uses)
        uses[use.element].append(use);
    return uses;
}

} // namespace stratoplan::estimate
