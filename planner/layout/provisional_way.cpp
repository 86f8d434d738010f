// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/layout/provisional_way.h"

#include "planner/layout/route.h"

namespace stratoplan::layout {

std::vector<Point> provisionalWay(const Connection &connection, const Rect &source,
                                  const Rect &target, const Metrics &metrics)
{
    Wire wire;
    wire.from = connection.from;
    wire.to = connection.to;
    wire.source = source;
    wire.target = target;
    wire.sourceColumn = source.center().x;
    wire.targetColumn = target.center().x;
    wire.waypoints.assign(connection.waypoints.begin(), connection.waypoints.end());
    std::vector<Point> byHand = wayThrough(wire);
    return byHand.empty() ? directWay(wire, metrics) : byHand;
}

} // namespace stratoplan::layout
