// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/review/network_building.h"

#include "planner/decision/routes.h"
#include "planner/review/settings_of.h"

namespace stratoplan::review {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1String anywhere("0.0.0.0/0");

ElementId zonalNat(ElementId zone, const Design &design)
{
    for (const Gateway *gateway : design.all<Gateway>()) {
        const auto *home = design.get<Subnet>(gateway->subnet);
        if (gateway->kind == GatewayKind::Nat && home && home->zone == zone)
            return gateway->id;
    }
    return {};
}

const Subnet *publicSubnet(ElementId vpc, ElementId zone, const Design &design)
{
    for (const Subnet *subnet : design.all<Subnet>()) {
        if (subnet->vpc == vpc && (!zone || subnet->zone == zone)
            && decision::routesOf(*subnet, design).internetGateway)
            return subnet;
    }
    return nullptr;
}

// The route table of public subnets, which may have to be made with its gateway.
ElementId publicRouteTable(Edit &edit, ElementId vpc, const Design &design)
{
    if (const Subnet *other = publicSubnet(vpc, {}, design)) {
        const ElementId table = decision::routesOf(*other, design).routeTable;
        if (table)
            return table;
    }
    ElementId internet;
    for (const Gateway *gateway : design.all<Gateway>()) {
        if (gateway->kind == GatewayKind::Internet && gateway->vpc == vpc)
            internet = gateway->id;
    }
    if (!internet) {
        Gateway gateway;
        gateway.name = edit.freeName(QStringLiteral("InternetGateway"));
        gateway.kind = GatewayKind::Internet;
        gateway.vpc = vpc;
        internet = edit.add(gateway);
    }
    RouteTable table;
    table.name = edit.freeName(QStringLiteral("PublicRouteTable"));
    table.vpc = vpc;
    table.routes.append({anywhere, internet, {}});
    return edit.add(table);
}

ElementId natIn(Edit &edit, const Subnet &subnet, int publicPrefix, const Design &design)
{
    if (const ElementId nat = zonalNat(subnet.zone, design))
        return nat;
    ElementId home;
    if (const Subnet *present = publicSubnet(subnet.vpc, subnet.zone, design)) {
        home = present->id;
    } else {
        const auto block = freeBlock(design, subnet.vpc, publicPrefix);
        if (!block)
            return {};
        Subnet made;
        made.name = edit.freeName(QStringLiteral("PublicSubnet"));
        made.vpc = subnet.vpc;
        made.zone = subnet.zone;
        made.cidr = block->toString();
        made.routeTable = publicRouteTable(edit, subnet.vpc, design);
        home = edit.add(made);
    }
    Gateway nat;
    nat.name = edit.freeName(QStringLiteral("NatGateway"));
    nat.kind = GatewayKind::Nat;
    nat.vpc = subnet.vpc;
    nat.subnet = home;
    return edit.add(nat);
}

void setDefaultRoute(RouteTable &table, ElementId target)
{
    for (Route &route : table.routes) {
        if (route.destination == anywhere) {
            route = {anywhere, target, {}};
            return;
        }
    }
    table.routes.append({anywhere, target, {}});
}

// Every subnet that the table serves lies in the zone.
bool servesOneZone(ElementId table, ElementId zone, const Design &design)
{
    const QList<const Subnet *> subnets = design.all<Subnet>();
    return std::all_of(subnets.cbegin(), subnets.cend(), [&](const Subnet *subnet) {
        return subnet->zone == zone || decision::routesOf(*subnet, design).routeTable != table;
    });
}

void routeTo(Edit &edit, const Subnet &subnet, ElementId table, ElementId nat, const Design &design)
{
    const auto *present = design.get<RouteTable>(table);
    RouteTable own = present ? *present : RouteTable{};
    setDefaultRoute(own, nat);
    if (present && servesOneZone(table, subnet.zone, design)) {
        edit.replace(table, own);
        return;
    }
    own.name = edit.freeName(QStringLiteral("PrivateRouteTable"));
    own.label.clear();
    own.position.reset();
    own.cfnType.clear();
    own.unknownKeys.clear();
    own.vpc = subnet.vpc;
    own.main = false;
    const ElementId made = edit.add(own);
    edit.set(subnet.id, &Subnet::routeTable, made);
    // What went by a gateway endpoint goes on doing so.
    for (const Endpoint *endpoint : design.all<Endpoint>()) {
        if (table && endpoint->routeTables.contains(table)) {
            QList<ElementId> tables = endpoint->routeTables;
            tables.append(made);
            edit.set(endpoint->id, &Endpoint::routeTables, tables);
        }
    }
}

bool routeThroughOwnNat(Edit &edit, ElementId id, int publicPrefix)
{
    const Expected<Design> design = edit.result();
    if (!design)
        return false;
    const auto *subnet = design->get<Subnet>(id);
    const Vpc *vpc = subnet ? design->get<Vpc>(subnet->vpc) : nullptr;
    if (!vpc || vpc->outside || subnet->outside || subnet->several || !subnet->zone)
        return false;
    const decision::SubnetRoutes routes = decision::routesOf(*subnet, *design);
    if (!routes.known || routes.internetGateway || routes.otherDefault)
        return false;
    if (const auto *nat = design->get<Gateway>(routes.nat)) {
        const auto *home = design->get<Subnet>(nat->subnet);
        if (nat->kind == GatewayKind::RegionalNat || (home && home->zone == subnet->zone))
            return true;
    }
    const ElementId nat = natIn(edit, *subnet, publicPrefix, *design);
    if (!nat)
        return false;
    routeTo(edit, *subnet, routes.routeTable, nat, *design);
    return true;
}

} // namespace

std::optional<network::Cidr> freeBlock(const Design &design, ElementId vpc, int prefix,
                                       ElementId besides)
{
    const auto *network = design.get<Vpc>(vpc);
    if (!network || network->outside)
        return std::nullopt;
    QList<network::Cidr> taken;
    for (const Subnet *subnet : design.all<Subnet>()) {
        if (subnet->vpc != vpc || subnet->id == besides)
            continue;
        const auto parsed = subnet->cidr ? network::parseCidr(*subnet->cidr) : std::nullopt;
        if (!parsed)
            return std::nullopt;
        taken.append(parsed->cidr);
    }
    for (const Field<QString> &field : network->cidrs) {
        const auto whole = field ? network::parseCidr(*field) : std::nullopt;
        if (!whole || whole->cidr.prefix > prefix)
            continue;
        for (quint64 base = whole->cidr.base; base <= whole->cidr.last();) {
            const network::Cidr block{static_cast<quint32>(base), prefix};
            const auto hit
                = std::find_if(taken.cbegin(), taken.cend(),
                               [&](const network::Cidr &other) { return other.overlaps(block); });
            if (hit == taken.cend())
                return block;
            // On to the first aligned block behind the one in the way.
            const quint64 next = std::max<quint64>(quint64{hit->last()} + 1, base + block.size());
            base = (next + block.size() - 1) / block.size() * block.size();
        }
    }
    return std::nullopt;
}

ElementId otherZone(Edit &edit, const Subnet &subnet, const Facts &facts)
{
    const QString present = zoneName(subnet.id, facts.design);
    for (const Zone *zone : facts.design.all<Zone>()) {
        if (zone->vpc == subnet.vpc && zone->zone.valueOr(zone->name) != present
            && zone->id != subnet.zone)
            return zone->id;
    }
    const QString region = facts.design.settings().region;
    const catalog::Region *known = facts.catalog.region(region);
    if (!known || known->zones.value_or(1) < 2 || !present.startsWith(region)
        || present.size() != region.size() + 1)
        return {};
    Zone made;
    made.zone = region + (present.back() == u'a' ? u'b' : u'a');
    made.name = edit.freeName(*made.zone);
    made.vpc = subnet.vpc;
    return edit.add(made);
}

bool routeThroughOwnNat(Edit &edit, const QList<ElementId> &subnets, const Facts &facts)
{
    const std::optional<double> longest = quotaOf(facts, "vpc.subnet.prefix.longest");
    return longest && std::all_of(subnets.cbegin(), subnets.cend(), [&](ElementId subnet) {
               return routeThroughOwnNat(edit, subnet, static_cast<int>(*longest));
           });
}

} // namespace stratoplan::review
