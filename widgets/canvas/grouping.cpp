// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/grouping.h"

#include "planner/layout/groups.h"
#include "planner/sketch/grouping.h"
#include "planner/sketch/kinds.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/edits.h"

namespace stratoplan::canvas {

namespace {

/// Members that have no position get the one they are drawn at, which depends on their group.
void fix(Edit &edit, const Design &design, const layout::Scene &scene,
         const QList<ElementId> &members)
{
    for (const ElementId id : members) {
        const layout::Scene::Box *box = scene.box(id);
        if (box && !common(*design.find(id)).position)
            edit.setPosition(id, Point{box->rect.x, box->rect.y});
    }
}

Problem nothingToGroup()
{
    Problem problem;
    problem.code = QStringLiteral("canvas.nothing-to-group");
    problem.what = Text{STRATOPLAN_TEXT("Canvas", "Nothing is selected that a group can hold"), {}};
    return problem;
}

} // namespace

Expected<Grouped> grouped(const Design &design, const layout::Scene &scene,
                          const QList<ElementId> &ids, const catalog::Catalog &catalog)
{
    const sketch::Grouping grouping = sketch::groupingOf(design, ids, catalog);
    if (grouping.members.isEmpty()) {
        Problem problem = nothingToGroup();
        if (!grouping.refused.isEmpty())
            problem.what = grouping.refused;
        return failure(problem);
    }
    Edit edit(design);
    layout::Rect area;
    for (const ElementId id : grouping.members) {
        if (const layout::Scene::Box *box = scene.box(id))
            area = area.united(box->rect);
    }
    const layout::Rect frame = layout::frameAround(area, {});
    Group made;
    made.name = edit.freeName(sketch::defaultName(QStringLiteral("group")));
    made.position = Point{frame.x, frame.y};
    const ElementId group = edit.add(made);
    sketch::join(edit, design, group, grouping.members);
    fix(edit, design, scene, grouping.members);
    for (const Group *other : design.all<Group>()) {
        if (!other->members.isEmpty() && edit.get<Group>(other->id)->members.isEmpty())
            edit.remove(other->id);
    }
    return Grouped{edit.change(), group};
}

Change ungrouped(const Design &design, const layout::Scene &scene, const QList<ElementId> &ids)
{
    Edit edit(design);
    for (const ElementId id : ids) {
        fix(edit, design, scene, layout::membersOf(id, design));
        if (design.get<Group>(id))
            edit.remove(id);
    }
    return edit.change();
}

Change movedOut(const Design &design, const layout::Scene &scene, const QList<ElementId> &ids,
                Point distance)
{
    const Change moves = moveBy(design, scene, ids, distance);
    const Expected<Design> moved = apply(design, moves);
    if (!moved)
        return {};
    Edit edit(*moved);
    sketch::leaveGroups(edit, *moved, outermost(design, ids));
    return emptiedInPlace(design, scene, merged(moves, edit.change()));
}

Change emptiedInPlace(const Design &design, const layout::Scene &scene, Change change)
{
    for (ElementChange &one : change.elements) {
        const auto *before = design.get<Group>(one.id);
        const auto *after = one.after ? std::get_if<Group>(&*one.after) : nullptr;
        const layout::Scene::Box *box = before && after ? scene.box(one.id) : nullptr;
        if (!box || before->members.isEmpty() || !after->members.isEmpty())
            continue;
        Group kept = *after;
        kept.position = Point{box->rect.x, box->rect.y};
        one.after = kept;
    }
    return change;
}

QList<ElementId> withMembers(const Design &design, const QList<ElementId> &ids)
{
    QList<ElementId> all = ids;
    for (const ElementId id : ids) {
        for (const ElementId member : layout::membersOf(id, design)) {
            if (!all.contains(member))
                all.append(member);
        }
    }
    return all;
}

void group(CanvasView &view)
{
    CanvasScene &scene = view.canvas();
    const Expected<Grouped> made = grouped(scene.document().design(), scene.geometry(),
                                           scene.selection().ids(), scene.catalog());
    if (!made) {
        Q_EMIT view.messageChanged(CanvasView::sentenceOf(made.error().first()));
        return;
    }
    if (!view.perform(CanvasView::tr("Group"), made->change))
        return;
    scene.selection().set({made->group});
    scene.setFocusElement(made->group);
    view.nameNew(QStringLiteral("group"), made->group);
}

void ungroup(CanvasView &view)
{
    CanvasScene &scene = view.canvas();
    const Design &design = scene.document().design();
    QList<ElementId> held;
    for (const ElementId id : scene.selection().ids()) {
        if (design.get<Group>(id))
            held.append(layout::membersOf(id, design));
    }
    const Change change = ungrouped(design, scene.geometry(), scene.selection().ids());
    if (change.isEmpty() || !view.perform(CanvasView::tr("Ungroup"), change))
        return;
    scene.selection().set(held);
}

} // namespace stratoplan::canvas
