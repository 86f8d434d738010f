// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/decision/derive.h"
#include "planner/placement/builder.h"

namespace stratoplan::placement {

/// Gives a function that stands in a VPC the security groups and rules that its drawn connections
/// need: out to the port of each private resource and to HTTPS outside, in at the groups of those
/// resources and of `endpoints`. Groups of other stacks stay as they are; a group that says nothing
/// of what goes out lets all out, as EC2 has it. `ipv6`: what is outside is reached by IPv6 too.
void openPorts(Builder &builder, ElementId function, const QList<ElementId> &endpoints, bool ipv6,
               const catalog::Catalog &catalog);

} // namespace stratoplan::placement
