// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/edit.h"
#include "planner/network/plan.h"
#include "tests/support/built_in.h"
#include "tests/support/design_text.h"

#include <QTest>

#include <random>

using namespace stratoplan;
using namespace stratoplan::network;

Q_DECLARE_METATYPE(stratoplan::network::Model)

namespace {

/// Three zones with a subnet each. `block` is the prefix of every one of them.
QString threeZones(int prefix, const QString &more)
{
    return QStringLiteral(R"(
        vpc Net 10.0.0.0/16
        zone A zone=us-east-1a in Net
        zone B zone=us-east-1b in Net
        zone C zone=us-east-1c in Net
        subnet a 10.0.0.0/%1 in A
        subnet b 10.0.16.0/%1 in B
        subnet c 10.0.32.0/%1 in C
        group g1 in Net
        group g2 in Net
        %2
    )")
        .arg(prefix)
        .arg(more);
}

/// Loads by function name: peak concurrency and connections an environment.
using Loads = QHash<QString, Load>;

Plan planned(const Design &design, const Loads &loads, const Options &options)
{
    QHash<ElementId, Load> byId;
    for (auto load = loads.cbegin(); load != loads.cend(); ++load)
        byId.insert(design.idOf(load.key()), load.value());
    return plan(design, facts(), byId, options);
}

SubnetPlan subnetOf(const Plan &plan, const Design &design, const char *name)
{
    const SubnetPlan *found = plan.subnet(design.idOf(QString::fromLatin1(name)));
    if (!found)
        qFatal("no subnet %s", name);
    return *found;
}

/// "interfaces/needed/after zone loss/verdict", "?" for what is not known.
QString told(const SubnetPlan &plan)
{
    const auto figure = [](const std::optional<qint64> &value) {
        return value ? QString::number(*value) : QStringLiteral("?");
    };
    return QStringLiteral("%1/%2/%3/%4")
        .arg(figure(plan.interfaces), figure(plan.needed), figure(plan.neededAfterZoneLoss),
             id(plan.verdict));
}

/// "value text" of each line of the arithmetic.
QStringList terms(const SubnetPlan &plan)
{
    QStringList lines;
    for (const Term &term : plan.terms) {
        lines.append((term.value ? number(*term.value) : QStringLiteral("?")) + QLatin1Char(' ')
                     + toString(term.text));
    }
    return lines;
}

Options with(Model model, int zonesLost = 1, double growth = 1)
{
    return {model, zonesLost, growth};
}

QStringList codes(const Problems &problems)
{
    QStringList words;
    for (const Problem &problem : problems)
        words.append(problem.code + QLatin1Char(' ') + problem.where.element);
    return words;
}

} // namespace

class TestPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thousandInTwoBlocks();
    void threeZonesWithOneLost();
    void roundsUpPerFunctionAndSubnet();
    void securityGroupSets();
    void threeHundredThousandConnections();
    void connectionsOfASubnetAlone();
    void severalSubnetsInOneZone();
    void worstZoneIsOneZone();
    void growthAndZonesLost();
    void residentsCount();
    void residentsByTheirNodes();
    void unknownIsNoPass_data();
    void unknownIsNoPass();
    void accountBoundsAnUnknownLoad();
    void showsTheArithmetic();
    void findsFaults_data();
    void findsFaults();
    void quotaOfInterfaces();
    void routesOfSubnets();
    void countsFreeAddresses();
    void zoneLossNeverTakesLess();
    void words();
};

// 1,000 concurrent x 1,536 MB in two /24 subnets of two zones; usable: 2^(32-24) - 5 = 251.
// per-container-eni: 1,000 x 1.5 GB / 3 GB = 500 interfaces; 500 / 2 zones = 250 <= 251. With one
// zone lost the other carries all 500 > 251. hyperplane: 1,000 / 2 = 500 connections a subnet, 1
// interface; with one zone lost 1,000, still 1.
void TestPlan::thousandInTwoBlocks()
{
    const Design design = designFromText(threeZones(24, QStringLiteral("fn Fn 1536 in a,b")));
    const Loads loads{{QStringLiteral("Fn"), {1000.0, 1}}};

    const Plan before = planned(design, loads, with(Model::PerContainerEni));
    QCOMPARE(told(subnetOf(before, design, "a")),
             QStringLiteral("250/250/500/fits-until-zone-lost"));
    QCOMPARE(told(subnetOf(before, design, "b")),
             QStringLiteral("250/250/500/fits-until-zone-lost"));
    QCOMPARE(told(subnetOf(before, design, "c")), QStringLiteral("0/0/0/fits"));
    QCOMPARE(subnetOf(before, design, "a").usable, 251);
    QCOMPARE(before.networks.first().interfaces, 500);
    QVERIFY(subnetOf(before, design, "a").functions);
    QVERIFY(!subnetOf(before, design, "c").functions);
    // 500 is above the 350 of a region then.
    QCOMPARE(codes(before.problems), QStringList{QStringLiteral("network.interface-quota ")});

    const Plan now = planned(design, loads, with(Model::Hyperplane));
    QCOMPARE(told(subnetOf(now, design, "a")), QStringLiteral("1/1/1/fits"));
    QCOMPARE(told(subnetOf(now, design, "b")), QStringLiteral("1/1/1/fits"));
    QCOMPARE(codes(now.problems), QStringList());

    // No zone lost: what is needed then is what is needed now.
    const Plan calm = planned(design, loads, with(Model::PerContainerEni, 0));
    QCOMPARE(told(subnetOf(calm, design, "a")), QStringLiteral("250/250/250/fits"));
    // Two environments more are too many: 1,004 x 1.5 / 3 = 502, 251 fits; 1,006: 503 / 2 = 252.
    const Plan brim
        = planned(design, {{QStringLiteral("Fn"), {1004.0, 1}}}, with(Model::PerContainerEni));
    QCOMPARE(subnetOf(brim, design, "a").verdict, Verdict::FitsUntilZoneLost);
    const Plan over
        = planned(design, {{QStringLiteral("Fn"), {1006.0, 1}}}, with(Model::PerContainerEni));
    QCOMPARE(told(subnetOf(over, design, "a")), QStringLiteral("252/252/503/too-small"));
}

// 500 interfaces in three zones: 166.7, so 167 each; with one lost 250; with two lost 500.
void TestPlan::threeZonesWithOneLost()
{
    const Design design = designFromText(threeZones(24, QStringLiteral("fn Fn 1536 in a,b,c")));
    const Loads loads{{QStringLiteral("Fn"), {1000.0, 1}}};
    for (const char *name : {"a", "b", "c"}) {
        QCOMPARE(told(subnetOf(planned(design, loads, with(Model::PerContainerEni)), design, name)),
                 QStringLiteral("167/167/250/fits"));
        QCOMPARE(
            told(subnetOf(planned(design, loads, with(Model::PerContainerEni, 2)), design, name)),
            QStringLiteral("167/167/500/fits-until-zone-lost"));
        // More zones than there are: one is taken to stay.
        QCOMPARE(
            told(subnetOf(planned(design, loads, with(Model::PerContainerEni, 7)), design, name)),
            QStringLiteral("167/167/500/fits-until-zone-lost"));
    }
}

// Two functions in three zones: 49.6 concurrent x 1 GB / 3 = 16.53; 248 x 0.5 GB / 3 = 41.33.
// A subnet: ceil(16.53 / 3) + ceil(41.33 / 3) = 6 + 14 = 20, not ceil(57.87 / 3) = 20 by chance;
// with one lost: ceil(8.27) + ceil(20.67) = 9 + 21 = 30, where the sum rounded once would be 29.
void TestPlan::roundsUpPerFunctionAndSubnet()
{
    const Design design = designFromText(threeZones(
        27, QStringLiteral("fn ReserveStock 1024 in a,b,c; fn ChargePayment 512 in a,b,c")));
    const Plan plan = planned(design,
                              {{QStringLiteral("ReserveStock"), {49.6, 1}},
                               {QStringLiteral("ChargePayment"), {248.0, 1}}},
                              with(Model::PerContainerEni));
    // /27: 32 - 5 = 27 usable.
    QCOMPARE(told(subnetOf(plan, design, "c")), QStringLiteral("20/20/30/fits-until-zone-lost"));
}

// Three zones, five functions with a security-group set each: 5 interfaces a subnet, 15 in all.
void TestPlan::securityGroupSets()
{
    QString more = QStringLiteral("group g3 in Net; group g4 in Net; group g5 in Net; ");
    Loads loads;
    for (int i = 1; i <= 5; ++i) {
        more += QStringLiteral("fn F%1 128 in a,b,c securityGroups=g%1; ").arg(i);
        loads.insert(QStringLiteral("F%1").arg(i), {100.0, 1});
    }
    Design design = designFromText(threeZones(24, more));
    Plan plan = planned(design, loads, with(Model::Hyperplane));
    QCOMPARE(told(subnetOf(plan, design, "a")), QStringLiteral("5/5/5/fits"));
    QCOMPARE(plan.networks.first().interfaces, 15);

    // The order of groups makes no other set; a set of two is another one than either alone.
    design = designFromText(threeZones(24,
                                       QStringLiteral("fn F1 128 securityGroups=g1,g2 in a; "
                                                      "fn F2 128 securityGroups=g2,g1 in a; "
                                                      "fn F3 128 securityGroups=g1,g1 in a")));
    plan = planned(design, loads, with(Model::Hyperplane));
    QCOMPARE(told(subnetOf(plan, design, "a")), QStringLiteral("2/2/2/fits"));
}

// 3,000 environments x 100 connections = 300,000 through one (subnet, group set):
// ceil(300,000 / 65,000) = ceil(4.615) = 5. Exactly 65,000 is one, one more is two.
void TestPlan::threeHundredThousandConnections()
{
    const Design design
        = designFromText(threeZones(28, QStringLiteral("fn Fn 128 securityGroups=g1 in a")));
    const auto interfaces = [&design](double concurrency, double connections) {
        return subnetOf(planned(design, {{QStringLiteral("Fn"), {concurrency, connections}}},
                                with(Model::Hyperplane)),
                        design, "a")
            .interfaces;
    };
    QCOMPARE(interfaces(3000, 100), 5);
    QCOMPARE(interfaces(650, 100), 1);
    QCOMPARE(interfaces(65'001, 1), 2);
    QCOMPARE(interfaces(0, 1), 1);
    // 12 x 65,000 = 780,000 connections are 12 interfaces: more than the 11 usable of a /28.
    const Plan full
        = planned(design, {{QStringLiteral("Fn"), {7800.0, 100}}}, with(Model::Hyperplane));
    QCOMPARE(told(subnetOf(full, design, "a")), QStringLiteral("12/12/12/too-small"));
}

// 300,000 connections over two zones: 150,000 a subnet, ceil(2.31) = 3 each, not ceil(4.6) = 5;
// with a zone lost all 300,000: 5. A second function of the same set adds its connections before
// rounding: 10,000 more are 155,000, still 3 (and 310,000, still 5), where apart they would be 3
// + 1.
void TestPlan::connectionsOfASubnetAlone()
{
    const Design design = designFromText(threeZones(
        24,
        QStringLiteral("fn F1 128 securityGroups=g1 in a,b; fn F2 128 securityGroups=g1 in a,b")));
    const Plan one
        = planned(design, {{QStringLiteral("F1"), {3000.0, 100}}, {QStringLiteral("F2"), {0.0, 1}}},
                  with(Model::Hyperplane));
    QCOMPARE(told(subnetOf(one, design, "a")), QStringLiteral("3/3/5/fits"));
    const Plan both = planned(
        design, {{QStringLiteral("F1"), {3000.0, 100}}, {QStringLiteral("F2"), {100.0, 100}}},
        with(Model::Hyperplane));
    QCOMPARE(told(subnetOf(both, design, "a")), QStringLiteral("3/3/5/fits"));
}

// Two subnets in A, one in B: 600 x 0.5 / 3 = 100; A's half is 50, 25 for each subnet; B's is 50.
// With B lost A carries 100, 50 each; with A lost B carries 100.
void TestPlan::severalSubnetsInOneZone()
{
    const Design design = designFromText(
        threeZones(24, QStringLiteral("subnet a2 10.0.1.0/24 in A; fn Fn 512 in a,a2,b")));
    const Plan plan
        = planned(design, {{QStringLiteral("Fn"), {600.0, 1}}}, with(Model::PerContainerEni));
    QCOMPARE(told(subnetOf(plan, design, "a")), QStringLiteral("25/25/50/fits"));
    QCOMPARE(told(subnetOf(plan, design, "a2")), QStringLiteral("25/25/50/fits"));
    QCOMPARE(told(subnetOf(plan, design, "b")), QStringLiteral("50/50/100/fits"));
}

// F1 in A and B, F2 in A and C, 20 interfaces each: 10 + 10 in A. Losing B brings F1's other half,
// losing C F2's, but one zone lost is not both: 30. Two zones lost: 40.
void TestPlan::worstZoneIsOneZone()
{
    const Design design
        = designFromText(threeZones(24, QStringLiteral("fn F1 512 in a,b; fn F2 512 in a,c")));
    const Loads loads{{QStringLiteral("F1"), {120.0, 1}}, {QStringLiteral("F2"), {120.0, 1}}};
    QCOMPARE(told(subnetOf(planned(design, loads, with(Model::PerContainerEni)), design, "a")),
             QStringLiteral("20/20/30/fits"));
    QCOMPARE(told(subnetOf(planned(design, loads, with(Model::PerContainerEni, 2)), design, "a")),
             QStringLiteral("20/20/40/fits"));
}

// 90 x 1 GB / 3 = 30, growth 2 = 60: 20 a zone, 30 with one lost.
void TestPlan::growthAndZonesLost()
{
    const Design design = designFromText(threeZones(24, QStringLiteral("fn Fn 1024 in a,b,c")));
    const Loads loads{{QStringLiteral("Fn"), {90.0, 1}}};
    QCOMPARE(
        told(subnetOf(planned(design, loads, with(Model::PerContainerEni, 1, 2)), design, "a")),
        QStringLiteral("20/20/30/fits"));
    const Plan plan = planned(design, loads, with(Model::PerContainerEni, 2, 2));
    QCOMPARE(told(subnetOf(plan, design, "a")), QStringLiteral("20/20/60/fits"));
    QCOMPARE(plan.growth, 2.0);
    QCOMPARE(plan.zonesLost, 2);
    // Hyperplane grows by connections: 90 x 1,000 x 2 = 180,000; 60,000 a zone is 1, 90,000 is 2.
    QCOMPARE(told(subnetOf(planned(design, {{QStringLiteral("Fn"), {90.0, 1000}}},
                                   with(Model::Hyperplane, 1, 2)),
                           design, "a")),
             QStringLiteral("1/1/2/fits"));
}

// /28 has 11 usable. A database 1, a zonal NAT 1, an interface endpoint 1, 7 others that are not
// drawn: 10; one interface more fits, two do not.
void TestPlan::residentsCount()
{
    const QString residents = QStringLiteral(R"(
        subnet d 10.0.48.0/28 in A otherResidents=7
        relational-database Db in d,b
        gateway nat Nat in d
        gateway regional-nat Wide in Net
        gateway internet Igw in Net
        endpoint interface Sqs sqs in d
        endpoint gateway S3 s3 in Net
        fn F1 128 securityGroups=g1 in d
    )");
    const Loads loads{{QStringLiteral("F1"), {1.0, 1}}, {QStringLiteral("F2"), {1.0, 1}}};
    const Design design = designFromText(threeZones(24, residents));
    const Plan plan = planned(design, loads, with(Model::Hyperplane));
    QCOMPARE(subnetOf(plan, design, "d").residents, 10);
    QCOMPARE(told(subnetOf(plan, design, "d")), QStringLiteral("1/11/11/fits"));
    QCOMPARE(subnetOf(plan, design, "b").residents, 1);
    QCOMPARE(subnetOf(plan, design, "a").residents, 0);

    const Design fuller = designFromText(
        threeZones(24, residents + QStringLiteral("\nfn F2 128 securityGroups=g2 in d")));
    const Plan over = planned(fuller, loads, with(Model::Hyperplane));
    QCOMPARE(told(subnetOf(over, fuller, "d")), QStringLiteral("2/12/12/too-small"));
}

// Six brokers in three subnets are two in each, five tasks in two subnets three at most; a load
// balancer wants eight free addresses in each. What nobody published a figure for is not known, nor
// is a number that only deployment tells.
void TestPlan::residentsByTheirNodes()
{
    const auto residents = [](const char *resident, const char *subnet) {
        const Design design = designFromText(threeZones(24, QString::fromLatin1(resident)));
        const SubnetPlan plan = subnetOf(planned(design, {}, {}), design, subnet);
        return plan.residentsKnown ? QString::number(plan.residents) : QStringLiteral("?");
    };
    QCOMPARE(residents("kafka Log brokers=6 in a,b,c", "c"), QStringLiteral("2"));
    QCOMPARE(residents("kafka Log in a,b,c", "c"), QStringLiteral("1"));
    QCOMPARE(residents("cache Fast nodes=3 in a,b", "b"), QStringLiteral("2"));
    QCOMPARE(residents("container-service Web count=5 in a,b", "a"), QStringLiteral("3"));
    QCOMPARE(residents("container-service Web count=?!Ref_Count in a,b", "a"), QStringLiteral("?"));
    QCOMPARE(residents("container-service Web in a,b", "a"), QStringLiteral("?"));
    QCOMPARE(residents("managed-workflow Air in a,b", "a"), QStringLiteral("?"));
    QCOMPARE(residents("load-balancer Lb in a,b", "a"), QStringLiteral("8"));
    QCOMPARE(residents("service-network-service S in a", "a"), QStringLiteral("0"));
    QCOMPARE(residents("container-service Web in b", "a"), QStringLiteral("0"));
}

void TestPlan::unknownIsNoPass_data()
{
    QTest::addColumn<QString>("design");
    QTest::addColumn<double>("concurrency"); // -1: not known
    QTest::addColumn<QString>("told");

    const QString fn = QStringLiteral("fn Fn 1024 in s");
    QTest::newRow("block not known") << QStringLiteral("vpc V; subnet s in V; ") + fn << 30.0
                                     << QStringLiteral("10/10/10/unanswered");
    QTest::newRow("block is an expression") << QStringLiteral("vpc V; subnet s ?!Ref_Cidr in V; ")
            + fn << 30.0 << QStringLiteral("10/10/10/unanswered");
    QTest::newRow("load not known")
        << QStringLiteral("vpc V 10.0.0.0/16; subnet s 10.0.0.0/24 in V; ") + fn << -1.0
        << QStringLiteral("?/?/?/unanswered");
    QTest::newRow("memory not known") << QStringLiteral(
        "vpc V 10.0.0.0/16; subnet s 10.0.0.0/24 in V; fn Fn memory=?!Ref_Size in s")
                                      << 30.0 << QStringLiteral("?/?/?/unanswered");
    QTest::newRow("number of subnets not known")
        << QStringLiteral("vpc V outside=true; subnet s outside=true several=true in V; ") + fn
        << 30.0 << QStringLiteral("?/?/?/unanswered");
    QTest::newRow("residents not known")
        << QStringLiteral("vpc V 10.0.0.0/16; subnet s 10.0.0.0/24 in V otherResidents=?!Ref_N; ")
            + fn
        << 30.0 << QStringLiteral("10/10/10/unanswered");
    // What is certainly too small needs no more answers.
    QTest::newRow("load not known, residents too many")
        << QStringLiteral("vpc V 10.0.0.0/16; subnet s 10.0.0.0/28 in V otherResidents=12; ") + fn
        << -1.0 << QStringLiteral("?/?/?/too-small");
}

void TestPlan::unknownIsNoPass()
{
    QFETCH(QString, design);
    QFETCH(double, concurrency);
    const Design drawn = designFromText(design);
    Load load;
    if (concurrency >= 0)
        load.peakConcurrency = concurrency;
    const Plan plan = planned(drawn, {{QStringLiteral("Fn"), load}}, with(Model::PerContainerEni));
    const QString found = told(subnetOf(plan, drawn, "s"));
    QTEST(found, "told");
}

// Hyperplane with an unknown load: no more than the account's 1,000 environments can run, each with
// one connection: 1,000 < 65,000, so it is one interface whatever the load is. With 100 connections
// each it would be 1 to 2 interfaces: not known. A reservation of 600 bounds that to 60,000: one.
void TestPlan::accountBoundsAnUnknownLoad()
{
    const auto now = [](const QString &fn, double connections) {
        const Design design = designFromText(threeZones(24, fn));
        Load load;
        load.connectionsPerEnvironment = connections;
        return told(subnetOf(
            planned(design, {{QStringLiteral("Fn"), load}}, with(Model::Hyperplane)), design, "a"));
    };
    QCOMPARE(now(QStringLiteral("fn Fn 128 in a"), 1), QStringLiteral("1/1/1/fits"));
    QCOMPARE(now(QStringLiteral("fn Fn 128 in a"), 100), QStringLiteral("?/?/?/unanswered"));
    QCOMPARE(now(QStringLiteral("fn Fn 128 reservedConcurrency=600 in a"), 100),
             QStringLiteral("1/1/1/fits"));
}

void TestPlan::showsTheArithmetic()
{
    const Design design = designFromText(threeZones(
        24,
        QStringLiteral("gateway nat Nat in a; fn Fn 1536 in a,b; fn G 128 connections=2 in a")));
    const Loads loads{{QStringLiteral("Fn"), {1000.0, 1}}, {QStringLiteral("G"), {10.0, 2}}};
    QCOMPARE(terms(subnetOf(planned(design, {{QStringLiteral("Fn"), {1000.0, 1}}},
                                    with(Model::PerContainerEni, 1, 2)),
                            design, "b")),
             (QStringList{QStringLiteral("251 Usable: 2^(32 - 24) - 5"),
                          QStringLiteral("1000 Fn: 1000 environments x growth 2 x 1.5 GB / 3 GB"),
                          QStringLiteral("500 Fn: spread over 2 zone(s), rounded up"),
                          QStringLiteral("500 Needed"),
                          QStringLiteral("1000 Fn: spread over 1 zone(s), rounded up"),
                          QStringLiteral("1000 Needed with 1 zone(s) lost")}));
    // The assumption of one connection is shown for Fn, and not for G, which states two.
    QCOMPARE(
        terms(subnetOf(planned(design, loads, with(Model::Hyperplane)), design, "a")),
        (QStringList{
            QStringLiteral("251 Usable: 2^(32 - 24) - 5"), QStringLiteral("1 Nat: addresses here"),
            QStringLiteral("1000 Fn: 1000 environments x 1 (connections of each)"),
            QStringLiteral("1 Fn: one connection an environment is assumed"),
            QStringLiteral("20 G: 10 environments x 2 (connections of each)"),
            QStringLiteral("1 Fn, G: 520 connections here / 65000, rounded up, at least 1"),
            QStringLiteral("2 Needed"),
            QStringLiteral("1 Fn, G: 1020 connections here / 65000, rounded up, at least 1"),
            QStringLiteral("2 Needed with 1 zone(s) lost")}));
}

void TestPlan::findsFaults_data()
{
    QTest::addColumn<QString>("design");
    QTest::addColumn<QStringList>("problems");

    const auto row = [](const char *name, const char *design, const QStringList &problems) {
        QTest::newRow(name) << QStringLiteral("vpc V 10.0.0.0/16; zone Z zone=us-east-1a in V; ")
                + QString::fromLatin1(design)
                            << problems;
    };
    row("none", "subnet a 10.0.0.0/24 in Z; subnet b 10.0.1.0/24 in Z", {});
    row("overlap", "subnet a 10.0.0.0/24 in Z; subnet b 10.0.0.128/25 in Z",
        {QStringLiteral("network.overlap b")});
    row("the same block", "subnet a 10.0.0.0/24 in Z; subnet b 10.0.0.0/24 in Z",
        {QStringLiteral("network.overlap b")});
    row("the same block in another VPC",
        "subnet a 10.0.0.0/24 in Z; vpc W 10.0.0.0/16; zone Y zone=us-east-1a in W; subnet b "
        "10.0.0.0/24 in Y",
        {});
    row("under other conditions",
        "subnet a 10.0.0.0/24 in Z condition=Big; subnet b 10.0.0.0/25 in Z condition=Small", {});
    row("under one condition",
        "subnet a 10.0.0.0/24 in Z condition=Big; subnet b 10.0.0.0/25 in Z condition=Big",
        {QStringLiteral("network.overlap b")});
    row("outside", "subnet a 10.1.0.0/24 in Z", {QStringLiteral("network.outside-vpc a")});
    row("in the second block",
        "vpc W 10.0.0.0/16 10.9.0.0/16; zone Y zone=x in W; subnet a 10.9.1.0/24 in Y", {});
    row("larger than the VPC", "vpc W 10.0.0.0/20; zone Y zone=x in W; subnet a 10.0.0.0/16 in Y",
        {QStringLiteral("network.outside-vpc a")});
    row("VPC not known", "vpc W; zone Y zone=x in W; subnet a 10.1.0.0/24 in Y", {});
    row("too long", "subnet a 10.0.0.0/29 in Z", {QStringLiteral("network.prefix a")});
    row("longest", "subnet a 10.0.0.0/28 in Z", {});
    row("too short", "vpc W 10.0.0.0/15", {QStringLiteral("network.prefix W")});
    row("host bits", "subnet a 10.0.0.82/28 in Z", {QStringLiteral("network.host-bits a")});
    row("no block", "subnet a 10.0.0.0 in Z", {QStringLiteral("network.bad-cidr a")});
    row("blocks of the VPC overlap", "vpc W 10.0.0.0/16 10.0.128.0/20",
        {QStringLiteral("network.overlap W")});
    row("zone of another VPC", "vpc W 10.0.0.0/16; subnet a 10.0.0.0/24 in W zone=Z",
        {QStringLiteral("network.foreign-zone a")});
    row("no zone", "subnet a 10.0.0.0/24 in V", {QStringLiteral("network.no-zone a")});
}

void TestPlan::findsFaults()
{
    QFETCH(QString, design);
    const Plan plan = planned(designFromText(design), {}, {});
    const QStringList found = codes(plan.problems);
    QTEST(found, "problems");
    for (const Problem &problem : plan.problems) {
        QVERIFY2(!toString(problem).contains(QLatin1Char('{')), qPrintable(toString(problem)));
        QVERIFY(!problem.remedy.isEmpty());
        const bool low = problem.code == QLatin1String("network.host-bits")
            || problem.code == QLatin1String("network.no-zone");
        QCOMPARE(problem.severity, low ? Severity::Low : Severity::Blocker);
    }
    // 10.0.0.82/28 is 10.0.0.80/28.
    if (found == QStringList{QStringLiteral("network.host-bits a")})
        QCOMPARE(plan.networks.first().subnets.first().cidr->toString(),
                 QStringLiteral("10.0.0.80/28"));
}

// 501 interfaces in one VPC are above the quota of 500; 500 are not.
void TestPlan::quotaOfInterfaces()
{
    const Design design = designFromText(threeZones(20, QStringLiteral("fn Fn 128 in a")));
    const auto problems = [&design](double interfaces) {
        return codes(planned(design, {{QStringLiteral("Fn"), {interfaces * 65'000, 1}}},
                             with(Model::Hyperplane))
                         .problems);
    };
    QCOMPARE(problems(500), QStringList());
    QCOMPARE(problems(501), QStringList{QStringLiteral("network.interface-quota Net")});
}

void TestPlan::routesOfSubnets()
{
    const Design design = designFromText(QStringLiteral(R"(
        vpc V 10.0.0.0/16
        vpc W 10.1.0.0/16
        vpc O outside=true
        gateway internet Igw in V
        gateway regional-nat Nat in V
        gateway egress-only Six in V
        gateway transit Hub in V
        table Main in V main 0.0.0.0/0>Nat
        table Public in V 10.0.0.0/16 0.0.0.0/0>Igw ::/0>Igw
        table Dual in V 0.0.0.0/0>Hub ::/0>Six
        table Gone in V 0.0.0.0/0
        subnet main 10.0.0.0/24 in V
        subnet gone 10.0.3.0/24 in V routeTable=Gone
        subnet public 10.0.1.0/24 in V routeTable=Public
        subnet dual 10.0.2.0/24 in V routeTable=Dual
        subnet local 10.1.0.0/24 in W
        subnet elsewhere outside=true in O
    )"));
    const Plan plan = planned(design, {}, {});
    const auto routes = [&](const char *name) {
        const SubnetRoutes *found = plan.routesOf(design.idOf(QString::fromLatin1(name)));
        const auto name_ = [&design](ElementId id) {
            const Element *element = design.find(id);
            return element ? common(*element).name : QStringLiteral("-");
        };
        return QStringLiteral("%1 igw=%2 nat=%3 six=%4 other=%5 known=%6")
            .arg(name_(found->routeTable), name_(found->internetGateway), name_(found->nat),
                 name_(found->egressOnly))
            .arg(int(found->otherDefault))
            .arg(int(found->known));
    };
    // Without a table of its own a subnet has the VPC's main one.
    QCOMPARE(routes("main"), QStringLiteral("Main igw=- nat=Nat six=- other=0 known=1"));
    QCOMPARE(routes("public"), QStringLiteral("Public igw=Igw nat=- six=- other=0 known=1"));
    QCOMPARE(routes("dual"), QStringLiteral("Dual igw=- nat=- six=Six other=1 known=1"));
    // The gateway that it led to was removed.
    QCOMPARE(routes("gone"), QStringLiteral("Gone igw=- nat=- six=- other=0 known=1"));
    // The main table that every VPC is made with routes inside it only.
    QCOMPARE(routes("local"), QStringLiteral("- igw=- nat=- six=- other=0 known=1"));
    QCOMPARE(routes("elsewhere"), QStringLiteral("- igw=- nat=- six=- other=0 known=0"));
}

void TestPlan::countsFreeAddresses()
{
    const Design design = designFromText(QStringLiteral(
        "vpc V 10.0.0.0/23; zone A in V; subnet a 10.0.0.0/26 in A; subnet b 10.0.0.64/26 in A; "
        "subnet c 10.0.0.128/27 in A; subnet d 10.0.1.0/28 in A; subnet e 10.0.1.16/28 in A; "
        "subnet f 10.0.1.32/28 in A; subnet g 10.0.1.64/28 in A"));
    // The network of mock-network: 512 addresses, 64 + 64 + 32 + 4 x 16 = 224 given out, 288 free.
    QCOMPARE(planned(design, {}, {}).networks.first().freeAddresses, 288);
}

// On random drawings: losing more zones never takes less, and growth never does.
void TestPlan::zoneLossNeverTakesLess()
{
    constexpr quint32 seed = 4711;
    std::mt19937 random(seed);
    for (int run = 0; run < 20; ++run) {
        QString text = QStringLiteral("vpc V 10.0.0.0/16; group g1 in V; group g2 in V; ");
        const int zones = static_cast<int>(2 + random() % 4);
        QStringList subnets;
        for (int zone = 0; zone < zones; ++zone) {
            text += QStringLiteral("zone Z%1 zone=z%1 in V; ").arg(zone);
            const int count = static_cast<int>(1 + random() % 2);
            for (int i = 0; i < count; ++i) {
                subnets.append(QStringLiteral("s%1_%2").arg(zone).arg(i));
                text += QStringLiteral("subnet %1 10.0.%2.0/24 in Z%3; ")
                            .arg(subnets.last())
                            .arg(zone * 2 + i)
                            .arg(zone);
            }
        }
        Loads loads;
        for (int i = 0; i < 4; ++i) {
            QStringList chosen;
            for (const QString &subnet : std::as_const(subnets)) {
                if (random() % 2 == 0)
                    chosen.append(subnet);
            }
            if (chosen.isEmpty())
                chosen.append(subnets.first());
            text += QStringLiteral("fn F%1 %2 securityGroups=g%3 in %4; ")
                        .arg(i)
                        .arg(128 << (random() % 5))
                        .arg(1 + random() % 2)
                        .arg(chosen.join(QLatin1Char(',')));
            loads.insert(QStringLiteral("F%1").arg(i),
                         {double(random() % 2000), double(random() % 300)});
        }
        const Design design = designFromText(text);
        for (const Model model : {Model::Hyperplane, Model::PerContainerEni}) {
            for (const QString &name : std::as_const(subnets)) {
                qint64 before = 0;
                for (int lost = 0; lost <= zones; ++lost) {
                    const Plan plan = planned(design, loads, with(model, lost));
                    const SubnetPlan subnet = *plan.subnet(design.idOf(name));
                    QVERIFY(subnet.needed && subnet.neededAfterZoneLoss);
                    QVERIFY2(
                        *subnet.neededAfterZoneLoss >= qMax(before, *subnet.needed),
                        qPrintable(
                            QStringLiteral("seed %1, run %2, %3").arg(seed).arg(run).arg(name)));
                    before = *subnet.neededAfterZoneLoss;
                }
                const Plan grown = planned(design, loads, with(model, zones, 1.5));
                QVERIFY(*grown.subnet(design.idOf(name))->neededAfterZoneLoss >= before);
            }
        }
    }
}

void TestPlan::words()
{
    for (const Model model : {Model::Hyperplane, Model::PerContainerEni})
        QCOMPARE(modelFromId(QString(id(model))), model);
    QVERIFY(!modelFromId(u"hyperspace"));
    QCOMPARE(QString(id(Verdict::FitsUntilZoneLost)), QStringLiteral("fits-until-zone-lost"));
}

QTEST_GUILESS_MAIN(TestPlan)
#include "tst_plan.moc"
