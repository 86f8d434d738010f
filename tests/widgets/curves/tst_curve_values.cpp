// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the charts show, without any chart: series, Pareto front, scales, variants, words, tables.
#include "planner/model/edit.h"
#include "tests/support/built_in.h"
#include "tests/support/design_text.h"
#include "widgets/curves/break_even_chart.h"
#include "widgets/curves/chart_table.h"
#include "widgets/curves/curve_key.h"
#include "widgets/curves/curve_style.h"
#include "widgets/curves/memory_handle.h"
#include "widgets/curves/table_model.h"
#include "widgets/curves/trade.h"
#include "widgets/curves/variant.h"
#include "widgets/curves/words.h"

#include <QAbstractItemModelTester>
#include <QImage>
#include <QPainter>
#include <QRandomGenerator>
#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::curves;

namespace {

constexpr const char *drawn
    = "fn Api 512 10 runtime=nodejs24.x architecture=x86_64 packageType=zip duration=310 p95=640 "
      "cpuShare=0.15 packageMb=1.8 init=110 rate=4 coldShare=0.01; "
      "fn Other 1024 10 runtime=java21 architecture=arm64 packageType=zip duration=90 cpuShare=0.5 "
      "rate=1; fn Bare";

estimate::MemoryPoint point(int memory, std::optional<double> ms, std::optional<double> usd)
{
    estimate::MemoryPoint made;
    made.memory = MiB(memory);
    if (ms)
        made.duration = Milliseconds(*ms);
    if (usd)
        made.costPerMillion = UsDollars(*usd);
    return made;
}

QList<MiB> sizes(std::initializer_list<int> list)
{
    QList<MiB> made;
    for (const int each : list)
        made.append(MiB(each));
    return made;
}

} // namespace

class TestCurveValues : public QObject
{
    Q_OBJECT

    std::shared_ptr<const catalog::Catalog> m_catalog;
    estimate::MemorySettings m_memory;
    QList<decision::Tree> m_trees;

    AnalysisPointer analysisOf(const Design &design) const
    {
        const auto analysis = analyze(std::make_shared<const Design>(design), *m_catalog, m_trees);
        return analysis ? std::make_shared<const Analysis>(*analysis) : nullptr;
    }
    AnalysisPointer analysisOf(const QString &text) const
    {
        return analysisOf(designFromText(text));
    }
    VariantPointer variantOf(const char *name, const AnalysisPointer &analysis) const
    {
        return asItIs(analysis->design->idOf(QLatin1String(name)), analysis, m_catalog);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        const auto catalog = catalog::builtIn();
        const auto trees = decision::readTrees();
        QVERIFY(catalog && trees);
        m_catalog = *catalog;
        m_memory = estimate::memorySettings(*m_catalog);
        m_trees = *trees;
    }

    /// Below what was used it fails; up to the next setting that was measured nobody knows. By
    /// hand: of the four measurements the most that was used is 300 MB, of which 320 and 512 have
    /// more.
    void roomInMemory_data()
    {
        QTest::addColumn<int>("memory");
        QTest::addColumn<Room>("room");
        QTest::newRow("measured, but with too little") << 256 << Room::TooLittle;
        QTest::newRow("just below") << 299 << Room::TooLittle;
        QTest::newRow("what was used") << 300 << Room::Scarce;
        QTest::newRow("just above") << 319 << Room::Scarce;
        QTest::newRow("measured above") << 320 << Room::Enough;
        QTest::newRow("more") << 1024 << Room::Enough;
    }
    void roomInMemory()
    {
        QFETCH(int, memory);
        QFETCH(Room, room);
        const Design design = designFromText(QLatin1String(drawn));
        Function function = *design.get<Function>(design.idOf(QStringLiteral("Api")));
        const auto measured = [](int setting, double ms, std::optional<MiB> used) {
            Measurement made{MiB(setting), Milliseconds(ms), {}};
            made.maxMemoryUsed = used;
            return made;
        };
        function.measurements = {measured(512, 400, MiB(300)), measured(256, 900, MiB(256)),
                                 measured(320, 640, {}), measured(1024, 210, MiB(280))};
        Edit edit(design);
        edit.replace(function.id, function);
        const AnalysisPointer analysis = analysisOf(*edit.result());
        const CurveValues values = variantOf("Api", analysis)->values(m_memory.usual);
        QCOMPARE(values.used, std::optional(MiB(300)));
        QCOMPARE(values.measuredAboveUsed, std::optional(MiB(320)));
        QCOMPARE(roomAt(values, MiB(memory)), room);
        QCOMPARE(roomWords(values, MiB(memory)).isEmpty(), room == Room::Enough);
        // The table says the same, in a column that is there only where it is known.
        const ChartTable table = durationTable({values}, MiB(512));
        QCOMPARE(table.columns.last().title, QStringLiteral("Room in memory"));
        for (const QList<TableCell> &row : table.rows) {
            const MiB setting(row.first().value.toInt());
            const QStringList names{QStringLiteral("enough"),
                                    QStringLiteral("scarce, not measured"),
                                    QStringLiteral("too little")};
            QCOMPARE(row.last().text, names.at(int(roomAt(values, setting))));
        }
        CurveValues unknown = values;
        unknown.used.reset();
        QCOMPARE(roomAt(unknown, MiB(memory)), Room::Enough);
        QCOMPARE(durationTable({unknown}, {}).columns.size(), table.columns.size() - 1);
    }

    /// Letters at the ends of lines stand in the order of the lines, apart, and above the axis.
    void letterPlacesAreInOrder_data()
    {
        QTest::addColumn<QList<double>>("ends");
        QTest::addColumn<QList<double>>("places");
        QTest::newRow("none") << QList<double>{} << QList<double>{};
        QTest::newRow("apart") << QList<double>{80, 20} << QList<double>{80, 20};
        QTest::newRow("the lower one is moved down")
            << QList<double>{50, 46} << QList<double>{58, 46};
        QTest::newRow("the same place") << QList<double>{50, 50} << QList<double>{50, 62};
        QTest::newRow("at the axis") << QList<double>{100, 98, 20} << QList<double>{94, 82, 20};
    }
    void letterPlacesAreInOrder()
    {
        QFETCH(QList<double>, ends);
        QFETCH(QList<double>, places);
        QCOMPARE(letterPlaces(ends, 100), places);
    }

    /// Series hold what the one function of the planner says, bit for bit.
    void seriesAreTheFiguresOfTheCurve()
    {
        const AnalysisPointer analysis = analysisOf(QLatin1String(drawn));
        const VariantPointer api = variantOf("Api", analysis);
        const auto curve = estimate::curveOf(api->function(), analysis->estimates,
                                             analysis->network.model, *m_catalog);
        const CurveValues values = api->values(m_memory.usual);
        QCOMPARE(values.points.size(), 46);
        QCOMPARE(durationLine(values).size(), 46);
        for (int i = 0; i < 46; ++i) {
            const MiB memory = values.points.at(i).memory;
            const estimate::MemoryPoint told = curve->at(memory);
            QVERIFY(durationLine(values).at(i) == QPointF(memory.value, told.duration->value));
            QVERIFY(costLine(values).at(i) == QPointF(memory.value, told.costPerMillion->value));
            QVERIFY(coldStartTotals(values).at(i)
                    == QPointF(memory.value, told.coldStart.total->value));
        }
        QCOMPARE(statedDurations(values), (QList<QPointF>{{512, 310}}));
        QCOMPARE(p95Durations(values), (QList<QPointF>{{512, 640}}));
        QVERIFY(measuredDurations(values).isEmpty());
        QCOMPARE(measuredUpTo(values), MiB(1024));
        // Above one vCPU the duration has a band, at and below it none: it was stated.
        const QList<QPointF> low = lowDurations(values);
        QCOMPARE(low.size(), highDurations(values).size());
        QCOMPARE(low.first().x(), 1792.0);
        QCOMPARE(low.last().x(), 3008.0);
    }

    void measuredPointsLieBesideTheFit()
    {
        Design design = designFromText(
            QStringLiteral("fn Fit 512 30 runtime=nodejs24.x architecture=x86_64 packageType=zip "
                           "rate=1"));
        Function function = *design.get<Function>(design.idOf(QStringLiteral("Fit")));
        // 600 MB is no usual setting and is on the chart all the same.
        function.measurements = {{MiB(128), Milliseconds(2100), {}},
                                 {MiB(600), Milliseconds(420), {}},
                                 {MiB(1024), Milliseconds(300), {}}};
        Edit edit(design);
        edit.replace(function.id, function);
        const AnalysisPointer analysis = analysisOf(*edit.result());
        const CurveValues values = variantOf("Fit", analysis)->values(m_memory.usual);
        QVERIFY(values.fitted);
        QCOMPARE(values.points.size(), 47);
        QCOMPARE(measuredDurations(values), (QList<QPointF>{{128, 2100}, {600, 420}, {1024, 300}}));
        QCOMPARE(measuredCosts(values).size(), 3);
        QCOMPARE(durationLine(values).size(), 44);
        QCOMPARE(lowDurations(values).size(), 44);
    }

    void paretoFront_data()
    {
        QTest::addColumn<QList<QPointF>>("points");
        QTest::addColumn<QList<qsizetype>>("front");
        QTest::newRow("none") << QList<QPointF>{} << QList<qsizetype>{};
        QTest::newRow("one") << QList<QPointF>{{100, 1}} << QList<qsizetype>{0};
        QTest::newRow("each beats another")
            << QList<QPointF>{{300, 1}, {200, 2}, {100, 3}} << QList<qsizetype>{2, 1, 0};
        QTest::newRow("beaten in both")
            << QList<QPointF>{{300, 1}, {200, 3}, {100, 2}} << QList<qsizetype>{2, 0};
        QTest::newRow("as fast, dearer")
            << QList<QPointF>{{100, 1}, {100, 2}} << QList<qsizetype>{0};
        QTest::newRow("as cheap, slower")
            << QList<QPointF>{{200, 1}, {100, 1}} << QList<qsizetype>{1};
    }
    void paretoFront()
    {
        QFETCH(QList<QPointF>, points);
        QFETCH(QList<qsizetype>, front);
        CurveValues curve;
        for (int i = 0; i < points.size(); ++i)
            curve.points.append(point(128 * (i + 1), points.at(i).x(), points.at(i).y()));
        QCOMPARE(tradeOf(curve).front, front);
    }

    /// Against the definition, for random points: on the front exactly when nothing dominates.
    void theFrontIsWhatNothingDominates()
    {
        const quint32 seed = QRandomGenerator::global()->generate();
        QRandomGenerator random(seed);
        for (int round = 0; round < 200; ++round) {
            CurveValues curve;
            const int count = random.bounded(1, 30);
            for (int i = 0; i < count; ++i)
                curve.points.append(point(128 + i, random.bounded(1, 12), random.bounded(1, 12)));
            const Trade trade = tradeOf(curve);
            for (qsizetype i = 0; i < trade.points.size(); ++i) {
                const QPointF one = trade.points.at(i);
                bool dominated = false;
                bool twinOnFront = false;
                for (qsizetype j = 0; j < trade.points.size(); ++j) {
                    const QPointF other = trade.points.at(j);
                    dominated = dominated
                        || (other.x() <= one.x() && other.y() <= one.y() && other != one);
                    twinOnFront = twinOnFront || (other == one && trade.front.contains(j));
                }
                QVERIFY2(dominated != twinOnFront, qPrintable(QStringLiteral("seed %1").arg(seed)));
            }
        }
    }

    void whatRunsIntoTheTimeoutIsNoChoice()
    {
        CurveValues curve;
        curve.points = {point(128, 3500, 1), point(256, 1500, 2), point(512, 900, 3)};
        curve.timeout = Seconds(3);
        QCOMPARE(tradeOf(curve).memory, sizes({256, 512}));
        QCOMPARE(picksOf(curve).cheapest, MiB(256));
    }

    /// Whatever the figures, each pick is a setting of the curve: never a place between two.
    void picksAreSettings()
    {
        const AnalysisPointer analysis = analysisOf(QLatin1String(drawn));
        for (const char *name : {"Api", "Other"}) {
            const CurveValues values = variantOf(name, analysis)->values(m_memory.usual);
            const auto picks = picksOf(values);
            for (const std::optional<MiB> &pick : {picks.cheapest, picks.fastest, picks.balanced}) {
                QVERIFY(pick && values.at(*pick));
                if (pick != picks.balanced)
                    QVERIFY(tradeOf(values).isOnFront(*pick));
            }
        }
    }

    void settings()
    {
        QCOMPARE(memoryScale(m_memory, false, true).settings, m_memory.usual);
        QCOMPARE(memoryScale(m_memory, false, true).doublings,
                 (QList<MiB>{MiB(128), MiB(256), MiB(512), MiB(1024), MiB(2048), MiB(3008)}));
        const MemoryScale whole = memoryScale(m_memory, true, true);
        QCOMPARE(whole.doublings, m_memory.doublings);
        const QList<MiB> &all = whole.settings;
        QCOMPARE(all.size(), 46 + 15); // 3072, 3584 ... 10240
        QCOMPARE(all.last(), MiB(10240));
        QVERIFY(std::is_sorted(all.begin(), all.end()));
    }

    void snapping_data()
    {
        QTest::addColumn<double>("memory");
        QTest::addColumn<bool>("logarithmic");
        QTest::addColumn<int>("setting");
        QTest::newRow("below all") << 12.0 << true << 128;
        QTest::newRow("above all") << 9000.0 << false << 3008;
        QTest::newRow("on one") << 512.0 << true << 512;
        // Between 128 and 192 the middle is 160, by logarithm 156.8.
        QTest::newRow("below the middle") << 158.0 << false << 128;
        QTest::newRow("above the middle by logarithm") << 158.0 << true << 192;
    }
    void snapping()
    {
        QFETCH(double, memory);
        QFETCH(bool, logarithmic);
        QFETCH(int, setting);
        QCOMPARE(nearest(memory, m_memory.usual, logarithmic), MiB(setting));
    }

    void steps_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("by");
        QTest::addColumn<int>("to");
        QTest::newRow("up") << 512 << 1 << 576;
        QTest::newRow("down") << 512 << -1 << 448;
        QTest::newRow("eight") << 512 << 8 << 1024;
        QTest::newRow("up from between") << 600 << 1 << 640;
        QTest::newRow("down from between") << 600 << -1 << 576;
        QTest::newRow("two down from between") << 600 << -2 << 512;
        QTest::newRow("beyond the end") << 2944 << 8 << 3008;
        QTest::newRow("below the start") << 192 << -8 << 128;
        QTest::newRow("up from above all") << 4000 << 1 << 3008;
    }
    void steps()
    {
        QFETCH(int, from);
        QFETCH(int, by);
        QFETCH(int, to);
        QCOMPARE(stepped(MiB(from), by, m_memory.usual), MiB(to));
    }

    void axes_data()
    {
        QTest::addColumn<double>("top");
        QTest::addColumn<int>("intervals");
        QTest::addColumn<double>("most");
        QTest::addColumn<double>("step");
        QTest::addColumn<int>("decimals");
        // 8 % of room above the top, then the next of 1, 2, 2.5 and 5 times a power of ten.
        QTest::newRow("hundreds") << 264.0 << 4 << 300.0 << 100.0 << 0;
        QTest::newRow("two labels") << 264.0 << 2 << 400.0 << 200.0 << 0;
        QTest::newRow("dollars") << 2.86 << 4 << 4.0 << 1.0 << 0;
        QTest::newRow("cents") << 0.21 << 2 << 0.4 << 0.2 << 1;
        QTest::newRow("quarters") << 0.9 << 4 << 1.0 << 0.25 << 2;
        QTest::newRow("nothing") << 0.0 << 4 << 1.0 << 0.5 << 1;
    }
    void axes()
    {
        QFETCH(double, top);
        QFETCH(int, intervals);
        QFETCH(double, most);
        QFETCH(double, step);
        QFETCH(int, decimals);
        const AxisRange range = rangeFor(top, intervals);
        QCOMPARE(range.most, most);
        QCOMPARE(range.step, step);
        QCOMPARE(range.decimals, decimals);
    }

    void theHandleTellsOneCommit()
    {
        MemoryHandle handle;
        handle.setLimits(m_memory.least, m_memory.most);
        handle.setScale(memoryScale(m_memory, false, true));
        handle.reset(MiB(512));
        QSignalSpy changed(&handle, &MemoryHandle::changed);
        QSignalSpy committed(&handle, &MemoryHandle::committed);
        handle.commit();
        QCOMPARE(committed.size(), 0);
        handle.moveTo(1000, false);
        QCOMPARE(handle.chosen(), MiB(1024));
        handle.moveTo(1000, true);
        QCOMPARE(handle.chosen(), MiB(1000));
        QVERIFY(handle.isMoved());
        // An analysis of something else does not take the line away.
        handle.setPresent(MiB(512));
        QCOMPARE(handle.chosen(), MiB(1000));
        handle.commit();
        QCOMPARE(committed.size(), 1);
        QCOMPARE(handle.present(), MiB(1000));
        QVERIFY(!handle.isMoved());
        handle.step(1, false);
        handle.cancel();
        QCOMPARE(handle.chosen(), MiB(1000));
        QCOMPARE(committed.size(), 1);
        QVERIFY(changed.size() >= 4);
        handle.moveTo(0, true);
        QCOMPARE(handle.chosen(), MiB(128));
        handle.moveTo(1e9, true);
        QCOMPARE(handle.chosen(), MiB(10240));
    }

    void variants()
    {
        const AnalysisPointer analysis = analysisOf(QLatin1String(drawn));
        const VariantPointer api = variantOf("Api", analysis);
        const QList<VariantChoice> choices
            = choicesFor(api->function(), *analysis, *m_catalog, nullptr);
        const auto choice = [&](VariantChoice::Kind kind, const QString &id) {
            for (const VariantChoice &each : choices) {
                if (each.kind == kind && (id.isEmpty() || each.id == id))
                    return each;
            }
            qFatal("no such choice");
        };
        using Kind = VariantChoice::Kind;
        const auto made = [&](Kind kind, const QString &id) {
            return compared(choice(kind, id), *api, analysis, nullptr, m_catalog);
        };
        const estimate::MemoryPoint now = api->at(MiB(512));
        // As fast, and cheaper by the ratio of the prices, less the request fee.
        const estimate::MemoryPoint arm
            = made(Kind::Architecture, QStringLiteral("arm64"))->at(MiB(512));
        QCOMPARE(arm.duration, now.duration);
        QVERIFY(*arm.costPerMillion < *now.costPerMillion);
        // Another runtime starts otherwise; warm calls and own initialisation stay.
        const estimate::MemoryPoint java
            = made(Kind::Runtime, QStringLiteral("java21"))->at(MiB(512));
        QCOMPARE(java.duration, now.duration);
        QCOMPARE(java.coldStart.of(estimate::Phase::Code), now.coldStart.of(estimate::Phase::Code));
        QVERIFY(*java.coldStart.of(estimate::Phase::Runtime)
                > *now.coldStart.of(estimate::Phase::Runtime));
        // 2018: no architecture but x86, nothing above 3008 MB, no billed initialisation.
        const VariantPointer old = made(Kind::PriceBook, QStringLiteral("2018-talk"));
        QVERIFY(old->at(MiB(512)).costPerMillion);
        QVERIFY(*old->at(MiB(512)).costPerMillion != *now.costPerMillion);
        QVERIFY(!old->at(MiB(3072)).costPerMillion);
        const VariantPointer other = made(Kind::Function, {});
        QCOMPARE(other->name(), QStringLiteral("Other"));
        QCOMPARE(other->present(), MiB(1024));
        // What cannot be compared with any more is refused.
        QVERIFY(!compared({Kind::Function, QStringLiteral("4711"), {}}, *api, analysis, nullptr,
                          m_catalog));
        QVERIFY(!compared({Kind::Before, {}, {}}, *api, analysis, nullptr, m_catalog));
    }

    /// What the line showed before it was let go is what the curve says afterwards.
    void memoryTakesAStatedDurationAlong_data()
    {
        QTest::addColumn<int>("memory");
        for (const int memory : {128, 1024, 1769, 3008, 777})
            QTest::addRow("%d MB", memory) << memory;
    }
    void memoryTakesAStatedDurationAlong()
    {
        QFETCH(int, memory);
        const AnalysisPointer analysis = analysisOf(QLatin1String(drawn));
        const VariantPointer api = variantOf("Api", analysis);
        Edit edit(*analysis->design);
        edit.replace(api->function().id, withMemory(*api, MiB(memory)));
        const AnalysisPointer after = analysisOf(*edit.result());
        const VariantPointer moved = variantOf("Api", after);
        QCOMPARE(moved->present(), MiB(memory));
        for (const int each : {128, 512, memory, 1536, 3008}) {
            const double before = api->at(MiB(each)).duration->value;
            const double now = moved->at(MiB(each)).duration->value;
            QVERIFY2(std::abs(now / before - 1) < 1e-9, qPrintable(QString::number(each)));
        }
        // The tail keeps its distance: 640 / 310 of the mean.
        QCOMPARE(moved->function().p95.value->value / moved->function().duration.value->value,
                 640.0 / 310);
    }

    void whatIsMeasuredNeedsNoNewDuration()
    {
        const Design design = designFromText(QStringLiteral("fn One 512 duration=100"));
        const AnalysisPointer analysis = analysisOf(design);
        const VariantPointer one = variantOf("One", analysis);
        // Without the share of work nothing is known of another memory: nothing is made up.
        const Function moved = withMemory(*one, MiB(1024));
        QCOMPARE(moved.duration, one->function().duration);
        QCOMPARE(moved.cpuShare, one->function().cpuShare);
    }

    void comparisons_data()
    {
        QTest::addColumn<double>("ms");
        QTest::addColumn<double>("usd");
        QTest::addColumn<QString>("words");
        // Against 128 ms and $2.15.
        QTest::newRow("the issue's") << 231.0 << 1.63 << "24 % cheaper, 80 % slower";
        QTest::newRow("better in both") << 64.0 << 1.075 << "50 % cheaper, 50 % faster";
        QTest::newRow("dearer, faster") << 64.0 << 4.3 << "100 % dearer, 50 % faster";
        QTest::newRow("hardly") << 128.2 << 2.151 << "as now";
        QTest::newRow("slower only") << 256.0 << 2.15 << "100 % slower";
    }
    void comparisons()
    {
        QFETCH(double, ms);
        QFETCH(double, usd);
        QFETCH(QString, words);
        const auto now = point(1024, 128, 2.15);
        QCOMPARE(comparison(now, point(512, ms, usd)), words);
        QVERIFY(comparison(now, point(512, {}, usd)).isEmpty());
    }

    void sentences()
    {
        const auto now = point(1024, 128, 2.15);
        QCOMPARE(choiceSentence(now, point(512, 231, 1.63)),
                 QStringLiteral("Now 1024 MB: 128 ms, $2.15 per million. 512 MB: 231 ms, $1.63 per "
                                "million (24 % cheaper, 80 % slower)."));
        QCOMPARE(choiceSentence(now, now),
                 QStringLiteral("Now 1024 MB: 128 ms, $2.15 per million."));
        QCOMPARE(choiceSentence({}, point(512, {}, {})),
                 QStringLiteral("512 MB: duration not known, not priced."));
    }

    /// 8.3e-7 is no figure for people: nothing in a table is written with an exponent.
    void tables()
    {
        const AnalysisPointer analysis = analysisOf(QLatin1String(drawn));
        const VariantPointer api = variantOf("Api", analysis);
        const QList<CurveValues> one{api->values(m_memory.usual)};
        const QList<CurveValues> two{one.first(),
                                     variantOf("Other", analysis)->values(m_memory.usual)};
        static const QRegularExpression exponent(QStringLiteral("[0-9]e[-+]?[0-9]"));
        for (const QList<CurveValues> &curves : {one, two}) {
            for (const ChartTable &table :
                 {overviewTable(curves, MiB(512)), coldStartTable(curves, MiB(512), *m_catalog),
                  durationTable(curves, MiB(512)), costTable(curves, MiB(512)),
                  tradeTable(curves, MiB(512))}) {
                TableModel model;
                QAbstractItemModelTester tester(&model);
                model.setTable(table);
                QCOMPARE(model.rowCount(), 46 * int(curves.size()));
                QCOMPARE(table.emphasized, 6); // 128 + 6 x 64
                for (int row = 0; row < model.rowCount(); ++row) {
                    for (int column = 0; column < model.columnCount(); ++column) {
                        const QModelIndex index = model.index(row, column);
                        QVERIFY(!index.data().toString().contains(exponent));
                        QVERIFY(index.data(Qt::AccessibleTextRole)
                                    .toString()
                                    .startsWith(
                                        model.headerData(column, Qt::Horizontal, Qt::DisplayRole)
                                            .toString()));
                    }
                }
            }
        }
    }

    /// Curves with the same figures are told from those that are merely near, each line by itself.
    void curvesThatCoincide()
    {
        const AnalysisPointer analysis = analysisOf(QLatin1String(drawn));
        const CurveValues api = variantOf("Api", analysis)->values(m_memory.usual);
        CurveValues twin = api;
        twin.name = QStringLiteral("Twin");
        // By another way to the same figure.
        twin.points[3].duration = *twin.points[3].duration * (1 + 1e-12);
        CurveValues dearer = api;
        dearer.name = QStringLiteral("Dearer");
        for (estimate::MemoryPoint &point : dearer.points)
            point.costPerMillion = *point.costPerMillion * 1.001;
        const CurveValues other = variantOf("Other", analysis)->values(m_memory.usual);
        const QList<CurveValues> curves{api, twin, dearer, other};
        using Same = std::optional<qsizetype>;
        QCOMPARE(sameAs(curves, 0, Figure::Duration), Same());
        for (const Figure figure : {Figure::ColdStart, Figure::Duration, Figure::Cost}) {
            QCOMPARE(sameAs(curves, 1, figure), Same(0));
            QCOMPARE(sameAs(curves, 2, figure), figure == Figure::Cost ? Same() : Same(0));
        }
        QCOMPARE(sameAs(curves, 3, Figure::Duration), Same());
        const auto shared
            = [&](qsizetype curve, Figure figure) { return sharedLine(curves, curve, figure); };
        QCOMPARE(shared(0, Figure::Duration), (Shared{0, 3}));
        QCOMPARE(shared(2, Figure::Duration), (Shared{2, 3}));
        QCOMPARE(shared(1, Figure::Cost), (Shared{1, 2}));
        QCOMPARE(shared(2, Figure::Cost), (Shared{0, 1}));
        QCOMPARE(shared(3, Figure::Duration), (Shared{0, 1}));
        QCOMPARE(shared(4, Figure::Duration), (Shared{0, 1}));
        // What is not known is the same as nothing.
        QCOMPARE(sameAs({CurveValues{}, CurveValues{}}, 1, Figure::Cost), Same());

        const auto nameIn = [&](const ChartTable &table, int curve) {
            return table.rows.at(qsizetype(46) * curve).first().text;
        };
        const QString letterAndName = QStringLiteral("C Dearer");
        QCOMPARE(nameIn(durationTable(curves, {}), 0), QStringLiteral("A Api"));
        QCOMPARE(nameIn(durationTable(curves, {}), 1), QStringLiteral("B Twin (same as A)"));
        QCOMPARE(nameIn(durationTable(curves, {}), 2), QStringLiteral("C Dearer (same as A)"));
        for (const ChartTable &table :
             {costTable(curves, {}), overviewTable(curves, {}), tradeTable(curves, {})})
            QCOMPARE(nameIn(table, 2), letterAndName);

        const QList<KeyEntry> key = keyOf(curves, {}, theme::light());
        QCOMPARE(key.size(), 4);
        QCOMPARE(key.at(1).text, QStringLiteral("B Twin (same figures as A)"));
        QCOMPARE(key.at(2).text, QStringLiteral("C Dearer (same cold start and duration as A)"));
        QVERIFY(!key.at(3).text.contains(QStringLiteral("same")));
    }

    /// Along a shared line each place has the colour of one curve.
    void coloursTakeTurnsAlongASharedLine()
    {
        QCOMPARE(curvePen(0, Qt::black, 1.8, {}).dashPattern(), curveDashes(0));
        const QList<QColor> inks{Qt::red, Qt::green, Qt::blue};
        for (int count = 2; count <= 3; ++count) {
            QImage line(200, 9, QImage::Format_RGB32);
            line.fill(Qt::white);
            QPainter painter(&line);
            for (int place = 0; place < count; ++place) {
                painter.setPen(curvePen(place, inks.at(place), 1.8, {place, count}));
                painter.drawLine(QPointF(0, 4.5), QPointF(200, 4.5));
            }
            painter.end();
            QHash<QRgb, int> pixels;
            for (int x = 0; x < 200; ++x)
                ++pixels[line.pixel(x, 4)];
            QCOMPARE(pixels.value(QColor(Qt::white).rgb()), 0);
            for (int place = 0; place < count; ++place)
                QVERIFY(std::abs(pixels.value(inks.at(place).rgb()) - 200 / count) <= 12);
        }
        // Marks lie in each other like rings, the first outside.
        QVERIFY(markSize(9, {0, 3}) > markSize(9, {1, 3}));
        QCOMPARE(markSize(9, {2, 3}), 9.0);
    }

    void theColdStartTableNamesWhatIsMissing()
    {
        const AnalysisPointer analysis = analysisOf(QLatin1String(drawn));
        const ChartTable table
            = coldStartTable({variantOf("Api", analysis)->values(m_memory.usual)}, {}, *m_catalog);
        QStringList titles;
        for (const TableColumn &column : table.columns)
            titles.append(column.title);
        const auto placement = titles.indexOf(QStringLiteral("Placement, ms"));
        QVERIFY(placement > 0);
        const QList<TableCell> &row = table.rows.at(6);
        QVERIFY(!row.at(placement).value.isValid());
        QCOMPARE(row.at(placement + 1).text, QStringLiteral("not known, AWS"));
        QCOMPARE(row.last().text, QStringLiteral("Placement"));
        const auto runtime = titles.indexOf(QStringLiteral("Runtime start, ms"));
        QCOMPARE(row.at(runtime + 1).text, QStringLiteral("measured, AWS"));
        QVERIFY(row.at(runtime).tip.startsWith(QStringLiteral("S01: ")));
        // 576 MB lies between two measured settings.
        QCOMPARE(table.rows.at(7).at(runtime + 1).text, QStringLiteral("modelled, AWS"));
    }

    void csvIsUnroundedAndQuoted()
    {
        ChartTable table;
        table.columns
            = {{QStringLiteral("Memory, MB"), true}, {QStringLiteral("Say \"it\""), false}};
        table.rows = {
            {{QStringLiteral("512"), 512, {}}, {QStringLiteral("plain"), {}, {}}},
            {{QStringLiteral("$1.17"), 1.1666666666666667, {}}, {QStringLiteral("a,b"), {}, {}}}};
        QCOMPARE(csv(table),
                 QByteArray("\"Memory, MB\",\"Say \"\"it\"\"\"\r\n512,plain\r\n"
                            "1.1666666666666667,\"a,b\"\r\n"));
    }

    void breakEvenInWords()
    {
        estimate::BreakEven chart;
        chart.axis.label = Text{"", "Requests a month", {}};
        chart.axis.least = 0;
        chart.axis.most = 100e6;
        chart.axis.now = 20e6;
        chart.options = {{QStringLiteral("a"),
                          Text{"", "Flat", {}},
                          {{0, UsDollars(50)}, {100e6, UsDollars(50)}},
                          true},
                         {QStringLiteral("b"),
                          Text{"", "By use", {}},
                          {{0, UsDollars(0)}, {100e6, UsDollars(100)}},
                          false}};
        chart.crossings = {{50e6, UsDollars(50), QStringLiteral("b"), QStringLiteral("a")}};
        QCOMPARE(readableUnit(chart.axis.most), 1e6);
        QCOMPARE(axisTitle(chart.axis), QStringLiteral("Requests a month, millions"));
        QCOMPARE(costAt(chart.options.at(1), 20e6), UsDollars(20));
        QVERIFY(!costAt(chart.options.at(1), 200e6));
        const QStringList words = sentencesOf(chart);
        QCOMPARE(words.size(), 2);
        QCOMPARE(words.first(),
                 QStringLiteral("Requests a month: up to 50 million, By use is cheaper than Flat; "
                                "above, it is the other way round. There, both cost $50 a month."));
        QCOMPARE(words.last(),
                 QStringLiteral("The design stands at 20 million. By use is the cheapest there, at "
                                "$20 a month."));
        const ChartTable table = breakEvenTable(chart);
        QCOMPARE(table.rows.size(), 3);
        QCOMPARE(table.rows.at(1).last().text, QStringLiteral("Flat is cheaper from here, at $50"));
    }
};

QTEST_MAIN(TestCurveValues)
#include "tst_curve_values.moc"
