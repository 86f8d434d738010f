// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/demand.h"

#include "planner/estimate/flow.h"
#include "planner/estimate/function_facts.h"
#include "planner/model/graph.h"
#include "planner/model/names.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace stratoplan::estimate {

namespace {

std::optional<PerSecond> perSecond(const std::optional<double> &rate)
{
    return rate ? std::optional(PerSecond(*rate)) : std::nullopt;
}

struct Bound
{
    double environments = 0;
    Text reason;
};

// What the function's polled trigger lets run at the same time; nothing when nothing known does.
std::optional<Bound> boundOf(const Connection &trigger, const Design &design,
                             const catalog::Catalog &catalog, const Names &names)
{
    const auto *source = design.get<Service>(trigger.from);
    if (!source)
        return std::nullopt;
    const QVariantMap args{{QStringLiteral("source"), names.shown(source->id)}};
    const auto execution = catalog::executionOf(trigger, design, catalog);
    if (execution == Execution::Queue) {
        if (trigger.maximumConcurrency)
            return Bound{
                double(*trigger.maximumConcurrency),
                Text{STRATOPLAN_TEXT("Estimate", "maximum concurrency of {source}"), args}};
        const catalog::Quota *pollers = catalog.quota(QStringLiteral("sqs.scaling.maximum"));
        if (source->kind == QLatin1String("queue") && pollers)
            return Bound{pollers->value,
                         Text{STRATOPLAN_TEXT("Estimate", "pollers of {source}"), args}};
    } else if (execution == Execution::Stream) {
        if (const auto shards = shardsOf(*source))
            return Bound{
                *shards * trigger.parallelization.valueOr(1),
                Text{STRATOPLAN_TEXT("Estimate", "shards of {source} x parallelisation"), args}};
    }
    return std::nullopt;
}

void setCeiling(Demand &demand, const Function &function, const Design &design,
                const catalog::Catalog &catalog, const Graph &graph, const Names &names)
{
    std::optional<Bound> polled;
    bool allPolled = !function.rate && !function.peakRate;
    for (const Connection *connection : graph.incoming(function.id)) {
        if (connection->role != Role::Trigger && connection->role != Role::Call)
            continue;
        const std::optional<Bound> bound = boundOf(*connection, design, catalog, names);
        if (!bound) {
            allPolled = false;
            break;
        }
        if (!polled) {
            polled = bound;
        } else {
            polled->environments += bound->environments;
            polled->reason
                = Text{STRATOPLAN_TEXT("Estimate", "its sources' pollers and shards together"), {}};
        }
    }
    if (!allPolled)
        polled.reset();
    if (function.reservedConcurrency
        && (!polled || *function.reservedConcurrency <= polled->environments)) {
        polled = Bound{double(*function.reservedConcurrency),
                       Text{STRATOPLAN_TEXT("Estimate", "reserved concurrency"), {}}};
    }
    if (polled) {
        demand.ceiling = polled->environments;
        demand.ceilingReason = polled->reason;
    }
}

class Demands
{
public:
    Demands(const Design &design, const catalog::Catalog &catalog)
        : m_design(design)
        , m_catalog(catalog)
        , m_graph(design)
        , m_names(design)
        , m_flow(flowOf(design, catalog))
        , m_processor(processor(catalog))
    {
    }

    Traffic run()
    {
        for (const Function *function : m_design.all<Function>())
            keep(function->id, ofFunction(*function));
        for (const Service *service : m_design.all<Service>())
            keep(service->id, ofService(*service));
        assume();
        return std::move(m_traffic);
    }

private:
    void keep(ElementId id, Demand demand)
    {
        const QSet<ElementId> unknown = m_flow.unknownSources.value(id);
        demand.unknownSources = QList<ElementId>(unknown.begin(), unknown.end());
        std::sort(demand.unknownSources.begin(), demand.unknownSources.end());
        if (demand.rate || demand.peakRate || demand.ceiling || !demand.unknownSources.isEmpty())
            m_traffic.demand.insert(id, demand);
    }

    Demand ofFunction(const Function &function) const
    {
        Rates all = m_flow.own.value(function.id);
        Rates waitedFor;
        for (const Connection *connection : m_graph.incoming(function.id)) {
            const Rates arriving = m_flow.carried.value(connection->id);
            all = all.plus(arriving);
            if (catalog::executionOf(*connection, m_design, m_catalog) == Execution::Synchronous)
                waitedFor = waitedFor.plus(arriving);
        }
        Demand demand;
        demand.rate = perSecond(all.mean);
        demand.peakRate = perSecond(all.peak);
        setCeiling(demand, function, m_design, m_catalog, m_graph, m_names);

        const std::optional<Milliseconds> busy = busyTime(function);
        if (!busy)
            return demand;
        const double seconds = busy->value / 1000;
        // A function takes ten synchronous requests a second for each unit of concurrency, however
        // short they are (Lambda quotas).
        const catalog::Quota *quota
            = m_catalog.quota(QStringLiteral("lambda.requests-per-concurrency"));
        const auto least = [&](const std::optional<double> &rate) {
            return quota && rate && seconds < 1 / quota->value ? *rate / quota->value : 0.0;
        };
        if (all.mean)
            demand.meanConcurrency = std::max(*all.mean * seconds, least(waitedFor.mean));
        if (all.peak)
            demand.peakConcurrency
                = std::ceil(std::max(peakConcurrency(*all.peak * seconds), least(waitedFor.peak)));
        return demand;
    }

    // Mean time for which one invocation holds an environment, cold starts included by their share.
    std::optional<Milliseconds> busyTime(const Function &function) const
    {
        const std::optional<MiB> memory = memoryOf(function, m_catalog);
        if (!memory)
            return std::nullopt;
        std::optional<Milliseconds> mean
            = DurationCurve(function, memory, m_processor).at(*memory).mean;
        if (mean && function.coldShare) {
            const auto model = network::modelFromId(m_design.settings().networkModel)
                                   .value_or(network::Model::Hyperplane);
            const ColdStart start = ColdStartCurve(function, model, m_catalog).at(*memory);
            if (start.total)
                *mean += *start.total * *function.coldShare;
        }
        return mean;
    }

    Demand ofService(const Service &service) const
    {
        Rates all = m_flow.own.value(service.id);
        Rates writes = all;
        Rates reads;
        for (const Connection *connection : m_graph.incoming(service.id)) {
            const Rates arriving = m_flow.carried.value(connection->id);
            all = all.plus(arriving);
            if (connection->role != Role::Access) {
                writes = writes.plus(arriving);
                continue;
            }
            const AccessMix mix = accessMix(*connection, m_design, m_catalog);
            const double calls = mix.reads + mix.writes + mix.unspecified;
            if (calls <= 0)
                continue;
            if (mix.reads > 0)
                reads = reads.plus(arriving.scaled(mix.reads / calls));
            if (mix.writes > 0)
                writes = writes.plus(arriving.scaled(mix.writes / calls));
        }
        Demand demand;
        demand.rate = perSecond(all.mean);
        demand.peakRate = perSecond(all.peak);
        demand.reads = perSecond(reads.mean);
        demand.writes = perSecond(writes.mean);
        return demand;
    }

    // One sentence for each thing assumed, with all it concerns.
    void assume()
    {
        const auto say = [this](QList<ElementId> ids, const QByteArray &context,
                                const QByteArray &source) {
            if (ids.isEmpty())
                return;
            std::sort(ids.begin(), ids.end());
            QStringList names;
            for (const ElementId id : ids)
                names.append(m_design.get<Connection>(id) ? m_names.of(id) : m_names.shown(id));
            m_traffic.assumptions.append(
                Text{context, source, {{QStringLiteral("elements"), names}}});
        };
        say(m_flow.peakIsMean,
            STRATOPLAN_TEXT("Estimate",
                            "No peak is stated for {elements}: the mean stands for it."));
        say(carrying(m_flow.evenShare),
            STRATOPLAN_TEXT("Estimate",
                            "Shares of {elements} are not all stated: the rest goes out evenly."));
        say(m_flow.filtered,
            STRATOPLAN_TEXT(
                "Estimate",
                "Filters of {elements} let everything through until a share is stated."));
        say(m_flow.batched,
            STRATOPLAN_TEXT("Estimate",
                            "Batches of {elements} hold what arrives in their window, or in one "
                            "second, up to the batch size."));
        say(m_flow.standardBatch,
            STRATOPLAN_TEXT("Estimate", "Batch sizes of {elements} are the documented defaults."));
        say(withTraffic(m_flow.closing),
            STRATOPLAN_TEXT(
                "Estimate",
                "{elements} leads back to its origin: what comes round is not counted."));
    }

    QList<ElementId> carrying(const QList<ElementId> &elements) const
    {
        QList<ElementId> kept;
        for (const ElementId id : elements) {
            const auto demand = m_traffic.demand.constFind(id);
            if (demand != m_traffic.demand.constEnd() && demand->rate)
                kept.append(id);
        }
        return kept;
    }

    QList<ElementId> withTraffic(const QList<ElementId> &connections) const
    {
        QList<ElementId> kept;
        for (const ElementId id : connections) {
            if (m_flow.carried.contains(id))
                kept.append(id);
        }
        return kept;
    }

    const Design &m_design;
    const catalog::Catalog &m_catalog;
    Graph m_graph;
    Names m_names;
    Flow m_flow;
    Processor m_processor;
    Traffic m_traffic;
};

} // namespace

double peakConcurrency(double mean)
{
    return mean <= 0 ? 0 : std::ceil(mean + 3 * std::sqrt(mean));
}

std::optional<PerSecond> scheduledRate(const QString &expression)
{
    static const QRegularExpression pattern(
        QStringLiteral("^\\s*rate\\s*\\(\\s*(\\d+)\\s+(minute|hour|day)s?\\s*\\)\\s*$"));
    const QRegularExpressionMatch match = pattern.match(expression);
    const double count = match.captured(1).toDouble();
    if (!match.hasMatch() || count <= 0)
        return std::nullopt;
    const QString unit = match.captured(2);
    const double seconds = unit == QLatin1String("minute") ? 60
        : unit == QLatin1String("hour")                    ? 3600
                                                           : 86400;
    return PerSecond(1 / (count * seconds));
}

Traffic traffic(const Design &design, const catalog::Catalog &catalog)
{
    return Demands(design, catalog).run();
}

QHash<ElementId, Demand> demand(const Design &design, const catalog::Catalog &catalog)
{
    return traffic(design, catalog).demand;
}

QHash<ElementId, network::Load> networkLoads(const Design &design,
                                             const QHash<ElementId, Demand> &demand)
{
    QHash<ElementId, network::Load> loads;
    for (const Function *function : design.all<Function>()) {
        if (!standsInVpc(*function))
            continue;
        const Demand own = demand.value(function->id);
        network::Load load;
        // More than the ceiling never runs; provisioned environments stand whether used or not.
        load.peakConcurrency = own.peakConcurrency ? own.peakConcurrency : own.ceiling;
        if (load.peakConcurrency && own.ceiling)
            load.peakConcurrency = std::min(*load.peakConcurrency, *own.ceiling);
        if (load.peakConcurrency && function->provisionedConcurrency)
            load.peakConcurrency
                = std::max(*load.peakConcurrency, double(*function->provisionedConcurrency));
        load.connectionsPerEnvironment = function->connections.valueOr(1);
        loads.insert(function->id, load);
    }
    return loads;
}

} // namespace stratoplan::estimate
