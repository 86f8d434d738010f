// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/network/plan.h"

namespace stratoplan::network {

/// Addresses that something other than functions takes in one subnet.
struct Residents
{
    qint64 addresses = 0; ///< as far as known
    bool known = true; ///< false where something stands there whose need nobody stated
    QList<Term> terms;
};

/// The residents of every subnet: services by the figures of the catalogue (for each subnet, or a
/// number of nodes spread over their subnets and rounded up), zonal NAT gateways and interface
/// endpoints with one address in each of their subnets (VPC user guide), and what
/// Subnet::otherResidents states.
QHash<ElementId, Residents> residentsOf(const Design &design, const catalog::Catalog &catalog);

} // namespace stratoplan::network
