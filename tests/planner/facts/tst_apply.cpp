// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/catalog/catalog.h"
#include "planner/decision/routes.h"
#include "planner/facts/apply.h"
#include "planner/facts/read.h"
#include "planner/model/change.h"
#include "planner/model/names.h"
#include "planner/sam/read.h"
#include "planner/store/store.h"
#include "tests/support/corpus.h"

#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::facts;

namespace {

/// A shared network: two private subnets behind a NAT in the first zone, public ones, an S3 and an
/// SQS endpoint. In the shapes of the describe calls.
const QByteArray awsNetwork = R"({
"Vpcs": [{"VpcId": "vpc-01", "CidrBlockAssociationSet": [
   {"CidrBlock": "10.0.0.0/16", "CidrBlockState": {"State": "associated"}}], "Tags": [{"Key": "Name", "Value": "shared"}]}],
"Subnets": [
 {"SubnetId": "subnet-0a1", "VpcId": "vpc-01", "AvailabilityZone": "us-east-1a", "CidrBlock": "10.0.1.0/24", "Tags": [{"Key": "Name", "Value": "private-a"}]},
 {"SubnetId": "subnet-0b2", "VpcId": "vpc-01", "AvailabilityZone": "us-east-1b", "CidrBlock": "10.0.2.0/24", "Tags": [{"Key": "Name", "Value": "private-b"}]},
 {"SubnetId": "subnet-0c3", "VpcId": "vpc-01", "AvailabilityZone": "us-east-1a", "CidrBlock": "10.0.3.0/24", "Tags": [{"Key": "Name", "Value": "public-a"}]},
 {"SubnetId": "subnet-0d4", "VpcId": "vpc-01", "AvailabilityZone": "us-east-1b", "CidrBlock": "10.0.4.0/24", "Tags": []}],
"RouteTables": [
 {"RouteTableId": "rtb-01", "VpcId": "vpc-01", "Associations": [{"Main": true}], "Tags": [{"Key": "Name", "Value": "private"}],
  "Routes": [{"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local"}, {"DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "nat-01"},
             {"DestinationPrefixListId": "pl-01", "GatewayId": "vpce-01"}, {"DestinationCidrBlock": "10.9.0.0/16", "NetworkInterfaceId": "eni-01"}]},
 {"RouteTableId": "rtb-02", "VpcId": "vpc-01", "Associations": [{"Main": false, "SubnetId": "subnet-0c3"}],
  "Routes": [{"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "igw-01"}]},
 {"RouteTableId": "rtb-09", "VpcId": "vpc-09", "Associations": [{"Main": true}], "Routes": []}],
"NatGateways": [{"NatGatewayId": "nat-01", "VpcId": "vpc-01", "SubnetId": "subnet-0c3", "State": "available"}],
"VpcEndpoints": [
 {"VpcEndpointId": "vpce-01", "VpcEndpointType": "Gateway", "VpcId": "vpc-01", "State": "available", "ServiceName": "com.amazonaws.us-east-1.s3", "RouteTableIds": ["rtb-01"]},
 {"VpcEndpointId": "vpce-02", "VpcEndpointType": "Interface", "VpcId": "vpc-01", "State": "available", "ServiceName": "com.amazonaws.us-east-1.sqs", "SubnetIds": ["subnet-0d4"], "Groups": [{"GroupId": "sg-02"}]},
 {"VpcEndpointId": "vpce-03", "VpcEndpointType": "Gateway", "VpcId": "vpc-01", "State": "available", "ServiceName": "com.amazonaws.us-east-1.dynamodb", "RouteTableIds": ["rtb-77"]},
 {"VpcEndpointId": "vpce-09", "VpcEndpointType": "Interface", "VpcId": "vpc-09", "State": "available", "ServiceName": "com.amazonaws.us-east-1.sns"}],
"SecurityGroups": [
 {"GroupId": "sg-01", "GroupName": "functions", "VpcId": "vpc-01", "IpPermissions": [], "IpPermissionsEgress": [
   {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "UserIdGroupPairs": [{"GroupId": "sg-02"}, {"GroupId": "sg-77"}]}]},
 {"GroupId": "sg-02", "GroupName": "endpoints", "VpcId": "vpc-01", "IpPermissions": [
   {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "10.0.0.0/16"}]}], "IpPermissionsEgress": []}]})";

/// A function in the network; the ids are what each test is about.
QByteArray templateWith(const QByteArray &parameters, const QByteArray &subnets,
                        const QByteArray &groups = "[sg-01]")
{
    return "Transform: AWS::Serverless-2016-10-31\n"
        + (parameters.isEmpty() ? QByteArray() : "Parameters:\n" + parameters)
        + "Resources:\n"
          "  Fn:\n"
          "    Type: AWS::Serverless::Function\n"
          "    Properties:\n"
          "      Handler: h\n"
          "      Runtime: python3.13\n"
          "      CodeUri: .\n"
          "      VpcConfig:\n"
          "        SubnetIds: "
        + subnets + "\n        SecurityGroupIds: " + groups + "\n";
}

const catalog::Catalog &builtInCatalog()
{
    static const auto catalog = catalog::builtIn();
    if (!catalog)
        qFatal("%s", qUtf8Printable(toString(catalog.error().first())));
    return **catalog;
}

sam::Imported imported(const QByteArray &text, const QMap<QString, QString> &parameters = {})
{
    sam::ReadOptions options;
    options.parameters = parameters;
    auto result = sam::read(text, QStringLiteral("template.yaml"), builtInCatalog(), options);
    if (!result)
        qFatal("%s", qUtf8Printable(toString(result.error().first())));
    return *result;
}

Facts factsOf(const QList<QByteArray> &texts)
{
    Read all;
    for (const QByteArray &text : texts) {
        const auto one = read(text, QStringLiteral("facts"));
        if (!one)
            qFatal("%s", qUtf8Printable(toString(one.error().first())));
        all = merged(std::move(all), *one);
    }
    return all.facts;
}

Applied applied(const sam::Imported &imported, const Facts &facts)
{
    Mapping mapping;
    for (auto naming = imported.outside.cbegin(); naming != imported.outside.cend(); ++naming)
        mapping.insert(naming.key(), {naming->names, naming->position});
    const auto result = applyFacts(imported.design, facts, mapping);
    if (!result)
        qFatal("%s", qUtf8Printable(toString(result.error().first())));
    return *result;
}

/// The network as text, one element a line, in order of ids.
QString told(const Design &design)
{
    const Names names(design);
    const auto all = [&names](const QList<ElementId> &ids) { return names.of(ids).join(u' '); };
    const auto text = [](const Field<QString> &field) {
        return field ? *field : QLatin1Char('?') + field.expression;
    };
    QStringList lines;
    for (const auto &[id, element] : design.elements()) {
        const Common &part = common(*element);
        QString line = part.name;
        if (!part.label.isEmpty())
            line += QStringLiteral(" '%1'").arg(part.label);
        if (const auto *function = std::get_if<Function>(element.get())) {
            line += QStringLiteral(" in %1 with %2")
                        .arg(all(function->subnets), all(function->securityGroups));
        } else if (const auto *vpc = std::get_if<Vpc>(element.get())) {
            line += QStringLiteral(" vpc");
            for (const Field<QString> &cidr : vpc->cidrs)
                line += u' ' + text(cidr);
        } else if (const auto *zone = std::get_if<Zone>(element.get())) {
            line += QStringLiteral(" zone of %1 %2").arg(names.of(zone->vpc), text(zone->zone));
        } else if (const auto *subnet = std::get_if<Subnet>(element.get())) {
            line += QStringLiteral(" subnet of %1 %2 %3 table %4%5%6")
                        .arg(names.of(subnet->vpc), names.of(subnet->zone), text(subnet->cidr),
                             names.of(subnet->routeTable),
                             subnet->several ? QStringLiteral(" several") : QString(),
                             subnet->isPublic ? (*subnet->isPublic ? QStringLiteral(" public")
                                                                   : QStringLiteral(" private"))
                                              : QString());
        } else if (const auto *table = std::get_if<RouteTable>(element.get())) {
            line += QStringLiteral(" table of %1%2:")
                        .arg(names.of(table->vpc),
                             table->main ? QStringLiteral(" main") : QString());
            for (const Route &route : table->routes)
                line += QStringLiteral(" %1->%2%3")
                            .arg(route.destination, names.of(route.target), route.expression);
        } else if (const auto *gateway = std::get_if<Gateway>(element.get())) {
            line += QStringLiteral(" %1 of %2 in %3")
                        .arg(stratoplan::id(gateway->kind), names.of(gateway->vpc),
                             names.of(gateway->subnet));
        } else if (const auto *endpoint = std::get_if<Endpoint>(element.get())) {
            line += QStringLiteral(" %1 endpoint of %2 for %3 subnets %4 tables %5 groups %6")
                        .arg(stratoplan::id(endpoint->kind), names.of(endpoint->vpc),
                             endpoint->service, all(endpoint->subnets), all(endpoint->routeTables),
                             all(endpoint->securityGroups));
        } else if (const auto *group = std::get_if<SecurityGroup>(element.get())) {
            line += QStringLiteral(" group of %1:").arg(names.of(group->vpc));
            for (const SecurityRule &rule : group->rules)
                line += QStringLiteral(" %1 %2 %3-%4 %5")
                            .arg(rule.ingress ? QStringLiteral("in") : QStringLiteral("out"),
                                 rule.protocol)
                            .arg(rule.fromPort)
                            .arg(rule.toPort)
                            .arg(rule.cidr + names.of(rule.group));
        }
        lines.append(line.simplified());
    }
    lines.sort();
    return lines.join(u'\n');
}

QStringList toldOf(const Problems &problems)
{
    QStringList lines;
    for (const Problem &problem : problems)
        lines.append(QStringLiteral("%1 %2: %3")
                         .arg(id(problem.severity), problem.where.element, problem.code));
    return lines;
}

/// The subnets of the function with what is known of each.
QString placesOf(const Design &design)
{
    const Names names(design);
    QStringList places;
    for (const ElementId id : design.named<Function>(QStringLiteral("Fn"))->subnets) {
        const Subnet *subnet = design.get<Subnet>(id);
        places.append(names.of(id) + u' ' + subnet->cidr.valueOr(QStringLiteral("?")) + u' '
                      + names.of(subnet->zone).section(u'-', -1)
                      + (subnet->several ? QStringLiteral(" several") : QString()));
    }
    return places.join(QStringLiteral(", "));
}

} // namespace

class TestApply : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholeNetwork()
    {
        const QByteArray text
            = templateWith("  SubnetIds: {Type: 'List<AWS::EC2::Subnet::Id>'}\n", "!Ref SubnetIds");
        const Facts facts = factsOf({awsNetwork});
        const Applied result = applied(
            imported(text,
                     {{QStringLiteral("SubnetIds"), QStringLiteral("subnet-0a1,subnet-0b2")}}),
            facts);
        QCOMPARE(toldOf(result.problems), QStringList());
        // The NAT gateway brings its public subnet with its table and the internet gateway, the SQS
        // endpoint its subnet and group. Other VPCs and a DynamoDB endpoint of a table that is not
        // in use stay away.
        QCOMPARE(told(result.design),
                 QString::fromUtf8(R"(
Fn in subnet-0a1 subnet-0b2 with sg-01
OutsideVpc 'shared' vpc 10.0.0.0/16
OutsideVpc-us-east-1a zone of OutsideVpc us-east-1a
OutsideVpc-us-east-1b zone of OutsideVpc us-east-1b
igw-01 internet of OutsideVpc in
nat-01 nat of OutsideVpc in subnet-0c3
rtb-01 'private' table of OutsideVpc main: 0.0.0.0/0->nat-01 pl-01->vpce-01 10.9.0.0/16->eni-01
rtb-02 table of OutsideVpc: 0.0.0.0/0->igw-01
sg-01 'functions' group of OutsideVpc: out tcp 443-443 sg-02 out tcp 443-443 sg-77
sg-02 'endpoints' group of OutsideVpc: in tcp 443-443 10.0.0.0/16
subnet-0a1 'private-a' subnet of OutsideVpc OutsideVpc-us-east-1a 10.0.1.0/24 table
subnet-0b2 'private-b' subnet of OutsideVpc OutsideVpc-us-east-1b 10.0.2.0/24 table
subnet-0c3 'public-a' subnet of OutsideVpc OutsideVpc-us-east-1a 10.0.3.0/24 table rtb-02
subnet-0d4 subnet of OutsideVpc OutsideVpc-us-east-1b 10.0.4.0/24 table
vpce-01 's3' gateway endpoint of OutsideVpc for s3 subnets tables rtb-01 groups
vpce-02 'sqs' interface endpoint of OutsideVpc for sqs subnets subnet-0d4 tables groups sg-02)")
                     .trimmed());

        // What the analyses make of it: traffic of the private subnets leaves through the NAT.
        const Subnet *subnet = result.design.named<Subnet>(QStringLiteral("subnet-0a1"));
        const decision::SubnetRoutes routes = decision::routesOf(*subnet, result.design);
        QVERIFY(routes.known);
        QCOMPARE(routes.nat, result.design.idOf(QStringLiteral("nat-01")));
        QVERIFY(!routes.internetGateway);

        // Again, also after the design was kept in a file: nothing changes.
        const auto again = applyFacts(result.design, facts);
        QVERIFY(again);
        QVERIFY2(diff(result.design, again->design).isEmpty(), qPrintable(told(again->design)));
        const auto kept = store::read(store::write(result.design), QStringLiteral("d"));
        QVERIFY2(kept, qPrintable(kept ? QString() : toString(kept.error().first())));
        const auto later = applyFacts(*kept, facts);
        QVERIFY(later);
        QCOMPARE(told(later->design), told(result.design));
    }

    /// How a template may name the two private subnets, and where the ids come from.
    void namings_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("names");
        QTest::addColumn<QString>("parameters");
        QTest::addColumn<QString>("places");
        const auto row = [](const char *name, const char *parameters, const char *subnets,
                            const char *names, const char *given, const char *places) {
            QTest::newRow(name) << templateWith(parameters, subnets) << QByteArray(names)
                                << QString::fromLatin1(given) << QString::fromLatin1(places);
        };
        const char *const both = "subnet-0a1 10.0.1.0/24 1a, subnet-0b2 10.0.2.0/24 1b";
        row("literal ids", "", "[subnet-0a1, subnet-0b2]", "", "", both);
        row("a list parameter by name", "  SubnetIds: {Type: 'List<AWS::EC2::Subnet::Id>'}\n",
            "!Ref SubnetIds", "  SubnetIds: [subnet-0a1, subnet-0b2]\n", "", both);
        row("a list parameter, one entry", "  SubnetIds: {Type: 'List<AWS::EC2::Subnet::Id>'}\n",
            "!Ref SubnetIds", "  SubnetIds: [subnet-0a1]\n", "", "SubnetIds 10.0.1.0/24 1a");
        row("a list parameter with a value", "  Ids: {Type: CommaDelimitedList}\n", "!Ref Ids", "",
            "Ids=subnet-0a1,subnet-0b2", both);
        row("parameters with values", "  A: {Type: 'AWS::EC2::Subnet::Id'}\n  B: {Type: String}\n",
            "[!Ref A, !Ref B]", "", "A=subnet-0a1 B=subnet-0b2",
            "A 10.0.1.0/24 1a, B 10.0.2.0/24 1b");
        row("a parameter's default", "  A: {Type: String, Default: subnet-0a1}\n", "[!Ref A]", "",
            "", "A 10.0.1.0/24 1a");
        row("an export of one", "", "[!ImportValue net-A]", "  net-A: subnet-0a1\n", "",
            "net-A 10.0.1.0/24 1a");
        row("an export of a list, split", "", "!Split [',', !ImportValue net-Private]",
            "  net-Private: [subnet-0a1, subnet-0b2]\n", "", both);
        row("entries of a list", "",
            "[!Select [0, !Split [',', !ImportValue net-Private]], !Select [1, !Split [',', "
            "!ImportValue net-Private]]]",
            "  net-Private: [subnet-0a1, subnet-0b2]\n", "",
            "net-Private-0 10.0.1.0/24 1a, net-Private-1 10.0.2.0/24 1b");
        row("an export named by a parameter", "  Net: {Type: String, Default: net}\n",
            "[!ImportValue {'Fn::Sub': '${Net}-A'}]", "  net-A: subnet-0a1\n", "",
            "net-A 10.0.1.0/24 1a");
        row("a Systems Manager parameter",
            "  A: {Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Subnet::Id>', Default: /net/a}\n",
            "[!Ref A]", "  /net/a: subnet-0a1\n", "", "A 10.0.1.0/24 1a");
        row("a Systems Manager parameter of another name",
            "  A: {Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Subnet::Id>', Default: /net/a}\n",
            "[!Ref A]", "  /net/b: subnet-0b2\n", "A=/net/b", "A 10.0.2.0/24 1b");
        row("a dynamic reference", "", "['{{resolve:ssm:/net/a:1}}']", "  /net/a: subnet-0a1\n", "",
            "resolve-ssm-net-a-1 10.0.1.0/24 1a");
        row("the same subnet twice", "  A: {Type: String}\n", "[!Ref A, subnet-0a1]", "",
            "A=subnet-0a1", "A 10.0.1.0/24 1a");
    }
    void namings()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, names);
        QFETCH(const QString, parameters);
        QFETCH(const QString, places);
        QMap<QString, QString> given;
        for (const QString &pair : parameters.split(u' ', Qt::SkipEmptyParts))
            given.insert(pair.section(u'=', 0, 0), pair.section(u'=', 1));
        QList<QByteArray> texts{awsNetwork};
        if (!names.isEmpty())
            texts.append("stratoplanFacts: 1\ndate: 2026-11-20\nsource: x\nnames:\n" + names);
        const Facts facts = factsOf(texts);
        const Applied result = applied(imported(text, given), facts);
        QCOMPARE(toldOf(result.problems), QStringList());
        QCOMPARE(placesOf(result.design), places);
        // A placeholder that became others is gone.
        QCOMPARE(result.design.all<Vpc>().size(), 1);
        for (const Subnet *subnet : result.design.all<Subnet>())
            QVERIFY2(subnet->cidr.isKnown(), qPrintable(subnet->name));
    }

    void whatDoesNotMatchIsTold_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("facts");
        QTest::addColumn<QString>("problems");
        const QByteArray own = "stratoplanFacts: 1\ndate: 2026-11-20\nsource: x\n";
        QTest::newRow("no id") << templateWith("", "[!ImportValue net-A]") << awsNetwork
                               << QStringLiteral("low net-A: facts.unmatched");
        QTest::newRow("an entry that the list does not have")
            << templateWith("", "[!Select [2, !Split [',', !ImportValue net-A]]]", "[]")
            << own + "names: {net-A: [subnet-0a1]}\nsubnets: [{id: subnet-0a1}]\n"
            << QStringLiteral("low net-A-2: facts.unmatched");
        QTest::newRow("nothing known of the id")
            << templateWith("", "[subnet-0e5]", "[]") << awsNetwork
            << QStringLiteral("low subnet-0e5: facts.undescribed");
        QTest::newRow("two VPCs") << templateWith("", "[subnet-0a1, subnet-0f6]", "[]")
                                  << own
                + "subnets: [{id: subnet-0a1, vpc: vpc-01, public: false}, {id: subnet-0f6, vpc: "
                  "vpc-02}]\n"
                  "vpcs: [{id: vpc-01}, {id: vpc-02}]\n"
                                  << QStringLiteral("high subnet-0f6: facts.several-vpcs\n"
                                                    "low OutsideVpc: facts.no-routes");
        QTest::newRow("no route tables")
            << templateWith("", "[subnet-0a1]", "[]")
            << own + "subnets: [{id: subnet-0a1, vpc: vpc-01}]\nvpcs: [{id: vpc-01}]\n"
            << QStringLiteral("low OutsideVpc: facts.no-routes");
        QTest::newRow("a NAT of which only the route is known")
            << templateWith("", "[subnet-0a1]", "[]")
            << own
                + "subnets: [{id: subnet-0a1, vpc: vpc-01, routeTable: rtb-01}]\nvpcs: [{id: "
                  "vpc-01}]\n"
                  "routeTables: [{id: rtb-01, routes: [{to: 0.0.0.0/0, via: nat-01}]}]\n"
            << QStringLiteral("low nat-01: facts.undescribed");
        QTest::newRow("a design without outside networks")
            << QByteArray("Resources: {Q: {Type: AWS::SQS::Queue}}\n") << awsNetwork
            << QStringLiteral("low : facts.unused");
        QTest::newRow("a VPC alone")
            << QByteArray("Resources:\n  G: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: "
                          "!ImportValue net-Vpc}}\n")
            << awsNetwork << QStringLiteral("low net-Vpc: facts.unmatched");
    }
    void whatDoesNotMatchIsTold()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, facts);
        QFETCH(const QString, problems);
        const Applied result = applied(imported(text), factsOf({facts}));
        QCOMPARE(toldOf(result.problems).join(u'\n'), problems);
    }

    /// Each kind of target, also the words of facts files for the one gateway that a VPC can have.
    void routeTargets_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *target, const char *expected) {
            QTest::newRow(target) << QString::fromLatin1(target) << QString::fromLatin1(expected);
        };
        row("igw-01", "igw-01 internet");
        row("internet", "OutsideVpc-internet internet");
        row("eigw-01", "eigw-01 egress-only");
        row("egress-only", "OutsideVpc-egress-only egress-only");
        row("nat-01", "nat-01 nat");
        row("nat-02", "nat-02 regional-nat");
        row("nat-03", "nat-03 as written");
        row("vgw-01", "vgw-01 private");
        row("tgw-01", "tgw-01 transit");
        row("pcx-01", "pcx-01 peering");
        row("eni-01", "eni-01 as written");
        row("vpce-01", "vpce-01 endpoint");
    }
    void routeTargets()
    {
        QFETCH(const QString, target);
        QFETCH(const QString, expected);
        const Facts facts = factsOf(
            {"stratoplanFacts: 1\ndate: 2026-11-20\nsource: x\nvpcs: [{id: vpc-01}]\n"
             "subnets: [{id: subnet-0a1, vpc: vpc-01, routeTable: rtb-01}]\n"
             "routeTables: [{id: rtb-01, vpc: vpc-01, routes: [{to: 0.0.0.0/0, via: "
             + target.toLatin1()
             + "}]}]\n"
               "natGateways: [{id: nat-01, subnet: subnet-0a1}, {id: nat-02, regional: true}, "
               "{id: nat-03, private: true}]\n"
               "endpoints: [{id: vpce-01, vpc: vpc-01, service: s3, kind: gateway, routeTables: "
               "[rtb-01]}]\n"});
        const Applied result = applied(imported(templateWith("", "[subnet-0a1]", "[]")), facts);
        QCOMPARE(toldOf(result.problems), QStringList());
        const Route route
            = result.design.named<RouteTable>(QStringLiteral("rtb-01"))->routes.value(0);
        QString text = Names(result.design).of(route.target) + route.expression;
        if (const auto *gateway = result.design.get<Gateway>(route.target))
            text += u' ' + QString(stratoplan::id(gateway->kind));
        else
            text += route.target ? QStringLiteral(" endpoint") : QStringLiteral(" as written");
        QCOMPARE(text, expected);
        const auto again = applyFacts(result.design, facts);
        QVERIFY(again && diff(result.design, again->design).isEmpty());
    }

    /// With the context of the CDK alone public and private are known, routes are not.
    void publicOrPrivateWithoutRoutes()
    {
        const QByteArray cdk = R"({
 "vpc-provider:account=000000000000:filter.vpc-id=vpc-01:region=us-east-1": {
  "vpcId": "vpc-01", "vpcCidrBlock": "10.0.0.0/16", "availabilityZones": [],
  "subnetGroups": [
   {"name": "App", "type": "Private", "subnets": [{"subnetId": "subnet-0a1", "cidr": "10.0.1.0/24", "availabilityZone": "us-east-1a", "routeTableId": "rtb-01"}]},
   {"name": "Edge", "type": "Public", "subnets": [{"subnetId": "subnet-0c3", "cidr": "10.0.3.0/24", "availabilityZone": "us-east-1a", "routeTableId": "rtb-02"}]}]}})";
        const sam::Imported reading = imported(templateWith("", "[subnet-0a1, subnet-0c3]", "[]"));
        const Applied alone = applied(reading, factsOf({cdk}));
        QCOMPARE(toldOf(alone.problems),
                 QStringList(QStringLiteral("low OutsideVpc: facts.no-routes")));
        QCOMPARE(told(alone.design),
                 QString::fromUtf8(R"(
Fn in subnet-0a1 subnet-0c3 with
OutsideVpc 'vpc-01' vpc 10.0.0.0/16
OutsideVpc-us-east-1a zone of OutsideVpc us-east-1a
subnet-0a1 'App us-east-1a' subnet of OutsideVpc OutsideVpc-us-east-1a 10.0.1.0/24 table private
subnet-0c3 'Edge us-east-1a' subnet of OutsideVpc OutsideVpc-us-east-1a 10.0.3.0/24 table public)")
                     .trimmed());
        const Subnet *subnet = alone.design.named<Subnet>(QStringLiteral("subnet-0a1"));
        QVERIFY(!decision::routesOf(*subnet, alone.design).known);
        // Together with the routes of AWS these tell.
        const Applied both = applied(reading, factsOf({cdk, awsNetwork}));
        const Subnet *known = both.design.named<Subnet>(QStringLiteral("subnet-0a1"));
        QVERIFY(!known->isPublic.isKnown());
        QVERIFY(decision::routesOf(*known, both.design).known);
    }

    /// Things that the template names in two ways are one thing; what it makes itself stays its
    /// own.
    void joinsWhatIsTheSame()
    {
        const QByteArray text = R"(Resources:
  Own: {Type: 'AWS::EC2::Subnet', Properties: {VpcId: !ImportValue net-Vpc, CidrBlock: 10.0.9.0/24, AvailabilityZone: us-east-1a}}
  Sqs: {Type: 'AWS::EC2::VPCEndpoint', Properties: {VpcId: !ImportValue net-Vpc, VpcEndpointType: Interface, ServiceName: com.amazonaws.us-east-1.sqs, SubnetIds: [!Ref Own]}}
  Fn: {Type: 'AWS::Lambda::Function', Properties: {Handler: h, Runtime: r, VpcConfig: {SubnetIds: [subnet-0a1], SecurityGroupIds: !ImportValue net-Groups}}}
)";
        const Facts facts = factsOf({awsNetwork,
                                     "stratoplanFacts: 1\ndate: 2026-11-20\nsource: x\n"
                                     "names: {net-Vpc: vpc-01, net-Groups: [sg-01, sg-02]}\n"});
        const sam::Imported reading = imported(text);
        QCOMPARE(reading.design.all<Vpc>().size(), 1);
        const Applied result = applied(reading, facts);
        QCOMPARE(toldOf(result.problems), QStringList());
        QCOMPARE(told(result.design),
                 QString::fromUtf8(R"(
Fn in subnet-0a1 with sg-01 sg-02
Own subnet of net-Vpc net-Vpc-us-east-1a 10.0.9.0/24 table
Sqs interface endpoint of net-Vpc for sqs subnets Own tables groups
igw-01 internet of net-Vpc in
nat-01 nat of net-Vpc in subnet-0c3
net-Vpc vpc 10.0.0.0/16
net-Vpc-us-east-1a zone of net-Vpc us-east-1a
rtb-01 'private' table of net-Vpc main: 0.0.0.0/0->nat-01 pl-01->vpce-01 10.9.0.0/16->eni-01
rtb-02 table of net-Vpc: 0.0.0.0/0->igw-01
sg-01 'functions' group of net-Vpc: out tcp 443-443 sg-02 out tcp 443-443 sg-77
sg-02 'endpoints' group of net-Vpc: in tcp 443-443 10.0.0.0/16
subnet-0a1 'private-a' subnet of net-Vpc net-Vpc-us-east-1a 10.0.1.0/24 table
subnet-0c3 'public-a' subnet of net-Vpc net-Vpc-us-east-1a 10.0.3.0/24 table rtb-02
vpce-01 's3' gateway endpoint of net-Vpc for s3 subnets tables rtb-01 groups)")
                     .trimmed());
    }

    /// Two outside VPCs of a template that nothing joins are one where the facts say so.
    void joinsVpcs()
    {
        const QByteArray text = R"(Resources:
  One: {Type: 'AWS::Lambda::Function', Properties: {Handler: h, Runtime: r, VpcConfig: {SubnetIds: [subnet-0a1]}}}
  Two: {Type: 'AWS::Lambda::Function', Properties: {Handler: h, Runtime: r, VpcConfig: {SubnetIds: [subnet-0b2]}}}
)";
        const sam::Imported reading = imported(text);
        QCOMPARE(reading.design.all<Vpc>().size(), 2);
        const Applied result = applied(reading, factsOf({awsNetwork}));
        QCOMPARE(toldOf(result.problems), QStringList());
        QCOMPARE(result.design.all<Vpc>().size(), 1);
        const ElementId vpc = result.design.all<Vpc>().first()->id;
        for (const Subnet *subnet : result.design.all<Subnet>())
            QCOMPARE(subnet->vpc, vpc);
        QCOMPARE(result.design.all<Zone>().size(), 2);
    }

    /// Real templates: with facts for each name that they use, everything outside is known.
    void realTemplates()
    {
        int elements = 0;
        for (const QString &path : corpusTemplates()) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            const auto reading = sam::read(file.readAll(), path, builtInCatalog());
            if (!reading || reading->outside.isEmpty())
                continue;
            Facts facts;
            for (auto entry = reading->outside.cbegin(); entry != reading->outside.cend();
                 ++entry) {
                const ElementId id = reading->design.idOf(entry.key());
                const Subnet *subnet = reading->design.get<Subnet>(id);
                const SecurityGroup *group = reading->design.get<SecurityGroup>(id);
                const ElementId vpcElement = subnet ? subnet->vpc : group ? group->vpc : id;
                const QString vpc
                    = QStringLiteral("vpc-%1").arg(vpcElement.value, 4, 16, QChar(u'0'));
                const QString kind = subnet ? QStringLiteral("subnet")
                    : group                 ? QStringLiteral("sg")
                                            : QStringLiteral("vpc");
                const QString name = entry->names.first();
                // A list has an entry for each position that is taken of it.
                QStringList &ids = facts.names[name];
                const int count = std::max(subnet && subnet->several ? 2 : 1, entry->position + 1);
                while (ids.size() < count) {
                    const QString made = group || subnet ? QStringLiteral("%1-%2%3")
                                                               .arg(kind)
                                                               .arg(qHash(name), 0, 16)
                                                               .arg(ids.size())
                                                         : vpc;
                    ids.append(made);
                    if (subnet)
                        facts.subnets.insert(made,
                                             {made,
                                              {},
                                              vpc,
                                              QStringLiteral("us-east-1a"),
                                              QStringLiteral("10.0.0.0/24"),
                                              {},
                                              {},
                                              {},
                                              {}});
                    else if (group)
                        facts.securityGroups.insert(made, {made, {}, vpc, {}});
                }
                facts.vpcs.insert(vpc, {vpc, {}, {QStringLiteral("10.0.0.0/16")}, {}});
                facts.routeTables.insert(QStringLiteral("rtb-") + vpc,
                                         {QStringLiteral("rtb-") + vpc, {}, vpc, true, {}, {}});
                ++elements;
            }
            const Applied result = applied(*reading, facts);
            for (const Problem &problem : result.problems)
                QVERIFY2(problem.code == QLatin1String("facts.several-vpcs"),
                         qPrintable(path + u' ' + problem.where.element + u' ' + problem.code));
            for (const Subnet *subnet : result.design.all<Subnet>())
                QVERIFY2(!subnet->several, qPrintable(path + u' ' + subnet->name));
            const auto again = applyFacts(result.design, facts);
            QVERIFY2(again && diff(result.design, again->design).isEmpty(), qPrintable(path));
        }
        if (corpusTemplates().isEmpty())
            QSKIP(corpusMissing);
        QVERIFY2(elements > 20, qPrintable(QString::number(elements)));
    }

    /// Nothing that a person or the template states is lost: of random subsets of the facts the
    /// design always stands, and the function stays where it is.
    void anyPartOfTheFacts()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        QRandomGenerator random(seed);
        const Facts all = factsOf({awsNetwork});
        const sam::Imported reading = imported(
            templateWith("  SubnetIds: {Type: 'List<AWS::EC2::Subnet::Id>'}\n", "!Ref SubnetIds"),
            {{QStringLiteral("SubnetIds"), QStringLiteral("subnet-0a1,subnet-0b2")}});
        for (int round = 0; round < 200; ++round) {
            Facts some = all;
            const auto thin = [&random](auto &map) {
                for (const QString &id : map.keys()) {
                    if (random.bounded(3) == 0)
                        map.remove(id);
                }
            };
            thin(some.vpcs);
            thin(some.subnets);
            thin(some.routeTables);
            thin(some.nats);
            thin(some.endpoints);
            thin(some.securityGroups);
            const Applied result = applied(reading, some);
            const QByteArray what = QByteArray::number(seed) + ' ' + QByteArray::number(round)
                + '\n' + told(result.design).toUtf8();
            const Function *function = result.design.named<Function>(QStringLiteral("Fn"));
            QVERIFY2(
                Names(result.design).of(function->subnets)
                    == QStringList({QStringLiteral("subnet-0a1"), QStringLiteral("subnet-0b2")}),
                what.constData());
            const auto again = applyFacts(result.design, some);
            QVERIFY2(again && diff(result.design, again->design).isEmpty(), what.constData());
            // The whole facts afterwards give the whole network, whatever was known before.
            const auto whole = applyFacts(result.design, all);
            QVERIFY2(whole && told(whole->design) == told(applied(reading, all).design),
                     what.constData());
        }
    }
};

QTEST_GUILESS_MAIN(TestApply)
#include "tst_apply.moc"
