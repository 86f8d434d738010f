// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/layout/layout.h"
#include "planner/model/change.h"

#include <QList>

#include <optional>

namespace stratoplan::canvas {

/// What the gestures of the canvas do to a design, as functions from a design to a Change. They
/// know neither items nor the screen; a refusal says why in a sentence.

/// A new element and the change that brings it.
struct Placed
{
    Change change;
    ElementId id;
};

/// Places `what` (see Placeable) with its upper left corner at `at`, inside `container` where its
/// kind belongs into one: a function or a service with a private address into a subnet; a subnet
/// into a zone or VPC; a zone, gateway or endpoint into a VPC or anything in it; a zonal NAT
/// gateway into a subnet. Refused for a part of a network without one ("canvas.needs-network").
Expected<Placed> place(const Design &design, const QString &what, Point at, ElementId container,
                       const catalog::Catalog &catalog);

/// What a connection between two elements would mean, from their kinds: a source of events triggers
/// a function, a function calls functions, APIs and outside systems and accesses data and
/// messaging, and so on. Refused with the reason: an element with itself ("canvas.connect-self"),
/// ends that take no connection ("canvas.connect-kind"), and what is connected so already
/// ("canvas.connect-twice").
Expected<Connection> connectionBetween(const Design &design, ElementId from, ElementId to,
                                       const catalog::Catalog &catalog);
/// The same for a failure target: what `from` cannot process goes to `to`.
Expected<Connection> failureBetween(const Design &design, ElementId from, ElementId to,
                                    const catalog::Catalog &catalog);
/// The change that adds the connection.
Placed connect(const Design &design, Connection connection);

/// Moves elements by a distance; containers take along what they hold. Elements that have no
/// position of their own yet get the one they are drawn at.
Change moveBy(const Design &design, const layout::Scene &scene, const QList<ElementId> &ids,
              Point distance);

/// The container of `scene` that would take the element if it were dropped at `at`: the innermost
/// subnet, zone or VPC there that fits its kind. None = it stands on the canvas.
ElementId dropContainer(const Design &design, const layout::Scene &scene, ElementId id, Point at,
                        const catalog::Catalog &catalog);

/// Whether the container takes elements of this kind.
bool takes(const Design &design, ElementId container, const Element &element,
           const catalog::Catalog &catalog);

/// Moves elements and puts them into a container, or out of every network for none. `add` keeps the
/// subnets that a function or database stands in already.
Change moveInto(const Design &design, const layout::Scene &scene, const QList<ElementId> &ids,
                Point distance, ElementId container, bool add, const catalog::Catalog &catalog);

/// Removes elements with their connections. Functions that lose their last subnet stand outside
/// again.
Change remove(const Design &design, const QList<ElementId> &ids);

/// Renames an element; an empty name or one that another element has is refused by apply().
Change rename(const Design &design, ElementId id, const QString &name);

/// Everything inside a container, at any depth, and the functions and services in its subnets.
QList<ElementId> contentsOf(const Design &design, ElementId container);

/// The nearest element from `from` in a direction ((1,0) = right), as arrow keys walk; none when
/// there is none that way.
ElementId neighbour(const layout::Scene &scene, ElementId from, Point direction);

} // namespace stratoplan::canvas
