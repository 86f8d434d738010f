// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/calibration.h"

#include "tests/planner/estimate/facts.h"

using namespace stratoplan;
using namespace stratoplan::estimate;

namespace {

Measurement at(int memory, double duration)
{
    Measurement made;
    made.memory = MiB(memory);
    made.duration = Milliseconds(duration);
    return made;
}

// 50 ms of waiting and 200 ms of serial work at one vCPU (1769 MB), written out once more.
double exact(int memory)
{
    return 50 + 200 / std::min(1.0, memory / 1769.0);
}

QList<Measurement> points(const QList<int> &settings)
{
    QList<Measurement> list;
    for (const int memory : settings)
        list.append(at(memory, exact(memory)));
    return list;
}

QStringList codes(const Problems &problems)
{
    QStringList list;
    for (const Problem &problem : problems)
        list.append(problem.code);
    return list;
}

} // namespace

class TestCalibration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesEachSettingOutInTurn();
    void notes_data();
    void notes();
    void refusals_data();
    void refusals();
    void ofManySettingsSomeAreLeftOut();
    void outlierAmongManySettings();
    void joinsRepeatedSettings();
    void outlierIsNamedAndLeftOut();
    void endsAreNoOutliersForBeingSteep();
    void settingThatUsesAllItsMemoryIsLeftOut();
    void settingsBelowWhatIsUsedHaveNoDuration();
    void useThatGrowsWithTheSettingIsJudgedBySetting();
};

void TestCalibration::leavesEachSettingOutInTurn()
{
    const QList<Measurement> measured = points({128, 256, 512, 1024, 1536});
    const auto made = calibrate(measured, {}, processor(facts()));
    QVERIFY(made);
    QCOMPARE(made->heldOut.size(), 5);
    QVERIFY(made->fit);
    for (int i = 0; i < 5; ++i) {
        const HeldOut &point = made->heldOut[i];
        QCOMPARE(point.memory, measured[i].memory);
        QCOMPARE(point.measured, measured[i].duration);
        // The four others follow the model, so the fifth is found.
        QVERIFY(near(point.predicted, exact(point.memory.value), 1e-6));
        QVERIFY(point.isInside());
        QVERIFY(point.low < point.high);
    }
    QVERIFY(*made->medianError < 1e-9);
    // One that is 10 % too slow is missed by 1/1.1 - 1 = 9.09 % by the exact fit of the others.
    QList<Measurement> off = measured;
    off[2].duration = off[2].duration * 1.1;
    const auto missed = calibrate(off, {}, processor(facts()));
    QVERIFY(near(std::abs(missed->heldOut[2].error()), 1 - 1 / 1.1, 1e-9));
    QVERIFY(*missed->worstError >= 1 - 1 / 1.1 - 1e-9);
}

void TestCalibration::notes_data()
{
    QTest::addColumn<QList<Measurement>>("measurements");
    QTest::addColumn<QStringList>("expected");
    const auto row
        = [](const char *name, const QList<Measurement> &measurements,
             const QStringList &expected) { QTest::newRow(name) << measurements << expected; };
    const QString few = QStringLiteral("calibration.few-settings");
    const QString below = QStringLiteral("calibration.none-above-one-vcpu");
    row("one", points({512}), {QStringLiteral("calibration.one-setting")});
    row("the same one twice", points({512, 512}), {QStringLiteral("calibration.one-setting")});
    row("two", points({128, 512}), {few, below});
    row("three", points({128, 512, 2048}), {few});
    row("four", points({128, 512, 1024, 1536}), {below});
    row("five, two above", points({128, 512, 1024, 2048, 3008}), {});
    row("slower with more memory", {at(128, 100), at(512, 300), at(1024, 90), at(3008, 60)},
        {QStringLiteral("calibration.slower-with-more"),
         QStringLiteral("calibration.large-error")});
    // No neighbour is slower by a quarter, yet the last is slower than the first by 1.2^3 - 1 = 73
    // %.
    row("slower step by step", {at(128, 100), at(512, 120), at(1024, 144), at(1536, 172.8)},
        {QStringLiteral("calibration.slower-with-more"), below,
         QStringLiteral("calibration.large-error")});
    row("within noise of the fastest", {at(128, 100), at(512, 120), at(1024, 110), at(1536, 124)},
        {below});
}

void TestCalibration::notes()
{
    QFETCH(QList<Measurement>, measurements);
    QFETCH(QStringList, expected);
    const auto made = calibrate(measurements, {}, processor(facts()));
    QVERIFY(made);
    QCOMPARE(codes(made->notes), expected);
    for (const Problem &problem : made->notes) {
        QVERIFY(!toString(problem.what).contains(QLatin1Char('{')));
        QVERIFY(!toString(problem.remedy).isEmpty());
    }
    QCOMPARE(made->fit.has_value(), made->points.size() > 1);
    QCOMPARE(made->medianError.has_value(), made->points.size() > 2);
}

void TestCalibration::refusals_data()
{
    QTest::addColumn<QList<Measurement>>("measurements");
    QTest::addColumn<QString>("code");
    const QString noDuration = QStringLiteral("calibration.not-a-duration");
    QTest::newRow("none") << QList<Measurement>() << QStringLiteral("calibration.no-points");
    QTest::newRow("zero") << QList<Measurement>{at(128, 0), at(512, 3)} << noDuration;
    QTest::newRow("negative") << QList<Measurement>{at(128, -1), at(512, 3)} << noDuration;
    QTest::newRow("not a number") << QList<Measurement>{at(128, std::nan("")), at(512, 3)}
                                  << noDuration;
    QTest::newRow("no memory") << QList<Measurement>{at(0, 3), at(512, 3)} << noDuration;
}

void TestCalibration::refusals()
{
    QFETCH(QList<Measurement>, measurements);
    QFETCH(QString, code);
    const auto made = calibrate(measurements, {}, processor(facts()));
    QVERIFY(!made);
    QCOMPARE(made.error().first().code, code);
}

void TestCalibration::ofManySettingsSomeAreLeftOut()
{
    QList<int> settings;
    for (int memory = 128; memory < 128 + 8 * 90; memory += 8)
        settings.append(memory);
    const auto made = calibrate(points(settings), {}, processor(facts()));
    QVERIFY(made);
    QCOMPARE(made->points.size(), 90);
    QCOMPARE(made->heldOut.size(), 32);
    QCOMPARE(made->heldOut.first().memory, MiB(settings.first()));
    QCOMPARE(made->heldOut.last().memory, MiB(settings.last()));
    // 89 steps over 31 gaps: each is 2 or 3 settings of 8 MB wide.
    for (int i = 1; i < 32; ++i) {
        const int gap = made->heldOut[i].memory.value - made->heldOut[i - 1].memory.value;
        QVERIFY(gap == 16 || gap == 24);
    }
    QVERIFY(*made->worstError < 1e-6);
}

void TestCalibration::outlierAmongManySettings()
{
    QList<int> settings;
    for (int memory = 128; memory < 128 + 16 * 100; memory += 16)
        settings.append(memory);
    QList<Measurement> measured = points(settings);
    measured[20].duration = measured[20].duration * 3;
    measured[70].duration = measured[70].duration / 2;
    const auto fit = fitDuration(measured, {}, processor(facts()));
    // The worse one by the logarithm comes first: log 3 > log 2.
    QCOMPARE(fit->outliers, (QList<MiB>{MiB(settings[20]), MiB(settings[70])}));
    QVERIFY(near(fit->at(MiB(300), processor(facts())), exact(300), 1e-6));
}

void TestCalibration::joinsRepeatedSettings()
{
    Measurement often = at(512, 100);
    often.samples = 30;
    often.init = Milliseconds(300);
    often.initSamples = 4;
    often.initP95 = Milliseconds(350);
    often.source = QStringLiteral("report-lines");
    Measurement seldom = at(512, 200);
    seldom.samples = 10;
    seldom.init = Milliseconds(400);
    seldom.initSamples = 1;
    seldom.restore = Milliseconds(90);
    seldom.source = QStringLiteral("table");
    const auto made = calibrate({often, at(128, 400), seldom}, {}, processor(facts()));
    QCOMPARE(made->points.size(), 2);
    const Measurement &point = made->points.last();
    QCOMPARE(point.duration.value, 125.0); // (30 x 100 + 10 x 200) / 40
    QCOMPARE(point.samples, std::optional(40));
    QCOMPARE(point.init->value, 320.0); // (4 x 300 + 1 x 400) / 5
    QCOMPARE(point.initSamples, std::optional(5));
    QVERIFY(!point.initP95 && !point.p95);
    QCOMPARE(point.restore->value, 90.0);
    QCOMPARE(point.source, QStringLiteral("report-lines, table"));
    // Of a group that was not counted nobody knows how many there are.
    const auto uncounted = calibrate({often, at(512, 131)}, {}, processor(facts()));
    QCOMPARE(uncounted->points.first().duration.value, 101.0); // (30 x 100 + 131) / 31
    QVERIFY(!uncounted->points.first().samples);
    QCOMPARE(uncounted->points.first().initSamples, std::optional(4));
    QCOMPARE(uncounted->points.first().initP95->value, 350.0);
    Function function;
    function.measurements = {often, at(128, 400), seldom};
    QCOMPARE(DurationCurve(function, {}, processor(facts())).at(MiB(512)).mean->value, 125.0);
}

void TestCalibration::outlierIsNamedAndLeftOut()
{
    QList<Measurement> measured = points({128, 256, 512, 1024, 1536});
    measured[2].duration = measured[2].duration * 2;
    const auto made = calibrate(measured, {}, processor(facts()));
    QCOMPARE(made->fit->outliers, QList<MiB>{MiB(512)});
    QVERIFY(codes(made->notes).contains(QStringLiteral("calibration.outliers")));
    // The fit is that of the others.
    QVERIFY(near(made->fit->at(MiB(768), processor(facts())), exact(768), 1e-6));
    // What was measured there is told as measured all the same.
    Function function;
    function.measurements = measured;
    QCOMPARE(DurationCurve(function, {}, processor(facts())).at(MiB(512)).mean->value,
             2 * exact(512));
    // The smallest setting, faster than the next: it did not do its work.
    measured = points({128, 256, 512, 1024, 1536});
    measured[0].duration = Milliseconds(20);
    QCOMPARE(calibrate(measured, {}, processor(facts()))->fit->outliers, QList<MiB>{MiB(128)});
}

void TestCalibration::endsAreNoOutliersForBeingSteep()
{
    QList<Measurement> measured = points({128, 256, 512, 1024, 1536});
    measured[0].duration = measured[0].duration * 1.6;
    QVERIFY(calibrate(measured, {}, processor(facts()))->fit->outliers.isEmpty());
}

void TestCalibration::settingThatUsesAllItsMemoryIsLeftOut()
{
    QList<Measurement> measured = points({128, 256, 512, 1024});
    measured[0].duration = measured[0].duration * 3;
    measured[0].maxMemoryUsed = MiB(128);
    const auto made = calibrate(measured, {}, processor(facts()));
    QCOMPARE(made->fit->underPressure, QList<MiB>{MiB(128)});
    QVERIFY(codes(made->notes).contains(QStringLiteral("calibration.memory-pressure")));
    QVERIFY(near(made->fit->at(MiB(384), processor(facts())), exact(384), 1e-6));
}

void TestCalibration::settingsBelowWhatIsUsedHaveNoDuration()
{
    Function function;
    function.measurements = points({512, 1024, 2048});
    function.measurements[1].maxMemoryUsed = MiB(300);
    const DurationCurve curve(function, {}, processor(facts()));
    QCOMPARE(curve.memoryUsed(), std::optional(MiB(300)));
    const Duration below = curve.at(MiB(256));
    QVERIFY(below.tooLittleMemory);
    QVERIFY(!below.mean && !below.low && !below.high);
    QCOMPARE(below.from, DurationFrom::Unknown);
    QCOMPARE(curve.at(MiB(320)).from, DurationFrom::Fit);
    QVERIFY(!curve.at(MiB(320)).tooLittleMemory);
    // What was measured is told, whatever was used.
    function.measurements[0].memory = MiB(256);
    QCOMPARE(DurationCurve(function, {}, processor(facts())).at(MiB(256)).from,
             DurationFrom::Measured);
}

void TestCalibration::useThatGrowsWithTheSettingIsJudgedBySetting()
{
    // A collector that runs late: at each setting about two thirds of it are used.
    Function function;
    function.measurements = points({512, 1024, 3008});
    function.measurements[0].maxMemoryUsed = MiB(340);
    function.measurements[1].maxMemoryUsed = MiB(700);
    function.measurements[2].maxMemoryUsed = MiB(2000);
    const DurationCurve curve(function, {}, processor(facts()));
    QCOMPARE(curve.memoryUsed(), std::optional(MiB(2000)));
    QCOMPARE(curve.leastMemory(), std::optional(MiB(340)));
    for (const int memory : {340, 400, 640, 1536})
        QCOMPARE(curve.at(MiB(memory)).from, DurationFrom::Fit);
    QVERIFY(curve.at(MiB(339)).tooLittleMemory);
    // A setting that used all of its memory had none left.
    function.measurements[0].maxMemoryUsed = MiB(512);
    const DurationCurve full(function, {}, processor(facts()));
    QVERIFY(full.at(MiB(640)).tooLittleMemory);
    QCOMPARE(full.at(MiB(704)).from, DurationFrom::Fit);
    const auto made = calibrate(function.measurements, {}, processor(facts()));
    QCOMPARE(made->leastMemory, std::optional(MiB(700)));
    QVERIFY(codes(made->notes).contains(QStringLiteral("calibration.too-little-memory")));
    // Lambda has no setting below 128 MB: then there is nothing to say.
    for (Measurement &point : function.measurements)
        point.maxMemoryUsed = MiB(90);
    const auto small = calibrate(function.measurements, {}, processor(facts()));
    QCOMPARE(small->leastMemory, std::optional(MiB(90)));
    QVERIFY(!codes(small->notes).contains(QStringLiteral("calibration.too-little-memory")));
    // Nor where no use was recorded.
    QVERIFY(!calibrate(points({512, 1024}), {}, processor(facts()))->leastMemory);
}

QTEST_GUILESS_MAIN(TestCalibration)
#include "tst_calibration.moc"
