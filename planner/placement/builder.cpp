// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/placement/builder.h"

#include "planner/model/names.h"
#include "planner/network/faults.h"
#include "planner/network/space.h"

#include <QSet>

#include <algorithm>

namespace stratoplan::placement {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1String anywhere("0.0.0.0/0");
constexpr QLatin1String anywhereIpv6("::/0");
/// "Always at least two zones" (the talk, slide 20).
constexpr qsizetype fewestZones = 2;
/// Of the alphabet: zones are named by one.
constexpr int letters = 26;

bool isPublic(const Subnet &subnet, const Design &design)
{
    return bool(decision::routesOf(subnet, design).internetGateway);
}

} // namespace

Builder::Builder(Design design, const catalog::Catalog &catalog)
    : m_design(std::move(design))
    , m_catalog(catalog)
{
}

void Builder::commit(const Edit &edit)
{
    Expected<Design> result = edit.result();
    Q_ASSERT(result);
    if (result)
        m_design = *std::move(result);
}

void Builder::fail(const char *code, ElementId element, Text what, Text remedy)
{
    Problem problem;
    problem.severity = Severity::High;
    problem.code = QString::fromLatin1(code);
    problem.what = std::move(what);
    problem.where.element
        = m_design.find(element) ? common(*m_design.find(element)).name : QString();
    problem.remedy = std::move(remedy);
    m_problems.append(std::move(problem));
}

template <class T>
QList<const T *> Builder::of(ElementId vpc) const
{
    QList<const T *> found;
    for (const T *part : m_design.all<T>()) {
        if (part->vpc == vpc)
            found.append(part);
    }
    return found;
}

QString Builder::nameOf(ElementId id) const
{
    const Element *element = m_design.find(id);
    if (!element)
        return {};
    const Common &part = common(*element);
    return part.label.isEmpty() ? part.name : part.label;
}

QString Builder::suffixOf(ElementId zone) const
{
    const auto *place = m_design.get<Zone>(zone);
    const QString name = place ? place->zone.valueOr(QString()) : QString();
    if (!name.isEmpty() && name.back().isLetter())
        return name.back().toUpper();
    int number = 0;
    if (place) {
        for (const Zone *other : of<Zone>(place->vpc)) {
            ++number;
            if (other->id == zone)
                break;
        }
    }
    return QString::number(number);
}

std::optional<int> Builder::longestPrefix() const
{
    const catalog::Quota *quota = m_catalog.quota(u"vpc.subnet.prefix.longest"_s);
    return quota ? std::optional(static_cast<int>(quota->value)) : std::nullopt;
}

ElementId Builder::newVpc()
{
    Edit edit(m_design);
    Vpc vpc;
    vpc.name = edit.freeName(u"Vpc"_s);
    vpc.cidrs = {u"10.0.0.0/16"_s};
    const ElementId id = edit.add(vpc);
    commit(edit);
    return id;
}

QList<ElementId> Builder::zonesOf(ElementId vpc)
{
    QList<ElementId> zones;
    QStringList words;
    bool named = true;
    for (const Zone *zone : of<Zone>(vpc)) {
        const QString word = zone->zone.valueOr(
            zone->zone.expression.isEmpty() ? zone->name : zone->zone.expression);
        if (words.contains(word))
            continue;
        named = named && zone->zone.isKnown();
        words.append(word);
        zones.append(zone->id);
    }
    const QString region = m_design.settings().region;
    const catalog::Region *known = m_catalog.region(region);
    const int most = known ? known->zones.value_or(letters) : letters;
    const auto isTaken = [&](int number) {
        if (named)
            return words.contains(region + QChar(u'a' + number));
        // "!Select [0, ..." of a template may be written in other ways behind the number.
        const QString start = u"!Select [%1,"_s.arg(number);
        return std::any_of(words.cbegin(), words.cend(),
                           [&](const QString &word) { return word.startsWith(start); });
    };
    // Those that are there keep their place in the order: a template may count them.
    int first = 0;
    for (int number = 0; number < most; ++number) {
        if (isTaken(number))
            first = number + 1;
    }
    Edit edit(m_design);
    for (int i = 0; zones.size() < std::min<qsizetype>(fewestZones, most) && i < most; ++i) {
        const int number = (first + i) % most;
        if (isTaken(number))
            continue;
        Zone zone;
        zone.vpc = vpc;
        zone.zone = named
            ? Field<QString>(region + QChar(u'a' + number))
            : Field<QString>::computed(u"!Select [%1, !GetAZs '']"_s.arg(number), Origin::User);
        zone.name = edit.freeName(named ? *zone.zone : u"Zone%1"_s.arg(number + 1));
        words.append(zone.zone.valueOr(zone.zone.expression));
        zones.append(edit.add(zone));
    }
    commit(edit);
    if (zones.size() < fewestZones) {
        fail("placement.no-second-zone", vpc,
             {STRATOPLAN_TEXT("Placement", "The Region {region} has no second zone"),
              {{u"region"_s, region}}},
             {STRATOPLAN_TEXT("Placement", "choose another Region"), {}});
    }
    return zones;
}

QList<ElementId> Builder::newSubnets(ElementId vpc, const QList<ElementId> &zones, int prefix,
                                     const QString &word)
{
    if (zones.isEmpty())
        return {};
    QList<network::Cidr> blocks;
    QList<network::Cidr> taken;
    QStringList unknown;
    const auto *network = m_design.get<Vpc>(vpc);
    for (const Field<QString> &field : network->cidrs) {
        if (const auto block = network::blockOf(field))
            blocks.append(*block);
    }
    if (blocks.isEmpty())
        unknown.append(nameOf(vpc));
    for (const Subnet *subnet : of<Subnet>(vpc)) {
        // One that only stands for something else has no block.
        if (subnet->insteadOf)
            continue;
        const auto block = network::blockOf(subnet->cidr);
        if (block && !subnet->several)
            taken.append(*block);
        else
            unknown.append(nameOf(subnet->id));
    }
    if (!unknown.isEmpty()) {
        fail("placement.unknown-block", vpc,
             {STRATOPLAN_TEXT("Placement",
                              "Nothing can be added: the block of {names} is not known"),
              {{u"names"_s, unknown}}},
             {STRATOPLAN_TEXT("Placement", "state it"), {}});
        return {};
    }
    QList<network::Range> free;
    for (const network::Cidr &block : blocks)
        free += network::freeRanges(block, taken);
    const auto chosen = network::chooseBlocks(free, prefix, static_cast<int>(zones.size()));
    if (!chosen) {
        fail("placement.no-room", vpc,
             {STRATOPLAN_TEXT("Placement", "{vpc} has no room for {count} blocks of /{prefix}"),
              {{u"vpc"_s, nameOf(vpc)},
               {u"count"_s, static_cast<int>(zones.size())},
               {u"prefix"_s, prefix}}},
             {STRATOPLAN_TEXT("Placement", "add a block to the VPC, or free subnets of it"), {}});
        return {};
    }
    QList<ElementId> made;
    Edit edit(m_design);
    for (qsizetype i = 0; i < zones.size(); ++i) {
        Subnet subnet;
        subnet.name = edit.freeName(word + suffixOf(zones.at(i)));
        subnet.vpc = vpc;
        subnet.zone = zones.at(i);
        subnet.cidr = chosen->at(i).toString();
        made.append(edit.add(subnet));
    }
    commit(edit);
    return made;
}

ElementId Builder::internetGateway(ElementId vpc)
{
    for (const Gateway *gateway : of<Gateway>(vpc)) {
        if (gateway->kind == GatewayKind::Internet)
            return gateway->id;
    }
    Edit edit(m_design);
    Gateway gateway;
    gateway.name = edit.freeName(u"InternetGateway"_s);
    gateway.kind = GatewayKind::Internet;
    gateway.vpc = vpc;
    const ElementId id = edit.add(gateway);
    commit(edit);
    return id;
}

ElementId Builder::publicRouteTable(ElementId vpc)
{
    for (const Subnet *subnet : of<Subnet>(vpc)) {
        const decision::SubnetRoutes routes = decision::routesOf(*subnet, m_design);
        if (routes.internetGateway && routes.routeTable == subnet->routeTable)
            return routes.routeTable;
    }
    const ElementId gateway = internetGateway(vpc);
    Edit edit(m_design);
    RouteTable table;
    table.name = edit.freeName(u"PublicRouteTable"_s);
    table.vpc = vpc;
    table.routes.append({anywhere, gateway, {}});
    const ElementId id = edit.add(table);
    commit(edit);
    return id;
}

ElementId Builder::publicSubnet(ElementId vpc, ElementId zone)
{
    for (const Subnet *subnet : of<Subnet>(vpc)) {
        if (subnet->zone == zone && isPublic(*subnet, m_design))
            return subnet->id;
    }
    const std::optional<int> prefix = longestPrefix();
    if (!prefix)
        return {};
    const QList<ElementId> made = newSubnets(vpc, {zone}, *prefix, u"PublicSubnet"_s);
    if (made.isEmpty())
        return {};
    const ElementId table = publicRouteTable(vpc);
    Edit edit(m_design);
    edit.set(made.first(), &Subnet::routeTable, table);
    commit(edit);
    return made.first();
}

ElementId Builder::natIn(ElementId vpc, ElementId zone)
{
    for (const Gateway *gateway : m_design.all<Gateway>()) {
        const auto *home = m_design.get<Subnet>(gateway->subnet);
        if (gateway->kind == GatewayKind::Nat && home && home->vpc == vpc && home->zone == zone
            && isPublic(*home, m_design))
            return gateway->id;
    }
    const ElementId home = publicSubnet(vpc, zone);
    if (!home)
        return {};
    Edit edit(m_design);
    Gateway nat;
    nat.name = edit.freeName(u"NatGateway"_s + suffixOf(zone));
    nat.kind = GatewayKind::Nat;
    nat.vpc = vpc;
    nat.subnet = home;
    const ElementId id = edit.add(nat);
    commit(edit);
    return id;
}

decision::SubnetRoutes Builder::routesOf(ElementId subnet) const
{
    return decision::routesOf(*m_design.get<Subnet>(subnet), m_design);
}

bool Builder::leadsElsewhere(ElementId subnet) const
{
    return routesOf(subnet).otherDefault;
}

ElementId Builder::ownTable(ElementId subnetId, const QList<ElementId> &subnets)
{
    const ElementId present = routesOf(subnetId).routeTable;
    const auto isForeign = [&](const Subnet *other) {
        return !subnets.contains(other->id)
            && decision::routesOf(*other, m_design).routeTable == present;
    };
    const QList<const Subnet *> all = m_design.all<Subnet>();
    const auto *table = m_design.get<RouteTable>(present);
    if (table && !table->main && std::none_of(all.cbegin(), all.cend(), isForeign))
        return present;

    Edit edit(m_design);
    RouteTable own = table ? *table : RouteTable{};
    const auto &subnet = *m_design.get<Subnet>(subnetId);
    const Common fresh;
    static_cast<Common &>(own) = fresh;
    own.name = edit.freeName(u"PrivateRouteTable"_s
                             + (subnets.size() == 1 ? suffixOf(subnet.zone) : QString()));
    own.vpc = subnet.vpc;
    own.main = false;
    const ElementId made = edit.add(own);
    for (const ElementId id : subnets) {
        if (routesOf(id).routeTable == present)
            edit.set(id, &Subnet::routeTable, made);
    }
    // What went by a gateway endpoint goes on doing so.
    for (const Endpoint *endpoint : m_design.all<Endpoint>()) {
        if (present && endpoint->routeTables.contains(present))
            edit.set(endpoint->id, &Endpoint::routeTables, endpoint->routeTables + QList{made});
    }
    commit(edit);
    return made;
}

void Builder::route(ElementId table, const QString &destination, ElementId target)
{
    const auto *present = m_design.get<RouteTable>(table);
    QList<Route> routes = present->routes;
    routes.removeIf([&](const Route &route) { return route.destination == destination; });
    if (target)
        routes.append({destination, target, {}});
    Edit edit(m_design);
    edit.set(table, &RouteTable::routes, routes);
    commit(edit);
}

void Builder::routeToZonalNats(const QList<ElementId> &subnets)
{
    QHash<ElementId, QList<ElementId>> byZone;
    for (const ElementId id : subnets)
        byZone[m_design.get<Subnet>(id)->zone].append(id);
    for (const ElementId id : subnets) {
        const Subnet subnet = *m_design.get<Subnet>(id);
        const auto *nat = m_design.get<Gateway>(routesOf(id).nat);
        const auto *home = nat ? m_design.get<Subnet>(nat->subnet) : nullptr;
        const bool fits = home && nat->kind == GatewayKind::Nat && home->zone == subnet.zone;
        if (fits || leadsElsewhere(id))
            continue;
        const ElementId own = natIn(subnet.vpc, subnet.zone);
        if (!own)
            return;
        route(ownTable(id, byZone.value(subnet.zone)), anywhere, own);
    }
}

void Builder::routeToOneNat(const QList<ElementId> &subnets)
{
    ElementId shared;
    for (const ElementId id : subnets) {
        const auto *nat = m_design.get<Gateway>(routesOf(id).nat);
        if (!shared && nat && nat->kind == GatewayKind::Nat)
            shared = nat->id;
    }
    if (!shared) {
        const Subnet first = *m_design.get<Subnet>(subnets.first());
        shared = natIn(first.vpc, first.zone);
    }
    if (!shared)
        return;
    for (const ElementId id : subnets) {
        if (routesOf(id).nat != shared && !leadsElsewhere(id))
            route(ownTable(id, subnets), anywhere, shared);
    }
}

void Builder::routeToRegionalNat(const QList<ElementId> &subnets)
{
    const ElementId vpc = m_design.get<Subnet>(subnets.first())->vpc;
    ElementId regional;
    for (const Gateway *gateway : of<Gateway>(vpc)) {
        if (gateway->kind == GatewayKind::RegionalNat)
            regional = gateway->id;
    }
    if (!regional) {
        internetGateway(vpc);
        Edit edit(m_design);
        Gateway nat;
        nat.name = edit.freeName(u"RegionalNatGateway"_s);
        nat.kind = GatewayKind::RegionalNat;
        nat.vpc = vpc;
        regional = edit.add(nat);
        commit(edit);
    }
    for (const ElementId id : subnets) {
        const auto *nat = m_design.get<Gateway>(routesOf(id).nat);
        if (!leadsElsewhere(id) && (!nat || nat->kind != GatewayKind::RegionalNat))
            route(ownTable(id, subnets), anywhere, regional);
    }
}

void Builder::routeIpv6(const QList<ElementId> &subnets)
{
    const ElementId vpc = m_design.get<Subnet>(subnets.first())->vpc;
    const auto provided = Field<QString>::computed(providedIpv6Block, Origin::User);
    Edit edit(m_design);
    if (m_design.get<Vpc>(vpc)->ipv6Cidr.isUnset())
        edit.set(vpc, &Vpc::ipv6Cidr, provided);
    for (const ElementId id : subnets) {
        if (m_design.get<Subnet>(id)->ipv6Cidr.isUnset())
            edit.set(id, &Subnet::ipv6Cidr, provided);
    }
    ElementId egress;
    for (const Gateway *gateway : of<Gateway>(vpc)) {
        if (gateway->kind == GatewayKind::EgressOnly)
            egress = gateway->id;
    }
    if (!egress) {
        Gateway gateway;
        gateway.name = edit.freeName(u"EgressOnlyGateway"_s);
        gateway.kind = GatewayKind::EgressOnly;
        gateway.vpc = vpc;
        egress = edit.add(gateway);
    }
    commit(edit);
    for (const ElementId id : subnets) {
        const decision::SubnetRoutes routes = routesOf(id);
        if (!routes.egressOnly)
            route(ownTable(id, subnets), anywhereIpv6, egress);
        if (routes.nat)
            route(ownTable(id, subnets), anywhere, {});
    }
}

void Builder::addGatewayEndpoint(const QString &service, const QList<ElementId> &subnets)
{
    QList<ElementId> tables;
    for (const ElementId id : subnets) {
        // The main table that every VPC is made with has no place on the drawing.
        ElementId table = routesOf(id).routeTable;
        if (!table)
            table = ownTable(id, subnets);
        if (!tables.contains(table))
            tables.append(table);
    }
    const ElementId vpc = m_design.get<Subnet>(subnets.first())->vpc;
    const auto serves = [&](ElementId table) {
        const QList<const Endpoint *> present = of<Endpoint>(vpc);
        return std::any_of(present.cbegin(), present.cend(), [&](const Endpoint *endpoint) {
            return endpoint->service == service
                && (endpoint->kind == EndpointKind::Interface
                    || endpoint->routeTables.contains(table));
        });
    };
    tables.removeIf(serves);
    if (tables.isEmpty())
        return;
    Edit edit(m_design);
    for (const Endpoint *endpoint : of<Endpoint>(vpc)) {
        if (endpoint->service == service && endpoint->kind == EndpointKind::Gateway) {
            edit.set(endpoint->id, &Endpoint::routeTables, endpoint->routeTables + tables);
            commit(edit);
            return;
        }
    }
    Endpoint endpoint;
    endpoint.name = edit.freeName(service.left(1).toUpper() + service.mid(1) + "Endpoint"_L1);
    endpoint.kind = EndpointKind::Gateway;
    endpoint.vpc = vpc;
    endpoint.service = service;
    endpoint.routeTables = tables;
    edit.add(endpoint);
    commit(edit);
}

ElementId Builder::addInterfaceEndpoint(const QString &service, const QList<ElementId> &subnets)
{
    const ElementId vpc = m_design.get<Subnet>(subnets.first())->vpc;
    Edit edit(m_design);
    Endpoint endpoint;
    for (const Endpoint *present : of<Endpoint>(vpc)) {
        if (present->service == service && present->kind == EndpointKind::Interface)
            endpoint = *present;
    }
    QSet<ElementId> zones;
    for (const ElementId id : std::as_const(endpoint.subnets)) {
        if (const auto *subnet = m_design.get<Subnet>(id))
            zones.insert(subnet->zone);
    }
    QList<ElementId> homes = endpoint.subnets;
    for (const ElementId id : subnets) {
        const ElementId zone = m_design.get<Subnet>(id)->zone;
        if (zones.contains(zone))
            continue;
        zones.insert(zone);
        homes.append(id);
    }
    if (endpoint.id) {
        if (homes != endpoint.subnets)
            edit.set(endpoint.id, &Endpoint::subnets, homes);
        commit(edit);
        return endpoint.id;
    }
    QString word;
    for (const QString &part : service.split(u'.'))
        word += part.left(1).toUpper() + part.mid(1);
    word.remove(u'-');
    endpoint.name = edit.freeName(word + "Endpoint"_L1);
    endpoint.kind = EndpointKind::Interface;
    endpoint.vpc = vpc;
    endpoint.service = service;
    endpoint.subnets = homes;
    const ElementId id = edit.add(endpoint);
    commit(edit);
    return id;
}

} // namespace stratoplan::placement
