// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/duration.h"

#include "tests/planner/estimate/facts.h"

#include <QRandomGenerator>

#include <cmath>

using namespace stratoplan;
using namespace stratoplan::estimate;

namespace {

// The model, written out once more: 1769 MB are one vCPU.
double truth(double waiting, double serial, double parallel, int memory)
{
    const double vcpu = memory / 1769.0;
    return waiting + serial / std::min(1.0, vcpu) + parallel / vcpu;
}

QList<Measurement> measured(const QList<int> &memory, double waiting, double serial,
                            double parallel, QRandomGenerator *noise = nullptr, double spread = 0)
{
    QList<Measurement> points;
    for (const int setting : memory) {
        // Twelve uniform numbers less six are close to normal.
        double normal = -6;
        for (int i = 0; noise && i < 12; ++i)
            normal += noise->generateDouble();
        const double factor = noise ? std::exp(spread * normal) : 1;
        points.append({MiB(setting),
                       Milliseconds(truth(waiting, serial, parallel, setting) * factor),
                       std::nullopt});
    }
    return points;
}

Function given(double duration, int memory)
{
    Function function;
    function.memory = MiB(memory);
    function.duration = Milliseconds(duration);
    return function;
}

Duration at(const Function &function, int memory)
{
    return DurationCurve(function, function.memory.value, processor(facts())).at(MiB(memory));
}

} // namespace

class TestDuration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void measuredSettingsAreReturnedAsMeasured();
    void fitRecoversWaitingAndWork();
    void fitTellsParallelWorkAboveOneVcpu();
    void statedParallelShareIsUsed();
    void fitIsNeverNegative();
    void bandHoldsNineInTen();
    void twoPointsHaveAWideBand();
    void bandAboveOneVcpuHasBothEnds();
    void tooFewOrBadPointsGiveNoFit();
    void givenDurationWithItsShareOfWork();
    void givenDurationAloneHoldsWhereItWasGiven();
    void oneMeasuredSettingIsAKnownPoint();
    void unknownStaysUnknown();
};

void TestDuration::measuredSettingsAreReturnedAsMeasured()
{
    Function function = given(999, 256);
    // The talk's prime numbers.
    function.measurements = {{MiB(128), Milliseconds(11722.965), std::nullopt},
                             {MiB(256), Milliseconds(6678.945), std::nullopt},
                             {MiB(512), Milliseconds(3194.954), std::nullopt},
                             {MiB(1024), Milliseconds(1465.984), std::nullopt}};
    for (const Measurement &point : std::as_const(function.measurements)) {
        const Duration duration = at(function, point.memory.value);
        QCOMPARE(duration.mean->value, point.duration.value);
        QCOMPARE(id(duration.from), QLatin1String("measured"));
        QVERIFY(!duration.low);
    }
    const Duration between = at(function, 768);
    QCOMPARE(id(between.from), QLatin1String("fit"));
    QVERIFY(between.mean->value > 1465.984 && between.mean->value < 3194.954);
    QVERIFY(*between.low < *between.mean && *between.mean < *between.high);
}

void TestDuration::fitRecoversWaitingAndWork()
{
    const Processor cpu = processor(facts());
    const auto fit = fitDuration(measured({128, 256, 512, 1024, 1536}, 80, 400, 0), {}, cpu);
    QVERIFY(fit);
    QVERIFY(near(fit->waiting, 80, 1e-6));
    QVERIFY(near(fit->serial, 400, 1e-6));
    QVERIFY(!fit->parallelKnown);
    QVERIFY(fit->residual < 1e-9);
    QVERIFY(near(fit->at(MiB(192), cpu), truth(80, 400, 0, 192), 1e-6));
    QVERIFY(near(fit->at(MiB(3008), cpu), 480, 1e-6)); // one vCPU is all that serial work takes
}

void TestDuration::fitTellsParallelWorkAboveOneVcpu()
{
    const Processor cpu = processor(facts());
    const auto fit
        = fitDuration(measured({128, 512, 1024, 2048, 3008, 4096}, 20, 300, 500), {}, cpu);
    QVERIFY(fit && fit->parallelKnown);
    QVERIFY(near(fit->waiting, 20, 1e-5));
    QVERIFY(near(fit->serial, 300, 1e-5));
    QVERIFY(near(fit->parallel, 500, 1e-5));
}

void TestDuration::statedParallelShareIsUsed()
{
    const Processor cpu = processor(facts());
    const auto fit = fitDuration(measured({128, 512, 1024, 3008}, 20, 300, 100), 0.25, cpu);
    QVERIFY(fit && fit->parallelKnown);
    QVERIFY(near(fit->waiting, 20, 1e-5));
    QVERIFY(near(fit->serial, 300, 1e-5));
    QVERIFY(near(fit->parallel, 100, 1e-5));
}

void TestDuration::fitIsNeverNegative()
{
    // Faster than in proportion to memory: plain least squares would make waiting negative.
    const QList<Measurement> points{{MiB(128), Milliseconds(1000), std::nullopt},
                                    {MiB(256), Milliseconds(400), std::nullopt},
                                    {MiB(512), Milliseconds(150), std::nullopt}};
    const auto fit = fitDuration(points, {}, processor(facts()));
    QVERIFY(fit);
    QCOMPARE(fit->waiting.value, 0.0);
    QVERIFY(fit->serial.value > 0);
    // Slower with more memory: all of it is waiting.
    const auto flat = fitDuration(
        {{MiB(128), Milliseconds(100), std::nullopt}, {MiB(1024), Milliseconds(110), std::nullopt}},
        {}, processor(facts()));
    QVERIFY(flat);
    QCOMPARE(flat->serial.value, 0.0);
    QVERIFY(flat->waiting.value > 100 && flat->waiting.value < 110);
}

void TestDuration::bandHoldsNineInTen()
{
    constexpr quint32 seed = 20181127;
    QRandomGenerator random(seed);
    const Processor cpu = processor(facts());
    int inside = 0;
    int all = 0;
    double waitingError = 0;
    for (int trial = 0; trial < 400; ++trial) {
        const double waiting = 20 + 200 * random.generateDouble();
        const double serial = 50 + 500 * random.generateDouble();
        Function function;
        function.parallelShare = 0.0;
        function.measurements
            = measured({128, 192, 320, 640, 1024, 1536}, waiting, serial, 0, &random, 0.10);
        const DurationCurve curve(function, {}, cpu);
        waitingError += std::abs(curve.fit()->waiting.value - waiting);
        const QList<Measurement> fresh
            = measured({256, 448, 832, 1280}, waiting, serial, 0, &random, 0.10);
        for (const Measurement &point : fresh) {
            const Duration predicted = curve.at(point.memory);
            ++all;
            if (*predicted.low <= point.duration && point.duration <= *predicted.high)
                ++inside;
        }
    }
    const double share = double(inside) / all;
    QVERIFY2(share > 0.86 && share < 0.98,
             qPrintable(QStringLiteral("seed %1: %2 inside").arg(seed).arg(share)));
    QVERIFY2(
        waitingError / 400 < 65,
        qPrintable(QStringLiteral("seed %1: waiting off by %2").arg(seed).arg(waitingError / 400)));
}

void TestDuration::twoPointsHaveAWideBand()
{
    Function function = given(999, 256);
    function.parallelShare = 0.0;
    function.measurements = measured({256, 1024}, 50, 200, 0);
    const Duration duration = at(function, 512);
    QVERIFY(near(duration.mean, truth(50, 200, 0, 512), 1e-6));
    // Nine in ten two-point fits of published tables were right within a factor of e^0.45.
    QVERIFY(near(*duration.high / *duration.mean, std::exp(0.45), 1e-9));
    QVERIFY(near(*duration.mean / *duration.low, std::exp(0.45), 1e-9));
}

void TestDuration::bandAboveOneVcpuHasBothEnds()
{
    Function function = given(1000, 1769);
    function.cpuShare = 1.0;
    // Serial work gains nothing at twice the memory, parallel work halves.
    const Duration unsaid = at(function, 3538);
    QCOMPARE(unsaid.mean->value, 1000.0);
    QVERIFY(near(unsaid.low, 500, 1e-9));
    QVERIFY(near(unsaid.high, 1000, 1e-9));
    function.parallelShare = 1.0;
    // At 7076 MB there are 4 vCPU by proportion; 2.84 were measured.
    const Duration parallel = at(function, 7076);
    QVERIFY(near(parallel.mean, 250, 1e-9));
    QVERIFY(near(parallel.high, 1000 / 2.84, 1e-9));
}

void TestDuration::tooFewOrBadPointsGiveNoFit()
{
    const Processor cpu = processor(facts());
    const Measurement one{MiB(128), Milliseconds(100), std::nullopt};
    QVERIFY(!fitDuration({}, {}, cpu));
    QVERIFY(!fitDuration({one}, {}, cpu));
    QVERIFY(!fitDuration({one, one}, {}, cpu));
    QVERIFY(!fitDuration({one, {MiB(256), Milliseconds(0), std::nullopt}}, {}, cpu));
    QVERIFY(!fitDuration({one, {MiB(256), Milliseconds(-5), std::nullopt}}, {}, cpu));
    QVERIFY(!fitDuration({one, {MiB(256), Milliseconds(std::nan("")), std::nullopt}}, {}, cpu));
}

void TestDuration::givenDurationWithItsShareOfWork()
{
    Function function = given(3000, 512);
    function.cpuShare = 0.9;
    // The talk: 50 % more memory, 3 s to 2.1 s. 3 x (0.1 + 0.9 / 1.5) = 2.1.
    const Duration more = at(function, 768);
    QVERIFY(near(more.mean, 2100, 1e-9));
    QCOMPARE(id(more.from), QLatin1String("given"));
    // Down to 256 MB: 3 x (0.1 + 0.9 x 2) = 5.7.
    QVERIFY(near(at(function, 256).mean, 5700, 1e-9));
    // At 3538 MB serial work stops at one vCPU: 3 x (0.1 + 0.9 x 512 / 1769) = 1.0814.
    QVERIFY(near(at(function, 3538).mean, 300 + 2700.0 * 512 / 1769, 1e-9));
}

void TestDuration::givenDurationAloneHoldsWhereItWasGiven()
{
    const Function function = given(200, 512);
    const Duration here = at(function, 512);
    QCOMPARE(here.mean->value, 200.0);
    QCOMPARE(id(here.from), QLatin1String("given"));
    const Duration half = at(function, 256);
    QVERIFY(!half.mean);
    QCOMPARE(id(half.from), QLatin1String("unknown"));
    // All waiting: no change. All work: twice as long.
    QVERIFY(near(half.low, 200, 1e-9));
    QVERIFY(near(half.high, 400, 1e-9));
    QVERIFY(near(at(function, 1024).low, 100, 1e-9));
    QVERIFY(near(at(function, 1024).high, 200, 1e-9));
}

void TestDuration::oneMeasuredSettingIsAKnownPoint()
{
    Function function;
    function.memory = MiB(1024);
    function.measurements = {{MiB(512), Milliseconds(200), std::nullopt}};
    QVERIFY(near(at(function, 1024).low, 100, 1e-9));
    function.cpuShare = 0.5;
    QVERIFY(near(at(function, 1024).mean, 150, 1e-9)); // 100 waiting, 100 work at twice the speed
    QCOMPARE(id(at(function, 512).from), QLatin1String("measured"));
}

void TestDuration::unknownStaysUnknown()
{
    Function function;
    function.memory = MiB(512);
    const Duration duration = at(function, 512);
    QVERIFY(!duration.mean && !duration.low && !duration.high);
    QCOMPARE(id(duration.from), QLatin1String("unknown"));
}

QTEST_GUILESS_MAIN(TestDuration)
#include "tst_duration.moc"
