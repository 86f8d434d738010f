// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/overlay/request_path.h"

#include "planner/model/names.h"
#include "planner/store/store.h"
#include "tests/support/built_in_facts.h"
#include "tests/support/design_text.h"
#include "tests/support/random_architecture.h"

#include <QFile>
#include <QTest>

#include <cmath>

using namespace stratoplan;
using namespace stratoplan::overlay;

namespace {

struct Paths
{
    explicit Paths(const Design &of, const char *through = nullptr)
        : design(of)
        , analysis(*analyze(std::make_shared<const Design>(design), *builtInFacts().catalog,
                            builtInFacts().trees))
        , costs(estimate::pathCosts(design, *builtInFacts().catalog, analysis.network,
                                    analysis.estimates))
        , names(design)
        , all(requestPaths(analysis, *builtInFacts().catalog, costs,
                           through ? names.find(QLatin1String(through)) : ElementId{}))
    {
    }
    Paths(const QString &text, const char *through = nullptr)
        : Paths(designFromText(text), through)
    {
    }

    /// "Api > A > B" of the steps of each path.
    QStringList said() const
    {
        QStringList lines;
        for (const RequestPath &path : all) {
            QList<ElementId> ids;
            for (const Step &step : path.steps)
                ids.append(step.element);
            lines.append(names.of(ids).join(QStringLiteral(" > ")));
        }
        return lines;
    }
    const Step &step(const char *name, int path = 0) const
    {
        return *all.at(path).step(names.find(QLatin1String(name)));
    }

    Design design;
    Analysis analysis;
    QList<estimate::PathCost> costs;
    Names names;
    QList<RequestPath> all;
};

double ms(const std::optional<Milliseconds> &time)
{
    return time ? time->value : -1;
}

} // namespace

class TestRequestPath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatARequestTouches_data();
    void whatARequestTouches();
    void timesAddUp();
    void aLaterWaitIsNotTheAnswer();
    void aCircleIsWalkedOnce();
    void whatIsNotKnown();
    void costsAreThoseOfTheEstimates();
    void agreesWithTheEstimates_data();
    void agreesWithTheEstimates();
    void holdsForAnyDesign_data();
    void holdsForAnyDesign();
    void nothingOnceItIsStopped();
};

void TestRequestPath::whatARequestTouches_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("through");
    QTest::addColumn<QStringList>("paths");

    const QString fan = QStringLiteral("http-api Api rate=5 -> A; fn A; table T; queue Q; topic N; "
                                       "A -- N writes=true; A -- Q writes=true; A -- T; "
                                       "N -> B; N -> C; fn B; fn C; Q -> D; fn D; queue Dead; "
                                       "Q !> Dead");
    // Along each way to its end; failure targets are left out.
    QTest::newRow("fan-out") << fan << QByteArray()
                             << QStringList{QStringLiteral("Api > A > N > B > C > Q > D > T")};
    QTest::newRow("through the middle")
        << fan << QByteArray("D") << QStringList{QStringLiteral("Api > A > N > B > C > Q > D > T")};
    QTest::newRow("where no request comes")
        << fan << QByteArray("Dead") << QStringList{QStringLiteral("Dead")};

    const QString ways = QStringLiteral("http-api Api rate=5; Api -> Get; Api -> Put; fn Get; "
                                        "fn Put; table T; Get -- T; Put -- T; schedule Night -> "
                                        "Clean; fn Clean; Clean -- T");
    QTest::newRow("each way of an API, and the schedule")
        << ways << QByteArray()
        << QStringList{QStringLiteral("Api > Get > T"), QStringLiteral("Api > Put > T"),
                       QStringLiteral("Night > Clean > T")};
    QTest::newRow("ways through one function")
        << ways << QByteArray("Put") << QStringList{QStringLiteral("Api > Put > T")};
    QTest::newRow("ways over a connection")
        << ways << QByteArray("Get->T") << QStringList{QStringLiteral("Api > Get > T")};
    QTest::newRow("an API without traffic has its ways too")
        << QStringLiteral("http-api Api; Api -> Get; Api -> Put; fn Get; fn Put") << QByteArray()
        << QStringList{QStringLiteral("Api > Get"), QStringLiteral("Api > Put")};
    QTest::newRow("accesses before calls before events")
        << QStringLiteral("fn A; fn B; fn C; table T; A -> C; A => B; A -- T") << QByteArray("A")
        << QStringList{QStringLiteral("A > T > B > C")};
    QTest::newRow("what nothing leads to") << QStringLiteral("fn A; fn B rate=1") << QByteArray("A")
                                           << QStringList{QStringLiteral("A")};
    QTest::newRow("a note has none")
        << QStringLiteral("fn A rate=1; note N \"x\"") << QByteArray("N") << QStringList{};
}

void TestRequestPath::whatARequestTouches()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, through);
    QFETCH(QStringList, paths);
    const Paths found(text, through.isEmpty() ? nullptr : through.constData());
    QCOMPARE(found.said(), paths);
}

void TestRequestPath::timesAddUp()
{
    // A (200 ms) waits for B (80 ms), which is in it; the message to Q leaves when A ends, and D
    // takes 500 ms: 700. N leads to C (50 ms) by 250; C hands on to D as well, by 750, which is
    // later.
    const Paths found(QStringLiteral(
        "http-api Api rate=5 -> A; fn A duration=200 p95=400; fn B duration=80 p95=450; A => B; "
        "queue Q; A -- Q writes=true; Q -> D; fn D duration=500 p95=900; topic N; A -- N "
        "writes=true; N -> C; fn C duration=50; C -> D"));
    QCOMPARE(found.all.size(), 1);
    const RequestPath &path = found.all.first();
    QCOMPARE(ms(found.step("Api").end), 0.0);
    QCOMPARE(ms(found.step("A").end), 200.0);
    QCOMPARE(ms(found.step("B").end), 200.0);
    QCOMPARE(ms(found.step("Q").end), 200.0);
    QCOMPARE(ms(found.step("C").end), 250.0);
    QCOMPARE(ms(found.step("D").end), 750.0);
    QCOMPARE(ms(path.end), 750.0);
    QCOMPARE(ms(path.mean), 200.0);
    // As slowestPath(): the slowest of A and what it waits for.
    QCOMPARE(ms(path.p95), 450.0);
    QVERIFY(found.step("A").waited && found.step("B").waited);
    QVERIFY(!found.step("C").waited && !found.step("D").waited);
    QCOMPARE(found.step("A").from, 0);
    QVERIFY(path.touched.contains(
        connectionBetween(found.design, QStringLiteral("C"), QStringLiteral("D"))));
}

void TestRequestPath::aLaterWaitIsNotTheAnswer()
{
    // The workflow waits for Slow; who calls the API does not wait for the workflow.
    const Paths found(QStringLiteral("http-api Api rate=1 -> A; fn A duration=100 p95=200; "
                                     "state-machine Flow; A -> Flow; Flow -> Slow; "
                                     "fn Slow duration=300 p95=700"));
    const RequestPath &path = found.all.first();
    QCOMPARE(ms(path.p95), 200.0);
    QCOMPARE(ms(path.mean), 100.0);
    QVERIFY(path.slowest);
    QCOMPARE(ms(path.slowest->p95), 700.0);
    QCOMPARE(path.slowest->elements.first(), found.names.find(QStringLiteral("Flow")));
}

void TestRequestPath::aCircleIsWalkedOnce()
{
    const Paths found(QStringLiteral("queue Q rate=1 -> A; fn A duration=100; A -- Q writes=true"));
    QCOMPARE(found.said(), QStringList{QStringLiteral("Q > A")});
    const RequestPath &path = found.all.first();
    QCOMPARE(ms(path.end), 100.0);
    QCOMPARE(path.touched.size(), 4); // the way back lights too
    QVERIFY(!path.mean && !path.p95); // nobody waits for a queue
    QVERIFY(!found.step("A").waited);
}

void TestRequestPath::whatIsNotKnown()
{
    const Paths found(QStringLiteral("http-api Api -> A; fn A duration=100; topic N; A -- N "
                                     "writes=true; N -> B; fn B; B -- T; table T"));
    const RequestPath &path = found.all.first();
    QCOMPARE(ms(path.mean), 100.0);
    QVERIFY(!path.p95);
    QVERIFY(!found.step("B").end && !found.step("T").end && !path.end);
    // No traffic is stated, so there is no cost of a request.
    QVERIFY(!path.cost && !found.step("A").perMillion);
}

void TestRequestPath::costsAreThoseOfTheEstimates()
{
    // As in the test of pathCosts(): Api 1.00; Take 0.20 + 1.66667; T twice 0.625.
    const Paths found(QStringLiteral("http-api Api rate=10 -> Take; fn Take 1024 duration=100 "
                                     "coldShare=0; table T; Take -- T writes=true perEvent=2; "
                                     "secret Key; Take -- Key"));
    const RequestPath &path = found.all.first();
    QVERIFY(path.cost);
    QCOMPARE(path.cost->perMillion, found.costs.first().perMillion);
    QVERIFY(std::abs(found.step("Api").perMillion->value - 1.00) < 1e-9);
    QVERIFY(std::abs(found.step("Take").perMillion->value - 1.86667) < 1e-9);
    QVERIFY(std::abs(found.step("T").perMillion->value - 1.25) < 1e-9);
}

void TestRequestPath::agreesWithTheEstimates_data()
{
    QTest::addColumn<QString>("example");
    for (const char *name : {"order-service", "image-resize", "six-functions"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestRequestPath::agreesWithTheEstimates()
{
    QFETCH(QString, example);
    QFile file(
        QStringLiteral(STRATOPLAN_SOURCE_DIR "/resources/examples/%1.stratoplan").arg(example));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto design = store::read(file.readAll(), file.fileName());
    QVERIFY(design);
    const Paths found(*design);
    // Each path of the estimates is one here, with its figures.
    int priced = 0;
    std::optional<Milliseconds> slowest;
    for (const RequestPath &path : found.all) {
        if (path.slowest)
            slowest = std::max(slowest, path.slowest->p95);
        if (!path.cost)
            continue;
        ++priced;
        double sum = 0;
        for (const Step &step : path.steps)
            sum += step.perMillion->value;
        QVERIFY(std::abs(sum - path.cost->perMillion.value) < 1e-9);
    }
    QCOMPARE(priced, int(found.costs.size()));
    const auto &stated = found.analysis.estimates.slowestPath;
    QCOMPARE(slowest, stated ? stated->p95 : std::nullopt);
}

void TestRequestPath::holdsForAnyDesign_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 12; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestRequestPath::holdsForAnyDesign()
{
    QFETCH(quint32, seed);
    const Paths found(RandomArchitecture(seed, *builtInFacts().catalog).design());
    int priced = 0;
    for (const RequestPath &path : found.all) {
        priced += path.cost ? 1 : 0;
        QSet<ElementId> seen;
        for (qsizetype i = 0; i < path.steps.size(); ++i) {
            const Step &step = path.steps.at(i);
            QVERIFY(!seen.contains(step.element));
            seen.insert(step.element);
            QVERIFY(path.touched.contains(step.element));
            if (!step.by)
                continue;
            const auto *by = found.design.get<Connection>(step.by);
            QVERIFY(by && by->to == step.element);
            QVERIFY(step.from >= 0 && step.from < i);
            QCOMPARE(by->from, path.steps.at(step.from).element);
            // Nothing ends before what led to it.
            if (step.end)
                QVERIFY(path.steps.at(step.from).end && *step.end >= *path.steps.at(step.from).end);
        }
        // One path is among those through any of its steps.
        const QList<RequestPath> through = requestPaths(found.analysis, *builtInFacts().catalog,
                                                        found.costs, path.steps.last().element);
        QVERIFY(std::any_of(through.begin(), through.end(), [&](const RequestPath &other) {
            return other.entry == path.entry && other.via == path.via;
        }));
    }
    QCOMPARE(priced, int(found.costs.size()));
}

void TestRequestPath::nothingOnceItIsStopped()
{
    const Paths found(QStringLiteral("http-api Api rate=1 -> A; fn A duration=1"));
    std::stop_source stop;
    QVERIFY(
        !requestPaths(found.analysis, *builtInFacts().catalog, found.costs, {}, stop.get_token())
             .isEmpty());
    stop.request_stop();
    QVERIFY(requestPaths(found.analysis, *builtInFacts().catalog, found.costs, {}, stop.get_token())
                .isEmpty());
}

QTEST_GUILESS_MAIN(TestRequestPath)
#include "tst_request_path.moc"
