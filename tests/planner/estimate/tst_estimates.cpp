// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/estimates.h"
#include "planner/estimate/function_curve.h"

#include "planner/estimate/memory_settings.h"
#include "planner/estimate/recommend.h"
#include "planner/model/edit.h"
#include "tests/planner/estimate/facts.h"
#include "tests/support/random_design.h"

#include <cmath>

using namespace stratoplan;
using namespace stratoplan::estimate;

namespace {

Design design(const char *text)
{
    return designFromText(QString::fromUtf8(text));
}

std::optional<UsDollars> monthly(const Estimates &estimates, const Design &of, const char *name)
{
    const Component *component = estimates.component(of.idOf(QString::fromUtf8(name)));
    return component ? component->perMonth : std::nullopt;
}

QStringList reasons(const Estimates &estimates, const Design &of, const char *name)
{
    QStringList found;
    for (const Unpriced &part : estimates.unpriced) {
        if (part.element == of.idOf(QString::fromUtf8(name)))
            found.append(toString(part.reason));
    }
    return found;
}

MemoryPoint point(int memory, double duration, double cost)
{
    MemoryPoint made;
    made.memory = MiB(memory);
    made.duration = Milliseconds(duration);
    made.costPerMillion = UsDollars(cost);
    return made;
}

} // namespace

class TestEstimates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTalksTableFromADesign();
    void settingsAreThePresentOneAndDoublings();
    void aMonthOfASmallServiceByHand();
    void networkPartsByHand();
    void networkPartsOfAnotherStack();
    void whatIsUnknownIsListed();
    void arm64HadNoPriceIn2018();
    void unknownPriceBooksAreRefused();
    void aRegionWithoutBookSaysWhosePricesTheseAre();
    void theDesignsBookIsUsed();
    void costAtThePresentMemoryIsTheComponents();
    void coldStartsFollowTheNetworkModel();
    void theShareOfColdStartsIsARangeByTraffic();
    void theSettingsOfACurveAreThoseOfTheEstimates();
    void powerTuningPicks();
    void timeoutsRuleSettingsOut();
    void slowestPath();
    void totalsAreSumsOfParts();
    void sameDesignSameEstimates();
    void stopIsHonoured();
    void usualSettings();
};

void TestEstimates::theTalksTableFromADesign()
{
    Design primes = design("fn Primes 128 300");
    {
        auto element = *primes.find(primes.idOf(QStringLiteral("Primes")));
        auto &function = std::get<Function>(element);
        function.measurements = {{MiB(128), Milliseconds(11722.965), std::nullopt},
                                 {MiB(256), Milliseconds(6678.945), std::nullopt},
                                 {MiB(512), Milliseconds(3194.954), std::nullopt},
                                 {MiB(1024), Milliseconds(1465.984), std::nullopt}};
        Change change;
        change.elements.push_back({function.id, *primes.find(function.id), element});
        primes = *apply(primes, change);
    }
    Options options;
    options.priceBook = QStringLiteral("2018-talk");
    options.memory = {MiB(128), MiB(256), MiB(512), MiB(1024)};
    const Estimates estimates = estimatesOf(primes, options);
    const QList<MemoryPoint> points = estimates.functions.first().memory;
    QCOMPARE(points.size(), 4);
    // 24.628 = 11.722965 x 0.125 x 16.67 + 0.20, and so on.
    QVERIFY(near(points.at(0).costPerMillion, 24.628, 0.0006));
    QVERIFY(near(points.at(1).costPerMillion, 28.035, 0.0006));
    QVERIFY(near(points.at(2).costPerMillion, 26.830, 0.0006));
    QVERIFY(near(points.at(3).costPerMillion, 24.638, 0.0006));
    QCOMPARE(estimates.functions.first().cheapest, std::optional(MiB(128)));
    QCOMPARE(estimates.functions.first().fastest, std::optional(MiB(1024)));
    QCOMPARE(estimates.functions.first().balanced, std::optional(MiB(1024)));
}

void TestEstimates::settingsAreThePresentOneAndDoublings()
{
    const Estimates estimates = estimatesOf(design("fn A 300 duration=100"));
    QList<int> memory;
    for (const MemoryPoint &at : estimates.functions.first().memory)
        memory.append(at.memory.value);
    QCOMPARE(memory, (QList<int>{128, 256, 300, 512, 1024, 2048, 4096, 8192, 10240}));
    QCOMPARE(estimates.functions.first().now.memory.value, 300);
}

void TestEstimates::aMonthOfASmallServiceByHand()
{
    const Design service
        = design("http-api Api rate=10 -> Orders\n"
                 "fn Orders 512 duration=100 architecture=arm64\n"
                 "table Items storageGb=20; queue Jobs; fn Work 1024 duration=400\n"
                 "bucket Files storageGb=100\n"
                 "Orders -- Items writes=true; Orders -- Items reads=true perEvent=2\n"
                 "Orders -- Jobs writes=true; Jobs -> Work batchSize=10\n"
                 "Work -- Files writes=true perEvent=10");
    const Estimates estimates = estimatesOf(service);
    QCOMPARE(estimates.priceBook, QStringLiteral("us-east-1-2026-10"));
    // A month has 730 x 3600 = 2,628,000 s; 10/s are 26.28 million.
    // Api: 26.28 x 1.00
    QVERIFY(near(monthly(estimates, service, "Api"), 26.28, 1e-9));
    // Orders: 26.28 x 0.20 = 5.256; 26.28e6 x 0.5 GB x 0.1 s = 1,314,000 GB-s x 0.0000133334
    QVERIFY(near(monthly(estimates, service, "Orders"), 5.256 + 17.5200876, 1e-9));
    // Items: 26.28 x 0.625 writes + 52.56 x 0.125 reads + 20 GB x 0.25
    QVERIFY(near(monthly(estimates, service, "Items"), 16.425 + 6.57 + 5, 1e-9));
    // Jobs: 26.28 million x 3 requests x 0.40
    QVERIFY(near(monthly(estimates, service, "Jobs"), 31.536, 1e-9));
    // Work: one call a second: 2.628 x 0.20; 2,628,000 x 0.4 = 1,051,200 GB-s x 0.0000166667
    QVERIFY(near(monthly(estimates, service, "Work"), 0.5256 + 17.52003504, 1e-8));
    // Files: 26,280 thousand puts x 0.005 + 100 GB x 0.023
    QVERIFY(near(monthly(estimates, service, "Files"), 131.4 + 2.3, 1e-9));
    QVERIFY(near(estimates.totalPerMonth,
                 26.28 + 22.7760876 + 27.995 + 31.536 + 18.04563504 + 133.7, 1e-7));
}

void TestEstimates::networkPartsByHand()
{
    const Design network = design(
        "vpc Net 10.0.0.0/16; zone Za in Net; zone Zb in Net\n"
        "subnet Pub 10.0.0.0/24 in Za; subnet A 10.0.1.0/24 in Za; subnet B 10.0.2.0/24 in Zb\n"
        "gateway nat Nat in Pub gbMonth=100\n"
        "gateway nat Other in Pub\n"
        "gateway internet Way in Net\n"
        "endpoint gateway S3 s3 in Net\n"
        "endpoint interface Sqs sqs in A,B gbMonth=50");
    const Estimates estimates = estimatesOf(network);
    // 730 h x (0.045 + 0.005 for its address) + 100 GB x 0.045
    QVERIFY(near(monthly(estimates, network, "Nat"), 41.0, 1e-9));
    QVERIFY(near(monthly(estimates, network, "Other"), 36.5, 1e-9));
    QVERIFY(reasons(estimates, network, "Other")
                .join(QLatin1Char(' '))
                .contains(QLatin1String("not stated")));
    QVERIFY(!estimates.component(network.idOf(QStringLiteral("Way"))));
    QVERIFY(near(monthly(estimates, network, "S3"), 0, 0)); // known to be free
    // 2 zones x 730 h x 0.01 + 50 GB x 0.01
    QVERIFY(near(monthly(estimates, network, "Sqs"), 15.1, 1e-9));
}

/// Hours of what stands in a network elsewhere are paid there; the data is the design's own, and so
/// is what its template makes there.
void TestEstimates::networkPartsOfAnotherStack()
{
    Edit edit(design("vpc Net 10.0.0.0/16; zone Za in Net; subnet A 10.0.1.0/24 in Za\n"
                     "gateway nat Shared in A gbMonth=100\n"
                     "gateway nat Own in A gbMonth=100\n"
                     "endpoint interface Sqs sqs in A gbMonth=50"));
    edit.set(edit.idOf(QStringLiteral("Net")), &Vpc::outside, true);
    Gateway own = *edit.get<Gateway>(edit.idOf(QStringLiteral("Own")));
    own.cfnType = QStringLiteral("AWS::EC2::NatGateway");
    edit.replace(own.id, own);
    const Design network = *edit.result();
    const Estimates estimates = estimatesOf(network);
    // 100 GB x 0.045, and 50 GB x 0.01
    QVERIFY(near(monthly(estimates, network, "Shared"), 4.5, 1e-9));
    QVERIFY(near(monthly(estimates, network, "Sqs"), 0.5, 1e-9));
    QVERIFY(near(monthly(estimates, network, "Own"), 41.0, 1e-9));
    for (const char *name : {"Shared", "Sqs"})
        QVERIFY2(reasons(estimates, network, name)
                     .join(QLatin1Char(' '))
                     .contains(QLatin1String("network elsewhere")),
                 name);
    QVERIFY(reasons(estimates, network, "Own").isEmpty());
}

void TestEstimates::whatIsUnknownIsListed()
{
    const Design unknown = design("http-api Api -> A\nfn A 512 duration=100\nfn B 512 rate=1\n"
                                  "fn C memory=?!Ref_Size duration=100 rate=1\n"
                                  "relational-database Db; stream Clicks rate=1; log-group Logs\n"
                                  "state-machine Flow rate=1; topic News fifo=true rate=1");
    const Estimates estimates = estimatesOf(unknown);
    for (const char *name : {"Api", "A", "B", "C", "Db", "Logs", "Flow", "News"}) {
        QVERIFY2(!monthly(estimates, unknown, name), name);
        QVERIFY2(!reasons(estimates, unknown, name).isEmpty(), name);
    }
    // The stream's records are priced, its shards are not known.
    QVERIFY(near(monthly(estimates, unknown, "Clicks"), 2.628 * 0.014, 1e-9));
    QVERIFY(!reasons(estimates, unknown, "Clicks").isEmpty());
    QCOMPARE(reasons(estimates, unknown, "B"),
             QStringList{QStringLiteral("Its duration is not known.")});
    QVERIFY(!estimates.function(unknown.idOf(QStringLiteral("A")))->now.costPerMonth);
    QVERIFY(estimates.function(unknown.idOf(QStringLiteral("A")))->now.costPerMillion);
    QCOMPARE(estimates.function(unknown.idOf(QStringLiteral("C")))->now.memory.value, 0);
}

void TestEstimates::arm64HadNoPriceIn2018()
{
    const Design arm = design("fn A 128 duration=100 rate=1 architecture=arm64");
    Options options;
    options.priceBook = QStringLiteral("2018-talk");
    const Estimates estimates = estimatesOf(arm, options);
    QVERIFY(!estimates.functions.first().now.costPerMillion);
    QVERIFY(!estimates.functions.first().now.costPerMonth);
    QVERIFY(reasons(estimates, arm, "A")
                .join(QLatin1Char(' '))
                .contains(QLatin1String("lambda.arm.gb-second")));
}

void TestEstimates::unknownPriceBooksAreRefused()
{
    Options options;
    options.priceBook = QStringLiteral("atlantis-1-2031-01");
    const auto refused = estimate::estimate(design("fn A"), facts(), {}, options);
    QVERIFY(!refused);
    QCOMPARE(refused.error().first().code, QStringLiteral("estimate.unknown-price-book"));
    const QString remedy = toString(refused.error().first().remedy);
    for (const catalog::PriceBook &book : facts().priceBooks())
        QVERIFY2(remedy.contains(book.name), qPrintable(remedy));
}

void TestEstimates::aRegionWithoutBookSaysWhosePricesTheseAre()
{
    const Estimates estimates
        = estimatesOf(design("set region=mx-central-1; fn A 128 duration=100"));
    QCOMPARE(estimates.region, QStringLiteral("mx-central-1"));
    QCOMPARE(estimates.priceBook, QStringLiteral("us-east-1-2026-10"));
    QVERIFY(toString(estimates.assumptions.first()).contains(QLatin1String("mx-central-1")));
}

void TestEstimates::theDesignsBookIsUsed()
{
    const Estimates estimates
        = estimatesOf(design("set priceBook=2018-talk; fn A 1024 duration=1000"));
    QCOMPARE(estimates.priceBook, QStringLiteral("2018-talk"));
    QVERIFY(near(estimates.functions.first().now.costPerMillion, 16.87, 1e-9));
    // Where the book ends there is no cost, while there still is a duration's range.
    QVERIFY(!estimates.functions.first().memory.last().costPerMillion);
    QVERIFY(estimates.functions.first().memory.last().durationLow);
}

void TestEstimates::costAtThePresentMemoryIsTheComponents()
{
    const Design two = design("fn A 512 duration=120 cpuShare=0.5 rate=3\n"
                              "fn B 2048 duration=900 cpuShare=0.8 rate=4000");
    const Estimates estimates = estimatesOf(two);
    for (const FunctionEstimate &estimated : estimates.functions) {
        QCOMPARE(estimated.now.costPerMonth, estimates.component(estimated.function)->perMonth);
        for (const MemoryPoint &at : estimated.memory) {
            QVERIFY(at.costPerMonth);
            if (at.memory == estimated.now.memory)
                QCOMPARE(at.costPerMonth, estimated.now.costPerMonth);
        }
    }
}

void TestEstimates::theShareOfColdStartsIsARangeByTraffic()
{
    const auto shares = [](const char *text) {
        const Estimates made = estimatesOf(design(text));
        return std::pair(made.functions.first().coldShareLow, made.functions.first().coldShareHigh);
    };
    // One call in 1,000 s, one at a time: exp(-3600 / 1000) = 0.0273 of them find nobody after the
    // longest idle life that was seen, an hour, and exp(-300 / 1000) = 0.7408 after the shortest.
    const auto [low, high] = shares("fn A 512 duration=1 rate=0.001");
    QVERIFY(near(low, 0.0273237, 1e-5));
    QVERIFY(near(high, 0.740818, 1e-5));
    const auto none = std::pair(std::optional<double>(), std::optional<double>());
    QCOMPARE(shares("fn A 512 duration=1 rate=0.001 coldShare=0.5"), none);
    QCOMPARE(shares("fn A 512 rate=0.001"), none);
    QCOMPARE(shares("fn A 512 duration=1"), none);
    // 2,000 at a time are more than the account's 1,000.
    QCOMPARE(shares("fn A 512 duration=1000 rate=2000"), none);
}

void TestEstimates::theSettingsOfACurveAreThoseOfTheEstimates()
{
    const Design made = design("fn A 512 duration=120 cpuShare=0.5 rate=3; fn B 640 rate=2\n"
                               "queue Jobs rate=4 -> B");
    Options all;
    all.memory = memorySettings(facts()).usual;
    const Estimates whole = estimatesOf(made, all);
    all.presentOnly = true;
    const Estimates present = estimatesOf(made, all);
    for (const FunctionEstimate &function : whole.functions) {
        QVERIFY(present.function(function.function)->memory.isEmpty());
        const auto curve = curveOf(*made.get<Function>(function.function), present,
                                   network::Model::Hyperplane, facts());
        QVERIFY(curve);
        QCOMPARE(function.memory.size(), 46);
        for (const MemoryPoint &point : function.memory) {
            const MemoryPoint same = curve->at(point.memory);
            QCOMPARE(same.duration, point.duration);
            QCOMPARE(same.durationHigh, point.durationHigh);
            QCOMPARE(same.coldStart, point.coldStart);
            QCOMPARE(same.costPerMillion, point.costPerMillion);
            QCOMPARE(same.costPerMonth, point.costPerMonth);
        }
    }
}

void TestEstimates::coldStartsFollowTheNetworkModel()
{
    const char *text = "set networkModel=%1; vpc Net 10.0.0.0/16; subnet S 10.0.1.0/24 in Net\n"
                       "fn A 512 runtime=nodejs24.x in S";
    const auto start = [&](const char *model) {
        const Design of = designFromText(QString::fromUtf8(text).arg(QString::fromUtf8(model)));
        return estimatesOf(of).functions.first().now.coldStart;
    };
    QVERIFY(!start("hyperplane").of(Phase::EniCreate));
    QVERIFY(near(start("per-container-eni").of(Phase::EniCreate), 8066, 1e-9));
}

void TestEstimates::powerTuningPicks()
{
    // Weights of one half, by hand: 128: 1/2 + 800/800 = 1.5; 512: 1.2/2 + 200/800 = 0.85;
    // 1024: 1.1/2 + 100/800 = 0.675; 2048: 2/2 + 99/800 = 1.124.
    const QList<MemoryPoint> points{point(128, 800, 1.0), point(512, 200, 1.2),
                                    point(1024, 100, 1.1), point(2048, 99, 2.0)};
    const Recommendation picks = recommend(points, {});
    QCOMPARE(picks.cheapest, std::optional(MiB(128)));
    QCOMPARE(picks.fastest, std::optional(MiB(2048)));
    QCOMPARE(picks.balanced, std::optional(MiB(1024)));
    // Ties: by the other figure, and by less memory where both or their sum agree.
    const Recommendation ties = recommend(
        {point(128, 300, 1), point(256, 200, 1), point(512, 100, 2), point(1024, 100, 3)}, {});
    QCOMPARE(ties.cheapest, std::optional(MiB(256)));
    QCOMPARE(ties.fastest, std::optional(MiB(512)));
    const Recommendation even = recommend({point(256, 50, 2), point(128, 100, 1)}, {});
    QCOMPARE(even.balanced, std::optional(MiB(128)));
    QVERIFY(!recommend({point(128, 100, 1)}, {}).cheapest); // one is no choice
}

void TestEstimates::timeoutsRuleSettingsOut()
{
    const QList<MemoryPoint> points{point(128, 4000, 1.0), point(256, 2000, 1.1),
                                    point(512, 1000, 1.2)};
    QCOMPARE(recommend(points, Seconds(3)).cheapest, std::optional(MiB(256)));
}

void TestEstimates::slowestPath()
{
    const Design chain = design("http-api Api -> A; http-api Other -> C\n"
                                "fn A p95=300; fn B p95=250; fn C p95=280; fn D p95=900\n"
                                "A => B; B => A; topic News -> D; A => D execution=asynchronous");
    const Estimates estimates = estimatesOf(chain);
    QVERIFY(estimates.slowestPath);
    // A waits for B, so that B's 250 ms are in A's 300; D is not waited for.
    QVERIFY(near(estimates.slowestPath->p95, 300, 0));
    QCOMPARE(estimates.slowestPath->elements,
             (QList<ElementId>{chain.idOf(QStringLiteral("Api")), chain.idOf(QStringLiteral("A")),
                               chain.idOf(QStringLiteral("B"))}));
    QVERIFY(!estimatesOf(design("topic News -> D; fn D p95=900")).slowestPath);
    const auto unknown = estimatesOf(design("http-api Api -> A; fn A")).slowestPath;
    QVERIFY(unknown && !unknown->p95);
}

void TestEstimates::totalsAreSumsOfParts()
{
    for (quint32 seed = 1; seed <= 40; ++seed) {
        const Design random = RandomDesign(seed).design(60);
        const Estimates estimates = [&] {
            network::Options options;
            const auto plan = network::plan(random, facts(),
                                            networkLoads(random, demand(random, facts())), options);
            Options books;
            books.priceBook = QStringLiteral("us-east-1-2026-10");
            return *estimate::estimate(random, facts(), plan, books);
        }();
        const QByteArray where = "seed " + QByteArray::number(seed);
        double total = 0;
        for (const Component &component : estimates.components) {
            double lines = 0;
            for (const auto &line : component.lines)
                lines += line.second.value;
            total += component.perMonth.value_or(UsDollars(0)).value;
            QVERIFY2(std::abs(lines - component.perMonth.value_or(UsDollars(0)).value)
                         <= 1e-9 * std::max(1.0, std::abs(lines)),
                     where);
            if (!component.perMonth) {
                QVERIFY2(std::any_of(estimates.unpriced.begin(), estimates.unpriced.end(),
                                     [&](const Unpriced &part) {
                                         return part.element == component.element
                                             && !part.reason.isEmpty();
                                     }),
                         where);
            }
        }
        QVERIFY2(std::isfinite(total), where);
        QVERIFY2(std::abs(total - estimates.totalPerMonth.value)
                     <= 1e-9 * std::max(1.0, std::abs(total)),
                 where);
        // Every function is estimated, and each has a price or a reason.
        QCOMPARE(estimates.functions.size(), random.all<Function>().size());
        for (const Function *function : random.all<Function>())
            QVERIFY2(estimates.component(function->id), where);
    }
}

void TestEstimates::sameDesignSameEstimates()
{
    const Design random = RandomDesign(7).design(80);
    const auto text = [](const Estimates &estimates) {
        QString all;
        for (const Component &part : estimates.components)
            all += QString::number(part.element.value) + QLatin1Char('=')
                + QString::number(part.perMonth.value_or(UsDollars(-1)).value, 'g', 17)
                + QLatin1Char(';');
        for (const Text &assumption : estimates.assumptions)
            all += toString(assumption);
        for (const Unpriced &part : estimates.unpriced)
            all += toString(part.reason);
        return all;
    };
    network::Plan plan;
    Options options;
    options.priceBook = QStringLiteral("us-east-1-2026-10");
    QCOMPARE(text(*estimate::estimate(random, facts(), plan, options)),
             text(*estimate::estimate(random, facts(), plan, options)));
}

void TestEstimates::stopIsHonoured()
{
    std::stop_source source;
    source.request_stop();
    Options options;
    options.stop = source.get_token();
    const auto stopped = estimate::estimate(design("fn A; fn B"), facts(), {}, options);
    QVERIFY(stopped && stopped->functions.isEmpty());
}

void TestEstimates::usualSettings()
{
    const MemorySettings settings = memorySettings(facts());
    QCOMPARE(settings.least, MiB(128));
    QCOMPARE(settings.most, MiB(10240));
    const QList<MiB> &usual = settings.usual;
    QCOMPARE(usual.size(), 46);
    QCOMPARE(usual.first().value, 128);
    QCOMPARE(usual.last().value, 3008);
    QCOMPARE(usual.at(1).value, 192);
    QCOMPARE(settings.doublings,
             (QList<MiB>{MiB(128), MiB(256), MiB(512), MiB(1024), MiB(2048), MiB(4096), MiB(8192),
                         MiB(10240)}));
}

QTEST_GUILESS_MAIN(TestEstimates)
#include "tst_estimates.moc"
