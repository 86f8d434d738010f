// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/element_id.h"

#include <QAccessibleInterface>

namespace stratoplan::canvas {

class CanvasView;

/// Lets screen readers see the canvas as a list of its elements, with names, places and states.
/// Called once by each view; further calls do nothing.
void installAccessibility();

/// What screen readers are told of an element of the drawing, which has no object of its own; null
/// for one that the drawing does not have. Lives as long as the view, and is not valid any more
/// where the element is gone.
QAccessibleInterface *accessibleElement(CanvasView &view, ElementId id);

/// Tells screen readers, where there are any, which element the keyboard stands on.
void announceFocus(CanvasView &view);

} // namespace stratoplan::canvas
