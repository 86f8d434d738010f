// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/command_run.h"

#include <QJsonArray>
#include <QTest>

#include <cmath>

using namespace stratoplan;

namespace {

using Outcome = CommandOutcome;

Outcome run(const QStringList &arguments)
{
    return runCommand(QStringList{QStringLiteral("estimate")} + arguments);
}

QString example(const char *name)
{
    return QStringLiteral(STRATOPLAN_SOURCE_DIR "/resources/examples/%1.stratoplan")
        .arg(QLatin1String(name));
}

QJsonArray memoryOf(const Outcome &outcome)
{
    return outcome.json()
        .value(QLatin1String("functions"))
        .toArray()
        .first()
        .toObject()
        .value(QLatin1String("memory"))
        .toArray();
}

} // namespace

class TestEstimateCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTalksTable();
    void unknownIsNull();
    void oneFunction();
    void memoryLists();
    void csvHasARowForEachSetting();
    void textNamesWhatIsMissing();
    void wrongWordsListTheValidOnes();
};

void TestEstimateCommand::theTalksTable()
{
    const Outcome outcome
        = run({example("primes-2018"), QStringLiteral("--price-book"), QStringLiteral("2018-talk"),
               QStringLiteral("--memory"), QStringLiteral("128,256,512,1024"),
               QStringLiteral("--format"), QStringLiteral("json")});
    QCOMPARE(outcome.status, int(cli::Done));
    QCOMPARE(outcome.err, QByteArray());
    const QJsonArray memory = memoryOf(outcome);
    // The talk's dollars for 1000 runs, times 1000.
    const QList<QPair<int, double>> talk{
        {128, 24.628}, {256, 28.035}, {512, 26.830}, {1024, 24.638}};
    QCOMPARE(memory.size(), talk.size());
    for (qsizetype i = 0; i < talk.size(); ++i) {
        const QJsonObject point = memory.at(i).toObject();
        QCOMPARE(point.value(QLatin1String("memoryMiB")).toInt(), talk.at(i).first);
        QCOMPARE(point.value(QLatin1String("durationFrom")).toString(), QStringLiteral("measured"));
        const double cost = point.value(QLatin1String("costPerMillionUsd")).toDouble();
        QVERIFY2(std::abs(cost - talk.at(i).second) <= 0.0006, qPrintable(QString::number(cost)));
    }
}

void TestEstimateCommand::unknownIsNull()
{
    const Outcome outcome
        = run({example("primes-2018"), QStringLiteral("--format"), QStringLiteral("json")});
    const QJsonObject point = memoryOf(outcome).first().toObject();
    const QJsonObject start = point.value(QLatin1String("coldStart")).toObject();
    for (const char *phase :
         {"downloadMs", "placementMs", "eniCreateMs", "eniAttachMs", "runtimeMs", "codeMs",
          "restoreMs", "firstInvokeMs", "totalMs", "initP95Ms"}) {
        QVERIFY2(start.contains(QLatin1String(phase)), phase);
        QVERIFY2(start.value(QLatin1String(phase)).isNull(), phase);
    }
    QVERIFY(start.value(QLatin1String("missing")).toArray().contains(QStringLiteral("placement")));
    QVERIFY(
        point.value(QLatin1String("costPerMonthUsd")).isNull()); // nobody said how often it runs
}

void TestEstimateCommand::oneFunction()
{
    const Outcome all
        = run({example("order-service"), QStringLiteral("--format"), QStringLiteral("json")});
    QCOMPARE(all.status, int(cli::Done));
    const QJsonArray functions = all.json().value(QLatin1String("functions")).toArray();
    QVERIFY(functions.size() >= 7);
    const QString last = functions.last().toObject().value(QLatin1String("name")).toString();
    const Outcome one = run({example("order-service"), QStringLiteral("--format"),
                             QStringLiteral("json"), QStringLiteral("--function"), last});
    QCOMPARE(one.json().value(QLatin1String("functions")).toArray(), QJsonArray{functions.last()});
    QCOMPARE(one.json().value(QLatin1String("totalPerMonthUsd")),
             all.json().value(QLatin1String("totalPerMonthUsd")));
    // The parts add up to the total.
    double total = 0;
    for (const QJsonValue part : all.json().value(QLatin1String("components")).toArray())
        total += part.toObject().value(QLatin1String("costPerMonthUsd")).toDouble();
    QVERIFY(total > 0);
    QVERIFY(std::abs(total - all.json().value(QLatin1String("totalPerMonthUsd")).toDouble())
            < 1e-6);
}

void TestEstimateCommand::memoryLists()
{
    const auto sizes = [](const QStringList &options) {
        QList<int> found;
        const QJsonArray memory = memoryOf(run(QStringList{example("primes-2018")} + options
                                               + QStringList{QStringLiteral("--format=json")}));
        for (const QJsonValue point : memory)
            found.append(point.toObject().value(QLatin1String("memoryMiB")).toInt());
        return found;
    };
    QCOMPARE(sizes({}), (QList<int>{128, 256, 512, 1024, 2048, 4096, 8192, 10240}));
    QCOMPARE(sizes({QStringLiteral("--memory=1769,300")}), (QList<int>{300, 1769}));
    QCOMPARE(sizes({QStringLiteral("--memory=all")}).size(), 46);
}

void TestEstimateCommand::csvHasARowForEachSetting()
{
    const Outcome outcome = run({example("primes-2018"), QStringLiteral("--format=csv")});
    const QList<QByteArray> lines = outcome.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 9);
    QVERIFY(lines.first().startsWith("function,memoryMiB,durationMs,"));
    QVERIFY(lines.at(1).startsWith("Primes,128,11722.965,,,measured,11722.965,"));
    for (const QByteArray &line : lines)
        QCOMPARE(line.count(','), lines.first().count(','));
}

void TestEstimateCommand::textNamesWhatIsMissing()
{
    const Outcome outcome = run({example("primes-2018")});
    QCOMPARE(outcome.status, int(cli::Done));
    QVERIFY(outcome.out.contains("Primes\n"));
    QVERIFY(outcome.out.contains("24.628"));
    QVERIFY(outcome.out.contains("Not known of it: code download, container start"));
    QVERIFY(outcome.out.contains("Not priced"));
}

void TestEstimateCommand::wrongWordsListTheValidOnes()
{
    const Outcome function = run({example("primes-2018"), QStringLiteral("--function=Prime")});
    QCOMPARE(function.status, int(cli::BadCommandLine));
    QVERIFY(function.err.contains("Primes"));
    QVERIFY(function.out.isEmpty());
    const Outcome book = run({example("primes-2018"), QStringLiteral("--price-book=2017")});
    QCOMPARE(book.status, int(cli::BadCommandLine));
    QVERIFY(book.err.contains("2018-talk") && book.err.contains("us-east-1-2026-10"));
    for (const char *memory :
         {"--memory=64", "--memory=128,x", "--memory=20000", "--memory=128,,256"})
        QCOMPARE(run({example("primes-2018"), QLatin1String(memory)}).status,
                 int(cli::BadCommandLine));
    QCOMPARE(run({QStringLiteral("/no/such/file")}).status, int(cli::UnreadableInput));
}

QTEST_GUILESS_MAIN(TestEstimateCommand)
#include "tst_estimate.moc"
