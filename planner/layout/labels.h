// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/layout/layout.h"

namespace stratoplan::layout {

/// Puts the label of each line into the middle of the longest level piece of it that no other line
/// crosses or lies on; where there is none, of its longest level run. Says how much room it has.
void placeLabels(std::vector<Scene::Line> &lines);

/// Room for a label in the middle of the longest level run, as if there were no other lines.
double roomOnLongestRun(const std::vector<Point> &points);

/// The middle of the longest level run of a line through these points, whatever else stands there;
/// its beginning where it has none.
Point middleOfLongestRun(const std::vector<Point> &points);

} // namespace stratoplan::layout
