// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/decision/routes.h"

namespace stratoplan::decision {

namespace {

const RouteTable *mainTableOf(ElementId vpc, const Design &design)
{
    const QList<const RouteTable *> tables = design.all<RouteTable>();
    for (const RouteTable *table : tables) {
        if (table->main && table->vpc == vpc)
            return table;
    }
    return nullptr;
}

void follow(const Route &route, const Design &design, SubnetRoutes &routes)
{
    const bool ipv6 = route.destination == QLatin1String("::/0");
    if (!ipv6 && route.destination != QLatin1String("0.0.0.0/0"))
        return;
    const Gateway *gateway = design.get<Gateway>(route.target);
    if (!gateway) {
        // A route without any target (its gateway is gone) leads nowhere.
        const bool leadsOn = route.target
            || (!route.expression.isEmpty() && route.expression != QLatin1String("local"));
        if (!ipv6 && leadsOn)
            routes.otherDefault = true;
        return;
    }
    switch (gateway->kind) {
    case GatewayKind::Internet:
        if (!ipv6 && !routes.internetGateway)
            routes.internetGateway = gateway->id;
        break;
    case GatewayKind::Nat:
    case GatewayKind::RegionalNat:
        if (!ipv6 && !routes.nat)
            routes.nat = gateway->id;
        break;
    case GatewayKind::EgressOnly:
        if (ipv6 && !routes.egressOnly)
            routes.egressOnly = gateway->id;
        break;
    case GatewayKind::Private:
    case GatewayKind::Transit:
    case GatewayKind::Peering:
        if (!ipv6)
            routes.otherDefault = true;
        break;
    }
}

} // namespace

SubnetRoutes routesOf(const Subnet &subnet, const Design &design)
{
    SubnetRoutes routes;
    routes.subnet = subnet.id;
    const RouteTable *table = design.get<RouteTable>(subnet.routeTable);
    if (!table)
        table = mainTableOf(subnet.vpc, design);
    if (!table) {
        const Vpc *vpc = design.get<Vpc>(subnet.vpc);
        routes.known = !subnet.outside && vpc && !vpc->outside;
        return routes;
    }
    routes.known = true;
    routes.routeTable = table->id;
    for (const Route &route : table->routes)
        follow(route, design, routes);
    return routes;
}

} // namespace stratoplan::decision
