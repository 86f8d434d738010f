// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/service_uses.h"

#include "planner/catalog/behaviour.h"
#include "planner/estimate/duration.h"
#include "planner/estimate/function_facts.h"
#include "planner/estimate/network_uses.h"
#include "planner/model/graph.h"
#include "planner/model/names.h"

#include <algorithm>
#include <cmath>

namespace stratoplan::estimate {

namespace {

// What the connections of a service say of one event of it.
struct Traits
{
    std::optional<double> payloadKb; ///< of the largest message
    double consumers = 0; ///< that read all of a stream
    std::optional<Milliseconds> calls; ///< functions that an execution calls, one after the other
};

// The amounts of one service in a month, for each unit that a kind's prices may have.
class Amounts
{
public:
    Amounts(const Service &service, const catalog::ServiceKind &kind, const Demand &demand,
            const Traits &traits, const ExpressFacts &express, const catalog::Catalog &catalog)
        : m_service(service)
        , m_kind(kind)
        , m_demand(demand)
        , m_traits(traits)
        , m_express(express)
        , m_catalog(catalog)
    {
    }

    struct Answer
    {
        std::optional<double> amount;
        Text missing; ///< why there is none; empty = the use does not apply
    };

    Answer of(const catalog::PriceUse &use) const
    {
        const QString unit = use.unit;
        if (unit == QLatin1String("hour"))
            return hours();
        if (unit == QLatin1String("shard-hour"))
            return shardHours();
        if (unit == QLatin1String("vcpu-hour"))
            return timesHours(
                QStringLiteral("vcpus"),
                {STRATOPLAN_TEXT("Estimate", "The number of vCPUs is not stated."), {}});
        if (unit == QLatin1String("lcu-hour"))
            return timesHours(
                QStringLiteral("lcu"),
                {STRATOPLAN_TEXT("Estimate", "Load balancer capacity units are not known."), {}});
        if (unit == QLatin1String("gb"))
            return stated(QStringLiteral("gbMonth"),
                          {STRATOPLAN_TEXT("Estimate", "Data a month is not stated."), {}});
        if (unit == QLatin1String("gb-month"))
            return stored();
        if (unit == QLatin1String("write"))
            return accesses(m_demand.writes, 1);
        if (unit == QLatin1String("read"))
            return accesses(m_demand.reads, 4);
        if (unit == QLatin1String("transition"))
            return transitions();
        if (unit == QLatin1String("express-request"))
            return isExpress() ? events(m_demand.rate, use.perEvent) : Answer{};
        if (unit == QLatin1String("express-gb-hour"))
            return expressHours();
        if (unit == QLatin1String("gb-out"))
            return {numberOf(QStringLiteral("gbOutMonth")), {}};
        if (unit == QLatin1String("connection-minute"))
            return stated(
                QStringLiteral("connectionMinutesMonth"),
                {STRATOPLAN_TEXT("Estimate", "Connection minutes a month are not stated."), {}});
        if (unit.startsWith(QLatin1String("on-demand")))
            return isOnDemand() ? onDemand(unit) : Answer{};
        if (unit == QLatin1String("put-unit") && isOnDemand())
            return {};
        // What is read from a queue or stream is in its units for each event already.
        const bool passedOn = m_kind.category == catalog::Category::Messaging;
        return events(passedOn ? m_demand.writes : m_demand.rate, use.perEvent * chunks(use));
    }

    bool isExpress() const
    {
        return property(QStringLiteral("type")).toString() == QLatin1String("EXPRESS");
    }
    bool isOnDemand() const
    {
        return property(QStringLiteral("mode")).toString() == QLatin1String("ON_DEMAND");
    }
    bool keepsForDays() const { return m_kind.field(QStringLiteral("retentionDays")); }
    std::optional<double> numberOf(const QString &key) const
    {
        bool isNumber = false;
        const double value = property(key).toDouble(&isNumber);
        return isNumber ? std::optional(value) : std::nullopt;
    }

private:
    QVariant property(const QString &key) const
    {
        return catalog::fieldOf(m_service, key, m_catalog).valueOr({});
    }

    double chunks(const catalog::PriceUse &use) const
    {
        if (use.chunkKb <= 0 || !m_traits.payloadKb)
            return 1;
        return std::max(1.0, std::ceil(*m_traits.payloadKb / use.chunkKb));
    }

    Answer expressHours() const
    {
        if (!isExpress())
            return {};
        std::optional<Milliseconds> duration = m_traits.calls;
        if (const auto own = numberOf(QStringLiteral("durationMs")))
            duration = Milliseconds(*own);
        if (!duration)
            return {std::nullopt,
                    {STRATOPLAN_TEXT("Estimate",
                                     "How long an execution takes is not stated, nor how long all "
                                     "that it calls does."),
                     {}}};
        return events(
            m_demand.rate,
            expressGbHours(*duration,
                           numberOf(QStringLiteral("memoryMb")).value_or(m_express.memoryStepMb),
                           m_express));
    }

    // Streams that scale themselves: hours, and data in whole KB a record.
    Answer onDemand(const QString &unit) const
    {
        if (unit == QLatin1String("on-demand-hour"))
            return {hoursPerMonth, {}};
        if (!m_traits.payloadKb)
            return {std::nullopt,
                    {STRATOPLAN_TEXT("Estimate", "The size of its records is not stated."), {}}};
        const double gb = std::ceil(*m_traits.payloadKb) / (1024 * 1024);
        return events(m_demand.writes,
                      unit == QLatin1String("on-demand-in") ? gb : gb * m_traits.consumers);
    }

    Answer stated(const QString &key, const Text &missing) const
    {
        return {numberOf(key), missing};
    }

    // What is kept for some days: as much as came in during these.
    Answer stored() const
    {
        if (const auto gb = numberOf(QStringLiteral("storageGb")))
            return {gb, {}};
        if (!keepsForDays())
            return {std::nullopt, {STRATOPLAN_TEXT("Estimate", "Stored data is not stated."), {}}};
        const auto arriving = numberOf(QStringLiteral("gbMonth"));
        const auto days = numberOf(QStringLiteral("retentionDays"));
        if (!arriving || !days)
            return {std::nullopt,
                    {STRATOPLAN_TEXT("Estimate",
                                     "Data a month, or for how long it is kept, is not stated."),
                     {}}};
        return {*arriving * *days / (hoursPerMonth / 24), {}};
    }

    Answer timesHours(const QString &key, const Text &missing) const
    {
        const std::optional<double> count = numberOf(key);
        return {count ? std::optional(*count * hoursPerMonth) : std::nullopt, missing};
    }

    Answer hours() const
    {
        const QString type = property(QStringLiteral("loadBalancerType")).toString();
        if (!type.isEmpty() && type != QLatin1String("application"))
            return {
                std::nullopt,
                {STRATOPLAN_TEXT("Estimate", "Only application load balancers have a price."), {}}};
        return {hoursPerMonth, {}};
    }

    Answer shardHours() const
    {
        if (isOnDemand())
            return {};
        return timesHours(QStringLiteral("shards"),
                          {STRATOPLAN_TEXT("Estimate", "The number of shards is not stated."), {}});
    }

    Answer transitions() const
    {
        if (isExpress())
            return {};
        const std::optional<double> each = numberOf(QStringLiteral("transitions"));
        if (!each)
            return {
                std::nullopt,
                {STRATOPLAN_TEXT("Estimate", "State transitions of one execution are not stated."),
                 {}}};
        return events(m_demand.rate, *each);
    }

    Answer events(const std::optional<PerSecond> &rate, double each) const
    {
        if (!rate)
            return {std::nullopt, {STRATOPLAN_TEXT("Estimate", "Its traffic is not known."), {}}};
        return {rate->value * secondsPerMonth * each, {}};
    }

    // Reads and writes; a table counts a unit for each begun `unitKb` of the item (DynamoDB
    // pricing).
    Answer accesses(const std::optional<PerSecond> &rate, double unitKb) const
    {
        if (property(QStringLiteral("billingMode")).toString() == QLatin1String("PROVISIONED"))
            return {std::nullopt,
                    {STRATOPLAN_TEXT("Estimate",
                                     "Provisioned capacity has no price in the price book."),
                     {}}};
        if (!m_demand.rate)
            return {std::nullopt, {STRATOPLAN_TEXT("Estimate", "Its traffic is not known."), {}}};
        double units = 1;
        if (const std::optional<double> itemKb = numberOf(QStringLiteral("itemKb")))
            units = std::max(1.0, std::ceil(*itemKb / unitKb));
        return events(rate.value_or(PerSecond(0)), units);
    }

    const Service &m_service;
    const catalog::ServiceKind &m_kind;
    const Demand &m_demand;
    const Traits &m_traits;
    const ExpressFacts &m_express;
    const catalog::Catalog &m_catalog;
};

// The price key of a first-in first-out queue or topic: "sqs.request" becomes "sqs.fifo.request".
QString keyOf(const catalog::PriceUse &use, const Service &service, const catalog::Catalog &catalog)
{
    const bool fifo
        = catalog::fieldOf(service, QStringLiteral("fifo"), catalog).valueOr(false).toBool();
    if (!fifo || !use.key.contains(QLatin1Char('.')))
        return use.key;
    return use.key.section(QLatin1Char('.'), 0, 0) + QStringLiteral(".fifo.")
        + use.key.section(QLatin1Char('.'), 1);
}

class Collector
{
public:
    Collector(const Design &design, const catalog::Catalog &catalog,
              const QHash<ElementId, Demand> &demand)
        : m_design(design)
        , m_catalog(catalog)
        , m_names(design)
        , m_graph(design)
        , m_processor(processor(catalog))
        , m_express(expressFacts(catalog))
        , m_demand(demand)
    {
        // A NAT gateway pays for its public address; the same address drawn as an element of its
        // own must not be paid twice.
        for (const Gateway *gateway : design.all<Gateway>()) {
            if (gateway->kind == GatewayKind::Nat)
                ++m_addressesOfGateways;
        }
    }

    ServiceUses run()
    {
        for (const Service *service : m_design.all<Service>())
            add(*service);
        assume();
        return std::move(m_found);
    }

private:
    void leaveOut(ElementId id, Text reason) { m_found.unpriced.append({id, std::move(reason)}); }

    void add(const Service &service)
    {
        const catalog::ServiceKind *kind = catalog::kindOf(service, m_catalog);
        if (!kind || kind->kind == QLatin1String("unknown")) {
            leaveOut(
                service.id,
                {STRATOPLAN_TEXT("Estimate", "Nothing is known of a resource of this type."), {}});
            return;
        }
        if (kind->kind == QLatin1String("elastic-ip") && m_addressesOfGateways-- > 0)
            return;
        if (kind->prices.isEmpty()) {
            if (kind->category != catalog::Category::Configuration
                && kind->category != catalog::Category::Outside)
                leaveOut(service.id,
                         {STRATOPLAN_TEXT("Estimate", "No price of this service is known."), {}});
            return;
        }
        const Demand demand = m_demand.value(service.id);
        const Traits traits = traitsOf(service, *kind);
        const Amounts amounts(service, *kind, demand, traits, m_express, m_catalog);
        QList<Text> reasons;
        for (const catalog::PriceUse &use : kind->prices) {
            const Amounts::Answer answer = amounts.of(use);
            if (answer.amount) {
                m_found.uses.append(
                    {service.id, keyOf(use, service, m_catalog), *answer.amount, lineOf(use)});
                if (use.unit == QLatin1String("gb-month") && amounts.keepsForDays())
                    m_kept.append(m_names.shown(service.id));
            } else if (!answer.missing.isEmpty() && !reasons.contains(answer.missing)) {
                reasons.append(answer.missing);
            }
        }
        for (const Text &reason : reasons)
            leaveOut(service.id, reason);
        remember(service, *kind, demand, traits, amounts);
    }

    Traits traitsOf(const Service &service, const catalog::ServiceKind &kind) const
    {
        Traits traits;
        const auto take = [&traits](const Connection &connection) {
            if (connection.payloadKb)
                traits.payloadKb = std::max(traits.payloadKb.value_or(0), *connection.payloadKb);
        };
        std::optional<Milliseconds> calls = Milliseconds(0);
        bool callsAny = false;
        for (const Connection *connection : m_graph.outgoing(service.id)) {
            if (connection->role != Role::Trigger && connection->role != Role::Call)
                continue;
            traits.consumers += connection->role == Role::Trigger;
            if (kind.category == catalog::Category::Entry)
                take(*connection);
            const std::optional<Milliseconds> one = callOf(*connection);
            calls = calls && one ? std::optional(*calls + *one) : std::nullopt;
            callsAny = true;
        }
        if (callsAny)
            traits.calls = calls;
        if (kind.category != catalog::Category::Entry) {
            for (const Connection *connection : m_graph.incoming(service.id)) {
                if (connection->role != Role::FailureTarget)
                    take(*connection);
            }
        }
        return traits;
    }

    // How long the called function makes the caller wait, on average over its events.
    std::optional<Milliseconds> callOf(const Connection &connection) const
    {
        const auto *function = m_design.get<Function>(connection.to);
        const auto memory = function ? memoryOf(*function, m_catalog) : std::nullopt;
        if (!memory)
            return std::nullopt;
        const auto mean = DurationCurve(*function, memory, m_processor).at(*memory).mean;
        if (!mean)
            return std::nullopt;
        return *mean * (connection.share.valueOr(1) * connection.perEvent.valueOr(1));
    }

    Text lineOf(const catalog::PriceUse &use) const
    {
        if (use.unit == QLatin1String("write"))
            return {STRATOPLAN_TEXT("Estimate", "Writes"), {}};
        if (use.unit == QLatin1String("read"))
            return {STRATOPLAN_TEXT("Estimate", "Reads"), {}};
        if (use.unit == QLatin1String("gb-month"))
            return {STRATOPLAN_TEXT("Estimate", "Stored data"), {}};
        if (use.unit == QLatin1String("gb-out"))
            return {STRATOPLAN_TEXT("Estimate", "Data to the internet"), {}};
        if (use.unit == QLatin1String("express-gb-hour"))
            return {STRATOPLAN_TEXT("Estimate", "Running time"), {}};
        if (use.unit == QLatin1String("connection-minute"))
            return {STRATOPLAN_TEXT("Estimate", "Connection minutes"), {}};
        if (use.unit == QLatin1String("on-demand-in"))
            return {STRATOPLAN_TEXT("Estimate", "Data in"), {}};
        if (use.unit == QLatin1String("on-demand-out"))
            return {STRATOPLAN_TEXT("Estimate", "Data out"), {}};
        if (use.unit == QLatin1String("gb"))
            return {STRATOPLAN_TEXT("Estimate", "Data"), {}};
        if (use.unit == QLatin1String("transition"))
            return {STRATOPLAN_TEXT("Estimate", "State transitions"), {}};
        if (use.unit.endsWith(QLatin1String("hour")))
            return {STRATOPLAN_TEXT("Estimate", "Hours"), {}};
        return {STRATOPLAN_TEXT("Estimate", "Requests"), {}};
    }

    // What the amounts rest on, said once for all services that it concerns.
    void remember(const Service &service, const catalog::ServiceKind &kind, const Demand &demand,
                  const Traits &traits, const Amounts &amounts)
    {
        if (!demand.rate)
            return;
        if (kind.kind == QLatin1String("state-machine") && amounts.isExpress()) {
            if (traits.calls && !amounts.numberOf(QStringLiteral("durationMs")))
                m_found.assumptions.append(
                    {STRATOPLAN_TEXT("Estimate",
                                     "An execution of {machine} takes {ms} ms: the functions it "
                                     "calls, one after the other."),
                     {{QStringLiteral("machine"), m_names.shown(service.id)},
                      {QStringLiteral("ms"), traits.calls->value}}});
            if (!amounts.numberOf(QStringLiteral("memoryMb")))
                m_leastMemory.append(m_names.shown(service.id));
        }
        if (kind.execution == Execution::Queue && traits.consumers > 0
            && kind.kind == QLatin1String("queue"))
            leaveOut(service.id,
                     {STRATOPLAN_TEXT("Estimate",
                                      "How often its pollers ask while it is empty is not known."),
                      {}});
        bool split = false;
        for (const catalog::PriceUse &use : kind.prices) {
            split
                = split || use.unit == QLatin1String("write") || use.unit == QLatin1String("read");
            if (use.perEvent > 1)
                m_several[use.perEvent].append(m_names.shown(service.id));
            if (use.unit == QLatin1String("write") && kind.kind == QLatin1String("table")
                && !service.properties.value(QStringLiteral("itemKb")))
                m_smallItems.append(m_names.shown(service.id));
            if (use.unit == QLatin1String("put-unit") && !traits.payloadKb && !amounts.isOnDemand())
                m_smallRecords.append(m_names.shown(service.id));
        }
        const PerSecond told
            = demand.reads.value_or(PerSecond(0)) + demand.writes.value_or(PerSecond(0));
        if (split && *demand.rate > told * (1 + 1e-9))
            leaveOut(service.id,
                     {STRATOPLAN_TEXT("Estimate",
                                      "Some accesses do not say whether they read or write."),
                      {}});
    }

    void assume()
    {
        const QString elements = QStringLiteral("elements");
        for (auto it = m_several.cbegin(); it != m_several.cend(); ++it)
            m_found.assumptions.append(
                {STRATOPLAN_TEXT("Estimate", "{elements}: {count} requests for each event."),
                 {{elements, it.value()}, {QStringLiteral("count"), it.key()}}});
        if (!m_smallItems.isEmpty())
            m_found.assumptions.append(
                {STRATOPLAN_TEXT("Estimate",
                                 "Items of {elements} are small: one unit for each read or write."),
                 {{elements, m_smallItems}}});
        if (!m_leastMemory.isEmpty())
            m_found.assumptions.append(
                {STRATOPLAN_TEXT("Estimate", "Executions of {elements} take {mb} MB, the least."),
                 {{elements, m_leastMemory}, {QStringLiteral("mb"), m_express.memoryStepMb}}});
        if (!m_kept.isEmpty())
            m_found.assumptions.append(
                {STRATOPLAN_TEXT("Estimate",
                                 "{elements} keep what came in during their retention, as large as "
                                 "it came in."),
                 {{elements, m_kept}}});
        if (!m_smallRecords.isEmpty())
            m_found.assumptions.append(
                {STRATOPLAN_TEXT("Estimate", "Records of {elements} are at most 25 KB."),
                 {{elements, m_smallRecords}}});
    }

    const Design &m_design;
    const catalog::Catalog &m_catalog;
    Names m_names;
    Graph m_graph;
    Processor m_processor;
    ExpressFacts m_express;
    const QHash<ElementId, Demand> &m_demand;
    int m_addressesOfGateways = 0;
    QMap<double, QStringList> m_several;
    QStringList m_smallItems;
    QStringList m_smallRecords;
    QStringList m_leastMemory;
    QStringList m_kept; ///< for some days
    ServiceUses m_found;
};

} // namespace

ExpressFacts expressFacts(const catalog::Catalog &catalog)
{
    const auto figure = [&catalog](const char *key) {
        const catalog::Quota *quota
            = catalog.quota(QLatin1String("step-functions.express.") + QLatin1String(key));
        return quota ? quota->value : 0;
    };
    return {figure("memory-step"), Milliseconds(figure("duration-step")),
            Milliseconds(figure("duration") * 60'000)};
}

double expressGbHours(Milliseconds duration, double memoryMb, const ExpressFacts &facts)
{
    // A sum that should be whole must not be pushed up by its last bit.
    const auto inSteps = [](double amount, double step) {
        return step > 0 ? std::max(1.0, std::ceil(amount / step - 1e-9)) * step : amount;
    };
    return inSteps(memoryMb, facts.memoryStepMb) / 1024
        * inSteps(duration.value, facts.durationStep.value) / 3'600'000;
}

ServiceUses serviceUses(const Design &design, const catalog::Catalog &catalog,
                        const network::Plan &network, const QHash<ElementId, Demand> &demand)
{
    ServiceUses found = Collector(design, catalog, demand).run();
    appendNetworkUses(found, design, network);
    return found;
}

} // namespace stratoplan::estimate
