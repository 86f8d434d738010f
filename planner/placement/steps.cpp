// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/placement/steps.h"

#include "planner/model/names.h"

#include <algorithm>

namespace stratoplan::placement {

using namespace Qt::StringLiterals;

namespace {

/// In this order, from the network to what is placed in it.
int rankOf(const Element &element)
{
    if (std::holds_alternative<Vpc>(element))
        return 0;
    if (std::holds_alternative<Zone>(element))
        return 1;
    if (std::holds_alternative<Subnet>(element))
        return 2;
    if (std::holds_alternative<Gateway>(element))
        return 3;
    if (std::holds_alternative<RouteTable>(element))
        return 4;
    if (std::holds_alternative<Endpoint>(element))
        return 5;
    if (std::holds_alternative<SecurityGroup>(element))
        return 6;
    return std::holds_alternative<Service>(element) ? 7 : 8;
}

/// Words for what the parts of the changed design are.
class Teller
{
public:
    explicit Teller(const Design &after)
        : m_after(after)
        , m_names(after)
    {
    }

    Text added(const Element &element) const
    {
        return std::visit([this](const auto &part) { return newOne(part); }, element);
    }

    Text changed(const Element &was, const Element &is) const
    {
        return std::visit(
            [this, &was](const auto &part) {
                return changedOne(std::get<std::decay_t<decltype(part)>>(was), part);
            },
            is);
    }

private:
    Args named(const Common &part) const { return {{u"name"_s, m_names.shown(part.id)}}; }

    QStringList zonesOf(const QList<ElementId> &subnets) const
    {
        QStringList zones;
        for (const ElementId id : subnets) {
            const QString zone = zoneName(id, m_after);
            if (!zone.isEmpty() && !zones.contains(zone))
                zones.append(zone);
        }
        return zones;
    }

    /// "0.0.0.0/0 to NatGatewayA"
    QStringList routesOf(const QList<Route> &routes) const
    {
        QStringList words;
        for (const Route &route : routes) {
            const QString target = route.target ? m_names.shown(route.target) : route.expression;
            words.append(
                toString({STRATOPLAN_TEXT("Placement", "{destination} to {target}"),
                          {{u"destination"_s, route.destination}, {u"target"_s, target}}}));
        }
        return words;
    }

    Text newOne(const Vpc &vpc) const
    {
        Args args = named(vpc);
        QStringList blocks;
        for (const Field<QString> &block : vpc.cidrs)
            blocks.append(block.valueOr(block.expression));
        args.insert(u"blocks"_s, blocks);
        return {STRATOPLAN_TEXT("Placement", "VPC {name}: {blocks}"), args};
    }
    Text newOne(const Zone &zone) const
    {
        return {STRATOPLAN_TEXT("Placement", "Zone {zone}"),
                {{u"zone"_s, zone.zone.valueOr(zone.zone.expression)}}};
    }
    Text newOne(const Subnet &subnet) const
    {
        Args args = named(subnet);
        args.insert(u"block"_s, subnet.cidr.valueOr(subnet.cidr.expression));
        args.insert(u"zone"_s, zoneName(subnet.id, m_after));
        return decision::routesOf(subnet, m_after).internetGateway
            ? Text{STRATOPLAN_TEXT("Placement", "Public subnet {name}: {block}, {zone}"), args}
            : Text{STRATOPLAN_TEXT("Placement", "Private subnet {name}: {block}, {zone}"), args};
    }
    Text newOne(const RouteTable &table) const
    {
        Args args = named(table);
        args.insert(u"routes"_s, routesOf(table.routes));
        return table.routes.isEmpty()
            ? Text{STRATOPLAN_TEXT("Placement", "Route table {name}, with no way out"), args}
            : Text{STRATOPLAN_TEXT("Placement", "Route table {name}: {routes}"), args};
    }
    Text newOne(const Gateway &gateway) const
    {
        Args args = named(gateway);
        args.insert(u"zone"_s, zoneName(gateway.subnet, m_after));
        switch (gateway.kind) {
        case GatewayKind::Nat:
            return {STRATOPLAN_TEXT("Placement",
                                    "NAT gateway {name} in {zone}, with an Elastic IP address"),
                    args};
        case GatewayKind::RegionalNat:
            return {STRATOPLAN_TEXT("Placement", "Regional NAT gateway {name}"), args};
        case GatewayKind::EgressOnly:
            return {STRATOPLAN_TEXT("Placement", "Egress-only internet gateway {name}"), args};
        default:
            return {STRATOPLAN_TEXT("Placement", "Internet gateway {name}"), args};
        }
    }
    Text newOne(const Endpoint &endpoint) const
    {
        Args args = named(endpoint);
        args.insert(u"service"_s, endpoint.service);
        args.insert(u"zones"_s, zonesOf(endpoint.subnets));
        return endpoint.kind == EndpointKind::Gateway
            ? Text{STRATOPLAN_TEXT("Placement", "Gateway endpoint {name} for {service}"), args}
            : Text{
                STRATOPLAN_TEXT("Placement", "Interface endpoint {name} for {service} in {zones}"),
                args};
    }
    Text newOne(const SecurityGroup &group) const
    {
        Args args = named(group);
        args.insert(u"ports"_s, portsOf(group.rules));
        return {STRATOPLAN_TEXT("Placement", "Security group {name}: {ports}"), args};
    }
    template <class T>
    Text newOne(const T &other) const
    {
        return {STRATOPLAN_TEXT("Placement", "{name}"), named(other)};
    }

    QStringList portsOf(const QList<SecurityRule> &rules) const
    {
        QStringList words;
        for (const SecurityRule &rule : rules) {
            const QString peer = rule.group ? m_names.shown(rule.group) : rule.cidr;
            words.append(toString(rule.ingress
                                      ? Text{STRATOPLAN_TEXT("Placement", "{port} from {peer}"),
                                             {{u"port"_s, rule.fromPort}, {u"peer"_s, peer}}}
                                      : Text{STRATOPLAN_TEXT("Placement", "{port} to {peer}"),
                                             {{u"port"_s, rule.fromPort}, {u"peer"_s, peer}}}));
        }
        return words;
    }

    Text changedOne(const Vpc &, const Vpc &vpc) const
    {
        return {STRATOPLAN_TEXT("Placement", "IPv6 block for {name}"), named(vpc)};
    }
    Text changedOne(const Subnet &was, const Subnet &subnet) const
    {
        Args args = named(subnet);
        args.insert(u"table"_s, m_names.shown(subnet.routeTable));
        if (was.ipv6Cidr == subnet.ipv6Cidr)
            return {STRATOPLAN_TEXT("Placement", "{name} uses the route table {table}"), args};
        if (was.routeTable == subnet.routeTable)
            return {STRATOPLAN_TEXT("Placement", "IPv6 block for {name}"), args};
        return {STRATOPLAN_TEXT("Placement",
                                "IPv6 block for {name}, which uses the route table {table}"),
                args};
    }
    Text changedOne(const RouteTable &was, const RouteTable &table) const
    {
        Args args = named(table);
        QList<Route> more = table.routes;
        more.removeIf([&was](const Route &route) { return was.routes.contains(route); });
        QStringList gone;
        for (const Route &route : was.routes) {
            const bool isThere
                = std::any_of(table.routes.cbegin(), table.routes.cend(), [&](const Route &other) {
                      return other.destination == route.destination;
                  });
            if (!isThere)
                gone.append(route.destination);
        }
        args.insert(u"routes"_s, routesOf(more));
        args.insert(u"gone"_s, gone);
        if (gone.isEmpty())
            return {STRATOPLAN_TEXT("Placement", "Routes of {name}: {routes}"), args};
        if (more.isEmpty())
            return {STRATOPLAN_TEXT("Placement", "Routes of {name}: no more {gone}"), args};
        return {STRATOPLAN_TEXT("Placement", "Routes of {name}: {routes}, no more {gone}"), args};
    }
    Text changedOne(const Endpoint &was, const Endpoint &endpoint) const
    {
        Args args = named(endpoint);
        QList<ElementId> more = endpoint.subnets;
        more.removeIf([&was](ElementId id) { return was.subnets.contains(id); });
        if (!more.isEmpty()) {
            args.insert(u"zones"_s, zonesOf(more));
            return {STRATOPLAN_TEXT("Placement", "{name} in {zones} as well"), args};
        }
        QStringList tables;
        for (const ElementId id : endpoint.routeTables) {
            if (!was.routeTables.contains(id))
                tables.append(m_names.shown(id));
        }
        args.insert(u"tables"_s, tables);
        return tables.isEmpty()
            ? Text{STRATOPLAN_TEXT("Placement", "Security group of {name}"), args}
            : Text{STRATOPLAN_TEXT("Placement", "{name} serves {tables} as well"), args};
    }
    Text changedOne(const SecurityGroup &was, const SecurityGroup &group) const
    {
        Args args = named(group);
        QList<SecurityRule> more = group.rules;
        more.removeIf([&was](const SecurityRule &rule) { return was.rules.contains(rule); });
        args.insert(u"ports"_s, portsOf(more));
        return {STRATOPLAN_TEXT("Placement", "{name} lets through {ports}"), args};
    }
    Text changedOne(const Service &was, const Service &service) const
    {
        Args args = named(service);
        if (was.subnets == service.subnets) {
            args.insert(u"groups"_s, m_names.shown(service.securityGroups));
            return {STRATOPLAN_TEXT("Placement", "{name} gets the security group {groups}"), args};
        }
        args.insert(u"subnets"_s, m_names.shown(service.subnets));
        return {STRATOPLAN_TEXT("Placement", "Place {name} in {subnets}"), args};
    }
    Text changedOne(const Function &was, const Function &function) const
    {
        Args args = named(function);
        if (!standsInVpc(function)) {
            args.insert(u"subnets"_s, m_names.shown(was.subnets));
            return was.subnets.isEmpty()
                ? Text{STRATOPLAN_TEXT("Placement", "Take {name} out of its VPC"), args}
                : Text{STRATOPLAN_TEXT("Placement", "Take {name} out of {subnets}"), args};
        }
        if (was.subnets != function.subnets) {
            args.insert(u"subnets"_s, m_names.shown(function.subnets));
            return {STRATOPLAN_TEXT("Placement", "Place {name} in {subnets}"), args};
        }
        if (was.ipv6DualStack != function.ipv6DualStack)
            return {STRATOPLAN_TEXT("Placement", "Allow {name} IPv6"), args};
        args.insert(u"groups"_s, m_names.shown(function.securityGroups));
        return {STRATOPLAN_TEXT("Placement", "{name} gets the security group {groups}"), args};
    }
    template <class T>
    Text changedOne(const T &, const T &other) const
    {
        return {STRATOPLAN_TEXT("Placement", "{name}"), named(other)};
    }

    const Design &m_after;
    Names m_names;
};

std::optional<estimate::Estimates> bill(const Design &design, const catalog::Catalog &catalog)
{
    const auto demand = estimate::demand(design, catalog);
    network::Options network;
    network.model
        = network::modelFromId(design.settings().networkModel).value_or(network::Model::Hyperplane);
    const network::Plan plan
        = network::plan(design, catalog, estimate::networkLoads(design, demand), network);
    // One size is enough for the bill.
    Expected<estimate::Estimates> made = estimate::estimate(
        design, catalog, plan, {.priceBook = {}, .memory = {MiB{128}}, .stop = {}});
    return made ? std::optional(*std::move(made)) : std::nullopt;
}

std::optional<UsDollars> costOf(const std::optional<estimate::Estimates> &bill, ElementId element)
{
    const estimate::Component *component = bill ? bill->component(element) : nullptr;
    return component ? component->perMonth : std::nullopt;
}

} // namespace

void account(Placement &placement, const Design &before, const Design &after,
             const catalog::Catalog &catalog)
{
    const Teller teller(after);
    const auto was = bill(before, catalog);
    const auto is = bill(after, catalog);
    if (was)
        placement.costBefore = was->totalPerMonth;
    if (is)
        placement.costAfter = is->totalPerMonth;
    for (const ElementChange &one : placement.change.elements) {
        if (!one.after)
            continue;
        Step step;
        step.deed = one.before ? Deed::Change : Deed::Add;
        step.element = one.id;
        step.text = one.before ? teller.changed(*one.before, *one.after) : teller.added(*one.after);
        const bool isPaid = std::holds_alternative<Gateway>(*one.after)
            || std::holds_alternative<Endpoint>(*one.after);
        if (isPaid) {
            const UsDollars old = costOf(was, one.id).value_or(UsDollars{0});
            const std::optional<UsDollars> now = costOf(is, one.id);
            if (now && *now != old)
                step.perMonth = *now - old;
            for (const estimate::Unpriced &unpriced :
                 is ? is->unpriced : QList<estimate::Unpriced>()) {
                if (unpriced.element == one.id && !one.before)
                    step.unpriced.append(unpriced.reason);
            }
        }
        placement.steps.append(step);
    }
    std::stable_sort(placement.steps.begin(), placement.steps.end(),
                     [&after](const Step &a, const Step &b) {
                         return rankOf(*after.find(a.element)) < rankOf(*after.find(b.element));
                     });
}

} // namespace stratoplan::placement
