// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/layout/layout.h"
#include "planner/model/change.h"

namespace stratoplan::canvas {

class CanvasView;

/// What a new group brings.
struct Grouped
{
    Change change;
    ElementId group;
};

/// A new group around the elements, which leave the ones they were in; a group that nothing is left
/// in goes. Everything stays where `scene` has it. Refused as sketch::groupingOf() says, and for
/// nothing ("canvas.nothing-to-group").
Expected<Grouped> grouped(const Design &design, const layout::Scene &scene,
                          const QList<ElementId> &ids, const catalog::Catalog &catalog);

/// Removes the groups among the elements, and keeps what they hold where `scene` has it.
Change ungrouped(const Design &design, const layout::Scene &scene, const QList<ElementId> &ids);

/// Takes elements out of their groups and moves them.
Change movedOut(const Design &design, const layout::Scene &scene, const QList<ElementId> &ids,
                Point distance);

/// The change, after which a group that it leaves empty stands where its frame was in `scene`.
Change emptiedInPlace(const Design &design, const layout::Scene &scene, Change change);

/// The elements, and what the groups among them hold: what is cut with a group.
QList<ElementId> withMembers(const Design &design, const QList<ElementId> &ids);

/// Groups what is selected as one undo entry, and lets its name be edited.
void group(CanvasView &view);
/// Ungroups the selected groups as one undo entry, and selects what they held.
void ungroup(CanvasView &view);

} // namespace stratoplan::canvas
