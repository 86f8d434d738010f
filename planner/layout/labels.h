// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/layout/layout.h"

namespace stratoplan::layout {

/// Puts the label of each line into the middle of the longest level piece of it that no other line
/// crosses or lies on; where there is none, of its longest level run.
void placeLabels(std::vector<Scene::Line> &lines);

} // namespace stratoplan::layout
