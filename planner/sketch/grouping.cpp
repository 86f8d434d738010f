// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sketch/grouping.h"

#include "planner/layout/groups.h"
#include "planner/sketch/place.h"

namespace stratoplan::sketch {

namespace {

bool isConfiguration(const Element &element, const catalog::Catalog &catalog)
{
    const auto *service = std::get_if<Service>(&element);
    const catalog::ServiceKind *kind = service ? catalog.service(service->kind) : nullptr;
    return kind && kind->category == catalog::Category::Configuration;
}

/// The network that an element is a part of, or stands in.
ElementId networkOf(const Element &element, const Design &design)
{
    if (const auto *zone = std::get_if<Zone>(&element))
        return zone->vpc;
    if (const auto *subnet = std::get_if<Subnet>(&element))
        return subnet->vpc;
    return layout::placementOf(element, design).vpc;
}

Text refusal(const Element &element, const Design &design, const catalog::Catalog &catalog)
{
    const Args name{{QStringLiteral("name"), common(element).name}};
    if (std::holds_alternative<Group>(element))
        return {STRATOPLAN_TEXT("Sketch", "{name} is a group, and a group holds no other"), name};
    if (networkOf(element, design)) {
        return {
            STRATOPLAN_TEXT("Sketch", "{name} stands in a network and has its place from there"),
            name};
    }
    if (!layout::hasOwnPlace(element, design) || isConfiguration(element, catalog))
        return {STRATOPLAN_TEXT("Sketch", "{name} has no place of its own on the drawing"), name};
    return {};
}

} // namespace

bool canBeGrouped(const Element &element, const Design &design, const catalog::Catalog &catalog)
{
    Element free = element;
    putInto(free, design, {}, false, catalog);
    return layout::hasOwnPlace(free, design) && !isConfiguration(element, catalog);
}

Grouping groupingOf(const Design &design, const QList<ElementId> &ids,
                    const catalog::Catalog &catalog)
{
    Grouping grouping;
    const QSet<ElementId> named(ids.begin(), ids.end());
    for (const ElementId id : ids) {
        const Element *element = design.find(id);
        if (!element || std::holds_alternative<Connection>(*element)
            || named.contains(networkOf(*element, design)))
            continue;
        grouping.refused = refusal(*element, design, catalog);
        if (!grouping.refused.isEmpty())
            return {{}, grouping.refused};
        grouping.members.append(id);
    }
    return grouping;
}

void join(Edit &edit, const Design &design, ElementId group, const QList<ElementId> &ids)
{
    leaveGroups(edit, design, ids);
    if (const Group *joined = edit.get<Group>(group))
        edit.set(group, &Group::members, joined->members + ids);
}

void leaveGroups(Edit &edit, const Design &design, const QList<ElementId> &ids)
{
    for (const Group *group : design.all<Group>()) {
        const Group *now = edit.get<Group>(group->id);
        if (!now)
            continue;
        QList<ElementId> left = now->members;
        left.removeIf([&ids](ElementId id) { return ids.contains(id); });
        if (left != now->members)
            edit.set(group->id, &Group::members, left);
    }
}

} // namespace stratoplan::sketch
