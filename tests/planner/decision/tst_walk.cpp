// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/decision/comb.h"
#include "planner/decision/walk.h"
#include "planner/model/edit.h"
#include "planner/model/names.h"
#include "tests/planner/decision/built_in_trees.h"
#include "tests/support/built_in.h"
#include "tests/support/design_text.h"

#include <QTest>

using namespace stratoplan;
using namespace stratoplan::decision;

namespace {

const QString talk = QStringLiteral("talk-2018");
const QString today = QStringLiteral("today");

/// A network of two zones with a private subnet each, and ways out of them that `routes` names.
QString network(const QString &routes = {}, const QString &more = {})
{
    return QStringLiteral(R"(
        vpc Net 10.0.0.0/16
        zone A zone=us-east-1a in Net
        zone B zone=us-east-1b in Net
        subnet PublicA 10.0.0.0/24 in A routeTable=Public
        subnet PublicB 10.0.1.0/24 in B routeTable=Public
        gateway internet Igw in Net
        gateway nat NatA in PublicA
        gateway nat NatB in PublicB
        gateway regional-nat NatR in Net
        gateway egress-only Out6 in Net
        gateway transit Hub in Net
        table Public in Net 0.0.0.0/0>Igw
        table TableA in Net %1
        table TableB in Net %2
        subnet AppA 10.0.16.0/24 in A routeTable=TableA
        subnet AppB 10.0.17.0/24 in B routeTable=TableB
        subnet DataA 10.0.32.0/24 in A
        relational-database Db engine=postgres in DataA
        %3
    )")
        .arg(routes.section(QLatin1Char('|'), 0, 0), routes.section(QLatin1Char('|'), 1, 1), more);
}

Walk walked(const QString &tree, const QString &text,
            const QString &function = QStringLiteral("Fn"))
{
    const Design design = designFromText(text);
    return walk(treeOf(tree), design.idOf(function), design, facts());
}

/// "question=answer" of each answer, "?" for an open one.
QStringList path(const Walk &walk)
{
    QStringList words;
    for (const Answer &answer : walk.answers) {
        words.append(answer.question + QLatin1Char('=')
                     + (answer.answer.isEmpty() ? QStringLiteral("?") : answer.answer));
    }
    return words;
}

QStringList conflicts(const Walk &walk)
{
    QStringList words;
    for (const Conflict &conflict : walk.conflicts)
        words.append(toString(conflict.what));
    return words;
}

/// The design with a person's answers of its function Fn: "question=answer" separated by blanks.
Design answered(const Design &design, const QString &tree, const QString &answers)
{
    Function function = *design.named<Function>(QStringLiteral("Fn"));
    const QStringList words = answers.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString &word : words) {
        const QStringList parts = word.split(QLatin1Char('='));
        function.decision.answers[tree].append({parts.at(0), parts.at(1),
                                                QStringLiteral("data lead"), QDate(2026, 11, 12),
                                                QStringLiteral("said so")});
    }
    Edit edit(design);
    edit.replace(function.id, function);
    return *edit.result();
}

} // namespace

class TestWalk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPathOfTheTalk_data();
    void everyPathOfTheTalk();
    void everyPathOfToday_data();
    void everyPathOfToday();
    void derivesFromTheDrawing_data();
    void derivesFromTheDrawing();
    void saysWhatInTheDrawing();
    void tellsTemplateFromDrawing();
    void personWinsAndConflictIsTold();
    void answerThatTheQuestionLacksIsNone();
    void comparesOutcomeWithPlacement_data();
    void comparesOutcomeWithPlacement();
    void walksAllFunctions();
    void drawsTheComb();
    void drawsTheCombOfEveryWalk();
};

// Slide 19 of the talk: "Does my function need a resource inside a VPC?" no: no VPC; yes: "does it
// also need the internet?" no: private subnet; yes: subnet with NAT.
void TestWalk::everyPathOfTheTalk_data()
{
    QTest::addColumn<QString>("answers");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("no") << QStringLiteral("private-resource=no") << QStringLiteral("no-vpc");
    QTest::newRow("yes, no") << QStringLiteral("private-resource=yes internet=no")
                             << QStringLiteral("private-subnet");
    QTest::newRow("yes, yes") << QStringLiteral("private-resource=yes internet=yes")
                              << QStringLiteral("private-subnet-nat");
}

void TestWalk::everyPathOfTheTalk()
{
    QFETCH(QString, answers);
    const Design design = answered(designFromText(QStringLiteral("fn Fn")), talk, answers);
    const Walk walk = stratoplan::decision::walk(treeOf(talk), design.idOf(QStringLiteral("Fn")),
                                                 design, facts());
    QTEST(walk.outcome, "outcome");
    QCOMPARE(path(walk).join(QLatin1Char(' ')), answers);
    for (const Answer &answer : walk.answers) {
        QCOMPARE(answer.from, AnswerFrom::User);
        QCOMPARE(answer.by, QStringLiteral("data lead"));
        QCOMPARE(answer.date, QDate(2026, 11, 12));
        QCOMPARE(answer.reason, QStringLiteral("said so"));
    }
}

void TestWalk::everyPathOfToday_data()
{
    QTest::addColumn<QString>("answers");
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<QString>("label");

    const QString no = QStringLiteral("capacity-provider=no ");
    const QString inside = no + QStringLiteral("private-resource=yes ");
    const QString needed = inside + QStringLiteral("reachable-without-vpc=no ");
    const QString outside = needed + QStringLiteral("outside=yes ");
    const QString others = outside + QStringLiteral("only-aws-services=no ");
    const QString nat = others + QStringLiteral("ipv6-egress=no ");
    const auto row = [](const QString &answers, const char *outcome, const char *label) {
        QTest::newRow(qPrintable(answers))
            << answers << QString::fromLatin1(outcome) << QString::fromLatin1(label);
    };
    row(QStringLiteral("capacity-provider=yes"), "provider-network", "The provider's network");
    row(no + QStringLiteral("private-resource=no"), "no-vpc", "No VPC");
    row(inside + QStringLiteral("reachable-without-vpc=yes"), "avoid-vpc",
        "No VPC, public endpoint with IAM");
    row(needed + QStringLiteral("outside=no"), "private-subnet", "Private subnets");
    row(outside + QStringLiteral("only-aws-services=yes"), "private-subnet-endpoints",
        "Private subnets, endpoints");
    row(others + QStringLiteral("ipv6-egress=yes"), "private-subnet-ipv6-egress",
        "Private subnets, IPv6 egress");
    row(nat + QStringLiteral("nat-placement=yes"), "private-subnet-nat",
        "Private subnets, NAT in each zone");
    row(nat + QStringLiteral("nat-placement=regional"), "private-subnet-nat",
        "Private subnets, regional NAT");
    row(nat + QStringLiteral("nat-placement=no"), "private-subnet-nat",
        "Private subnets, shared NAT");
}

void TestWalk::everyPathOfToday()
{
    QFETCH(QString, answers);
    const Design design = answered(designFromText(QStringLiteral("fn Fn")), today, answers);
    const Walk walk = stratoplan::decision::walk(treeOf(today), design.idOf(QStringLiteral("Fn")),
                                                 design, facts());
    QTEST(walk.outcome, "outcome");
    QTEST(outcomeLabel(treeOf(today), walk), "label");
    QCOMPARE(path(walk).join(QLatin1Char(' ')), answers);
}

void TestWalk::derivesFromTheDrawing_data()
{
    QTest::addColumn<QString>("tree");
    QTest::addColumn<QString>("design");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("outcome");

    const auto row = [](const char *name, const QString &tree, const QString &design,
                        const char *path, const char *outcome) {
        QTest::newRow(name) << tree << design << QString::fromLatin1(path)
                            << QString::fromLatin1(outcome);
    };
    const QString natEach = QStringLiteral("0.0.0.0/0>NatA|0.0.0.0/0>NatB");
    const QString natShared = QStringLiteral("0.0.0.0/0>NatA|0.0.0.0/0>NatA");
    const QString natRegional = QStringLiteral("0.0.0.0/0>NatR|0.0.0.0/0>NatR");
    const QString fn = QStringLiteral("fn Fn in AppA,AppB; Fn -- Db; ");
    const QString pays = fn + QStringLiteral("outside-system Pay; Fn => Pay");

    row("talk: nothing", talk, QStringLiteral("fn Fn"), "private-resource=no", "no-vpc");
    row("talk: AWS and internet only", talk,
        QStringLiteral("fn Fn; table T; Fn -- T; internet Web; Fn => Web"), "private-resource=no",
        "no-vpc");
    row("talk: database", talk, network({}, fn), "private-resource=yes internet=no",
        "private-subnet");
    row("talk: database and AWS", talk, network({}, fn + QStringLiteral("queue Q; Fn -- Q")),
        "private-resource=yes internet=yes", "private-subnet-nat");
    row("talk: database and internet", talk, network({}, pays), "private-resource=yes internet=yes",
        "private-subnet-nat");

    row("nothing", today, QStringLiteral("fn Fn"), "capacity-provider=no private-resource=no",
        "no-vpc");
    row("triggers and failure targets need no network", today,
        QStringLiteral("fn Fn; queue In -> Fn; Fn !> Dead; queue Dead"),
        "capacity-provider=no private-resource=no", "no-vpc");
    row("capacity provider", today, QStringLiteral("fn Fn managedInstances=true"),
        "capacity-provider=yes", "provider-network");
    row("capacity provider not evaluated", today,
        QStringLiteral("fn Fn managedInstances=?!Ref_Provider"), "capacity-provider=?", "");
    row("data API", today,
        QStringLiteral(
            "fn Fn; relational-database Db engine=aurora-postgresql dataApi=true; Fn -- Db"),
        "capacity-provider=no private-resource=yes reachable-without-vpc=yes", "avoid-vpc");
    row("Aurora without a word", today,
        QStringLiteral("fn Fn; relational-database Db engine=aurora-postgresql; Fn -- Db"),
        "capacity-provider=no private-resource=yes reachable-without-vpc=?", "");
    row("cache is private always", today, QStringLiteral("fn Fn; cache C; Fn -- C"),
        "capacity-provider=no private-resource=yes reachable-without-vpc=no outside=no",
        "private-subnet");
    row("one of two needs the VPC", today,
        QStringLiteral("fn Fn; cache C; relational-database Db dataApi=true; Fn -- C; Fn -- Db"),
        "capacity-provider=no private-resource=yes reachable-without-vpc=no outside=no",
        "private-subnet");
    row("database in private subnets", today, network({}, fn),
        "capacity-provider=no private-resource=yes reachable-without-vpc=no outside=no",
        "private-subnet");
    row("AWS with endpoints", today,
        network({},
                fn
                    + QStringLiteral(
                        "queue Q; Fn -- Q; bucket Files; Fn -- Files; fn Other; Fn => Other")),
        "capacity-provider=no private-resource=yes reachable-without-vpc=no outside=yes "
        "only-aws-services=yes",
        "private-subnet-endpoints");
    row("one thing on the internet", today,
        network(natEach, pays + QStringLiteral("; bucket Files; Fn -- Files")),
        "capacity-provider=no private-resource=yes reachable-without-vpc=no outside=yes "
        "only-aws-services=no ipv6-egress=no nat-placement=yes",
        "private-subnet-nat");
    row("NAT shared", today, network(natShared, pays),
        "capacity-provider=no private-resource=yes reachable-without-vpc=no outside=yes "
        "only-aws-services=no ipv6-egress=no nat-placement=no",
        "private-subnet-nat");
    row("NAT regional", today, network(natRegional, pays),
        "capacity-provider=no private-resource=yes reachable-without-vpc=no outside=yes "
        "only-aws-services=no ipv6-egress=no nat-placement=regional",
        "private-subnet-nat");
    // Whatever the answer, it is a NAT: the outcome is known, the question stays.
    row("no NAT yet", today, network({}, pays),
        "capacity-provider=no private-resource=yes reachable-without-vpc=no outside=yes "
        "only-aws-services=no ipv6-egress=no nat-placement=?",
        "private-subnet-nat");
    row("IPv6", today,
        network(QStringLiteral("::/0>Out6|::/0>Out6"),
                QStringLiteral("fn Fn ipv6DualStack=true in AppA,AppB; Fn -- Db; "
                               "outside-system Pay; Fn => Pay")),
        "capacity-provider=no private-resource=yes reachable-without-vpc=no outside=yes "
        "only-aws-services=no ipv6-egress=yes",
        "private-subnet-ipv6-egress");
    row("IPv6 in one subnet of two", today,
        network(QStringLiteral("::/0>Out6"),
                QStringLiteral("fn Fn ipv6DualStack=true in AppA,AppB; Fn -- Db; "
                               "outside-system Pay; Fn => Pay")),
        "capacity-provider=no private-resource=yes reachable-without-vpc=no outside=yes "
        "only-aws-services=no ipv6-egress=?",
        "");
    row("no network drawn yet", today,
        QStringLiteral("fn Fn; cache C; Fn -- C; outside-system Pay; Fn => Pay"),
        "capacity-provider=no private-resource=yes reachable-without-vpc=no outside=yes "
        "only-aws-services=no ipv6-egress=?",
        "");

    // Lambda polls a broker from the broker's subnets.
    row("polled, no VPC", today, QStringLiteral("fn Fn; kafka K -> Fn"),
        "capacity-provider=no private-resource=no", "no-vpc");
    row("polled, beside its source", talk,
        network({}, QStringLiteral("fn Fn in AppA; kafka K in DataA -> Fn")),
        "private-resource=yes internet=no", "private-subnet");
    row("load balancer is not polled", talk,
        network({}, QStringLiteral("fn Fn in AppA; load-balancer L in PublicA -> Fn")),
        "private-resource=no", "no-vpc");
}

void TestWalk::derivesFromTheDrawing()
{
    QFETCH(QString, tree);
    QFETCH(QString, design);
    const Walk walk = walked(tree, design);
    const QString found = path(walk).join(QLatin1Char(' '));
    QTEST(found, "path");
    QTEST(walk.outcome, "outcome");
    for (const Answer &answer : walk.answers) {
        QCOMPARE(answer.from, answer.answer.isEmpty() ? AnswerFrom::Open : AnswerFrom::Drawing);
        const QString evidence = toString(answer.evidence);
        QVERIFY2(!evidence.isEmpty() && !evidence.contains(QLatin1Char('{')), qPrintable(evidence));
        QVERIFY2(!answer.elements.isEmpty() || answer.question == QLatin1String("ipv6-egress"),
                 qPrintable(answer.question));
    }
}

void TestWalk::saysWhatInTheDrawing()
{
    const Design design = designFromText(
        network(QStringLiteral("0.0.0.0/0>NatA|0.0.0.0/0>NatA"),
                QStringLiteral(
                    "fn Fn in AppA,AppB; Fn -- Db; outside-system Pay label=\"Payment provider\"; "
                    "Fn => Pay; queue Q; Fn -- Q")));
    const Walk walk = stratoplan::decision::walk(treeOf(today), design.idOf(QStringLiteral("Fn")),
                                                 design, facts());
    const Names names(design);
    const auto evidence = [&](int i) {
        return toString(walk.answers.at(i).evidence) + QStringLiteral(" | ")
            + names.of(walk.answers.at(i).elements).join(QStringLiteral(", "));
    };
    QCOMPARE(evidence(0), QStringLiteral("Fn has no capacity provider | Fn"));
    QCOMPARE(evidence(1), QStringLiteral("Fn connects to Db, inside a VPC | Db, Fn->Db"));
    QCOMPARE(evidence(2), QStringLiteral("Db: reached inside the VPC only | Db"));
    QCOMPARE(evidence(3),
             QStringLiteral("Fn connects to Payment provider, Q | Pay, Q, Fn->Pay, Fn->Q"));
    QCOMPARE(evidence(4),
             QStringLiteral("Payment provider: no VPC endpoint exists | Pay, Fn->Pay"));
    QCOMPARE(evidence(5), QStringLiteral("AppA, AppB: IPv4 leaves through a NAT | AppA, AppB"));
    QCOMPARE(evidence(6), QStringLiteral("NatA: subnets of other zones route through it | NatA"));
}

void TestWalk::tellsTemplateFromDrawing()
{
    Design design
        = designFromText(QStringLiteral("fn Fn type=AWS::Serverless::Function; "
                                        "cache C type=AWS::ElastiCache::CacheCluster; Fn -- C"));
    Edit edit(design);
    edit.set(connectionBetween(design, QStringLiteral("Fn"), QStringLiteral("C")),
             &Connection::evidence,
             QStringList{QStringLiteral("Resources.Fn.Properties.Policies")});
    const Design imported = *edit.result();
    const ElementId fn = design.idOf(QStringLiteral("Fn"));

    // All of it stands in the template.
    for (const Answer &answer : walk(treeOf(today), fn, imported, facts()).answers)
        QCOMPARE(answer.from, AnswerFrom::Template);
    // The connection was drawn by a person: what rests on it is from the drawing.
    const Walk drawn = walk(treeOf(today), fn, design, facts());
    QCOMPARE(drawn.answers.at(0).from, AnswerFrom::Template);
    QCOMPARE(drawn.answers.at(1).from, AnswerFrom::Drawing);
}

void TestWalk::personWinsAndConflictIsTold()
{
    const Design drawn = designFromText(
        network({}, QStringLiteral("fn Fn in AppA,AppB; Fn -- Db; queue Q; Fn -- Q")));
    const Design design = answered(drawn, today, QStringLiteral("private-resource=no"));
    const ElementId fn = design.idOf(QStringLiteral("Fn"));
    const Walk walk = stratoplan::decision::walk(treeOf(today), fn, design, facts());
    QCOMPARE(walk.outcome, QStringLiteral("no-vpc"));
    QCOMPARE(walk.answers.at(1).from, AnswerFrom::User);

    // Both ways: the answer differs from the drawing, and the placement from the outcome.
    QCOMPARE(walk.conflicts.size(), 2);
    const Conflict &answer = walk.conflicts.at(0);
    QCOMPARE(answer.question, QStringLiteral("private-resource"));
    QCOMPARE(answer.answer, QStringLiteral("no"));
    QCOMPARE(answer.drawn, QStringLiteral("yes"));
    QCOMPARE(toString(answer.evidence), QStringLiteral("Fn connects to Db, inside a VPC"));
    QVERIFY(answer.elements.contains(design.idOf(QStringLiteral("Db"))));
    QCOMPARE(walk.conflicts.at(1).question, QString());
    QCOMPARE(toString(walk.conflicts.at(1).what),
             QStringLiteral("Fn stands in AppA, AppB, and needs no VPC"));

    // An answer that agrees is no conflict, and answers of the other tree do not count here.
    const Design agreed = answered(drawn, today, QStringLiteral("private-resource=yes"));
    const Walk same = stratoplan::decision::walk(treeOf(today), fn, agreed, facts());
    QCOMPARE(same.answers.at(1).from, AnswerFrom::User);
    QCOMPARE(same.conflicts.size(), 1); // no endpoint for Q
    const Walk other = stratoplan::decision::walk(treeOf(talk), fn, design, facts());
    QCOMPARE(other.answers.at(0).from, AnswerFrom::Drawing);
    // The last of several answers to a question counts.
    const Design twice
        = answered(drawn, today, QStringLiteral("private-resource=no private-resource=yes"));
    QCOMPARE(stratoplan::decision::walk(treeOf(today), fn, twice, facts()).answers.at(1).answer,
             QStringLiteral("yes"));
}

void TestWalk::answerThatTheQuestionLacksIsNone()
{
    const Design design = answered(designFromText(QStringLiteral("fn Fn")), today,
                                   QStringLiteral("private-resource=perhaps"));
    const Walk walk = stratoplan::decision::walk(treeOf(today), design.idOf(QStringLiteral("Fn")),
                                                 design, facts());
    QCOMPARE(walk.answers.at(1).from, AnswerFrom::Drawing);
    QCOMPARE(walk.outcome, QStringLiteral("no-vpc"));
}

void TestWalk::comparesOutcomeWithPlacement_data()
{
    QTest::addColumn<QString>("design");
    QTest::addColumn<QStringList>("told");
    const auto row = [](const char *name, const QString &design, const QStringList &told) {
        QTest::newRow(name) << design << told;
    };
    const QString natEach = QStringLiteral("0.0.0.0/0>NatA|0.0.0.0/0>NatB");
    const QString pays
        = QStringLiteral("fn Fn in AppA,AppB; Fn -- Db; outside-system Pay; Fn => Pay");

    row("no VPC, outside", QStringLiteral("fn Fn"), {});
    row("no VPC, inside", network({}, QStringLiteral("fn Fn in AppA")),
        {QStringLiteral("Fn stands in AppA, and needs no VPC")});
    row("no VPC, inside with unknown subnets", QStringLiteral("fn Fn inVpc=true"),
        {QStringLiteral("Fn stands in a VPC, which it does not need")});
    row("no VPC, inside by policy",
        network({}, QStringLiteral("fn Fn vpcPolicyNote=\"all traffic is inspected\" in AppA")),
        {});
    row("provider's network, with settings of its own",
        network({}, QStringLiteral("fn Fn managedInstances=true in AppA")),
        {QStringLiteral("Fn stands in AppA, and needs no VPC")});
    row("private, outside", network({}, QStringLiteral("fn Fn; Fn -- Db")),
        {QStringLiteral("Fn stands outside the VPC that it needs")});
    row("private, private", network({}, QStringLiteral("fn Fn in AppA,AppB; Fn -- Db")), {});
    row("private, public", network({}, QStringLiteral("fn Fn in AppA,PublicB; Fn -- Db")),
        {QStringLiteral(
            "PublicB: public. Fn gets no public address there, so the internet gateway does "
            "not serve it")});
    row("NAT, with routes", network(natEach, pays), {});
    row("NAT, one route missing", network(QStringLiteral("0.0.0.0/0>NatA"), pays),
        {QStringLiteral("AppB: no default route through a NAT")});
    row("NAT, no route", network({}, pays),
        {QStringLiteral("AppA, AppB: no default route through a NAT")});
    row("NAT, by another network", network(QStringLiteral("0.0.0.0/0>Hub|0.0.0.0/0>Hub"), pays),
        {});
    row("endpoints, none",
        network({},
                QStringLiteral("fn Fn in AppA,AppB; Fn -- Db; queue Q; Fn -- Q; table T; Fn -- T")),
        {QStringLiteral("Net has no endpoint for Q, T")});
    row("endpoints, all",
        network({},
                QStringLiteral("fn Fn in AppA,AppB; Fn -- Db; queue Q; Fn -- Q; table T; Fn -- T; "
                               "endpoint interface Sqs sqs in AppA; "
                               "endpoint gateway Ddb dynamodb in Net")),
        {});
    row("outside network",
        QStringLiteral("vpc Out outside=true; subnet S outside=true in Out; "
                       "fn Fn in S; cache C; Fn -- C; queue Q; Fn -- Q"),
        {});
    row("outside network, public subnet",
        QStringLiteral("vpc Out outside=true; subnet S outside=true in Out public; "
                       "fn Fn in S; cache C; Fn -- C"),
        {QStringLiteral(
            "S: public. Fn gets no public address there, so the internet gateway does not "
            "serve it")});
}

void TestWalk::comparesOutcomeWithPlacement()
{
    QFETCH(QString, design);
    const Walk walk = walked(today, design);
    const QStringList found = conflicts(walk);
    QTEST(found, "told");
    for (const Conflict &conflict : walk.conflicts)
        QCOMPARE(conflict.elements.value(0), walk.function);
}

void TestWalk::walksAllFunctions()
{
    const Design design = designFromText(network(
        {},
        QStringLiteral(
            "fn First; fn Second in AppA,AppB; Second -- Db; fn Third; cache C; Third -- C")));
    const QList<Walk> walks = walkAll(treeOf(talk), design, facts());
    QCOMPARE(walks.size(), 3);
    QCOMPARE(walks.at(0).outcome, QStringLiteral("no-vpc"));
    QCOMPARE(walks.at(1).outcome, QStringLiteral("private-subnet"));
    QCOMPARE(walks.at(2).outcome, QStringLiteral("private-subnet"));
    for (const Walk &one : walks) {
        QCOMPARE(one.tree, talk);
        const Walk alone = walk(treeOf(talk), one.function, design, facts());
        QCOMPARE(path(one), path(alone));
        QCOMPARE(one.conflicts, alone.conflicts);
    }
}

// The comb of mock-decision: all questions down the spine, outcomes not taken to the right.
void TestWalk::drawsTheComb()
{
    const Design design = designFromText(
        network(QStringLiteral("0.0.0.0/0>NatA|0.0.0.0/0>NatA"),
                QStringLiteral("fn Fn in AppA,AppB; Fn -- Db; outside-system Pay; Fn => Pay")));
    const Walk shared = walk(treeOf(today), design.idOf(QStringLiteral("Fn")), design, facts());
    const Comb full = comb(treeOf(today), shared);
    QCOMPARE(full.steps.size(), 7);
    QStringList exits;
    for (const CombStep &step : full.steps) {
        QVERIFY(step.reached && step.downTaken && !step.isOpen());
        for (const CombExit &exit : step.exits) {
            QVERIFY(!exit.taken);
            exits.append(exit.answer + QLatin1Char('>') + exit.next);
        }
    }
    QCOMPARE(exits.join(QLatin1Char(' ')),
             QStringLiteral("yes>provider-network no>no-vpc yes>avoid-vpc no>private-subnet "
                            "yes>private-subnet-endpoints yes>private-subnet-ipv6-egress "
                            "yes>private-subnet-nat regional>private-subnet-nat"));
    QCOMPARE(full.outcome, QStringLiteral("private-subnet-nat"));
    QCOMPARE(full.outcomeLabel, QStringLiteral("Private subnets, shared NAT"));
    QVERIFY(full.outcomeTaken);

    // A walk that leaves early: the exit is lit, the rest of the spine is there and not reached.
    const Comb early = comb(treeOf(today), walked(today, QStringLiteral("fn Fn")));
    QCOMPARE(early.steps.size(), 7);
    QVERIFY(early.steps.at(0).downTaken);
    QVERIFY(early.steps.at(1).reached && !early.steps.at(1).downTaken);
    QCOMPARE(early.steps.at(1).down, QStringLiteral("yes"));
    QCOMPARE(early.steps.at(1).exits.first().next, QStringLiteral("no-vpc"));
    QVERIFY(early.steps.at(1).exits.first().taken);
    for (int i = 2; i < 7; ++i)
        QVERIFY(!early.steps.at(i).reached);
    QVERIFY(!early.outcomeTaken);
    QCOMPARE(early.openStep(), -1);

    // An open question is the one to ask next.
    const Comb open
        = comb(treeOf(today),
               walked(today,
                      network({},
                              QStringLiteral(
                                  "fn Fn in AppA,AppB; Fn -- Db; outside-system Pay; Fn => Pay"))));
    QCOMPARE(open.openStep(), 6);
    QVERIFY(open.outcomeTaken);
    QCOMPARE(open.outcomeLabel, QStringLiteral("Private subnets, NAT"));

    // The answer that differs from the drawing is marked at its question.
    const Design differing = answered(design, today, QStringLiteral("nat-placement=yes"));
    const Comb marked
        = comb(treeOf(today),
               walk(treeOf(today), differing.idOf(QStringLiteral("Fn")), differing, facts()));
    QVERIFY(marked.steps.at(6).conflict);
    QVERIFY(!marked.steps.at(5).conflict);
    QCOMPARE(marked.outcomeLabel, QStringLiteral("Private subnets, NAT in each zone"));
}

// Of any walk, each question asked is on the spine, in order, and one way is lit from each answered
// one.
void TestWalk::drawsTheCombOfEveryWalk()
{
    for (const QString &id : {talk, today}) {
        const Tree &tree = treeOf(id);
        QList<QString> ahead{QString()};
        while (!ahead.isEmpty()) {
            const QString answers = ahead.takeLast();
            const Design design
                = answered(designFromText(QStringLiteral("fn Fn managedInstances=?x; "
                                                         "cache C; Fn -- C")),
                           id, answers);
            const Walk one = walk(tree, design.idOf(QStringLiteral("Fn")), design, facts());
            const Comb drawn = comb(tree, one);
            int reached = 0;
            for (const CombStep &step : drawn.steps) {
                if (!step.reached)
                    continue;
                QCOMPARE(step.question, one.answers.at(reached++).question);
                int lit = step.downTaken ? 1 : 0;
                for (const CombExit &exit : step.exits)
                    lit += exit.taken ? 1 : 0;
                QCOMPARE(lit, step.isOpen() ? 0 : 1);
            }
            QCOMPARE(reached, one.answers.size());

            const QStringList given = answers.split(QLatin1Char(' '), Qt::SkipEmptyParts);
            if (given.size() < one.answers.size()) {
                const Question *question = tree.question(one.answers.at(given.size()).question);
                for (const Branch &branch : question->branches) {
                    ahead.append(answers + QLatin1Char(' ') + question->id + QLatin1Char('=')
                                 + branch.answer);
                }
            }
        }
    }
}

QTEST_GUILESS_MAIN(TestWalk)
#include "tst_walk.moc"
