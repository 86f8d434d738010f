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
    void joinsRepeatedSettings();
    void outlierIsNamedAndLeftOut();
    void endsAreNoOutliersForBeingSteep();
    void settingThatUsesAllItsMemoryIsLeftOut();
    void settingsBelowWhatIsUsedHaveNoDuration();
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

void TestCalibration::joinsRepeatedSettings()
{
    Measurement often = at(512, 100);
    often.samples = 30;
    Measurement seldom = at(512, 200);
    seldom.samples = 10;
    const auto made = calibrate({often, at(128, 400), seldom}, {}, processor(facts()));
    QCOMPARE(made->points.size(), 2);
    QCOMPARE(made->points.last().duration.value, 125.0); // (30 x 100 + 10 x 200) / 40
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

QTEST_GUILESS_MAIN(TestCalibration)
#include "tst_calibration.moc"
