// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/latency.h"

#include "planner/catalog/behaviour.h"
#include "planner/model/graph.h"

#include <algorithm>

namespace stratoplan::estimate {

namespace {

class Walk
{
public:
    Walk(const Design &design, const catalog::Catalog &catalog)
        : m_design(design)
        , m_catalog(catalog)
        , m_graph(design)
    {
    }

    std::optional<PathLatency> slowest()
    {
        std::optional<PathLatency> found;
        for (const Service *entry : m_design.all<Service>()) {
            for (const Connection *connection : m_graph.outgoing(entry->id)) {
                if (!waits(*connection))
                    continue;
                PathLatency path = from(connection->to);
                path.elements.prepend(entry->id);
                if (!found || isSlower(path, *found))
                    found = path;
            }
        }
        return found;
    }

private:
    static bool isSlower(const PathLatency &a, const PathLatency &b)
    {
        if (a.p95 != b.p95)
            return a.p95 > b.p95; // nothing is less than anything
        return a.elements.size() > b.elements.size();
    }

    // A connection at whose end the source waits for a function.
    bool waits(const Connection &connection) const
    {
        return (connection.role == Role::Trigger || connection.role == Role::Call)
            && m_design.get<Function>(connection.to)
            && catalog::executionOf(connection, m_design, m_catalog) == Execution::Synchronous;
    }

    PathLatency from(ElementId id)
    {
        const auto known = m_known.constFind(id);
        if (known != m_known.constEnd())
            return *known;
        const auto *function = m_design.get<Function>(id);
        PathLatency path{{id}, function->p95.value};
        m_open.insert(id);
        std::optional<PathLatency> callee;
        for (const Connection *connection : m_graph.outgoing(id)) {
            if (!waits(*connection) || m_open.contains(connection->to))
                continue;
            PathLatency further = from(connection->to);
            if (!callee || isSlower(further, *callee))
                callee = std::move(further);
        }
        m_open.remove(id);
        if (callee) {
            path.elements += callee->elements;
            path.p95 = std::max(path.p95, callee->p95);
        }
        m_known.insert(id, path);
        return path;
    }

    const Design &m_design;
    const catalog::Catalog &m_catalog;
    Graph m_graph;
    QHash<ElementId, PathLatency> m_known;
    QSet<ElementId> m_open;
};

} // namespace

std::optional<PathLatency> slowestPath(const Design &design, const catalog::Catalog &catalog)
{
    return Walk(design, catalog).slowest();
}

} // namespace stratoplan::estimate
