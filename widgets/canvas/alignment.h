// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/layout/layout.h"
#include "planner/model/change.h"

#include <QLineF>
#include <QList>
#include <QPointF>
#include <QRectF>
#include <QSet>

#include <optional>

namespace stratoplan::canvas {

// Lining elements up, as functions from a design to a Change. Only what has a place of its own is
// moved: nodes outside of networks, notes, and networks with all that they hold. What stands in a
// network gets its place from the network.

enum class Alignment
{
    Left,
    Middle, ///< of the width
    Right,
    Top,
    Centre, ///< of the height
    Bottom
};

/// Whether a box of that shape has a place of its own; `around` is the shape of the container it is
/// in, none on the canvas.
bool hasOwnPlace(layout::Shape shape, std::optional<layout::Shape> around);

/// Those of the elements that can be lined up. A group takes along what it holds.
QList<ElementId> movable(const layout::Scene &scene, const QList<ElementId> &ids);

/// Lines the elements up along that edge, or the middle, of the rectangle round them all.
Change aligned(const Design &design, const layout::Scene &scene, const QList<ElementId> &ids,
               Alignment alignment);

/// Moves all but the outermost ones so that the gaps between them are equal: in a row
/// (Qt::Horizontal) or a column. Where there is no room for gaps, the row grows to the right, the
/// column downwards, with gaps of 16. Nothing for fewer than three.
Change distributed(const Design &design, const layout::Scene &scene, const QList<ElementId> &ids,
                   Qt::Orientation direction);

/// Gives the notes among the elements the size of the last of them; all nodes have one size.
Change sameSize(const Design &design, const QList<ElementId> &ids);

/// Lays the elements out as layout::arrange() does, as if they were the whole drawing, with the
/// upper left corner of the rectangle round them where it was, or at the nearest place below or to
/// the right of it where they cover no other; near `corner` where one is given.
Change arranged(const Design &design, const layout::Scene &scene, const QList<ElementId> &ids,
                const QSet<QString> &configurationKinds, std::optional<QPointF> corner = {});

/// Where a dragged box comes to stand, and what it is lined up with.
struct Snap
{
    QPointF distance; ///< from where the box was
    QList<QLineF> lines; ///< over both boxes, in scene coordinates

    bool operator==(const Snap &) const = default;
};

/// Takes the edges and the middle of a box that is dragged by `distance` to those of the others
/// that are within `reach`, in scene units; to the grid, of 16, where none is. The nearest counts.
Snap snapTo(const QRectF &box, const QPointF &distance, const QList<QRectF> &others, double reach);

} // namespace stratoplan::canvas
