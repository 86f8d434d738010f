// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/node_values.h"

#include "planner/sam/intrinsics.h"

namespace stratoplan::sam {

using yaml::Node;

bool sameContent(Node first, Node second)
{
    const Node a = first.resolved();
    const Node b = second.resolved();
    if (!a.isValid() || !b.isValid())
        return a.isValid() == b.isValid();
    if (a.kind() != b.kind() || a.tag() != b.tag() || a.size() != b.size())
        return false;
    if (a.isScalar())
        return a.scalarView() == b.scalarView();
    for (int i = 0; i < a.size(); ++i) {
        if (a.isSequence()) {
            if (!sameContent(a.at(i), b.at(i)))
                return false;
            continue;
        }
        const QByteArrayView key = a.keyAt(i).scalarView();
        if (!b.has(key) || !sameContent(a.at(i), b[key]))
            return false;
    }
    return true;
}

bool isPlainMapping(Node given)
{
    const Node node = given.resolved();
    return node.isMapping() && node.tag().isEmpty() && intrinsicName(node).isEmpty();
}

} // namespace stratoplan::sam
