// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/decision/derive.h"
#include "planner/model/edit.h"
#include "planner/network/cidr.h"
#include "planner/review/rule.h"

namespace stratoplan::review {

/// The lowest aligned block of that prefix in the VPC that overlaps no subnet but, perhaps,
/// `besides`. Nothing when there is no room, or when a block of the VPC or of a subnet is not
/// known.
std::optional<network::Cidr> freeBlock(const Design &design, ElementId vpc, int prefix,
                                       ElementId besides = {});

/// The change that gives the subnet such a block in place of its own; nothing where there is none.
std::optional<Change> otherBlock(const Subnet &subnet, int prefix, const Facts &facts);

/// The longest prefix from `longest` down that leaves so many addresses usable.
int prefixFor(qint64 addresses, int longest);

/// A zone of the subnet's VPC besides its own; one is made where the region has another. None when
/// it cannot be told which.
ElementId otherZone(Edit &edit, const Subnet &subnet, const Facts &facts);

/// Gives each private subnet a default route to a NAT gateway in its own zone, and builds what is
/// missing for that: the NAT gateway, a public subnet of the least size with its route table and
/// internet gateway, a route table where subnets of several zones share one. A subnet that has one
/// already, or a regional one, stays as it is. False when it cannot be told how: outside network,
/// unknown zone or routes, a public subnet, no room. Then the edit is of no use.
bool routeThroughOwnNat(Edit &edit, const QList<ElementId> &subnets, const Facts &facts);

/// A gateway endpoint of the VPC serves the route table too, and is made where there is none.
void addGatewayEndpoint(Edit &edit, ElementId vpc, const QString &service, ElementId table);

/// The VPC's interface endpoint for the service stands in the zones of the subnets too, and is made
/// where there is none. EC2 takes one subnet a zone.
void addInterfaceEndpoint(Edit &edit, const QString &service, const QList<ElementId> &subnets);

/// The subnet's effective route table; one of its own is made where it has the one that every VPC
/// is made with. None when its routes are not known.
ElementId ownRouteTable(Edit &edit, ElementId subnet);

/// The first subnet of each zone.
QList<ElementId> onePerZone(const QList<ElementId> &subnets, const Design &design);

/// A private subnet in each of the zones: one that is there, else a new one, with a default route
/// to a NAT gateway in its zone where that is needed. Empty when it cannot be told how.
QList<ElementId> privateSubnets(Edit &edit, const QList<ElementId> &zones, bool needsNat,
                                const Facts &facts);

/// Endpoints take all of the contacts from the subnets. False when one of them has no endpoint, or
/// routes are not known.
bool serveByEndpoints(Edit &edit, const QList<decision::Contact> &contacts,
                      const QList<ElementId> &subnets, const Facts &facts);

/// A public subnet of the zone: one that is there, else one of the least size with its route table
/// and internet gateway. None when there is no room.
ElementId publicSubnetIn(Edit &edit, ElementId zone, const Facts &facts);

/// Private subnets in two zones of the VPC, in one where it has no more: see privateSubnets().
/// Empty for an outside network and where no zone is drawn.
QList<ElementId> usualSubnets(Edit &edit, ElementId vpc, bool needsNat, const Facts &facts);

} // namespace stratoplan::review
