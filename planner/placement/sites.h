// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/placement/builder.h"

namespace stratoplan::placement {

/// Sets of private subnets in which a function could stand: those where it stands, those of other
/// functions in two zones or more, and last an empty one, for subnets of its own.
QList<QList<ElementId>> sitesOf(const Function &function, ElementId vpc, const Design &design);

/// Zones without one of the subnets that a function in them needs one in: two in all, those where
/// it stands at `present` in a public one, and every zone of the VPC where it gets new subnets
/// anyway. The VPC gets a second zone where it has one alone.
QList<ElementId> missingZones(Builder &builder, ElementId vpc, const QList<ElementId> &subnets,
                              const QList<ElementId> &present);

/// Private subnets of these zones in which other functions stand, one a zone; those zones are taken
/// from the list.
QList<ElementId> besideOthers(ElementId vpc, QList<ElementId> &zones, const Design &design);

} // namespace stratoplan::placement
