// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/cost.h"

#include "tests/planner/estimate/facts.h"

#include <limits>

using namespace stratoplan;
using namespace stratoplan::estimate;

namespace {

const catalog::PriceBook &book(const char *name)
{
    const catalog::PriceBook *found = facts().priceBook(QString::fromUtf8(name));
    if (!found)
        qFatal("no price book %s", name);
    return *found;
}

const catalog::PriceBook &today()
{
    return book("us-east-1-2026-10");
}

Invocation plain(int memory, double billed, const QString &architecture = QStringLiteral("x86_64"))
{
    Invocation one;
    one.memory = MiB(memory);
    one.architecture = architecture;
    one.billed = Milliseconds(billed);
    return one;
}

} // namespace

class TestCost : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTalksTable_data();
    void theTalksTable();
    void fibonacciOfFebruary2018_data();
    void fibonacciOfFebruary2018();
    void roundingFollowsTheBook();
    void todaysBillByHand();
    void initialisationIsBilledByItsShare();
    void aBookEndsAtItsMemory();
    void missingPricesGiveNoCost();
    void tiersCountTheWholeAccount();
    void freeTierIsSharedAndOnlyOnRequest();
    void provisionedConcurrencyByHand();
    void storageAbove512IsPaid();
    void insteadOfWhatIsOnTheBill();
};

void TestCost::theTalksTable_data()
{
    QTest::addColumn<int>("memory");
    QTest::addColumn<double>("duration");
    QTest::addColumn<double>("perThousand");
    // Slide 15 of the talk: cost of 1000 runs. By hand, at 0.00001667 a GB-s and 0.20 a million:
    // 11.722965 s x 0.125 GB x 0.00001667 x 1000 + 0.0002 = 0.024428 + 0.0002 = 0.024628
    QTest::newRow("128") << 128 << 11722.965 << 0.024628;
    QTest::newRow("256") << 256 << 6678.945 << 0.028035;
    QTest::newRow("512") << 512 << 3194.954 << 0.026830;
    QTest::newRow("1024") << 1024 << 1465.984 << 0.024638;
}

void TestCost::theTalksTable()
{
    QFETCH(int, memory);
    QFETCH(double, duration);
    QFETCH(double, perThousand);
    Function primes;
    primes.memory = MiB(128);
    primes.measurements = {{MiB(128), Milliseconds(11722.965), std::nullopt},
                           {MiB(256), Milliseconds(6678.945), std::nullopt},
                           {MiB(512), Milliseconds(3194.954), std::nullopt},
                           {MiB(1024), Milliseconds(1465.984), std::nullopt}};
    const catalog::PriceBook &talk = book("2018-talk");
    const auto one = invocation(primes, MiB(memory), Milliseconds(duration), {}, talk);
    QVERIFY(one);
    QVERIFY(near(costPerMillion(*one, talk), perThousand * 1000, 0.0006));
}

void TestCost::fibonacciOfFebruary2018_data()
{
    QTest::addColumn<int>("memory");
    QTest::addColumn<double>("duration");
    QTest::addColumn<QString>("perMillion"); // of fibonacci-epsagon, S27
    // 4 x 0.000000208 a 100 ms of 128 MB. By the GB-second it would be 0.4 s x 0.125 GB x
    // 0.00001667 = 0.8335: the list rounded the price of 100 ms to nine decimals.
    QTest::newRow("128") << 128 << 376.05 << "0.832";
    // 3 x 0.000000313 = 0.939; by the GB-second 0.3 x 0.1875 x 0.00001667 = 0.93769
    QTest::newRow("192") << 192 << 250.24 << "0.939";
    QTest::newRow("256") << 256 << 198.56 << "0.834"; // 2 x 0.000000417
    QTest::newRow("512") << 512 << 98.36 << "0.834";
    QTest::newRow("768") << 768 << 65.48 << "1.250";
    QTest::newRow("1024") << 1024 << 45.31 << "1.667";
    QTest::newRow("1536") << 1536 << 30.53 << "2.501";
    QTest::newRow("2048") << 2048 << 25.21 << "3.334";
    QTest::newRow("2560") << 2560 << 25.36 << "4.168";
    QTest::newRow("3008") << 3008 << 25.15 << "4.897";
}

void TestCost::fibonacciOfFebruary2018()
{
    QFETCH(int, memory);
    QFETCH(double, duration);
    QFETCH(QString, perMillion);
    const catalog::PriceBook &billed = book("us-east-1-2018-02");
    const auto one = invocation({}, MiB(memory), Milliseconds(duration), {}, billed);
    QVERIFY(one);
    // The table leaves the fee of 0.20 for a million requests out.
    const UsDollars running = *costPerMillion(*one, billed) - UsDollars(0.2);
    QCOMPARE(QString::number(running.value, 'f', 3), perMillion);
    QVERIFY(near(running, perMillion.toDouble(), 1e-12));
}

void TestCost::roundingFollowsTheBook()
{
    QCOMPARE(billedDuration(Milliseconds(100.2), today()).value, 101.0);
    QCOMPARE(billedDuration(Milliseconds(100), today()).value, 100.0);
    QCOMPARE(billedDuration(Milliseconds(0.1 + 0.2 + 99.7), today()).value, 100.0);
    QCOMPARE(billedDuration(Milliseconds(100.2), book("2018-talk")).value, 100.2);
}

void TestCost::todaysBillByHand()
{
    // 512 MB = 0.5 GB, 101 ms: a million are 50,500 GB-s.
    // x86_64: 50,500 x 0.0000166667 = 0.84166835, + 0.20
    QVERIFY(near(costPerMillion(plain(512, 101), today()), 1.04166835, 1e-9));
    // arm64: 50,500 x 0.0000133334 = 0.6733367, + 0.20
    QVERIFY(
        near(costPerMillion(plain(512, 101, QStringLiteral("arm64")), today()), 0.8733367, 1e-9));
}

void TestCost::initialisationIsBilledByItsShare()
{
    Function function;
    function.runtime = QStringLiteral("nodejs24.x");
    function.init = Milliseconds(74.7);
    ColdStart start;
    PhaseTime runtime;
    runtime.phase = Phase::Runtime;
    runtime.time = Milliseconds(125.4);
    PhaseTime code;
    code.phase = Phase::Code;
    code.time = Milliseconds(74.7);
    start.phases = {runtime, code};
    const auto init = [&](const catalog::PriceBook &prices) {
        return invocation(function, MiB(1024), Milliseconds(99.5), start, prices)->billedInit;
    };
    QVERIFY(near(init(today()), 0, 0)); // nobody said how often it starts cold
    function.coldShare = 0.01;
    // Warm 99.5 -> 100; cold 99.5 + 200.1 = 299.6 -> 300: 200 ms more on one call in a hundred.
    QVERIFY(near(init(today()), 2, 1e-12));
    QVERIFY(near(init(book("2018-talk")), 0, 0)); // was free
    const auto one = invocation(function, MiB(1024), Milliseconds(99.5), start, today());
    // A million: 102,000 GB-s x 0.0000166667 + 0.20 = 1.9000034
    QVERIFY(near(costPerMillion(*one, today()), 1.9000034, 1e-9));
    start.phases.removeLast(); // own code unknown: so is the sum
    QVERIFY(near(init(today()), 0, 0));
}

void TestCost::aBookEndsAtItsMemory()
{
    QVERIFY(invocation({}, MiB(3008), Milliseconds(1), {}, book("2018-talk")));
    QVERIFY(!invocation({}, MiB(3072), Milliseconds(1), {}, book("2018-talk")));
    QVERIFY(invocation({}, MiB(10240), Milliseconds(1), {}, today()));
    QVERIFY(!invocation({}, MiB(128), std::nullopt, {}, today()));
}

void TestCost::missingPricesGiveNoCost()
{
    // There was no Arm in 2018.
    QVERIFY(!costPerMillion(plain(128, 100, QStringLiteral("arm64")), book("2018-talk")));
}

void TestCost::tiersCountTheWholeAccount()
{
    // 8e9 GB-s a month, one function 6e9 and one 2e9: the first 6e9 at 0.0000166667 = 100,000.2,
    // the next 2e9 at 0.000015 = 30,000; 130,000.2 together, three quarters of it the first one's.
    const ElementId one{1};
    const ElementId two{2};
    const QString key = gbSecondKey(QStringLiteral("x86_64"));
    Bill bill(today(), false);
    const Use large{one, key, 6e9, {}};
    const Use small{two, key, 2e9, {}};
    bill.add({large, small});
    QVERIFY(near(bill.cost(large), 97500.15, 1e-6));
    QVERIFY(near(bill.cost(small), 32500.05, 1e-6));
    QVERIFY(near(facts().priceBook(today().name)->price(key)->of(8e9), 130000.2, 1e-6));
}

void TestCost::freeTierIsSharedAndOnlyOnRequest()
{
    const QString x86 = gbSecondKey(QStringLiteral("x86_64"));
    const QString arm = gbSecondKey(QStringLiteral("arm64"));
    const Use a{ElementId{1}, x86, 600'000, {}};
    const Use b{ElementId{2}, arm, 200'000, {}};
    Bill paid(today(), false);
    paid.add({a, b});
    QVERIFY(near(paid.cost(a), 10.00002, 1e-9));
    Bill free(today(), true);
    free.add({a, b});
    // 400,000 GB-s are free, x86 and Arm together: half of each.
    QVERIFY(near(free.cost(a), 5.00001, 1e-9));
    QVERIFY(near(free.cost(b), 1.33334, 1e-9));
    const Use requests{ElementId{1}, QStringLiteral("lambda.request"), 900'000, {}};
    // So do the two kinds of queue: a million requests, a quarter of it FIFO.
    const Use standard{{}, QStringLiteral("sqs.request"), 1.5e6, {}};
    const Use fifo{{}, QStringLiteral("sqs.fifo.request"), 0.5e6, {}};
    free.add({standard, fifo});
    QVERIFY(near(free.cost(standard), 0.75 * 0.4, 1e-9));
    QVERIFY(near(free.cost(fifo), 0.25 * 0.5, 1e-9));
    free.add({requests});
    QVERIFY(near(free.cost(requests), 0, 0));
}

void TestCost::provisionedConcurrencyByHand()
{
    Function function;
    function.id = ElementId{1};
    function.provisionedConcurrency = 5;
    // 10/s x 0.2 s: two busy on average, so five serve everything.
    const QList<Use> uses = functionUses(function, plain(1024, 200), PerSecond(10));
    Bill bill(today(), false);
    bill.add(uses);
    // Requests: 26,280,000 x 0.0000002 = 5.256
    // Standing: 5 x 1 GB x 2,628,000 s x 0.0000041667 = 54.750438
    // Running:  26,280,000 x 0.2 GB-s = 5,256,000 x 0.0000097222 = 51.0998832
    QVERIFY(near(bill.costInstead(function.id, uses), 5.256 + 54.750438 + 51.0998832, 1e-6));
    function.provisionedConcurrency = 1; // half of the running time
    const QList<Use> half = functionUses(function, plain(1024, 200), PerSecond(10));
    // 5.256 + 10.9500876 + 25.5499416 + 2,628,000 x 0.0000166667 = 43.8000876
    QVERIFY(near(bill.costInstead(function.id, half), 85.5561168, 1e-6));
}

void TestCost::storageAbove512IsPaid()
{
    Function function;
    function.ephemeralStorageMb = 512 + 1024;
    const auto one = invocation(function, MiB(128), Milliseconds(1000), {}, today());
    // A million: 0.20 + 125,000 x 0.0000166667 + 1,000,000 x 0.0000000309
    QVERIFY(near(costPerMillion(*one, today()), 0.2 + 2.0833375 + 0.0309, 1e-9));
}

void TestCost::insteadOfWhatIsOnTheBill()
{
    const QString key = gbSecondKey(QStringLiteral("x86_64"));
    Bill bill(today(), false);
    bill.add({{ElementId{1}, key, 6e9, {}}, {ElementId{2}, key, 1e9, {}}});
    // The second alone changes: 6e9 + 3e9 GB-s are 100,000.2 + 45,000, a third of it its own.
    QVERIFY(near(bill.costInstead(ElementId{2}, {{ElementId{2}, key, 3e9, {}}}), 48333.4, 1e-6));
    QVERIFY(!bill.costInstead(ElementId{2}, {{ElementId{2}, QStringLiteral("no.such"), 1, {}}}));
}

QTEST_GUILESS_MAIN(TestCost)
#include "tst_cost.moc"
