// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/element_id.h"

#include <QList>

class QMenu;

namespace stratoplan::canvas {

class CanvasView;

/// Fills a menu with what the connections of one line may mean: one entry for each, the present one
/// checked, those that say nothing between its ends greyed with the reason as tool tip and status
/// tip. Choosing one is one undo entry. The menu stays empty where there is no connection.
void fillMeaningMenu(QMenu &menu, CanvasView &view, const QList<ElementId> &connections);

} // namespace stratoplan::canvas
