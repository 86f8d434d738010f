// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/overlay/overlay.h"

#include "planner/base/table.h"
#include "planner/catalog/behaviour.h"
#include "planner/model/graph.h"

#include <QSet>

#include <algorithm>

namespace stratoplan::overlay {

namespace {

constexpr std::array<Word<Kind>, 7> kindWords{{
    {Kind::Findings, QLatin1String("findings")},
    {Kind::Cost, QLatin1String("cost")},
    {Kind::Latency, QLatin1String("latency")},
    {Kind::Concurrency, QLatin1String("concurrency")},
    {Kind::ColdStart, QLatin1String("cold-start")},
    {Kind::Execution, QLatin1String("execution")},
    {Kind::Zone, QLatin1String("zone")},
}};

constexpr std::array severities{Severity::Blocker, Severity::High, Severity::Medium, Severity::Low,
                                Severity::Info};
constexpr int unansweredGroup = int(severities.size());
constexpr std::array executions{Execution::Synchronous, Execution::Asynchronous, Execution::Queue,
                                Execution::Stream};
constexpr int severalModels = int(executions.size());

Text nameOf(Severity severity)
{
    switch (severity) {
    case Severity::Blocker:
        return {STRATOPLAN_TEXT("Overlay", "blocker"), {}};
    case Severity::High:
        return {STRATOPLAN_TEXT("Overlay", "high"), {}};
    case Severity::Medium:
        return {STRATOPLAN_TEXT("Overlay", "medium"), {}};
    case Severity::Low:
        return {STRATOPLAN_TEXT("Overlay", "low"), {}};
    case Severity::Info:
        break;
    }
    return {STRATOPLAN_TEXT("Overlay", "info"), {}};
}

Text nameOf(Execution execution)
{
    switch (execution) {
    case Execution::Synchronous:
        return {STRATOPLAN_TEXT("Overlay", "synchronous"), {}};
    case Execution::Asynchronous:
        return {STRATOPLAN_TEXT("Overlay", "asynchronous"), {}};
    case Execution::Queue:
        return {STRATOPLAN_TEXT("Overlay", "polled queue"), {}};
    case Execution::Stream:
        break;
    }
    return {STRATOPLAN_TEXT("Overlay", "polled stream"), {}};
}

Shown amount(double value, bool atLeast = false)
{
    Shown shown;
    shown.state = State::Known;
    shown.value = value;
    shown.atLeast = atLeast;
    return shown;
}

Shown member(int group)
{
    Shown shown;
    shown.state = State::Known;
    shown.group = group;
    return shown;
}

Shown nothing()
{
    Shown shown;
    shown.state = State::Nothing;
    return shown;
}

class Maker
{
public:
    Maker(const Design &design, const catalog::Catalog &catalog, const Analysis *analysis,
          Kind kind)
        : m_design(design)
        , m_catalog(catalog)
        , m_analysis(analysis)
    {
        m_made.kind = kind;
    }

    Overlay run()
    {
        switch (m_made.kind) {
        case Kind::Findings:
            addFindings();
            break;
        case Kind::Cost:
            addCost();
            break;
        case Kind::Latency:
            for (const Function *function : m_design.all<Function>())
                add(function->id, function->p95 ? amount(function->p95->value) : Shown());
            break;
        case Kind::Concurrency:
            for (const Function *function : m_design.all<Function>())
                add(function->id, concurrencyOf(function->id));
            break;
        case Kind::ColdStart:
            for (const Function *function : m_design.all<Function>())
                add(function->id, coldStartOf(function->id));
            break;
        case Kind::Execution:
            addExecution();
            break;
        case Kind::Zone:
            addZones();
            break;
        }
        finish();
        return std::move(m_made);
    }

private:
    void add(ElementId id, const Shown &shown) { m_made.elements.insert(id, shown); }

    void addGroup(const Text &name, std::optional<Severity> severity = std::nullopt)
    {
        m_made.groups.append({name, severity, false, 0});
    }

    const estimate::FunctionEstimate *estimateOf(ElementId id) const
    {
        return m_analysis ? m_analysis->estimates.function(id) : nullptr;
    }

    void addFindings()
    {
        for (const Severity severity : severities)
            addGroup(nameOf(severity), severity);
        addGroup({STRATOPLAN_TEXT("Overlay", "unanswered"), {}});
        m_made.groups.last().unanswered = true;
        for (const auto &[id, element] : m_design.elements()) {
            if (std::holds_alternative<Function>(*element)
                || std::holds_alternative<Service>(*element))
                add(id, m_analysis ? nothing() : Shown());
        }
        if (!m_analysis)
            return;
        for (const review::Finding &finding : m_analysis->findings) {
            if (finding.elements.isEmpty() || finding.status == review::Status::Suppressed
                || !m_design.find(finding.elements.first()))
                continue;
            Shown &shown = m_made.elements[finding.elements.first()];
            const bool question = finding.status == review::Status::Unanswered;
            const auto *const place
                = std::find(severities.begin(), severities.end(), finding.severity);
            const int group
                = question ? unansweredGroup : int(std::distance(severities.begin(), place));
            shown.state = State::Known;
            shown.group = shown.group < 0 ? group : std::min(shown.group, group);
            // A question is no finding: it counts where there is nothing else.
            shown.value += question ? 0 : 1;
        }
    }

    void addCost()
    {
        for (const Function *function : m_design.all<Function>())
            add(function->id, Shown());
        if (!m_analysis)
            return;
        QSet<ElementId> unpriced;
        for (const estimate::Unpriced &part : m_analysis->estimates.unpriced)
            unpriced.insert(part.element);
        for (const estimate::Component &part : m_analysis->estimates.components) {
            if (!m_design.find(part.element))
                continue;
            const bool partly = unpriced.contains(part.element);
            // Nothing of what is priced says nothing of what is not.
            const bool known = part.perMonth && (part.perMonth->value > 0 || !partly);
            add(part.element, known ? amount(part.perMonth->value, partly) : Shown());
        }
    }

    Shown concurrencyOf(ElementId id) const
    {
        const estimate::FunctionEstimate *estimated = estimateOf(id);
        if (!estimated || !estimated->demand.peakConcurrency)
            return {};
        return amount(*estimated->demand.peakConcurrency,
                      !estimated->demand.unknownSources.isEmpty());
    }

    Shown coldStartOf(ElementId id) const
    {
        const estimate::FunctionEstimate *estimated = estimateOf(id);
        if (!estimated)
            return {};
        const std::optional<double> share
            = estimated->coldShare ? estimated->coldShare : estimated->coldShareHigh;
        const std::optional<Milliseconds> length = estimated->now.coldStart.total;
        if (!share || !length)
            return {};
        Shown shown = amount(*share * length->value);
        shown.coldShare = *share;
        shown.coldLength = *length;
        return shown;
    }

    std::optional<int> modelOf(const Connection &connection) const
    {
        const std::optional<Execution> model
            = catalog::executionOf(connection, m_design, m_catalog);
        if (!model)
            return std::nullopt;
        const auto *const place = std::find(executions.begin(), executions.end(), *model);
        return int(std::distance(executions.begin(), place));
    }

    void addExecution()
    {
        for (const Execution execution : executions)
            addGroup(nameOf(execution));
        addGroup({STRATOPLAN_TEXT("Overlay", "several models"), {}});
        const Graph graph(m_design);
        for (const Function *function : m_design.all<Function>()) {
            Shown shown = nothing();
            for (const Connection *connection : graph.incoming(function->id)) {
                if (connection->role != Role::Trigger && connection->role != Role::Call)
                    continue;
                const std::optional<int> model = modelOf(*connection);
                const Shown own = model ? member(*model) : Shown();
                add(connection->id, own);
                if (shown.state == State::Nothing)
                    shown = own;
                else if (shown.state == State::Unknown || own.state == State::Unknown)
                    shown = Shown(); // one that is not known may be any
                else if (own.group != shown.group)
                    shown.group = severalModels;
            }
            add(function->id, shown);
        }
    }

    // Zones of what stands in these subnets; nothing where one of them has none that is known.
    std::optional<QSet<ElementId>> zonesOf(const QList<ElementId> &subnets) const
    {
        QSet<ElementId> zones;
        for (const ElementId id : subnets) {
            const auto *subnet = m_design.get<Subnet>(id);
            if (!subnet || !subnet->zone || subnet->several)
                return std::nullopt;
            zones.insert(subnet->zone);
        }
        return zones;
    }

    void addStanding(ElementId id, const QList<ElementId> &subnets, bool hasPlace)
    {
        if (subnets.isEmpty()) {
            add(id, hasPlace ? Shown() : nothing());
            return;
        }
        const std::optional<QSet<ElementId>> zones = zonesOf(subnets);
        if (!zones)
            add(id, Shown());
        else if (zones->size() == 1)
            add(id, member(m_zoneGroups.value(*zones->begin())));
        else
            add(id, member(int(m_zoneGroups.size())));
    }

    void addZones()
    {
        for (const Zone *zone : m_design.all<Zone>()) {
            m_zoneGroups.insert(zone->id, int(m_zoneGroups.size()));
            const QString name = !zone->label.isEmpty() ? zone->label
                : zone->zone                            ? *zone->zone
                                                        : zone->name;
            addGroup({STRATOPLAN_TEXT("Overlay", "{zone}"), {{QStringLiteral("zone"), name}}});
        }
        addGroup({STRATOPLAN_TEXT("Overlay", "several zones"), {}});
        for (const Function *function : m_design.all<Function>())
            addStanding(function->id, function->subnets, standsInVpc(*function));
        for (const Service *service : m_design.all<Service>()) {
            const catalog::ServiceKind *kind = catalog::kindOf(*service, m_catalog);
            addStanding(service->id, service->subnets,
                        kind && kind->address == catalog::Address::Vpc);
        }
        for (const Gateway *gateway : m_design.all<Gateway>()) {
            if (gateway->kind == GatewayKind::Nat)
                addStanding(
                    gateway->id,
                    gateway->subnet ? QList<ElementId>{gateway->subnet} : QList<ElementId>{}, true);
        }
        for (const Endpoint *endpoint : m_design.all<Endpoint>()) {
            if (endpoint->kind == EndpointKind::Interface)
                addStanding(endpoint->id, endpoint->subnets, true);
        }
    }

    void finish()
    {
        QList<ElementId> ranked;
        for (auto it = m_made.elements.cbegin(); it != m_made.elements.cend(); ++it) {
            // Lines say the model of their function once more.
            const bool counts
                = m_made.kind != Kind::Execution || !m_design.get<Connection>(it.key());
            m_made.unknown += counts && it->state == State::Unknown ? 1 : 0;
            if (counts && it->group >= 0)
                m_made.groups[it->group].count += 1;
            if (isAmount(m_made.kind) && it->value > 0) {
                m_made.largest = std::max(m_made.largest, it->value);
                ranked.append(it.key());
            }
        }
        const auto before = [this](ElementId a, ElementId b) {
            const double one = m_made.elements[a].value;
            const double other = m_made.elements[b].value;
            return one != other ? one > other : a < b;
        };
        const qsizetype first = std::min<qsizetype>(3, ranked.size());
        std::partial_sort(ranked.begin(), ranked.begin() + first, ranked.end(), before);
        for (qsizetype i = 0; i < ranked.size(); ++i) {
            Shown &shown = m_made.elements[ranked[i]];
            shown.share = shown.value / m_made.largest;
            shown.rank = i < first ? int(i) + 1 : 0;
        }
    }

    const Design &m_design;
    const catalog::Catalog &m_catalog;
    const Analysis *m_analysis;
    QHash<ElementId, int> m_zoneGroups;
    Overlay m_made;
};

} // namespace

QLatin1String id(Kind kind)
{
    return wordOf(kindWords, kind);
}

bool isAmount(Kind kind)
{
    return kind == Kind::Cost || kind == Kind::Latency || kind == Kind::Concurrency
        || kind == Kind::ColdStart;
}

const Shown *Overlay::of(ElementId id) const
{
    const auto found = elements.constFind(id);
    return found == elements.cend() ? nullptr : &*found;
}

Overlay overlayOf(const Design &design, const catalog::Catalog &catalog, const Analysis *analysis,
                  Kind kind)
{
    return Maker(design, catalog, analysis, kind).run();
}

} // namespace stratoplan::overlay
