// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/facts/read.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::facts;

namespace {

QString joined(const QStringList &words)
{
    return words.join(u' ');
}

QString ruleText(const RuleFacts &rule)
{
    return QStringLiteral("%1 %2 %3-%4 %5")
        .arg(rule.ingress ? QStringLiteral("in") : QStringLiteral("out"), rule.protocol)
        .arg(rule.fromPort)
        .arg(rule.toPort)
        .arg(rule.cidr + rule.group);
}

/// Everything that facts say, one thing a line.
QString told(const Facts &facts)
{
    QStringList lines;
    for (const Provenance &origin : facts.origins)
        lines.append(QStringLiteral("from %1 | %2 | %3")
                         .arg(origin.file, origin.source, origin.date.toString(Qt::ISODate)));
    for (auto name = facts.names.cbegin(); name != facts.names.cend(); ++name)
        lines.append(name.key() + QStringLiteral(" = ") + joined(name.value()));
    for (const VpcFacts &vpc : facts.vpcs)
        lines.append(QStringLiteral("%1 '%2' %3 %4")
                         .arg(vpc.id, vpc.name, joined(vpc.cidrs), vpc.ipv6Cidr)
                         .trimmed());
    for (const SubnetFacts &subnet : facts.subnets) {
        QString line = QStringLiteral("%1 '%2' in %3 %4 %5 %6 table %7")
                           .arg(subnet.id, subnet.name, subnet.vpc, subnet.zone, subnet.cidr,
                                subnet.ipv6Cidr, subnet.routeTable);
        if (subnet.isPublic)
            line += *subnet.isPublic ? QStringLiteral(" public") : QStringLiteral(" private");
        if (subnet.otherResidents)
            line += QStringLiteral(" residents %1").arg(*subnet.otherResidents);
        lines.append(line.simplified());
    }
    for (const RouteTableFacts &table : facts.routeTables) {
        QString line
            = QStringLiteral("%1 '%2' in %3%4 of %5:")
                  .arg(table.id, table.name, table.vpc,
                       table.main ? QStringLiteral(" main") : QString(), joined(table.subnets));
        for (const RouteFacts &route : table.routes)
            line += QStringLiteral(" %1->%2").arg(route.destination, route.target);
        lines.append(line.simplified());
    }
    for (const NatFacts &nat : facts.nats)
        lines.append(QStringLiteral("%1 '%2' in %3 %4%5%6")
                         .arg(nat.id, nat.name, nat.vpc, nat.subnet,
                              nat.regional ? QStringLiteral("regional") : QString(),
                              nat.isPrivate ? QStringLiteral(" private") : QString()));
    for (const EndpointFacts &endpoint : facts.endpoints)
        lines.append(QStringLiteral("%1 '%2' in %3 %4 %5 subnets %6 tables %7 groups %8")
                         .arg(endpoint.id, endpoint.name, endpoint.vpc, id(endpoint.kind),
                              endpoint.service, joined(endpoint.subnets),
                              joined(endpoint.routeTables), joined(endpoint.securityGroups))
                         .simplified());
    for (const SecurityGroupFacts &group : facts.securityGroups) {
        QStringList rules;
        for (const RuleFacts &rule : group.rules)
            rules.append(ruleText(rule));
        lines.append(QStringLiteral("%1 '%2' in %3: %4")
                         .arg(group.id, group.name, group.vpc, rules.join(QStringLiteral(", ")))
                         .simplified());
    }
    return lines.join(u'\n');
}

QString toldOf(const Problems &problems)
{
    QStringList lines;
    for (const Problem &problem : problems)
        lines.append(QStringLiteral("%1 %2:%3:%4 %5")
                         .arg(id(problem.severity), problem.where.file)
                         .arg(problem.where.line)
                         .arg(problem.where.column)
                         .arg(problem.code));
    return lines.join(u'\n');
}

Read readOf(const QByteArray &text, const char *file = "f")
{
    const auto result = read(text, QString::fromLatin1(file));
    if (!result)
        qFatal("%s", qUtf8Printable(toString(result.error().first())));
    return *result;
}

QByteArray subnetJson(const char *zone, const char *cidr)
{
    QJsonObject subnet{{QStringLiteral("SubnetId"), QStringLiteral("subnet-0a1")},
                       {QStringLiteral("VpcId"), QStringLiteral("vpc-01")}};
    if (*zone)
        subnet.insert(QStringLiteral("AvailabilityZone"), QString::fromLatin1(zone));
    if (*cidr)
        subnet.insert(QStringLiteral("CidrBlock"), QString::fromLatin1(cidr));
    return QJsonDocument(QJsonObject{{QStringLiteral("Subnets"), QJsonArray{subnet}}}).toJson();
}

} // namespace

class TestRead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kinds_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<QString>("problems");

        QTest::newRow("own file") << QByteArray(R"(
stratoplanFacts: 1
date: 2026-11-20
source: network team
names:
  net-Private: [subnet-0a1, subnet-0b2]
  /net/vpc: vpc-01
vpcs:
  - {id: vpc-01, name: shared, cidrs: [10.20.0.0/16, 10.21.0.0/16], ipv6Cidr: "2001:db8::/56"}
subnets:
  - id: subnet-0a1
    name: private-a
    vpc: vpc-01
    zone: us-east-1a
    cidr: 10.20.1.0/24
    ipv6Cidr: "2001:db8:0:1::/64"
    routeTable: rtb-01
    otherResidents: 12
  - {id: subnet-0b2, public: false}
routeTables:
  - {id: rtb-01, vpc: vpc-01, main: true, routes: [{to: 0.0.0.0/0, via: nat-01}, {to: "::/0", via: egress-only}]}
natGateways:
  - {id: nat-01, vpc: vpc-01, subnet: subnet-0c3}
  - {id: nat-02, vpc: vpc-01, regional: true}
endpoints:
  - {id: vpce-01, vpc: vpc-01, service: s3, kind: gateway, routeTables: [rtb-01]}
  - {id: vpce-02, vpc: vpc-01, service: sqs, kind: interface, subnets: [subnet-0a1], securityGroups: [sg-01]}
securityGroups:
  - id: sg-01
    name: inner
    vpc: vpc-01
    rules:
      - {direction: in, protocol: tcp, fromPort: 443, cidr: 10.20.0.0/16}
      - {direction: out, group: sg-02}
)") << QString::fromUtf8(R"(from f | network team | 2026-11-20
/net/vpc = vpc-01
net-Private = subnet-0a1 subnet-0b2
vpc-01 'shared' 10.20.0.0/16 10.21.0.0/16 2001:db8::/56
subnet-0a1 'private-a' in vpc-01 us-east-1a 10.20.1.0/24 2001:db8:0:1::/64 table rtb-01 residents 12
subnet-0b2 '' in table private
rtb-01 '' in vpc-01 main of : 0.0.0.0/0->nat-01 ::/0->egress-only
nat-01 '' in vpc-01 subnet-0c3
nat-02 '' in vpc-01 regional
vpce-01 '' in vpc-01 gateway s3 subnets tables rtb-01 groups
vpce-02 '' in vpc-01 interface sqs subnets subnet-0a1 tables groups sg-01
sg-01 'inner' in vpc-01: in tcp 443-443 10.20.0.0/16, out -1 -1--1 sg-02)")
                                  << QString();

        QTest::newRow("describe-vpcs") << QByteArray(R"({"Vpcs": [{
  "CidrBlock": "10.0.0.0/16", "DhcpOptionsId": "dopt-01", "State": "available", "VpcId": "vpc-01",
  "InstanceTenancy": "default", "IsDefault": false,
  "Ipv6CidrBlockAssociationSet": [{"AssociationId": "vpc-cidr-assoc-01", "Ipv6CidrBlock": "2001:db8::/56",
    "Ipv6CidrBlockState": {"State": "associated"}}],
  "CidrBlockAssociationSet": [
    {"AssociationId": "vpc-cidr-assoc-02", "CidrBlock": "10.0.0.0/16", "CidrBlockState": {"State": "associated"}},
    {"AssociationId": "vpc-cidr-assoc-03", "CidrBlock": "10.9.0.0/16", "CidrBlockState": {"State": "disassociated"}},
    {"AssociationId": "vpc-cidr-assoc-04", "CidrBlock": "10.1.0.0/16", "CidrBlockState": {"State": "associated"}}],
  "Tags": [{"Key": "Owner", "Value": "x"}, {"Key": "Name", "Value": "shared"}]},
  {"CidrBlock": "172.31.0.0/16", "VpcId": "vpc-02"}]})")
                                       << QString::fromUtf8(R"(from f | aws ec2 describe-vpcs | 
vpc-01 'shared' 10.0.0.0/16 10.1.0.0/16 2001:db8::/56
vpc-02 '' 172.31.0.0/16)") << QString();

        QTest::newRow("describe-subnets, cut off") << QByteArray(
            R"({"Subnets": [{"AvailabilityZone": "us-east-1a", "AvailabilityZoneId": "use1-az2",
  "AvailableIpAddressCount": 251, "CidrBlock": "10.0.1.0/24", "DefaultForAz": false,
  "MapPublicIpOnLaunch": false, "State": "available", "SubnetId": "subnet-0a1", "VpcId": "vpc-01",
  "Ipv6CidrBlockAssociationSet": [], "Tags": [{"Key": "Name", "Value": "private-a"}]}],
 "NextToken": "abc"})") << QString::fromUtf8(R"(from f | aws ec2 describe-subnets | 
subnet-0a1 'private-a' in vpc-01 us-east-1a 10.0.1.0/24 table)")
                                                   << QStringLiteral("low f:5:2 facts.cut-off");

        QTest::newRow("describe-route-tables")
            << QByteArray(R"({"RouteTables": [
 {"Associations": [{"Main": true, "RouteTableAssociationId": "rtbassoc-01", "RouteTableId": "rtb-01",
    "AssociationState": {"State": "associated"}}],
  "PropagatingVgws": [], "RouteTableId": "rtb-01", "VpcId": "vpc-01", "Tags": [],
  "Routes": [{"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local", "Origin": "CreateRouteTable", "State": "active"}]},
 {"Associations": [{"Main": false, "RouteTableId": "rtb-02", "SubnetId": "subnet-0a1"},
                   {"Main": false, "RouteTableId": "rtb-02", "SubnetId": "subnet-0b2"}],
  "RouteTableId": "rtb-02", "VpcId": "vpc-01", "Tags": [{"Key": "Name", "Value": "private"}],
  "Routes": [
    {"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local", "State": "active"},
    {"DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "nat-01", "State": "active"},
    {"DestinationIpv6CidrBlock": "::/0", "EgressOnlyInternetGatewayId": "eigw-01", "State": "active"},
    {"DestinationPrefixListId": "pl-01", "GatewayId": "vpce-01", "State": "active"},
    {"DestinationCidrBlock": "10.9.0.0/16", "VpcPeeringConnectionId": "pcx-01", "State": "blackhole"},
    {"DestinationCidrBlock": "10.8.0.0/16", "TransitGatewayId": "tgw-01", "State": "active"}]}]})")
            << QString::fromUtf8(R"(from f | aws ec2 describe-route-tables | 
rtb-01 '' in vpc-01 main of :
rtb-02 'private' in vpc-01 of subnet-0a1 subnet-0b2: 0.0.0.0/0->nat-01 ::/0->eigw-01 pl-01->vpce-01 10.8.0.0/16->tgw-01)")
            << QStringLiteral("low f:14:5 facts.blackhole");

        QTest::newRow("describe-nat-gateways")
            << QByteArray(R"({"NatGateways": [
 {"NatGatewayId": "nat-01", "SubnetId": "subnet-0c3", "VpcId": "vpc-01", "State": "available",
  "ConnectivityType": "public", "NatGatewayAddresses": [{"PublicIp": "192.0.2.1"}]},
 {"NatGatewayId": "nat-02", "SubnetId": "subnet-0c3", "VpcId": "vpc-01", "State": "deleted"},
 {"NatGatewayId": "nat-03", "VpcId": "vpc-01", "State": "available", "AvailabilityMode": "regional",
  "Tags": [{"Key": "Name", "Value": "all zones"}]},
 {"NatGatewayId": "nat-04", "SubnetId": "subnet-0a1", "VpcId": "vpc-01", "ConnectivityType": "private"}]})")
            << QString::fromUtf8(R"(from f | aws ec2 describe-nat-gateways | 
nat-01 '' in vpc-01 subnet-0c3
nat-03 'all zones' in vpc-01 regional
nat-04 '' in vpc-01 subnet-0a1 private)")
            << QString();

        QTest::newRow("describe-vpc-endpoints")
            << QByteArray(R"({"VpcEndpoints": [
 {"VpcEndpointId": "vpce-01", "VpcEndpointType": "Gateway", "VpcId": "vpc-01", "State": "available",
  "ServiceName": "com.amazonaws.us-east-1.s3", "RouteTableIds": ["rtb-02"], "SubnetIds": [], "Groups": []},
 {"VpcEndpointId": "vpce-02", "VpcEndpointType": "Interface", "VpcId": "vpc-01", "State": "available",
  "ServiceName": "com.amazonaws.us-east-1.ecr.api", "RouteTableIds": [], "SubnetIds": ["subnet-0a1"],
  "Groups": [{"GroupId": "sg-01", "GroupName": "endpoints"}]},
 {"VpcEndpointId": "vpce-03", "VpcEndpointType": "Interface", "VpcId": "vpc-01", "State": "deleting",
  "ServiceName": "com.amazonaws.us-east-1.sqs"},
 {"VpcEndpointId": "vpce-04", "VpcEndpointType": "GatewayLoadBalancer", "VpcId": "vpc-01", "State": "available",
  "ServiceName": "com.amazonaws.vpce.us-east-1.vpce-svc-0a1"},
 {"VpcEndpointId": "vpce-05", "VpcEndpointType": "Interface", "VpcId": "vpc-01", "State": "available",
  "ServiceName": "com.amazonaws.vpce.us-east-1.vpce-svc-0a1"}]})")
            << QString::fromUtf8(R"(from f | aws ec2 describe-vpc-endpoints | 
vpce-01 '' in vpc-01 gateway s3 subnets tables rtb-02 groups
vpce-02 '' in vpc-01 interface ecr.api subnets subnet-0a1 tables groups sg-01
vpce-05 '' in vpc-01 interface vpce-svc-0a1 subnets tables groups)")
            << QString();

        QTest::newRow("describe-security-groups")
            << QByteArray(
                   R"({"SecurityGroups": [{"GroupId": "sg-01", "GroupName": "inner", "VpcId": "vpc-01",
  "Description": "d",
  "IpPermissions": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 444,
     "IpRanges": [{"CidrIp": "10.0.0.0/16"}, {"CidrIp": "10.1.0.0/16", "Description": "x"}],
     "Ipv6Ranges": [{"CidrIpv6": "2001:db8::/56"}], "PrefixListIds": [{"PrefixListId": "pl-01"}],
     "UserIdGroupPairs": [{"GroupId": "sg-02"}]}],
  "IpPermissionsEgress": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}],
     "Ipv6Ranges": [], "PrefixListIds": [], "UserIdGroupPairs": []}]}]})")
            << QString::fromUtf8(R"(from f | aws ec2 describe-security-groups | 
sg-01 'inner' in vpc-01: in tcp 443-444 10.0.0.0/16, in tcp 443-444 10.1.0.0/16, in tcp 443-444 2001:db8::/56, in tcp 443-444 pl-01, in tcp 443-444 sg-02, out -1 -1--1 0.0.0.0/0)")
            << QString();

        QTest::newRow("several calls, as YAML")
            << QByteArray("Subnets:\n"
                          "- SubnetId: subnet-0a1\n"
                          "  CidrBlock: 10.0.1.0/24\n"
                          "Vpcs:\n"
                          "- VpcId: vpc-01\n"
                          "  CidrBlock: 10.0.0.0/16\n")
            << QString::fromUtf8(R"(from f | aws ec2 describe-vpcs, aws ec2 describe-subnets | 
vpc-01 '' 10.0.0.0/16
subnet-0a1 '' in 10.0.1.0/24 table)")
            << QString();

        QTest::newRow("cdk, subnet groups") << QByteArray(R"({
 "vpc-provider:account=000000000000:filter.vpc-id=vpc-01:region=us-east-1:returnAsymmetricSubnets=true": {
  "vpcId": "vpc-01", "vpcCidrBlock": "10.0.0.0/16", "availabilityZones": [],
  "subnetGroups": [
   {"name": "Private", "type": "Private", "subnets": [
     {"subnetId": "subnet-0a1", "cidr": "10.0.1.0/24", "availabilityZone": "us-east-1a", "routeTableId": "rtb-02"}]},
   {"name": "Public", "type": "Public", "subnets": [
     {"subnetId": "subnet-0c3", "cidr": "10.0.3.0/24", "availabilityZone": "us-east-1a", "routeTableId": "rtb-03"}]}]},
 "ssm:account=000000000000:parameterName=/net/private:region=us-east-1": "subnet-0a1,subnet-0b2",
 "availability-zones:account=000000000000:region=us-east-1": ["us-east-1a"],
 "@aws-cdk/core:flag": true})") << QString::fromUtf8(R"(from f | cdk.context.json | 
/net/private = subnet-0a1 subnet-0b2
vpc-01 '' 10.0.0.0/16
subnet-0a1 'Private us-east-1a' in vpc-01 us-east-1a 10.0.1.0/24 table rtb-02 private
subnet-0c3 'Public us-east-1a' in vpc-01 us-east-1a 10.0.3.0/24 table rtb-03 public)")
                                            << QString();

        QTest::newRow("cdk, parallel lists") << QByteArray(R"({
 "vpc-provider:account=000000000000:filter.isDefault=true:region=us-east-1": {
  "vpcId": "vpc-01", "availabilityZones": ["us-east-1a", "us-east-1b"],
  "privateSubnetIds": ["subnet-01", "subnet-02", "subnet-03", "subnet-04"],
  "privateSubnetNames": ["App", "Data"],
  "privateSubnetRouteTableIds": ["rtb-01", "rtb-02", "rtb-03", "rtb-04"],
  "publicSubnetIds": ["subnet-05", "subnet-06"]}})")
                                             << QString::fromUtf8(R"(from f | cdk.context.json | 
vpc-01 ''
subnet-01 'App us-east-1a' in vpc-01 us-east-1a table rtb-01 private
subnet-02 'App us-east-1b' in vpc-01 us-east-1b table rtb-02 private
subnet-03 'Data us-east-1a' in vpc-01 us-east-1a table rtb-03 private
subnet-04 'Data us-east-1b' in vpc-01 us-east-1b table rtb-04 private
subnet-05 '' in vpc-01 us-east-1a table public
subnet-06 '' in vpc-01 us-east-1b table public)")
                                             << QString();

        QTest::newRow("nothing of networks")
            << QByteArray(R"({"availability-zones:account=000000000000:region=us-east-1": ["a"]})")
            << QStringLiteral("from f | cdk.context.json | ")
            << QStringLiteral("low f:0:0 facts.nothing");
    }
    void kinds()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, expected);
        QFETCH(const QString, problems);
        const auto result = read(text, QStringLiteral("f"));
        QVERIFY2(result, result ? "" : qPrintable(toString(result.error().first())));
        QCOMPARE(told(result->facts), expected);
        QCOMPARE(toldOf(result->problems), problems);
    }

    /// The example of the format's description is one that reads.
    void describedExample()
    {
        QFile format(QStringLiteral(STRATOPLAN_SOURCE_DIR "/planner/facts/FORMAT.md"));
        QVERIFY(format.open(QIODevice::ReadOnly));
        const QByteArray text = format.readAll();
        const qsizetype begin = text.indexOf("```yaml\n") + 8;
        const Read example = readOf(text.mid(begin, text.indexOf("```", begin) - begin));
        QCOMPARE(example.facts.subnets.size(), 3);
        QCOMPARE(example.facts.names.value(QStringLiteral("/network/vpc")),
                 QStringList(QStringLiteral("vpc-01")));
        QVERIFY(example.problems.isEmpty());
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *text, const char *expected) {
            QTest::newRow(name) << QByteArray(text) << QString::fromLatin1(expected);
        };
        row("empty", "", "high f:0:0 facts.unknown-kind");
        row("a template", "Resources: {}\n", "high f:1:1 facts.unknown-kind");
        row("a list", "[1, 2]", "high f:1:1 facts.unknown-kind");
        row("the answer of another call", R"({"Reservations": []})",
            "high f:1:1 facts.unknown-kind");
        row("broken", R"({"Subnets": [)", "high f:1:14 yaml.syntax");
        row("subnet without id", R"({"Subnets": [{"CidrBlock": "10.0.0.0/24"}]})",
            "high f:1:14 yaml.missing-key");
        row("wrong type", R"({"Subnets": [{"SubnetId": ["a"]}]})", "high f:1:27 yaml.wrong-type");
        row("newer", "stratoplanFacts: 2\n", "high f:1:1 facts.newer-version");
        row("own file without date and source", "stratoplanFacts: 1\n",
            "high f:1:1 yaml.missing-key\nhigh f:1:1 yaml.missing-key");
        row("own file with an unknown key",
            "stratoplanFacts: 1\ndate: 2026-11-20\nsource: x\nsubnet: []\n",
            "high f:4:1 yaml.unknown-key");
        row("own file with a subnet twice",
            "stratoplanFacts: 1\ndate: 2026-11-20\nsource: x\nsubnets:\n  - {id: a}\n  - {id: a}\n",
            "high f:6:5 facts.stated-twice");
        row("own file with other words",
            "stratoplanFacts: 1\ndate: 2026-11-20\nsource: x\n"
            "endpoints: [{id: a, vpc: v, service: s, kind: thing}]\n"
            "securityGroups: [{id: a, rules: [{direction: up}]}]\n",
            "high f:4:47 facts.unknown-word\nhigh f:5:46 facts.unknown-word");
    }
    void refusals()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, expected);
        const auto result = read(text, QStringLiteral("f"));
        QVERIFY(!result);
        QCOMPARE(toldOf(result.error()), expected);
    }

    /// What one file lacks the other adds; where both speak, the later one counts and it is told.
    void merging_data()
    {
        QTest::addColumn<QByteArray>("earlier");
        QTest::addColumn<QByteArray>("later");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<int>("contradictions");
        QTest::newRow("complete each other")
            << subnetJson("us-east-1a", "") << subnetJson("", "10.0.1.0/24")
            << QStringLiteral("subnet-0a1 '' in vpc-01 us-east-1a 10.0.1.0/24 table") << 0;
        QTest::newRow("agree") << subnetJson("us-east-1a", "10.0.1.0/24")
                               << subnetJson("us-east-1a", "10.0.1.0/24")
                               << QStringLiteral(
                                      "subnet-0a1 '' in vpc-01 us-east-1a 10.0.1.0/24 table")
                               << 0;
        QTest::newRow("differ") << subnetJson("us-east-1a", "10.0.1.0/24")
                                << subnetJson("us-east-1b", "10.0.1.0/24")
                                << QStringLiteral(
                                       "subnet-0a1 '' in vpc-01 us-east-1b 10.0.1.0/24 table")
                                << 1;
        const QByteArray twoBlocks
            = R"({"Vpcs":[{"VpcId":"vpc-01","CidrBlockAssociationSet":[{"CidrBlock":"10.0.0.0/16"},{"CidrBlock":"10.1.0.0/16"}]}]})";
        const QByteArray firstBlock = R"({"Vpcs":[{"VpcId":"vpc-01","CidrBlock":"10.0.0.0/16"}]})";
        const QByteArray otherBlock = R"({"Vpcs":[{"VpcId":"vpc-01","CidrBlock":"10.2.0.0/16"}]})";
        QTest::newRow("fewer blocks")
            << twoBlocks << firstBlock << QStringLiteral("vpc-01 '' 10.0.0.0/16 10.1.0.0/16") << 0;
        QTest::newRow("more blocks")
            << firstBlock << twoBlocks << QStringLiteral("vpc-01 '' 10.0.0.0/16 10.1.0.0/16") << 0;
        QTest::newRow("other blocks")
            << twoBlocks << otherBlock << QStringLiteral("vpc-01 '' 10.2.0.0/16") << 1;
        // Of each other kind of entry one that says something else.
        const auto differs = [](const char *name, const char *text, const char *one,
                                const char *two, const char *expected) {
            QTest::newRow(name) << QByteArray(text).replace("%", one)
                                << QByteArray(text).replace("%", two)
                                << QString::fromLatin1(expected) << 1;
        };
        differs("other route", R"({"RouteTables":[{"RouteTableId":"rtb-01","VpcId":"vpc-01",
            "Routes":[{"DestinationCidrBlock":"0.0.0.0/0","NatGatewayId":"%"}]}]})",
                "nat-01", "nat-02", "rtb-01 '' in vpc-01 of : 0.0.0.0/0->nat-02");
        differs("gateway elsewhere",
                R"({"NatGateways":[{"NatGatewayId":"nat-01","VpcId":"vpc-01","SubnetId":"%"}]})",
                "subnet-0a1", "subnet-0b2", "nat-01 '' in vpc-01 subnet-0b2");
        const char *endpoint = R"({"VpcEndpoints":[{"VpcEndpointId":"vpce-01","VpcId":"vpc-01",
            "ServiceName":"com.amazonaws.us-east-1.s3",%}]})";
        differs("endpoint of another kind", endpoint, R"("VpcEndpointType":"Gateway")",
                R"("VpcEndpointType":"Interface")",
                "vpce-01 '' in vpc-01 interface s3 subnets tables groups");
        differs("endpoint with another table", endpoint,
                R"("VpcEndpointType":"Gateway","RouteTableIds":["rtb-01"])",
                R"("VpcEndpointType":"Gateway","RouteTableIds":["rtb-02"])",
                "vpce-01 '' in vpc-01 gateway s3 subnets tables rtb-02 groups");
        differs("other rule", R"({"SecurityGroups":[{"GroupId":"sg-01","VpcId":"vpc-01",
            "IpPermissions":[{"IpProtocol":"tcp","FromPort":443,"ToPort":443,
            "IpRanges":[{"CidrIp":"%"}]}]}]})",
                "10.0.0.0/16", "10.1.0.0/16", "sg-01 '' in vpc-01: in tcp 443-443 10.1.0.0/16");
    }
    void merging()
    {
        QFETCH(const QByteArray, earlier);
        QFETCH(const QByteArray, later);
        QFETCH(const QString, expected);
        QFETCH(const int, contradictions);
        const Read both = merged(readOf(earlier, "one"), readOf(later, "two"));
        QCOMPARE(both.facts.origins.size(), 2);
        QCOMPARE(told(both.facts).section(u'\n', 2), expected);
        QCOMPARE(both.problems.size(), contradictions);
        if (contradictions > 0)
            QCOMPARE(toldOf(both.problems), QStringLiteral("low two:0:0 facts.contradiction"));
        // Nothing is lost or made up when one of the two is empty.
        QCOMPARE(merged(readOf(earlier), Read()).facts, readOf(earlier).facts);
        QCOMPARE(merged(Read(), readOf(later)).facts, readOf(later).facts);
    }
};

QTEST_GUILESS_MAIN(TestRead)
#include "tst_read.moc"
