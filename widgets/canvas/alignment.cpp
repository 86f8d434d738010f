// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/alignment.h"

#include "planner/model/edit.h"
#include "widgets/canvas/edits.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace stratoplan::canvas {

namespace {

constexpr double grid = layout::Metrics{}.grid;
constexpr double leastGap = 16;
/// Steps in which a place for arranged elements is looked for.
constexpr int mostSteps = 40;

QRectF rectOf(const layout::Scene &scene, ElementId id)
{
    const layout::Rect rect = scene.box(id)->rect;
    return {rect.x, rect.y, rect.width, rect.height};
}

QRectF around(const layout::Scene &scene, const QList<ElementId> &ids)
{
    QRectF all;
    for (const ElementId id : ids)
        all |= rectOf(scene, id);
    return all;
}

/// Every element with its own distance; networks take along what they hold. No two of them hold the
/// same.
Change moved(const Design &design, const layout::Scene &scene,
             const QList<std::pair<ElementId, QPointF>> &distances)
{
    Change all;
    for (const auto &[id, distance] : distances) {
        if (distance.isNull())
            continue;
        const Change one = moveBy(design, scene, {id}, {distance.x(), distance.y()});
        all.elements.insert(all.elements.end(), one.elements.begin(), one.elements.end());
    }
    return all;
}

double along(const QPointF &point, Qt::Orientation direction)
{
    return direction == Qt::Horizontal ? point.x() : point.y();
}

QPointF step(double distance, Qt::Orientation direction)
{
    return direction == Qt::Horizontal ? QPointF(distance, 0) : QPointF(0, distance);
}

/// The design of the elements alone, without what they refer to elsewhere.
Design partOf(const Design &design, const QSet<ElementId> &ids)
{
    Change change;
    for (const auto &[id, element] : design.elements()) {
        const auto *connection = std::get_if<Connection>(element.get());
        const bool isInside = connection
            ? ids.contains(connection->from) && ids.contains(connection->to)
            : ids.contains(id);
        std::optional<Element> part = isInside ? std::optional(*element) : std::nullopt;
        const QList<ElementId> named = references(*element);
        for (const ElementId reference : named) {
            if (part && !ids.contains(reference))
                part = withoutReference(*std::move(part), reference);
        }
        if (part)
            change.elements.push_back({id, std::nullopt, std::move(part)});
    }
    const Expected<Design> made = apply({}, change);
    return made ? *made : Design();
}

bool covers(const QRectF &area, const layout::Scene &scene, const QSet<ElementId> &without)
{
    return std::any_of(scene.boxes.begin(), scene.boxes.end(), [&](const layout::Scene::Box &box) {
        const QRectF rect(box.rect.x, box.rect.y, box.rect.width, box.rect.height);
        return !without.contains(box.id) && rect.adjusted(-8, -8, 8, 8).intersects(area);
    });
}

/// Corner near that of `wanted` where it covers nothing that stays.
QPointF freeCorner(const QRectF &wanted, const layout::Scene &scene, const QSet<ElementId> &moving)
{
    for (int far = 0; far < mostSteps; ++far) {
        for (const QPointF &way : {QPointF(0, far * 2 * grid), QPointF(far * 2 * grid, 0)}) {
            if (!covers(wanted.translated(way), scene, moving))
                return wanted.topLeft() + way;
        }
    }
    return wanted.topLeft();
}

/// The three places of a box that are lined up: begin, middle and end.
std::array<double, 3> marks(const QRectF &rect, Qt::Orientation direction)
{
    return {along(rect.topLeft(), direction), along(rect.center(), direction),
            along(rect.bottomRight(), direction)};
}

struct Catch
{
    double distance = 0;
    double at = 0; ///< of the line
    QRectF other;
};

std::optional<Catch> nearest(const QRectF &box, const QList<QRectF> &others, double reach,
                             Qt::Orientation direction)
{
    std::optional<Catch> best;
    for (const QRectF &other : others) {
        for (const double mine : marks(box, direction)) {
            for (const double theirs : marks(other, direction)) {
                const double distance = theirs - mine;
                if (std::abs(distance) <= reach
                    && (!best || std::abs(distance) < std::abs(best->distance)))
                    best = Catch{distance, theirs, other};
            }
        }
    }
    return best;
}

double toGrid(double place)
{
    return std::round(place / grid) * grid;
}

} // namespace

bool hasOwnPlace(layout::Shape shape, std::optional<layout::Shape> around)
{
    return (!around || around == layout::Shape::Group)
        && (shape == layout::Shape::Node || shape == layout::Shape::Note
            || shape == layout::Shape::Vpc || shape == layout::Shape::Group);
}

QList<ElementId> movable(const layout::Scene &scene, const QList<ElementId> &ids)
{
    const QSet<ElementId> named(ids.begin(), ids.end());
    QHash<ElementId, layout::Shape> shapes; // containers come before what they hold
    QSet<ElementId> placed;
    for (const layout::Scene::Box &box : scene.boxes) {
        shapes.insert(box.id, box.shape);
        const auto around = shapes.constFind(box.container);
        const bool isFree = hasOwnPlace(
            box.shape,
            box.container && around != shapes.constEnd() ? std::optional(*around) : std::nullopt);
        if (isFree && !named.contains(box.container))
            placed.insert(box.id);
    }
    QList<ElementId> found = ids;
    found.removeIf([&placed](ElementId id) { return !placed.contains(id); });
    return found;
}

Change aligned(const Design &design, const layout::Scene &scene, const QList<ElementId> &ids,
               Alignment alignment)
{
    const QList<ElementId> moving = movable(scene, ids);
    const QRectF all = around(scene, moving);
    QList<std::pair<ElementId, QPointF>> distances;
    for (const ElementId id : moving) {
        const QRectF box = rectOf(scene, id);
        QPointF distance;
        switch (alignment) {
        case Alignment::Left:
            distance.setX(all.left() - box.left());
            break;
        case Alignment::Middle:
            distance.setX(std::round(all.center().x() - box.center().x()));
            break;
        case Alignment::Right:
            distance.setX(all.right() - box.right());
            break;
        case Alignment::Top:
            distance.setY(all.top() - box.top());
            break;
        case Alignment::Centre:
            distance.setY(std::round(all.center().y() - box.center().y()));
            break;
        case Alignment::Bottom:
            distance.setY(all.bottom() - box.bottom());
            break;
        }
        distances.append({id, distance});
    }
    return moved(design, scene, distances);
}

Change distributed(const Design &design, const layout::Scene &scene, const QList<ElementId> &ids,
                   Qt::Orientation direction)
{
    QList<ElementId> row = movable(scene, ids);
    if (row.size() < 3)
        return {};
    std::stable_sort(row.begin(), row.end(), [&](ElementId a, ElementId b) {
        return along(rectOf(scene, a).center(), direction)
            < along(rectOf(scene, b).center(), direction);
    });
    const auto length = [&](const QRectF &box) {
        return direction == Qt::Horizontal ? box.width() : box.height();
    };
    const QRectF all = around(scene, row);
    double filled = 0;
    for (const ElementId id : std::as_const(row))
        filled += length(rectOf(scene, id));
    const double room = (length(all) - filled) / static_cast<double>(row.size() - 1);
    const double gap = room < 0 ? leastGap : room;
    double next = along(all.topLeft(), direction);
    QList<std::pair<ElementId, QPointF>> distances;
    for (const ElementId id : std::as_const(row)) {
        const QRectF box = rectOf(scene, id);
        distances.append({id, step(std::round(next) - along(box.topLeft(), direction), direction)});
        next += length(box) + gap;
    }
    return moved(design, scene, distances);
}

Change sameSize(const Design &design, const QList<ElementId> &ids)
{
    QList<const Note *> notes;
    for (const ElementId id : ids) {
        if (const auto *note = design.get<Note>(id))
            notes.append(note);
    }
    Edit edit(design);
    for (const Note *note : std::as_const(notes))
        edit.set(note->id, &Note::size, notes.last()->size);
    return edit.change();
}

Change arranged(const Design &design, const layout::Scene &scene, const QList<ElementId> &ids,
                const QSet<QString> &configurationKinds, std::optional<QPointF> corner)
{
    const QList<ElementId> moving = movable(scene, ids);
    if (moving.isEmpty())
        return {};
    QSet<ElementId> inside(moving.begin(), moving.end());
    for (const ElementId id : moving) {
        for (const ElementId inner : contentsOf(design, id))
            inside.insert(inner);
    }
    // The frame that they stand in does not keep them from standing there.
    QSet<ElementId> passed = inside;
    for (const ElementId id : moving)
        passed.insert(scene.box(id)->container);
    const Design part = partOf(design, inside);
    const Expected<Design> laidOut = apply(part, layout::arrange(part, configurationKinds));
    if (!laidOut)
        return {};
    const layout::Scene after = layout::scene(*laidOut, configurationKinds);
    const QRectF bounds(after.bounds.x, after.bounds.y, after.bounds.width, after.bounds.height);
    const QRectF wanted(corner.value_or(around(scene, moving).topLeft()), bounds.size());
    const QPointF shift = freeCorner(wanted, scene, passed) - bounds.topLeft();
    Edit edit(design);
    for (const auto &[id, element] : laidOut->elements()) {
        if (const std::optional<Point> &place = common(*element).position)
            edit.setPosition(id, Point{place->x + shift.x(), place->y + shift.y()});
    }
    for (const Connection *connection : design.all<Connection>()) {
        if (inside.contains(connection->from) || inside.contains(connection->to))
            edit.set(connection->id, &Connection::waypoints, QList<Point>());
    }
    return edit.change();
}

Snap snapTo(const QRectF &box, const QPointF &distance, const QList<QRectF> &others, double reach)
{
    const QRectF wanted = box.translated(distance);
    const std::optional<Catch> across = nearest(wanted, others, reach, Qt::Horizontal);
    const std::optional<Catch> down = nearest(wanted, others, reach, Qt::Vertical);
    Snap snap;
    snap.distance = {across ? distance.x() + across->distance : toGrid(distance.x()),
                     down ? distance.y() + down->distance : toGrid(distance.y())};
    const QRectF there = box.translated(snap.distance);
    if (across) {
        const QRectF both = there | across->other;
        snap.lines.append(QLineF(across->at, both.top(), across->at, both.bottom()));
    }
    if (down) {
        const QRectF both = there | down->other;
        snap.lines.append(QLineF(both.left(), down->at, both.right(), down->at));
    }
    return snap;
}

} // namespace stratoplan::canvas
