// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/network/spread.h"

namespace stratoplan::network {

ElementId placeOf(const Subnet &subnet)
{
    return subnet.zone ? subnet.zone : subnet.id;
}

std::optional<double> partIn(const Function &function, ElementId subnet,
                             const QSet<ElementId> &lostZones, const Design &design)
{
    const auto *home = design.get<Subnet>(subnet);
    if (!home || !function.subnets.contains(subnet) || lostZones.contains(placeOf(*home)))
        return 0;
    QSet<ElementId> zones;
    QSet<ElementId> beside;
    for (const ElementId id : function.subnets) {
        const auto *other = design.get<Subnet>(id);
        if (!other || other->vpc != home->vpc)
            continue;
        if (other->several)
            return std::nullopt;
        if (!lostZones.contains(placeOf(*other)))
            zones.insert(placeOf(*other));
        if (placeOf(*other) == placeOf(*home))
            beside.insert(id);
    }
    return 1.0 / (double(zones.size()) * double(beside.size()));
}

} // namespace stratoplan::network
