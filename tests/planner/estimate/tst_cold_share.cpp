// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/cold_share.h"

#include "tests/planner/estimate/facts.h"

#include <cmath>
#include <limits>
#include <optional>
#include <queue>
#include <random>

using namespace stratoplan;
using namespace stratoplan::estimate;

namespace {

struct Simulated
{
    double share = 0;
    double error = 0; ///< standard error of the share
};

// The system itself, request by request: another way to the same number.
Simulated simulated(double rate, double serviceS, double idleS, int provisioned, unsigned seed)
{
    constexpr int requests = 400'000;
    std::mt19937_64 random(seed);
    std::exponential_distribution<double> gap(rate);
    std::exponential_distribution<double> service(1 / serviceS);
    std::priority_queue<double, std::vector<double>, std::greater<>> busy;
    std::vector<double> idle; // since when, the one used last at the end
    double now = 0;
    int cold = 0;
    int counted = 0;
    for (int i = 0; i < requests; ++i) {
        now += gap(random);
        while (!busy.empty() && busy.top() <= now) {
            idle.push_back(busy.top());
            busy.pop();
        }
        // Those that stand at the bottom have been idle for longest.
        const auto gone = [&](double since) { return since + idleS < now; };
        idle.erase(idle.begin(), std::find_if_not(idle.begin(), idle.end(), gone));
        // The first quarter fills the empty system.
        if (i > requests / 4) {
            ++counted;
            if (idle.empty() && int(busy.size()) >= provisioned)
                ++cold;
        }
        if (!idle.empty())
            idle.pop_back();
        busy.push(now + service(random));
    }
    const double share = double(cold) / counted;
    return {share, std::sqrt(std::max(share, 1.0 / counted) / counted)};
}

} // namespace

class TestColdShare : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // One request at a time: the next comes after the idle lifetime with exp(-rate x lifetime).
    void aLonelyFunctionIsColdWhenNobodyCalls();
    void agreesWithASimulation_data();
    void agreesWithASimulation();
    void agreesWithPublishedSimulations_data();
    void agreesWithPublishedSimulations();
    void provisionedEnvironmentsAreNeverCold();
    void moreThanCanBeWorkedOutIsNotKnown_data();
    void moreThanCanBeWorkedOutIsNotKnown();
    void thereIsNoShareWithoutTraffic();
};

void TestColdShare::aLonelyFunctionIsColdWhenNobodyCalls()
{
    // 0.001 a second, 1 ms of work, kept for 600 s: exp(-0.6) = 0.548812 but for overlaps, which
    // are one request in a million.
    QVERIFY(
        near(*coldShare(PerSecond(0.001), Milliseconds(1), Milliseconds(600'000)), 0.548812, 2e-6));
}

void TestColdShare::agreesWithASimulation_data()
{
    QTest::addColumn<double>("rate");
    QTest::addColumn<double>("serviceS");
    QTest::addColumn<double>("idleS");
    QTest::addColumn<int>("provisioned");
    QTest::newRow("sparse") << 0.01 << 0.2 << 60.0 << 0;
    QTest::newRow("one at a time") << 0.5 << 1.0 << 10.0 << 0;
    QTest::newRow("two") << 2.0 << 1.0 << 20.0 << 0;
    QTest::newRow("many") << 30.0 << 1.0 << 5.0 << 0;
    QTest::newRow("short life") << 5.0 << 0.4 << 1.0 << 0;
    QTest::newRow("provisioned") << 5.0 << 1.0 << 5.0 << 6;
}

void TestColdShare::agreesWithASimulation()
{
    QFETCH(double, rate);
    QFETCH(double, serviceS);
    QFETCH(double, idleS);
    QFETCH(int, provisioned);
    constexpr unsigned seed = 20181129;
    const Simulated other = simulated(rate, serviceS, idleS, provisioned, seed);
    const double share = *coldShare(PerSecond(rate), Milliseconds(serviceS * 1000),
                                    Milliseconds(idleS * 1000), {double(provisioned), {}});
    // Cold starts come in bursts, so that the spread is more than that of single events.
    QVERIFY2(
        std::abs(share - other.share) < 5 * other.error + 0.02 * other.share,
        qPrintable(
            QStringLiteral("%1, simulated %2, seed %3").arg(share).arg(other.share).arg(seed)));
}

// Long runs of SimFaaS' rules (pacslab/simfaas 5dd1623) in the two cases with exponential times and
// no ceiling. They take the newest idle environment, not the one used last, so that a few more
// starts are cold where two or more environments are in use.
void TestColdShare::agreesWithPublishedSimulations_data()
{
    QTest::addColumn<double>("rate");
    QTest::addColumn<double>("serviceS");
    QTest::addColumn<double>("idleS");
    QTest::addColumn<double>("published");
    QTest::addColumn<double>("tolerance");
    QTest::newRow("A") << 0.9 << 1.991 << 600.0 << 0.00133234 << 0.05;
    QTest::newRow("B") << 0.002 << 0.2 << 600.0 << 0.301894 << 0.005;
}

void TestColdShare::agreesWithPublishedSimulations()
{
    QFETCH(double, rate);
    QFETCH(double, serviceS);
    QFETCH(double, idleS);
    QFETCH(double, published);
    QFETCH(double, tolerance);
    QVERIFY(
        near(*coldShare(PerSecond(rate), Milliseconds(serviceS * 1000), Milliseconds(idleS * 1000)),
             published, published * tolerance));
}

void TestColdShare::provisionedEnvironmentsAreNeverCold()
{
    const auto share = [](double provisioned) {
        return *coldShare(PerSecond(2), Milliseconds(1000), Milliseconds(20'000),
                          {provisioned, {}});
    };
    QVERIFY(share(1) < share(0) + 1e-12);
    QVERIFY(share(4) < share(1));
    QVERIFY(share(40) < 1e-12);
}

void TestColdShare::moreThanCanBeWorkedOutIsNotKnown_data()
{
    QTest::addColumn<double>("rate");
    QTest::addColumn<bool>("known");
    // For 900 s each: 225,000 in use and 8 times their root, 3,795, are within 250,000.
    QTest::newRow("many") << 250.0 << true;
    QTest::newRow("too many") << 280.0 << false;
    QTest::newRow("a slip of the keyboard") << 1e9 << false;
    QTest::newRow("no number") << std::numeric_limits<double>::infinity() << false;
}
void TestColdShare::moreThanCanBeWorkedOutIsNotKnown()
{
    QFETCH(double, rate);
    QFETCH(bool, known);
    const std::optional<double> share
        = coldShare(PerSecond(rate), Milliseconds(900'000), Milliseconds(300'000));
    QCOMPARE(share.has_value(), known);
    QVERIFY(!known || (*share >= 0 && *share <= 1));
    // Where no more may run, the others are not counted.
    QCOMPARE(coldShare(PerSecond(rate), Milliseconds(900'000), Milliseconds(300'000), {0, 1000.0})
                 .has_value(),
             std::isfinite(rate));
}

void TestColdShare::thereIsNoShareWithoutTraffic()
{
    QCOMPARE(*coldShare(PerSecond(0), Milliseconds(100), Milliseconds(300'000)), 0.0);
    // A function that may never run.
    QCOMPARE(*coldShare(PerSecond(1), Milliseconds(100), Milliseconds(300'000), {0, 0.0}), 0.0);
}

QTEST_GUILESS_MAIN(TestColdShare)
#include "tst_cold_share.moc"
