// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/design.h"

namespace stratoplan {

/// The connections of one design, indexed by their ends. Pointers live as long as the design given.
class Graph
{
public:
    explicit Graph(const Design &design);

    /// Connections that leave the element, in order of ids.
    const QList<const Connection *> &outgoing(ElementId id) const;
    /// Connections that arrive at the element, in order of ids.
    const QList<const Connection *> &incoming(ElementId id) const;

    /// Strongly connected components of more than one element, or of one with a connection to
    /// itself, over the connections for which `follow` is true; elements and components in order of
    /// ids.
    template <class Predicate>
    QList<QList<ElementId>> cycles(Predicate follow) const
    {
        QList<const Connection *> followed;
        for (const Connection *connection : m_connections) {
            if (follow(*connection))
                followed.append(connection);
        }
        return cyclesOf(followed);
    }

private:
    static QList<QList<ElementId>> cyclesOf(const QList<const Connection *> &connections);

    QList<const Connection *> m_connections;
    QHash<ElementId, QList<const Connection *>> m_outgoing;
    QHash<ElementId, QList<const Connection *>> m_incoming;
};

} // namespace stratoplan
