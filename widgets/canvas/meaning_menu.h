// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/element_id.h"

class QMenu;

namespace stratoplan::canvas {

class CanvasView;

/// Fills a menu with what a connection may mean: one entry for each, the present one checked, those
/// that say nothing between its ends greyed with the reason as tool tip and status tip. Choosing
/// one is one undo entry.
void fillMeaningMenu(QMenu &menu, CanvasView &view, ElementId connection);

} // namespace stratoplan::canvas
