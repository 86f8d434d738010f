// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/layout/parts.h"

#include <QHash>

namespace stratoplan::layout {

/// Whether an element has a place of its own, so that a group can hold it: functions and services
/// outside of every network, networks as a whole, and notes.
bool hasOwnPlace(const Element &element, const Design &design);

/// The group that each member stands in: the first by id of those that name it. What has no place
/// of its own is left out.
QHash<ElementId, ElementId> groupsOf(const Design &design);

/// What stands in the group by groupsOf(), in order of ids; empty for anything else.
QList<ElementId> membersOf(ElementId group, const Design &design);

/// The frame of a group around this area: padding beside and below, and above it the head with room
/// for lines.
Rect frameAround(const Rect &members, const Metrics &metrics);

/// The head of a group's frame, where its icon and name stand.
Rect groupHead(const Rect &frame, const Metrics &metrics);

/// Frames of the groups around those of their members that the scene has; around nothing, an empty
/// one at the group's position, or where `emptyAt` puts it. None for a group that has neither.
std::vector<Scene::Box> framesOf(const Scene &scene, const Parts &parts,
                                 const std::map<ElementId, Point> &emptyAt, const Design &design,
                                 const Metrics &metrics);

/// Puts the frames before the boxes, and names each as the container of its members.
void putIntoFrames(std::vector<Scene::Box> &boxes, std::vector<Scene::Box> frames,
                   const Parts &parts);

} // namespace stratoplan::layout
