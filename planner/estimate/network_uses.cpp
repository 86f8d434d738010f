// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/network_uses.h"

#include "planner/model/names.h"

#include <QSet>

#include <algorithm>

namespace stratoplan::estimate {

namespace {

Use use(ElementId id, const QString &key, double amount, Text text)
{
    return {id, key, amount, std::move(text)};
}

// What another stack has made is paid there, whoever sends data through it.
template <class T>
bool isPaidElsewhere(const T &part, const Design &design)
{
    const Vpc *vpc = design.get<Vpc>(part.vpc);
    return vpc && vpc->outside && part.cfnType.isEmpty();
}

void appendPaidElsewhere(ServiceUses &found, ElementId id)
{
    found.unpriced.append(
        {id,
         {STRATOPLAN_TEXT("Estimate",
                          "It belongs to a network elsewhere, where its hours are billed."),
          {}}});
}

// A zonal gateway stands in one zone; a regional one is billed for each zone in which it is active.
double zonesOf(const Gateway &gateway, const Design &design)
{
    if (gateway.kind == GatewayKind::Nat)
        return 1;
    QSet<ElementId> zones;
    for (const Subnet *subnet : design.all<Subnet>()) {
        if (subnet->vpc == gateway.vpc && subnet->zone)
            zones.insert(subnet->zone);
    }
    return static_cast<double>(zones.size());
}

// The share of a zonal gateway's data that comes from other zones than its own: even over the zones
// that it serves, those with functions where there are any. Nothing where its own is not known.
std::optional<double> shareOfOtherZones(const Gateway &gateway, const Design &design,
                                        const network::Plan &network)
{
    const auto *home = design.get<Subnet>(gateway.subnet);
    if (gateway.kind != GatewayKind::Nat || !home || !home->zone)
        return std::nullopt;
    QSet<ElementId> used;
    for (const Function *function : design.all<Function>())
        used.unite(QSet<ElementId>(function->subnets.begin(), function->subnets.end()));
    QSet<ElementId> served;
    QSet<ElementId> servedFunctions;
    for (const auto &routes : network.routes) {
        const auto *subnet = design.get<Subnet>(routes.subnet);
        if (routes.nat != gateway.id || !subnet || !subnet->zone)
            continue;
        served.insert(subnet->zone);
        if (used.contains(subnet->id))
            servedFunctions.insert(subnet->zone);
    }
    const QSet<ElementId> &zones = servedFunctions.isEmpty() ? served : servedFunctions;
    if (zones.isEmpty())
        return 0;
    const double own = zones.contains(home->zone) ? 1 : 0;
    const auto all = static_cast<double>(zones.size());
    return (all - own) / all;
}

void appendGateway(ServiceUses &found, const Gateway &gateway, const Design &design,
                   const network::Plan &network)
{
    if (gateway.kind != GatewayKind::Nat && gateway.kind != GatewayKind::RegionalNat)
        return;
    const double zones = zonesOf(gateway, design);
    if (isPaidElsewhere(gateway, design)) {
        appendPaidElsewhere(found, gateway.id);
    } else if (zones > 0) {
        found.uses.append(use(gateway.id, QStringLiteral("nat.hour"), zones * hoursPerMonth,
                              {STRATOPLAN_TEXT("Estimate", "Hours"), {}}));
        found.uses.append(use(gateway.id, QStringLiteral("ipv4.hour"), zones * hoursPerMonth,
                              {STRATOPLAN_TEXT("Estimate", "Public IPv4 address"), {}}));
    } else {
        found.unpriced.append(
            {gateway.id,
             {STRATOPLAN_TEXT("Estimate", "The zones it is active in are not known."), {}}});
    }
    if (gateway.gbMonth)
        found.uses.append(use(gateway.id, QStringLiteral("nat.gb"), *gateway.gbMonth,
                              {STRATOPLAN_TEXT("Estimate", "Data"), {}}));
    else
        found.unpriced.append(
            {gateway.id,
             {STRATOPLAN_TEXT("Estimate", "Data through it a month is not stated."), {}}});
    const double crossing = shareOfOtherZones(gateway, design, network).value_or(0);
    if (crossing > 0 && gateway.gbMonth) {
        // Paid where it leaves a zone and where it arrives.
        found.uses.append(use(gateway.id, QStringLiteral("transfer.zone.gb"),
                              2 * crossing * *gateway.gbMonth,
                              {STRATOPLAN_TEXT("Estimate", "Data across zones"), {}}));
        found.assumptions.append(
            {STRATOPLAN_TEXT("Estimate",
                             "{percent} % of the data through {gateway} comes from other zones: as "
                             "much from each zone that it serves."),
             {{QStringLiteral("percent"), crossing * 100},
              {QStringLiteral("gateway"), Names(design).shown(gateway.id)}}});
    }
}

void appendEndpoint(ServiceUses &found, const Endpoint &endpoint, const Design &design)
{
    if (endpoint.kind == EndpointKind::Gateway) {
        found.uses.append(use(endpoint.id, QStringLiteral("gateway-endpoint.hour"), hoursPerMonth,
                              {STRATOPLAN_TEXT("Estimate", "Hours"), {}}));
        return;
    }
    if (isPaidElsewhere(endpoint, design))
        appendPaidElsewhere(found, endpoint.id);
    else if (endpoint.subnets.isEmpty())
        found.unpriced.append(
            {endpoint.id,
             {STRATOPLAN_TEXT("Estimate", "The zones it stands in are not known."), {}}});
    else
        found.uses.append(use(endpoint.id, QStringLiteral("endpoint.az-hour"),
                              static_cast<double>(endpoint.subnets.size()) * hoursPerMonth,
                              {STRATOPLAN_TEXT("Estimate", "Hours"), {}}));
    if (endpoint.gbMonth)
        found.uses.append(use(endpoint.id, QStringLiteral("endpoint.gb"), *endpoint.gbMonth,
                              {STRATOPLAN_TEXT("Estimate", "Data"), {}}));
    else
        found.unpriced.append(
            {endpoint.id,
             {STRATOPLAN_TEXT("Estimate", "Data through it a month is not stated."), {}}});
}

} // namespace

void appendNetworkUses(ServiceUses &found, const Design &design, const network::Plan &network)
{
    for (const Gateway *gateway : design.all<Gateway>())
        appendGateway(found, *gateway, design, network);
    for (const Endpoint *endpoint : design.all<Endpoint>())
        appendEndpoint(found, *endpoint, design);
}

} // namespace stratoplan::estimate
