// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/cold_start.h"

#include "tests/planner/estimate/facts.h"

#include <QFile>

using namespace stratoplan;
using namespace stratoplan::estimate;

namespace {

Function node(const QString &architecture = QStringLiteral("arm64"))
{
    Function function;
    function.runtime = QStringLiteral("nodejs24.x");
    function.architecture = architecture;
    function.packageMb = 3.2;
    function.memory = MiB(512);
    return function;
}

ColdStart start(const Function &function, int memory,
                network::Model model = network::Model::Hyperplane)
{
    return ColdStartCurve(function, model, facts()).at(MiB(memory));
}

const PhaseTime *phaseOf(const ColdStart &start, Phase phase)
{
    for (const PhaseTime &time : start.phases) {
        if (time.phase == phase)
            return &time;
    }
    return nullptr;
}

} // namespace

class TestColdStart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void measuredCellsAreReturnedAsMeasured();
    void betweenTwoCellsIsInterpolated();
    void runtimeStartDoesNotDependOnMemoryOutsideTheTable();
    void firstCallFollowsTheModelOutsideTheTable();
    void modelledFirstCallByHand();
    void initialisationDoesNotGetShorterWithMemory();
    void heavyInitialisationMayGainAboveOneVcpu();
    void placementIsMissingNotZero();
    void downloadHasItsBand();
    void imagesHaveNoDownloadFigure();
    void interfacesAreOfTheOldNetworkModelOnly();
    void loadedCodeCountsForNodeOnly();
    void measuredInitDurationGivesOwnCode();
    void snapStartReplacesRuntimeAndCode();
    void withoutMeasuredRuntimeThereIsNoTotal();
    void anExpressionIsNotADefault();
    void totalIsTheSumOfKnownPhases();
};

void TestColdStart::measuredCellsAreReturnedAsMeasured()
{
    QFile file(QStringLiteral(STRATOPLAN_SOURCE_DIR "/resources/catalog/cold-start.csv"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList header = QString::fromUtf8(file.readLine()).trimmed().split(QLatin1Char(','));
    const auto column = [&](const char *name) { return header.indexOf(QLatin1String(name)); };
    int cells = 0;
    while (!file.atEnd()) {
        const QStringList row
            = QString::fromUtf8(file.readLine()).trimmed().split(QLatin1Char(','));
        if (row.size() < header.size())
            continue;
        Function function;
        function.runtime = row.at(column("runtime"));
        function.architecture = row.at(column("architecture"));
        function.packageType = row.at(column("package"));
        const ColdStart cold = start(function, row.at(column("memory_mb")).toInt());
        const PhaseTime *runtime = phaseOf(cold, Phase::Runtime);
        QVERIFY2(runtime && runtime->time, qPrintable(row.join(QLatin1Char(' '))));
        QCOMPARE(runtime->time->value, row.at(column("init_median_ms")).toDouble());
        QCOMPARE(id(runtime->basis), QLatin1String("measured"));
        QCOMPARE(cold.initP95->value, row.at(column("init_p95_ms")).toDouble());
        QCOMPARE(cold.samples, row.at(column("samples")).toInt());
        QCOMPARE(cold.of(Phase::FirstInvoke)->value, row.at(column("first_invoke_ms")).toDouble());
        QCOMPARE(phaseOf(cold, Phase::FirstInvoke)->basis, Basis::Measured);
        ++cells;
    }
    QCOMPARE(cells, 620); // combinations of the published table (cold-start.yaml)
}

void TestColdStart::betweenTwoCellsIsInterpolated()
{
    const ColdStart below = start(node(), 256);
    const ColdStart above = start(node(), 512);
    const ColdStart between = start(node(), 320);
    // 320 is a quarter of the way from 256 to 512, and log2(320/256) = 0.321928 of it.
    QVERIFY(near(between.of(Phase::Runtime),
                 0.75 * below.of(Phase::Runtime)->value + 0.25 * above.of(Phase::Runtime)->value,
                 1e-9));
    QVERIFY(near(between.initP95, 0.75 * below.initP95->value + 0.25 * above.initP95->value, 1e-9));
    const double first = below.of(Phase::FirstInvoke)->value;
    const double second = above.of(Phase::FirstInvoke)->value;
    QVERIFY(
        near(between.of(Phase::FirstInvoke), first * std::pow(second / first, 0.3219280949), 1e-6));
    QCOMPARE(phaseOf(between, Phase::Runtime)->basis, Basis::Modelled);
    QCOMPARE(between.samples, 0);
}

void TestColdStart::runtimeStartDoesNotDependOnMemoryOutsideTheTable()
{
    const ColdStart two = start(node(), 2048);
    const ColdStart ten = start(node(), 10240);
    QVERIFY(two.of(Phase::Runtime));
    QCOMPARE(two.of(Phase::Runtime), ten.of(Phase::Runtime));
    QCOMPARE(phaseOf(two, Phase::Runtime)->basis, Basis::Modelled);
    QVERIFY(!two.initP95);
}

void TestColdStart::firstCallFollowsTheModelOutsideTheTable()
{
    const catalog::ColdStartRow *row = facts().coldStart(
        QStringLiteral("nodejs24.x"), QStringLiteral("arm64"), QStringLiteral("zip"));
    QVERIFY(row);
    // Above one vCPU nothing is throttled: base + work.
    QVERIFY(near(start(node(), 2048).of(Phase::FirstInvoke),
                 row->firstInvokeBase.value + row->firstInvokeCpuWork.value, 1e-9));
    QVERIFY(start(node(), 1280).of(Phase::FirstInvoke)->value
            >= start(node(), 2048).of(Phase::FirstInvoke)->value);
}

void TestColdStart::modelledFirstCallByHand()
{
    catalog::ColdStartRow row;
    row.firstInvokeBase = Milliseconds(1);
    row.firstInvokeCpuWork = Milliseconds(50);
    const auto at = [&](int memory) {
        return modelledFirstInvoke(row, MiB(memory), Milliseconds(20), 1000).value;
    };
    // Half a vCPU: 10 ms of work in each 20 ms slice, 5 slices; 4 x 20 + (50 - 4 x 10) = 90, + 1.
    QCOMPARE(at(500), 91.0);
    // A tenth: 2 ms a slice, 25 slices; 24 x 20 + (50 - 48) = 482, + 1.
    QCOMPARE(at(100), 483.0);
    QCOMPARE(at(1000), 51.0);
    QCOMPARE(at(10000), 51.0);
}

void TestColdStart::initialisationDoesNotGetShorterWithMemory()
{
    Function function = node();
    function.init = Milliseconds(300);
    for (const MiB memory : doublings())
        QCOMPARE(start(function, memory.value).of(Phase::Code)->value, 300.0);
    // And the runtime's own start: +0.2 % in the median of all zip rows, 15.8 % at worst (S01).
    QList<double> changes;
    for (const catalog::ColdStartRow &row : facts().coldStartRows()) {
        if (row.package == QLatin1String("zip") && row.cells.size() == 4)
            changes.append(row.cells.last().initMedian / row.cells.first().initMedian - 1);
    }
    std::sort(changes.begin(), changes.end());
    QVERIFY(changes.size() > 70);
    QVERIFY(near(changes.at(changes.size() / 2), 0.002, 0.002));
}

void TestColdStart::heavyInitialisationMayGainAboveOneVcpu()
{
    Function function = node();
    function.init = Milliseconds(1000);
    const PhaseTime code = *phaseOf(start(function, 4096), Phase::Code);
    QVERIFY(near(code.low, 660, 1e-9)); // -34 % at 4 GB against 512 MB (S03)
    QCOMPARE(code.time->value, 1000.0);
    QVERIFY(!phaseOf(start(function, 1024), Phase::Code)->low);
}

void TestColdStart::placementIsMissingNotZero()
{
    const ColdStart cold = start(node(), 512);
    const PhaseTime *placement = phaseOf(cold, Phase::Placement);
    QVERIFY(placement);
    QVERIFY(!placement->time);
    QVERIFY(!placement->yours);
    QVERIFY(cold.missing.contains(QStringLiteral("placement")));
}

void TestColdStart::downloadHasItsBand()
{
    const PhaseTime download = *phaseOf(start(node(), 512), Phase::Download);
    // 44 + 5.55 x 3.2 = 61.76; 36 % either way: 39.5264 and 83.9936.
    QVERIFY(near(download.time, 61.76, 1e-9));
    QVERIFY(near(download.low, 39.5264, 1e-9));
    QVERIFY(near(download.high, 83.9936, 1e-9));
    QVERIFY(download.yours);
    Function unsaid = node();
    unsaid.packageMb = {};
    QVERIFY(start(unsaid, 512).missing.contains(QStringLiteral("download")));
}

void TestColdStart::imagesHaveNoDownloadFigure()
{
    Function image = node();
    image.packageType = QStringLiteral("Image");
    const ColdStart cold = start(image, 512);
    QVERIFY(!cold.of(Phase::Download));
    QVERIFY(cold.missing.contains(QStringLiteral("download")));
    QVERIFY(cold.of(Phase::Runtime));
    QVERIFY(cold.of(Phase::Runtime) != start(node(), 512).of(Phase::Runtime));
}

void TestColdStart::interfacesAreOfTheOldNetworkModelOnly()
{
    Function inside = node();
    inside.inVpc = true;
    const ColdStart old = start(inside, 512, network::Model::PerContainerEni);
    // 8268 ms with a VPC less 202 ms without (S02, 2019-06-28).
    QVERIFY(near(old.of(Phase::EniCreate), 8066, 1e-9));
    QVERIFY(old.missing.contains(QStringLiteral("eniAttach")));
    QVERIFY(!phaseOf(start(inside, 512), Phase::EniCreate));
    QVERIFY(!phaseOf(start(node(), 512, network::Model::PerContainerEni), Phase::EniCreate));
}

void TestColdStart::loadedCodeCountsForNodeOnly()
{
    Function function = node();
    function.loadedMb = 2;
    QVERIFY(near(start(function, 512).of(Phase::Code), 206, 1e-9)); // 103 ms a MB
    function.runtime = QStringLiteral("python3.13");
    QVERIFY(start(function, 512).missing.contains(QStringLiteral("code")));
    function.init = Milliseconds(80);
    QCOMPARE(start(function, 512).of(Phase::Code)->value, 80.0);
}

void TestColdStart::measuredInitDurationGivesOwnCode()
{
    Function function = node();
    function.measurements = {{MiB(512), Milliseconds(100), Milliseconds(400)},
                             {MiB(1024), Milliseconds(60), Milliseconds(420)},
                             {MiB(2048), Milliseconds(60), std::nullopt}};
    const ColdStart here = start(function, 512);
    QVERIFY(near(here.of(Phase::Code), 400 - here.of(Phase::Runtime)->value, 1e-9));
    QCOMPARE(phaseOf(here, Phase::Code)->basis, Basis::Measured);
    const ColdStart elsewhere = start(function, 256);
    QVERIFY(near(elsewhere.of(Phase::Code), 410 - elsewhere.of(Phase::Runtime)->value, 1e-9));
    QCOMPARE(phaseOf(elsewhere, Phase::Code)->basis, Basis::Modelled);
}

void TestColdStart::snapStartReplacesRuntimeAndCode()
{
    Function java;
    java.runtime = QStringLiteral("java21");
    java.snapStart = true;
    java.packageMb = 10;
    const ColdStart cold = start(java, 512);
    QVERIFY(near(cold.of(Phase::Restore), 680.1, 1e-9));
    QVERIFY(near(cold.of(Phase::FirstInvoke), 22.4, 1e-9));
    QVERIFY(!phaseOf(cold, Phase::Runtime));
    QVERIFY(!cold.missing.contains(QStringLiteral("code")));
    QVERIFY(near(cold.total, 680.1 + 22.4 + 44 + 55.5, 1e-9));
    QVERIFY(!start(java, 2048).total); // measured up to 1024 MB
    java.architecture = QStringLiteral("arm64");
    QVERIFY(!start(java, 512).of(Phase::Restore)); // measured on x86_64
}

void TestColdStart::withoutMeasuredRuntimeThereIsNoTotal()
{
    Function function = node();
    function.runtime = QStringLiteral("cobol60");
    const ColdStart cold = start(function, 512);
    QVERIFY(!cold.total);
    QVERIFY(cold.missing.contains(QStringLiteral("runtime")));
    QVERIFY(cold.missing.contains(QStringLiteral("firstInvoke")));
}

void TestColdStart::anExpressionIsNotADefault()
{
    Function function = node();
    function.architecture = Field<QString>::computed(QStringLiteral("!Ref Architecture"));
    QVERIFY(!start(function, 512).of(Phase::Runtime));
    function.architecture = {}; // x86_64
    QCOMPARE(start(function, 512).of(Phase::Runtime),
             start(node(QStringLiteral("x86_64")), 512).of(Phase::Runtime));
}

void TestColdStart::totalIsTheSumOfKnownPhases()
{
    Function function = node();
    function.init = Milliseconds(67);
    const ColdStart cold = start(function, 512);
    QVERIFY(near(cold.total,
                 61.76 + cold.of(Phase::Runtime)->value + 67 + cold.of(Phase::FirstInvoke)->value,
                 1e-9));
    QVERIFY(near(cold.billedInit(), cold.of(Phase::Runtime)->value + 67, 1e-9));
}

QTEST_GUILESS_MAIN(TestColdStart)
#include "tst_cold_start.moc"
