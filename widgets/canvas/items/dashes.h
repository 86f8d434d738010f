// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPainterPath>
#include <QPointF>
#include <QRectF>

namespace stratoplan::canvas {

/// A line taken apart into what is painted fast: a drawing has hundreds of them, and stroking their
/// dashes would take longer than everything else together.
struct Dashes
{
    QList<QRectF> level; ///< dashes along an axis, as areas to fill
    QPainterPath bent; ///< middle lines of those that go round a corner or aslant
    QList<QPointF> dots; ///< middles of dashes without length
};

/// The dashes of a line that flattened() gave. The pattern is lengths of dashes and gaps by turns;
/// shorter than `shortest`, a dash is a dot. Everything is in the same unit.
Dashes dashesOf(const QList<QPointF> &line, const QList<double> &pattern, double width,
                double shortest);

/// The same of a solid line: its runs along an axis, and the rest. `isSharp` = its corners are not
/// rounded.
Dashes solidOf(const QList<QPointF> &line, double width, bool isSharp);

/// The points with each corner replaced by chords of its curve of that radius, and each hop by
/// those of an arc.
QList<QPointF> flattened(const QList<QPointF> &points, double radius,
                         const QList<QPointF> &hops = {});

} // namespace stratoplan::canvas
