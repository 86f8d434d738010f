// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/design.h"
#include "planner/network/cidr6.h"
#include "planner/network/limits.h"

namespace stratoplan::network {

/// A stretch of a VPC's IPv6 addresses, counted in the /64 that a subnet takes: the upper 64 bits
/// of the first and of the last of them.
struct Ipv6Piece
{
    quint64 first = 0;
    quint64 last = 0;
    ElementId subnet; ///< none where it is free
    bool outside = false; ///< a subnet that lies outside the block of its VPC
    bool overlapping = false; ///< shares addresses with another subnet

    bool operator==(const Ipv6Piece &) const = default;
    quint64 count() const { return last - first + 1; }
    /// A block of the subnet, or of a free stretch that is one: "2001:db8::/64"; else its ends:
    /// "2001:db8:0:3::/64 to 2001:db8:0:ff::/64".
    QString first64() const;
    QString last64() const;
};

/// The IPv6 addresses of one VPC.
struct Ipv6Space
{
    /// Nothing where Amazon gives the block when the VPC is made, and where none is stated.
    std::optional<Cidr6> block;
    bool provided = false; ///< from Amazon's addresses
    /// Subnets whose block is known and what is free between them, in order of addresses.
    QList<Ipv6Piece> pieces;
    /// Subnets that have a block which is not known, in order of ids.
    QList<ElementId> unplaced;
    /// How many /64 there are, and how many no subnet has; nothing where the VPC has no block.
    std::optional<quint64> all;
    std::optional<quint64> free;

    bool operator==(const Ipv6Space &) const = default;
};

/// Nothing where neither the VPC nor one of its subnets has IPv6.
std::optional<Ipv6Space> ipv6SpaceOf(const Vpc &vpc, const Design &design, const Limits &limits);

} // namespace stratoplan::network
