// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/tools/follow.h"

#include <algorithm>
#include <tuple>

namespace stratoplan::canvas {

QList<ElementId> connectionsAt(ElementId node, const Design &design, const layout::Scene &scene)
{
    using Place = std::tuple<bool, double, double, ElementId>;
    std::vector<Place> places;
    for (const Connection *connection : design.all<Connection>()) {
        const bool leaves = connection->from == node;
        if (!leaves && connection->to != node)
            continue;
        const layout::Scene::Box *end = scene.box(leaves ? connection->to : connection->from);
        const Point middle = end ? end->rect.center() : Point{};
        places.emplace_back(!leaves, middle.y, middle.x, connection->id);
    }
    std::sort(places.begin(), places.end());
    QList<ElementId> ids;
    for (const Place &place : places)
        ids.append(std::get<ElementId>(place));
    return ids;
}

Stand followed(const Stand &stand, bool forwards, const Design &design, const layout::Scene &scene)
{
    const auto startOf
        = [&](const Connection &connection) { return forwards ? connection.from : connection.to; };
    const Connection *way = design.get<Connection>(stand.connection);
    if (way && !stand.onConnection && startOf(*way) != stand.node)
        way = nullptr;
    if (!way) {
        for (const ElementId id : connectionsAt(stand.node, design, scene)) {
            const Connection *other = design.get<Connection>(id);
            if (startOf(*other) == stand.node) {
                way = other;
                break;
            }
        }
    }
    if (!way)
        return stand;
    return {forwards ? way->to : way->from, way->id, false};
}

Stand chosen(const Stand &stand, int step, const Design &design, const layout::Scene &scene)
{
    const QList<ElementId> ids = connectionsAt(stand.node, design, scene);
    if (ids.isEmpty())
        return stand;
    const qsizetype now = ids.indexOf(stand.connection);
    qsizetype next = step > 0 ? 0 : ids.size() - 1;
    if (stand.onConnection && now >= 0)
        next = (now + step + ids.size()) % ids.size();
    else if (now >= 0)
        next = now;
    return {stand.node, ids.at(next), true};
}

} // namespace stratoplan::canvas
