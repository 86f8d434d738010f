// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/planner/sam/sam_reading.h"
#include "tests/support/corpus.h"

#include <QFileInfo>

using namespace stratoplan;
using namespace stratoplan::test;

namespace {

const QByteArray network = R"(Resources:
  Vpc: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.0.0.0/16}}
  Extra: {Type: 'AWS::EC2::VPCCidrBlock', Properties: {VpcId: !Ref Vpc, CidrBlock: 10.1.0.0/16}}
  PublicA: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, AvailabilityZone: !Select [0, !GetAZs '']}}
  PrivateA: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref Vpc, CidrBlock: !Select [1, !Cidr [10.0.0.0/16, 4, 8]], AvailabilityZone: !Select ['0', 'Fn::GetAZs': '']}}
  PrivateB: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !GetAtt Vpc.VpcId, CidrBlock: 10.0.2.0/24, AvailabilityZone: us-east-1b}}
  Internet: {Type: 'AWS::EC2::InternetGateway'}
  Attachment: {Type: 'AWS::EC2::VPCGatewayAttachment', Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Internet}}
  Nat: {Type: 'AWS::EC2::NatGateway', Properties: {SubnetId: !Ref PublicA}}
  AllZones: {Type: 'AWS::EC2::NatGateway', Properties: {VpcId: !Ref Vpc, AvailabilityMode: regional}}
  Egress: {Type: 'AWS::EC2::EgressOnlyInternetGateway', Properties: {VpcId: !Ref Vpc}}
  Transit: {Type: 'AWS::EC2::TransitGatewayAttachment', Properties: {VpcId: !Ref Vpc, TransitGatewayId: !ImportValue Hub, SubnetIds: [!Ref PrivateA]}}
  PublicTable: {Type: 'AWS::EC2::RouteTable', Properties: {VpcId: !Ref Vpc}}
  PrivateTable: {Type: 'AWS::EC2::RouteTable', Properties: {VpcId: !Ref Vpc}}
  R1: {Type: 'AWS::EC2::Route', Properties: {RouteTableId: !Ref PublicTable, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Internet}}
  R2: {Type: 'AWS::EC2::Route', Properties: {RouteTableId: !Ref PrivateTable, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref Nat}}
  R3: {Type: 'AWS::EC2::Route', Properties: {RouteTableId: !Ref PrivateTable, DestinationIpv6CidrBlock: '::/0', EgressOnlyInternetGatewayId: !Ref Egress}}
  R4: {Type: 'AWS::EC2::Route', Properties: {RouteTableId: !Ref PrivateTable, DestinationCidrBlock: 172.16.0.0/12, TransitGatewayId: !ImportValue Hub}}
  R5: {Type: 'AWS::EC2::Route', Properties: {RouteTableId: !Ref PrivateTable, DestinationCidrBlock: 192.168.0.0/16, GatewayId: !ImportValue Vpn}}
  A1: {Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: {SubnetId: !Ref PublicA, RouteTableId: !Ref PublicTable}}
  A2: {Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: {SubnetId: !Ref PrivateA, RouteTableId: !Ref PrivateTable}}
  S3: {Type: 'AWS::EC2::VPCEndpoint', Properties: {VpcId: !Ref Vpc, ServiceName: !Sub 'com.amazonaws.${AWS::Region}.s3', RouteTableIds: [!Ref PrivateTable]}}
  Ecr: {Type: 'AWS::EC2::VPCEndpoint', Properties: {VpcId: !Ref Vpc, VpcEndpointType: Interface, ServiceName: !Join ['.', [com, amazonaws, !Ref 'AWS::Region', ecr, dkr]], SubnetIds: [!Ref PrivateA, !Ref PrivateB], SecurityGroupIds: [!Ref Inner]}}
  Inner: {Type: 'AWS::EC2::SecurityGroup', Properties: {VpcId: !Ref Vpc, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16}], SecurityGroupEgress: [{IpProtocol: -1, DestinationSecurityGroupId: !Ref Outer}]}}
  Outer: {Type: 'AWS::EC2::SecurityGroup', Properties: {VpcId: !Ref Vpc}}
  Rule: {Type: 'AWS::EC2::SecurityGroupIngress', Properties: {GroupId: !GetAtt Outer.GroupId, IpProtocol: tcp, FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: !Ref Inner}}
  Default: {Type: 'AWS::EC2::SecurityGroupIngress', Properties: {GroupId: !GetAtt Vpc.DefaultSecurityGroup, IpProtocol: tcp, SourceSecurityGroupId: !Ref Inner}}
  DbGroup: {Type: 'AWS::RDS::DBSubnetGroup', Properties: {SubnetIds: [!Ref PrivateA, !Ref PrivateB]}}
  Cluster: {Type: 'AWS::RDS::DBCluster', Properties: {DBSubnetGroupName: !Ref DbGroup, VpcSecurityGroupIds: [!Ref Outer]}}
  Db: {Type: 'AWS::RDS::DBInstance', Properties: {DBClusterIdentifier: !Ref Cluster}}
  CacheGroup: {Type: 'AWS::ElastiCache::SubnetGroup', Properties: {SubnetIds: [!Ref PrivateB]}}
  Cache: {Type: 'AWS::ElastiCache::CacheCluster', Properties: {CacheSubnetGroupName: !Ref CacheGroup}}
  Kafka: {Type: 'AWS::MSK::Cluster', Properties: {BrokerNodeGroupInfo: {ClientSubnets: [!Ref PrivateA], SecurityGroups: [!Ref Outer]}}}
  Balancer: {Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: {Subnets: [!Ref PublicA, !Ref PrivateB]}}
  Files: {Type: 'AWS::EFS::FileSystem'}
  MountA: {Type: 'AWS::EFS::MountTarget', Properties: {FileSystemId: !Ref Files, SubnetId: !Ref PrivateA, SecurityGroups: [!Ref Outer]}}
  MountB: {Type: 'AWS::EFS::MountTarget', Properties: {FileSystemId: !Ref Files, SubnetId: !Ref PrivateB, SecurityGroups: [!Ref Outer]}}
  Inside: {Type: 'AWS::Serverless::Function', Properties: {Handler: h, Runtime: r, VpcConfig: {SubnetIds: [!Ref PrivateA, !GetAtt PrivateB.SubnetId], SecurityGroupIds: [!GetAtt Inner.GroupId]}}}
  Outside: {Type: 'AWS::Serverless::Function', Properties: {Handler: h, Runtime: r}}
)";

QString joined(const QStringList &names)
{
    return names.join(QLatin1Char(' '));
}

// "NAME: SUBNETS in VPC" of everything that stands in a network, sorted by name.
QStringList placesOf(const Design &design)
{
    const Names names(design);
    QStringList lines;
    const auto add = [&](const QString &name, const QList<ElementId> &subnets, ElementId vpc) {
        if (!subnets.isEmpty()) {
            const Subnet *first = design.get<Subnet>(subnets.first());
            vpc = first ? first->vpc : vpc;
        }
        if (vpc)
            lines.append(name + QLatin1String(": ") + joined(names.of(subnets))
                         + QLatin1String(" in ") + names.of(vpc));
    };
    for (const Function *function : design.all<Function>())
        add(function->name, function->subnets, {});
    for (const Gateway *gateway : design.all<Gateway>()) {
        add(gateway->name, gateway->subnet ? QList<ElementId>{gateway->subnet} : QList<ElementId>(),
            gateway->vpc);
    }
    for (const Service *service : design.all<Service>())
        add(service->name, service->subnets, {});
    lines.sort();
    return lines;
}

QString corpusFile(const QString &name)
{
    const QStringList all = corpusTemplates();
    for (const QString &path : all) {
        if (QFileInfo(path).fileName() == name)
            return path;
    }
    return {};
}

QStringList lines(const char *text)
{
    return QString::fromUtf8(text).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
}

} // namespace

class TestNetwork : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ownNetwork();
    void securityRules();
    void places();
    void outsideNetworks_data();
    void outsideNetworks();
    void outsideNamings_data();
    void outsideNamings();
    void oneOutsideVpcForAll();
    void outsideThroughSecurityGroups();
    void conditionalNetworks();
    void brokenNetworks();
    void corpusPlaces_data();
    void corpusPlaces();
};

void TestNetwork::ownNetwork()
{
    const Design design = imported(network).design;
    const Names names(design);
    const auto id = [&design](const char *name) { return design.idOf(QLatin1String(name)); };

    const Vpc *vpc = design.named<Vpc>(QStringLiteral("Vpc"));
    QCOMPARE(vpc->cidrs.size(), 2);
    QCOMPARE(*vpc->cidrs.at(0), QStringLiteral("10.0.0.0/16"));
    QCOMPARE(*vpc->cidrs.at(1), QStringLiteral("10.1.0.0/16"));
    QVERIFY(!vpc->outside);
    QCOMPARE(design.all<Vpc>().size(), 1);

    // The same zone, however it is written; its name is not known before deployment.
    QCOMPARE(design.all<Zone>().size(), 2);
    const Subnet *publicA = design.named<Subnet>(QStringLiteral("PublicA"));
    const Subnet *privateA = design.named<Subnet>(QStringLiteral("PrivateA"));
    const Subnet *privateB = design.named<Subnet>(QStringLiteral("PrivateB"));
    QCOMPARE(publicA->zone, privateA->zone);
    QCOMPARE(design.get<Zone>(privateA->zone)->zone,
             Field<QString>::computed(QStringLiteral("!Select [0, !GetAZs '']")));
    QCOMPARE(*design.get<Zone>(privateB->zone)->zone, QStringLiteral("us-east-1b"));
    QCOMPARE(names.of(privateB->zone), QStringLiteral("Vpc-us-east-1b"));
    QCOMPARE(privateB->vpc, vpc->id);
    QCOMPARE(*privateA->cidr, QStringLiteral("10.0.1.0/24"));
    QCOMPARE(names.of(publicA->routeTable), QStringLiteral("PublicTable"));
    QCOMPARE(names.of(privateA->routeTable), QStringLiteral("PrivateTable"));
    QVERIFY(!privateB->routeTable);

    const Gateway *nat = design.named<Gateway>(QStringLiteral("Nat"));
    QCOMPARE(nat->kind, GatewayKind::Nat);
    QCOMPARE(nat->subnet, id("PublicA"));
    QCOMPARE(nat->vpc, id("Vpc"));
    QCOMPARE(design.named<Gateway>(QStringLiteral("AllZones"))->kind, GatewayKind::RegionalNat);
    QVERIFY(!design.named<Gateway>(QStringLiteral("AllZones"))->subnet);
    QCOMPARE(design.named<Gateway>(QStringLiteral("Internet"))->vpc, id("Vpc"));
    QCOMPARE(design.named<Gateway>(QStringLiteral("Egress"))->kind, GatewayKind::EgressOnly);

    const RouteTable *table = design.named<RouteTable>(QStringLiteral("PrivateTable"));
    QCOMPARE(table->vpc, id("Vpc"));
    const QList<Route> routes{
        {QStringLiteral("0.0.0.0/0"), id("Nat"), {}},
        {QStringLiteral("::/0"), id("Egress"), {}},
        {QStringLiteral("172.16.0.0/12"), id("Transit"), {}},
        {QStringLiteral("192.168.0.0/16"), {}, QStringLiteral("!ImportValue Vpn")},
    };
    QCOMPARE(table->routes, routes);

    const Endpoint *s3 = design.named<Endpoint>(QStringLiteral("S3"));
    QCOMPARE(s3->kind, EndpointKind::Gateway);
    QCOMPARE(s3->service, QStringLiteral("s3"));
    QCOMPARE(s3->routeTables, QList<ElementId>{id("PrivateTable")});
    const Endpoint *ecr = design.named<Endpoint>(QStringLiteral("Ecr"));
    QCOMPARE(ecr->kind, EndpointKind::Interface);
    QCOMPARE(ecr->service, QStringLiteral("ecr.dkr"));
    QCOMPARE(joined(names.of(ecr->subnets)), QStringLiteral("PrivateA PrivateB"));
    QCOMPARE(joined(names.of(ecr->securityGroups)), QStringLiteral("Inner"));
}

void TestNetwork::securityRules()
{
    const Design design = imported(network).design;
    const auto id = [&design](const char *name) { return design.idOf(QLatin1String(name)); };
    const QList<SecurityRule> inner{
        {true, QStringLiteral("tcp"), 443, 443, QStringLiteral("10.0.0.0/16"), {}},
        {false, QStringLiteral("-1"), -1, -1, {}, id("Outer")},
    };
    QCOMPARE(design.named<SecurityGroup>(QStringLiteral("Inner"))->rules, inner);
    const QList<SecurityRule> outer{{true, QStringLiteral("tcp"), 5432, 5432, {}, id("Inner")}};
    QCOMPARE(design.named<SecurityGroup>(QStringLiteral("Outer"))->rules, outer);
    // The VPC's own group is none of the template's resources, but belongs to its VPC.
    const SecurityGroup *standard
        = design.named<SecurityGroup>(QStringLiteral("Vpc-DefaultSecurityGroup"));
    QVERIFY(standard);
    QCOMPARE(standard->vpc, id("Vpc"));
    QVERIFY(!standard->outside);
}

void TestNetwork::places()
{
    const Design design = imported(network).design;
    QCOMPARE(placesOf(design), lines(R"(AllZones:  in Vpc
Balancer: PublicA PrivateB in Vpc
Cache: PrivateB in Vpc
Cluster: PrivateA PrivateB in Vpc
Db: PrivateA PrivateB in Vpc
Egress:  in Vpc
Files: PrivateA PrivateB in Vpc
Inside: PrivateA PrivateB in Vpc
Internet:  in Vpc
Kafka: PrivateA in Vpc
Nat: PublicA in Vpc
Transit:  in Vpc
)"));
    const Names names(design);
    const Function *inside = design.named<Function>(QStringLiteral("Inside"));
    QVERIFY(inside->inVpc);
    QCOMPARE(joined(names.of(inside->securityGroups)), QStringLiteral("Inner"));
    QVERIFY(!design.named<Function>(QStringLiteral("Outside"))->inVpc);
    QCOMPARE(joined(names.of(design.named<Service>(QStringLiteral("Files"))->securityGroups)),
             QStringLiteral("Outer"));
}

void TestNetwork::outsideNetworks_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QStringList>("subnets"); // "+" behind the name: several
    QTest::addColumn<QStringList>("groups");

    const auto row = [](const char *config, const QStringList &subnets, const QStringList &groups) {
        QTest::newRow(config) << QByteArray(config) << subnets << groups;
    };
    const QString a = QStringLiteral("Net-SubnetA");
    const QString b = QStringLiteral("Net-SubnetB");
    row("{SubnetIds: [!ImportValue Net-SubnetA, 'Fn::ImportValue': Net-SubnetB], SecurityGroupIds: "
        "[!ImportValue Net-Group]}",
        {a, b}, {QStringLiteral("Net-Group")});
    row("{SubnetIds: ['Fn::ImportValue': !Sub '${Stack}-SubnetA'], SecurityGroupIds: []}",
        {QStringLiteral("Stack-SubnetA")}, {});
    row("{SubnetIds: !Ref List}", {QStringLiteral("List+")}, {});
    row("{SubnetIds: !Ref Known}", {QStringLiteral("subnet-1"), QStringLiteral("subnet-2")}, {});
    row("{SubnetIds: !Split [',', !ImportValue Net-Subnets], SecurityGroupIds: !Ref List}",
        {QStringLiteral("Net-Subnets+")}, {QStringLiteral("List")});
    row("{SubnetIds: [!Select [0, !Ref List], !Select [1, !Ref List]]}",
        {QStringLiteral("List-0"), QStringLiteral("List-1")}, {});
    row("{SubnetIds: [subnet-123, !Ref One]}",
        {QStringLiteral("subnet-123"), QStringLiteral("One")}, {});
    row("{SubnetIds: [!GetAtt Nested.Outputs.Subnet]}", {QStringLiteral("Nested-Outputs-Subnet")},
        {});
    row("{SubnetIds: [!ImportValue X, !ImportValue X]}", {QStringLiteral("X")}, {});
    row("!Ref One", {QStringLiteral("One+")}, {});
}

void TestNetwork::outsideNetworks()
{
    QFETCH(QByteArray, config);
    QFETCH(QStringList, subnets);
    QFETCH(QStringList, groups);
    const Design design = imported(R"(Parameters:
  Stack: {Type: String}
  List: {Type: 'List<AWS::EC2::Subnet::Id>'}
  Known: {Type: CommaDelimitedList, Default: 'subnet-1,subnet-2'}
  One: {Type: String, Default: ''}
Resources:
  Nested: {Type: 'AWS::CloudFormation::Stack'}
  F: {Type: 'AWS::Serverless::Function', Properties: {Handler: h, Runtime: r, VpcConfig: )"
                                   + config + "}}\n")
                              .design;
    const Function *function = design.named<Function>(QStringLiteral("F"));
    QVERIFY(function->inVpc);
    QStringList found;
    for (const ElementId id : function->subnets) {
        const Subnet *subnet = design.get<Subnet>(id);
        QVERIFY(subnet->outside);
        QVERIFY(design.get<Vpc>(subnet->vpc)->outside);
        QVERIFY(!subnet->zone);
        found.append(subnet->name + (subnet->several ? QStringLiteral("+") : QString()));
    }
    QCOMPARE(found, subnets);
    QStringList foundGroups;
    for (const ElementId id : function->securityGroups) {
        const SecurityGroup *group = design.get<SecurityGroup>(id);
        QVERIFY(group->outside);
        // The names of a group and a subnet of one parameter must differ.
        QString name = group->name;
        if (name.endsWith(QLatin1Char('2')))
            name.chop(1);
        foundGroups.append(name);
    }
    QCOMPARE(foundGroups, groups);
    QCOMPARE(design.all<Vpc>().size(), 1);
}

void TestNetwork::outsideNamings_data()
{
    QTest::addColumn<QByteArray>("subnets");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *subnets, const char *expected) {
        QTest::newRow(subnets) << QByteArray(subnets) << QString::fromLatin1(expected);
    };
    row("[subnet-0a1]", "subnet-0a1: subnet-0a1");
    row("[!Ref Open]", "Open: Open");
    row("!Ref List", "List: List");
    row("[!Ref Stated]", "Stated: subnet-0b2 Stated");
    row("[!Ref Stored]", "Stored: Stored /net/a");
    row("[!ImportValue net-A]", "net-A: net-A");
    row("[!ImportValue {'Fn::Sub': '${Net}-A'}]", "base-A: base-A");
    row("!Split [',', !ImportValue net-All]", "net-All: net-All");
    row("[!Select [1, !Split [',', !ImportValue net-All]]]", "net-All-1: net-All, entry 1");
    row("['{{resolve:ssm:/net/a}}']", "resolve-ssm-net-a: /net/a");
    row("['{{resolve:ssm:/net/a:3}}']", "resolve-ssm-net-a-3: /net/a");
}

void TestNetwork::outsideNamings()
{
    QFETCH(const QByteArray, subnets);
    QFETCH(const QString, expected);
    sam::ReadOptions options;
    options.parameters.insert(QStringLiteral("Stated"), QStringLiteral("subnet-0b2"));
    const sam::Imported reading = imported(
        "Parameters:\n"
        "  Open: {Type: 'AWS::EC2::Subnet::Id'}\n"
        "  List: {Type: 'List<AWS::EC2::Subnet::Id>'}\n"
        "  Stated: {Type: String}\n"
        "  Stored: {Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Subnet::Id>', Default: /net/a}\n"
        "  Net: {Type: String, Default: base}\n"
        "Resources:\n"
        "  Fn: {Type: 'AWS::Lambda::Function', Properties: {VpcConfig: {SubnetIds: "
            + subnets + "}}}\n",
        options);
    QStringList lines;
    for (auto entry = reading.outside.cbegin(); entry != reading.outside.cend(); ++entry) {
        QString line = entry.key() + QLatin1String(": ") + joined(entry->names);
        if (entry->position >= 0)
            line += QStringLiteral(", entry %1").arg(entry->position);
        lines.append(line);
    }
    QCOMPARE(joined(lines), expected);
}

void TestNetwork::oneOutsideVpcForAll()
{
    const Design design = imported(R"(Globals:
  Function: {Handler: h, Runtime: r}
Resources:
  A: {Type: 'AWS::Serverless::Function', Properties: {VpcConfig: {SubnetIds: [!ImportValue S1, !ImportValue S2]}}}
  B: {Type: 'AWS::Serverless::Function', Properties: {VpcConfig: {SubnetIds: [!ImportValue S2, !ImportValue S3]}}}
  C: {Type: 'AWS::Serverless::Function', Properties: {VpcConfig: {SubnetIds: [!ImportValue T1]}}}
)")
                              .design;
    // S1 to S3 hang together; nothing says that T1 is in the same network.
    QCOMPARE(design.all<Subnet>().size(), 4);
    QCOMPARE(placesOf(design),
             lines("A: S1 S2 in OutsideVpc\n"
                   "B: S2 S3 in OutsideVpc\n"
                   "C: T1 in OutsideVpc2\n"));
}

void TestNetwork::outsideThroughSecurityGroups()
{
    const Design design = imported(R"(Parameters: {Stack: {Type: String}}
Resources:
  Group: {Type: 'AWS::EC2::SecurityGroup', Properties: {VpcId: {'Fn::ImportValue': !Sub '${Stack}-VpcId'},
    SecurityGroupEgress: [{IpProtocol: tcp, DestinationSecurityGroupId: {'Fn::ImportValue': !Sub '${Stack}-Endpoints'}}]}}
  A: {Type: 'AWS::Serverless::Function', Properties: {Handler: h, Runtime: r, VpcConfig: {SubnetIds: [!ImportValue S1], SecurityGroupIds: [!GetAtt Group.GroupId]}}}
  B: {Type: 'AWS::Serverless::Function', Properties: {Handler: h, Runtime: r, VpcConfig: {SubnetIds: [!ImportValue S2], SecurityGroupIds: [!ImportValue G2]}}}
)")
                              .design;
    // A is in the VPC of its group; the only network named at all is where B must be too.
    QCOMPARE(placesOf(design), lines("A: S1 in Stack-VpcId\nB: S2 in Stack-VpcId\n"));
    QCOMPARE(design.all<Vpc>().size(), 1);
    const SecurityGroup *endpoints = design.named<SecurityGroup>(QStringLiteral("Stack-Endpoints"));
    QVERIFY(endpoints && endpoints->outside);
    QCOMPARE(endpoints->vpc, design.idOf(QStringLiteral("Stack-VpcId")));
}

void TestNetwork::conditionalNetworks()
{
    const QByteArray text = R"(Parameters: {Ids: {Type: CommaDelimitedList, Default: ''}}
Conditions: {InVpc: !Not [!Equals [!Join ['', !Ref Ids], '']]}
Globals: {Function: {Handler: h, Runtime: r, VpcConfig: {SubnetIds: [s-1], SecurityGroupIds: [g-1]}}}
Resources:
  A: {Type: 'AWS::Serverless::Function', Properties: {VpcConfig: !If [InVpc, {SubnetIds: !Ref Ids}, !Ref 'AWS::NoValue']}}
  B: {Type: 'AWS::Lambda::Function', Properties: {VpcConfig: {SubnetIds: [], SecurityGroupIds: []}}}
  C: {Type: 'AWS::Serverless::Function', Properties: {}}
)";
    QCOMPARE(placesOf(imported(text).design), lines("C: s-1 in OutsideVpc\n"));
    sam::ReadOptions options;
    options.parameters = {{QStringLiteral("Ids"), QStringLiteral("s-8,s-9")}};
    QCOMPARE(placesOf(imported(text, options).design),
             lines("A: s-8 s-9 in OutsideVpc\nC: s-1 in OutsideVpc2\n"));
}

void TestNetwork::brokenNetworks()
{
    // A subnet without a VPC, a gateway without attachment, references to the wrong kind: all stay.
    const Design design = imported(R"(Resources:
  S: {Type: 'AWS::EC2::Subnet', Properties: {CidrBlock: 10.0.0.0/24}}
  G: {Type: 'AWS::EC2::InternetGateway'}
  N: {Type: 'AWS::EC2::NatGateway', Properties: {SubnetId: !Ref G}}
  T: {Type: 'AWS::EC2::RouteTable'}
  A: {Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: {SubnetId: !Ref T, RouteTableId: !Ref S}}
  E: {Type: 'AWS::EC2::VPCEndpoint', Properties: {VpcId: [a], ServiceName: {b: c}}}
  X: {Type: 'AWS::EC2::SecurityGroup', Properties: {SecurityGroupIngress: text}}
  F: {Type: 'AWS::Lambda::Function', Properties: {VpcConfig: {SubnetIds: [!Ref X, !Ref G]}}}
)")
                              .design;
    for (const char *name : {"S", "G", "N", "T", "A", "E", "X", "F"})
        QVERIFY2(design.idOf(QLatin1String(name)), name);
}

void TestNetwork::corpusPlaces_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QStringList>("places");

    // Read from the templates by hand: VpcConfig of each function, SubnetId of each NAT gateway,
    // VPCGatewayAttachment of the internet gateway, subnet group of each database.
    QTest::newRow("trivia game") << QStringLiteral("serverless-trivia-game-backend-step6.yaml")
                                 << lines(R"(CacheGameFunction: PrivateSubnetA PrivateSubnetB in VPC
EndGameFunction: PrivateSubnetA PrivateSubnetB in VPC
InternetGateway:  in VPC
JoinGameFunction: PrivateSubnetA PrivateSubnetB in VPC
NatGatewayA: PublicSubnetA in VPC
NatGatewayB: PublicSubnetB in VPC
ReceiveAnswerFunction: PrivateSubnetA PrivateSubnetB in VPC
RedisCluster: PrivateSubnetA PrivateSubnetB in VPC
SendQuestionFunction: PrivateSubnetA PrivateSubnetB in VPC
StartGameFunction: PrivateSubnetA PrivateSubnetB in VPC
)");
    // The functions' VpcConfig comes from Globals; there is no gateway.
    QTest::newRow("leaderboard") << QStringLiteral(
        "serverless-video-plugins-4-postmetadata-plugins-leaderboard-plug.yaml")
                                 << lines(R"(CacheCluster: PrivateSubnet0 PrivateSubnet1 in VPC
ListLeadersFunction: PrivateSubnet0 PrivateSubnet1 in VPC
PluginHookFunction: PrivateSubnet0 PrivateSubnet1 in VPC
ReadFromLeaderboardFunction: PrivateSubnet0 PrivateSubnet1 in VPC
UpdateLeaderboardFunction: PrivateSubnet0 PrivateSubnet1 in VPC
)");
    QTest::newRow("memorydb")
        << QStringLiteral("patterns-apigw-lambda-memorydb.yaml")
        << lines(R"(HelloWorldFunction: privateSubnetA privateSubnetB in memdbClusterVPC
memoryDBCluster: privateSubnetA privateSubnetB in memdbClusterVPC
)");
    // All 22 functions import the same two subnets of the stack that VpcStackName names.
    QStringList core;
    for (const char *name : {"BuildClientOauthResponseFunction",
                             "BuildCriOauthRequestFunction",
                             "BuildProvenUserIdentityDetailsFunction",
                             "BuildUserIdentityFunction",
                             "CallDcmawAsyncCriFunction",
                             "CheckExistingIdentityFunction",
                             "CheckGpg45ScoreFunction",
                             "CheckMobileAppVcReceiptFunction",
                             "CheckReverificationIdentityFunction",
                             "FetchJourneyTransitionsFunction",
                             "FetchSystemSettingsFunction",
                             "IPVProcessJourneyEventFunction",
                             "InitialiseIpvSessionFunction",
                             "IssueClientAccessTokenFunction",
                             "ManualF2fPendingResetFunction",
                             "ProcessAsyncCriCredentialFunction",
                             "ProcessCandidateIdentityFunction",
                             "ProcessCriCallbackFunction",
                             "ProcessMobileAppCallbackFunction",
                             "ResetIdentityFunction",
                             "UserReverificationFunction",
                             "ValidateAppConfigFunction"}) {
        core.append(
            QLatin1String(name)
            + QStringLiteral(": VpcStackName-ProtectedSubnetIdA VpcStackName-ProtectedSubnetIdB "
                             "in VpcStackName-VpcId"));
    }
    QTest::newRow("core") << QStringLiteral("ipv-core-back.yaml") << core;
}

void TestNetwork::corpusPlaces()
{
    QFETCH(QString, file);
    QFETCH(QStringList, places);
    const QString path = corpusFile(file);
    if (path.isEmpty())
        QSKIP(corpusMissing);
    const Design design = imported(fileText(path)).design;
    QCOMPARE(placesOf(design), places);
    const bool outside = file == QLatin1String("ipv-core-back.yaml");
    for (const Vpc *vpc : design.all<Vpc>())
        QCOMPARE(vpc->outside, outside);
}

QTEST_GUILESS_MAIN(TestNetwork)
#include "tst_network.moc"
