// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/change.h"

#include <QList>
#include <QPointF>

#include <optional>

namespace stratoplan::canvas {

// Lines by hand, as functions of their corners and from a design to a Change. A run is a piece
// between two corners, level or upright; its number is that of its first corner.

/// The run nearest to a place and not further off than `reach`, in scene units.
std::optional<qsizetype> runAt(const QList<QPointF> &points, const QPointF &at, double reach);

/// Whether a run goes from left to right, or back.
bool isLevel(const QList<QPointF> &points, qsizetype run);

/// The longest level (Qt::Horizontal) or upright run.
std::optional<qsizetype> longestRun(const QList<QPointF> &points, Qt::Orientation direction);

/// The line with a run moved across its direction by `distance`. Both ends stay: a run at one of
/// them keeps a short piece there, from which it turns off.
QList<QPointF> withRunMoved(const QList<QPointF> &points, qsizetype run, double distance);

/// `distance` so that the run comes to lie in line with another of the same direction, where that
/// is within `reach`; else on a grid of 8.
double snappedRun(const QList<QPointF> &points, qsizetype run, double distance, double reach);

/// Gives the connections the corners between the ends of the line as waypoints.
Change withShape(const Design &design, const QList<ElementId> &ids, const QList<QPointF> &points);

/// Those of the elements that are connections with waypoints.
QList<ElementId> shapedByHand(const Design &design, const QList<ElementId> &ids);

/// Lets the connections among the elements find their own way again.
Change withoutShape(const Design &design, const QList<ElementId> &ids);

} // namespace stratoplan::canvas
