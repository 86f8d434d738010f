// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/design.h"

namespace stratoplan::decision {

/// How traffic gets out of one subnet: the default routes of its effective route table.
struct SubnetRoutes
{
    ElementId subnet;
    ElementId routeTable; ///< effective one; none = unknown, or a main table not drawn
    ElementId internetGateway; ///< 0.0.0.0/0 ends there
    ElementId nat; ///< 0.0.0.0/0 ends there
    ElementId egressOnly; ///< ::/0 ends there
    bool otherDefault = false; ///< 0.0.0.0/0 ends elsewhere (transit gateway, peering)
    bool known = false; ///< the effective table is known

    bool operator==(const SubnetRoutes &) const = default;
};

/// The effective table is the subnet's own, else the main table of its VPC. Where a VPC of this
/// design has no main table drawn, it is the one that every VPC is made with, which routes inside
/// the VPC only (VPC user guide, "Route tables": main route table). Unknown for an outside network
/// without a table.
SubnetRoutes routesOf(const Subnet &subnet, const Design &design);

} // namespace stratoplan::decision
