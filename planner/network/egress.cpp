// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/network/egress.h"

#include "planner/catalog/behaviour.h"
#include "planner/network/limits.h"
#include "planner/network/spread.h"

#include <algorithm>
#include <map>

namespace stratoplan::network {

namespace {

/// All connections of one function at peak; nothing = not known.
std::optional<double> connectionsOf(const Function &function, const Plan &plan)
{
    const Load load = plan.loads.value(function.id);
    if (!load.peakConcurrency)
        return std::nullopt;
    return *load.peakConcurrency * load.connectionsPerEnvironment * plan.growth;
}

/// The most that can be: without a known load, no more environments than account and reservation
/// allow.
std::optional<double> mostConnectionsOf(const Function &function, const Plan &plan,
                                        const Limits &limits)
{
    Load load = plan.loads.value(function.id);
    if (!load.peakConcurrency)
        load.peakConcurrency = limits.concurrency;
    if (function.reservedConcurrency && !plan.loads.value(function.id).peakConcurrency)
        load.peakConcurrency
            = std::min(load.peakConcurrency.value_or(*function.reservedConcurrency),
                       double(*function.reservedConcurrency));
    if (!load.peakConcurrency)
        return std::nullopt;
    return *load.peakConcurrency * load.connectionsPerEnvironment * plan.growth;
}

struct Passing
{
    double connections = 0;
    bool known = true;
    double most = 0;
    bool bounded = true;
    QList<ElementId> functions;
};

} // namespace

const Endpoint *endpointFor(const decision::Contact &contact, const Subnet &subnet,
                            const decision::SubnetRoutes &routes, const Design &design,
                            const catalog::Catalog &catalog)
{
    const QString service = decision::endpointServiceOf(contact.other, design, catalog);
    if (service.isEmpty())
        return nullptr;
    const QList<const Endpoint *> endpoints = design.all<Endpoint>();
    const auto at
        = std::find_if(endpoints.cbegin(), endpoints.cend(), [&](const Endpoint *endpoint) {
              return endpoint->vpc == subnet.vpc && endpoint->service == service
                  && (endpoint->kind == EndpointKind::Interface
                      || (routes.routeTable && endpoint->routeTables.contains(routes.routeTable)));
          });
    return at == endpoints.cend() ? nullptr : *at;
}

QList<NatLoad> natLoads(const decision::Surroundings &surroundings, const Plan &plan,
                        const QSet<ElementId> &lostZones)
{
    const Design &design = surroundings.design;
    const Limits limits = limitsOf(design, surroundings.catalog);
    std::map<ElementId, std::map<ElementId, Passing>> byNat;
    const QList<const Function *> functions = design.all<Function>();
    for (const Function *function : functions) {
        if (function->subnets.isEmpty())
            continue;
        const decision::Contacts contacts = decision::contactsOf(*function, surroundings);
        const std::optional<double> all = connectionsOf(*function, plan);
        const std::optional<double> most = mostConnectionsOf(*function, plan, limits);
        for (qsizetype i = 0; i < contacts.subnets.size(); ++i) {
            const Subnet &subnet = *contacts.subnets.at(i);
            const decision::SubnetRoutes &routes = contacts.routes.at(i);
            const auto *nat = design.get<Gateway>(routes.nat);
            if (!nat || nat->kind != GatewayKind::Nat || lostZones.contains(placeOf(subnet)))
                continue;
            const std::optional<double> part = partIn(*function, subnet.id, lostZones, design);
            QSet<ElementId> counted;
            for (const decision::Contact &contact : contacts.outside) {
                if (counted.contains(contact.other)
                    || endpointFor(contact, subnet, routes, design, surroundings.catalog))
                    continue;
                counted.insert(contact.other);
                Passing &passing = byNat[nat->id][contact.other];
                passing.known = passing.known && all && part;
                passing.connections += all.value_or(0) * part.value_or(0);
                passing.bounded = passing.bounded && most;
                passing.most += most.value_or(0) * part.value_or(1);
                if (!passing.functions.contains(function->id))
                    passing.functions.append(function->id);
            }
        }
    }
    QList<NatLoad> loads;
    for (const auto &[nat, destinations] : byNat) {
        // The busiest; of equals one that is not known, since it may be busier.
        const auto busiest = std::max_element(
            destinations.begin(), destinations.end(), [](const auto &a, const auto &b) {
                return a.second.connections == b.second.connections
                    ? a.second.known && !b.second.known
                    : a.second.connections < b.second.connections;
            });
        bool known = true;
        std::optional<double> bound = 0.0;
        for (const auto &[destination, passing] : destinations) {
            known = known && passing.known;
            if (bound && passing.bounded)
                bound = std::max(*bound, passing.most);
            else
                bound.reset();
        }
        const Passing &most = busiest->second;
        loads.append({nat, busiest->first,
                      known ? std::optional<double>(most.connections) : std::nullopt, bound,
                      most.functions});
    }
    return loads;
}

} // namespace stratoplan::network
