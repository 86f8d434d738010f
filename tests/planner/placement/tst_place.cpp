// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/analysis.h"
#include "planner/decision/derive.h"
#include "planner/model/names.h"
#include "planner/placement/placement.h"
#include "planner/review/rule.h"
#include "planner/store/store.h"
#include "tests/planner/placement/made_up.h"
#include "tests/support/built_in.h"
#include "tests/support/design_text.h"
#include "tests/support/random_architecture.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <map>

using namespace stratoplan;
using namespace stratoplan::placement;

namespace {

const QList<decision::Tree> &trees()
{
    static const Expected<QList<decision::Tree>> read = decision::readTrees();
    if (!read)
        qFatal("%s", qPrintable(toString(read.error().first())));
    return *read;
}

const decision::Tree &treeOf(const QString &id)
{
    for (const decision::Tree &tree : trees()) {
        if (tree.id == id)
            return tree;
    }
    qFatal("no tree %s", qPrintable(id));
}

const QString today = QStringLiteral("today");
const QString talk = QStringLiteral("talk-2018");

/// A VPC of two zones with a database in each, and no way out.
QString inNet(const QString &more)
{
    return QStringLiteral(R"(
        vpc Net 10.0.0.0/16
        zone A zone=us-east-1a in Net
        zone B zone=us-east-1b in Net
        subnet DataA 10.0.32.0/24 in A
        subnet DataB 10.0.33.0/24 in B
        relational-database Db engine=mysql publiclyAccessible=false dataApi=false in DataA,DataB
        %1
    )")
        .arg(more);
}

Design answered(const Design &design, const QString &tree, const QString &function,
                const QString &answers)
{
    Function element = *design.named<Function>(function);
    const QStringList words = answers.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString &word : words) {
        DecisionAnswer given;
        given.question = word.section(QLatin1Char('='), 0, 0);
        given.answer = word.section(QLatin1Char('='), 1);
        element.decision.answers[tree].append(given);
    }
    Edit edit(design);
    edit.replace(element.id, element);
    return *edit.result();
}

QStringList said(const Placement &placement)
{
    QStringList lines;
    for (const Step &step : placement.steps)
        lines.append(QLatin1String(step.deed == Deed::Add ? "+ " : "~ ") + toString(step.text));
    return lines;
}

QString toLines(const Problems &problems)
{
    QStringList lines;
    for (const Problem &problem : problems)
        lines.append(problem.code + QLatin1String(": ") + toString(problem));
    return lines.join(QLatin1Char('\n'));
}

Analysis analysed(const Design &design, const QString &tree)
{
    AnalysisOptions options;
    options.tree = tree;
    options.memory = {MiB{128}};
    for (const char *id : {"NET-101", "NET-102", "NET-103", "NET-104"}) {
        if (review::ruleById(QLatin1String(id)))
            options.rules.append(QLatin1String(id));
    }
    auto analysis = analyze(std::make_shared<const Design>(design), facts(), trees(), options);
    if (!analysis)
        qFatal("%s", qPrintable(toString(analysis.error().first())));
    return *std::move(analysis);
}

QStringList findingsAt(ElementId function, const Analysis &analysis)
{
    QStringList found;
    for (const review::Finding &finding : analysis.findings) {
        if (finding.elements.value(0) == function && finding.rule.startsWith(QLatin1String("NET-")))
            found.append(finding.rule + QLatin1Char(' ') + QString(review::id(finding.status))
                         + QLatin1String(": ") + toString(finding.message));
    }
    return found;
}

QStringList conflictsOf(const decision::Walk &walk)
{
    QStringList words;
    for (const decision::Conflict &conflict : walk.conflicts)
        words.append(toString(conflict.what));
    return words;
}

} // namespace

class TestPlace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void buildsWhatTheOutcomeNeeds_data();
    void buildsWhatTheOutcomeNeeds();
    void tellsTheCost();
    void usesWhatIsThere();
    void goesOnBesideOthers();
    void addsNoRuleThatIsThere();
    void leavesOthersAlone();
    void growsSubnetsUntilTheyFit();
    void refuses_data();
    void refuses();
    void answersThatNoNetworkMendsStay();
    void placesSeveralAtOnce();
    void bringsTheSamplesInLine();
    void bringsRandomDesignsInLine();

private:
    void check(const Design &design, const QString &tree, ElementId function,
               std::map<QString, int> &seen);
};

void TestPlace::buildsWhatTheOutcomeNeeds_data()
{
    QTest::addColumn<QString>("design");
    QTest::addColumn<QString>("answers");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<QStringList>("steps");
    const auto row = [](const char *name, const QString &design, const char *answers,
                        const char *outcome, const QStringList &steps) {
        QTest::newRow(name) << design << QString::fromLatin1(answers)
                            << QString::fromLatin1(outcome) << steps;
    };
    row("no VPC", inNet(QStringLiteral("group G in Net; fn Fn securityGroups=G in DataA,DataB")),
        "", "no-vpc", {QStringLiteral("~ Take Fn out of DataA, DataB")});
    row("nothing to do", QStringLiteral("fn Fn"), "", "no-vpc", {});
    row("private", inNet(QStringLiteral("fn Fn; Fn -- Db")), "", "private-subnet",
        {QStringLiteral("+ Private subnet FunctionSubnetA: 10.0.0.0/26, us-east-1a"),
         QStringLiteral("+ Private subnet FunctionSubnetB: 10.0.0.64/26, us-east-1b"),
         QStringLiteral("+ Security group FnGroup: 3306 to DbGroup"),
         QStringLiteral("+ Security group DbGroup: 3306 from FnGroup"),
         QStringLiteral("~ Db gets the security group DbGroup"),
         QStringLiteral("~ Place Fn in FunctionSubnetA, FunctionSubnetB")});
    const QString pays = QStringLiteral("fn Fn; outside-system Pay; Fn => Pay; Fn -- Db");
    row("NAT in each zone", inNet(pays), "ipv6-egress=no nat-placement=yes", "private-subnet-nat",
        {QStringLiteral("+ Private subnet FunctionSubnetA: 10.0.0.0/26, us-east-1a"),
         QStringLiteral("+ Private subnet FunctionSubnetB: 10.0.0.64/26, us-east-1b"),
         QStringLiteral("+ Public subnet PublicSubnetA: 10.0.0.128/28, us-east-1a"),
         QStringLiteral("+ Public subnet PublicSubnetB: 10.0.0.144/28, us-east-1b"),
         QStringLiteral("+ Internet gateway InternetGateway"),
         QStringLiteral("+ NAT gateway NatGatewayA in us-east-1a, with an Elastic IP address"),
         QStringLiteral("+ NAT gateway NatGatewayB in us-east-1b, with an Elastic IP address"),
         QStringLiteral("+ Route table PublicRouteTable: 0.0.0.0/0 to InternetGateway"),
         QStringLiteral("+ Route table PrivateRouteTableA: 0.0.0.0/0 to NatGatewayA"),
         QStringLiteral("+ Route table PrivateRouteTableB: 0.0.0.0/0 to NatGatewayB"),
         QStringLiteral("+ Security group FnGroup: 3306 to DbGroup, 443 to 0.0.0.0/0"),
         QStringLiteral("+ Security group DbGroup: 3306 from FnGroup"),
         QStringLiteral("~ Db gets the security group DbGroup"),
         QStringLiteral("~ Place Fn in FunctionSubnetA, FunctionSubnetB")});
    row("one NAT for all", inNet(pays), "ipv6-egress=no nat-placement=no", "private-subnet-nat",
        {QStringLiteral("+ Private subnet FunctionSubnetA: 10.0.0.0/26, us-east-1a"),
         QStringLiteral("+ Private subnet FunctionSubnetB: 10.0.0.64/26, us-east-1b"),
         QStringLiteral("+ Public subnet PublicSubnetA: 10.0.0.128/28, us-east-1a"),
         QStringLiteral("+ Internet gateway InternetGateway"),
         QStringLiteral("+ NAT gateway NatGatewayA in us-east-1a, with an Elastic IP address"),
         QStringLiteral("+ Route table PublicRouteTable: 0.0.0.0/0 to InternetGateway"),
         QStringLiteral("+ Route table PrivateRouteTable: 0.0.0.0/0 to NatGatewayA"),
         QStringLiteral("+ Security group FnGroup: 3306 to DbGroup, 443 to 0.0.0.0/0"),
         QStringLiteral("+ Security group DbGroup: 3306 from FnGroup"),
         QStringLiteral("~ Db gets the security group DbGroup"),
         QStringLiteral("~ Place Fn in FunctionSubnetA, FunctionSubnetB")});
    row("regional NAT", inNet(pays), "ipv6-egress=no nat-placement=regional", "private-subnet-nat",
        {QStringLiteral("+ Private subnet FunctionSubnetA: 10.0.0.0/26, us-east-1a"),
         QStringLiteral("+ Private subnet FunctionSubnetB: 10.0.0.64/26, us-east-1b"),
         QStringLiteral("+ Internet gateway InternetGateway"),
         QStringLiteral("+ Regional NAT gateway RegionalNatGateway"),
         QStringLiteral("+ Route table PrivateRouteTable: 0.0.0.0/0 to RegionalNatGateway"),
         QStringLiteral("+ Security group FnGroup: 3306 to DbGroup, 443 to 0.0.0.0/0"),
         QStringLiteral("+ Security group DbGroup: 3306 from FnGroup"),
         QStringLiteral("~ Db gets the security group DbGroup"),
         QStringLiteral("~ Place Fn in FunctionSubnetA, FunctionSubnetB")});
    row("IPv6", inNet(pays), "ipv6-egress=yes", "private-subnet-ipv6-egress",
        {QStringLiteral("~ IPv6 block for Net"),
         QStringLiteral("+ Private subnet FunctionSubnetA: 10.0.0.0/26, us-east-1a"),
         QStringLiteral("+ Private subnet FunctionSubnetB: 10.0.0.64/26, us-east-1b"),
         QStringLiteral("+ Egress-only internet gateway EgressOnlyGateway"),
         QStringLiteral("+ Route table PrivateRouteTable: ::/0 to EgressOnlyGateway"),
         QStringLiteral("+ Security group FnGroup: 3306 to DbGroup, 443 to 0.0.0.0/0, 443 to ::/0"),
         QStringLiteral("+ Security group DbGroup: 3306 from FnGroup"),
         QStringLiteral("~ Db gets the security group DbGroup"),
         QStringLiteral("~ Place Fn in FunctionSubnetA, FunctionSubnetB")});
    row("endpoints", inNet(QStringLiteral("fn Fn; Fn -- Db; queue Q; Fn -- Q; table T; Fn -- T")),
        "", "private-subnet-endpoints",
        {QStringLiteral("+ Private subnet FunctionSubnetA: 10.0.0.0/26, us-east-1a"),
         QStringLiteral("+ Private subnet FunctionSubnetB: 10.0.0.64/26, us-east-1b"),
         QStringLiteral("+ Route table PrivateRouteTable, with no way out"),
         QStringLiteral("+ Interface endpoint SqsEndpoint for sqs in us-east-1a, us-east-1b"),
         QStringLiteral("+ Gateway endpoint DynamodbEndpoint for dynamodb"),
         QStringLiteral("+ Security group FnGroup: 3306 to DbGroup, 443 to 0.0.0.0/0"),
         QStringLiteral("+ Security group DbGroup: 3306 from FnGroup"),
         QStringLiteral("+ Security group EndpointGroup: 443 from FnGroup"),
         QStringLiteral("~ Db gets the security group DbGroup"),
         QStringLiteral("~ Place Fn in FunctionSubnetA, FunctionSubnetB")});
    row("no network yet", QStringLiteral("fn Fn; cache C; Fn -- C"), "", "private-subnet",
        {QStringLiteral("+ VPC Vpc: 10.0.0.0/16"), QStringLiteral("+ Zone us-east-1a"),
         QStringLiteral("+ Zone us-east-1b"),
         QStringLiteral("+ Private subnet FunctionSubnetA: 10.0.0.0/26, us-east-1a"),
         QStringLiteral("+ Private subnet FunctionSubnetB: 10.0.0.64/26, us-east-1b"),
         QStringLiteral("+ Private subnet DataSubnetA: 10.0.0.128/28, us-east-1a"),
         QStringLiteral("+ Private subnet DataSubnetB: 10.0.0.144/28, us-east-1b"),
         QStringLiteral("+ Security group FnGroup: 6379 to CGroup"),
         QStringLiteral("+ Security group CGroup: 6379 from FnGroup"),
         QStringLiteral("~ Place C in DataSubnetA, DataSubnetB"),
         QStringLiteral("~ Place Fn in FunctionSubnetA, FunctionSubnetB")});
}

void TestPlace::buildsWhatTheOutcomeNeeds()
{
    QFETCH(QString, design);
    QFETCH(QString, answers);
    QFETCH(QString, outcome);
    const Design drawn = answered(designFromText(design), today, QStringLiteral("Fn"), answers);
    const ElementId function = drawn.idOf(QStringLiteral("Fn"));
    const decision::Walk before = decision::walk(treeOf(today), function, drawn, facts());
    QCOMPARE(before.outcome, outcome);
    const auto placement = place(treeOf(today), function, drawn, facts());
    QVERIFY2(placement, placement ? "" : qPrintable(toLines(placement.error())));
    const QStringList steps = said(*placement);
    QTEST(steps, "steps");
    std::map<QString, int> seen;
    check(drawn, today, function, seen);
}

void TestPlace::check(const Design &design, const QString &treeId, ElementId function,
                      std::map<QString, int> &seen)
{
    const decision::Tree &tree = treeOf(treeId);
    const auto placement = place(tree, function, design, facts());
    if (!placement) {
        ++seen[QLatin1String("refused ") + placement.error().first().code];
        return;
    }
    const Expected<Design> after = apply(design, placement->change);
    QVERIFY2(after, after ? "" : qPrintable(toLines(after.error())));

    // One undo brings back the design exactly.
    const Expected<Design> undone = apply(*after, inverse(placement->change));
    QVERIFY(undone);
    QVERIFY(*undone == design);

    // The walk is in line, but for what no network can mend.
    const decision::Walk was = decision::walk(tree, function, design, facts());
    const Analysis analysis = analysed(*after, treeId);
    const auto is
        = std::find_if(analysis.decisions.begin(), analysis.decisions.end(),
                       [&](const decision::Walk &walk) { return walk.function == function; });
    QVERIFY(is != analysis.decisions.end());
    if (is->outcome != was.outcome) {
        // Out of the VPC it no longer stands beside the source that Lambda polls for it, which was
        // all that spoke for a private resource; both outcomes want it outside.
        const decision::Surroundings surroundings(design, facts());
        const decision::Contacts contacts
            = decision::contactsOf(*design.get<Function>(function), surroundings);
        QVERIFY(contacts.inside.isEmpty() && !contacts.polled.isEmpty());
        QCOMPARE(was.outcome, QStringLiteral("avoid-vpc"));
        QCOMPARE(is->outcome, QStringLiteral("no-vpc"));
    }
    QVERIFY2(is->conflicts == placement->left, qPrintable(conflictsOf(*is).join(u'\n')));
    for (const decision::Conflict &conflict : placement->left)
        QVERIFY2(!conflict.question.isEmpty(), qPrintable(toString(conflict.what)));

    // Doing it again does nothing.
    const auto again = place(tree, function, *after, facts());
    QVERIFY(again);
    QVERIFY2(again->change.isEmpty(), qPrintable(said(*again).join(u'\n')));

    if (placement->left.isEmpty()) {
        QStringList findings = findingsAt(function, analysis);
        // What a network elsewhere is like stays a question.
        const Function &placed = *after->get<Function>(function);
        if (std::any_of(placed.subnets.begin(), placed.subnets.end(),
                        [&](ElementId id) { return after->get<Subnet>(id)->outside; }))
            findings.removeIf(
                [](const QString &line) { return line.contains(QLatin1String(" unanswered: ")); });
        // So does an endpoint that no list confirms; the placement says so.
        if (!placement->open.isEmpty()) {
            findings.removeIf([](const QString &line) {
                return line.startsWith(QLatin1String("NET-104 unanswered: "));
            });
        }
        QVERIFY2(findings.isEmpty(), qPrintable(findings.join(u'\n')));
    }
    // Nothing that stands in the way of deployment: blocks that overlap or lie outside.
    QVERIFY2(analysis.network.problems.size() <= analysed(design, treeId).network.problems.size(),
             qPrintable(toLines(analysis.network.problems)));
    ++seen[(placement->change.isEmpty() ? QLatin1String("in line ") : QLatin1String("built "))
           + was.outcome];
}

// What the price book of 2026-10 says: an hour of a NAT gateway $0.045 and of its public address
// $0.005, so 730 h x $0.05 = $36.50 each; an interface endpoint $0.01 an hour and zone, so 2 x 730
// h x $0.01 = $14.60 in two zones; gateway endpoints nothing.
void TestPlace::tellsTheCost()
{
    const auto placed = [](const char *text, const char *answers) {
        const Design design = answered(designFromText(inNet(QLatin1String(text))), today,
                                       QStringLiteral("Fn"), QLatin1String(answers));
        return *place(treeOf(today), design.idOf(QStringLiteral("Fn")), design, facts());
    };
    const auto more = [](const Placement &placement) {
        return placement.costAfter->value - placement.costBefore->value;
    };
    const char *pays = "fn Fn; Fn -- Db; outside-system Pay; Fn => Pay";
    const Placement nats = placed(pays, "ipv6-egress=no nat-placement=yes");
    QVERIFY(nats.costBefore && nats.costAfter);
    QCOMPARE(more(nats), 73.0);
    QVERIFY(nats.hasUnpriced());
    int paid = 0;
    for (const Step &step : nats.steps) {
        if (!step.perMonth)
            continue;
        ++paid;
        QCOMPARE(step.perMonth->value, 36.5);
        // What goes through it is not stated, and no zero either.
        QCOMPARE(step.unpriced.size(), 1);
        QCOMPARE(toString(step.unpriced.first()),
                 QStringLiteral("Data through it a month is not stated."));
    }
    QCOMPARE(paid, 2);
    QCOMPARE(more(placed(pays, "ipv6-egress=no nat-placement=no")), 36.5);
    QCOMPARE(more(placed("fn Fn; Fn -- Db; queue Q; Fn -- Q; table T; Fn -- T", "")), 14.6);

    const Placement egress = placed(pays, "ipv6-egress=yes");
    QCOMPARE(more(egress), 0.0);
    QVERIFY(!egress.hasUnpriced());
}

namespace {

/// Two zones with public subnets, NAT gateways and subnets that route through them.
const char *const built = R"(
    subnet PublicA 10.0.0.0/28 in A routeTable=Public
    subnet PublicB 10.0.0.16/28 in B routeTable=Public
    gateway internet Igw in Net
    gateway nat NatA in PublicA
    gateway nat NatB in PublicB
    table Public in Net 0.0.0.0/0>Igw
    table TableA in Net 0.0.0.0/0>NatA
    table TableB in Net 0.0.0.0/0>NatB
    subnet AppA 10.0.1.0/26 in A routeTable=TableA
    subnet AppB 10.0.1.64/26 in B routeTable=TableB
    outside-system Pay
    fn Other in AppA,AppB
    Other -- Db; Other => Pay
)";

} // namespace

// Subnets of another function, its NAT gateways and endpoints are used before anything is added.
void TestPlace::usesWhatIsThere()
{
    const Design design = answered(
        designFromText(inNet(QLatin1String(built)
                             + QStringLiteral("endpoint gateway Ddb dynamodb in Net "
                                              "routeTables=TableA,TableB; table Orders; fn Fn; "
                                              "Fn -- Db; Fn => Pay; Fn -- Orders"))),
        today, QStringLiteral("Fn"), QStringLiteral("ipv6-egress=no nat-placement=yes"));
    const auto placement = place(treeOf(today), design.idOf(QStringLiteral("Fn")), design, facts());
    QVERIFY(placement);
    QCOMPARE(said(*placement),
             (QStringList{QStringLiteral("+ Security group FnGroup: 3306 to DbGroup, 443 to "
                                         "0.0.0.0/0"),
                          QStringLiteral("+ Security group DbGroup: 3306 from FnGroup"),
                          QStringLiteral("~ Db gets the security group DbGroup"),
                          QStringLiteral("~ Place Fn in AppA, AppB")}));
    QCOMPARE(placement->costAfter->value, placement->costBefore->value);
}

// A function in one zone alone goes on where others stand in the second.
void TestPlace::goesOnBesideOthers()
{
    const Design design
        = designFromText(inNet(QLatin1String(built) + QStringLiteral("fn Fn in AppA; Fn -- Db")));
    const auto placement = place(treeOf(today), design.idOf(QStringLiteral("Fn")), design, facts());
    QVERIFY(placement);
    QVERIFY2(said(*placement).contains(QStringLiteral("~ Place Fn in AppA, AppB")),
             qPrintable(said(*placement).join(u'\n')));
}

// A group that lets all out, or to the whole block of the target, needs no rule more; nor does one
// that lets all of the VPC in.
void TestPlace::addsNoRuleThatIsThere()
{
    const auto steps = [](const char *out, const char *in) {
        const Design drawn = designFromText(
            inNet(QStringLiteral("group Apps in Net; group Data in Net; "
                                 "subnet AppA 10.0.1.0/26 in A; subnet AppB 10.0.1.64/26 in B; "
                                 "fn Fn securityGroups=Apps in AppA,AppB; Fn -- Db")));
        Edit edit(drawn);
        edit.set(drawn.idOf(QStringLiteral("Apps")), &SecurityGroup::rules,
                 QList<SecurityRule>{
                     {false, QStringLiteral("tcp"), 0, 65535, QString::fromLatin1(out), {}}});
        edit.set(drawn.idOf(QStringLiteral("Data")), &SecurityGroup::rules,
                 QList<SecurityRule>{
                     {true, QStringLiteral("tcp"), 3306, 3306, QString::fromLatin1(in), {}}});
        edit.set(drawn.idOf(QStringLiteral("Db")), &Service::securityGroups,
                 QList<ElementId>{drawn.idOf(QStringLiteral("Data"))});
        const Design design = *edit.result();
        return said(*place(treeOf(today), design.idOf(QStringLiteral("Fn")), design, facts()));
    };
    QCOMPARE(steps("0.0.0.0/0", "10.0.0.0/16"), QStringList());
    QCOMPARE(steps("10.0.32.0/23", "10.0.1.0/25"), QStringList());
    QCOMPARE(steps("10.0.32.0/24", "10.0.1.0/25"),
             QStringList{QStringLiteral("~ Apps lets through 3306 to Data")});
    QCOMPARE(steps("0.0.0.0/0", "10.0.1.0/26"),
             QStringList{QStringLiteral("~ Data lets through 3306 from Apps")});
}

// Fn wants IPv6 alone out of the subnets that Other leaves by NAT gateways: taking those away would
// put Other in conflict, so Fn gets subnets of its own.
void TestPlace::leavesOthersAlone()
{
    const Design design
        = answered(designFromText(inNet(QLatin1String(built)
                                        + QStringLiteral("fn Fn in AppA,AppB; Fn -- Db; "
                                                         "Fn => Pay"))),
                   today, QStringLiteral("Fn"), QStringLiteral("ipv6-egress=yes"));
    const ElementId fn = design.idOf(QStringLiteral("Fn"));
    const ElementId other = design.idOf(QStringLiteral("Other"));
    const auto placement = place(treeOf(today), fn, design, facts());
    QVERIFY(placement);
    const Design after = *apply(design, placement->change);
    QCOMPARE(*after.get<Function>(other), *design.get<Function>(other));
    QVERIFY(after.get<Function>(fn)->subnets != design.get<Function>(fn)->subnets);
    const decision::Walk others = decision::walk(treeOf(today), other, after, facts());
    QVERIFY(others.conflicts.isEmpty());
    QCOMPARE(others.outcome, QStringLiteral("private-subnet-nat"));
    std::map<QString, int> seen;
    check(design, today, fn, seen);
}

// Until 2019 a function took an interface for every 3 GB: 500 a second of one second each are at
// most 500 + 3 sqrt(500) = 567.1, so 568 environments; with 3,008 MB each they need 568 x 3008 /
// 1024 / 3 = 556.2, with a zone lost all in one subnet: 557 of a /22, which has 1,019 (a /23 has
// 507). Today one interface does, and a /26 holds it.
void TestPlace::growsSubnetsUntilTheyFit()
{
    const auto prefixes = [](const char *model) {
        const Design design = designFromText(
            QStringLiteral("set networkModel=%1\n").arg(QLatin1String(model))
            + inNet(QStringLiteral("fn Fn 3008 duration=1000 rate=500 peakRate=500; Fn -- Db")));
        const auto placement
            = place(treeOf(today), design.idOf(QStringLiteral("Fn")), design, facts());
        const Design after = *apply(design, placement->change);
        QStringList found;
        for (const ElementId id : after.named<Function>(QStringLiteral("Fn"))->subnets)
            found.append(after.get<Subnet>(id)->cidr->section(u'/', 1));
        return found.join(u' ');
    };
    QCOMPARE(prefixes("hyperplane"), QStringLiteral("26 26"));
    QCOMPARE(prefixes("per-container-eni"), QStringLiteral("22 22"));
}

void TestPlace::refuses_data()
{
    QTest::addColumn<QString>("design");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const char *design, const char *code) {
        QTest::newRow(name) << QString::fromLatin1(design) << QString::fromLatin1(code);
    };
    row("open question",
        "vpc Net 10.0.0.0/16; zone A zone=us-east-1a in Net; subnet S in A; "
        "relational-database Db in S; fn Fn; Fn -- Db",
        "placement.open-question");
    row("two networks", "vpc One 10.0.0.0/16; vpc Two 10.1.0.0/16; cache C; fn Fn; Fn -- C",
        "placement.several-networks");
    row("network of another stack",
        "vpc Net outside=true; subnet S outside=true in Net; cache C in S; fn Fn; Fn -- C",
        "placement.network-elsewhere");
    row("not drawn",
        "vpc Net outside=true; subnet S outside=true in Net; fn Fn in S; queue Q; Fn -- Q",
        "placement.not-drawn");
    row("block not known",
        "vpc Net; zone A zone=us-east-1a in Net; subnet S in A; cache C in S; fn Fn; Fn -- C",
        "placement.unknown-block");
    row("no room",
        "vpc Net 10.0.0.0/27; zone A zone=us-east-1a in Net; subnet S 10.0.0.0/28 in A; "
        "cache C in S; fn Fn; Fn -- C",
        "placement.no-room");
}

void TestPlace::refuses()
{
    QFETCH(QString, design);
    const Design drawn = designFromText(design);
    const auto placement = place(treeOf(today), drawn.idOf(QStringLiteral("Fn")), drawn, facts());
    QVERIFY(!placement);
    QTEST(placement.error().first().code, "code");
    for (const Problem &problem : placement.error()) {
        QVERIFY(!problem.remedy.isEmpty());
        QVERIFY2(!toString(problem).contains(u'{'), qPrintable(toString(problem)));
    }
}

// A person says that nothing inside is needed, and an edge to a database is drawn: the function is
// taken out as decided, and the difference stays told.
void TestPlace::answersThatNoNetworkMendsStay()
{
    const Design design
        = answered(designFromText(inNet(QStringLiteral("fn Fn in DataA,DataB; Fn -- Db"))), today,
                   QStringLiteral("Fn"), QStringLiteral("private-resource=no"));
    const auto placement = place(treeOf(today), design.idOf(QStringLiteral("Fn")), design, facts());
    QVERIFY(placement);
    QCOMPARE(said(*placement), QStringList{QStringLiteral("~ Take Fn out of DataA, DataB")});
    QCOMPARE(placement->left.size(), 1);
    QCOMPARE(placement->left.first().question, QStringLiteral("private-resource"));
}

void TestPlace::placesSeveralAtOnce()
{
    const Design design = designFromText(
        inNet(QStringLiteral("fn First; First -- Db; fn Second; Second -- Db; fn Idle in DataA; fn "
                             "Lost ipv6DualStack=?x; "
                             "outside-system Pay; Lost => Pay; Lost -- Db; vpc Other; ")));
    Problems refused;
    QList<ElementId> functions;
    for (const Function *function : design.all<Function>())
        functions.append(function->id);
    const Placement all = placeAll(treeOf(today), functions, design, facts(), refused);
    const Design after = *apply(design, all.change);
    const auto subnets = [&after](const char *name) {
        return after.named<Function>(QLatin1String(name))->subnets;
    };
    QCOMPARE(subnets("First").size(), 2);
    // The second one stands where the first one does.
    QCOMPARE(subnets("Second"), subnets("First"));
    QVERIFY(!after.named<Function>(QStringLiteral("Idle"))->inVpc);
    for (const decision::Walk &walk : decision::walkAll(treeOf(today), after, facts())) {
        const bool isRefused
            = std::any_of(refused.begin(), refused.end(), [&](const Problem &problem) {
                  return after.idOf(problem.where.element) == walk.function;
              });
        QVERIFY(isRefused || walk.conflicts.isEmpty());
    }
    QVERIFY(*apply(after, inverse(all.change)) == design);
}

void TestPlace::bringsTheSamplesInLine()
{
    const QDir folder(QStringLiteral(STRATOPLAN_SOURCE_DIR "/resources/examples"));
    std::map<QString, int> seen;
    int cases = 0;
    for (const QString &name : folder.entryList({QStringLiteral("*.stratoplan")})) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto design = store::read(file.readAll(), name);
        QVERIFY(design);
        for (const Function *function : design->all<Function>()) {
            for (const QString &tree : {today, talk}) {
                check(*design, tree, function->id, seen);
                ++cases;
                if (QTest::currentTestFailed()) {
                    qWarning("%s: %s", qPrintable(name), qPrintable(function->name));
                    return;
                }
            }
        }
    }
    for (const auto &[what, count] : seen)
        qInfo("%4d %s", count, qPrintable(what));
    qInfo("%d cases", cases);
}

void TestPlace::bringsRandomDesignsInLine()
{
    const bool isLong = qEnvironmentVariableIsSet("STRATOPLAN_LONG");
    const quint32 seeds = isLong ? 3000 : 150;
    std::map<QString, int> seen;
    int cases = 0;
    for (quint32 seed = 1; seed <= seeds; ++seed) {
        QRandomGenerator random(seed);
        const Design design = spoiled(RandomArchitecture(seed, facts()).design(), random);
        for (const Function *function : design.all<Function>()) {
            for (const QString &tree : {today, talk}) {
                const Design one = decided(design, treeOf(tree), function->id, facts(), random);
                check(one, tree, function->id, seen);
                ++cases;
                if (QTest::currentTestFailed()) {
                    qWarning("seed %u, function %s, tree %s", seed, qPrintable(function->name),
                             qPrintable(tree));
                    return;
                }
            }
        }
    }
    for (const auto &[what, count] : seen)
        qInfo("%6d %s", count, qPrintable(what));
    qInfo("%d cases from seeds 1 to %u", cases, seeds);
}

QTEST_GUILESS_MAIN(TestPlace)
#include "tst_place.moc"
