// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/path_cost.h"

#include "planner/catalog/behaviour.h"
#include "planner/estimate/bill.h"
#include "planner/estimate/demand.h"
#include "planner/estimate/flow.h"
#include "planner/estimate/month_uses.h"
#include "planner/model/edit.h"
#include "planner/model/graph.h"

#include <QMap>
#include <QSet>

#include <algorithm>

namespace stratoplan::estimate {

namespace {

constexpr double million = 1'000'000;

class Paths
{
public:
    Paths(const Design &design, const catalog::Catalog &catalog, const network::Plan &network,
          const Estimates &estimates)
        : m_design(design)
        , m_catalog(catalog)
        , m_network(network)
        , m_estimates(estimates)
        , m_graph(design)
        , m_own(flowOf(design, catalog).own)
    {
        for (const Unpriced &part : estimates.unpriced)
            m_unpriced.insert(part.element);
    }

    QList<PathCost> run(const std::stop_token &stop)
    {
        const auto all = monthUses(m_design, m_catalog, m_network, m_estimates, m_estimates.demand);
        for (const QList<Use> &uses : all) {
            for (const Use &use : uses) {
                m_totals[use.key] += use.amount;
                m_month[use.element][use.key] += use.amount;
            }
        }
        m_still = amounts(only(m_design, {}, 0));
        for (const auto &[id, element] : m_design.elements()) {
            if (stop.stop_requested())
                return {};
            const double rate = m_own.value(id).mean.value_or(0);
            if (rate > 0)
                follow(id, rate, behind(id));
        }
        for (qsizetype i = 0; i < m_paths.size(); ++i)
            price(m_paths[i], m_moved.at(i));
        return std::move(m_paths);
    }

private:
    using Amounts = QMap<ElementId, QHash<QString, double>>;

    // The part of the design that traffic of the entry can reach, without its networks, so that a
    // path does not cost a walk through everything.
    Design behind(ElementId entry) const
    {
        QSet<ElementId> reached{entry};
        QList<ElementId> next{entry};
        Change change;
        const auto keep = [&change](const Element &element) {
            Element kept = element;
            common(kept).unknownKeys.clear();
            if (auto *function = std::get_if<Function>(&kept)) {
                function->subnets.clear();
                function->securityGroups.clear();
            } else if (auto *service = std::get_if<Service>(&kept)) {
                service->subnets.clear();
                service->securityGroups.clear();
            }
            change.elements.push_back({common(kept).id, std::nullopt, kept});
        };
        keep(*m_design.find(entry));
        while (!next.isEmpty()) {
            for (const Connection *connection : m_graph.outgoing(next.takeLast())) {
                if (connection->role == Role::FailureTarget)
                    continue;
                keep(*m_design.find(connection->id));
                if (reached.contains(connection->to))
                    continue;
                reached.insert(connection->to);
                next.append(connection->to);
                keep(*m_design.find(connection->to));
            }
        }
        return apply(Design(), change).value_or(m_design);
    }

    // The design with traffic at one entry alone.
    Design only(const Design &design, ElementId entry, double rate, ElementId trigger = {}) const
    {
        Edit edit(design);
        for (const auto &[id, element] : design.elements()) {
            if (!m_own.contains(id))
                continue;
            const PerSecond there(id == entry ? rate : 0);
            edit.set(id, &Function::rate, there);
            edit.set(id, &Service::rate, there);
        }
        if (trigger) {
            for (const Connection *connection : m_graph.outgoing(entry)) {
                if (connection->role == Role::Trigger)
                    edit.set(connection->id, &Connection::share,
                             connection->id == trigger ? 1.0 : 0.0);
            }
        }
        return edit.result().value_or(design);
    }

    Amounts amounts(const Design &design)
    {
        m_demand = demand(design, m_catalog);
        Amounts sums;
        const auto uses = monthUses(design, m_catalog, m_network, m_estimates, m_demand);
        for (const QList<Use> &own : uses) {
            for (const Use &use : own)
                sums[use.element][use.key] += use.amount;
        }
        return sums;
    }

    // Triggers among which the entry chooses; empty where it gives every event to all.
    QList<const Connection *> choices(ElementId entry) const
    {
        const auto *service = m_design.get<Service>(entry);
        const catalog::ServiceKind *kind = service ? catalog::kindOf(*service, m_catalog) : nullptr;
        if (!kind || !givesToOne(*kind))
            return {};
        QList<const Connection *> triggers;
        for (const Connection *connection : m_graph.outgoing(entry)) {
            if (connection->role == Role::Trigger)
                triggers.append(connection);
        }
        return triggers.size() > 1 ? triggers : QList<const Connection *>{};
    }

    void follow(ElementId entry, double rate, const Design &part)
    {
        const QList<const Connection *> triggers = choices(entry);
        if (triggers.isEmpty()) {
            walk(entry, {}, rate, only(part, entry, rate));
            return;
        }
        double stated = 0;
        double open = 0;
        for (const Connection *trigger : triggers) {
            stated += trigger->share.valueOr(0);
            open += trigger->share ? 0 : 1;
        }
        for (const Connection *trigger : triggers) {
            const double share = trigger->share ? *trigger->share
                                                : std::max(0.0, 1 - stated) / std::max(1.0, open);
            if (share > 0)
                walk(entry, trigger->to, rate * share,
                     only(part, entry, rate * share, trigger->id));
        }
    }

    // What the traffic of one path uses when it is alone.
    void walk(ElementId entry, ElementId via, double rate, const Design &alone)
    {
        PathCost path;
        path.entry = entry;
        path.via = via;
        path.perMonth = rate * secondsPerMonth;
        Amounts moved = amounts(alone);
        for (auto element = moved.begin(); element != moved.end(); ++element) {
            for (auto use = element->begin(); use != element->end(); ++use) {
                *use -= stillOf(element.key(), use.key());
                m_together[element.key()][use.key()] += *use;
            }
        }
        for (auto it = m_demand.cbegin(); it != m_demand.cend(); ++it) {
            if (it->rate && it->rate->value > 0 && m_unpriced.contains(it.key()))
                path.unpriced.append(it.key());
        }
        std::sort(path.unpriced.begin(), path.unpriced.end());
        m_paths.append(path);
        m_moved.append(moved);
    }

    void price(PathCost &path, const Amounts &moved) const
    {
        for (auto element = moved.cbegin(); element != moved.cend(); ++element) {
            double cost = 0;
            for (auto use = element->cbegin(); use != element->cend(); ++use)
                cost += *use * shareOfMonth(element.key(), use.key()) * unitPrice(use.key());
            if (cost > 0)
                path.parts.append({element.key(), UsDollars(cost / path.perMonth * million)});
        }
        std::stable_sort(path.parts.begin(), path.parts.end(),
                         [](const PathPart &a, const PathPart &b) {
                             return a.perMillion.value > b.perMillion.value;
                         });
        for (const PathPart &part : std::as_const(path.parts))
            path.perMillion += part.perMillion;
    }

    double stillOf(ElementId element, const QString &key) const
    {
        return m_still.value(element).value(key);
    }

    // What the month uses of what all paths would use if each were alone.
    double shareOfMonth(ElementId element, const QString &key) const
    {
        const double together = m_together.value(element).value(key);
        const double month = m_month.value(element).value(key) - stillOf(element, key);
        return together > 0 ? month / together : 0;
    }

    // Mean price of a unit in the month as it is; 0 where it has none.
    double unitPrice(const QString &key) const
    {
        const double total = m_totals.value(key);
        if (total <= 0)
            return 0;
        const auto cost = m_estimates.bill->cost({{}, key, total, {}});
        return cost ? cost->value / total : 0;
    }

    const Design &m_design;
    const catalog::Catalog &m_catalog;
    const network::Plan &m_network;
    const Estimates &m_estimates;
    Graph m_graph;
    QHash<ElementId, Rates> m_own;
    QSet<ElementId> m_unpriced;
    QHash<QString, double> m_totals;
    Amounts m_month; ///< what the month uses
    Amounts m_still; ///< what a month without traffic uses
    Amounts m_together; ///< what all paths use beside that, each alone
    QList<Amounts> m_moved; ///< the same of each path
    QHash<ElementId, Demand> m_demand;
    QList<PathCost> m_paths;
};

} // namespace

QList<PathCost> pathCosts(const Design &design, const catalog::Catalog &catalog,
                          const network::Plan &network, const Estimates &estimates,
                          const std::stop_token &stop)
{
    if (!estimates.bill || stop.stop_requested())
        return {};
    return Paths(design, catalog, network, estimates).run(stop);
}

} // namespace stratoplan::estimate
