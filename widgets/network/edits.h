// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/change.h"
#include "planner/network/limits.h"
#include "planner/network/plan.h"

namespace stratoplan::network {

/// What the map and the table of subnets do to a design, as functions from a design to a Change. A
/// refusal says why in a sentence. Blocks of an outside network, and what stands for a list of
/// subnets, are not edited ("network.edit-outside").

/// The halves of a block, as Cidr::half() counts them.
enum class Half
{
    Lower = 0,
    Upper = 1
};

/// Cuts the subnet in two: `away` becomes a new subnet of the same zone and routes without anybody
/// in it, the other half keeps the name and all that stands there. Refused where the half that is
/// kept would be smaller than EC2 takes ("network.split-limit") or than what stands in the subnet
/// needs, with a zone lost ("network.split-residents").
Expected<Change> splitSubnet(const Design &design, const Plan &plan, const Limits &limits,
                             ElementId subnet, Half away);

/// Gives the subnet all of `block`, which contains its own: free addresses are taken, subnets in it
/// are merged into this one with all that stands in them. Refused where the block reaches over the
/// VPC's or is larger than EC2 takes ("network.merge-limit"), where a subnet lies in it only in
/// part ("network.merge-part"), or one of another zone or with other routes
/// ("network.merge-differs").
Expected<Change> widenSubnet(const Design &design, const Limits &limits, ElementId subnet,
                             const Cidr &block);

/// A new private subnet with that block, in the zone of the VPC that has the fewest. Refused where
/// the block is taken, lies outside the VPC or has a size that EC2 does not take
/// ("network.add-taken", "network.merge-limit").
Expected<Change> addSubnet(const Design &design, const Limits &limits, ElementId vpc,
                           const Cidr &block);

/// The block as somebody typed it. Refused only where it is no block ("network.bad-cidr"): what is
/// wrong with it in its network the plan says.
Expected<Change> setBlock(const Design &design, ElementId subnet, const QString &text);

/// The smallest aligned block with both addresses in it.
Cidr blockAround(quint32 first, quint32 last);

} // namespace stratoplan::network
