// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/model/change.h"

#include <QString>

#include <optional>

namespace stratoplan::sketch {

/// A new element and the change that brings it.
struct Placed
{
    Change change;
    ElementId id;
};

/// A new element of this kind ("function", "vpc", "nat-gateway" ..., see ownWords(), or a kind of
/// the catalogue), without name and place, as a part of the network that `container` is in. Nothing
/// where it is a part of a network and neither `container` nor a single VPC says of which.
std::optional<Element> elementNamed(const Design &design, const QString &what, ElementId container,
                                    const catalog::Catalog &catalog);

/// Puts the element into a container that takes it, or out of every subnet for none or a group,
/// which itself stays as it is: see join(). `add` keeps the subnets that a function or database
/// stands in already.
void putInto(Element &element, const Design &design, ElementId container, bool add,
             const catalog::Catalog &catalog);

/// Places `what` with its upper left corner at `at`, inside `container` where its kind belongs into
/// one: a function or a service with an address in a network into a subnet; a subnet into a zone or
/// VPC; a zone, gateway or endpoint into a VPC or anything in it; a zonal NAT gateway into a
/// subnet; what a group can hold into a group. Refused for a part of a network without one
/// ("sketch.needs-network").
Expected<Placed> place(const Design &design, const QString &what, std::optional<Point> at,
                       ElementId container, const catalog::Catalog &catalog);

/// Whether the container takes elements of this kind.
bool takes(const Design &design, ElementId container, const Element &element,
           const catalog::Catalog &catalog);

} // namespace stratoplan::sketch
