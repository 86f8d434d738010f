// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/model/design.h"

namespace stratoplan::outline {

/// A title, or an element with what stands in it and the connections that leave it.
struct Node
{
    ElementId id; ///< none for a title
    QString text;
    QString icon; ///< of an element
    catalog::Category category = catalog::Category::Outside;
    QString remark; ///< the kind, for tooltips and screen readers
    std::vector<Node> children;

    bool operator==(const Node &) const = default;
};

/// A design as a tree: groups with their members, networks with zones, subnets and what stands in
/// them, functions outside of networks, services by kind, notes; connections under their sources.
/// Every element is there once: one that stands in several subnets is under their VPC, a member of
/// a group under that. Titles without anything are left out.
std::vector<Node> treeOf(const Design &design, const catalog::Catalog &catalog);

/// The element that holds another one in the tree; none where a title does.
ElementId containerOf(const Element &element, const Design &design);

} // namespace stratoplan::outline
