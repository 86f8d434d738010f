// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/layout/parts.h"

#include "planner/layout/groups.h"

#include <algorithm>

namespace stratoplan::layout {

namespace {

bool isChip(const Element &element, const QSet<QString> &configurationKinds)
{
    const auto *service = std::get_if<Service>(&element);
    return service && configurationKinds.contains(service->kind);
}

} // namespace

Parts partsOf(const Design &design, const QSet<QString> &configurationKinds)
{
    Parts parts;
    for (const Vpc *vpc : design.all<Vpc>())
        parts.inside[vpc->id];
    for (const auto &[id, element] : design.elements()) {
        if (std::holds_alternative<Note>(*element)) {
            parts.notes.push_back(id);
            continue;
        }
        if (std::holds_alternative<Group>(*element)) {
            parts.groups[id];
            continue;
        }
        if (!std::holds_alternative<Function>(*element)
            && !std::holds_alternative<Service>(*element))
            continue;
        if (isChip(*element, configurationKinds)) {
            parts.chips.push_back(id);
            continue;
        }
        const auto vpc = parts.inside.find(placementOf(*element, design).vpc);
        (vpc == parts.inside.end() ? parts.nodes : vpc->second).push_back(id);
    }
    for (auto &[vpc, items] : parts.inside) {
        std::stable_sort(items.begin(), items.end(), [&design](ElementId a, ElementId b) {
            const std::optional<Point> &first = common(*design.find(a)).position;
            const std::optional<Point> &second = common(*design.find(b)).position;
            if (!first || !second)
                return first.has_value() && !second.has_value();
            return std::pair(first->y, first->x) < std::pair(second->y, second->x);
        });
    }
    if (!parts.groups.empty()) {
        const QHash<ElementId, ElementId> groupOf = groupsOf(design);
        for (const auto &[member, group] : groupOf.asKeyValueRange()) {
            if (!isChip(*design.find(member), configurationKinds))
                parts.groups[group].push_back(member);
        }
        for (auto &[group, members] : parts.groups)
            std::sort(members.begin(), members.end());
    }
    return parts;
}

std::vector<const Connection *> drawnConnections(const Design &design,
                                                 const QSet<QString> &configurationKinds)
{
    std::vector<const Connection *> drawn;
    for (const Connection *connection : design.all<Connection>()) {
        if (!isChip(*design.find(connection->from), configurationKinds)
            && !isChip(*design.find(connection->to), configurationKinds))
            drawn.push_back(connection);
    }
    return drawn;
}

} // namespace stratoplan::layout
