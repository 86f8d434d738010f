// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/layout/layout.h"

namespace stratoplan::layout {

/// The way of a connection between boxes that stand there, as provisionalScene() finds one where
/// the ends have moved: through its waypoints where a hand has given some, else with at most two
/// corners. It knows of no other boxes.
std::vector<Point> provisionalWay(const Connection &connection, const Rect &source,
                                  const Rect &target, const Metrics &metrics = {});

} // namespace stratoplan::layout
