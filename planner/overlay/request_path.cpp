// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/overlay/request_path.h"

#include "planner/catalog/behaviour.h"
#include "planner/estimate/flow.h"
#include "planner/estimate/latency.h"
#include "planner/model/graph.h"

#include <algorithm>

namespace stratoplan::overlay {

namespace {

/// Of what leaves an element: what it asks first, what it waits for, then what goes on without it.
int orderOf(Role role)
{
    return role == Role::Access ? 0 : role == Role::Call ? 1 : 2;
}

/// The connections of one design, along which requests go.
class Ways
{
public:
    Ways(const Design &design, const catalog::Catalog &catalog)
        : m_design(design)
        , m_catalog(catalog)
        , m_graph(design)
    {
    }

    const Design &design() const { return m_design; }

    /// Failure targets are left out: nobody knows how much fails.
    QList<const Connection *> from(ElementId id) const
    {
        QList<const Connection *> ways;
        for (const Connection *connection : m_graph.outgoing(id)) {
            if (connection->role != Role::FailureTarget)
                ways.append(connection);
        }
        std::stable_sort(ways.begin(), ways.end(), [](const Connection *a, const Connection *b) {
            return orderOf(a->role) < orderOf(b->role);
        });
        return ways;
    }

    bool comesFromNowhere(ElementId id) const
    {
        const QList<const Connection *> &incoming = m_graph.incoming(id);
        return std::none_of(incoming.begin(), incoming.end(), [](const Connection *connection) {
            return connection->role != Role::FailureTarget;
        });
    }

    /// A connection at whose end the source waits for a function.
    bool waits(const Connection &connection) const
    {
        return connection.role != Role::Access && m_design.get<Function>(connection.to)
            && catalog::executionOf(connection, m_design, m_catalog) == Execution::Synchronous;
    }

    /// Elements from which `id` can be reached, with itself.
    QSet<ElementId> before(ElementId id) const
    {
        QSet<ElementId> found{id};
        QList<ElementId> next{id};
        while (!next.isEmpty()) {
            for (const Connection *connection : m_graph.incoming(next.takeLast())) {
                if (connection->role == Role::FailureTarget || found.contains(connection->from))
                    continue;
                found.insert(connection->from);
                next.append(connection->from);
            }
        }
        return found;
    }

    /// What a request that enters there may be sent to, where it is one of several.
    QList<ElementId> choices(ElementId entry) const
    {
        const auto *service = m_design.get<Service>(entry);
        const catalog::ServiceKind *kind = service ? catalog::kindOf(*service, m_catalog) : nullptr;
        if (!kind || !estimate::givesToOne(*kind))
            return {};
        QList<ElementId> targets;
        for (const Connection *connection : m_graph.outgoing(entry)) {
            if (connection->role == Role::Trigger)
                targets.append(connection->to);
        }
        return targets.size() > 1 ? targets : QList<ElementId>{};
    }

    const catalog::Catalog &catalog() const { return m_catalog; }

private:
    const Design &m_design;
    const catalog::Catalog &m_catalog;
    Graph m_graph;
};

/// Follows one path.
class Follower
{
public:
    Follower(const Ways &ways, const Analysis &analysis, ElementId entry, ElementId via)
        : m_ways(ways)
        , m_analysis(analysis)
    {
        m_path.entry = entry;
        m_path.via = via;
    }

    RequestPath run()
    {
        visit();
        addWaits();
        addEnds();
        addAnswer();
        return std::move(m_path);
    }

private:
    /// A visit that is not finished: what leaves the element, and what of it comes next.
    struct Open
    {
        int step = 0;
        QList<const Connection *> ways;
        qsizetype next = 0;
    };

    struct Followed
    {
        const Connection *by = nullptr;
        int from = 0;
        int to = 0;
    };

    int open(ElementId id, const Connection *by, int from)
    {
        const int index = int(m_path.steps.size());
        Step step;
        step.element = id;
        step.by = by ? by->id : ElementId{};
        step.from = from;
        if (const auto *function = m_ways.design().get<Function>(id)) {
            step.p95 = function->p95.value;
            const estimate::FunctionEstimate *estimated = m_analysis.estimates.function(id);
            step.mean = estimated ? estimated->now.duration : std::nullopt;
        }
        m_path.steps.append(step);
        m_path.touched.insert(id);
        m_index.insert(id, index);
        QList<const Connection *> ways = m_ways.from(id);
        if (index == 0 && m_path.via) {
            ways.removeIf([this](const Connection *connection) {
                return connection->role == Role::Trigger && connection->to != m_path.via;
            });
        }
        m_open.append({index, std::move(ways)});
        m_isOpen.insert(index);
        return index;
    }

    void visit()
    {
        open(m_path.entry, nullptr, -1);
        while (!m_open.isEmpty()) {
            Open &top = m_open.last();
            if (top.next == top.ways.size()) {
                m_finished.append(top.step);
                m_isOpen.remove(top.step);
                m_open.removeLast();
                continue;
            }
            const Connection *by = top.ways.at(top.next++);
            const int from = top.step;
            m_path.touched.insert(by->id);
            const int known = m_index.value(by->to, -1);
            // A way that comes back to where it started is not followed round again.
            if (known >= 0 && m_isOpen.contains(known))
                continue;
            const int to = known >= 0 ? known : open(by->to, by, from);
            m_followed.append({by, from, to});
        }
        for (const Followed &way : std::as_const(m_followed))
            m_into[way.to].append(&way);
    }

    // Sources before targets: what closes a circle is not followed.
    void addWaits()
    {
        for (auto it = m_finished.crbegin(); it != m_finished.crend(); ++it) {
            for (const Followed *way : m_into.value(*it)) {
                const bool before = m_path.steps.at(way->from).waited;
                const bool waits = way->by->role == Role::Access
                    ? before
                    : (before || way->from == 0) && m_ways.waits(*way->by);
                m_path.steps[*it].waited = m_path.steps.at(*it).waited || waits;
            }
        }
    }

    // The longest way to each step.
    void addEnds()
    {
        for (auto it = m_finished.crbegin(); it != m_finished.crend(); ++it) {
            Step &step = m_path.steps[*it];
            if (*it == 0) {
                // A function that is called from outside takes its time as well.
                step.end = isFunction(step) ? step.mean : std::optional(Milliseconds(0));
                continue;
            }
            bool known = true;
            Milliseconds longest;
            for (const Followed *way : m_into.value(*it)) {
                const std::optional<Milliseconds> end = endBy(*way, step);
                known = known && end;
                longest = std::max(longest, end.value_or(Milliseconds(0)));
            }
            if (known)
                step.end = longest;
        }
        Milliseconds last;
        for (const Step &step : std::as_const(m_path.steps)) {
            if (!step.end)
                return;
            last = std::max(last, *step.end);
        }
        m_path.end = last;
    }

    std::optional<Milliseconds> endBy(const Followed &way, const Step &step) const
    {
        const Step &source = m_path.steps.at(way.from);
        if (!source.end || !isFunction(step))
            return source.end;
        // The caller's duration has the wait in it.
        if (isFunction(source) && m_ways.waits(*way.by))
            return source.end;
        return step.mean ? std::optional(*source.end + *step.mean) : std::nullopt;
    }

    bool isFunction(const Step &step) const
    {
        return m_ways.design().get<Function>(step.element) != nullptr;
    }

    // Only what decides on waits, of these steps.
    Design part(const QSet<ElementId> &kept) const
    {
        Change change;
        const auto keep = [&change](auto element, const Common &from) {
            element.id = from.id;
            element.name = from.name;
            change.elements.push_back({from.id, std::nullopt, Element(element)});
        };
        for (const ElementId id : kept) {
            if (const auto *function = m_ways.design().get<Function>(id)) {
                Function bare;
                bare.p95 = function->p95;
                keep(bare, *function);
            } else if (const auto *service = m_ways.design().get<Service>(id)) {
                Service bare;
                bare.kind = service->kind;
                keep(bare, *service);
            }
        }
        for (const Followed &way : m_followed) {
            if (!kept.contains(way.by->from) || !kept.contains(way.by->to))
                continue;
            Connection bare;
            bare.from = way.by->from;
            bare.to = way.by->to;
            bare.role = way.by->role;
            bare.execution = way.by->execution;
            keep(bare, *way.by);
        }
        return apply(Design(), change).value_or(Design());
    }

    void setAnswer(const std::optional<estimate::PathLatency> &answer)
    {
        if (!answer || answer->elements.size() < 2)
            return;
        m_path.p95 = answer->p95;
        // The first function waits for the others.
        for (qsizetype i = 1; i < answer->elements.size(); ++i) {
            const Step &step = m_path.steps.at(m_index.value(answer->elements.at(i)));
            if (i == 1 && !step.mean)
                return;
            m_path.mean = std::max(m_path.mean, step.mean);
        }
    }

    void addAnswer()
    {
        QSet<ElementId> all;
        QSet<ElementId> waited{m_path.entry};
        for (const Step &step : std::as_const(m_path.steps)) {
            all.insert(step.element);
            if (step.waited && isFunction(step))
                waited.insert(step.element);
        }
        m_path.slowest = estimate::slowestPath(part(all), m_ways.catalog());
        setAnswer(estimate::slowestPath(part(waited), m_ways.catalog()));
    }

    const Ways &m_ways;
    const Analysis &m_analysis;
    RequestPath m_path;
    QHash<ElementId, int> m_index; ///< of the steps
    QList<Open> m_open;
    QSet<int> m_isOpen;
    QList<int> m_finished; ///< targets before sources, but for circles
    QList<Followed> m_followed;
    QHash<int, QList<const Followed *>> m_into; ///< by the step they lead to
};

void addCost(RequestPath &path, const estimate::PathCost &cost)
{
    path.cost = cost;
    QHash<ElementId, UsDollars> parts;
    for (const estimate::PathPart &part : cost.parts)
        parts.insert(part.element, part.perMillion);
    for (Step &step : path.steps) {
        step.perMillion = parts.take(step.element);
        step.unpriced = cost.unpriced.contains(step.element);
    }
    for (const estimate::PathPart &part : cost.parts) {
        if (!parts.contains(part.element))
            continue;
        Step step;
        step.element = part.element;
        step.perMillion = part.perMillion;
        step.unpriced = cost.unpriced.contains(part.element);
        path.steps.append(step);
        path.touched.insert(part.element);
    }
}

struct Start
{
    ElementId entry;
    ElementId via;
    const estimate::PathCost *cost = nullptr;
};

QList<Start> startsOf(const Ways &ways, const QList<estimate::PathCost> &costs)
{
    QList<Start> starts;
    QSet<ElementId> known;
    for (const estimate::PathCost &cost : costs) {
        starts.append({cost.entry, cost.via, &cost});
        known.insert(cost.entry);
    }
    for (const auto &[id, element] : ways.design().elements()) {
        if (known.contains(id) || !ways.comesFromNowhere(id) || ways.from(id).isEmpty())
            continue;
        const QList<ElementId> choices = ways.choices(id);
        if (choices.isEmpty())
            starts.append({id, {}});
        for (const ElementId via : choices)
            starts.append({id, via});
    }
    std::stable_sort(starts.begin(), starts.end(),
                     [](const Start &a, const Start &b) { return a.entry < b.entry; });
    return starts;
}

} // namespace

const Step *RequestPath::step(ElementId element) const
{
    for (const Step &step : steps) {
        if (step.element == element)
            return &step;
    }
    return nullptr;
}

QList<RequestPath> requestPaths(const Analysis &analysis, const catalog::Catalog &catalog,
                                const QList<estimate::PathCost> &costs, ElementId through,
                                const std::stop_token &stop)
{
    const Design &design = *analysis.design;
    const Ways ways(design, catalog);
    const auto *connection = design.get<Connection>(through);
    const ElementId wanted = connection ? connection->from : through;
    if (wanted && !design.find(wanted))
        return {};
    const QSet<ElementId> before = wanted ? ways.before(wanted) : QSet<ElementId>();
    QList<RequestPath> paths;
    for (const Start &start : startsOf(ways, costs)) {
        if (stop.stop_requested())
            return {};
        if (wanted && !before.contains(start.entry))
            continue;
        RequestPath path = Follower(ways, analysis, start.entry, start.via).run();
        if (start.cost)
            addCost(path, *start.cost);
        if (!through || path.touched.contains(through))
            paths.append(std::move(path));
    }
    const bool mayStart = design.get<Function>(wanted) || design.get<Service>(wanted);
    if (paths.isEmpty() && mayStart)
        paths.append(Follower(ways, analysis, wanted, {}).run());
    return paths;
}

} // namespace stratoplan::overlay
