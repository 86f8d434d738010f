// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/estimates.h"

#include <QHash>
#include <QList>

namespace stratoplan::estimate {

struct Use;

/// All that a variant of a design uses in a month with this traffic, by element: functions at their
/// present memory as `estimates` has them, which are those of the design or of one that differs in
/// traffic alone.
QHash<ElementId, QList<Use>> monthUses(const Design &variant, const catalog::Catalog &catalog,
                                       const network::Plan &network, const Estimates &estimates,
                                       const QHash<ElementId, Demand> &demand);

/// What one function uses at this point and rate; empty where it has no price or is not known.
QList<Use> monthUses(const Function &function, const MemoryPoint &point, PerSecond rate,
                     const catalog::PriceBook &book);

} // namespace stratoplan::estimate
