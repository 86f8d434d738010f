// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/layout/groups.h"

#include <algorithm>

namespace stratoplan::layout {

namespace {

QHash<ElementId, ElementId> groupsIn(const Parts &parts)
{
    QHash<ElementId, ElementId> groupOf;
    for (const auto &[group, members] : parts.groups) {
        for (ElementId id : members)
            groupOf.insert(id, group);
    }
    return groupOf;
}

/// What each group holds as it is drawn, with the names of what stands on the border of a network.
std::map<ElementId, Rect> areasOf(const Scene &scene, const Parts &parts, const Design &design)
{
    const QHash<ElementId, ElementId> groupOf = groupsIn(parts);
    std::map<ElementId, Rect> areas;
    Rect network;
    for (const Scene::Box &box : scene.boxes) {
        if (box.shape == Shape::Vpc)
            network = box.rect; // its discs follow it
        const bool onBorder = box.shape == Shape::Border;
        const auto group = groupOf.constFind(onBorder ? box.container : box.id);
        if (group == groupOf.constEnd())
            continue;
        // What has no extent has a place all the same.
        Rect &area = areas.try_emplace(*group, box.rect).first->second;
        area = area.united(box.rect);
        if (onBorder) {
            const bool left = box.rect.center().x < network.center().x;
            area = area.united(nameOnBorder(box.rect, left, common(*design.find(box.id))));
        }
    }
    return areas;
}

} // namespace

bool hasOwnPlace(const Element &element, const Design &design)
{
    if (std::holds_alternative<Function>(element) || std::holds_alternative<Service>(element))
        return !placementOf(element, design).vpc;
    return std::holds_alternative<Vpc>(element) || std::holds_alternative<Note>(element);
}

QHash<ElementId, ElementId> groupsOf(const Design &design)
{
    QHash<ElementId, ElementId> found;
    for (const Group *group : design.all<Group>()) {
        for (const ElementId id : group->members) {
            if (!found.contains(id) && hasOwnPlace(*design.find(id), design))
                found.insert(id, group->id);
        }
    }
    return found;
}

QList<ElementId> membersOf(ElementId group, const Design &design)
{
    QList<ElementId> members;
    if (!design.get<Group>(group))
        return members;
    const QHash<ElementId, ElementId> groups = groupsOf(design);
    for (const auto &[member, holder] : groups.asKeyValueRange()) {
        if (holder == group)
            members.append(member);
    }
    std::sort(members.begin(), members.end());
    return members;
}

Rect frameAround(const Rect &members, const Metrics &metrics)
{
    const double above = metrics.groupHead + metrics.clearance;
    return {members.x - metrics.groupPadding, members.y - above,
            members.width + 2 * metrics.groupPadding,
            members.height + above + metrics.groupPadding};
}

Rect groupHead(const Rect &frame, const Metrics &metrics)
{
    return {frame.x, frame.y, frame.width, metrics.groupHead};
}

std::vector<Scene::Box> framesOf(const Scene &scene, const Parts &parts,
                                 const std::map<ElementId, Point> &emptyAt, const Design &design,
                                 const Metrics &metrics)
{
    if (parts.groups.empty())
        return {};
    const std::map<ElementId, Rect> areas = areasOf(scene, parts, design);
    std::vector<Scene::Box> frames;
    for (const auto &[id, members] : parts.groups) {
        Scene::Box frame;
        frame.id = id;
        frame.shape = Shape::Group;
        std::optional<Point> at = common(*design.find(id)).position;
        if (const auto shelved = emptyAt.find(id); shelved != emptyAt.end())
            at = shelved->second;
        if (const auto area = areas.find(id); area != areas.end())
            frame.rect = frameAround(area->second, metrics);
        else if (members.empty() && at)
            frame.rect = {at->x, at->y, metrics.emptyGroup.width, metrics.emptyGroup.height};
        else
            continue;
        frames.push_back(std::move(frame));
    }
    return frames;
}

void putIntoFrames(std::vector<Scene::Box> &boxes, std::vector<Scene::Box> frames,
                   const Parts &parts)
{
    if (frames.empty())
        return;
    const QHash<ElementId, ElementId> groupOf = groupsIn(parts);
    for (Scene::Box &box : boxes) {
        if (const auto group = groupOf.constFind(box.id); group != groupOf.constEnd())
            box.container = *group;
    }
    boxes.insert(boxes.begin(), frames.begin(), frames.end());
}

} // namespace stratoplan::layout
