// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/facts/apply.h"

#include "planner/facts/identity.h"
#include "planner/model/edit.h"
#include "planner/model/was.h"

#include <QRegularExpression>

namespace stratoplan::facts {

namespace {

/// Kinds of gateways by the first part of their ids; "internet" and "egress-only" stand for the one
/// that a VPC can have.
struct GatewayPrefix
{
    QLatin1String prefix;
    GatewayKind kind = GatewayKind::Internet;
};
constexpr GatewayPrefix gatewayPrefixes[]{
    {QLatin1String("igw-"), GatewayKind::Internet},
    {QLatin1String("internet"), GatewayKind::Internet},
    {QLatin1String("nat-"), GatewayKind::Nat},
    {QLatin1String("eigw-"), GatewayKind::EgressOnly},
    {QLatin1String("egress-only"), GatewayKind::EgressOnly},
    {QLatin1String("vgw-"), GatewayKind::Private},
    {QLatin1String("tgw-"), GatewayKind::Transit},
    {QLatin1String("pcx-"), GatewayKind::Peering},
};

bool isOneOfItsVpc(GatewayKind kind)
{
    return kind == GatewayKind::Internet || kind == GatewayKind::EgressOnly;
}

Text undescribedText(const QString &id)
{
    return {STRATOPLAN_TEXT("Facts", "It is {id}, which no facts describe"),
            {{QStringLiteral("id"), id}}};
}

class Applier
{
public:
    Applier(const Facts &facts, Identified identified)
        : m_facts(facts)
        , m_design(std::move(identified.design))
        , m_edit(m_design)
        , m_problems(std::move(identified.problems))
    {
        for (auto vpc = identified.vpcs.cbegin(); vpc != identified.vpcs.cend(); ++vpc)
            m_vpcs.insert(vpc.value(), vpc.key());
        for (auto subnet = identified.subnets.cbegin(); subnet != identified.subnets.cend();
             ++subnet)
            m_subnets.insert(subnet.value(), subnet.key());
        for (auto group = identified.groups.cbegin(); group != identified.groups.cend(); ++group)
            m_groups.insert(group.value(), group.key());
    }

    Expected<Applied> result()
    {
        for (auto vpc = m_vpcs.cbegin(); vpc != m_vpcs.cend(); ++vpc)
            fillVpc(vpc.value(), vpc.key());
        const QStringList subnets = m_subnets.keys();
        for (const QString &id : subnets)
            fillSubnet(id);
        // A NAT gateway or an endpoint can bring a subnet, and that a table with further gateways.
        addEndpoints();
        while (!m_openTables.isEmpty()) {
            fillTable(m_openTables.takeFirst());
            if (m_openTables.isEmpty())
                addEndpoints();
        }
        // An endpoint that came last may be what an earlier table leads to.
        const QStringList tables = m_tables.keys();
        for (const QString &id : tables)
            fillTable(id);
        const QStringList groups = m_groups.keys();
        for (const QString &id : groups)
            fillGroup(id);
        for (const QString &vpc : std::as_const(m_withoutRoutes))
            m_problems.append(atElement(
                nameOf(m_vpcs.value(vpc)), "facts.no-routes",
                Text{STRATOPLAN_TEXT("Facts",
                                     "No facts describe the route tables of its subnets; "
                                     "which of them reach the internet is not known"),
                     {}},
                Text{STRATOPLAN_TEXT("Facts", "add the JSON of aws ec2 describe-route-tables"),
                     {}}));
        Expected<Design> design = m_edit.result();
        if (!design)
            return failure(design.error());
        return Applied{*std::move(design), m_problems};
    }

private:
    QString nameOf(ElementId id) const
    {
        const Element *element = m_edit.find(id);
        return element ? common(*element).name : QString();
    }

    void undescribed(ElementId element, const QString &id, const char *call)
    {
        m_problems.append(atElement(nameOf(element), "facts.undescribed", undescribedText(id),
                                    Text{STRATOPLAN_TEXT("Facts", "add the JSON of aws ec2 {call}"),
                                         {{QStringLiteral("call"), QString::fromLatin1(call)}}}));
    }

    // An id says little to people: where it is the name, the name that it has in AWS is shown.
    void label(ElementId element, const QString &id, const QString &name)
    {
        const Element *old = m_edit.find(element);
        if (name.isEmpty() || common(*old).name != id || !common(*old).label.isEmpty())
            return;
        Element labelled = *old;
        common(labelled).label = name;
        m_edit.replace(element, std::move(labelled));
    }

    static void state(Field<QString> &field, const QString &value)
    {
        if (!value.isEmpty())
            field = Field<QString>(value);
    }

    /// The element of the kind that is named by the id; made by `make` when there is none.
    template <class T, class Make>
    ElementId elementNamed(const QString &id, const QString &name, Make make)
    {
        const ElementId known = m_edit.idOf(id);
        if (m_edit.get<T>(known)) {
            label(known, id, name);
            return known;
        }
        T element;
        element.name = m_edit.freeName(id);
        make(element);
        const ElementId added = m_edit.add(element);
        label(added, id, name);
        return added;
    }

    void fillVpc(ElementId element, const QString &id)
    {
        Vpc vpc = *m_edit.get<Vpc>(element);
        if (!vpc.outside)
            return;
        const auto facts = m_facts.vpcs.constFind(id);
        if (facts == m_facts.vpcs.cend()) {
            undescribed(element, id, "describe-vpcs");
            return;
        }
        if (!facts->cidrs.isEmpty()) {
            vpc.cidrs.clear();
            for (const QString &cidr : facts->cidrs)
                vpc.cidrs.append(Field<QString>(cidr));
        }
        state(vpc.ipv6Cidr, facts->ipv6Cidr);
        // The name that a network gets of which a template tells nothing but that it is there.
        static const QRegularExpression nameless(QStringLiteral("^OutsideVpc[0-9]*$"));
        if (vpc.label.isEmpty() && nameless.match(vpc.name).hasMatch())
            vpc.label = facts->name.isEmpty() ? id : facts->name;
        m_edit.replace(element, vpc);
        label(element, id, facts->name);
    }

    ElementId zoneOf(ElementId vpc, const QString &zone)
    {
        if (zone.isEmpty())
            return {};
        const QString key = QString::number(vpc.value) + u' ' + zone;
        if (const ElementId known = m_zones.value(key))
            return known;
        ElementId found;
        for (const Zone *other : m_design.all<Zone>()) {
            if (!found && other->vpc == vpc && other->zone && *other->zone == zone)
                found = other->id;
        }
        if (!found) {
            Zone made;
            made.name = m_edit.freeName(nameOf(vpc) + u'-' + zone);
            made.vpc = vpc;
            made.zone = zone;
            found = m_edit.add(made);
        }
        m_zones.insert(key, found);
        return found;
    }

    // The table whose routes hold for a subnet: its own, else the main one; null when not
    // described.
    const RouteTableFacts *tableOf(const SubnetFacts &subnet) const
    {
        const auto own = m_facts.routeTables.constFind(subnet.routeTable);
        if (own != m_facts.routeTables.cend())
            return &*own;
        if (!subnet.routeTable.isEmpty())
            return nullptr;
        const RouteTableFacts *main = nullptr;
        for (const RouteTableFacts &table : m_facts.routeTables) {
            if (table.subnets.contains(subnet.id))
                return &table;
            if (table.main && table.vpc == subnet.vpc && !table.vpc.isEmpty())
                main = &table;
        }
        return main;
    }

    void fillSubnet(const QString &id)
    {
        const ElementId element = m_subnets.value(id);
        const auto facts = m_facts.subnets.constFind(id);
        if (facts == m_facts.subnets.cend()) {
            undescribed(element, id, "describe-subnets");
            return;
        }
        Subnet subnet = *m_edit.get<Subnet>(element);
        if (const ElementId zone = zoneOf(subnet.vpc, facts->zone))
            subnet.zone = zone;
        state(subnet.cidr, facts->cidr);
        state(subnet.ipv6Cidr, facts->ipv6Cidr);
        if (facts->otherResidents)
            subnet.otherResidents = *facts->otherResidents;
        if (const RouteTableFacts *table = tableOf(*facts)) {
            const ElementId drawn = tableElement(*table, subnet.vpc);
            subnet.routeTable = table->main ? ElementId{} : drawn;
        } else {
            if (facts->isPublic)
                subnet.isPublic = *facts->isPublic;
            if (m_vpcs.contains(facts->vpc) && !m_withoutRoutes.contains(facts->vpc))
                m_withoutRoutes.append(facts->vpc);
        }
        m_edit.replace(element, subnet);
        label(element, id, facts->name);
    }

    /// The subnet's element, made and filled where the design does not have it; none for a subnet
    /// that is not described.
    ElementId subnetElement(const QString &id, ElementId vpc)
    {
        if (const ElementId known = m_subnets.value(id))
            return known;
        if (!m_facts.subnets.contains(id))
            return {};
        const ElementId element = elementNamed<Subnet>(id, {}, [&](Subnet &subnet) {
            subnet.vpc = vpc;
            subnet.outside = true;
        });
        m_subnets.insert(id, element);
        fillSubnet(id);
        return element;
    }

    ElementId tableElement(const RouteTableFacts &table, ElementId vpc)
    {
        if (const ElementId known = m_tables.value(table.id))
            return known;
        const ElementId element = elementNamed<RouteTable>(
            table.id, table.name, [&](RouteTable &made) { made.vpc = vpc; });
        m_edit.set(element, &RouteTable::main, table.main);
        m_tables.insert(table.id, element);
        m_openTables.append(table.id);
        return element;
    }

    void fillTable(const QString &id)
    {
        const ElementId element = m_tables.value(id);
        const ElementId vpc = m_edit.get<RouteTable>(element)->vpc;
        QList<Route> routes;
        for (const RouteFacts &facts : m_facts.routeTables.value(id).routes) {
            Route route;
            route.destination = facts.destination;
            route.target = targetElement(facts.target, vpc);
            if (!route.target)
                route.expression = facts.target;
            routes.append(route);
        }
        m_edit.set(element, &RouteTable::routes, routes);
    }

    ElementId targetElement(const QString &id, ElementId vpc)
    {
        if (const ElementId endpoint = m_endpoints.value(id))
            return endpoint;
        // The way through a private NAT gateway is to networks that are not drawn.
        if (const auto nat = m_facts.nats.constFind(id); nat != m_facts.nats.cend())
            return nat->isPrivate ? ElementId{} : gatewayElement(id, GatewayKind::Nat, vpc);
        for (const GatewayPrefix &row : gatewayPrefixes) {
            if (id.startsWith(row.prefix))
                return gatewayElement(id, row.kind, vpc);
        }
        return {};
    }

    ElementId gatewayElement(const QString &id, GatewayKind kind, ElementId vpc)
    {
        // Peerings and transit gateways have an end in each of several VPCs.
        const QString key = QString::number(vpc.value) + u' '
            + (isOneOfItsVpc(kind) ? QString(stratoplan::id(kind)) : id);
        if (const ElementId known = m_gateways.value(key))
            return known;
        ElementId element = ownGateway(id, kind, vpc);
        if (!element) {
            const auto nat = m_facts.nats.constFind(id);
            Gateway made;
            made.kind = kind;
            made.vpc = vpc;
            made.name = m_edit.freeName(gatewayNames(id, vpc).value(m_edit.idOf(id) ? 1 : 0));
            if (nat != m_facts.nats.cend() && nat->regional)
                made.kind = GatewayKind::RegionalNat;
            element = m_edit.add(made);
        }
        m_gateways.insert(key, element);
        if (kind == GatewayKind::Nat)
            fillNat(element, id, vpc);
        return element;
    }

    /// What a gateway is called, and where another VPC has one that is called so. The words of
    /// facts files say nothing without the VPC.
    QStringList gatewayNames(const QString &id, ElementId vpc) const
    {
        const bool isWord = id == QLatin1String("internet") || id == QLatin1String("egress-only");
        const QString ofVpc = nameOf(vpc) + u'-' + id;
        return {isWord ? ofVpc : id, ofVpc};
    }

    // What an earlier application added, or the one gateway of its kind that the VPC has.
    ElementId ownGateway(const QString &id, GatewayKind kind, ElementId vpc) const
    {
        const QStringList names = gatewayNames(id, vpc);
        for (const Gateway *gateway : m_design.all<Gateway>()) {
            if (gateway->vpc == vpc
                && (isOneOfItsVpc(kind) ? gateway->kind == kind : names.contains(gateway->name)))
                return gateway->id;
        }
        return {};
    }

    void fillNat(ElementId element, const QString &id, ElementId vpc)
    {
        const auto facts = m_facts.nats.constFind(id);
        if (facts == m_facts.nats.cend()) {
            undescribed(element, id, "describe-nat-gateways");
            return;
        }
        label(element, id, facts->name);
        if (facts->regional || facts->subnet.isEmpty())
            return;
        if (const ElementId subnet = subnetElement(facts->subnet, vpc))
            m_edit.set(element, &Gateway::subnet, subnet);
        else
            undescribed(element, facts->subnet, "describe-subnets");
    }

    // Endpoints that the drawn subnets can use: interface endpoints serve the whole VPC, gateway
    // endpoints the tables that they have a route in.
    void addEndpoints()
    {
        for (const EndpointFacts &facts : m_facts.endpoints) {
            const ElementId vpc = m_vpcs.value(facts.vpc);
            if (!vpc || isOwnEndpoint(facts, vpc))
                continue;
            QList<ElementId> tables;
            for (const QString &table : facts.routeTables) {
                if (const ElementId known = m_tables.value(table))
                    tables.append(known);
            }
            if (facts.kind == EndpointKind::Gateway && tables.isEmpty())
                continue;
            const QString shown = facts.name.isEmpty() ? facts.service : facts.name;
            const ElementId element = elementNamed<Endpoint>(
                facts.id, shown, [&](Endpoint &endpoint) { endpoint.vpc = vpc; });
            QList<ElementId> subnets;
            for (const QString &subnet : facts.subnets) {
                if (const ElementId drawn = subnetElement(subnet, vpc))
                    subnets.append(drawn);
            }
            Endpoint endpoint = *m_edit.get<Endpoint>(element);
            endpoint.kind = facts.kind;
            endpoint.service = facts.service;
            endpoint.routeTables = tables;
            endpoint.subnets = subnets;
            endpoint.securityGroups = groupElements(facts.securityGroups, vpc);
            m_edit.replace(element, endpoint);
            m_endpoints.insert(facts.id, element);
        }
    }

    // The template makes it itself; once deployed, it is described as well.
    bool isOwnEndpoint(const EndpointFacts &facts, ElementId vpc) const
    {
        const QList<const Endpoint *> endpoints = m_design.all<Endpoint>();
        return std::any_of(endpoints.cbegin(), endpoints.cend(), [&](const Endpoint *own) {
            return own->vpc == vpc && own->service == facts.service && own->kind == facts.kind
                && !own->cfnType.isEmpty();
        });
    }

    QList<ElementId> groupElements(const QStringList &ids, ElementId vpc)
    {
        QList<ElementId> elements;
        for (const QString &id : ids) {
            if (const ElementId known = m_groups.value(id)) {
                elements.append(known);
            } else if (m_facts.securityGroups.contains(id)) {
                const ElementId made
                    = elementNamed<SecurityGroup>(id, {}, [&](SecurityGroup &group) {
                          group.vpc = vpc;
                          group.outside = true;
                      });
                m_groups.insert(id, made);
                elements.append(made);
            }
        }
        return elements;
    }

    void fillGroup(const QString &id)
    {
        const ElementId element = m_groups.value(id);
        const auto facts = m_facts.securityGroups.constFind(id);
        if (facts == m_facts.securityGroups.cend()) {
            undescribed(element, id, "describe-security-groups");
            return;
        }
        SecurityGroup group = *m_edit.get<SecurityGroup>(element);
        for (const RuleFacts &known : facts->rules) {
            SecurityRule rule{known.ingress, known.protocol, known.fromPort,
                              known.toPort,  known.cidr,     {}};
            // A group that is not drawn is shown as a template would name it.
            if (rule.cidr.isEmpty())
                rule.cidr = known.group;
            if (const ElementId peer = m_groups.value(known.group)) {
                const qsizetype before = group.rules.indexOf(rule);
                rule.cidr = known.cidr;
                rule.group = peer;
                if (before >= 0)
                    group.rules[before] = rule;
            }
            if (!group.rules.contains(rule))
                group.rules.append(rule);
        }
        m_edit.replace(element, group);
        label(element, id, facts->name);
    }

    const Facts &m_facts;
    const Design m_design;
    Edit m_edit;
    Problems m_problems;
    QMap<QString, ElementId> m_vpcs; ///< by AWS's ids, as all of these
    QMap<QString, ElementId> m_subnets;
    QMap<QString, ElementId> m_groups;
    QMap<QString, ElementId> m_tables;
    QMap<QString, ElementId> m_endpoints;
    QHash<QString, ElementId> m_gateways; ///< by VPC and id or kind
    QHash<QString, ElementId> m_zones; ///< by VPC and zone
    QStringList m_openTables; ///< whose routes are still to be drawn
    QStringList m_withoutRoutes; ///< VPCs
};

bool namesAnythingElsewhere(const Design &design)
{
    for (const auto &[id, element] : design.elements()) {
        const auto *vpc = std::get_if<Vpc>(element.get());
        const auto *subnet = std::get_if<Subnet>(element.get());
        const auto *group = std::get_if<SecurityGroup>(element.get());
        if ((vpc && vpc->outside) || (subnet && subnet->outside) || (group && group->outside))
            return true;
    }
    return false;
}

} // namespace

Expected<Applied> applyFacts(const Design &design, const Facts &facts, const Mapping &mapping)
{
    if (!namesAnythingElsewhere(design)) {
        return Applied{design,
                       {atElement({}, "facts.unused",
                                  Text{STRATOPLAN_TEXT("Facts",
                                                       "The design names no network that lives "
                                                       "elsewhere; the facts are not used"),
                                       {}},
                                  {})}};
    }
    Expected<Identified> known = identified(design, facts, mapping);
    if (!known)
        return failure(known.error());
    Expected<Applied> applied = Applier(facts, *std::move(known)).result();
    if (!applied)
        return applied;
    Expected<Design> filled = apply(design, asRead(design, diff(design, applied->design)));
    if (!filled)
        return failure(filled.error());
    applied->design = *std::move(filled);
    return applied;
}

} // namespace stratoplan::facts
