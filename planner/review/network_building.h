// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/edit.h"
#include "planner/network/cidr.h"
#include "planner/review/rule.h"

namespace stratoplan::review {

/// The lowest aligned block of that prefix in the VPC that overlaps no subnet but, perhaps,
/// `besides`. Nothing when there is no room, or when a block of the VPC or of a subnet is not
/// known.
std::optional<network::Cidr> freeBlock(const Design &design, ElementId vpc, int prefix,
                                       ElementId besides = {});

/// A zone of the subnet's VPC besides its own; one is made where the region has another. None when
/// it cannot be told which.
ElementId otherZone(Edit &edit, const Subnet &subnet, const Facts &facts);

/// Gives each private subnet a default route to a NAT gateway in its own zone, and builds what is
/// missing for that: the NAT gateway, a public subnet of the least size with its route table and
/// internet gateway, a route table where subnets of several zones share one. A subnet that has one
/// already, or a regional one, stays as it is. False when it cannot be told how: outside network,
/// unknown zone or routes, a public subnet, no room. Then the edit is of no use.
bool routeThroughOwnNat(Edit &edit, const QList<ElementId> &subnets, const Facts &facts);

} // namespace stratoplan::review
