// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/command_run.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace stratoplan;

namespace {

using Outcome = CommandOutcome;

Outcome run(const QStringList &arguments)
{
    return runCommand(QStringList{QStringLiteral("estimate")} + arguments);
}

Outcome json(const char *example, const QStringList &arguments = {})
{
    return run(QStringList{QStringLiteral(STRATOPLAN_SOURCE_DIR "/resources/examples/%1.stratoplan")
                               .arg(QLatin1String(example)),
                           QStringLiteral("--format"), QStringLiteral("json")}
               + arguments);
}

double totalOf(const Outcome &outcome)
{
    return outcome.json().value(QLatin1String("totalPerMonthUsd")).toDouble();
}

} // namespace

class TestEstimateCosts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rangesAndWhatMovesThem();
    void pathsFromEachEntry();
    void alternatives();
    void freeTierAndDiscount();
    void accountOfTheDesign();
    void overlayOfPrices();
    void aBrokenOverlay();
    void twoBooks();
    void unknownBooks();
    void textSaysTheSame();
};

void TestEstimateCosts::rangesAndWhatMovesThem()
{
    const QJsonObject month = json("order-service").json();
    const double low = month.value(QLatin1String("totalPerMonthLowUsd")).toDouble();
    const double high = month.value(QLatin1String("totalPerMonthHighUsd")).toDouble();
    const double total = month.value(QLatin1String("totalPerMonthUsd")).toDouble();
    QVERIFY(0 < low && low < total && total < high);
    const QJsonArray sensitivity = month.value(QLatin1String("sensitivity")).toArray();
    QCOMPARE(sensitivity.size(), 3);
    const QJsonObject first = sensitivity.first().toObject();
    QCOMPARE(first.value(QLatin1String("input")).toString(), QStringLiteral("rate"));
    QCOMPARE(first.value(QLatin1String("element")).toString(), QStringLiteral("OrdersApi"));
    QCOMPARE(first.value(QLatin1String("value")).toDouble(), 16.0);
    QVERIFY(first.value(QLatin1String("totalAtLowUsd")).toDouble() < total);
    const QJsonArray components = month.value(QLatin1String("components")).toArray();
    for (const auto &each : components) {
        const QJsonObject component = each.toObject();
        const QJsonValue cost = component.value(QLatin1String("costPerMonthUsd"));
        const QJsonValue least = component.value(QLatin1String("costPerMonthLowUsd"));
        QCOMPARE(least.isNull(), cost.isNull());
        QVERIFY(cost.isNull() || least.toDouble() <= cost.toDouble() + 1e-9);
    }
}

void TestEstimateCosts::pathsFromEachEntry()
{
    const QJsonArray paths = json("order-service").json().value(QLatin1String("paths")).toArray();
    QStringList ways;
    for (const auto &each : paths) {
        const QJsonObject path = each.toObject();
        ways.append(path.value(QLatin1String("entry")).toString() + QLatin1Char('>')
                    + path.value(QLatin1String("via")).toString());
        const double million = path.value(QLatin1String("costPerMillionUsd")).toDouble();
        QVERIFY(million > 0);
        QVERIFY(std::abs(path.value(QLatin1String("costPerRequestUsd")).toDouble() * 1e6 - million)
                < 1e-9);
        double parts = 0;
        for (const auto &part : path.value(QLatin1String("parts")).toArray())
            parts += part.toObject().value(QLatin1String("costPerMillionUsd")).toDouble();
        QVERIFY(std::abs(parts - million) < 1e-9);
    }
    QCOMPARE(ways,
             QStringList({QStringLiteral("OrdersApi>CreateOrder"),
                          QStringLiteral("OrdersApi>GetOrder"), QStringLiteral("Nightly>")}));
}

void TestEstimateCosts::alternatives()
{
    const QJsonArray charts
        = json("order-service").json().value(QLatin1String("breakEvens")).toArray();
    const QJsonObject nat = charts.first().toObject();
    QCOMPARE(nat.value(QLatin1String("id")).toString(), QStringLiteral("nat-or-endpoints"));
    QCOMPARE(nat.value(QLatin1String("element")).toString(), QStringLiteral("orders-vpc"));
    QCOMPARE(nat.value(QLatin1String("now")).toDouble(), 90.0);
    const QJsonObject option = nat.value(QLatin1String("options")).toArray().first().toObject();
    QVERIFY(std::abs(option.value(QLatin1String("costPerMonthNowUsd")).toDouble() - 113.55) < 1e-9);
    QVERIFY(!nat.value(QLatin1String("crossings")).toArray().isEmpty());
}

void TestEstimateCosts::freeTierAndDiscount()
{
    const double list = totalOf(json("six-functions"));
    const double half
        = totalOf(json("six-functions", {QStringLiteral("--discount"), QStringLiteral("50")}));
    QVERIFY(std::abs(half - list / 2) < 1e-9);
    const double free
        = totalOf(json("six-functions", {QStringLiteral("--free-tier"), QStringLiteral("on")}));
    // Of its 443,603 GB-s on arm64 400,000 x 0.0000133334 = 5.33336, and a million requests each of
    // Lambda and SQS, 0.20 + 0.40.
    QVERIFY(std::abs(list - free - 5.93336) < 1e-9);
    const Outcome wrong
        = json("six-functions", {QStringLiteral("--discount"), QStringLiteral("101")});
    QCOMPARE(wrong.status, int(cli::BadCommandLine));
}

void TestEstimateCosts::accountOfTheDesign()
{
    QTemporaryDir folder;
    const QString copy = folder.filePath(QStringLiteral("own.stratoplan"));
    const Outcome set = runCommand(
        {QStringLiteral("set"),
         QStringLiteral(STRATOPLAN_SOURCE_DIR "/resources/examples/six-functions.stratoplan"),
         QStringLiteral("account.discountPercent=20"), QStringLiteral("account.freeTier=true"),
         QStringLiteral("GetBooking.logKb=2"), QStringLiteral("-o"), copy});
    QCOMPARE(set.err, QByteArray());
    QCOMPARE(set.status, int(cli::Done));
    const Outcome own = run({copy, QStringLiteral("--format"), QStringLiteral("json")});
    const double list = totalOf(json("six-functions"));
    // 24.060058594 for logs, as below; of all that 5.93336 are free as above and 5 GB of logs x
    // 0.50; a fifth less of the rest.
    QVERIFY(std::abs(totalOf(own) - 0.8 * (list + 24.060058594 - 5.93336 - 2.5)) < 1e-6);
    // The switches of one call go before what the design says.
    const Outcome told = run({copy, QStringLiteral("--format"), QStringLiteral("json"),
                              QStringLiteral("--free-tier"), QStringLiteral("off"),
                              QStringLiteral("--discount"), QStringLiteral("0")});
    // 9.6/s x 2 KB: 25,228,800 x 2 / 1,048,576 GB x 0.50
    QVERIFY(std::abs(totalOf(told) - list - 24.060058594) < 1e-6);
}

void TestEstimateCosts::overlayOfPrices()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("own.yaml"));
    QFile overlay(file);
    QVERIFY(overlay.open(QIODevice::WriteOnly));
    overlay.write("name: us-east-1-2026-10\nprices:\n  nat.hour: { price: 0.0225 }\n");
    overlay.close();
    const double list = totalOf(json("order-service"));
    const double own = totalOf(json("order-service", {QStringLiteral("--price-overlay"), file}));
    // Three gateways x 730 h x 0.0225 less.
    QVERIFY(std::abs(list - own - 49.275) < 1e-9);
}

void TestEstimateCosts::aBrokenOverlay()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("own.yaml"));
    QFile overlay(file);
    QVERIFY(overlay.open(QIODevice::WriteOnly));
    overlay.write("name: us-east-1-2026-10\nprices:\n  nat.hour: { price: -1 }\n");
    overlay.close();
    const Outcome outcome = json("order-service", {QStringLiteral("--price-overlay"), file});
    QCOMPARE(outcome.status, int(cli::UnreadableInput));
    QVERIFY(outcome.err.contains("own.yaml:3"));
    QCOMPARE(outcome.out, QByteArray());
    const Outcome missing
        = json("order-service",
               {QStringLiteral("--price-overlay"), folder.filePath(QStringLiteral("none.yaml"))});
    QCOMPARE(missing.status, int(cli::UnreadableInput));
    QVERIFY(missing.err.contains("none.yaml"));
}

void TestEstimateCosts::twoBooks()
{
    const QJsonObject outcome = json("primes-2018",
                                     {QStringLiteral("--compare-books"),
                                      QStringLiteral("us-east-1-2018-02,us-east-1-2026-10")})
                                    .json();
    const QJsonObject primes
        = outcome.value(QLatin1String("functions")).toArray().first().toObject();
    const QJsonObject then = primes.value(QLatin1String("then")).toObject();
    const QJsonObject now = primes.value(QLatin1String("now")).toObject();
    // 1465.984 ms: 15 steps of 100 ms at 0.000001667, or 1466 ms at 0.0000166667 a GB-s.
    QCOMPARE(then.value(QLatin1String("billedMs")).toDouble(), 1500.0);
    QVERIFY(std::abs(then.value(QLatin1String("costPerMillionUsd")).toDouble() - 25.205) < 1e-9);
    QCOMPARE(now.value(QLatin1String("billedMs")).toDouble(), 1466.0);
    QVERIFY(std::abs(now.value(QLatin1String("costPerMillionUsd")).toDouble() - 24.6333822) < 1e-9);
}

void TestEstimateCosts::unknownBooks()
{
    for (const char *books : {"2018-talk", "2018-talk,atlantis", "a,b,c"}) {
        const Outcome outcome
            = json("primes-2018", {QStringLiteral("--compare-books"), QLatin1String(books)});
        QCOMPARE(outcome.status, int(cli::BadCommandLine));
        QVERIFY(outcome.err.contains("us-east-1-2018-02"));
    }
}

void TestEstimateCosts::textSaysTheSame()
{
    const QString path
        = QStringLiteral(STRATOPLAN_SOURCE_DIR "/resources/examples/order-service.stratoplan");
    const QString text = QString::fromUtf8(run({path}).out);
    const QJsonObject month = json("order-service").json();
    for (const char *key : {"totalPerMonthLowUsd", "totalPerMonthHighUsd"})
        QVERIFY2(text.contains(QString::number(month.value(QLatin1String(key)).toDouble(), 'f', 2)),
                 key);
    const QJsonObject path0 = month.value(QLatin1String("paths")).toArray().first().toObject();
    QVERIFY(text.contains(
        QString::number(path0.value(QLatin1String("costPerMillionUsd")).toDouble(), 'f', 3)));
    QVERIFY(text.contains(QStringLiteral("A NAT gateway in each zone")));
    const QString compared
        = QString::fromUtf8(run({path, QStringLiteral("--compare-books"),
                                 QStringLiteral("us-east-1-2018-02,us-east-1-2026-10")})
                                .out);
    QVERIFY(compared.contains(QStringLiteral("x86_64 alone")));
}

QTEST_GUILESS_MAIN(TestEstimateCosts)
#include "tst_estimate_costs.moc"
