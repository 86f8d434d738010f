// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/network.h"

#include "planner/sam/places.h"

#include <array>

namespace stratoplan::sam {

namespace {

// Something that the template only names.
struct Outside
{
    Value value;
    bool several = false;
    ElementId element;
};

class NetworkReader
{
public:
    explicit NetworkReader(Template &reading)
        : m_reading(reading)
        , m_placements(placements(reading))
    {
    }

    void read()
    {
        gather();
        makeVpcs();
        makeOutside();
        for (const Resource &resource : m_reading.resources)
            fill(resource);
        for (const Resource &resource : m_reading.resources)
            fillFromAddition(resource);
        for (const Placement &placement : std::as_const(m_placements))
            place(placement);
    }

private:
    Draft &draft() { return m_reading.draft; }

    static QString keyOf(const Value &value)
    {
        return value.text.isEmpty() ? value.expression() : value.text;
    }

    int nodeOf(ElementId element)
    {
        const auto known = m_nodeOfElement.constFind(element);
        if (known != m_nodeOfElement.constEnd())
            return *known;
        const int node = m_unions.node();
        m_nodeOfElement.insert(element, node);
        return node;
    }

    int outsideNode(const QString &kind, const Value &value, std::vector<Outside> &list,
                    bool several = false)
    {
        const QString key = kind + keyOf(value);
        const auto known = m_nodeOfKey.constFind(key);
        if (known != m_nodeOfKey.constEnd())
            return *known;
        const int node = m_unions.node();
        m_nodeOfKey.insert(key, node);
        m_indexOfKey.insert(key, static_cast<qsizetype>(list.size()));
        list.push_back({value, several, {}});
        return node;
    }

    // One node for the network that the value is in; -1 for a value that names none.
    int vpcNode(const Value &value)
    {
        if (const ElementId vpc = m_reading.elementOf<Vpc>(value))
            return nodeOf(vpc);
        if (!value.isScalar() && !value.isComputed())
            return -1;
        return outsideNode(QStringLiteral("vpc "), value, m_vpcs);
    }
    int subnetNode(const Value &value, bool several = false)
    {
        if (const ElementId subnet = m_reading.elementOf<Subnet>(value))
            return nodeOf(subnet);
        if (!value.isScalar() && !value.isComputed())
            return -1;
        return outsideNode(QStringLiteral("subnet "), value, m_subnets, several);
    }
    int groupNode(const Value &value)
    {
        if (const ElementId group = m_reading.elementOf<SecurityGroup>(value))
            return nodeOf(group);
        if (!value.isScalar() && !value.isComputed())
            return -1;
        const int node = outsideNode(QStringLiteral("group "), value, m_groups);
        // The default group of a VPC of this template is named by an attribute of the VPC.
        if (const ElementId vpc = m_reading.elementOf<Vpc>(value))
            m_unions.join(node, nodeOf(vpc));
        return node;
    }
    void join(int one, int other)
    {
        if (one >= 0 && other >= 0)
            m_unions.join(one, other);
    }
    void joinSubnets(int node, const Value &subnets)
    {
        if (!subnets.isList()) {
            join(node, subnetNode(subnets, true));
            return;
        }
        for (const Value &subnet : subnets.items)
            join(node, subnetNode(subnet));
    }

    static QList<Value> rulesOf(const Value &properties, QStringView name)
    {
        const Value &rules = properties[name];
        if (rules.isMap())
            return {rules};
        return rules.isList() ? rules.items : QList<Value>();
    }
    static const Value &peerOf(const Value &rule)
    {
        const Value &source = rule[u"SourceSecurityGroupId"];
        return source.isStated() ? source : rule[u"DestinationSecurityGroupId"];
    }

    void gather()
    {
        for (const Resource &resource : m_reading.resources) {
            const Value &properties = resource.properties;
            const ElementId id = resource.element;
            const Element &element = draft().at(id);
            if (std::holds_alternative<Service>(element)
                || std::holds_alternative<Function>(element)) {
                if (resource.type == QLatin1String("AWS::EC2::VPCGatewayAttachment"))
                    gatherAttachment(properties);
                continue;
            }
            const int node = nodeOf(id);
            if (const auto *gateway = std::get_if<Gateway>(&element);
                gateway && gateway->kind == GatewayKind::Transit) {
                m_transitAttachments.insert(properties[u"TransitGatewayId"].text, id);
            }
            if (!std::holds_alternative<Vpc>(element))
                join(node, vpcNode(properties[u"VpcId"]));
            if (const Value &subnet = properties[u"SubnetId"]; subnet.isStated())
                join(node, subnetNode(subnet));
            if (const Value &subnets = properties[u"SubnetIds"]; subnets.isStated())
                joinSubnets(node, subnets);
            for (const Value &group : properties[u"SecurityGroupIds"].list())
                join(node, groupNode(group));
            if (std::holds_alternative<SecurityGroup>(element)) {
                for (const QStringView name : {u"SecurityGroupIngress", u"SecurityGroupEgress"}) {
                    for (const Value &rule : rulesOf(properties, name))
                        join(node, groupNode(peerOf(rule)));
                }
            }
        }
        for (const Resource &resource : m_reading.resources) {
            if (isRuleResource(resource)) {
                join(groupNode(resource.properties[u"GroupId"]),
                     groupNode(peerOf(resource.properties)));
            }
        }
        for (const Placement &placement : std::as_const(m_placements)) {
            const int node = m_unions.node();
            joinSubnets(node, placement.subnets);
            for (const Value &group : placement.groups)
                join(node, groupNode(group));
        }
    }

    void gatherAttachment(const Value &properties)
    {
        for (const QStringView name : {u"InternetGatewayId", u"VpnGatewayId"}) {
            if (const ElementId gateway = m_reading.elementOf<Gateway>(properties[name]))
                join(nodeOf(gateway), vpcNode(properties[u"VpcId"]));
        }
    }

    static bool isRuleResource(const Resource &resource)
    {
        return resource.type == QLatin1String("AWS::EC2::SecurityGroupIngress")
            || resource.type == QLatin1String("AWS::EC2::SecurityGroupEgress");
    }

    // Every set of things that must be in one network gets its VPC.
    void makeVpcs()
    {
        int inTemplate = 0;
        for (const Resource &resource : m_reading.resources) {
            if (!draft().get<Vpc>(resource.element))
                continue;
            inTemplate += 1;
            const int root = m_unions.root(nodeOf(resource.element));
            if (!m_vpcOfRoot.contains(root))
                m_vpcOfRoot.insert(root, resource.element);
        }
        for (Outside &outside : m_vpcs) {
            const int root
                = m_unions.root(m_nodeOfKey.value(QLatin1String("vpc ") + keyOf(outside.value)));
            outside.element = addOutsideVpc(outsideName(outside.value));
            remember(outside);
            if (!m_vpcOfRoot.contains(root))
                m_vpcOfRoot.insert(root, outside.element);
        }
        // A single outside VPC is where everything else without a stated network must be.
        if (inTemplate == 0 && m_vpcs.size() == 1)
            m_onlyVpc = m_vpcs.front().element;
    }

    ElementId addOutsideVpc(const QString &name)
    {
        Vpc vpc;
        vpc.name = name.isEmpty() ? QStringLiteral("OutsideVpc") : name;
        vpc.outside = true;
        return draft().add(vpc);
    }

    ElementId vpcOf(int node)
    {
        const int root = m_unions.root(node);
        const auto known = m_vpcOfRoot.constFind(root);
        if (known != m_vpcOfRoot.constEnd())
            return *known;
        const ElementId vpc = m_onlyVpc ? m_onlyVpc : addOutsideVpc({});
        m_vpcOfRoot.insert(root, vpc);
        return vpc;
    }

    // The element of another kind that the value alone is a reference to.
    template <class T>
    ElementId named(const Value &value) const
    {
        return value.references().size() == 1 ? m_reading.elementOf<T>(value) : ElementId{};
    }

    // What it is called, for whoever knows more of it than the template.
    void remember(const Outside &outside)
    {
        m_reading.networksOutside.insert(common(draft().at(outside.element)).name,
                                         outsideNaming(outside.value, m_reading.evaluator));
    }

    void makeOutside()
    {
        for (Outside &outside : m_subnets) {
            Subnet subnet;
            subnet.name = outsideName(outside.value);
            subnet.outside = true;
            subnet.several = outside.several;
            subnet.insteadOf = named<SecurityGroup>(outside.value);
            subnet.vpc = vpcOf(m_nodeOfKey.value(QLatin1String("subnet ") + keyOf(outside.value)));
            outside.element = draft().add(subnet);
            remember(outside);
        }
        for (Outside &outside : m_groups) {
            SecurityGroup group;
            group.name = outsideName(outside.value);
            group.outside = !m_reading.elementOf<Vpc>(outside.value);
            group.insteadOf = named<Subnet>(outside.value);
            group.vpc = vpcOf(m_nodeOfKey.value(QLatin1String("group ") + keyOf(outside.value)));
            outside.element = draft().add(group);
            if (group.outside)
                remember(outside);
        }
    }

    ElementId outsideElement(const QString &kind, const Value &value,
                             const std::vector<Outside> &list) const
    {
        const auto index = m_indexOfKey.constFind(kind + keyOf(value));
        return index == m_indexOfKey.constEnd() ? ElementId{}
                                                : list[static_cast<size_t>(*index)].element;
    }
    ElementId vpcElement(const Value &value) const
    {
        const ElementId vpc = m_reading.elementOf<Vpc>(value);
        return vpc ? vpc : outsideElement(QStringLiteral("vpc "), value, m_vpcs);
    }
    ElementId subnetElement(const Value &value) const
    {
        const ElementId subnet = m_reading.elementOf<Subnet>(value);
        return subnet ? subnet : outsideElement(QStringLiteral("subnet "), value, m_subnets);
    }
    ElementId groupElement(const Value &value) const
    {
        const ElementId group = m_reading.elementOf<SecurityGroup>(value);
        return group ? group : outsideElement(QStringLiteral("group "), value, m_groups);
    }
    QList<ElementId> subnetElements(const Value &value) const
    {
        QList<ElementId> ids;
        for (const Value &subnet : value.list()) {
            const ElementId id = subnetElement(subnet);
            if (id && !ids.contains(id))
                ids.append(id);
        }
        return ids;
    }
    QList<ElementId> groupElements(const QList<Value> &values) const
    {
        QList<ElementId> ids;
        for (const Value &value : values) {
            const ElementId id = groupElement(value);
            if (id && !ids.contains(id))
                ids.append(id);
        }
        return ids;
    }

    // The VPC that a property names, else the one that everything joined to the element is in.
    ElementId vpcOfElement(const Resource &resource, bool required)
    {
        if (const ElementId vpc = vpcElement(resource.properties[u"VpcId"]))
            return vpc;
        const int node = nodeOf(resource.element);
        if (required)
            return vpcOf(node);
        return m_vpcOfRoot.value(m_unions.root(node));
    }

    void fill(const Resource &resource)
    {
        const ElementId id = resource.element;
        const Value &properties = resource.properties;
        if (draft().get<Vpc>(id)) {
            auto &vpc = *draft().get<Vpc>(id);
            const Field<QString> cidr = m_reading.text(properties[u"CidrBlock"]);
            if (!cidr.isUnset())
                vpc.cidrs.append(cidr);
        } else if (draft().get<Subnet>(id)) {
            fillSubnet(resource);
        } else if (draft().get<RouteTable>(id)) {
            const ElementId vpc = vpcOfElement(resource, false);
            draft().get<RouteTable>(id)->vpc = vpc;
        } else if (draft().get<Gateway>(id)) {
            fillGateway(resource);
        } else if (draft().get<Endpoint>(id)) {
            fillEndpoint(resource);
        } else if (draft().get<SecurityGroup>(id)) {
            const ElementId vpc = vpcOfElement(resource, false);
            draft().get<SecurityGroup>(id)->vpc = vpc;
            for (const Value &rule : rulesOf(properties, u"SecurityGroupIngress"))
                addRule(id, rule, true);
            for (const Value &rule : rulesOf(properties, u"SecurityGroupEgress"))
                addRule(id, rule, false);
        }
    }

    void fillSubnet(const Resource &resource)
    {
        const Value &properties = resource.properties;
        const ElementId vpc = vpcOfElement(resource, true);
        const Value &zoneName = properties[u"AvailabilityZone"];
        const ElementId zone
            = zoneElement(vpc, zoneName.isStated() ? zoneName : properties[u"AvailabilityZoneId"]);
        auto &subnet = *draft().get<Subnet>(resource.element);
        subnet.vpc = vpc;
        subnet.zone = zone;
        subnet.cidr = m_reading.text(properties[u"CidrBlock"]);
        subnet.ipv6Cidr = m_reading.text(properties[u"Ipv6CidrBlock"]);
    }

    ElementId zoneElement(ElementId vpc, const Value &value)
    {
        if (!value.isScalar() && !value.isComputed())
            return {};
        const QString key = QString::number(vpc.value) + QLatin1Char(' ') + keyOf(value);
        const auto known = m_zones.constFind(key);
        if (known != m_zones.constEnd())
            return *known;
        // The zones of a VPC are counted where only deployment tells their names.
        const int number = ++m_zoneCount[vpc];
        Zone zone;
        zone.name = common(draft().at(vpc)).name + QLatin1Char('-')
            + (value.isScalar() && !value.text.isEmpty()
                   ? value.text
                   : QLatin1String("zone-") + QString::number(number));
        zone.vpc = vpc;
        zone.zone = m_reading.text(value);
        const ElementId id = draft().add(zone);
        m_zones.insert(key, id);
        return id;
    }

    void fillGateway(const Resource &resource)
    {
        const Value &properties = resource.properties;
        const ElementId subnet = subnetElement(properties[u"SubnetId"]);
        const Subnet *stands = draft().get<Subnet>(subnet);
        const ElementId vpc = stands && stands->vpc ? stands->vpc : vpcOfElement(resource, false);
        auto &gateway = *draft().get<Gateway>(resource.element);
        gateway.vpc = vpc;
        if (gateway.kind == GatewayKind::Nat) {
            // A private one leads to other networks, never to the internet.
            if (properties[u"ConnectivityType"].text == QLatin1String("private")) {
                gateway.kind = GatewayKind::Private;
            } else if (properties[u"AvailabilityMode"].text.compare(QLatin1String("regional"),
                                                                    Qt::CaseInsensitive)
                       == 0) {
                gateway.kind = GatewayKind::RegionalNat;
            } else {
                gateway.subnet = subnet;
            }
        }
    }

    void fillEndpoint(const Resource &resource)
    {
        const Value &properties = resource.properties;
        const ElementId vpc = vpcOfElement(resource, false);
        auto &endpoint = *draft().get<Endpoint>(resource.element);
        endpoint.vpc = vpc;
        // An endpoint without a stated type is a gateway endpoint.
        const Value &type = properties[u"VpcEndpointType"];
        endpoint.kind = !type.isStated() || type.text == QLatin1String("Gateway")
            ? EndpointKind::Gateway
            : EndpointKind::Interface;
        endpoint.service = serviceName(properties[u"ServiceName"]);
        endpoint.subnets = subnetElements(properties[u"SubnetIds"]);
        endpoint.securityGroups = groupElements(properties[u"SecurityGroupIds"].list());
        for (const Value &table : properties[u"RouteTableIds"].list()) {
            const ElementId id = m_reading.elementOf<RouteTable>(table);
            if (id && !endpoint.routeTables.contains(id))
                endpoint.routeTables.append(id);
        }
    }

    // "com.amazonaws.us-east-1.sqs" is "sqs", "com.amazonaws.us-east-1.ecr.api" is "ecr.api".
    static QString serviceName(const Value &value)
    {
        const QString text = value.text;
        static const QString marker = QStringLiteral("amazonaws.");
        const qsizetype at = text.indexOf(marker);
        int depth = 0;
        for (qsizetype i = at < 0 ? 0 : at + marker.size(); i < text.size(); ++i) {
            const QChar character = text.at(i);
            if (character == QLatin1Char('{'))
                depth += 1;
            else if (character == QLatin1Char('}'))
                depth -= 1;
            else if (character == QLatin1Char('.') && depth == 0 && at >= 0)
                return text.mid(i + 1);
        }
        return text.section(QLatin1Char('.'), -1);
    }

    void addRule(ElementId group, const Value &value, bool ingress)
    {
        if (!value.isMap())
            return;
        SecurityRule rule;
        rule.ingress = ingress;
        rule.protocol = value[u"IpProtocol"].isComputed() ? value[u"IpProtocol"].expression()
                                                          : value[u"IpProtocol"].text;
        rule.fromPort = value[u"FromPort"].integer().value_or(-1);
        rule.toPort = value[u"ToPort"].integer().value_or(-1);
        for (const char16_t *name :
             {u"CidrIp", u"CidrIpv6", u"SourcePrefixListId", u"DestinationPrefixListId"}) {
            const Value &cidr = value[name];
            if (rule.cidr.isEmpty() && cidr.isStated())
                rule.cidr = cidr.isScalar() ? cidr.text : cidr.expression();
        }
        rule.group = groupElement(peerOf(value));
        draft().get<SecurityGroup>(group)->rules.append(rule);
    }

    // Resources that only add to another element of the network.
    void fillFromAddition(const Resource &resource)
    {
        const QString &type = resource.type;
        const Value &properties = resource.properties;
        if (type == QLatin1String("AWS::EC2::SubnetRouteTableAssociation")) {
            auto *subnet
                = draft().get<Subnet>(m_reading.elementOf<Subnet>(properties[u"SubnetId"]));
            if (subnet)
                subnet->routeTable = m_reading.elementOf<RouteTable>(properties[u"RouteTableId"]);
        } else if (type == QLatin1String("AWS::EC2::Route")) {
            fillRoute(properties);
        } else if (isRuleResource(resource)) {
            if (const ElementId group = groupElement(properties[u"GroupId"]))
                addRule(group, properties, type.endsWith(QLatin1String("Ingress")));
        } else if (type == QLatin1String("AWS::EC2::VPCCidrBlock")) {
            auto *vpc = draft().get<Vpc>(m_reading.elementOf<Vpc>(properties[u"VpcId"]));
            if (!vpc)
                return;
            const Field<QString> cidr = m_reading.text(properties[u"CidrBlock"]);
            if (!cidr.isUnset())
                vpc->cidrs.append(cidr);
            const Value &ipv6 = properties[u"AmazonProvidedIpv6CidrBlock"];
            if (ipv6.boolean().value_or(false))
                vpc->ipv6Cidr = Field<QString>::computed(providedIpv6Block);
            else if (properties.has(u"Ipv6CidrBlock"))
                vpc->ipv6Cidr = m_reading.text(properties[u"Ipv6CidrBlock"]);
        }
    }

    void fillRoute(const Value &properties)
    {
        auto *table
            = draft().get<RouteTable>(m_reading.elementOf<RouteTable>(properties[u"RouteTableId"]));
        if (!table)
            return;
        Route route;
        for (const char16_t *name :
             {u"DestinationCidrBlock", u"DestinationIpv6CidrBlock", u"DestinationPrefixListId"}) {
            const Value &destination = properties[name];
            if (route.destination.isEmpty() && destination.isStated()) {
                route.destination
                    = destination.isScalar() ? destination.text : destination.expression();
            }
        }
        static constexpr std::array targetNames{
            u"GatewayId",        u"NatGatewayId",       u"EgressOnlyInternetGatewayId",
            u"VpcEndpointId",    u"TransitGatewayId",   u"VpcPeeringConnectionId",
            u"LocalGatewayId",   u"NetworkInterfaceId", u"InstanceId",
            u"CarrierGatewayId", u"CoreNetworkArn",
        };
        for (const char16_t *name : targetNames) {
            const Value &target = properties[name];
            if (!target.isStated())
                continue;
            route.target = m_reading.elementOf<Gateway>(target);
            if (!route.target)
                route.target = m_reading.elementOf<Endpoint>(target);
            // A route names the transit gateway; what stands on the VPC's border is its attachment.
            if (!route.target)
                route.target = m_transitAttachments.value(target.text);
            if (!route.target)
                route.expression = target.isScalar() ? target.text : target.expression();
            break;
        }
        table->routes.append(route);
    }

    void place(const Placement &placement)
    {
        const QList<ElementId> subnets = subnetElements(placement.subnets);
        const QList<ElementId> groups = groupElements(placement.groups);
        if (auto *function = draft().get<Function>(placement.element)) {
            function->subnets = subnets;
            function->securityGroups = groups;
        } else if (auto *service = draft().get<Service>(placement.element)) {
            service->subnets = subnets;
            service->securityGroups = groups;
        }
    }

    Template &m_reading;
    QList<Placement> m_placements;
    Unions m_unions;
    QHash<ElementId, int> m_nodeOfElement;
    QHash<QString, int> m_nodeOfKey;
    QHash<QString, qsizetype> m_indexOfKey;
    std::vector<Outside> m_vpcs;
    std::vector<Outside> m_subnets;
    std::vector<Outside> m_groups;
    QHash<int, ElementId> m_vpcOfRoot;
    QHash<QString, ElementId> m_transitAttachments; ///< by the text that names the transit gateway
    ElementId m_onlyVpc;
    QHash<QString, ElementId> m_zones;
    QHash<ElementId, int> m_zoneCount;
};

} // namespace

void readNetworks(Template &reading)
{
    NetworkReader(reading).read();
}

} // namespace stratoplan::sam
