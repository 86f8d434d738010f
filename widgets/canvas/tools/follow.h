// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/layout/layout.h"
#include "planner/model/design.h"

#include <QList>

namespace stratoplan::canvas {

/// Where somebody stands who walks along connections: at a node, with a connection of it in mind,
/// or on that connection itself.
struct Stand
{
    ElementId node;
    ElementId connection; ///< the one walked last or chosen; may be none
    bool onConnection = false;

    /// The element that has the focus then.
    ElementId element() const { return onConnection ? connection : node; }
    bool operator==(const Stand &) const = default;
};

/// The connections at a node in the order in which they are chosen: from the topmost other end to
/// the lowest, what leaves before what arrives.
QList<ElementId> connectionsAt(ElementId node, const Design &design, const layout::Scene &scene);

/// Along an outgoing connection to its target, or back along an incoming one to its source: the
/// connection in mind where it leads that way, else the topmost. Unchanged where none does.
Stand followed(const Stand &stand, bool forwards, const Design &design, const layout::Scene &scene);

/// On the next (`step` 1) or the former (-1) of the connections at the node, round and round.
Stand chosen(const Stand &stand, int step, const Design &design, const layout::Scene &scene);

} // namespace stratoplan::canvas
