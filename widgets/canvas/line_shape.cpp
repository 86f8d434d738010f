// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/line_shape.h"

#include "planner/layout/route.h"
#include "planner/model/edit.h"

#include <algorithm>
#include <cmath>

namespace stratoplan::canvas {

namespace {

constexpr double same = 0.01;
constexpr double grid = 8;
constexpr double stub = 16; ///< what stays at an end, as far off as lines keep from boxes

double distanceTo(const QPointF &a, const QPointF &b, const QPointF &at)
{
    const double left = std::min(a.x(), b.x());
    const double right = std::max(a.x(), b.x());
    const double top = std::min(a.y(), b.y());
    const double bottom = std::max(a.y(), b.y());
    return std::hypot(at.x() - std::clamp(at.x(), left, right),
                      at.y() - std::clamp(at.y(), top, bottom));
}

double lengthOf(const QList<QPointF> &points, qsizetype run)
{
    return (points[run + 1] - points[run]).manhattanLength();
}

/// Without corners that are none.
QList<QPointF> simplified(const QList<QPointF> &points)
{
    std::vector<Point> corners;
    for (const QPointF &point : points)
        corners.push_back({point.x(), point.y()});
    QList<QPointF> left;
    for (const Point &corner : layout::simplified(corners))
        left.append({corner.x, corner.y});
    return left;
}

} // namespace

std::optional<qsizetype> runAt(const QList<QPointF> &points, const QPointF &at, double reach)
{
    std::optional<qsizetype> nearest;
    double least = reach;
    for (qsizetype i = 0; i + 1 < points.size(); ++i) {
        const double distance = distanceTo(points[i], points[i + 1], at);
        if (distance <= least) {
            least = distance;
            nearest = i;
        }
    }
    return nearest;
}

bool isLevel(const QList<QPointF> &points, qsizetype run)
{
    return std::abs(points[run].y() - points[run + 1].y()) < same;
}

std::optional<qsizetype> longestRun(const QList<QPointF> &points, Qt::Orientation direction)
{
    std::optional<qsizetype> longest;
    for (qsizetype i = 0; i + 1 < points.size(); ++i) {
        if (isLevel(points, i) == (direction == Qt::Horizontal)
            && (!longest || lengthOf(points, i) > lengthOf(points, *longest)))
            longest = i;
    }
    return longest;
}

QList<QPointF> withRunMoved(const QList<QPointF> &points, qsizetype run, double distance)
{
    const QPointF first = points[run];
    const QPointF last = points[run + 1];
    const double length = lengthOf(points, run);
    if (length < same || std::abs(distance) < same)
        return points;
    const QPointF offset = isLevel(points, run) ? QPointF(0, distance) : QPointF(distance, 0);
    const QPointF piece = (last - first) * (std::min(stub, length / 3) / length);
    const bool isFirst = run == 0;
    const bool isLast = run + 2 == points.size();
    const QPointF from = isFirst ? first + piece : first;
    const QPointF to = isLast ? last - piece : last;
    QList<QPointF> moved = isFirst ? QList<QPointF>{first, from} : points.first(run);
    moved += {from + offset, to + offset};
    moved += isLast ? QList<QPointF>{to, last} : points.sliced(run + 2);
    return simplified(moved);
}

double snappedRun(const QList<QPointF> &points, qsizetype run, double distance, double reach)
{
    const bool level = isLevel(points, run);
    const auto across = [level](const QPointF &point) { return level ? point.y() : point.x(); };
    const double here = across(points[run]);
    const double wanted = here + distance;
    std::optional<double> nearest;
    for (qsizetype i = 0; i + 1 < points.size(); ++i) {
        if (i == run || isLevel(points, i) != level)
            continue;
        const double other = across(points[i]);
        if (std::abs(other - wanted) <= reach
            && (!nearest || std::abs(other - wanted) < std::abs(*nearest - wanted)))
            nearest = other;
    }
    return nearest.value_or(std::round(wanted / grid) * grid) - here;
}

Change withShape(const Design &design, const QList<ElementId> &ids, const QList<QPointF> &points)
{
    QList<Point> waypoints;
    for (qsizetype i = 1; i + 1 < points.size(); ++i)
        waypoints.append({points[i].x(), points[i].y()});
    Edit edit(design);
    for (const ElementId id : ids)
        edit.set(id, &Connection::waypoints, waypoints);
    return edit.change();
}

QList<ElementId> shapedByHand(const Design &design, const QList<ElementId> &ids)
{
    QList<ElementId> shaped;
    for (const ElementId id : ids) {
        const auto *connection = design.get<Connection>(id);
        if (connection && !connection->waypoints.isEmpty())
            shaped.append(id);
    }
    return shaped;
}

Change withoutShape(const Design &design, const QList<ElementId> &ids)
{
    Edit edit(design);
    for (const ElementId id : shapedByHand(design, ids))
        edit.set(id, &Connection::waypoints, QList<Point>());
    return edit.change();
}

} // namespace stratoplan::canvas
