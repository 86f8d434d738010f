// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/write_steps.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace stratoplan::sam {

namespace {

class NetworkWriter
{
public:
    explicit NetworkWriter(Writing &writing)
        : m_writing(writing)
        , m_design(writing.design)
    {
    }

    void write()
    {
        for (const Vpc *vpc : m_design.all<Vpc>())
            writeVpc(*vpc);
        for (const Gateway *gateway : m_design.all<Gateway>()) {
            if (isLeft(*gateway))
                continue;
            if (gateway->kind == GatewayKind::Internet || gateway->kind == GatewayKind::Private)
                writeAttached(*gateway);
        }
        for (const Subnet *subnet : m_design.all<Subnet>())
            writeSubnet(*subnet);
        for (const Gateway *gateway : m_design.all<Gateway>()) {
            if (!isLeft(*gateway))
                writeGateway(*gateway);
        }
        for (const RouteTable *table : m_design.all<RouteTable>()) {
            if (!isLeft(*table))
                writeTable(*table);
        }
        for (const Subnet *subnet : m_design.all<Subnet>())
            associate(*subnet);
        for (const SecurityGroup *group : m_design.all<SecurityGroup>())
            writeGroup(*group);
        for (const bool ingress : {false, true}) {
            for (const SecurityGroup *group : m_design.all<SecurityGroup>())
                writeRules(*group, ingress);
        }
        for (const Endpoint *endpoint : m_design.all<Endpoint>()) {
            if (!isLeft(*endpoint))
                writeEndpoint(*endpoint);
        }
    }

private:
    void outside(ElementId element, const char *type, const QString &description)
    {
        m_writing.ownParameter(element, type, description);
    }

    /// Parts of a network that another stack has are left there, and told.
    template <class T>
    bool isLeft(const T &part)
    {
        if (!livesElsewhere(m_design, part))
            return false;
        m_writing.report(
            Severity::Info, "sam.write.elsewhere", part.id,
            {STRATOPLAN_TEXT("Sam", "{name} lives in a network outside of the template"),
             {{QStringLiteral("name"), m_writing.names.of(part.id)}}},
            {});
        return true;
    }

    Part ref(ElementId element) const { return Part::ref(m_writing.idOf(element)); }

    void writeVpc(const Vpc &vpc)
    {
        if (vpc.outside) {
            outside(vpc.id, "AWS::EC2::VPC::Id", QStringLiteral("The VPC of this name"));
            return;
        }
        Part &properties = m_writing.add(vpc.id, "AWS::EC2::VPC");
        const Field<QString> first = vpc.cidrs.value(0);
        properties.set("CidrBlock", m_writing.demanded(first, vpc.id, "CidrBlock"));
        properties.set("EnableDnsSupport", Part::boolean(true));
        properties.set("EnableDnsHostnames", Part::boolean(true));
        for (qsizetype i = 1; i < vpc.cidrs.size(); ++i) {
            const std::optional<Part> cidr
                = m_writing.stated(vpc.cidrs.at(i), vpc.id, "FurtherCidrBlock");
            if (!cidr)
                continue;
            const QString id = m_writing.freeId(m_writing.idOf(vpc.id) + QLatin1String("Cidr"));
            Part &block = m_writing.add(vpc.id, id, "AWS::EC2::VPCCidrBlock");
            block.set("VpcId", ref(vpc.id));
            block.set("CidrBlock", *cidr);
        }
        if (!vpc.ipv6Cidr.isUnset()) {
            const QString id = m_writing.freeId(m_writing.idOf(vpc.id) + QLatin1String("Ipv6"));
            Part &block = m_writing.add(vpc.id, id, "AWS::EC2::VPCCidrBlock");
            block.set("VpcId", ref(vpc.id));
            block.set("AmazonProvidedIpv6CidrBlock", Part::boolean(true));
            m_ipv6Blocks.insert(vpc.id, id);
        }
    }

    bool hasVpc(ElementId element, ElementId vpc)
    {
        if (vpc)
            return true;
        m_writing.report(Severity::Medium, "sam.write.without-vpc", element,
                         {STRATOPLAN_TEXT("Sam", "{name} is not written: it is in no VPC"),
                          {{QStringLiteral("name"), m_writing.names.of(element)}}},
                         {STRATOPLAN_TEXT("Sam", "Put it into a VPC"), {}});
        return false;
    }

    void writeAttached(const Gateway &gateway)
    {
        if (!hasVpc(gateway.id, gateway.vpc))
            return;
        const bool internet = gateway.kind == GatewayKind::Internet;
        Part &properties = m_writing.add(
            gateway.id, internet ? "AWS::EC2::InternetGateway" : "AWS::EC2::VPNGateway");
        if (!internet)
            properties.set("Type", Part::text("ipsec.1"));
        const QString id
            = m_writing.freeId(m_writing.idOf(gateway.id) + QLatin1String("Attachment"));
        Part &attachment = m_writing.add(gateway.id, id, "AWS::EC2::VPCGatewayAttachment");
        attachment.set("VpcId", ref(gateway.vpc));
        attachment.set(internet ? "InternetGatewayId" : "VpnGatewayId", ref(gateway.id));
        m_attachments.insert(gateway.id, id);
        if (internet && !m_wayOut.contains(gateway.vpc))
            m_wayOut.insert(gateway.vpc, id);
    }

    // The zones of a VPC in order of their names: a template counts them, so that it fits any
    // Region.
    int zoneNumber(ElementId zone, ElementId vpc) const
    {
        QList<const Zone *> zones;
        for (const Zone *other : m_design.all<Zone>()) {
            if (other->vpc == vpc)
                zones.append(other);
        }
        const auto word
            = [](const Zone *z) { return z->zone.value ? *z->zone.value : z->zone.expression; };
        std::stable_sort(zones.begin(), zones.end(),
                         [&word](const Zone *a, const Zone *b) { return word(a) < word(b); });
        for (qsizetype i = 0; i < zones.size(); ++i) {
            if (zones.at(i)->id == zone)
                return static_cast<int>(i);
        }
        return 0;
    }

    void writeSubnet(const Subnet &subnet)
    {
        if (subnet.outside) {
            outside(subnet.id,
                    subnet.several ? "List<AWS::EC2::Subnet::Id>" : "AWS::EC2::Subnet::Id",
                    subnet.several ? QStringLiteral("Subnets in at least two zones")
                                   : QStringLiteral("The subnet of this name"));
            return;
        }
        Part &properties = m_writing.add(subnet.id, "AWS::EC2::Subnet");
        properties.set("VpcId", ref(subnet.vpc));
        if (subnet.zone) {
            const QByteArray number = QByteArray::number(zoneNumber(subnet.zone, subnet.vpc));
            properties.set("AvailabilityZone", Part::raw("!Select [" + number + ", !GetAZs \"\"]"));
        }
        properties.set("CidrBlock", m_writing.demanded(subnet.cidr, subnet.id, "CidrBlock"));
        if (subnet.ipv6Cidr.expression == providedIpv6Block && m_ipv6Blocks.contains(subnet.vpc)) {
            properties.set("Ipv6CidrBlock", ipv6BlockOf(subnet));
            m_writing.attributes(m_writing.idOf(subnet.id))
                .set("DependsOn", Part::text(m_ipv6Blocks.value(subnet.vpc)));
        } else {
            m_writing.setStated(properties, "Ipv6CidrBlock", subnet.ipv6Cidr, subnet.id);
        }
    }

    // A /64 of the VPC's /56, by the subnet's place in the VPC.
    Part ipv6BlockOf(const Subnet &subnet) const
    {
        int place = 0;
        for (const Subnet *other : m_design.all<Subnet>()) {
            if (other->vpc == subnet.vpc && other->id < subnet.id)
                ++place;
        }
        return Part::raw("!Select [" + QByteArray::number(place) + ", !Cidr [!Select [0, !GetAtt "
                         + m_writing.idOf(subnet.vpc).toUtf8() + ".Ipv6CidrBlocks], 256, 64]]");
    }

    void writeGateway(const Gateway &gateway)
    {
        switch (gateway.kind) {
        case GatewayKind::Internet:
        case GatewayKind::Private:
            return;
        case GatewayKind::Nat:
        case GatewayKind::RegionalNat:
            writeNat(gateway);
            return;
        default:
            break;
        }
        if (!hasVpc(gateway.id, gateway.vpc))
            return;
        if (gateway.kind == GatewayKind::EgressOnly) {
            m_writing.add(gateway.id, "AWS::EC2::EgressOnlyInternetGateway")
                .set("VpcId", ref(gateway.vpc));
        } else if (gateway.kind == GatewayKind::Peering) {
            Part &properties = m_writing.add(gateway.id, "AWS::EC2::VPCPeeringConnection");
            properties.set("VpcId", ref(gateway.vpc));
            properties.set(
                "PeerVpcId",
                m_writing.demanded(Field<QString>(), gateway.id, "PeerVpcId", "AWS::EC2::VPC::Id"));
        } else {
            Part &properties = m_writing.add(gateway.id, "AWS::EC2::TransitGatewayVpcAttachment");
            properties.set("TransitGatewayId", transitGateway(gateway));
            properties.set("VpcId", ref(gateway.vpc));
            properties.set("SubnetIds", oneSubnetAZone(gateway));
        }
    }

    Part transitGateway(const Gateway &gateway)
    {
        return m_writing.demanded(Field<QString>(), gateway.id, "TransitGatewayId");
    }

    Part oneSubnetAZone(const Gateway &gateway)
    {
        Part list = Part::list();
        QSet<ElementId> zones;
        for (const Subnet *subnet : m_design.all<Subnet>()) {
            if (subnet->vpc != gateway.vpc || subnet->several || zones.contains(subnet->zone))
                continue;
            zones.insert(subnet->zone);
            list.append(ref(subnet->id));
        }
        if (!list.isEmpty())
            return list;
        return m_writing.demanded(Field<QString>(), gateway.id, "SubnetIds",
                                  "List<AWS::EC2::Subnet::Id>");
    }

    void writeNat(const Gateway &gateway)
    {
        const bool zonal = gateway.kind == GatewayKind::Nat;
        const Subnet *subnet = m_design.get<Subnet>(gateway.subnet);
        if (zonal && (!subnet || subnet->several)) {
            m_writing.report(
                Severity::Medium, "sam.write.nat-without-subnet", gateway.id,
                {STRATOPLAN_TEXT("Sam", "{name} is not written: a NAT gateway stands in a subnet"),
                 {{QStringLiteral("name"), m_writing.names.of(gateway.id)}}},
                {STRATOPLAN_TEXT("Sam", "Put it into a public subnet"), {}});
            return;
        }
        const ElementId vpc = subnet ? subnet->vpc : gateway.vpc;
        if (!hasVpc(gateway.id, vpc))
            return;
        QString address;
        if (zonal) {
            address = m_writing.freeId(m_writing.idOf(gateway.id) + QLatin1String("Address"));
            m_writing.add(gateway.id, address, "AWS::EC2::EIP").set("Domain", Part::text("vpc"));
            waitForWayOut(address, vpc);
        }
        Part &properties = m_writing.add(gateway.id, "AWS::EC2::NatGateway");
        if (zonal) {
            properties.set("SubnetId", ref(gateway.subnet));
            properties.set("AllocationId",
                           Part::attribute(address, QStringLiteral("AllocationId")));
        } else {
            properties.set("VpcId", ref(vpc));
            properties.set("AvailabilityMode", Part::text("regional"));
        }
        waitForWayOut(m_writing.idOf(gateway.id), vpc);
    }

    void waitForWayOut(const QString &id, ElementId vpc)
    {
        if (m_wayOut.contains(vpc))
            m_writing.attributes(id).set("DependsOn", Part::text(m_wayOut.value(vpc)));
    }

    void writeTable(const RouteTable &table)
    {
        if (!hasVpc(table.id, table.vpc))
            return;
        m_writing.add(table.id, "AWS::EC2::RouteTable").set("VpcId", ref(table.vpc));
        if (table.main) {
            m_writing.report(
                Severity::Info, "sam.write.main-table", table.id,
                {STRATOPLAN_TEXT("Sam",
                                 "A template cannot name the main route table of a VPC: "
                                 "{name} is a table of its own for the subnets that name it"),
                 {{QStringLiteral("name"), m_writing.names.of(table.id)}}},
                {});
        }
        for (const Route &route : table.routes)
            writeRoute(table, route);
    }

    void writeRoute(const RouteTable &table, const Route &route)
    {
        const Gateway *gateway = m_design.get<Gateway>(route.target);
        // The way to a gateway endpoint comes from the endpoint, the local one is there.
        if (m_design.get<Endpoint>(route.target)
            || route.expression.compare(QLatin1String("local"), Qt::CaseInsensitive) == 0)
            return;
        if (!gateway || !m_writing.hasResource(gateway->id) || route.destination.isEmpty()) {
            m_writing.report(
                Severity::Medium, "sam.write.route", table.id,
                {STRATOPLAN_TEXT("Sam",
                                 "The route to {destination} is not written: its target is "
                                 "not in the template"),
                 {{QStringLiteral("destination"), route.destination}}},
                {STRATOPLAN_TEXT("Sam", "Draw the gateway that it leads to"), {}});
            return;
        }
        const bool isDefault = route.destination == QLatin1String("0.0.0.0/0");
        const QString id = m_writing.freeId(
            m_writing.idOf(table.id)
            + (isDefault ? QLatin1String("DefaultRoute") : QLatin1String("Route")));
        Part &properties = m_writing.add(table.id, id, "AWS::EC2::Route");
        properties.set("RouteTableId", ref(table.id));
        if (route.destination.startsWith(QLatin1String("pl-")))
            properties.set("DestinationPrefixListId", Part::text(route.destination));
        else if (route.destination.contains(QLatin1Char(':')))
            properties.set("DestinationIpv6CidrBlock", Part::text(route.destination));
        else
            properties.set("DestinationCidrBlock", Part::text(route.destination));
        properties.set(targetProperty(gateway->kind),
                       gateway->kind == GatewayKind::Transit ? transitGateway(*gateway)
                                                             : ref(gateway->id));
        if (gateway->kind == GatewayKind::Transit) {
            m_writing.attributes(id).set("DependsOn", Part::text(m_writing.idOf(gateway->id)));
        } else if (m_attachments.contains(gateway->id)) {
            m_writing.attributes(id).set("DependsOn", Part::text(m_attachments.value(gateway->id)));
        }
    }

    static const char *targetProperty(GatewayKind kind)
    {
        switch (kind) {
        case GatewayKind::Nat:
        case GatewayKind::RegionalNat:
            return "NatGatewayId";
        case GatewayKind::EgressOnly:
            return "EgressOnlyInternetGatewayId";
        case GatewayKind::Transit:
            return "TransitGatewayId";
        case GatewayKind::Peering:
            return "VpcPeeringConnectionId";
        default:
            return "GatewayId";
        }
    }

    void associate(const Subnet &subnet)
    {
        if (!subnet.routeTable || subnet.several || subnet.outside
            || !m_writing.hasResource(subnet.routeTable))
            return;
        const QString id
            = m_writing.freeId(m_writing.idOf(subnet.id) + QLatin1String("RouteTableAssociation"));
        Part &properties = m_writing.add(subnet.id, id, "AWS::EC2::SubnetRouteTableAssociation");
        properties.set("SubnetId", ref(subnet.id));
        properties.set("RouteTableId", ref(subnet.routeTable));
    }

    void writeGroup(const SecurityGroup &group)
    {
        if (group.outside) {
            outside(group.id, "AWS::EC2::SecurityGroup::Id",
                    QStringLiteral("The security group of this name"));
            return;
        }
        Part &properties = m_writing.add(group.id, "AWS::EC2::SecurityGroup");
        properties.set("GroupDescription", Part::text(descriptionOf(group)));
        if (group.vpc)
            properties.set("VpcId", ref(group.vpc));
    }

    // Letters, digits, blanks and a few marks alone.
    QString descriptionOf(const SecurityGroup &group) const
    {
        const QString words = wordsOf(m_writing.names.shown(group.id)).join(QLatin1Char(' '));
        const QString text = words.isEmpty() ? m_writing.idOf(group.id) : words;
        return text.left(100) + QLatin1String(" of ")
            + (group.vpc ? m_writing.idOf(group.vpc) : QStringLiteral("the default VPC"));
    }

    void writeRules(const SecurityGroup &group, bool ingress)
    {
        if (group.outside)
            return;
        for (const SecurityRule &rule : group.rules) {
            if (rule.ingress == ingress)
                writeRule(group, rule);
        }
    }

    void writeRule(const SecurityGroup &group, const SecurityRule &rule)
    {
        std::optional<Part> part = ruleOf(rule);
        if (!part) {
            m_writing.report(Severity::Low, "sam.write.security-rule", group.id,
                             {STRATOPLAN_TEXT("Sam",
                                              "A rule of {name} is not written: it says "
                                              "neither a range nor a security group"),
                              {{QStringLiteral("name"), m_writing.names.of(group.id)}}},
                             {STRATOPLAN_TEXT("Sam", "State who the rule is for"), {}});
            return;
        }
        const char *list = rule.ingress ? "SecurityGroupIngress" : "SecurityGroupEgress";
        Part &properties = *m_writing.properties(group.id);
        const bool isPeerLater = rule.group && !mayName(group.id, rule.group);
        if (!isPeerLater) {
            properties[list].append(*part);
            return;
        }
        // Two groups that name each other need a rule of its own between them.
        const QString id = m_writing.freeId(
            m_writing.idOf(group.id) + (rule.ingress ? QLatin1String("From") : QLatin1String("To"))
            + m_writing.idOf(rule.group));
        Part own;
        own.set("GroupId", ref(group.id));
        for (qsizetype i = 0; i < part->keys().size(); ++i)
            own.set(part->keys().at(i), part->items().at(i));
        m_writing.add(group.id, id,
                      rule.ingress ? "AWS::EC2::SecurityGroupIngress"
                                   : "AWS::EC2::SecurityGroupEgress")
            = own;
    }

    // Notes that the group's own properties name the peer, unless the peer needs the group first.
    bool mayName(ElementId group, ElementId peer)
    {
        QList<ElementId> open{peer};
        QSet<ElementId> seen;
        while (!open.isEmpty()) {
            const ElementId at = open.takeLast();
            if (at == group)
                return false;
            if (seen.contains(at))
                continue;
            seen.insert(at);
            open.append(m_peers.value(at));
        }
        m_peers[group].append(peer);
        return true;
    }

    std::optional<Part> ruleOf(const SecurityRule &rule)
    {
        Part part;
        const bool all = rule.protocol.isEmpty() || rule.protocol == QLatin1String("-1");
        part.set("IpProtocol", Part::text(all ? QStringLiteral("-1") : rule.protocol));
        if (!all) {
            const bool isAnyPort = rule.fromPort < 0
                && (rule.protocol == QLatin1String("tcp") || rule.protocol == QLatin1String("udp"));
            part.set("FromPort", Part::number(isAnyPort ? 0 : rule.fromPort));
            part.set("ToPort",
                     Part::number(isAnyPort ? 65535 : std::max(rule.toPort, rule.fromPort)));
        }
        if (rule.group) {
            part.set(rule.ingress ? "SourceSecurityGroupId" : "DestinationSecurityGroupId",
                     ref(rule.group));
            return part;
        }
        if (rule.cidr.startsWith(QLatin1String("pl-"))) {
            part.set(rule.ingress ? "SourcePrefixListId" : "DestinationPrefixListId",
                     Part::text(rule.cidr));
            return part;
        }
        static const QRegularExpression range(QStringLiteral("^[0-9a-fA-F.:]+/[0-9]{1,3}$"));
        if (!range.match(rule.cidr).hasMatch())
            return std::nullopt;
        part.set(rule.cidr.contains(QLatin1Char(':')) ? "CidrIpv6" : "CidrIp",
                 Part::text(rule.cidr));
        return part;
    }

    void writeEndpoint(const Endpoint &endpoint)
    {
        if (!hasVpc(endpoint.id, endpoint.vpc))
            return;
        const bool isGateway = endpoint.kind == EndpointKind::Gateway;
        Part &properties = m_writing.add(endpoint.id, "AWS::EC2::VPCEndpoint");
        properties.set("VpcId", ref(endpoint.vpc));
        properties.set("VpcEndpointType", Part::text(isGateway ? "Gateway" : "Interface"));
        QString service = endpoint.service;
        if (service.isEmpty() || service.contains(QLatin1Char('"'))) {
            const Part open = m_writing.demanded(Field<QString>(), endpoint.id, "ServiceName");
            properties.set("ServiceName", open);
        } else {
            properties.set("ServiceName",
                           Part::sub(QLatin1String("com.amazonaws.${AWS::Region}.")
                                     + service.remove(QLatin1Char('$'))));
        }
        if (isGateway) {
            Part tables = Part::list();
            for (const ElementId table : endpoint.routeTables) {
                if (m_writing.hasResource(table))
                    tables.append(ref(table));
            }
            if (!tables.isEmpty())
                properties.set("RouteTableIds", tables);
            return;
        }
        properties.set("PrivateDnsEnabled", Part::boolean(true));
        const Part subnets = subnetList(m_writing, endpoint.subnets);
        if (!subnets.isEmpty())
            properties.set("SubnetIds", subnets);
        Part groups = Part::list();
        for (const ElementId group : endpoint.securityGroups)
            groups.append(ref(group));
        if (!groups.isEmpty())
            properties.set("SecurityGroupIds", groups);
    }

    Writing &m_writing;
    const Design &m_design;
    QHash<ElementId, QString> m_attachments; ///< by gateway
    QHash<ElementId, QString> m_ipv6Blocks; ///< that makes the IPv6 block, by VPC
    QHash<ElementId, QString> m_wayOut; ///< attachment of a VPC's internet gateway
    QHash<ElementId, QList<ElementId>> m_peers;
};

} // namespace

void writeNetworks(Writing &writing)
{
    NetworkWriter(writing).write();
}

} // namespace stratoplan::sam
