// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/placement/placement.h"

namespace stratoplan::placement {

/// Says in words what a change of a network adds and alters, and what that costs a month.
void account(Placement &placement, const Design &before, const Design &after,
             const catalog::Catalog &catalog);

} // namespace stratoplan::placement
