// SPDX-License-Identifier: GPL-3.0-or-later
//
// Templates with faults in their networks that schemas and SAM's translator let pass. Each has a
// finding, its fix removes it, and the sound template that they all vary has none of them.
#include "planner/analysis.h"
#include "tests/planner/sam/sam_reading.h"

using namespace stratoplan;
using namespace stratoplan::test;

namespace {

// Two zones with a private subnet each, a public one with a NAT gateway in each, a database in both
// private ones behind a group of its own, and a function that uses the database, a queue and the
// internet.
const QByteArray sound = R"(Transform: AWS::Serverless-2016-10-31
Resources:
  Vpc: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.0.0.0/16}}
  Other: {Type: 'AWS::EC2::VPC', Properties: {CidrBlock: 10.1.0.0/16}}
  PublicA: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, AvailabilityZone: us-east-1a}}
  PublicB: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZone: us-east-1b}}
  PrivateA: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.2.0/24, AvailabilityZone: us-east-1a}}
  PrivateB: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.3.0/24, AvailabilityZone: us-east-1b}}
  Igw: {Type: 'AWS::EC2::InternetGateway'}
  Attached: {Type: 'AWS::EC2::VPCGatewayAttachment', Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Igw}}
  NatA: {Type: 'AWS::EC2::NatGateway', Properties: {SubnetId: !Ref PublicA, AllocationId: eipalloc-1}}
  NatB: {Type: 'AWS::EC2::NatGateway', Properties: {SubnetId: !Ref PublicB, AllocationId: eipalloc-2}}
  Public: {Type: 'AWS::EC2::RouteTable', Properties: {VpcId: !Ref Vpc}}
  RtA: {Type: 'AWS::EC2::RouteTable', Properties: {VpcId: !Ref Vpc}}
  RtB: {Type: 'AWS::EC2::RouteTable', Properties: {VpcId: !Ref Vpc}}
  Out: {Type: 'AWS::EC2::Route', Properties: {RouteTableId: !Ref Public, DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Igw}}
  OutA: {Type: 'AWS::EC2::Route', Properties: {RouteTableId: !Ref RtA, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref NatA}}
  OutB: {Type: 'AWS::EC2::Route', Properties: {RouteTableId: !Ref RtB, DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref NatB}}
  As1: {Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: {SubnetId: !Ref PublicA, RouteTableId: !Ref Public}}
  As2: {Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: {SubnetId: !Ref PublicB, RouteTableId: !Ref Public}}
  As3: {Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: {SubnetId: !Ref PrivateA, RouteTableId: !Ref RtA}}
  As4: {Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: {SubnetId: !Ref PrivateB, RouteTableId: !Ref RtB}}
  FnGroup: {Type: 'AWS::EC2::SecurityGroup', Properties: {VpcId: !Ref Vpc, GroupDescription: functions}}
  Foreign: {Type: 'AWS::EC2::SecurityGroup', Properties: {VpcId: !Ref Other, GroupDescription: others}}
  DbGroup: {Type: 'AWS::EC2::SecurityGroup', Properties: {VpcId: !Ref Vpc, GroupDescription: db, SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 5432, ToPort: 5432, SourceSecurityGroupId: !Ref FnGroup}]}}
  Places: {Type: 'AWS::RDS::DBSubnetGroup', Properties: {DBSubnetGroupDescription: x, SubnetIds: [!Ref PrivateA, !Ref PrivateB]}}
  Db: {Type: 'AWS::RDS::DBInstance', Properties: {Engine: postgres, MultiAZ: true, DBInstanceClass: db.t4g.large, DBSubnetGroupName: !Ref Places, VPCSecurityGroups: [!Ref DbGroup]}}
  Jobs: {Type: 'AWS::SQS::Queue'}
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.14
      Handler: app.handler
      InlineCode: x
      Environment: {Variables: {HOST: !GetAtt Db.Endpoint.Address, QUEUE: !Ref Jobs}}
      Policies: [{SQSSendMessagePolicy: {QueueName: !GetAtt Jobs.QueueName}}]
      VpcConfig: {SubnetIds: [!Ref PrivateA, !Ref PrivateB], SecurityGroupIds: [!Ref FnGroup]}
)";

const QStringList rules{
    QStringLiteral("NET-003"), QStringLiteral("NET-102"), QStringLiteral("NET-103"),
    QStringLiteral("NET-104"), QStringLiteral("NET-105"), QStringLiteral("NET-111"),
    QStringLiteral("NET-112"), QStringLiteral("NET-113"), QStringLiteral("REL-010")};

Analysis analysisOf(const Design &design)
{
    static const auto trees = decision::readTrees();
    AnalysisOptions options;
    options.rules = rules;
    const auto analysis = analyze(std::make_shared<const Design>(design), facts(), *trees, options);
    if (!analysis)
        qFatal("%s", qPrintable(toString(analysis.error().first())));
    return *analysis;
}

QStringList keysOf(const Analysis &analysis, review::Status status)
{
    QStringList keys;
    for (const review::Finding &finding : analysis.findings) {
        if (finding.status == status)
            keys.append(finding.key);
    }
    return keys;
}

QByteArray with(QByteArray text, const char *before, const char *after)
{
    if (text.count(before) != 1)
        qFatal("%s is there %d times", before, int(text.count(before)));
    return text.replace(before, after);
}

constexpr const char *placed = "VpcConfig: {SubnetIds: [!Ref PrivateA, !Ref PrivateB], "
                               "SecurityGroupIds: [!Ref FnGroup]}";

} // namespace

class TestBrokenNetworks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void soundOne();
    void privateNatGateway();
    void faults_data();
    void faults();
};

void TestBrokenNetworks::soundOne()
{
    const Analysis analysis = analysisOf(imported(sound).design);
    QCOMPARE(keysOf(analysis, review::Status::Open), QStringList());
    QCOMPARE(keysOf(analysis, review::Status::Unanswered), QStringList());
    // What the rules would look at is there.
    const Design &design = *analysis.design;
    QVERIFY(!design.get<Function>(design.idOf(QStringLiteral("Fn")))->subnets.isEmpty());
    connection(design, QStringLiteral("Fn"), QStringLiteral("Db"));
    connection(design, QStringLiteral("Fn"), QStringLiteral("Jobs"));
}

// A NAT gateway to other networks belongs in a private subnet.
void TestBrokenNetworks::privateNatGateway()
{
    const QByteArray text = sound
        + "  Inner: {Type: 'AWS::EC2::NatGateway', Properties: {SubnetId: !Ref PrivateA, "
          "ConnectivityType: private}}\n";
    const Analysis analysis = analysisOf(imported(text).design);
    QCOMPARE(keysOf(analysis, review::Status::Open), QStringList());
    QCOMPARE(keysOf(analysis, review::Status::Unanswered), QStringList());
}

void TestBrokenNetworks::faults_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("finding");

    const auto row
        = [](const char *name, const char *before, const char *after, const char *finding) {
              QTest::newRow(name) << with(sound, before, after) << QString::fromLatin1(finding);
          };
    row("no subnets", placed, "VpcConfig: {SecurityGroupIds: [!Ref FnGroup]}", "NET-111 Fn");
    row("an empty list", placed, "VpcConfig: {SubnetIds: [], SecurityGroupIds: [!Ref FnGroup]}",
        "NET-111 Fn");
    row("a group used as subnet", placed,
        "VpcConfig: {SubnetIds: [!Ref FnGroup], SecurityGroupIds: [!Ref FnGroup]}",
        "NET-112 Fn subnet");
    row("a group used beside a subnet", placed,
        "VpcConfig: {SubnetIds: [!Ref PrivateA, !GetAtt FnGroup.GroupId], SecurityGroupIds: "
        "[!Ref FnGroup]}",
        "NET-112 Fn subnet");
    row("a subnet used as group", placed,
        "VpcConfig: {SubnetIds: [!Ref PrivateA, !Ref PrivateB], SecurityGroupIds: [!Ref "
        "PrivateA]}",
        "NET-112 Fn security-group");
    row("a group of another VPC", placed,
        "VpcConfig: {SubnetIds: [!Ref PrivateA, !Ref PrivateB], SecurityGroupIds: [!Ref "
        "Foreign]}",
        "NET-112 Fn other-vpc");
    row("a NAT gateway in a private subnet", "Properties: {SubnetId: !Ref PublicA, Allocation",
        "Properties: {SubnetId: !Ref PrivateA, Allocation", "NET-113 NatA");
    row("no route to the internet gateway",
        "  Out: {Type: 'AWS::EC2::Route', Properties: {RouteTableId: !Ref Public, "
        "DestinationCidrBlock: 0.0.0.0/0, GatewayId: !Ref Igw}}\n",
        "", "NET-113 NatA");
    row("a function in public subnets", placed,
        "VpcConfig: {SubnetIds: [!Ref PublicA, !Ref PublicB], SecurityGroupIds: [!Ref FnGroup]}",
        "NET-103 Fn");
    row("a subnet with the main table, which leads nowhere",
        "  As4: {Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: {SubnetId: !Ref "
        "PrivateB, RouteTableId: !Ref RtB}}\n",
        "", "NET-104 Fn");
    row("a table without the route that the function needs",
        "  OutB: {Type: 'AWS::EC2::Route', Properties: {RouteTableId: !Ref RtB, "
        "DestinationCidrBlock: 0.0.0.0/0, NatGatewayId: !Ref NatB}}\n",
        "", "NET-104 Fn");
    row("a port that is not let in", "FromPort: 5432, ToPort: 5432, SourceS",
        "FromPort: 3306, ToPort: 3306, SourceS", "NET-105 Fn,Db");
    row("another group is let in", "SourceSecurityGroupId: !Ref FnGroup",
        "SourceSecurityGroupId: !Ref DbGroup", "NET-105 Fn,Db");
    row("only another network is let in", "SourceSecurityGroupId: !Ref FnGroup",
        "CidrIp: 10.1.0.0/16", "NET-105 Fn,Db");
    row("nothing is let out", "{VpcId: !Ref Vpc, GroupDescription: functions}",
        "{VpcId: !Ref Vpc, GroupDescription: functions, SecurityGroupEgress: [{IpProtocol: tcp, "
        "FromPort: 443, ToPort: 443, CidrIp: 0.0.0.0/0}]}",
        "NET-105 Fn,Db");
    row("overlapping subnets", "CidrBlock: 10.0.3.0/24", "CidrBlock: 10.0.2.128/25",
        "NET-003 PrivateB overlap PrivateA");
    row("a subnet outside its VPC", "CidrBlock: 10.0.3.0/24", "CidrBlock: 10.2.3.0/24",
        "NET-003 PrivateB outside-vpc");
}

void TestBrokenNetworks::faults()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, finding);
    const Analysis before = analysisOf(imported(text).design);
    const auto at = std::find_if(
        before.findings.cbegin(), before.findings.cend(), [&](const review::Finding &found) {
            return found.key == finding && found.status == review::Status::Open;
        });
    QVERIFY2(at != before.findings.cend(),
             qPrintable(keysOf(before, review::Status::Open).join(QStringLiteral(", "))));
    QVERIFY(at->fixable);
    const std::optional<Change> change = fixOf(*at, before, facts());
    QVERIFY(change);
    const auto mended = apply(*before.design, *change);
    QVERIFY2(mended, mended ? "" : qPrintable(toString(mended.error().first())));
    const QStringList after = keysOf(analysisOf(*mended), review::Status::Open);
    QVERIFY2(!after.contains(finding), qPrintable(after.join(QStringLiteral(", "))));
    for (const QString &key : after)
        QVERIFY2(keysOf(before, review::Status::Open).contains(key), qPrintable(key));
}

QTEST_GUILESS_MAIN(TestBrokenNetworks)
#include "tst_broken_networks.moc"
