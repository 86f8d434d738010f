// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/layout/layout.h"

namespace stratoplan::layout {

/// The inside of one VPC: zones as columns of one height, subnets of a tier side by side, what
/// stands in several subnets as a bar across them, what stands in no known subnet below the
/// columns.
struct Interior
{
    Size size; ///< of the VPC
    std::vector<Scene::Box> boxes; ///< the VPC first; relative to its upper left corner
};

/// `items` are the nodes that stand in the VPC, in the order in which they are drawn.
Interior interiorOf(ElementId vpc, const std::vector<ElementId> &items, const Design &design,
                    const Metrics &metrics);

/// Where the name of what stands on a VPC's border is written: beside its disc, away from the VPC.
/// As wide as the name is at 11 px by estimate, and shortened beyond 150 px.
Rect nameOnBorder(const Rect &disc, bool leftSide, const Common &element);

/// The VPC with the names of what stands on its border, relative to its upper left corner.
Rect withNames(const Interior &interior, const Design &design);

} // namespace stratoplan::layout
