// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/layout/layout.h"

namespace stratoplan::layout {

/// One edge to be drawn between two boxes.
struct Wire
{
    ElementId connection;
    ElementId from;
    ElementId to;
    Role role = Role::Trigger;
    Rect source;
    Rect target;
    double sourceColumn = 0; ///< x at which it meets the upper or lower side at best
    double targetColumn = 0;
    /// VPCs of the two ends; none = outside.
    ElementId sourceVpc;
    ElementId targetVpc;
    std::vector<Point> waypoints; ///< put by hand; empty = it finds its own way
    std::vector<Point> points; ///< filled by route()
};

/// What edges keep away from.
struct Ground
{
    std::vector<Rect> boxes; ///< nodes, discs, notes: never crossed
    std::vector<Rect> heads; ///< names of containers: crossed at right angles at best
    std::vector<Rect> labels; ///< names that stand in the open: avoided more than heads
    std::vector<std::pair<ElementId, Rect>>
        networks; ///< crossed only by edges of their own at best
};

/// What finding the ways took; of the design alone, not of the machine.
struct RouteEffort
{
    size_t nodes = 0; ///< of the graph that was searched
    size_t expanded = 0; ///< states of all searches that were looked at
};

/// Finds the corners of every wire: around all boxes, with `clearance` where there is room for it.
/// Wires with waypoints go as wayThrough() has it.
RouteEffort route(std::vector<Wire> &wires, const Ground &ground, const Metrics &metrics);

/// A way of at most two corners that knows of no other boxes; round the corner for a wire whose
/// ends are the same.
std::vector<Point> directWay(const Wire &wire, const Metrics &metrics);

/// The way that a hand has given a wire: level and upright runs from the side of the source that
/// faces the first waypoint through all of them, in order, to the side of the target that faces the
/// last, over whatever lies between. Waypoints in the boxes of the ends are passed over, and so is
/// what would lead back the way it came; empty where no waypoint is left.
std::vector<Point> wayThrough(const Wire &wire);

/// Moves runs that lie on one another apart, onto tracks of their own, within the room that boxes
/// leave. Wires with a common end may share a run: there they are one trunk. Wires with waypoints
/// stay where they are.
void separate(std::vector<Wire> &wires, const Ground &ground, const Metrics &metrics);

/// Whether two wires may lie on one another.
bool mayShare(const Wire &a, const Wire &b);

/// Without corners that are none: equal or collinear points.
std::vector<Point> simplified(const std::vector<Point> &points);

} // namespace stratoplan::layout
