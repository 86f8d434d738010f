// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/design.h"

#include <QSet>

namespace stratoplan::network {

/// The zone of a subnet; the subnet itself where its zone is not known, which then counts as a zone
/// of its own.
ElementId placeOf(const Subnet &subnet);

/// The part of a function's environments, 0 to 1, that run in one of its subnets while zones are
/// lost: even over those of its zones that are left, then over its subnets in that zone. Nothing
/// where the number of its subnets is not known.
std::optional<double> partIn(const Function &function, ElementId subnet,
                             const QSet<ElementId> &lostZones, const Design &design);

} // namespace stratoplan::network
