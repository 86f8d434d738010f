// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/graph.h"

#include <algorithm>

namespace stratoplan {

namespace {

const QList<const Connection *> noConnections;

// Tarjan's strongly connected components (SIAM J. Comput. 1, 1972), with an explicit stack:
// imported graphs may be deeper than the thread's stack.
class Components
{
public:
    explicit Components(const QList<const Connection *> &connections)
    {
        for (const Connection *connection : connections) {
            m_next[connection->from].append(connection->to);
            m_next[connection->to];
        }
    }

    QList<QList<ElementId>> cyclic()
    {
        QList<ElementId> nodes = m_next.keys();
        std::sort(nodes.begin(), nodes.end());
        for (const ElementId node : std::as_const(nodes)) {
            if (!m_number.contains(node))
                search(node);
        }
        std::sort(m_found.begin(), m_found.end());
        return m_found;
    }

private:
    struct Frame
    {
        ElementId node;
        qsizetype child = 0;
    };

    void search(ElementId start)
    {
        QList<Frame> frames{enter(start)};
        while (!frames.isEmpty()) {
            Frame &frame = frames.last();
            const QList<ElementId> &children = m_next[frame.node];
            if (frame.child < children.size()) {
                const ElementId child = children.at(frame.child++);
                if (!m_number.contains(child))
                    frames.append(enter(child));
                else if (m_onStack.value(child))
                    lower(frame.node, m_number.value(child));
                continue;
            }
            const ElementId done = frame.node;
            frames.removeLast();
            if (!frames.isEmpty())
                lower(frames.last().node, m_low.value(done));
            if (m_low.value(done) == m_number.value(done))
                close(done);
        }
    }

    Frame enter(ElementId node)
    {
        m_number[node] = m_low[node] = ++m_count;
        m_stack.append(node);
        m_onStack[node] = true;
        return {node, 0};
    }

    void lower(ElementId node, int number) { m_low[node] = std::min(m_low[node], number); }

    void close(ElementId root)
    {
        QList<ElementId> component;
        ElementId node;
        do {
            node = m_stack.takeLast();
            m_onStack[node] = false;
            component.append(node);
        } while (node != root);
        if (component.size() > 1 || m_next[root].contains(root)) {
            std::sort(component.begin(), component.end());
            m_found.append(component);
        }
    }

    QHash<ElementId, QList<ElementId>> m_next;
    QHash<ElementId, int> m_number;
    QHash<ElementId, int> m_low;
    QHash<ElementId, bool> m_onStack;
    QList<ElementId> m_stack;
    QList<QList<ElementId>> m_found;
    int m_count = 0;
};

} // namespace

Graph::Graph(const Design &design)
    : m_connections(design.all<Connection>())
{
    for (const Connection *connection : std::as_const(m_connections)) {
        m_outgoing[connection->from].append(connection);
        m_incoming[connection->to].append(connection);
    }
}

const QList<const Connection *> &Graph::outgoing(ElementId id) const
{
    const auto found = m_outgoing.constFind(id);
    return found == m_outgoing.constEnd() ? noConnections : *found;
}

const QList<const Connection *> &Graph::incoming(ElementId id) const
{
    const auto found = m_incoming.constFind(id);
    return found == m_incoming.constEnd() ? noConnections : *found;
}

QList<QList<ElementId>> Graph::cyclesOf(const QList<const Connection *> &connections)
{
    return Components(connections).cyclic();
}

} // namespace stratoplan
