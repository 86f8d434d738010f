// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/layout/layout.h"

#include <algorithm>

namespace stratoplan::layout {

namespace {

ElementId vpcOfGroups(const QList<ElementId> &groups, const Design &design)
{
    for (ElementId id : groups) {
        if (const auto *group = design.get<SecurityGroup>(id); group && group->vpc)
            return group->vpc;
    }
    return {};
}

ElementId onlyVpc(const Design &design)
{
    const QList<const Vpc *> all = design.all<Vpc>();
    return all.size() == 1 ? all.first()->id : ElementId();
}

Placement placed(const QList<ElementId> &subnets, ElementId otherwise, const Design &design)
{
    Placement placement;
    for (ElementId id : subnets) {
        const auto *subnet = design.get<Subnet>(id);
        if (!subnet)
            continue;
        if (!placement.vpc)
            placement.vpc = subnet->vpc;
        if (subnet->vpc == placement.vpc && !placement.subnets.contains(id))
            placement.subnets.append(id);
    }
    std::sort(placement.subnets.begin(), placement.subnets.end());
    if (!placement.vpc)
        placement.vpc = otherwise;
    return placement;
}

// Of what stands on a border: the VPC it names, else that of its subnets, else the only one.
Placement onBorder(ElementId vpc, const QList<ElementId> &subnets, const Design &design)
{
    Placement placement = placed(subnets, onlyVpc(design), design);
    if (vpc)
        placement.vpc = vpc;
    return placement;
}

bool isEverywhere(const QString &destination)
{
    return destination == QLatin1String("0.0.0.0/0") || destination == QLatin1String("::/0");
}

} // namespace

Placement placementOf(const Element &element, const Design &design)
{
    if (const auto *function = std::get_if<Function>(&element)) {
        ElementId otherwise;
        if (function->inVpc) {
            otherwise = vpcOfGroups(function->securityGroups, design);
            if (!otherwise)
                otherwise = onlyVpc(design);
        }
        return placed(function->subnets, otherwise, design);
    }
    if (const auto *service = std::get_if<Service>(&element))
        return placed(service->subnets, vpcOfGroups(service->securityGroups, design), design);
    if (const auto *gateway = std::get_if<Gateway>(&element)) {
        const QList<ElementId> subnets
            = gateway->subnet ? QList{gateway->subnet} : QList<ElementId>();
        return onBorder(gateway->vpc, subnets, design);
    }
    if (const auto *endpoint = std::get_if<Endpoint>(&element))
        return onBorder(endpoint->vpc, endpoint->subnets, design);
    return {};
}

bool isPublic(const Subnet &subnet, const Design &design)
{
    if (subnet.isPublic)
        return *subnet.isPublic;
    const RouteTable *table = design.get<RouteTable>(subnet.routeTable);
    if (!table) {
        for (const RouteTable *candidate : design.all<RouteTable>()) {
            if (candidate->main && candidate->vpc == subnet.vpc)
                table = candidate;
        }
    }
    if (!table)
        return false;
    return std::any_of(table->routes.begin(), table->routes.end(), [&design](const Route &route) {
        const auto *gateway = design.get<Gateway>(route.target);
        return isEverywhere(route.destination) && gateway && gateway->kind == GatewayKind::Internet;
    });
}

} // namespace stratoplan::layout
