// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/edits.h"

#include "planner/layout/groups.h"
#include "planner/model/edit.h"
#include "planner/sketch/grouping.h"
#include "planner/sketch/place.h"
#include "widgets/canvas/grouping.h"

#include <QSet>

#include <cmath>
#include <limits>

namespace stratoplan::canvas {

namespace {

constexpr bool isContainer(layout::Shape shape)
{
    return shape == layout::Shape::Vpc || shape == layout::Shape::Zone
        || shape == layout::Shape::Subnet || shape == layout::Shape::Group;
}

} // namespace

QList<ElementId> contentsOf(const Design &design, ElementId container)
{
    QList<ElementId> found = layout::membersOf(container, design);
    QSet<ElementId> inside(found.begin(), found.end());
    inside.insert(container);
    // Zones and subnets may have lower ids than what they belong to: repeat until nothing is added.
    for (bool grown = true; grown;) {
        grown = false;
        for (const auto &[id, element] : design.elements()) {
            if (inside.contains(id))
                continue;
            bool within = false;
            if (const auto *zone = std::get_if<Zone>(element.get()))
                within = inside.contains(zone->vpc);
            else if (const auto *subnet = std::get_if<Subnet>(element.get()))
                within = inside.contains(subnet->zone) || inside.contains(subnet->vpc);
            else if (const auto *gateway = std::get_if<Gateway>(element.get()))
                within = inside.contains(gateway->vpc) || inside.contains(gateway->subnet);
            else if (const auto *endpoint = std::get_if<Endpoint>(element.get()))
                within = inside.contains(endpoint->vpc);
            else if (const auto *function = std::get_if<Function>(element.get()))
                within = !function->subnets.isEmpty() && inside.contains(function->subnets.first());
            else if (const auto *service = std::get_if<Service>(element.get()))
                within = !service->subnets.isEmpty() && inside.contains(service->subnets.first());
            if (within) {
                inside.insert(id);
                found.append(id);
                grown = true;
            }
        }
    }
    return found;
}

Change moveBy(const Design &design, const layout::Scene &scene, const QList<ElementId> &ids,
              Point distance)
{
    QSet<ElementId> moving(ids.begin(), ids.end());
    for (const ElementId id : ids) {
        for (const ElementId inner : contentsOf(design, id))
            moving.insert(inner);
    }
    Edit edit(design);
    for (const auto &[id, element] : design.elements()) {
        // A line that was put by hand goes along with both its ends.
        if (const auto *connection = std::get_if<Connection>(element.get()); connection
            && !connection->waypoints.isEmpty() && moving.contains(connection->from)
            && moving.contains(connection->to)) {
            QList<Point> waypoints = connection->waypoints;
            for (Point &point : waypoints)
                point = {point.x + distance.x, point.y + distance.y};
            edit.set(id, &Connection::waypoints, waypoints);
        }
        if (!moving.contains(id))
            continue;
        const layout::Scene::Box *box = scene.box(id);
        std::optional<Point> position = common(*element).position;
        if (!position && box)
            position = Point{box->rect.x, box->rect.y};
        if (position)
            edit.setPosition(id, Point{position->x + distance.x, position->y + distance.y});
    }
    return edit.change();
}

ElementId dropContainer(const Design &design, const layout::Scene &scene, ElementId id, Point at,
                        const catalog::Catalog &catalog)
{
    const Element *element = design.find(id);
    if (!element)
        return {};
    const layout::Rect spot{at.x, at.y, 0, 0};
    const bool isNode
        = std::holds_alternative<Function>(*element) || std::holds_alternative<Service>(*element);
    // Containers stand before what they hold, so the innermost is the last one found.
    ElementId innermost;
    for (const layout::Scene::Box &box : scene.boxes) {
        if (!isContainer(box.shape) || box.id == id || !box.rect.contains(spot))
            continue;
        if (sketch::takes(design, box.id, *element, catalog))
            innermost = box.id;
        else if (isNode && box.shape == layout::Shape::Vpc)
            innermost = {}; // what is dropped between the subnets of a network is in no group
    }
    return innermost;
}

Change moveInto(const Design &design, const layout::Scene &scene, const QList<ElementId> &ids,
                Point distance, ElementId container, bool add, const catalog::Catalog &catalog)
{
    const Change moves = moveBy(design, scene, ids, distance);
    const Expected<Design> moved = apply(design, moves);
    if (!moved)
        return {};
    Edit edit(*moved);
    QList<ElementId> taken;
    for (const ElementId id : outermost(design, ids)) {
        const Element *element = moved->find(id);
        if (!element || (container && !sketch::takes(design, container, *element, catalog)))
            continue;
        Element put = *element;
        sketch::putInto(put, *moved, container, add, catalog);
        edit.replace(id, std::move(put));
        taken.append(id);
    }
    sketch::join(edit, *moved, container, taken);
    return emptiedInPlace(design, scene, merged(moves, edit.change()));
}

Change remove(const Design &design, const QList<ElementId> &ids)
{
    Edit edit(design);
    for (const ElementId id : ids)
        edit.remove(id);
    for (const Function *function : design.all<Function>()) {
        const auto *left = edit.get<Function>(function->id);
        if (left && left->subnets.isEmpty() && !function->subnets.isEmpty())
            edit.set(function->id, &Function::inVpc, false);
    }
    return edit.change();
}

Change rename(const Design &design, ElementId id, const QString &name)
{
    Edit edit(design);
    edit.rename(id, name.trimmed());
    return edit.change();
}

QList<ElementId> outermost(const Design &design, const QList<ElementId> &ids)
{
    QSet<ElementId> held;
    for (const ElementId id : ids) {
        const bool holds = design.get<Vpc>(id) || design.get<Zone>(id) || design.get<Subnet>(id)
            || design.get<Group>(id);
        for (const ElementId inner : holds ? contentsOf(design, id) : QList<ElementId>())
            held.insert(inner);
    }
    QList<ElementId> outer = ids;
    outer.removeIf([&held](ElementId id) { return held.contains(id); });
    return outer;
}

ElementId neighbour(const layout::Scene &scene, ElementId from, Point direction)
{
    const layout::Scene::Box *start = scene.box(from);
    if (!start)
        return scene.boxes.empty() ? ElementId{} : scene.boxes.front().id;
    const auto centre = [](const layout::Rect &rect) {
        return Point{rect.x + rect.width / 2, rect.y + rect.height / 2};
    };
    const Point origin = centre(start->rect);
    ElementId best;
    double shortest = std::numeric_limits<double>::infinity();
    for (const layout::Scene::Box &box : scene.boxes) {
        if (box.id == from || isContainer(box.shape) != isContainer(start->shape))
            continue;
        const Point there = centre(box.rect);
        const double ahead
            = (there.x - origin.x) * direction.x + (there.y - origin.y) * direction.y;
        const double aside = std::abs((there.x - origin.x) * direction.y)
            + std::abs((there.y - origin.y) * direction.x);
        // What lies more to the side than ahead belongs to another key.
        if (ahead <= 0 || aside > 2 * ahead)
            continue;
        if (const double distance = ahead + 2 * aside; distance < shortest) {
            shortest = distance;
            best = box.id;
        }
    }
    return best;
}

} // namespace stratoplan::canvas
