// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/break_even.h"

#include "tests/planner/estimate/facts.h"

#include <random>

using namespace stratoplan;
using namespace stratoplan::estimate;

namespace {

const catalog::PriceBook &today()
{
    return *facts().priceBook(QStringLiteral("us-east-1-2026-10"));
}

std::optional<double> crossingOf(const BreakEven &chart, const char *one, const char *other)
{
    for (const Crossing &crossing : chart.crossings) {
        const QStringList both{crossing.cheaperBefore, crossing.cheaperAfter};
        if (both.contains(QLatin1String(one)) && both.contains(QLatin1String(other)))
            return crossing.x;
    }
    return std::nullopt;
}

std::optional<double> costAt(const BreakEven &chart, const char *id, double x)
{
    const BreakEvenOption *option = chart.option(QLatin1String(id));
    if (!option)
        return std::nullopt;
    for (const BreakEvenPoint &point : option->points) {
        if (std::abs(point.x - x) <= 1e-9 * std::max(1.0, std::abs(x)))
            return point.perMonth.value;
    }
    return std::nullopt;
}

Workload workload()
{
    Workload made;
    made.memory = MiB(1024);
    made.architecture = QStringLiteral("x86_64");
    made.duration = Milliseconds(200);
    made.rate = PerSecond(10);
    made.cpuSeconds = 0.05;
    made.servers = serverFacts(facts());
    made.durations = {{MiB(512), Milliseconds(400)}, {MiB(1024), Milliseconds(200)}};
    return made;
}

} // namespace

class TestBreakEven : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void natByHand();
    void oneZoneHasNoSecondWay();
    void armPaysUpToItsPriceRatio();
    void armIsCheaperAtEveryMemory();
    void provisionedByHand();
    void provisionedByRateAgreesWithUtilisation();
    void serversByHand();
    void serversNeedTheWork();
    void restIsNeverCheaper();
    void workflowsByHand();
    void crossingsSeparateTheOptions_data();
    void crossingsSeparateTheOptions();
    void whatTheBookLacksIsNotPriced();
    void theAxisHoldsTheDesign();
    void chartsOfADesign();
    void chartsOfAFunction();
};

void TestBreakEven::natByHand()
{
    WayOut way;
    way.zones = 3;
    way.natGateways = 3;
    way.gbMonth = 90;
    const BreakEven chart = natOrEndpoints(way, today());
    // Three gateways: 3 x 730 h x (0.045 + 0.005) = 109.50, + 90 GB x 0.045 = 4.05
    QVERIFY(near(costAt(chart, "nat-per-zone", 90), 113.55, 1e-9));
    // One: 36.50 + 4.05 + 90 x 2/3 GB from other zones x 2 x 0.01 = 1.20
    QVERIFY(near(costAt(chart, "nat-one", 90), 41.75, 1e-9));
    // One service in three zones: 3 x 730 h x 0.01 = 21.90, + 90 GB x 0.01 = 0.90
    QVERIFY(near(costAt(chart, "interface-endpoints", 90), 22.80, 1e-9));
    QVERIFY(near(costAt(chart, "nat-and-endpoints", 90), 132.30, 1e-9));
    QVERIFY(near(costAt(chart, "gateway-endpoint", 90), 0, 0));
    // 109.50 + 0.045 x = 36.50 + 0.058333 x: x = 73 / 0.013333 = 5475
    QVERIFY(near(crossingOf(chart, "nat-per-zone", "nat-one"), 5475, 1e-6));
    // Endpoints pay beside gateways from 21.90 / (0.045 - 0.01) = 625.714 GB
    QVERIFY(near(crossingOf(chart, "nat-per-zone", "nat-and-endpoints"), 21.90 / 0.035, 1e-6));
    QVERIFY(!crossingOf(chart, "interface-endpoints", "nat-per-zone"));
    QVERIFY(chart.option(QStringLiteral("nat-per-zone"))->isNow);
    QVERIFY(!chart.option(QStringLiteral("nat-one"))->isNow);
}

void TestBreakEven::oneZoneHasNoSecondWay()
{
    WayOut way;
    way.zones = 1;
    way.natGateways = 1;
    const BreakEven chart = natOrEndpoints(way, today());
    QVERIFY(!chart.option(QStringLiteral("nat-one")));
    QVERIFY(chart.option(QStringLiteral("nat-per-zone"))->isNow);
}

void TestBreakEven::armPaysUpToItsPriceRatio()
{
    // 0.0000166667 / 0.0000133334 = 1.24999625; requests cost the same.
    const double ratio = 0.0000166667 / 0.0000133334;
    QVERIFY(
        near(crossingOf(armOrX86BySlowdown(workload(), today()), "x86_64", "arm64"), ratio, 1e-9));
    Workload onArm = workload();
    onArm.architecture = QStringLiteral("arm64");
    const BreakEven chart = armOrX86BySlowdown(onArm, today());
    QVERIFY(near(crossingOf(chart, "x86_64", "arm64"), ratio, 1e-9));
    QCOMPARE(chart.crossings.first().cheaperBefore, QStringLiteral("arm64"));
    // Initialisation that takes as long on both makes arm64 pay for longer: with i = 0.1 of the
    // duration r + i = ratio (1 + i).
    Workload cold = workload();
    cold.billedInit = Milliseconds(20);
    QVERIFY(near(crossingOf(armOrX86BySlowdown(cold, today()), "x86_64", "arm64"),
                 ratio * 1.1 - 0.1, 1e-9));
}

void TestBreakEven::armIsCheaperAtEveryMemory()
{
    const BreakEven chart = armOrX86ByMemory(workload(), today());
    QVERIFY(chart.crossings.isEmpty());
    // 26,280,000 a month: 5.256 + 26,280,000 x 0.2 GB-s x 0.0000166667 = 87.6001752 at both
    // settings, since half the memory takes twice the time.
    QVERIFY(near(costAt(chart, "x86_64", 1024), 92.8561752, 1e-6));
    QVERIFY(near(costAt(chart, "x86_64", 512), 92.8561752, 1e-6));
    QVERIFY(near(costAt(chart, "arm64", 1024), 5.256 + 70.0803504, 1e-6));
    QCOMPARE(chart.option(QStringLiteral("arm64"))->points.size(), 2);
}

void TestBreakEven::provisionedByHand()
{
    // 0.0000041667 / (0.0000166667 - 0.0000097222) = 0.6 of the time
    const BreakEven chart = provisionedByUtilisation(workload(), today());
    QVERIFY(near(crossingOf(chart, "provisioned", "on-demand"),
                 100 * 0.0000041667 / (0.0000166667 - 0.0000097222), 1e-6));
    // Idle: 1 GB x 2,628,000 s x 0.0000041667 = 10.9500876
    QVERIFY(near(costAt(chart, "provisioned", 0), 10.9500876, 1e-6));
    QVERIFY(near(costAt(chart, "on-demand", 0), 0, 0));
    // Always busy: 5 a second, 13,140,000 requests = 2.628; 2,628,000 GB-s = 43.8000876
    QVERIFY(near(costAt(chart, "on-demand", 100), 46.4280876, 1e-6));
    QVERIFY(!chart.axis.now);
    Workload two = workload();
    two.provisioned = 4; // 10/s x 0.2 s = 2 busy of 4
    QVERIFY(near(provisionedByUtilisation(two, today()).axis.now, 50, 1e-9));
}

void TestBreakEven::provisionedByRateAgreesWithUtilisation()
{
    Workload two = workload();
    two.provisioned = 2;
    const auto share
        = crossingOf(provisionedByUtilisation(two, today()), "provisioned", "on-demand");
    const auto rate = crossingOf(provisionedByRate(two, today()), "provisioned", "on-demand");
    QVERIFY(share && rate);
    QVERIFY(near(*rate, *share / 100 * 2 / 0.2, 1e-6));
    // Beyond what two can serve, the saving stays and does not grow.
    const BreakEven chart = provisionedByRate(two, today());
    const double saved = *costAt(chart, "on-demand", 10) - *costAt(chart, "provisioned", 10);
    QVERIFY(saved > 0);
    QVERIFY(near(*costAt(chart, "on-demand", 20) - *costAt(chart, "provisioned", 20), saved, 1e-6));
}

void TestBreakEven::serversByHand()
{
    const BreakEven chart = lambdaOrServers(workload(), today());
    // 10/s on Lambda: 92.8561752 as above.
    QVERIFY(near(costAt(chart, "lambda", 10), 92.8561752, 1e-6));
    // 10/s x 0.05 vCPU-s = 0.5 vCPU, half busy: one task's worth; two stand:
    // 2 x 730 h x (0.04048 + 2 GB x 0.004445) = 72.0802
    QVERIFY(near(costAt(chart, "fargate", 10), 72.0802, 1e-6));
    // Three instances: 3 x 730 h x (0.1785 + 0.026775) = 449.55225, + 5.256 for requests
    QVERIFY(near(costAt(chart, "managed-instances", 10), 454.80825, 1e-6));
    // At 1000/s: 50 vCPU, half busy 100 tasks = 3604.01; 25 instances = 3746.26875 + 525.60
    QVERIFY(near(costAt(chart, "fargate", 1000), 3604.01, 1e-6));
    QVERIFY(near(costAt(chart, "managed-instances", 1000), 4271.86875, 1e-6));
    // Lambda is 9.28561752 a request a second: it crosses two tasks at 72.0802 / 9.28561752
    QVERIFY(near(crossingOf(chart, "lambda", "fargate"), 72.0802 / 9.28561752, 1e-6));
}

void TestBreakEven::serversNeedTheWork()
{
    Workload unknown = workload();
    unknown.cpuSeconds.reset();
    const BreakEven chart = lambdaOrServers(unknown, today());
    QCOMPARE(chart.options.size(), 1);
    QCOMPARE(chart.unpriced.size(), 2);
    QVERIFY(toString(chart.unpriced.first().reason).contains(QStringLiteral("not known")));
    Workload bare = workload();
    bare.servers.reset();
    QCOMPARE(lambdaOrServers(bare, today()).unpriced.size(), 2);
}

void TestBreakEven::restIsNeverCheaper()
{
    const BreakEven chart = restOrHttpApi({}, QStringLiteral("http-api"), 42'048'000, today());
    QVERIFY(chart.crossings.isEmpty());
    // 42.048 million: x 3.50 and x 1.00
    QVERIFY(near(costAt(chart, "rest-api", 42'048'000), 147.168, 1e-9));
    QVERIFY(near(costAt(chart, "http-api", 42'048'000), 42.048, 1e-9));
    // A thousand million: 333 x 3.50 + 667 x 2.80; 300 x 1.00 + 700 x 0.90
    const BreakEven large = restOrHttpApi({}, QStringLiteral("rest-api"), 1e9, today());
    QVERIFY(near(costAt(large, "rest-api", 1e9), 3033.1, 1e-6));
    QVERIFY(near(costAt(large, "http-api", 1e9), 930, 1e-6));
    QVERIFY(large.option(QStringLiteral("rest-api"))->isNow);
}

void TestBreakEven::workflowsByHand()
{
    Workflow workflow;
    workflow.billing = expressFacts(facts());
    workflow.express = true;
    workflow.executionsMonth = 1e8;
    workflow.transitions = 5;
    workflow.duration = Milliseconds(10'000);
    workflow.memoryMb = 62.85;
    const BreakEven chart = standardOrExpress(workflow, WorkflowAxis::Executions, today());
    // The example of AWS' pricing page: 100 million executions of 10 s in 64 MB are 17,361.11 GB
    // hours; with its prices rounded to 0.06, 0.03 and 0.01642 it comes to 100 + 382.97. Ours,
    // from GB-seconds: 1000 x 0.060012 + 4000 x 0.0299875 + 12,361.11 x 0.016416 = 382.882
    QVERIFY(near(costAt(chart, "express", 1e8), 482.882, 1e-5));
    // 500 million transitions x 0.000025
    QVERIFY(near(costAt(chart, "standard", 1e8), 12'500, 1e-6));
    QVERIFY(chart.crossings.isEmpty());
    // One transition a workflow: Standard 0.000025 against Express 0.000001 + GB hours; in the
    // first tier they meet at 0.000024 / 0.060012 = 0.00039992 GB h = 23.0 s in 64 MB.
    Workflow small;
    small.billing = expressFacts(facts());
    small.executionsMonth = 1000;
    small.transitions = 1;
    small.memoryMb = 64;
    const auto at = crossingOf(standardOrExpress(small, WorkflowAxis::Duration, today()),
                               "standard", "express");
    QVERIFY(at);
    // 23.0 s are 230 steps of 100 ms: 0.0000239981...; the next step is dearer.
    QVERIFY(near(*at, 23.0, 0.11));
    const BreakEven memory = standardOrExpress(small, WorkflowAxis::Memory, today());
    // 1 s as an example: 64 MB 0.0625 GB x 1/3600 h x 0.060012 x 1000 + 0.001 = 0.0020418750
    QVERIFY(near(costAt(memory, "express", 64), 0.002041875, 1e-9));
    QVERIFY(near(costAt(memory, "express", 128), 0.00308375, 1e-9));
    QVERIFY(std::any_of(memory.assumptions.begin(), memory.assumptions.end(), [](const Text &text) {
        return toString(text) == QStringLiteral("An execution takes 1 s, as an example.");
    }));
}

void TestBreakEven::crossingsSeparateTheOptions_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= 20; ++seed)
        QTest::addRow("seed %d", seed) << seed;
}

// Whatever the workload: between two crossings of a pair the order of their points stays.
void TestBreakEven::crossingsSeparateTheOptions()
{
    QFETCH(int, seed);
    std::mt19937 random(static_cast<unsigned>(seed));
    const auto between = [&random](double from, double to) {
        return std::uniform_real_distribution<double>(from, to)(random);
    };
    Workload any = workload();
    any.memory = MiB(static_cast<int>(between(128, 10240)));
    any.duration = Milliseconds(between(1, 5000));
    any.cpuSeconds = between(0.0001, 2);
    any.rate = PerSecond(between(0.001, 2000));
    any.provisioned = std::ceil(between(0.01, 50));
    WayOut way;
    way.zones = std::ceil(between(0.1, 6));
    way.services = std::ceil(between(0.1, 20));
    for (const BreakEven &chart :
         {provisionedByUtilisation(any, today()), provisionedByRate(any, today()),
          armOrX86BySlowdown(any, today()), lambdaOrServers(any, today()),
          natOrEndpoints(way, today())}) {
        for (const BreakEvenOption &one : chart.options) {
            for (const BreakEvenOption &other : chart.options) {
                int changes = 0;
                int before = 0;
                for (qsizetype i = 0; i < one.points.size(); ++i) {
                    const double a = one.points.at(i).perMonth.value;
                    const double b = other.points.at(i).perMonth.value;
                    if (std::abs(a - b) <= 1e-9 * std::max(a, b))
                        continue;
                    const int here = a < b ? -1 : 1;
                    changes += before != 0 && here != before;
                    before = here;
                }
                int crossings = 0;
                for (const Crossing &crossing : chart.crossings) {
                    const QStringList both{crossing.cheaperBefore, crossing.cheaperAfter};
                    crossings
                        += one.id != other.id && both.contains(one.id) && both.contains(other.id);
                }
                QVERIFY2(changes == crossings,
                         qPrintable(QStringLiteral("%1: %2 and %3 change %4 times, %5 crossings")
                                        .arg(chart.id, one.id, other.id)
                                        .arg(changes)
                                        .arg(crossings)));
            }
        }
    }
}

void TestBreakEven::whatTheBookLacksIsNotPriced()
{
    const catalog::PriceBook &talk = *facts().priceBook(QStringLiteral("2018-talk"));
    const BreakEven chart = armOrX86BySlowdown(workload(), talk);
    QVERIFY(chart.option(QStringLiteral("x86_64")));
    QVERIFY(!chart.option(QStringLiteral("arm64")));
    QCOMPARE(chart.unpriced.size(), 1);
    QCOMPARE(chart.unpriced.first().id, QStringLiteral("arm64"));
    QCOMPARE(toString(chart.unpriced.first().reason),
             QStringLiteral("2018-talk has no price lambda.arm.gb-second."));
    QVERIFY(natOrEndpoints({}, talk).options.isEmpty());
}

void TestBreakEven::theAxisHoldsTheDesign()
{
    Workload busy = workload();
    busy.rate = PerSecond(123'456);
    const BreakEven chart = lambdaOrServers(busy, today());
    QVERIFY(chart.axis.most > 123'456);
    QVERIFY(costAt(chart, "lambda", 123'456));
    QVERIFY(near(chart.option(QStringLiteral("lambda"))->points.last().x, chart.axis.most, 1e-6));
}

void TestBreakEven::chartsOfADesign()
{
    const Design design = sample(QStringLiteral("order-service"));
    const Estimates estimates = estimatesOf(design);
    QStringList ids;
    for (const BreakEven &chart : breakEvens(design, facts(), estimates, today())) {
        ids.append(chart.id);
        QVERIFY(!chart.options.isEmpty());
        QVERIFY(chart.element);
    }
    QCOMPARE(ids,
             QStringList({QStringLiteral("nat-or-endpoints"), QStringLiteral("rest-or-http"),
                          QStringLiteral("standard-or-express-by-duration"),
                          QStringLiteral("standard-or-express-by-transitions"),
                          QStringLiteral("standard-or-express-by-executions"),
                          QStringLiteral("standard-or-express-by-memory")}));
    const BreakEven nat = breakEvens(design, facts(), estimates, today()).first();
    QVERIFY(near(nat.axis.now, 90, 0));
    QVERIFY(near(costAt(nat, "nat-per-zone", 90), 113.55, 1e-9));
}

void TestBreakEven::chartsOfAFunction()
{
    const Design design = sample(QStringLiteral("order-service"));
    const Estimates estimates = estimatesOf(design);
    const Function *charge = nullptr;
    for (const Function *function : design.all<Function>()) {
        if (function->name == QStringLiteral("ChargePayment"))
            charge = function;
    }
    QVERIFY(charge);
    const auto made = workloadOf(*charge, *estimates.function(charge->id), facts(), today());
    QVERIFY(made);
    // 310 ms, of it 15 % work at 512/1769 vCPU
    QVERIFY(near(made->cpuSeconds, 0.310 * 0.15 * 512 / 1769, 1e-12));
    QVERIFY(near(made->rate, 4, 1e-9));
    QStringList ids;
    for (const BreakEven &chart :
         breakEvens(*charge, *estimates.function(charge->id), facts(), today()))
        ids.append(chart.id);
    QCOMPARE(ids.size(), 5);
    QCOMPARE(ids.last(), QStringLiteral("lambda-or-servers"));
}

QTEST_GUILESS_MAIN(TestBreakEven)
#include "tst_break_even.moc"
