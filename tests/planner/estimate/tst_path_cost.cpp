// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/path_cost.h"

#include "planner/estimate/demand.h"
#include "planner/model/names.h"
#include "tests/planner/estimate/facts.h"
#include "tests/support/random_architecture.h"

using namespace stratoplan;
using namespace stratoplan::estimate;

namespace {

struct Ways
{
    Design design;
    Estimates estimates;
    QList<PathCost> paths;
};

Ways ways(const Design &design)
{
    const auto demand = estimate::demand(design, facts());
    const network::Plan plan = network::plan(design, facts(), networkLoads(design, demand), {});
    const Estimates estimates = *estimate::estimate(design, facts(), plan, {});
    return {design, estimates, pathCosts(design, facts(), plan, estimates)};
}

const PathCost *pathOf(const Ways &all, const char *entry, const char *via = nullptr)
{
    const Names names(all.design);
    for (const PathCost &path : all.paths) {
        if (names.of(path.entry) == QLatin1String(entry)
            && (!via || names.of(path.via) == QLatin1String(via)))
            return &path;
    }
    return nullptr;
}

} // namespace

class TestPathCost : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void throughFanOutBatchesAndFilters();
    void oneForEachWayOfAnApi();
    void whatStandsStillIsNotInIt();
    void freeTierMakesRequestsCheaper();
    void unpricedPartsAreNamed();
    void sharedBatchesAreDivided();
    void pathsMakeUpTheMonth_data();
    void pathsMakeUpTheMonth();
    void nothingOnceItIsStopped();
};

void TestPathCost::throughFanOutBatchesAndFilters()
{
    const Ways all = ways(designFromText(QStringLiteral(
        "http-api Api rate=100 -> Take; fn Take 1024 duration=100 coldShare=0; "
        "event-bus Bus; Take -- Bus writes=true perEvent=2; "
        "queue Q; Bus -> Q filter=x share=0.25; Q -> Work batchSize=10 batchWindow=5; "
        "fn Work 512 duration=200 coldShare=0; table T; Work -- T writes=true perEvent=10")));
    const PathCost *path = pathOf(all, "Api");
    QVERIFY(path);
    // A million requests:
    //   Api   1 million x 1.00 = 1.00
    //   Take  0.20 + 1 million x 0.1 s x 1 GB x 0.0000166667 = 1.66667, together 1.86667
    //   Bus   2 million events x 1.00 = 2.00
    //   Q     a quarter of them: 0.5 million messages, three requests each, x 0.40 = 0.60
    //   Work  50 messages a second fill batches of 10: 0.05 million runs: 0.01 + 0.05 million x 0.2
    //         s x 0.5 GB x 0.0000166667 = 0.0833335, together 0.0933335
    //   T     10 writes each: 0.5 million x 0.625 = 0.3125
    QVERIFY(near(path->perMillion, 1.00 + 1.86667 + 2.00 + 0.60 + 0.0933335 + 0.3125, 1e-9));
    QVERIFY(near(path->perRequest(), 5.8725035e-6, 1e-15));
    QVERIFY(near(path->perMonth, 262'800'000, 1e-3));
    QCOMPARE(path->parts.size(), 6);
    QCOMPARE(Names(all.design).of(path->parts.first().element), QStringLiteral("Bus"));
}

void TestPathCost::oneForEachWayOfAnApi()
{
    const Ways all = ways(designFromText(QStringLiteral(
        "http-api Api rate=10; Api -> Get share=0.75; Api -> Put; "
        "fn Get 1024 duration=100 coldShare=0; fn Put 1024 duration=300 coldShare=0")));
    QCOMPARE(all.paths.size(), 2);
    const PathCost *get = pathOf(all, "Api", "Get");
    const PathCost *put = pathOf(all, "Api", "Put");
    QVERIFY(get && put);
    QVERIFY(near(get->perMonth, 19'710'000, 1e-6));
    QVERIFY(near(put->perMonth, 6'570'000, 1e-6));
    QVERIFY(near(get->perMillion, 1.00 + 0.20 + 1.66667, 1e-9));
    QVERIFY(near(put->perMillion, 1.00 + 0.20 + 5.00001, 1e-9));
}

void TestPathCost::whatStandsStillIsNotInIt()
{
    const Ways all = ways(designFromText(QStringLiteral(
        "fn A 1024 duration=100 coldShare=0 rate=1 provisionedConcurrency=1; "
        "stream S shards=4; table T storageGb=500; A -- S writes=true; A -- T writes=true")));
    const PathCost *path = pathOf(all, "A");
    QVERIFY(path);
    // One provisioned environment serves everything: 0.20 + 0.1 GB-s x 0.97222; puts 0.014; writes
    // 0.625. Shards, stored data and the environment are paid without a request as well.
    QVERIFY(near(path->perMillion, 0.20 + 0.97222 + 0.014 + 0.625, 1e-9));
}

void TestPathCost::freeTierMakesRequestsCheaper()
{
    const QString text = QStringLiteral("fn A 1024 duration=100 coldShare=0 rate=1");
    Design design = designFromText(text);
    Edit edit(design);
    Settings settings = design.settings();
    settings.account.freeTier = true;
    edit.setSettings(settings);
    const Ways paid = ways(design);
    const Ways free = ways(*edit.result());
    QVERIFY(near(pathOf(paid, "A")->perMillion, 1.86667, 1e-9));
    // 2,628,000 calls, a million free: x 1.628/2.628; 262,800 GB-s are all free.
    QVERIFY(near(pathOf(free, "A")->perMillion, 0.20 * 1.628 / 2.628, 1e-9));
}

void TestPathCost::unpricedPartsAreNamed()
{
    const Ways all = ways(designFromText(
        QStringLiteral("http-api Api rate=1 -> A; fn A 1024 duration=100; fn B 1024; A => B; "
                       "fn C 1024 rate=2 duration=1")));
    const PathCost *path = pathOf(all, "Api");
    QVERIFY(path);
    QCOMPARE(Names(all.design).of(path->unpriced), QStringList{QStringLiteral("B")});
    QVERIFY(pathOf(all, "C")->unpriced.isEmpty());
}

void TestPathCost::sharedBatchesAreDivided()
{
    const Ways all = ways(designFromText(QStringLiteral(
        "fn A 1024 duration=100 coldShare=0 rate=0.5; fn B 1024 duration=100 coldShare=0 rate=1.5; "
        "queue Q; A -- Q writes=true; B -- Q writes=true; Q -> Work batchSize=10 batchWindow=2; "
        "fn Work 1024 duration=1000 coldShare=0")));
    // Together two messages a second fill batches of 4: 0.5 runs a second, which cost 0.2 + 16.6667
    // a million. Alone those of A would be run one by one, 0.5 a second, those of B by three, 0.5 a
    // second: each bears half of the runs, 0.25 a second. For a million requests of A these are
    // half a million, of B a sixth of a million.
    const auto workOf = [&all](const char *entry) {
        for (const PathPart &part : pathOf(all, entry)->parts) {
            if (Names(all.design).of(part.element) == QLatin1String("Work"))
                return part.perMillion;
        }
        return UsDollars(0);
    };
    QVERIFY(near(workOf("A"), 16.8667 / 2, 1e-9));
    QVERIFY(near(workOf("B"), 16.8667 / 6, 1e-9));
}

void TestPathCost::pathsMakeUpTheMonth_data()
{
    QTest::addColumn<Design>("design");
    for (const char *name : {"order-service", "image-resize", "six-functions"})
        QTest::newRow(name) << sample(QLatin1String(name));
}

// Paths times their requests are the month, less what stands still.
void TestPathCost::pathsMakeUpTheMonth()
{
    QFETCH(Design, design);
    const Ways all = ways(design);
    double moving = 0;
    for (const PathCost &path : all.paths)
        moving += path.perMonth * path.perRequest().value;
    double still = 0;
    for (const Component &component : all.estimates.components) {
        for (const auto &[text, cost] : component.lines) {
            if (QStringList{QStringLiteral("Stored data"), QStringLiteral("Hours"),
                            QStringLiteral("Public IPv4 address"), QStringLiteral("Data")}
                    .contains(toString(text)))
                still += cost.value;
        }
    }
    const double total = all.estimates.totalPerMonth.value;
    QVERIFY(near(moving + still, total, 1e-9 * total));
}

void TestPathCost::nothingOnceItIsStopped()
{
    const Design design = sample(QStringLiteral("six-functions"));
    const auto demand = estimate::demand(design, facts());
    const network::Plan plan = network::plan(design, facts(), networkLoads(design, demand), {});
    const Estimates estimates = *estimate::estimate(design, facts(), plan, {});
    std::stop_source stop;
    QVERIFY(!pathCosts(design, facts(), plan, estimates, stop.get_token()).isEmpty());
    stop.request_stop();
    QVERIFY(pathCosts(design, facts(), plan, estimates, stop.get_token()).isEmpty());
}

QTEST_GUILESS_MAIN(TestPathCost)
#include "tst_path_cost.moc"
