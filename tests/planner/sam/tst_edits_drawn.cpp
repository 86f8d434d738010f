// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/edit.h"
#include "planner/model/names.h"
#include "planner/sam/edits.h"
#include "planner/sam/edits_onto.h"
#include "planner/sam/patch_diff.h"
#include "planner/sam/write.h"
#include "tests/planner/sam/sam_reading.h"
#include "tests/support/corpus.h"
#include "tests/support/random_architecture.h"

#include <QTest>

#include <functional>

using namespace stratoplan;
using namespace stratoplan::test;
using namespace stratoplan::sam;

namespace {

using MakeEdit = std::function<void(Edit &)>;

const char *const samText = R"(Transform: AWS::Serverless-2016-10-31
Parameters:
  OutsideVpc: {Type: 'AWS::EC2::VPC::Id'}
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: a.b
      Runtime: python3.12
      Timeout: 20
      Policies:
        - SQSSendMessagePolicy: {QueueName: !GetAtt Jobs.QueueName}
      Environment:
        Variables:
          QUEUE_URL: !Ref Jobs
  Stated:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: a.b
      Runtime: python3.12
      Policies:
        - AWSLambdaBasicExecutionRole
        - Statement:
            - Effect: Allow
              Action: sqs:SendMessage
              Resource: !GetAtt Jobs.Arn
  Owned:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: src/, Handler: a.b, Runtime: python3.12, Role: !GetAtt Role.Arn}
  Lent:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: src/, Handler: a.b, Runtime: python3.12, Role: !ImportValue role}
  Plain:
    Type: AWS::Lambda::Function
    Properties: {Code: {ZipFile: x}, Handler: a.b, Runtime: python3.12, Role: !GetAtt PlainRole.Arn}
  PlainRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {}
      Policies:
        - PolicyName: logs
          PolicyDocument: {Version: '2012-10-17', Statement: []}
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {}
  Ticking:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: a.b
      Runtime: python3.12
      Events:
        Records:
          Type: Kinesis
          Properties: {Stream: !GetAtt Stream.Arn, StartingPosition: LATEST}
        Tick:
          Type: Schedule
          Properties:
            Schedule: rate(1 hour)
  Stream: {Type: AWS::Kinesis::Stream}
  Lending: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: vpc-9, GroupDescription: l}}
  Jobs:
    Type: AWS::SQS::Queue
  Orders:
    Type: AWS::DynamoDB::Table
    Properties: {}
  Simple:
    Type: AWS::Serverless::SimpleTable
  Media:
    Type: AWS::S3::Bucket
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
  Gateway: {Type: AWS::EC2::InternetGateway}
  Attachment:
    Type: AWS::EC2::VPCGatewayAttachment
    Properties: {VpcId: !Ref Vpc, InternetGatewayId: !Ref Gateway}
  SubnetA:
    Type: AWS::EC2::Subnet
    Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, AvailabilityZone: eu-west-1a}
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties: {VpcId: !Ref Vpc, GroupDescription: g}
)";

/// The same in JSON, which has long forms only.
const char *const jsonText = R"({
  "Transform": "AWS::Serverless-2016-10-31",
  "Resources": {
    "Fn": {
      "Type": "AWS::Serverless::Function",
      "Properties": {
        "CodeUri": "src/",
        "Handler": "a.b",
        "Runtime": "python3.12"
      }
    },
    "Jobs": {
      "Type": "AWS::SQS::Queue"
    }
  }
}
)";

struct Edited
{
    QByteArray text;
    Problems notes;
};

Expected<Edited> edited(const QByteArray &source, const MakeEdit &make)
{
    const QString file = QStringLiteral("template.yaml");
    const Design design = imported(source).design;
    Edit edit(design);
    make(edit);
    const auto tree = yaml::parse(source, file);
    const auto edits
        = editsFor(*tree, file, design, edit.change(), facts(), {.replacesExpressions = true});
    if (!edits)
        return failure(edits.error());
    const auto text = patched(*tree, file, edits->edits);
    if (!text)
        return failure(text.error());
    return Edited{*text, edits->notes};
}

/// Lines that differ, as "-old" and "+new".
QByteArray changesOf(const QByteArray &before, const QByteArray &after)
{
    QByteArray out;
    const QList<QByteArray> lines = unifiedDiff(before, after, {}, {}).split('\n');
    for (const QByteArray &line : lines) {
        const bool isHead = line.startsWith("---") || line.startsWith("+++");
        if ((line.startsWith('-') || line.startsWith('+')) && !isHead)
            out += line + '\n';
    }
    return out;
}

Service service(const char *kind, const char *name)
{
    Service made;
    made.kind = QString::fromLatin1(kind);
    made.name = QString::fromLatin1(name);
    return made;
}

Connection connection(ElementId from, ElementId to, Role role)
{
    Connection made;
    made.from = from;
    made.to = to;
    made.role = role;
    return made;
}

/// What a design says of the ways between elements: "Fn access Orders reads writes".
QStringList waysOf(const Design &design)
{
    const Names names(design);
    QStringList ways;
    for (const Connection *one : design.all<Connection>()) {
        ways.append(QStringLiteral("%1 %2 %3%4%5")
                        .arg(names.of(one->from), QString(id(one->role)), names.of(one->to),
                             one->reads.valueOr(false) ? QStringLiteral(" reads") : QString(),
                             one->writes.valueOr(false) ? QStringLiteral(" writes") : QString()));
    }
    ways.sort();
    return ways;
}

} // namespace

class TestEditsDrawn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changes();
    void refused();
    void everyKind();
    void thereAndBack();
    void outsideNetworksAreLeft();
    void corpus();
    void madeUpDesigns();
};

void TestEditsDrawn::changes()
{
    const auto id = [](Edit &edit, const char *name) { return edit.idOf(QLatin1String(name)); };
    struct Row
    {
        const char *name;
        MakeEdit make;
        QByteArray changes;
        const char *text = samText;
    };
    const auto use = [&](const char *from, const char *to, bool reads, bool writes) {
        return MakeEdit([=](Edit &e) {
            Connection access = connection(id(e, from), id(e, to), Role::Access);
            access.reads = reads;
            access.writes = writes;
            e.add(access);
        });
    };
    const QList<Row> rows{
        {"an access by a policy template", use("Fn", "Orders", true, false),
         "+        - DynamoDBReadPolicy:\n"
         "+            TableName: !Ref Orders\n"
         "+          TABLE_NAME: !Ref Orders\n"},
        {"an access by a statement", use("Stated", "Orders", true, true),
         "+      Environment:\n"
         "+        Variables:\n"
         "+          TABLE_NAME: !Ref Orders\n"
         "+        - Statement:\n"
         "+            - Effect: Allow\n"
         "+              Action:\n"
         "+                - dynamodb:GetItem\n"
         "+                - dynamodb:BatchGetItem\n"
         "+                - dynamodb:Query\n"
         "+                - dynamodb:Scan\n"
         "+              Resource: !GetAtt Orders.Arn\n"
         "+            - Effect: Allow\n"
         "+              Action:\n"
         "+                - dynamodb:PutItem\n"
         "+                - dynamodb:UpdateItem\n"
         "+                - dynamodb:BatchWriteItem\n"
         "+              Resource: !GetAtt Orders.Arn\n"},
        {"an access by a role", use("Owned", "Orders", true, false),
         "-    Properties: {CodeUri: src/, Handler: a.b, Runtime: python3.12, Role: !GetAtt "
         "Role.Arn}\n"
         "+    Properties: {CodeUri: src/, Handler: a.b, Runtime: python3.12, Environment: "
         "{Variables: {TABLE_NAME: !Ref Orders}}, Role: !GetAtt Role.Arn}\n"
         "+      Policies:\n"
         "+        - PolicyName: OwnedAccess\n"
         "+          PolicyDocument:\n"
         "+            Version: '2012-10-17'\n"
         "+            Statement:\n"
         "+              - Effect: Allow\n"
         "+                Action:\n"
         "+                  - dynamodb:GetItem\n"
         "+                  - dynamodb:BatchGetItem\n"
         "+                  - dynamodb:Query\n"
         "+                  - dynamodb:Scan\n"
         "+                Resource: !GetAtt Orders.Arn\n"},
        {"an access of a plain function", use("Plain", "Simple", true, false),
         "-    Properties: {Code: {ZipFile: x}, Handler: a.b, Runtime: python3.12, Role: !GetAtt "
         "PlainRole.Arn}\n"
         "+    Properties: {Code: {ZipFile: x}, Handler: a.b, Runtime: python3.12, Environment: "
         "{Variables: {TABLE_NAME: !Ref Simple}}, Role: !GetAtt PlainRole.Arn}\n"
         "+        - PolicyName: PlainAccess\n"
         "+          PolicyDocument:\n"
         "+            Version: '2012-10-17'\n"
         "+            Statement:\n"
         "+              - Effect: Allow\n"
         "+                Action:\n"
         "+                  - dynamodb:GetItem\n"
         "+                  - dynamodb:BatchGetItem\n"
         "+                  - dynamodb:Query\n"
         "+                  - dynamodb:Scan\n"
         "+                Resource: !GetAtt Simple.Arn\n"},
        {"an access in long forms", use("Fn", "Jobs", false, true),
         "+        \"Environment\": {\n"
         "+          \"Variables\": {\n"
         "+            \"QUEUE_URL\": {\n"
         "+              \"Ref\": \"Jobs\"\n"
         "+            }\n"
         "+          }\n"
         "+        },\n"
         "+        \"Policies\": [\n"
         "+          {\n"
         "+            \"SQSSendMessagePolicy\": {\n"
         "+              \"QueueName\": {\n"
         "+                \"Fn::GetAtt\": [\n"
         "+                  \"Jobs\",\n"
         "+                  \"QueueName\"\n"
         "+                ]\n"
         "+              }\n"
         "+            }\n"
         "+          }\n"
         "+        ],\n",
         jsonText},
        {"a call", [&](Edit &e) { e.add(connection(id(e, "Fn"), id(e, "Stated"), Role::Call)); },
         "+        - LambdaInvokePolicy:\n"
         "+            FunctionName: !Ref Stated\n"
         "+          FUNCTION_NAME: !Ref Stated\n"},
        {"a trigger with its settings",
         [&](Edit &e) {
             Connection trigger = connection(id(e, "Jobs"), id(e, "Stated"), Role::Trigger);
             trigger.batchSize = 5;
             trigger.filter = QStringLiteral("{\"body\":{\"a\":[1]}}");
             e.add(trigger);
         },
         "+      Events:\n"
         "+        Jobs:\n"
         "+          Type: SQS\n"
         "+          Properties:\n"
         "+            Queue: !GetAtt Jobs.Arn\n"
         "+            BatchSize: 5\n"
         "+            FilterCriteria:\n"
         "+              Filters:\n"
         "+                - Pattern: '{\"body\":{\"a\":[1]}}'\n"},
        {"objects of a prefix",
         [&](Edit &e) {
             Connection trigger = connection(id(e, "Media"), id(e, "Fn"), Role::Trigger);
             trigger.prefix = QStringLiteral("in/");
             e.add(trigger);
         },
         "+      Events:\n"
         "+        Media:\n"
         "+          Type: S3\n"
         "+          Properties:\n"
         "+            Bucket: !Ref Media\n"
         "+            Events: s3:ObjectCreated:*\n"
         "+            Filter:\n"
         "+              S3Key:\n"
         "+                Rules:\n"
         "+                  - Name: prefix\n"
         "+                    Value: in/\n"},
        {"a queue for what fails in a queue",
         [&](Edit &e) {
             const ElementId dead = e.add(service("queue", "Dead"));
             e.add(connection(id(e, "Jobs"), dead, Role::FailureTarget));
         },
         "+    Properties:\n"
         "+      RedrivePolicy:\n"
         "+        deadLetterTargetArn: !GetAtt Dead.Arn\n"
         "+        maxReceiveCount: 5\n"
         "+  Dead:\n"
         "+    Type: AWS::SQS::Queue\n"},
        {"a queue for what fails in a schedule",
         [&](Edit &e) {
             e.add(connection(id(e, "TickingTick"), id(e, "Jobs"), Role::FailureTarget));
         },
         "+            DeadLetterConfig:\n+              Arn: !GetAtt Jobs.Arn\n"},
        {"a queue for what fails in a stream, at the event as it is called",
         [&](Edit &e) { e.add(connection(id(e, "Stream"), id(e, "Jobs"), Role::FailureTarget)); },
         "-          Properties: {Stream: !GetAtt Stream.Arn, StartingPosition: LATEST}\n"
         "+          Properties: {Stream: !GetAtt Stream.Arn, StartingPosition: LATEST, "
         "DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt Jobs.Arn}}}\n"},
        {"a group in a network elsewhere",
         [&](Edit &e) {
             SecurityGroup group;
             group.name = QStringLiteral("Guest");
             group.vpc = e.get<SecurityGroup>(id(e, "Lending"))->vpc;
             e.add(group);
         },
         "+  Guest:\n+    Type: AWS::EC2::SecurityGroup\n+    Properties:\n"
         "+      GroupDescription: Guest of Vpc9\n"
         "+      VpcId: vpc-9\n"},
        {"a subnet in the zone of another",
         [&](Edit &e) {
             Subnet subnet;
             subnet.name = QStringLiteral("SubnetB");
             subnet.vpc = id(e, "Vpc");
             subnet.zone = e.get<Subnet>(id(e, "SubnetA"))->zone;
             subnet.cidr = QStringLiteral("10.0.1.0/24");
             e.add(subnet);
         },
         "+  SubnetB:\n"
         "+    Type: AWS::EC2::Subnet\n"
         "+    Properties:\n"
         "+      VpcId: !Ref Vpc\n"
         "+      AvailabilityZone: eu-west-1a\n"
         "+      CidrBlock: 10.0.1.0/24\n"},
        {"an interface endpoint",
         [&](Edit &e) {
             Endpoint endpoint;
             endpoint.name = QStringLiteral("SqsEndpoint");
             endpoint.kind = EndpointKind::Interface;
             endpoint.service = QStringLiteral("sqs");
             endpoint.vpc = id(e, "Vpc");
             endpoint.subnets = {id(e, "SubnetA")};
             endpoint.securityGroups = {id(e, "Group")};
             e.add(endpoint);
         },
         "+  SqsEndpoint:\n"
         "+    Type: AWS::EC2::VPCEndpoint\n"
         "+    Properties:\n"
         "+      VpcId: !Ref Vpc\n"
         "+      VpcEndpointType: Interface\n"
         "+      ServiceName: !Sub com.amazonaws.${AWS::Region}.sqs\n"
         "+      PrivateDnsEnabled: true\n"
         "+      SubnetIds:\n"
         "+        - !Ref SubnetA\n"
         "+      SecurityGroupIds:\n"
         "+        - !Ref Group\n"},
        {"a security group with a rule, and one more of another",
         [&](Edit &e) {
             SecurityGroup group;
             group.name = QStringLiteral("Data");
             group.vpc = id(e, "Vpc");
             SecurityRule rule;
             rule.protocol = QStringLiteral("tcp");
             rule.fromPort = rule.toPort = 5432;
             rule.group = id(e, "Group");
             group.rules = {rule};
             e.add(group);
             SecurityRule web = rule;
             web.group = {};
             web.cidr = QStringLiteral("10.0.0.0/16");
             web.fromPort = web.toPort = 443;
             e.set(id(e, "Group"), &SecurityGroup::rules, QList<SecurityRule>{web});
         },
         "-    Properties: {VpcId: !Ref Vpc, GroupDescription: g}\n"
         "+    Properties: {VpcId: !Ref Vpc, GroupDescription: g, SecurityGroupIngress: "
         "[{IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/16}]}\n"
         "+  Data:\n"
         "+    Type: AWS::EC2::SecurityGroup\n"
         "+    Properties:\n"
         "+      GroupDescription: Data of Vpc\n"
         "+      VpcId: !Ref Vpc\n"
         "+      SecurityGroupIngress:\n"
         "+        - IpProtocol: tcp\n"
         "+          FromPort: 5432\n"
         "+          ToPort: 5432\n"
         "+          SourceSecurityGroupId: !Ref Group\n"},
        {"a way out by NAT",
         [&](Edit &e) {
             Gateway nat;
             nat.name = QStringLiteral("Nat");
             nat.kind = GatewayKind::Nat;
             nat.vpc = id(e, "Vpc");
             nat.subnet = id(e, "SubnetA");
             const ElementId gateway = e.add(nat);
             RouteTable table;
             table.name = QStringLiteral("Private");
             table.vpc = id(e, "Vpc");
             table.routes = {{QStringLiteral("0.0.0.0/0"), gateway, {}}};
             const ElementId tableId = e.add(table);
             Subnet subnet;
             subnet.name = QStringLiteral("SubnetB");
             subnet.vpc = id(e, "Vpc");
             subnet.cidr = QStringLiteral("10.0.1.0/24");
             subnet.routeTable = tableId;
             e.add(subnet);
         },
         "+  SubnetB:\n"
         "+    Type: AWS::EC2::Subnet\n"
         "+    Properties:\n"
         "+      VpcId: !Ref Vpc\n"
         "+      CidrBlock: 10.0.1.0/24\n"
         "+  NatAddress:\n"
         "+    Type: AWS::EC2::EIP\n"
         "+    DependsOn: Attachment\n"
         "+    Properties:\n"
         "+      Domain: vpc\n"
         "+  Nat:\n"
         "+    Type: AWS::EC2::NatGateway\n"
         "+    DependsOn: Attachment\n"
         "+    Properties:\n"
         "+      SubnetId: !Ref SubnetA\n"
         "+      AllocationId: !GetAtt NatAddress.AllocationId\n"
         "+  Private:\n"
         "+    Type: AWS::EC2::RouteTable\n"
         "+    Properties:\n"
         "+      VpcId: !Ref Vpc\n"
         "+  PrivateDefaultRoute:\n"
         "+    Type: AWS::EC2::Route\n"
         "+    Properties:\n"
         "+      RouteTableId: !Ref Private\n"
         "+      DestinationCidrBlock: 0.0.0.0/0\n"
         "+      NatGatewayId: !Ref Nat\n"
         "+  SubnetBRouteTableAssociation:\n"
         "+    Type: AWS::EC2::SubnetRouteTableAssociation\n"
         "+    Properties:\n"
         "+      SubnetId: !Ref SubnetB\n"
         "+      RouteTableId: !Ref Private\n"},
        {"a new function in the network with a database",
         [&](Edit &e) {
             Function function;
             function.name = QStringLiteral("Report");
             function.runtime = QStringLiteral("python3.12");
             function.inVpc = true;
             function.subnets = {id(e, "SubnetA")};
             function.securityGroups = {id(e, "Group")};
             e.add(function);
         },
         "+  Report:\n"
         "+    Type: AWS::Serverless::Function\n"
         "+    Properties:\n"
         "+      CodeUri: src/report/\n"
         "+      Handler: app.lambda_handler\n"
         "+      Runtime: python3.12\n"
         "+      VpcConfig:\n"
         "+        SubnetIds:\n"
         "+          - !Ref SubnetA\n"
         "+        SecurityGroupIds:\n"
         "+          - !Ref Group\n"},
    };
    for (const Row &row : rows) {
        const auto result = edited(row.text, row.make);
        QVERIFY2(result,
                 qPrintable(QLatin1String(row.name) + QLatin1String(": ")
                            + (result ? QString() : toString(result.error().first()))));
        const QByteArray changes = changesOf(row.text, result->text);
        if (changes != row.changes)
            qInfo("%s:\n%s", row.name, changes.constData());
        QCOMPARE(changes, row.changes);
    }
}

void TestEditsDrawn::refused()
{
    const auto id = [](Edit &edit, const char *name) { return edit.idOf(QLatin1String(name)); };
    struct Row
    {
        MakeEdit make;
        const char *element;
        const char *why;
    };
    const QList<Row> rows{
        {[&](Edit &e) { e.add(connection(id(e, "Lent"), id(e, "Orders"), Role::Access)); }, "Lent",
         "its role !ImportValue role is no resource of the template"},
        {[&](Edit &e) { e.add(connection(id(e, "Simple"), id(e, "Fn"), Role::Trigger)); }, "Fn",
         "Simple is of the type AWS::Serverless::SimpleTable"},
        {[&](Edit &e) {
             Gateway nat;
             nat.kind = GatewayKind::Nat;
             nat.name = QStringLiteral("Nat");
             nat.vpc = id(e, "Vpc");
             e.add(nat);
         },
         "Nat", "a NAT gateway stands in a subnet"},
        {[&](Edit &e) {
             Vpc vpc;
             vpc.name = QStringLiteral("vpc-1");
             vpc.outside = true;
             Subnet elsewhere;
             elsewhere.name = QStringLiteral("subnet-1");
             elsewhere.vpc = e.add(vpc);
             elsewhere.outside = true;
             Function function;
             function.name = QStringLiteral("Report");
             function.runtime = QStringLiteral("python3.12");
             function.inVpc = true;
             function.subnets = {e.add(elsewhere)};
             function.securityGroups = {id(e, "Group")};
             e.add(function);
         },
         "Report", "stands outside of the template, and nothing in it tells its id"},
        {[&](Edit &e) {
             Service database = service("time-series-database", "Db");
             e.add(database);
         },
         "Db", "the design does not say enough to make one"},
        {[&](Edit &e) { e.add(connection(id(e, "Media"), id(e, "Plain"), Role::Trigger)); },
         "Plain", "a plain Lambda function needs a permission"},
    };
    for (const Row &row : rows) {
        const auto result = edited(samText, row.make);
        QVERIFY2(!result, row.why);
        const Problem &problem = result.error().first();
        QCOMPARE(problem.code, QStringLiteral("sam.cannot-express"));
        QCOMPARE(problem.where.element, QLatin1String(row.element));
        QVERIFY2(toString(problem.what).contains(QLatin1String(row.why)),
                 qPrintable(toString(problem)));
        QVERIFY(!toString(problem.remedy).isEmpty());
    }
}

// Every kind of service, new, used by a function and triggering one, in templates of several ways:
// the changed template says the same as a new template of the same design.
void TestEditsDrawn::everyKind()
{
    int done = 0;
    QMap<QString, int> refusals;
    for (const char *text : {samText, jsonText}) {
        const Design design = imported(text).design;
        const QStringList before = waysOf(design);
        const QStringList newBefore = waysOf(imported(write(design, facts())->text).design);
        for (const catalog::ServiceKind &kind : facts().services()) {
            if (kind.category == catalog::Category::Configuration)
                continue;
            for (const char *function : {"Fn", "Stated", "Owned", "Plain"}) {
                const QString user = QString::fromLatin1(function);
                if (!Edit(design).idOf(user))
                    continue;
                for (const Role role : {Role::Access, Role::Trigger}) {
                    const auto make = [&](Edit &e) {
                        Service made = service("", "Fresh");
                        made.kind = kind.kind;
                        const ElementId at = e.add(made);
                        const ElementId fn = e.idOf(user);
                        Connection way = role == Role::Access ? connection(fn, at, role)
                                                              : connection(at, fn, role);
                        if (role == Role::Access)
                            way.reads = true;
                        e.add(way);
                    };
                    const QString what = QStringLiteral("%1 %2 %3")
                                             .arg(kind.kind, user, QString(stratoplan::id(role)));
                    const auto result = edited(text, make);
                    if (!result) {
                        const Problem &problem = result.error().first();
                        QCOMPARE(problem.code, QStringLiteral("sam.cannot-express"));
                        QVERIFY(!problem.where.element.isEmpty());
                        QVERIFY(!toString(problem.remedy).isEmpty());
                        ++refusals[toString(problem.what)
                                       .replace(kind.kind, QStringLiteral("KIND"))
                                       .replace(user, QStringLiteral("FUNCTION"))];
                        continue;
                    }
                    ++done;
                    QStringList after = waysOf(imported(result->text).design);
                    for (const QString &way : before)
                        after.removeOne(way);
                    Edit edit(design);
                    make(edit);
                    const auto fresh = write(*edit.result(), facts());
                    QVERIFY(fresh);
                    QStringList expected = waysOf(imported(fresh->text).design);
                    for (const QString &way : newBefore)
                        expected.removeOne(way);
                    if (after != expected)
                        qInfo("%s:\n%s", qPrintable(what),
                              changesOf(text, result->text).constData());
                    QCOMPARE(after, expected);
                }
            }
        }
    }
    qInfo("%d ways written", done);
    for (auto refusal = refusals.cbegin(); refusal != refusals.cend(); ++refusal)
        qInfo("%3d refused: %s", *refusal, qPrintable(refusal.key()));
    QVERIFY(done > 200);
}

// What was drawn and is taken away again leaves the template as it was, byte for byte.
void TestEditsDrawn::thereAndBack()
{
    for (const char *text : {samText, jsonText}) {
        for (const char *function : {"Fn", "Stated", "Owned", "Plain"}) {
            if (!imported(text).design.get<Function>(
                    Edit(imported(text).design).idOf(QLatin1String(function))))
                continue;
            for (const char *target : {"Orders", "Jobs", "Media"}) {
                const Design design = imported(text).design;
                const auto ends = [&](const Edit &e) {
                    return std::pair(e.idOf(QLatin1String(function)),
                                     e.idOf(QLatin1String(target)));
                };
                const auto isKnown = [&](const Connection *one) {
                    return std::pair(one->from, one->to) == ends(Edit(design));
                };
                const QList<const Connection *> known = design.all<Connection>();
                if (!ends(Edit(design)).second || std::any_of(known.begin(), known.end(), isKnown))
                    continue;
                const auto there = edited(text, [&](Edit &e) {
                    Connection access = connection(ends(e).first, ends(e).second, Role::Access);
                    access.writes = true;
                    e.add(access);
                });
                QVERIFY(there);
                const auto back = edited(there->text, [&](Edit &e) {
                    const Design now = imported(there->text).design;
                    for (const Connection *one : now.all<Connection>()) {
                        if (std::pair(one->from, one->to) == ends(e) && one->role == Role::Access)
                            e.remove(one->id);
                    }
                });
                QVERIFY2(back, back ? "" : qPrintable(toString(back.error().first())));
                QVERIFY2(back->text == text, changesOf(text, back->text).constData());
            }
        }
    }
}

// What facts tell of a network elsewhere is known, but nobody's edit, and no resource.
void TestEditsDrawn::outsideNetworksAreLeft()
{
    const auto make = [](Edit &e) {
        Vpc vpc;
        vpc.name = QStringLiteral("vpc-1");
        vpc.outside = true;
        const ElementId network = e.add(vpc);
        Gateway gateway;
        gateway.name = QStringLiteral("igw-1");
        gateway.vpc = network;
        const ElementId way = e.add(gateway);
        RouteTable table;
        table.name = QStringLiteral("rtb-1");
        table.vpc = network;
        table.routes = {{QStringLiteral("0.0.0.0/0"), way, {}}};
        Subnet subnet;
        subnet.name = QStringLiteral("subnet-1");
        subnet.vpc = network;
        subnet.outside = true;
        subnet.cidr = QStringLiteral("10.0.0.0/24");
        subnet.routeTable = e.add(table);
        Endpoint endpoint;
        endpoint.name = QStringLiteral("vpce-1");
        endpoint.vpc = network;
        endpoint.service = QStringLiteral("s3");
        endpoint.routeTables = {subnet.routeTable};
        e.add(endpoint);
        SecurityGroup group;
        group.name = QStringLiteral("sg-1");
        group.vpc = network;
        group.outside = true;
        e.add(group);
        Gateway nat;
        nat.name = QStringLiteral("nat-1");
        nat.kind = GatewayKind::Nat;
        nat.vpc = network;
        nat.subnet = e.add(subnet);
        e.add(nat);
    };
    const auto result = edited(samText, make);
    QVERIFY2(result, result ? "" : qPrintable(toString(result.error().first())));
    QCOMPARE(result->text, QByteArray(samText));

    Edit edit(imported(samText).design);
    make(edit);
    const auto written = write(*edit.result(), facts());
    QVERIFY(written);
    const auto tree = yaml::parse(written->text, {});
    const yaml::Node resources = tree->root()["Resources"];
    const auto before = write(imported(samText).design, facts());
    QCOMPARE(resources.size(), yaml::parse(before->text, {})->root()["Resources"].size());
}

// On every fifth template, or for the long checks on all: a new queue that a function sends to, and
// one that triggers it. The result reads, and says what was drawn beside what it said before.
void TestEditsDrawn::corpus()
{
    const QStringList templates = corpusTemplates();
    if (templates.isEmpty())
        QSKIP(corpusMissing);
    int done = 0;
    QMap<QString, int> refusals;
    const bool all = qEnvironmentVariableIsSet("STRATOPLAN_LONG");
    for (qsizetype i = 0; i < templates.size(); i += all ? 1 : 5) {
        const QString &path = templates.at(i);
        const QByteArray text = fileText(path);
        const auto reading = read(text, path, facts());
        if (!reading)
            continue;
        const QStringList before = waysOf(reading->design);
        for (const Function *function : reading->design.all<Function>()) {
            if (function->cfnType.isEmpty())
                continue;
            for (const Role role : {Role::Access, Role::Trigger}) {
                const auto result = edited(text, [&](Edit &e) {
                    const ElementId queue = e.add(service("queue", "FreshQueue"));
                    Connection way = role == Role::Access ? connection(function->id, queue, role)
                                                          : connection(queue, function->id, role);
                    if (role == Role::Access)
                        way.writes = true;
                    e.add(way);
                });
                if (!result) {
                    ++refusals[toString(result.error().first().what).left(90)];
                    continue;
                }
                ++done;
                QStringList after = waysOf(imported(result->text).design);
                const QString expected = role == Role::Access
                    ? function->name + QLatin1String(" access FreshQueue writes")
                    : QLatin1String("FreshQueue trigger ") + function->name;
                const QByteArray where = path.toUtf8() + ' ' + function->name.toUtf8() + ":\n"
                    + changesOf(text, result->text);
                QVERIFY2(after.removeOne(expected), where.constData());
                // Functions that share the role are told.
                const bool isTold = std::any_of(
                    result->notes.begin(), result->notes.end(), [](const Problem &note) {
                        return toString(note).contains(QLatin1String("has the role"));
                    });
                if (isTold) {
                    after.erase(std::remove_if(after.begin(), after.end(),
                                               [](const QString &way) {
                                                   return way.endsWith(
                                                       QLatin1String(" access FreshQueue writes"));
                                               }),
                                after.end());
                }
                QVERIFY2(after == before, where.constData());
            }
        }
    }
    qInfo("%d ways drawn in %d templates", done, int(templates.size()));
    for (auto refusal = refusals.cbegin(); refusal != refusals.cend(); ++refusal)
        qInfo("%3d refused: %s", *refusal, qPrintable(refusal.key()));
    QVERIFY(done > 20);
}

// Made-up designs: a template of the design without some of its connections, onto which those are
// exported, says the same as a template of the whole design.
void TestEditsDrawn::madeUpDesigns()
{
    const int last = qEnvironmentVariableIsSet("STRATOPLAN_LONG") ? 200 : 30;
    int exported = 0;
    QMap<QString, int> refusals;
    for (int seed = 1; seed <= last; ++seed) {
        const Design whole = RandomArchitecture(static_cast<quint32>(seed), facts()).design();
        const QList<const Connection *> connections = whole.all<Connection>();
        for (qsizetype i = seed % 3; i < connections.size(); i += 3) {
            const Connection *left = connections.at(i);
            Edit less(whole);
            less.remove(left->id);
            const auto base = write(*less.result(), facts());
            const auto full = write(whole, facts());
            if (!base || !full)
                continue;
            const Names names(whole);
            const QString from = base->logicalIds.value(names.of(left->from));
            const QString to = base->logicalIds.value(names.of(left->to));
            const Design drawn = imported(base->text).design;
            if (!drawn.idOf(from) || !drawn.idOf(to))
                continue;
            const auto result = edited(base->text, [&](Edit &e) {
                Connection way = *left;
                way.id = {};
                way.evidence.clear();
                way.from = e.idOf(from);
                way.to = e.idOf(to);
                e.add(way);
            });
            if (!result) {
                const Problem &problem = result.error().first();
                QVERIFY2(!toString(problem.remedy).isEmpty(), qPrintable(toString(problem)));
                ++refusals[QString(id(left->role)) + QLatin1String(": ")
                           + QString::fromUtf8(problem.what.source)];
                continue;
            }
            ++exported;
            // What a new template would say in another place stays where it is.
            const QStringList before = waysOf(drawn);
            const QStringList expected = waysOf(imported(full->text).design);
            QStringList missing = expected;
            QStringList more;
            const QStringList now = waysOf(imported(result->text).design);
            for (const QString &way : now) {
                if (!missing.removeOne(way) && !before.contains(way))
                    more.append(way);
            }
            const QString where = QStringLiteral("seed %1: %2 %3 %4\n")
                                      .arg(seed)
                                      .arg(from, QString(id(left->role)), to);
            QVERIFY2(missing.isEmpty() && more.isEmpty(),
                     where.toUtf8() + changesOf(base->text, result->text));
        }
    }
    qInfo("%d connections of %d designs exported", exported, last);
    for (auto refusal = refusals.cbegin(); refusal != refusals.cend(); ++refusal)
        qInfo("%3d refused: %s", *refusal, qPrintable(refusal.key()));
    QVERIFY(exported > last);
}

QTEST_GUILESS_MAIN(TestEditsDrawn)
#include "tst_edits_drawn.moc"
