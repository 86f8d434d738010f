// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/network/limits.h"
#include "planner/network/plan.h"

namespace stratoplan::network {

/// The block that a field holds, masked; nothing when it is unknown or no block.
std::optional<Cidr> blockOf(const Field<QString> &field);

/// What is wrong with the blocks of the drawing, in order of elements:
/// network.bad-cidr, network.host-bits (low: the block is masked), network.prefix,
/// network.outside-vpc, network.overlap, network.foreign-zone, network.no-zone (low); of IPv6
/// blocks network.bad-ipv6, network.host-bits-ipv6 (low), network.prefix-ipv6,
/// network.outside-vpc-ipv6 and network.overlap-ipv6.
Problems faultsOf(const Design &design, const Limits &limits);

/// network.interface-quota: more interfaces than the quota of the model allows, per VPC
/// (hyperplane) or in the region (per-container-eni).
Problems quotaFaultsOf(const Plan &plan, const Design &design, const Limits &limits);
/// True for what quotaFaultsOf() tells.
bool isQuotaFault(const Problem &problem);

} // namespace stratoplan::network
