// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/facts/kinds.h"

#include <algorithm>
#include <array>

// Shapes as the EC2 API of 2016-11-15 documents the results of its Describe calls.

namespace stratoplan::facts {

namespace {

QString textOf(yaml::Reader &entry, QByteArrayView key)
{
    return entry.optionalString(key).value_or(QString());
}

QString nameTag(yaml::Reader &entry)
{
    QString name;
    entry.each("Tags", [&name](yaml::Reader tag) {
        if (textOf(tag, "Key") == QLatin1String("Name"))
            name = textOf(tag, "Value");
    });
    return name;
}

/// The blocks of an association set that are in use.
QStringList blocksOf(yaml::Reader &entry, QByteArrayView set, QByteArrayView block,
                     QByteArrayView stateKey)
{
    QStringList blocks;
    entry.each(set, [&](yaml::Reader item) {
        yaml::Reader state = item.member(stateKey);
        const QString word = state.isValid() ? textOf(state, "State") : QString();
        if (!word.isEmpty() && word != QLatin1String("associated"))
            return;
        if (const QString text = textOf(item, block); !text.isEmpty())
            blocks.append(text);
    });
    return blocks;
}

QString ipv6Of(yaml::Reader &entry)
{
    return blocksOf(entry, "Ipv6CidrBlockAssociationSet", "Ipv6CidrBlock", "Ipv6CidrBlockState")
        .value(0);
}

/// What is being deleted, or never came to be.
bool isGone(yaml::Reader &entry)
{
    static const QStringList gone{QStringLiteral("deleting"), QStringLiteral("deleted"),
                                  QStringLiteral("failed"), QStringLiteral("rejected"),
                                  QStringLiteral("expired")};
    return gone.contains(textOf(entry, "State").toLower());
}

void readVpc(yaml::Reader entry, Read &read)
{
    VpcFacts vpc;
    vpc.id = entry.string("VpcId");
    vpc.name = nameTag(entry);
    vpc.cidrs = blocksOf(entry, "CidrBlockAssociationSet", "CidrBlock", "CidrBlockState");
    if (vpc.cidrs.isEmpty()) {
        if (const QString block = textOf(entry, "CidrBlock"); !block.isEmpty())
            vpc.cidrs.append(block);
    }
    vpc.ipv6Cidr = ipv6Of(entry);
    read.facts.vpcs.insert(vpc.id, vpc);
}

void readSubnet(yaml::Reader entry, Read &read)
{
    SubnetFacts subnet;
    subnet.id = entry.string("SubnetId");
    subnet.name = nameTag(entry);
    subnet.vpc = textOf(entry, "VpcId");
    subnet.zone = textOf(entry, "AvailabilityZone");
    subnet.cidr = textOf(entry, "CidrBlock");
    subnet.ipv6Cidr = ipv6Of(entry);
    read.facts.subnets.insert(subnet.id, subnet);
}

constexpr std::array destinationKeys{"DestinationCidrBlock", "DestinationIpv6CidrBlock",
                                     "DestinationPrefixListId"};
// An instance's route names its interface, too; the first that is there counts.
constexpr std::array targetKeys{"GatewayId",
                                "NatGatewayId",
                                "EgressOnlyInternetGatewayId",
                                "TransitGatewayId",
                                "LocalGatewayId",
                                "CarrierGatewayId",
                                "VpcPeeringConnectionId",
                                "InstanceId",
                                "NetworkInterfaceId",
                                "CoreNetworkArn",
                                "OdbNetworkArn"};

template <size_t N>
QString firstOf(yaml::Reader &entry, const std::array<const char *, N> &keys)
{
    for (const char *key : keys) {
        if (const QString text = textOf(entry, key); !text.isEmpty())
            return text;
    }
    return {};
}

void readRouteTable(yaml::Reader entry, Read &read)
{
    RouteTableFacts table;
    table.id = entry.string("RouteTableId");
    table.name = nameTag(entry);
    table.vpc = textOf(entry, "VpcId");
    entry.each("Associations", [&table](yaml::Reader association) {
        table.main = association.optionalBoolean("Main").value_or(false) || table.main;
        if (const QString subnet = textOf(association, "SubnetId"); !subnet.isEmpty())
            table.subnets.append(subnet);
    });
    entry.each("Routes", [&](yaml::Reader item) {
        const RouteFacts route{firstOf(item, destinationKeys), firstOf(item, targetKeys)};
        if (route.target == QLatin1String("local"))
            return;
        if (textOf(item, "State") == QLatin1String("blackhole")) {
            read.problems.append(passedOver(
                item.where(), "facts.blackhole",
                Text{STRATOPLAN_TEXT("Facts",
                                     "{table}: the route to {destination} leads nowhere; "
                                     "it is left out"),
                     {{QStringLiteral("table"), table.id},
                      {QStringLiteral("destination"), route.destination}}},
                Text{STRATOPLAN_TEXT("Facts", "remove the route, or restore its target"), {}}));
            return;
        }
        table.routes.append(route);
    });
    read.facts.routeTables.insert(table.id, table);
}

void readNat(yaml::Reader entry, Read &read)
{
    if (isGone(entry))
        return;
    NatFacts nat;
    nat.id = entry.string("NatGatewayId");
    nat.name = nameTag(entry);
    nat.vpc = textOf(entry, "VpcId");
    nat.subnet = textOf(entry, "SubnetId");
    nat.regional = textOf(entry, "AvailabilityMode") == QLatin1String("regional");
    nat.isPrivate = textOf(entry, "ConnectivityType") == QLatin1String("private");
    read.facts.nats.insert(nat.id, nat);
}

// "com.amazonaws.us-east-1.ecr.api" is "ecr.api"; a service of another account keeps its own name.
QString serviceOf(const QString &name)
{
    const QString marker = QStringLiteral("amazonaws.");
    const qsizetype at = name.indexOf(marker);
    if (at < 0 || name.contains(QLatin1String(".vpce.")))
        return name.section(u'.', -1);
    const qsizetype region = name.indexOf(u'.', at + marker.size());
    return region < 0 ? name.mid(at + marker.size()) : name.mid(region + 1);
}

void readEndpoint(yaml::Reader entry, Read &read)
{
    const QString type = textOf(entry, "VpcEndpointType");
    const bool isGateway = type == QLatin1String("Gateway");
    // Endpoints of load balancers, resources and service networks lead to no AWS service.
    if (isGone(entry) || (!isGateway && type != QLatin1String("Interface")))
        return;
    EndpointFacts endpoint;
    endpoint.id = entry.string("VpcEndpointId");
    endpoint.name = nameTag(entry);
    endpoint.vpc = textOf(entry, "VpcId");
    endpoint.service = serviceOf(entry.string("ServiceName"));
    endpoint.kind = isGateway ? EndpointKind::Gateway : EndpointKind::Interface;
    endpoint.subnets = entry.strings("SubnetIds");
    endpoint.routeTables = entry.strings("RouteTableIds");
    entry.each("Groups", [&endpoint](yaml::Reader group) {
        endpoint.securityGroups.append(group.string("GroupId"));
    });
    read.facts.endpoints.insert(endpoint.id, endpoint);
}

void readPermissions(yaml::Reader &entry, QByteArrayView key, bool ingress, QList<RuleFacts> &rules)
{
    entry.each(key, [&](yaml::Reader permission) {
        RuleFacts rule;
        rule.ingress = ingress;
        rule.protocol = permission.string("IpProtocol");
        rule.fromPort = static_cast<int>(permission.optionalInteger("FromPort").value_or(-1));
        rule.toPort = static_cast<int>(permission.optionalInteger("ToPort").value_or(-1));
        const auto addPeers
            = [&](QByteArrayView list, QByteArrayView member, QString RuleFacts::*peer) {
                  permission.each(list, [&](yaml::Reader item) {
                      RuleFacts one = rule;
                      one.*peer = item.string(member);
                      rules.append(one);
                  });
              };
        addPeers("IpRanges", "CidrIp", &RuleFacts::cidr);
        addPeers("Ipv6Ranges", "CidrIpv6", &RuleFacts::cidr);
        addPeers("PrefixListIds", "PrefixListId", &RuleFacts::cidr);
        addPeers("UserIdGroupPairs", "GroupId", &RuleFacts::group);
    });
}

void readSecurityGroup(yaml::Reader entry, Read &read)
{
    SecurityGroupFacts group;
    group.id = entry.string("GroupId");
    group.name = nameTag(entry);
    if (group.name.isEmpty())
        group.name = textOf(entry, "GroupName");
    group.vpc = textOf(entry, "VpcId");
    readPermissions(entry, "IpPermissions", true, group.rules);
    readPermissions(entry, "IpPermissionsEgress", false, group.rules);
    read.facts.securityGroups.insert(group.id, group);
}

struct Call
{
    const char *key;
    const char *name;
    void (*read)(yaml::Reader, Read &);
};
constexpr std::array calls{
    Call{"Vpcs", "describe-vpcs", readVpc},
    Call{"Subnets", "describe-subnets", readSubnet},
    Call{"RouteTables", "describe-route-tables", readRouteTable},
    Call{"NatGateways", "describe-nat-gateways", readNat},
    Call{"VpcEndpoints", "describe-vpc-endpoints", readEndpoint},
    Call{"SecurityGroups", "describe-security-groups", readSecurityGroup},
};

} // namespace

bool isAwsOutput(yaml::Node root)
{
    return root.isMapping() && std::any_of(calls.begin(), calls.end(), [&root](const Call &call) {
               return root[call.key].resolved().isSequence();
           });
}

void readAwsOutput(yaml::Reader root, Read &read)
{
    QStringList made;
    for (const Call &call : calls) {
        if (!root.has(call.key))
            continue;
        made.append(QLatin1String("aws ec2 ") + QLatin1String(call.name));
        root.each(call.key, [&](yaml::Reader entry) { call.read(std::move(entry), read); });
    }
    if (const auto token = root.optionalString("NextToken"); token && !token->isEmpty()) {
        read.problems.append(passedOver(
            root.where(root.node().keyOf("NextToken")), "facts.cut-off",
            Text{STRATOPLAN_TEXT("Facts", "The list is cut off; there is more"), {}},
            Text{STRATOPLAN_TEXT("Facts", "call it without --max-items and --no-paginate"), {}}));
    }
    read.facts.origins.append({root.file(), made.join(QStringLiteral(", ")), {}});
}

} // namespace stratoplan::facts
