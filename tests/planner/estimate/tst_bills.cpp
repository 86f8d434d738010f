// SPDX-License-Identifier: GPL-3.0-or-later
//
// A month of each sample, worked out by hand from the price list us-east-1-2026-10, line by line.
//
// A month has 730 h = 2,628,000 s; 1/s is 2,628,000 a month. Prices: request 0.20 a million; GB-s
// on arm64 0.0000133334; HTTP API 1.00, event 1.00, SQS 0.40, Express 1.00 a million; table 0.625 a
// million write units and 0.125 a million read units, 0.25 a GB; bucket 0.005 a thousand puts,
// 0.0004 a thousand gets, 0.023 a GB; NAT 0.045 an hour and GB, address 0.005 an hour.
//
// A function: calls x 0.0000002 + calls x GB x s x price + cold share x calls x GB x (what runtime
// start and own initialisation add to the billed ms) x price. Runtime starts from cold-start.csv,
// arm64, zip: nodejs24.x 256 MB 122.4 ms, 512 and 1024 MB 125.4, above 123.6; python3.14 256 MB
// 102.3, above 1024 MB 102.8.
#include "planner/estimate/estimates.h"

#include "planner/model/names.h"
#include "tests/planner/estimate/facts.h"

using namespace stratoplan;
using namespace stratoplan::estimate;

namespace {

using Month = QMap<QString, double>;

// Half of the last digit that is written below.
constexpr double rounding = 0.6e-6;

const Month orderService{
    // OrdersApi 16/s: 42,048,000 requests
    {QStringLiteral("OrdersApi"), 42.048},
    // 4/s, a quarter: 10,512,000 calls 2.1024; x 0.5 GB x 120 ms = 630,720 GB-s 8.409642; cold
    // 120 + 125.4 + 90 = 335.4 -> 336, 216 ms more x 1 %: 0.151374
    {QStringLiteral("CreateOrder"), 10.663416},
    // 12/s: 31,536,000 calls 6.3072; x 0.25 x 28 ms = 220,752 GB-s 2.943375; 193 ms: 0.202883
    {QStringLiteral("GetOrder"), 9.453457},
    // 4/s: 2.1024; x 0.25 x 35 ms = 91,980 GB-s 1.226406; 163 ms: 0.057115
    {QStringLiteral("ApplyDiscount"), 3.385922},
    // 4/s: 2.1024; x 1 x 70 ms = 735,840 GB-s 9.811249; SnapStart of Java costs nothing
    {QStringLiteral("ReserveStock"), 11.913649},
    // 4/s: 2.1024; x 0.5 x 310 ms = 1,629,360 GB-s 21.724909; 236 ms x 1.1 %: 0.181929
    {QStringLiteral("ChargePayment"), 24.009237},
    // 4/s in batches of 10 (5 s gather 20): 0.4/s, 1,051,200 calls 0.21024; x 0.25 x 210 ms =
    // 55,188
    // GB-s 0.735844; 183 ms: 0.006412
    {QStringLiteral("NotifyCustomer"), 0.952496},
    // 4/s: 2.1024; x 0.25 x 45 ms = 118,260 GB-s 1.576808; 163 ms: 0.057115
    {QStringLiteral("UpdateStatistics"), 3.736323},
    // 4/s over four shards, 60 s each gather 60 of at most 100: 1/15 a second, 175,200 calls
    // 0.03504; x 1 x 900 ms = 157,680 GB-s 2.102411; 216 ms: 0.005046
    {QStringLiteral("ArchiveOrders"), 2.142496},
    // 4/s over four shards, 1 s each gathers 1: 2.1024; x 0.5 x 80 ms = 420,480 GB-s 5.606428;
    // 211 ms: 0.147870
    {QStringLiteral("IndexOrders"), 7.856698},
    // once a day: 30.4848 calls 0.000006; x 2 x 48 s = 2,926.5408 GB-s 0.039021; each cold, 1003
    // ms: 0.000815
    {QStringLiteral("DailyReport"), 0.039842},
    // 4/s: 10.512; in 64 MB for 35 + 70 + 310 = 415 -> 500 ms: 10,512,000 x 0.0625 x 0.5/3600 =
    // 91.25 GB h x 0.060012 = 5.476095
    {QStringLiteral("OrderFlow"), 15.988095},
    // 4/s writes of 2.5 KB, 3 units: 31,536,000 = 19.71; reads 12 + 4 + 0.0000116 x 40,000 =
    // 16.464/s: 43,267,392 = 5.408424; 84 GB = 21
    {QStringLiteral("Orders"), 46.118424},
    // 4/s: 10,512,000 events
    {QStringLiteral("OrderEvents"), 10.512},
    // 4/s, three requests each: 31,536,000
    {QStringLiteral("NotifyQueue"), 12.6144},
    // 4/s x 2 writes of half a KB: 21,024,000 = 13.14; 2 GB = 0.50
    {QStringLiteral("Statistics"), 13.64},
    // 175,200 + 30.4848 puts = 0.876152; 63 GB = 1.449
    {QStringLiteral("order-archive"), 2.325152},
    // 730 h x 0.045 = 32.85; address 3.65; 30 GB = 1.35
    {QStringLiteral("nat-a"), 37.85},
    {QStringLiteral("nat-b"), 37.85},
    {QStringLiteral("nat-c"), 37.85},
    {QStringLiteral("dynamodb-endpoint"), 0},
    {QStringLiteral("s3-endpoint"), 0},
    // nothing fails in the estimate
    {QStringLiteral("NotifyFailed"), 0},
    {QStringLiteral("EventsFailed"), 0},
    {QStringLiteral("StreamFailed"), 0},
};

Month faulty()
{
    Month bill = orderService;
    // The workflow no longer calls ApplyDiscount: 380 -> 400 ms, 73 GB h = 4.380876
    bill[QStringLiteral("OrderFlow")] = 14.892876;
    // One gateway for three zones: 36.50 + 90 GB = 4.05; 60 of them cross zones, paid twice at 0.01
    bill[QStringLiteral("nat-a")] = 41.75;
    bill.remove(QStringLiteral("nat-b"));
    bill.remove(QStringLiteral("nat-c"));
    bill.remove(QStringLiteral("dynamodb-endpoint"));
    return bill;
}

const Month imageResize{
    // 2/s: 5,256,000 calls 1.0512; x 1.5 x 640 ms = 5,045,760 GB-s 67.277136; 434 ms: 0.456223
    {QStringLiteral("ResizeImage"), 68.784559},
    // 5,256,000 puts 26.28 and gets 2.1024; 220 GB = 5.06
    {QStringLiteral("Photos"), 33.4424},
    // 5,256,000 puts 26.28; 12 GB = 0.276
    {QStringLiteral("Thumbnails"), 26.556},
    {QStringLiteral("ResizeFailed"), 0},
};

const Month sixFunctions{
    // 12/s: 31,536,000 requests
    {QStringLiteral("BookingApi"), 31.536},
    // 2.4/s: 6,307,200 calls 1.26144; x 0.5 x 65 ms = 204,984 GB-s 2.733134; 206 ms: 0.086619
    {QStringLiteral("CreateBooking"), 4.081193},
    // 9.6/s: 25,228,800 calls 5.04576; x 0.25 x 22 ms = 138,758.4 GB-s 1.850121; 193 ms: 0.162306
    {QStringLiteral("GetBooking"), 7.058187},
    // 2.4/s in batches of 10 (5 s gather 12): 630,720 calls 0.126144; x 0.25 x 180 ms = 28,382.4
    // GB-s 0.378434; 198 ms: 0.004163
    {QStringLiteral("SendConfirmation"), 0.508741},
    // 0.01/s: 26,280 calls 0.005256; x 1 x 1.4 s = 36,792 GB-s 0.490562; 236 ms x 20 %: 0.016539
    {QStringLiteral("ImportSeatPlan"), 0.512357},
    // 0.00111/s: 2,917.08 calls 0.000583; x 0.5 x 2.3 s = 3,354.642 GB-s 0.044729; 206 ms x 30 %:
    // 0.001202
    {QStringLiteral("ReleaseSeats"), 0.046514},
    // 3.6333/s writes over two shards, 5 s each gather 9.08325: 0.4/s, 1,051,200 calls 0.21024; x
    // 0.25 x 40 ms = 10,512 GB-s 0.140161; 193 ms: 0.006763
    {QStringLiteral("CountBookings"), 0.357163},
    // writes 2.4 + 0.01 x 120 + 0.00111 x 30 = 3.6333/s of 1.5 KB, 2 units: 19,096,624.8 =
    // 11.935390; reads 2.4 + 9.6 + 0.0333 = 12.0333/s: 31,623,512.4 = 3.952939; 18 GB = 4.50
    {QStringLiteral("Bookings"), 20.388330},
    // 2.4/s, three requests each: 18,921,600
    {QStringLiteral("Confirmations"), 7.56864},
    // 26,280 puts 0.1314 and gets 0.010512; 4 GB = 0.092
    {QStringLiteral("SeatPlans"), 0.233912},
    // 0.2/s writes 0.3285 and reads 0.0657; 1 GB = 0.25
    {QStringLiteral("Counts"), 0.6442},
    {QStringLiteral("ConfirmationsFailed"), 0},
    {QStringLiteral("EventsFailed"), 0},
    {QStringLiteral("StreamFailed"), 0},
};

} // namespace

class TestBills : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void months_data();
    void months();
    void lineByLine();
};

void TestBills::months_data()
{
    QTest::addColumn<Month>("bill");
    QTest::newRow("order-service") << orderService;
    QTest::newRow("order-service-faulty") << faulty();
    QTest::newRow("image-resize") << imageResize;
    QTest::newRow("six-functions") << sixFunctions;
    // The talk states no traffic: a price a thousand runs and no month.
    QTest::newRow("primes-2018") << Month();
}

void TestBills::months()
{
    QFETCH(Month, bill);
    const Design design = sample(QString::fromUtf8(QTest::currentDataTag()));
    const Estimates estimates = estimatesOf(design);
    const Names names(design);
    QStringList priced;
    for (const Component &component : estimates.components) {
        if (!component.perMonth)
            continue;
        const QString name = names.of(component.element);
        priced.append(name);
        QVERIFY2(bill.contains(name), qPrintable(name));
        QVERIFY2(near(component.perMonth, bill.value(name), rounding), qPrintable(name));
        double lines = 0;
        for (const auto &[text, cost] : component.lines)
            lines += cost.value;
        QVERIFY(near(component.perMonth, lines, 1e-12));
    }
    for (auto it = bill.cbegin(); it != bill.cend(); ++it)
        QVERIFY2(it.value() == 0 || priced.contains(it.key()), qPrintable(it.key()));
    double total = 0;
    for (const double part : std::as_const(bill))
        total += part;
    QVERIFY(near(estimates.totalPerMonth, total, rounding * double(bill.size())));
}

void TestBills::lineByLine()
{
    const Design design = sample(QStringLiteral("order-service"));
    const Estimates estimates = estimatesOf(design);
    const auto lines = [&](const char *name) {
        QMap<QString, double> found;
        for (const auto &[text, cost] :
             estimates.component(design.idOf(QLatin1String(name)))->lines)
            found.insert(toString(text), cost.value);
        return found;
    };
    const auto create = lines("CreateOrder");
    QVERIFY(near(create.value(QStringLiteral("Requests")), 2.1024, rounding));
    QVERIFY(near(create.value(QStringLiteral("Running time")), 8.409642, rounding));
    QVERIFY(near(create.value(QStringLiteral("Initialisation")), 0.151374, rounding));
    const auto orders = lines("Orders");
    QVERIFY(near(orders.value(QStringLiteral("Writes")), 19.71, rounding));
    QVERIFY(near(orders.value(QStringLiteral("Reads")), 5.408424, rounding));
    QVERIFY(near(orders.value(QStringLiteral("Stored data")), 21, rounding));
    const auto nat = lines("nat-a");
    QVERIFY(near(nat.value(QStringLiteral("Hours")), 32.85, rounding));
    QVERIFY(near(nat.value(QStringLiteral("Public IPv4 address")), 3.65, rounding));
    QVERIFY(near(nat.value(QStringLiteral("Data")), 1.35, rounding));
    const auto flow = lines("OrderFlow");
    QVERIFY(near(flow.value(QStringLiteral("Requests")), 10.512, rounding));
    QVERIFY(near(flow.value(QStringLiteral("Running time")), 5.476095, rounding));
}

QTEST_GUILESS_MAIN(TestBills)
#include "tst_bills.moc"
