// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/store/store.h"
#include "tests/support/command_run.h"
#include "tests/support/corpus.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace stratoplan;

namespace {

const QByteArray design = R"(stratoplan: 1
functions:
  - name: Orders
    id: 1
    memory: 512
    measurements:
      - memory: 256
        duration: 999
  - name: Jobs
    id: 2
)";

const QByteArray sam = R"(Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs20.x
      Handler: index.handler
      MemorySize: 512 # enough
)";

// Four settings of 50 ms of waiting and 200 ms of work at 1769 MB.
const QByteArray table = "memory_mb,duration_ms,init_ms\n128,2814.0625,310\n512,741.015625,\n"
                         "1024,395.5078125,\n1536,280.33854166666669,\n";

const QByteArray report
    = "REPORT RequestId: a\tDuration: 41.27 ms\tBilled Duration: 42 ms\tMemory Size: 512 MB\tMax "
      "Memory Used: 83 MB\t\n"
      "REPORT RequestId: b\tDuration: 41.27 ms\tBilled Duration: 252 ms\tMemory Size: 512 MB\tMax "
      "Memory Used: 83 MB\tInit Duration: 210.55 ms\t\n"
      "REPORT RequestId: f\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\tMemory Size: 512 "
      "MB\tMax Memory Used: 40 MB\tStatus: timeout\n";

CommandOutcome calibrate(const QStringList &arguments, const QByteArray &input = {})
{
    return runCommand(QStringList{QStringLiteral("calibrate")} + arguments, input);
}

QStringList arguments(const QString &input, const QString &measurements,
                      const QStringList &further = {})
{
    return QStringList{input, QStringLiteral("--function"), QStringLiteral("Orders"),
                       QStringLiteral("--measurements"), measurements}
    + further;
}

} // namespace

class TestCalibrateCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void json();
    void sourcesAreTold();
    void text();
    void textTellsStartsAndMemory();
    void fitTellsThrottledAndParallelWork();
    void replacesTheMeasurementsOfADesign();
    void templateStaysAndItsDesignFileHoldsThem();
    void severalFilesJoin();
    void recordsOfTheFunctionCount();
    void recordsOfAnotherFunctionAreTold();
    void outputAndStandardInput();
    void dryRunWritesNothing();
    void oneSettingIsKeptWithoutAFit();
    void refusals_data();
    void refusals();
    void isTheSameEveryTime();

private:
    QString write(const char *name, const QByteArray &text)
    {
        const QString path = m_folder->filePath(QString::fromLatin1(name));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("%s", qPrintable(path));
        return path;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_design;
    QString m_table;
};

void TestCalibrateCommand::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_design = write("d.stratoplan", design);
    m_table = write("t.csv", table);
}

void TestCalibrateCommand::json()
{
    const CommandOutcome made = calibrate(
        arguments(m_design, m_table, {QStringLiteral("--format"), QStringLiteral("json")}));
    QCOMPARE(made.status, int(cli::Done));
    const QJsonObject document = made.json();
    QCOMPARE(document.value(QLatin1String("function")).toString(), QStringLiteral("Orders"));
    QCOMPARE(document.value(QLatin1String("points")).toInt(), 4);
    const QJsonArray heldOut = document.value(QLatin1String("heldOut")).toArray();
    QCOMPARE(heldOut.size(), 4);
    const QJsonObject first = heldOut.first().toObject();
    QCOMPARE(first.value(QLatin1String("memoryMiB")).toInt(), 128);
    QCOMPARE(first.value(QLatin1String("measuredMs")).toDouble(), 2814.0625);
    QVERIFY(std::abs(first.value(QLatin1String("predictedMs")).toDouble() - 2814.0625) < 1e-3);
    QVERIFY(first.value(QLatin1String("lowMs")).toDouble() < 2814);
    QVERIFY(first.value(QLatin1String("highMs")).toDouble() > 2815);
    QVERIFY(document.value(QLatin1String("medianError")).toDouble() < 1e-6);
    const QJsonObject model = document.value(QLatin1String("model")).toObject();
    QVERIFY(std::abs(model.value(QLatin1String("waitingMs")).toDouble() - 50) < 1e-3);
    QVERIFY(std::abs(model.value(QLatin1String("serialWorkMs")).toDouble() - 200) < 1e-3);
    QCOMPARE(document.value(QLatin1String("measurements"))
                 .toArray()
                 .first()
                 .toObject()
                 .value(QLatin1String("initMs"))
                 .toDouble(),
             310.0);
}

void TestCalibrateCommand::sourcesAreTold()
{
    const CommandOutcome made = calibrate(arguments(
        m_design, write("m.log", report), {QStringLiteral("--format"), QStringLiteral("json")}));
    QCOMPARE(made.status, int(cli::Done));
    const QJsonObject source
        = made.json().value(QLatin1String("sources")).toArray().first().toObject();
    QCOMPARE(source.value(QLatin1String("kind")).toString(), QStringLiteral("report-lines"));
    QCOMPARE(source.value(QLatin1String("read")).toInt(), 3);
    QCOMPARE(source.value(QLatin1String("used")).toInt(), 2);
    QCOMPARE(source.value(QLatin1String("leftOut")).toObject(),
             (QJsonObject{{QStringLiteral("timed-out"), 1}}));
    QCOMPARE(source.value(QLatin1String("billing")).toString(), QStringLiteral("with-init"));
    QVERIFY(source.value(QLatin1String("first")).isNull());
}

void TestCalibrateCommand::text()
{
    const CommandOutcome made = calibrate(arguments(m_design, m_table));
    QCOMPARE(made.status, int(cli::Done));
    const QString out = QString::fromUtf8(made.out);
    QVERIFY2(out.contains(QLatin1String("table, 4 of 4 records used")), made.out.constData());
    QVERIFY(out.contains(QLatin1String("Fit: 50 ms of waiting and 200 ms of work at one vCPU")));
    QVERIFY(out.contains(QLatin1String("2814.06 ms")));
    QVERIFY(out.contains(QLatin1String("Error on settings left out of the fit: median 0 %")));
    QVERIFY(made.err.contains("No setting above 1769 MB"));
    // Columns with nothing in them are left out.
    QVERIFY(out.contains(QLatin1String("init")) && !out.contains(QLatin1String("restore"))
            && !out.contains(QLatin1String("memory used")));
}

// What the platform tells beside durations: initialisation with its 95th percentile, restores of
// snapshots, memory.
void TestCalibrateCommand::textTellsStartsAndMemory()
{
    const QByteArray restored
        = "REPORT RequestId: d\tDuration: 338.66 ms\tBilled Duration: 521 ms\tMemory Size: 512 "
          "MB\tMax Memory Used: 173 MB\tRestore Duration: 398.97 ms\tBilled Restore Duration: 182 "
          "ms\t\n";
    const QString log = write("m.log", report + restored);
    const CommandOutcome made = calibrate(arguments(m_design, log));
    QCOMPARE(made.status, int(cli::Done));
    for (const char *told :
         {"init p95", "210.55 ms", "restore", "398.97 ms", "memory used", "173 MB"})
        QVERIFY2(made.out.contains(told), made.out.constData());
    QVERIFY2(made.err.contains("Below 173 MB the function has too little memory"),
             made.err.constData());
    const CommandOutcome json
        = calibrate(arguments(m_design, log, {QStringLiteral("--format"), QStringLiteral("json")}));
    QCOMPARE(json.json().value(QLatin1String("leastMemoryMiB")).toInt(), 173);
}

// Parallel work on two cores and throttling, written out: 40 ms of waiting, 300 ms of work at one
// vCPU, of it 200 ms in parallel on at most two, and 60 ms that suffer below one vCPU.
void TestCalibrateCommand::fitTellsThrottledAndParallelWork()
{
    QByteArray rows = "memory_mb,duration_ms\n";
    for (const int memory : {128, 256, 512, 1024, 1769, 3008, 4096, 6144, 10240}) {
        const double vcpu = memory / 1769.0;
        const double one = std::min(1.0, vcpu);
        const double ms
            = 40 + 100 / one + 200 / std::min(2.0, vcpu) + 60 * (std::pow(one, -1.1) - 1 / one);
        rows += QByteArray::number(memory) + ',' + QByteArray::number(ms, 'g', 12) + '\n';
    }
    const QString path = write("parallel.csv", rows);
    const CommandOutcome made = calibrate(
        arguments(m_design, path, {QStringLiteral("--format"), QStringLiteral("json")}));
    const QJsonObject model = made.json().value(QLatin1String("model")).toObject();
    QVERIFY(std::abs(model.value(QLatin1String("throttledWorkMs")).toDouble() - 60) < 1e-3);
    QCOMPARE(model.value(QLatin1String("parallelLimitVcpu")).toDouble(), 2.0);
    const CommandOutcome text = calibrate(arguments(m_design, path));
    QVERIFY2(
        text.out.contains("Below one vCPU 60 ms of the work slow down more than in proportion."),
        text.out.constData());
    QVERIFY(text.out.contains("Parallel work gets no faster beyond 2 vCPU."));
    // `estimate` says the same of the function that has them now.
    const QJsonObject fit = runCommand({QStringLiteral("estimate"), m_design,
                                        QStringLiteral("--format"), QStringLiteral("json")})
                                .json()
                                .value(QLatin1String("functions"))
                                .toArray()
                                .first()
                                .toObject()
                                .value(QLatin1String("fit"))
                                .toObject();
    QCOMPARE(fit, model);
}

void TestCalibrateCommand::replacesTheMeasurementsOfADesign()
{
    QCOMPARE(calibrate(arguments(m_design, m_table)).status, int(cli::Done));
    const auto written = store::read(fileText(m_design), m_design);
    QVERIFY(written);
    const auto *orders = written->named<Function>(QStringLiteral("Orders"));
    QCOMPARE(orders->measurements.size(), 4);
    QCOMPARE(orders->measurements.first().memory, MiB(128));
    QCOMPARE(orders->measurements.first().source, QStringLiteral("table"));
    // Nothing else differs.
    const auto before = store::read(design, m_design);
    Function expected = *before->named<Function>(QStringLiteral("Orders"));
    expected.measurements = orders->measurements;
    QCOMPARE(*orders, expected);
    QCOMPARE(*written->named<Function>(QStringLiteral("Jobs")),
             *before->named<Function>(QStringLiteral("Jobs")));
}

void TestCalibrateCommand::templateStaysAndItsDesignFileHoldsThem()
{
    const QString path = write("t.yaml", sam);
    const CommandOutcome made = calibrate(arguments(path, m_table));
    QCOMPARE(made.status, int(cli::Done));
    QCOMPARE(fileText(path), sam);
    const QByteArray beside = fileText(m_folder->filePath(QStringLiteral("t.stratoplan")));
    QVERIFY(beside.contains("measurements:"));
    // The next command has them.
    const CommandOutcome estimated
        = runCommand({QStringLiteral("estimate"), path, QStringLiteral("--memory"),
                      QStringLiteral("1024"), QStringLiteral("--format"), QStringLiteral("json")});
    const QJsonObject point = estimated.json()
                                  .value(QLatin1String("functions"))
                                  .toArray()
                                  .first()
                                  .toObject()
                                  .value(QLatin1String("memory"))
                                  .toArray()
                                  .first()
                                  .toObject();
    QCOMPARE(point.value(QLatin1String("durationMs")).toDouble(), 395.5078125);
    QCOMPARE(point.value(QLatin1String("durationFrom")).toString(), QStringLiteral("measured"));
}

void TestCalibrateCommand::severalFilesJoin()
{
    const CommandOutcome made
        = calibrate(arguments(m_design, m_table,
                              {QStringLiteral("--measurements"), write("m.log", report),
                               QStringLiteral("--format"), QStringLiteral("json")}));
    QCOMPARE(made.status, int(cli::Done));
    QCOMPARE(made.json().value(QLatin1String("sources")).toArray().size(), 2);
    QCOMPARE(made.json().value(QLatin1String("points")).toInt(), 4);
}

void TestCalibrateCommand::recordsOfTheFunctionCount()
{
    const QByteArray rows = "@log,@duration,@billedDuration,@memorySize\n"
                            "1:/aws/lambda/shop-Orders-1ABC,41.27,42.0,5.12E8\n"
                            "1:/aws/lambda/shop-Jobs-2DEF,500,500.0,2.56E8\n";
    const CommandOutcome made = calibrate(arguments(m_design, write("i.csv", rows)));
    QCOMPARE(made.status, int(cli::Done));
    QVERIFY2(made.out.contains("1 of 2 records used"), made.out.constData());
    QVERIFY(made.out.contains("left out: 1 of another function"));
    QVERIFY(made.out.contains("512 MB") && !made.out.contains("256 MB"));
    const CommandOutcome refused = calibrate(
        arguments(m_design, write("i.csv", QByteArray(rows).replace("shop-Orders", "shop-Pay"))));
    QCOMPARE(refused.status, int(cli::UnreadableInput));
    QVERIFY2(refused.err.contains("several functions: shop-Jobs-2DEF, shop-Pay-1ABC"),
             refused.err.constData());
}

void TestCalibrateCommand::recordsOfAnotherFunctionAreTold()
{
    const QString rows
        = write("i.csv", "@log,@duration,@memorySize\n1:/aws/lambda/Jobs,41.27,5.12E8\n");
    const CommandOutcome made = calibrate(arguments(m_design, rows));
    QCOMPARE(made.status, int(cli::Done));
    QVERIFY2(made.err.contains("Its records are of Jobs, not of Orders"), made.err.constData());
    const CommandOutcome json = calibrate(
        arguments(m_design, rows, {QStringLiteral("--format"), QStringLiteral("json")}));
    const QJsonObject source
        = json.json().value(QLatin1String("sources")).toArray().first().toObject();
    QCOMPARE(source.value(QLatin1String("function")).toString(), QStringLiteral("Jobs"));
    QCOMPARE(source.value(QLatin1String("notes"))
                 .toArray()
                 .first()
                 .toObject()
                 .value(QLatin1String("code"))
                 .toString(),
             QStringLiteral("measurements.other-function"));
}

void TestCalibrateCommand::outputAndStandardInput()
{
    const CommandOutcome made = calibrate(
        arguments(m_design, QStringLiteral("-"), {QStringLiteral("-o"), QStringLiteral("-")}),
        table);
    QCOMPARE(made.status, int(cli::Done));
    QCOMPARE(fileText(m_design), design);
    const auto written = store::read(made.out, QStringLiteral("out"));
    QVERIFY(written);
    QCOMPARE(written->named<Function>(QStringLiteral("Orders"))->measurements.size(), 4);
    QVERIFY(made.err.contains("standard input: table"));
}

void TestCalibrateCommand::dryRunWritesNothing()
{
    QCOMPARE(calibrate(arguments(m_design, m_table, {QStringLiteral("--dry-run")})).status,
             int(cli::Done));
    QCOMPARE(fileText(m_design), design);
}

void TestCalibrateCommand::oneSettingIsKeptWithoutAFit()
{
    const CommandOutcome made = calibrate(arguments(
        m_design, write("m.log", report), {QStringLiteral("--format"), QStringLiteral("json")}));
    QCOMPARE(made.status, int(cli::Done));
    QVERIFY(made.json().value(QLatin1String("model")).isNull());
    QVERIFY(made.json().value(QLatin1String("medianError")).isNull());
    QVERIFY(made.err.contains("there is no fit"));
    const auto written = store::read(fileText(m_design), m_design);
    QCOMPARE(written->named<Function>(QStringLiteral("Orders"))->measurements.size(), 1);
}

void TestCalibrateCommand::refusals_data()
{
    QTest::addColumn<QStringList>("further");
    QTest::addColumn<QByteArray>("measurements");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("all cold") << QStringList() << report.split('\n')[1] + "\n"
                              << int(cli::UnreadableInput) << QByteArray("cold start");
    QTest::newRow("another log") << QStringList() << QByteArray("127.0.0.1 GET / 200\n")
                                 << int(cli::UnreadableInput) << QByteArray("known kind");
    QTest::newRow("zero durations")
        << QStringList() << QByteArray("memory_mb,duration_ms\n128,0\n512,0\n")
        << int(cli::UnreadableInput) << QByteArray("without a duration");
    QTest::newRow("one of two files")
        << QStringList{QStringLiteral("--measurements"), QStringLiteral("/nowhere/x.log")} << table
        << int(cli::UnreadableInput) << QByteArray("/nowhere/x.log");
    QTest::newRow("standard input twice")
        << QStringList{QStringLiteral("--measurements"), QStringLiteral("-"),
                       QStringLiteral("--measurements"), QStringLiteral("-")}
        << table << int(cli::BadCommandLine) << QByteArray("once");
}

void TestCalibrateCommand::refusals()
{
    QFETCH(QStringList, further);
    QFETCH(QByteArray, measurements);
    QFETCH(int, status);
    QFETCH(QByteArray, says);
    const CommandOutcome made = calibrate(arguments(m_design, write("m", measurements), further));
    QCOMPARE(made.status, status);
    QVERIFY2(made.err.contains(says), made.err.constData());
    QCOMPARE(made.out, QByteArray());
    QCOMPARE(fileText(m_design), design);

    const CommandOutcome unknown
        = calibrate({m_design, QStringLiteral("--function"), QStringLiteral("Nobody"),
                     QStringLiteral("--measurements"), m_table});
    QCOMPARE(unknown.status, int(cli::BadCommandLine));
    QVERIFY(unknown.err.contains("Orders, Jobs"));
}

void TestCalibrateCommand::isTheSameEveryTime()
{
    const QStringList words = arguments(
        m_design, m_table,
        {QStringLiteral("--dry-run"), QStringLiteral("--format"), QStringLiteral("json")});
    QCOMPARE(calibrate(words).out, calibrate(words).out);
}

QTEST_GUILESS_MAIN(TestCalibrateCommand)
#include "tst_calibrate.moc"
