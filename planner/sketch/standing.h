// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the room: where a function or database stands that names a network, not its subnets.

#include "planner/model/design.h"

namespace stratoplan::sketch {

/// The private subnets of a VPC or zone; a subnet itself. Empty for anything else.
QList<ElementId> privateSubnets(const Design &design, ElementId container);

/// The design with private subnets in the VPC or zone: one in each zone of the VPC, and two zones
/// where it has none. They have no address block yet. `container` none = in a new VPC, which is
/// set.
Design withPrivateSubnets(const Design &design, ElementId &container);

} // namespace stratoplan::sketch
