// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"

namespace stratoplan::network {

/// Whether a service that stands in several zones goes on when one of them is lost.
enum class Spare
{
    Yes,
    No, ///< a single node
    Unknown ///< nothing says how many nodes it has
};

/// From what the service states: multiAz, zones with a node, nodes, replicas, deployment mode; from
/// the catalogue where a kind has a node in each of its subnets. An imported database instance
/// that states nothing has one node, which is what CloudFormation makes of it; nodes of Aurora are
/// resources of their own, and caches count theirs in several ways, so nothing tells there.
Spare spareNode(const Service &service, const catalog::Catalog &catalog);

} // namespace stratoplan::network
