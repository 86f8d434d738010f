// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/layout/layout.h"
#include "planner/model/change.h"

#include <QList>

#include <optional>

namespace stratoplan::canvas {

/// What the gestures of the canvas do to a design, as functions from a design to a Change. They
/// know neither items nor the screen. What new elements and connections mean is in planner/sketch.

/// Moves elements by a distance; containers take along what they hold, and lines with both ends
/// among them their waypoints. Elements that have no position of their own yet get the one they are
/// drawn at.
Change moveBy(const Design &design, const layout::Scene &scene, const QList<ElementId> &ids,
              Point distance);

/// The container of `scene` that would take the element if it were dropped at `at`: the innermost
/// subnet, zone or VPC there that fits its kind, or the group whose frame is there, unless a VPC
/// lies over it. None = it stands on the canvas.
ElementId dropContainer(const Design &design, const layout::Scene &scene, ElementId id, Point at,
                        const catalog::Catalog &catalog);

/// Moves elements and puts them into a container, or out of every network and group for none.
/// Whatever takes them, they leave their groups for it; those that another of them holds stay in
/// that. `add` keeps the subnets that a function or database stands in already.
Change moveInto(const Design &design, const layout::Scene &scene, const QList<ElementId> &ids,
                Point distance, ElementId container, bool add, const catalog::Catalog &catalog);

/// Removes elements with their connections. Functions that lose their last subnet stand outside
/// again; of a group the frame goes, and its members stay.
Change remove(const Design &design, const QList<ElementId> &ids);

/// Renames an element; an empty name or one that another element has is refused by apply().
Change rename(const Design &design, ElementId id, const QString &name);

/// Everything inside a container, at any depth, and the functions and services in its subnets; the
/// members of a group with what they hold.
QList<ElementId> contentsOf(const Design &design, ElementId container);

/// Those of the elements that no other of them holds.
QList<ElementId> outermost(const Design &design, const QList<ElementId> &ids);

/// The nearest element from `from` in a direction ((1,0) = right), as arrow keys walk; none when
/// there is none that way.
ElementId neighbour(const layout::Scene &scene, ElementId from, Point direction);

} // namespace stratoplan::canvas
