// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/layout/layout.h"

namespace stratoplan::layout {

/// Puts the label of each line into the middle of the longest level piece of it that no other line
/// crosses or lies on; where there is none, of its longest level run.
void placeLabels(std::vector<Scene::Line> &lines);

/// The middle of the longest level run of a line through these points, whatever else stands there;
/// its beginning where it has none.
Point middleOfLongestRun(const std::vector<Point> &points);

} // namespace stratoplan::layout
