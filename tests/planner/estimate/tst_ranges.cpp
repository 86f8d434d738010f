// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/ranges.h"

#include "planner/model/edit.h"
#include "tests/planner/estimate/facts.h"
#include "tests/support/random_architecture.h"

using namespace stratoplan;
using namespace stratoplan::estimate;

namespace {

struct Month
{
    Design design;
    Estimates estimates;
    CostRanges ranges;
};

Month month(const Design &design)
{
    const auto demand = estimate::demand(design, facts());
    const network::Plan plan = network::plan(design, facts(), networkLoads(design, demand), {});
    const Estimates estimates = *estimate::estimate(design, facts(), plan, {});
    return {design, estimates, costRanges(design, facts(), plan, estimates)};
}

const Sensitivity *inputOf(const CostRanges &ranges, const char *input)
{
    for (const Sensitivity &each : ranges.inputs) {
        if (each.input == QLatin1String(input))
            return &each;
    }
    return nullptr;
}

} // namespace

class TestRanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneFunctionByHand();
    void aKnownBandIsTaken();
    void unstatedColdShare();
    void statedColdShare();
    void filtersLetNothingToEverythingThrough();
    void itemsOfATable();
    void requestsOfAQueue();
    void dataOfAGateway();
    void ratesOfManyEntries();
    void nothingUncertain();
    void samplesHoldTheirTotal_data();
    void samplesHoldTheirTotal();
};

void TestRanges::oneFunctionByHand()
{
    // 10/s are 26,280,000 a month: requests 5.256; 26,280,000 x 0.1 s x 1 GB x 0.0000166667 =
    // 43.8000876. Sum 49.0560876.
    const Month made
        = month(designFromText(QStringLiteral("fn A 1024 duration=100 rate=10 coldShare=0")));
    QVERIFY(near(made.estimates.totalPerMonth, 49.0560876, 1e-7));
    // Duration 80 to 120 ms: +- 8.76001752. Rate 7 to 13: +- 30 % of all = 14.71682628.
    const Sensitivity *duration = inputOf(made.ranges, "duration");
    QVERIFY(duration);
    QVERIFY(near(duration->totalAtFrom, 49.0560876 - 8.76001752, 1e-7));
    QVERIFY(near(duration->totalAtTo, 49.0560876 + 8.76001752, 1e-7));
    const Sensitivity *rate = inputOf(made.ranges, "rate");
    QVERIFY(rate);
    QVERIFY(near(rate->swing(), 2 * 14.71682628, 1e-7));
    QCOMPARE(made.ranges.inputs.size(), 2);
    QCOMPARE(made.ranges.top().first().input, QStringLiteral("rate"));
    // sqrt(8.76001752^2 + 14.71682628^2) = 17.12674
    const double off = std::hypot(8.76001752, 14.71682628);
    QVERIFY(near(made.ranges.total.low, 49.0560876 - off, 1e-7));
    QVERIFY(near(made.ranges.total.high, 49.0560876 + off, 1e-7));
    const CostRange own = made.ranges.components.value(made.design.all<Function>().first()->id);
    QVERIFY(near(own.low, 49.0560876 - off, 1e-7));
}

void TestRanges::aKnownBandIsTaken()
{
    // Two measured settings and a memory between them: the fit has a band.
    const Design design = designFromText(QStringLiteral("fn A 512 rate=10 coldShare=0"));
    Function function = *design.all<Function>().first();
    function.measurements = {{MiB(128), Milliseconds(1000), std::nullopt},
                             {MiB(1024), Milliseconds(140), std::nullopt}};
    Edit edit(design);
    edit.replace(function.id, function);
    const Month made = month(*edit.result());
    const MemoryPoint &now = made.estimates.functions.first().now;
    QVERIFY(now.durationLow && now.durationHigh);
    const Sensitivity *duration = inputOf(made.ranges, "duration");
    QVERIFY(duration);
    QCOMPARE(duration->from, now.durationLow->value);
    QCOMPARE(duration->to, now.durationHigh->value);
}

void TestRanges::unstatedColdShare()
{
    // One call in 1000 s: idle for more than 300 s before most of them, e^-0.3 = 0.7408.
    const Month seldom = month(designFromText(
        QStringLiteral("fn A 1024 runtime=nodejs24.x duration=100 rate=0.001 init=100")));
    const Sensitivity *share = inputOf(seldom.ranges, "cold-share");
    QVERIFY(share);
    QCOMPARE(share->value, 0.0);
    QCOMPARE(share->from, 0.0);
    QVERIFY(near(share->to, std::exp(-0.3), 1e-3));
    QCOMPARE(share->to, *seldom.estimates.functions.first().coldShareHigh);
    QVERIFY(share->totalAtTo > share->totalAtFrom);
}

void TestRanges::statedColdShare()
{
    const Month made = month(designFromText(QStringLiteral(
        "fn A 1024 runtime=nodejs24.x duration=100 rate=10 init=100 coldShare=0.02")));
    const Sensitivity *share = inputOf(made.ranges, "cold-share");
    QVERIFY(share);
    QCOMPARE(share->from, 0.01);
    QCOMPARE(share->to, 0.04);
    QVERIFY(share->totalAtTo > share->totalAtFrom);
    // Going up by twice the share costs twice what going down by half of it saves.
    const double total = made.estimates.totalPerMonth.value;
    QVERIFY(near(share->totalAtTo.value - total, 2 * (total - share->totalAtFrom.value), 1e-9));
}

void TestRanges::filtersLetNothingToEverythingThrough()
{
    const Month made = month(designFromText(QStringLiteral(
        "event-bus Bus rate=10; Bus -> A filter=x; fn A 1024 duration=100 coldShare=0")));
    const Sensitivity *filter = inputOf(made.ranges, "filter");
    QVERIFY(filter);
    // Nothing passes: the bus alone remains, 26,280,000 x 0.000001.
    QVERIFY(near(filter->totalAtFrom, 26.28, 1e-9));
    QVERIFY(near(filter->totalAtTo, 26.28 + 49.0560876, 1e-7));
    QVERIFY(near(made.ranges.total.low,
                 75.3360876 - std::hypot(49.0560876, 0.3 * 75.3360876, 8.76001752), 1e-6));
}

void TestRanges::itemsOfATable()
{
    // 26,280,000 writes x 0.000000625 = 16.425 with items of up to 1 KB; of 4 KB four times that.
    const Month made = month(designFromText(
        QStringLiteral("fn A 1024 duration=100 rate=10 coldShare=0; table T; A -- T writes=true")));
    const Sensitivity *size = inputOf(made.ranges, "item-size");
    QVERIFY(size);
    QCOMPARE(size->from, 1.0);
    QCOMPARE(size->to, 4.0);
    QVERIFY(near(size->swing(), 3 * 16.425, 1e-9));
}

void TestRanges::requestsOfAQueue()
{
    // 3 requests a message, at best 1.2: 26,280,000 x 1.8 x 0.0000004 less.
    const Month made = month(designFromText(
        QStringLiteral("fn A 1024 duration=100 rate=10 coldShare=0; queue Q; A -- Q writes=true")));
    const Sensitivity *requests = inputOf(made.ranges, "queue-requests");
    QVERIFY(requests);
    QVERIFY(near(requests->swing(), 18.9216, 1e-9));
    QVERIFY(near(requests->totalAtTo, made.estimates.totalPerMonth.value, 1e-9));
}

void TestRanges::dataOfAGateway()
{
    const Month made
        = month(designFromText(QStringLiteral("vpc V 10.0.0.0/16; zone a in V; subnet S "
                                              "10.0.0.0/24 in a; gateway nat N in S gbMonth=100")));
    const Sensitivity *data = inputOf(made.ranges, "data");
    QVERIFY(data);
    // 70 to 130 GB x 0.045; the hours do not move.
    QVERIFY(near(data->swing(), 2.7, 1e-9));
    QVERIFY(near(made.ranges.total.low, 41 - 1.35, 1e-9));
}

void TestRanges::ratesOfManyEntries()
{
    QString text;
    for (int i = 1; i <= 20; ++i)
        text += QStringLiteral("fn F%1 128 duration=10 coldShare=0 rate=%1;").arg(i);
    const Month made = month(designFromText(text));
    int rates = 0;
    const Sensitivity *together = nullptr;
    for (const Sensitivity &each : made.ranges.inputs) {
        rates += each.input == QStringLiteral("rate");
        if (each.input == QStringLiteral("rate") && !each.element)
            together = &each;
    }
    QCOMPARE(rates, int(mostRates) + 1);
    QVERIFY(together);
    QCOMPARE(together->value, 36.0); // 1 + 2 + ... + 8
}

void TestRanges::nothingUncertain()
{
    const Month made = month(designFromText(QStringLiteral(
        "vpc V 10.0.0.0/16; zone a in V; subnet S 10.0.0.0/24 in a; gateway nat N in S")));
    QVERIFY(made.ranges.inputs.isEmpty());
    QCOMPARE(made.ranges.total.low.value, made.estimates.totalPerMonth.value);
    QCOMPARE(made.ranges.total.high.value, made.estimates.totalPerMonth.value);
}

void TestRanges::samplesHoldTheirTotal_data()
{
    QTest::addColumn<Design>("design");
    for (const char *name :
         {"order-service", "order-service-faulty", "image-resize", "primes-2018", "six-functions"})
        QTest::newRow(name) << sample(QLatin1String(name));
    for (unsigned seed = 1; seed <= 20; ++seed)
        QTest::addRow("random %u", seed) << RandomArchitecture(seed, facts()).design();
}

// Whatever the design: every figure lies in its range, and every input moves what it says.
void TestRanges::samplesHoldTheirTotal()
{
    QFETCH(Design, design);
    const Month made = month(design);
    const CostRanges &ranges = made.ranges;
    const double total = made.estimates.totalPerMonth.value;
    QVERIFY(ranges.total.low.value <= total + 1e-9 && total <= ranges.total.high.value + 1e-9);
    for (const Component &component : made.estimates.components) {
        if (!component.perMonth)
            continue;
        QVERIFY(ranges.components.contains(component.element));
        const CostRange range = ranges.components.value(component.element);
        QVERIFY(range.low.value >= 0);
        QVERIFY(range.low.value <= component.perMonth->value + 1e-9);
        QVERIFY(component.perMonth->value <= range.high.value + 1e-9);
    }
    for (qsizetype i = 0; i < ranges.inputs.size(); ++i) {
        const Sensitivity &input = ranges.inputs.at(i);
        QVERIFY(input.swing().value > 0);
        QVERIFY(input.from <= input.value && input.value <= input.to);
        QVERIFY(i == 0 || input.swing().value <= ranges.inputs.at(i - 1).swing().value);
    }
}

QTEST_GUILESS_MAIN(TestRanges)
#include "tst_ranges.moc"
