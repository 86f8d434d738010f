// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/network/what_if.h"

#include "planner/network/faults.h"

#include <algorithm>

namespace stratoplan::network {

QHash<ElementId, Load> withPeak(QHash<ElementId, Load> loads, const WhatIf &what)
{
    for (Load &load : loads) {
        if (load.peakConcurrency)
            *load.peakConcurrency *= std::max(0.0, what.factor);
    }
    for (auto peak = what.peakConcurrency.cbegin(); peak != what.peakConcurrency.cend(); ++peak)
        loads[peak.key()].peakConcurrency = std::max(0.0, peak.value());
    return loads;
}

Plan replanned(const Design &design, const catalog::Catalog &catalog, const Plan &base,
               const WhatIf &what)
{
    Plan changed = base;
    changed.loads = withPeak(base.loads, what);
    return replanned(design, catalog, changed, {base.model, base.zonesLost, base.growth});
}

} // namespace stratoplan::network
