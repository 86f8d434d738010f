// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/layout/interior.h"

#include <QHash>

#include <map>

namespace stratoplan::layout {

/// What a design is made of for drawing it, sorted by where it goes.
struct Parts
{
    std::vector<ElementId> nodes; ///< outside every VPC
    std::map<ElementId, std::vector<ElementId>>
        inside; ///< nodes by VPC, in the order they are drawn
    std::vector<ElementId> chips;
    std::vector<ElementId> notes;
    /// Groups with those of nodes, notes and VPCs that are drawn in them, in order of ids.
    std::map<ElementId, std::vector<ElementId>> groups;
};

/// Nodes of a VPC are in the order of their positions, from the top, then from the left; those
/// without come last, in order of ids.
Parts partsOf(const Design &design, const QSet<QString> &configurationKinds);

/// Connections in order of ids whose ends are both drawn outside the box of chips.
std::vector<const Connection *> drawnConnections(const Design &design,
                                                 const QSet<QString> &configurationKinds);

} // namespace stratoplan::layout
