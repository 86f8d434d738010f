// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainter>

namespace stratoplan::canvas {

class CanvasScene;

/// Paints the drawing as it is seen from afar (Detail::Boxes), all boxes and lines of a kind at
/// once: what items leave to it, see BoxItem::paint(). What is dragged is left out. `exposed` is in
/// scene coordinates, as those of the painter.
void paintOverview(QPainter &painter, const CanvasScene &scene, const QRectF &exposed);

/// Paints what does not move while something is dragged, as its items would: what
/// Look::stillPainted speaks of. `exposed` as above.
void paintStill(QPainter &painter, const CanvasScene &scene, const QRectF &exposed);

} // namespace stratoplan::canvas
