// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/network/plan.h"

namespace stratoplan::network {

/// Another peak than the one that traffic and duration give.
struct WhatIf
{
    double factor
        = 1; ///< on the peak concurrency of every function that has a known one, 0 or more
    /// Environments at peak, by function; these are not multiplied. For one whose load is not known
    /// this is the way to state it.
    QHash<ElementId, double> peakConcurrency;
};

/// The loads with that peak.
QHash<ElementId, Load> withPeak(QHash<ElementId, Load> loads, const WhatIf &what);

/// The plan of the same design with another peak: what plan() makes of withPeak(base.loads, what)
/// under the model, zones and growth of `base`. Routes and the faults of blocks are taken over, so
/// that it keeps up with a slider. Pure: `base` stays what it is, so calling it with a factor of 2
/// and then of 3 on the same base gives twice and three times its peak.
Plan replanned(const Design &design, const catalog::Catalog &catalog, const Plan &base,
               const WhatIf &what);

/// The same for another model, number of zones lost or growth.
Plan replanned(const Design &design, const catalog::Catalog &catalog, const Plan &base,
               const Options &options);

} // namespace stratoplan::network
