// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/flow.h"

#include "planner/estimate/demand.h"
#include "planner/model/graph.h"

#include <algorithm>

namespace stratoplan::estimate {

namespace {

const QString queueBatch = QStringLiteral("sqs.batch.default");
const QString streamBatch = QStringLiteral("stream.batch.default");

bool truth(const Field<bool> &field)
{
    return field.valueOr(false);
}

// Whether what the source sends arrives as events at the target, rather than as questions.
bool passesEvents(const Connection &connection, const Design &design,
                  const catalog::Catalog &catalog)
{
    switch (connection.role) {
    case Role::Trigger:
    case Role::Call:
        return true;
    case Role::Access:
        return accessMix(connection, design, catalog).writes > 0;
    case Role::FailureTarget:
        return false;
    }
    return false;
}

// An object written under one prefix does not set off a trigger on another.
bool setsOff(const Connection &arriving, const Connection &leaving)
{
    if (leaving.role != Role::Trigger || arriving.role != Role::Access)
        return true;
    if (arriving.prefix && leaving.prefix && !arriving.prefix->startsWith(*leaving.prefix))
        return false;
    return !(arriving.suffix && leaving.suffix && !arriving.suffix->endsWith(*leaving.suffix));
}

// The rate of events that enter at an element.
Rates ownRates(const Element &element)
{
    Rates rates;
    const auto take = [&rates](const auto &stated) {
        if (stated.rate)
            rates.mean = stated.rate->value;
        if (stated.peakRate)
            rates.peak = stated.peakRate->value;
    };
    if (const auto *function = std::get_if<Function>(&element)) {
        take(*function);
    } else if (const auto *service = std::get_if<Service>(&element)) {
        take(*service);
        const QString expression
            = service->properties.value(QStringLiteral("expression")).valueOr({}).toString();
        const auto scheduled = scheduledRate(expression);
        if (!rates.known() && scheduled) {
            const bool off
                = service->properties.value(QStringLiteral("state")).valueOr({}).toString()
                == QLatin1String("DISABLED");
            rates.mean = off ? 0 : scheduled->value;
            rates.peak = rates.mean;
        }
    }
    return rates;
}

class Network
{
public:
    Network(const Design &design, const catalog::Catalog &catalog)
        : m_design(design)
        , m_catalog(catalog)
        , m_graph(design)
    {
    }

    Flow run()
    {
        enter();
        orderConnections();
        share();
        for (auto it = m_order.crbegin(); it != m_order.crend(); ++it)
            carry(**it);
        return std::move(m_flow);
    }

private:
    void enter()
    {
        for (const auto &[id, element] : m_design.elements()) {
            Rates rates = ownRates(*element);
            if (rates.mean && !rates.peak) {
                rates.peak = rates.mean;
                m_flow.peakIsMean.append(id);
            }
            if (rates.known())
                m_flow.own.insert(id, rates);
        }
    }

    // Depth first over connections, so that each comes after all that feed it when the order is
    // read backwards. What leads back into the way being walked closes a circle and is left out.
    void orderConnections()
    {
        for (const Connection *connection : m_design.all<Connection>()) {
            if (m_flow.own.contains(connection->from))
                visit(*connection);
        }
        for (const Connection *connection : m_design.all<Connection>())
            visit(*connection);
    }

    struct Step
    {
        const Connection *connection;
        qsizetype next = 0;
    };

    void visit(const Connection &start)
    {
        QList<Step> way;
        if (!begin(start, way))
            return;
        while (!way.isEmpty()) {
            const Connection *here = way.last().connection;
            const auto &leaving = m_graph.outgoing(here->to);
            if (!passesEvents(*here, m_design, m_catalog) || way.last().next == leaving.size()) {
                m_state.insert(here->id, State::Done);
                m_order.append(here);
                way.removeLast();
                continue;
            }
            const Connection *next = leaving.at(way.last().next++);
            if (!setsOff(*here, *next))
                continue;
            if (m_state.value(next->id) == State::Open) {
                m_cut.insert({here->id, next->id});
                if (!m_flow.closing.contains(here->id))
                    m_flow.closing.append(here->id);
            } else {
                begin(*next, way);
            }
        }
    }

    bool begin(const Connection &connection, QList<Step> &way)
    {
        if (connection.role == Role::FailureTarget || m_state.contains(connection.id))
            return false;
        m_state.insert(connection.id, State::Open);
        way.append({&connection});
        return true;
    }

    // Sources that give each event to one of their triggers.
    void share()
    {
        for (const Service *service : m_design.all<Service>()) {
            const catalog::ServiceKind *kind = catalog::kindOf(*service, m_catalog);
            if (!kind)
                continue;
            if (!givesToOne(*kind))
                continue;
            double left = 1;
            QList<const Connection *> open;
            for (const Connection *connection : m_graph.outgoing(service->id)) {
                if (connection->role != Role::Trigger)
                    continue;
                if (connection->share)
                    left -= *connection->share;
                else
                    open.append(connection);
            }
            for (const Connection *connection : open)
                m_share.insert(connection->id,
                               std::max(0.0, left) / static_cast<double>(open.size()));
            if (open.size() > 1)
                m_flow.evenShare.append(service->id);
        }
    }

    void carry(const Connection &connection)
    {
        Rates rates = m_flow.own.value(connection.from);
        QSet<ElementId> unknown;
        const bool enters = rates.known();
        bool fed = false;
        for (const Connection *arriving : m_graph.incoming(connection.from)) {
            if (arriving->role == Role::FailureTarget
                || !passesEvents(*arriving, m_design, m_catalog) || !setsOff(*arriving, connection))
                continue;
            if (m_cut.contains({arriving->id, connection.id}))
                continue;
            fed = true;
            rates = rates.plus(m_passed.value(arriving->id));
            unknown.unite(m_unknown.value(arriving->id));
        }
        if (!enters && !fed)
            unknown.insert(connection.from);
        if (!unknown.isEmpty()) {
            m_unknown.insert(connection.id, unknown);
            m_flow.unknownSources[connection.to].unite(unknown);
        }
        if (!rates.known())
            return;

        const double factor = connection.share.valueOr(m_share.value(connection.id, 1));
        if (!connection.share && !connection.filter.isUnset())
            m_flow.filtered.append(connection.id);
        const AccessMix mix = accessMix(connection, m_design, m_catalog);
        const double calls = connection.role == Role::Access
            ? mix.reads + mix.writes + mix.unspecified
            : connection.perEvent.valueOr(1);
        const Rates events = rates.scaled(factor);
        const Batching batching = batchingOf(connection, m_design, m_catalog);
        if (batching.size > 1)
            m_flow.batched.append(connection.id);
        if (batching.standard)
            m_flow.standardBatch.append(connection.id);
        const auto batches = [&batching](const std::optional<double> &rate) {
            return rate ? std::optional(*rate / batching.filled(*rate)) : std::nullopt;
        };
        const Rates arriving = Rates{batches(events.mean), batches(events.peak)}.scaled(calls);
        m_flow.carried.insert(connection.id, arriving);
        m_passed.insert(connection.id,
                        connection.role == Role::Access
                            ? arriving.scaled(calls > 0 ? mix.writes / calls : 0)
                            : arriving);
    }

    enum class State
    {
        None,
        Open,
        Done
    };

    const Design &m_design;
    const catalog::Catalog &m_catalog;
    Graph m_graph;
    Flow m_flow;
    QHash<ElementId, State> m_state;
    QList<const Connection *> m_order;
    QSet<std::pair<ElementId, ElementId>> m_cut;
    QHash<ElementId, double> m_share;
    QHash<ElementId, Rates> m_passed; ///< what of `carried` goes on from the target
    QHash<ElementId, QSet<ElementId>> m_unknown;
};

} // namespace

bool givesToOne(const catalog::ServiceKind &kind)
{
    return kind.execution == Execution::Queue
        || (kind.category == catalog::Category::Entry && kind.execution == Execution::Synchronous);
}

Rates Rates::scaled(double factor) const
{
    Rates scaled = *this;
    if (scaled.mean)
        *scaled.mean *= factor;
    if (scaled.peak)
        *scaled.peak *= factor;
    return scaled;
}

Rates Rates::plus(const Rates &other) const
{
    const auto sum = [](const std::optional<double> &a, const std::optional<double> &b) {
        return a || b ? std::optional(a.value_or(0) + b.value_or(0)) : std::nullopt;
    };
    return {sum(mean, other.mean), sum(peak, other.peak)};
}

AccessMix accessMix(const Connection &access, const Design &design, const catalog::Catalog &catalog)
{
    if (access.role != Role::Access)
        return {};
    const bool reads = truth(access.reads);
    const bool writes = truth(access.writes);
    if (reads && writes) {
        // One of each, or an even mix of the stated number.
        const double half = access.perEvent.valueOr(2) / 2;
        return {half, half, 0};
    }
    const double calls = access.perEvent.valueOr(1);
    if (reads)
        return {calls, 0, 0};
    if (writes)
        return {0, calls, 0};
    // What is there to pass events on is sent to, unless somebody says otherwise.
    const auto *target = design.get<Service>(access.to);
    const catalog::ServiceKind *kind = target ? catalog::kindOf(*target, catalog) : nullptr;
    const bool passesOn = design.get<Function>(access.to)
        || (kind
            && (kind->category == catalog::Category::Messaging
                || kind->category == catalog::Category::Workflow));
    if (passesOn && !access.writes && !access.reads)
        return {0, calls, 0};
    return {0, 0, calls};
}

double Batching::filled(double rate) const
{
    return std::clamp(rate / lanes * windowS, 1.0, std::max(1.0, size));
}

Batching batchingOf(const Connection &connection, const Design &design,
                    const catalog::Catalog &catalog)
{
    Batching batching;
    const auto *source = design.get<Service>(connection.from);
    if (connection.role != Role::Trigger || !source)
        return batching;
    const auto execution = catalog::executionOf(connection, design, catalog);
    const bool polled = execution == Execution::Queue || execution == Execution::Stream;
    if (!polled)
        return batching;
    if (connection.batchSize) {
        batching.size = *connection.batchSize;
    } else {
        const bool queue = source->kind == QLatin1String("queue");
        if (const catalog::Quota *standard = catalog.quota(queue ? queueBatch : streamBatch))
            batching.size = standard->value;
        batching.standard = true;
    }
    batching.windowS = std::max(1, connection.batchWindow.valueOr(Seconds(0)).value);
    if (execution == Execution::Stream)
        batching.lanes = shardsOf(*source).value_or(1);
    return batching;
}

std::optional<double> shardsOf(const Service &service)
{
    for (const QLatin1String key :
         {QLatin1String("shards"), QLatin1String("streamShards"), QLatin1String("partitions")}) {
        bool number = false;
        const double count = service.properties.value(key).valueOr({}).toDouble(&number);
        if (number && count >= 1)
            return count;
    }
    return std::nullopt;
}

Flow flowOf(const Design &design, const catalog::Catalog &catalog)
{
    return Network(design, catalog).run();
}

} // namespace stratoplan::estimate
