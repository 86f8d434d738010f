// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/decision/derive.h"
#include "planner/review/rule.h"

namespace stratoplan::review {

/// Places a function that stands outside in the VPC of what it uses there: in the private subnets
/// that another function has in two zones, else in new ones. What it uses outside stays within
/// reach: new subnets get a NAT gateway in each zone, and gateway endpoints where those serve.
/// Nothing where it cannot be told how: several VPCs or an outside one, a resource without subnets,
/// no second zone, no room.
std::optional<Change> placeInVpc(const Function &function, const decision::Contacts &contacts,
                                 const Facts &facts);

} // namespace stratoplan::review
