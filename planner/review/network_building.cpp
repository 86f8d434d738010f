// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/review/network_building.h"

#include "planner/decision/routes.h"
#include "planner/network/spread.h"
#include "planner/review/egress.h"
#include "planner/review/settings_of.h"

namespace stratoplan::review {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1String anywhere("0.0.0.0/0");
// 59 usable addresses: enough for what CAP-018 wants of a subnet with functions.
constexpr int functionPrefix = 26;

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

// A public subnet of the zone, which may have to be made.
ElementId publicHome(Edit &edit, ElementId vpc, ElementId zone, int prefix, const Design &design)
{
    if (const Subnet *present = publicSubnet(vpc, zone, design))
        return present->id;
    const auto block = freeBlock(design, vpc, prefix);
    if (!block)
        return {};
    Subnet made;
    made.name = edit.freeName(QStringLiteral("PublicSubnet"));
    made.vpc = vpc;
    made.zone = zone;
    made.cidr = block->toString();
    made.routeTable = publicRouteTable(edit, vpc, design);
    return edit.add(made);
}

ElementId natIn(Edit &edit, const Subnet &subnet, int publicPrefix, const Design &design)
{
    if (const ElementId nat = zonalNat(subnet.zone, design))
        return nat;
    const ElementId home = publicHome(edit, subnet.vpc, subnet.zone, publicPrefix, design);
    if (!home)
        return {};
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
        if (subnet->vpc != vpc || subnet->id == besides || subnet->insteadOf)
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

std::optional<Change> otherBlock(const Subnet &subnet, int prefix, const Facts &facts)
{
    const auto block = freeBlock(facts.design, subnet.vpc, prefix, subnet.id);
    if (!block)
        return std::nullopt;
    Edit edit(facts.design);
    edit.set(subnet.id, &Subnet::cidr, Field<QString>(block->toString()));
    return edit.change();
}

int prefixFor(qint64 addresses, int longest)
{
    int prefix = longest;
    while (prefix > 0 && network::usableAddresses(prefix) < addresses)
        --prefix;
    return prefix;
}

void addGatewayEndpoint(Edit &edit, ElementId vpc, const QString &service, ElementId table)
{
    const Expected<Design> design = edit.result();
    for (const Endpoint *endpoint : design->all<Endpoint>()) {
        if (endpoint->vpc == vpc && endpoint->service == service
            && endpoint->kind == EndpointKind::Gateway) {
            if (!endpoint->routeTables.contains(table))
                edit.set(endpoint->id, &Endpoint::routeTables,
                         endpoint->routeTables + QList{table});
            return;
        }
    }
    Endpoint endpoint;
    endpoint.name = edit.freeName(service.left(1).toUpper() + service.mid(1) + "Endpoint"_L1);
    endpoint.kind = EndpointKind::Gateway;
    endpoint.vpc = vpc;
    endpoint.service = service;
    endpoint.routeTables = {table};
    edit.add(endpoint);
}

void addInterfaceEndpoint(Edit &edit, const QString &service, const QList<ElementId> &subnets)
{
    const Expected<Design> design = edit.result();
    const auto *first = design->get<Subnet>(subnets.value(0));
    if (!first)
        return;
    for (const Endpoint *endpoint : design->all<Endpoint>()) {
        if (endpoint->vpc == first->vpc && endpoint->service == service
            && endpoint->kind == EndpointKind::Interface) {
            edit.set(endpoint->id, &Endpoint::subnets,
                     onePerZone(endpoint->subnets + subnets, *design));
            return;
        }
    }
    Endpoint endpoint;
    // "ecr.api" and "kinesis-streams" become names of letters.
    QString word;
    for (const QString &part : service.split(u'-')) {
        for (const QString &piece : part.split(u'.'))
            word += piece.left(1).toUpper() + piece.mid(1);
    }
    endpoint.name = edit.freeName(word + "Endpoint"_L1);
    endpoint.kind = EndpointKind::Interface;
    endpoint.vpc = first->vpc;
    endpoint.service = service;
    endpoint.subnets = onePerZone(subnets, *design);
    edit.add(endpoint);
}

ElementId ownRouteTable(Edit &edit, ElementId subnet)
{
    const Expected<Design> design = edit.result();
    const auto *place = design->get<Subnet>(subnet);
    if (!place || place->outside || place->several)
        return {};
    const decision::SubnetRoutes routes = decision::routesOf(*place, *design);
    if (routes.routeTable || !routes.known)
        return routes.routeTable;
    RouteTable table;
    table.name = edit.freeName(u"PrivateRouteTable"_s);
    table.vpc = place->vpc;
    const ElementId made = edit.add(table);
    edit.set(subnet, &Subnet::routeTable, made);
    return made;
}

QList<ElementId> onePerZone(const QList<ElementId> &subnets, const Design &design)
{
    QList<ElementId> chosen;
    QSet<ElementId> zones;
    for (const ElementId id : subnets) {
        const auto *subnet = design.get<Subnet>(id);
        if (!subnet || zones.contains(network::placeOf(*subnet)))
            continue;
        zones.insert(network::placeOf(*subnet));
        chosen.append(id);
    }
    return chosen;
}

QList<ElementId> privateSubnets(Edit &edit, const QList<ElementId> &zones, bool needsNat,
                                const Facts &facts)
{
    QList<ElementId> chosen;
    for (const ElementId zoneId : zones) {
        const Expected<Design> design = edit.result();
        const auto *zone = design ? design->get<Zone>(zoneId) : nullptr;
        if (!zone)
            return {};
        ElementId home;
        for (const Subnet *subnet : design->all<Subnet>()) {
            const decision::SubnetRoutes routes = decision::routesOf(*subnet, *design);
            if (subnet->zone == zoneId && !home && !subnet->outside && !subnet->several
                && routes.known && !routes.internetGateway && (!needsNat || routes.nat))
                home = subnet->id;
        }
        if (!home) {
            const auto block = freeBlock(*design, zone->vpc, functionPrefix);
            if (!block)
                return {};
            RouteTable table;
            table.name = edit.freeName(u"FunctionRouteTable"_s);
            table.vpc = zone->vpc;
            Subnet subnet;
            subnet.name = edit.freeName(u"FunctionSubnet"_s);
            subnet.vpc = zone->vpc;
            subnet.zone = zoneId;
            subnet.cidr = block->toString();
            subnet.routeTable = edit.add(table);
            home = edit.add(subnet);
        }
        chosen.append(home);
    }
    if (needsNat && !routeThroughOwnNat(edit, chosen, facts))
        return {};
    return chosen;
}

bool serveByEndpoints(Edit &edit, const QList<decision::Contact> &contacts,
                      const QList<ElementId> &subnets, const Facts &facts)
{
    for (const decision::Contact &contact : contacts) {
        const QString service = endpointServiceOf(contact, facts);
        if (contact.reach == catalog::Reach::AwsInterface) {
            addInterfaceEndpoint(edit, service, subnets);
        } else if (contact.reach == catalog::Reach::AwsGateway) {
            for (const ElementId id : subnets) {
                const ElementId table = ownRouteTable(edit, id);
                const auto *subnet = edit.get<Subnet>(id);
                if (!table || !subnet)
                    return false;
                addGatewayEndpoint(edit, subnet->vpc, service, table);
            }
        } else {
            return false;
        }
    }
    return true;
}

ElementId publicSubnetIn(Edit &edit, ElementId zone, const Facts &facts)
{
    const std::optional<double> longest = quotaOf(facts, "vpc.subnet.prefix.longest");
    const auto *place = facts.design.get<Zone>(zone);
    if (!longest || !place)
        return {};
    return publicHome(edit, place->vpc, zone, static_cast<int>(*longest), facts.design);
}

QList<ElementId> usualSubnets(Edit &edit, ElementId vpc, bool needsNat, const Facts &facts)
{
    const auto *network = facts.design.get<Vpc>(vpc);
    if (!network || network->outside)
        return {};
    QList<ElementId> zones;
    for (const Zone *zone : facts.design.all<Zone>()) {
        if (zone->vpc == vpc && zones.size() < 2)
            zones.append(zone->id);
    }
    return zones.isEmpty() ? QList<ElementId>() : privateSubnets(edit, zones, needsNat, facts);
}

} // namespace stratoplan::review
