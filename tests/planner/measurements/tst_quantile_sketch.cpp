// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/measurements/quantile_sketch.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace stratoplan;
using namespace stratoplan::measurements;

class TestQuantileSketch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exactWhileFew();
    void withinItsErrorForMany();
    void extremesStayInside();
    void mergedIsAsAddedTogether_data();
    void mergedIsAsAddedTogether();
};

void TestQuantileSketch::exactWhileFew()
{
    QuantileSketch sketch;
    QCOMPARE(sketch.count(), 0);
    QCOMPARE(sketch.quantile(0.5).value, 0.0);
    for (const double value : {5.0, 1.0, 4.0, 2.0, 3.0})
        sketch.add(value);
    QCOMPARE(sketch.mean().value, 3.0);
    QCOMPARE(sketch.quantile(0).value, 1.0);
    QCOMPARE(sketch.quantile(0.5).value, 3.0);
    QCOMPARE(sketch.quantile(0.8).value, 4.0);
    QCOMPARE(sketch.quantile(1).value, 5.0);
}

// Against the sorted values themselves, of a distribution with a long tail.
void TestQuantileSketch::withinItsErrorForMany()
{
    constexpr quint32 seed = 4711;
    QRandomGenerator random(seed);
    QuantileSketch sketch;
    std::vector<double> values;
    double sum = 0;
    for (int i = 0; i < 20000; ++i) {
        const double value = 0.5 / std::pow(1 - random.generateDouble(), 1.5);
        values.push_back(value);
        sum += value;
        sketch.add(value);
    }
    std::sort(values.begin(), values.end());
    QVERIFY(std::abs(sketch.mean().value - sum / 20000) < 1e-6);
    for (const double share : {0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 1.0}) {
        const double exact = values[static_cast<size_t>(std::ceil(share * 20000)) - 1];
        const double error = sketch.quantile(share).value / exact - 1;
        QVERIFY2(std::abs(error) <= QuantileSketch::relativeError,
                 qPrintable(QStringLiteral("seed %1, %2: %3").arg(seed).arg(share).arg(error)));
    }
}

void TestQuantileSketch::extremesStayInside()
{
    QuantileSketch sketch;
    for (int i = 0; i < 1000; ++i)
        sketch.add(i % 2 == 0 ? 1e-9 : 1e15);
    QVERIFY(sketch.quantile(0.25).value > 0);
    QVERIFY(std::isfinite(sketch.quantile(0.99).value));
}

void TestQuantileSketch::mergedIsAsAddedTogether_data()
{
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("second");
    QTest::newRow("few and few") << 100 << 200;
    QTest::newRow("few that become many") << 300 << 201;
    QTest::newRow("few and many") << 3 << 5000;
    QTest::newRow("many and few") << 5000 << 3;
    QTest::newRow("many and many") << 700 << 900;
    QTest::newRow("nothing and few") << 0 << 7;
}

void TestQuantileSketch::mergedIsAsAddedTogether()
{
    QFETCH(int, first);
    QFETCH(int, second);
    QuantileSketch one;
    QuantileSketch other;
    QuantileSketch together;
    QRandomGenerator random(4711);
    for (int i = 0; i < first + second; ++i) {
        const double value = 1 + 1000 * random.generateDouble();
        (i < first ? one : other).add(value);
        together.add(value);
    }
    one.merge(other);
    QCOMPARE(one.count(), together.count());
    QVERIFY(std::abs(one.mean().value / together.mean().value - 1) < 1e-12);
    for (const double share : {0.0, 0.25, 0.5, 0.95, 1.0})
        QCOMPARE(one.quantile(share), together.quantile(share));
}

QTEST_GUILESS_MAIN(TestQuantileSketch)
#include "tst_quantile_sketch.moc"
