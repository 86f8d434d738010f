// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/network/what_if.h"
#include "planner/network/zone_loss.h"
#include "tests/support/built_in.h"
#include "tests/support/design_text.h"

#include <QTest>

using namespace stratoplan;
using namespace stratoplan::network;

namespace {

using Loads = QHash<QString, Load>;

QHash<ElementId, Load> byId(const Design &design, const Loads &loads)
{
    QHash<ElementId, Load> ids;
    for (auto load = loads.cbegin(); load != loads.cend(); ++load)
        ids.insert(design.idOf(load.key()), load.value());
    return ids;
}

/// "NAME HARM" of each effect while the zones are lost, in order of ids.
QString lose(const QString &text, const char *zones, const Loads &loads = {},
             Model model = Model::Hyperplane)
{
    const Design design = designFromText(text);
    const Plan planned = plan(design, facts(), byId(design, loads), {model, 1, 1});
    QSet<ElementId> lost;
    for (const QString &zone : QString::fromLatin1(zones).split(QLatin1Char(',')))
        lost.insert(design.idOf(zone));
    const ZoneLoss loss = zoneLoss(design, facts(), planned, lost);
    QStringList words;
    for (const Effect &effect : loss.effects) {
        const QString reason = toString(effect.reason);
        if (reason.isEmpty() || reason.contains(QLatin1Char('{')))
            qFatal("%s", qPrintable(reason));
        words.append(common(*design.find(effect.element)).name + QLatin1Char(' ')
                     + id(effect.harm));
    }
    return words.join(QStringLiteral(", "));
}

/// Two zones with a private subnet each (a, b) and a public one in A with the NAT that both use.
const QString oneNat = QStringLiteral(R"(
    vpc V 10.0.0.0/16; zone A zone=us-east-1a in V; zone B zone=us-east-1b in V
    gateway internet Igw in V; table Public in V 0.0.0.0/0>Igw; table Private in V 0.0.0.0/0>Nat
    subnet a 10.0.0.0/24 in A routeTable=Private; subnet b 10.0.1.0/24 in B routeTable=Private
    subnet front 10.0.9.0/24 in A routeTable=Public; gateway nat Nat in front
)");

} // namespace

class TestZoneLoss : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingLost();
    void effects_data();
    void effects();
    void subnetWithoutAddresses();
    void natWithoutPorts();
    void reasonsNameTheirCause();
    void agreesWithThePlan();
    void anotherPeak();
    void anotherModel();
};

void TestZoneLoss::nothingLost()
{
    const Design design = designFromText(oneNat);
    const Plan planned = plan(design, facts(), {}, {});
    QVERIFY(zoneLoss(design, facts(), planned, {}).effects.isEmpty());
}

void TestZoneLoss::effects_data()
{
    QTest::addColumn<QString>("design");
    QTest::addColumn<QByteArray>("lost");
    QTest::addColumn<QString>("effects");

    const auto row = [](const char *name, const char *more, const char *lost, const char *effects) {
        QTest::newRow(name) << oneNat + QString::fromLatin1(more) << QByteArray(lost)
                            << QString::fromLatin1(effects);
    };
    row("subnets and the NAT gateway", "", "A", "a stops, front stops, Nat stops");
    row("the other zone", "", "B", "b stops");
    row("all zones", "fn F 128 in a,b", "A,B", "a stops, b stops, front stops, Nat stops, F stops");
    // F runs on in b, but its way to the outside leads through A.
    row("a function in both zones loses its way out", "outside-system Pay; fn F 128 in a,b => Pay",
        "A", "a stops, front stops, Nat stops, F cut-off");
    row("the way of the other zone", "outside-system Pay; fn F 128 in a,b => Pay", "B", "b stops");
    row("a NAT gateway that nothing left uses", "outside-system Pay; fn F 128 in a => Pay", "A",
        "a stops, front stops, Nat stops, F stops");
    row("an endpoint in both zones",
        "endpoint interface Ep sqs in a,b; queue Jobs; fn F 128 in a,b -- Jobs", "A",
        "a stops, front stops, Nat stops");
    row("an endpoint in one zone",
        "endpoint interface Ep sqs in a; queue Jobs; fn F 128 in a,b -- Jobs", "A",
        "a stops, front stops, Nat stops, Ep stops, F cut-off");
    row("a gateway endpoint stands in no zone",
        "endpoint gateway Ep s3 in V routeTables=Private; bucket Files; fn F 128 in a,b -- Files",
        "A", "a stops, front stops, Nat stops");
    row("a database in one zone", "relational-database Db in a; fn F 128 in a,b -- Db", "A",
        "a stops, front stops, Nat stops, Db stops, F cut-off");
    row("a database with a spare",
        "relational-database Db multiAz=true in a,b; fn F 128 in a,b -- Db", "A",
        "a stops, front stops, Nat stops");
    row("a single node in one of two zones",
        "relational-database Db multiAz=false in a,b; fn F 128 in a,b -- Db", "B",
        "b stops, Db unknown");
    row("nobody says how many nodes", "memory-database Db in a,b", "B", "b stops, Db unknown");
    row("replicas", "memory-database Db replicas=2 in a,b", "B", "b stops");
    row("no replica", "memory-database Db replicas=0 in a,b", "B", "b stops, Db unknown");
    row("a node in each subnet", "load-balancer Lb in a,b; file-system Fs in a,b", "B", "b stops");
    row("one broker", "broker Mq deploymentMode=SINGLE_INSTANCE in a,b", "B",
        "b stops, Mq unknown");
    row("two brokers", "broker Mq deploymentMode=ACTIVE_STANDBY_MULTI_AZ in a,b", "B", "b stops");
    row("a function that calls one that stops", "fn Inner 128 in a; fn Outer 128 => Inner", "A",
        "a stops, front stops, Nat stops, Inner stops, Outer cut-off");
    row("a subnet without a zone is one of its own",
        "subnet lone 10.0.5.0/24 in V; fn F 128 in lone", "lone", "lone stops, F stops");
    row("block not known", "subnet c ?!Ref_Cidr in B; fn F 128 in c", "A",
        "a stops, front stops, Nat stops, c unknown");
}

void TestZoneLoss::effects()
{
    QFETCH(QString, design);
    QFETCH(QByteArray, lost);
    const QString found = lose(design, lost.constData());
    QTEST(found, "effects");
}

// 1,000 x 1.5 GB / 3 = 500 interfaces, 250 in each of two /24 (251 usable); all 500 with one lost.
void TestZoneLoss::subnetWithoutAddresses()
{
    const QString text = oneNat + QStringLiteral("fn F 1536 in a,b");
    const auto with = [&text](double peak, Model model) {
        return lose(text, "A", {{QStringLiteral("F"), {peak, 1}}}, model);
    };
    const QString lost = QStringLiteral("a stops, front stops, Nat stops");
    const QString spacious = QStringLiteral("a stops, b overloaded, front stops, Nat stops");
    QCOMPARE(with(1000, Model::PerContainerEni), spacious);
    QCOMPARE(with(1000, Model::Hyperplane), lost);
    // 502 x 0.5 = 251 interfaces are just enough, 503 x 0.5 = 252 are not.
    QCOMPARE(with(502, Model::PerContainerEni), lost);
    QCOMPARE(with(503, Model::PerContainerEni), spacious);
    QCOMPARE(lose(text, "A", {}, Model::PerContainerEni),
             QStringLiteral("a stops, b unknown, front stops, Nat stops"));
}

// One address carries 55,000 connections to one destination. 1,000 environments with 60 connections
// are 60,000: 30,000 through each of two NAT gateways, and all of them through the one that is
// left.
void TestZoneLoss::natWithoutPorts()
{
    const QString text = oneNat
        + QStringLiteral("subnet front2 10.0.8.0/24 in B routeTable=Public; gateway nat Nat2 in "
                         "front2; table Private2 in V 0.0.0.0/0>Nat2; subnet c 10.0.2.0/24 in B "
                         "routeTable=Private2; outside-system Pay; fn F 128 in a,c => Pay");
    const auto with = [&text](double peak) {
        return lose(text, "A", {{QStringLiteral("F"), {peak, 60}}});
    };
    QCOMPARE(with(900), QStringLiteral("a stops, front stops, Nat stops"));
    QCOMPARE(with(1000), QStringLiteral("a stops, front stops, Nat stops, Nat2 overloaded"));
    // What goes by an endpoint does not count: 1,000 x 60 connections to Q are too many for a NAT.
    QString queue = text;
    queue.replace(QLatin1String("outside-system Pay; fn F 128 in a,c => Pay"),
                  QLatin1String("queue Q; fn F 128 in a,c -- Q"));
    QCOMPARE(lose(queue, "A", {{QStringLiteral("F"), {1000.0, 60}}}),
             QStringLiteral("a stops, front stops, Nat stops, Nat2 overloaded"));
    QCOMPARE(lose(queue + QStringLiteral("; endpoint interface E sqs in a,c"), "A",
                  {{QStringLiteral("F"), {1000.0, 60}}}),
             QStringLiteral("a stops, front stops, Nat stops"));
}

void TestZoneLoss::reasonsNameTheirCause()
{
    const Design design
        = designFromText(oneNat + QStringLiteral("outside-system Pay; fn F 128 in a,b => Pay"));
    const Plan planned = plan(design, facts(), {}, {});
    const ZoneLoss loss = zoneLoss(design, facts(), planned, {design.idOf(QStringLiteral("A"))});
    const Effect *effect = loss.on(design.idOf(QStringLiteral("F")));
    QVERIFY(effect);
    QCOMPARE(toString(effect->reason), QStringLiteral("From b it reaches Pay through Nat only"));
    QVERIFY(effect->because.contains(design.idOf(QStringLiteral("Nat"))));
    QVERIFY(effect->because.contains(
        connectionBetween(design, QStringLiteral("F"), QStringLiteral("Pay"))));
    QCOMPARE(loss.harmed(Harm::CutOff), QList<ElementId>{design.idOf(QStringLiteral("F"))});
    QVERIFY(!loss.on(design.idOf(QStringLiteral("b"))));
}

// The worst single zone of the plan is the worst of the boards with one zone lost.
void TestZoneLoss::agreesWithThePlan()
{
    const Design design = designFromText(QStringLiteral(
        "vpc V 10.0.0.0/16; zone A in V; zone B in V; zone C in V; subnet a 10.0.0.0/24 in A; "
        "subnet b 10.0.1.0/24 in B; subnet c 10.0.2.0/24 in C; fn F 1024 in a,b; fn G 1024 in a,c; "
        "fn H 512 in a,b,c"));
    for (int peak = 100; peak < 1200; peak += 50) {
        const Plan planned = plan(design, facts(),
                                  byId(design,
                                       {{QStringLiteral("F"), {double(peak), 1}},
                                        {QStringLiteral("G"), {double(peak) / 2, 1}},
                                        {QStringLiteral("H"), {double(peak) * 1.5, 1}}}),
                                  {Model::PerContainerEni, 1, 1});
        for (const char *name : {"a", "b", "c"}) {
            const ElementId subnet = design.idOf(QString::fromLatin1(name));
            bool isOver = false;
            for (const char *zone : {"A", "B", "C"}) {
                const ZoneLoss loss
                    = zoneLoss(design, facts(), planned, {design.idOf(QString::fromLatin1(zone))});
                const Effect *effect = loss.on(subnet);
                isOver = isOver || (effect && effect->harm == Harm::Overloaded);
            }
            QCOMPARE(isOver, planned.subnet(subnet)->verdict != Verdict::Fits);
        }
    }
}

void TestZoneLoss::anotherPeak()
{
    const Design design
        = designFromText(oneNat + QStringLiteral("fn F 1536 in a,b; fn G 1024 in b"));
    const QHash<ElementId, Load> loads = byId(design, {{QStringLiteral("F"), {100.0, 1}}});
    const Options options{Model::PerContainerEni, 1, 1.5};
    const Plan base = plan(design, facts(), loads, options);
    const ElementId f = design.idOf(QStringLiteral("F"));
    const ElementId g = design.idOf(QStringLiteral("G"));
    QCOMPARE(base.subnet(design.idOf(QStringLiteral("b")))->verdict, Verdict::Unanswered);

    WhatIf what;
    what.factor = 3;
    what.peakConcurrency.insert(g, 60);
    const Plan other = replanned(design, facts(), base, what);
    const Plan expected = plan(design, facts(), {{f, {300.0, 1}}, {g, {60.0, 1}}}, options);
    QCOMPARE(other.networks, expected.networks);
    QCOMPARE(other.routes, expected.routes);
    QCOMPARE(other.problems.size(), expected.problems.size());
    // G: 60 x 1.5 growth x 1 GB / 3 = 30; F: 300 x 1.5 x 1.5 / 3 = 225, half of it 113 rounded up.
    QCOMPARE(other.subnet(design.idOf(QStringLiteral("b")))->interfaces, 143);
    QCOMPARE(base.subnet(design.idOf(QStringLiteral("b")))->interfaces, std::nullopt);
    // One function stated, the other as it is.
    QCOMPARE(*withPeak(loads, {2, {{f, 7}}}).value(f).peakConcurrency, 7.0);
    QCOMPARE(*withPeak(loads, {2, {}}).value(f).peakConcurrency, 200.0);
}

void TestZoneLoss::anotherModel()
{
    const Design design = designFromText(oneNat + QStringLiteral("fn F 1536 in a,b"));
    const QHash<ElementId, Load> loads = byId(design, {{QStringLiteral("F"), {1000.0, 1}}});
    const Plan base = plan(design, facts(), loads, {Model::PerContainerEni, 1, 1});
    QVERIFY(!base.problems.isEmpty()); // 500 interfaces are above the 350 of a region
    const Plan today = replanned(design, facts(), base, Options{Model::Hyperplane, 1, 1});
    QCOMPARE(today.networks, plan(design, facts(), loads, {Model::Hyperplane, 1, 1}).networks);
    QVERIFY(today.problems.isEmpty());
}

QTEST_GUILESS_MAIN(TestZoneLoss)
#include "tst_zone_loss.moc"
