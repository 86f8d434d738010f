// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/model/edit.h"

namespace stratoplan::sketch {

/// Whether a group can hold the element: functions and services, which leave their network for it,
/// networks and notes. Not what only configures others, and not what a network's security group
/// keeps inside.
bool canBeGrouped(const Element &element, const Design &design, const catalog::Catalog &catalog);

/// What a group around some elements would hold.
struct Grouping
{
    QList<ElementId> members;
    Text refused; ///< why there can be no such group; empty where there can, or nothing is named
};

/// The members of a group around these elements, as they stand. What stands in a network that is
/// named too comes with it, and so do connections. Refused where one stands in another network, is
/// a group, or is drawn nowhere.
Grouping groupingOf(const Design &design, const QList<ElementId> &ids,
                    const catalog::Catalog &catalog);

/// Puts the elements into the group, and out of all others.
void join(Edit &edit, const Design &design, ElementId group, const QList<ElementId> &ids);

/// Takes the elements out of every group.
void leaveGroups(Edit &edit, const Design &design, const QList<ElementId> &ids);

} // namespace stratoplan::sketch
