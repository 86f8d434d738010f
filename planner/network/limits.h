// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/model/design.h"

#include <optional>

namespace stratoplan::network {

/// The figures of the catalogue's quotas that the network plan is made of; nothing where the
/// catalogue lacks one.
struct Limits
{
    std::optional<double> connectionsPerInterface; ///< Hyperplane: 65,000
    std::optional<double> gigabytesPerInterface; ///< until 2019: 3
    std::optional<double> interfacesPerVpc; ///< Hyperplane: 500
    std::optional<double> interfacesPerRegion; ///< until 2019: 350
    std::optional<double> blocksPerVpc; ///< IPv4 blocks of a VPC: 5
    std::optional<double> connectionsPerNatAddress; ///< to one destination: 55,000
    std::optional<double> concurrency; ///< of the account: the design's, else the default
    /// Prefixes that EC2 takes (CreateSubnet and CreateVpc references).
    int shortestPrefix = 16;
    int longestPrefix = 28;
    int shortestVpcPrefix = 16;
    int longestVpcPrefix = 28;
    /// The same of IPv6 blocks, in steps: /44 to /64, of a VPC to /60 (VPC user guide, "Compare
    /// IPv4 and IPv6"). What Amazon gives is /56 and /64.
    int shortestIpv6Prefix = 44;
    int longestIpv6Prefix = 64;
    int longestVpcIpv6Prefix = 60;
    int ipv6PrefixStep = 4;
    int providedIpv6Prefix = 56; ///< of the block that Amazon gives a VPC
};
Limits limitsOf(const Design &design, const catalog::Catalog &catalog);

} // namespace stratoplan::network
