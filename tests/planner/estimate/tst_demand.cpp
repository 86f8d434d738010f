// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/demand.h"

#include "tests/planner/estimate/facts.h"

using namespace stratoplan;
using namespace stratoplan::estimate;

namespace {

// Demand of one element of a design in a few lines.
class Worked
{
public:
    explicit Worked(const char *text)
        : m_design(designFromText(QString::fromUtf8(text)))
        , m_traffic(traffic(m_design, facts()))
    {
    }

    Demand of(const char *name) const
    {
        return m_traffic.demand.value(m_design.idOf(QString::fromUtf8(name)));
    }
    const Design &design() const { return m_design; }
    bool assumes(const char *part) const
    {
        for (const Text &text : m_traffic.assumptions) {
            if (toString(text).contains(QString::fromUtf8(part)))
                return true;
        }
        return false;
    }
    QHash<ElementId, network::Load> loads() const
    {
        return networkLoads(m_design, m_traffic.demand);
    }

private:
    Design m_design;
    Traffic m_traffic;
};

} // namespace

class TestDemand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void concurrencyIsRateTimesMeanDuration();
    void coldStartsHoldEnvironmentsToo();
    void shortSynchronousCallsNeedATenthOfTheirRate();
    void anApiGivesEachRequestToOneFunction();
    void aTopicGivesEachEventToAll();
    void aQueueFillsBatches();
    void aSlowQueueDoesNotWaitForFullBatches();
    void aWindowGathersBatches();
    void shardsGatherSideBySide();
    void ceilingAndItsReasonStandApart();
    void reservedConcurrencyIsACeiling();
    void accessesCountAtTheirTarget();
    void writesSetOffStreams();
    void circlesAreNotFollowedRound();
    void prefixesKeepObjectsApart();
    void failureTargetsGetNothing();
    void unknownSourcesAreNamed();
    void schedulesStateTheirRate();
    void aRateWithoutPeakStandsForIt();
    void trafficOfTheFunctionItselfIsAdded();
    void networkLoadsStayBelowTheCeiling();
    void peakFollowsTheDocumentedSpread();
};

void TestDemand::concurrencyIsRateTimesMeanDuration()
{
    const Worked worked("http-api Api rate=10 peakRate=50 -> Orders\n"
                        "fn Orders 512 duration=200");
    const Demand demand = worked.of("Orders");
    QVERIFY(near(demand.rate, 10, 1e-12));
    QVERIFY(near(demand.peakRate, 50, 1e-12));
    QVERIFY(near(demand.meanConcurrency, 2, 1e-12)); // 10/s x 0.2 s
    // 50/s x 0.2 s = 10 busy; 10 + 3 sqrt(10) = 19.49, whole ones.
    QVERIFY(near(demand.peakConcurrency, 20, 1e-12));
    QVERIFY(!demand.ceiling);
    QVERIFY(near(worked.of("Api").rate, 10, 1e-12));
}

void TestDemand::coldStartsHoldEnvironmentsToo()
{
    const Worked worked("queue Jobs rate=100 -> Work batchSize=1\n"
                        "fn Work 512 duration=200 runtime=java21 snapStart=true packageMb=10 "
                        "coldShare=0.1");
    // A start takes 44 + 55.5 + 680.1 + 22.4 = 802 ms; a tenth of it on every call: 100 x 0.2802.
    QVERIFY(near(worked.of("Work").meanConcurrency, 28.02, 1e-9));
}

void TestDemand::shortSynchronousCallsNeedATenthOfTheirRate()
{
    const Worked waited("http-api Api rate=100 peakRate=1000 -> Fast\nfn Fast 512 duration=10");
    QVERIFY(near(waited.of("Fast").meanConcurrency, 10, 1e-12)); // not 100 x 0.01 = 1
    QVERIFY(near(waited.of("Fast").peakConcurrency, 100, 1e-12)); // not 10 + 3 sqrt(10)
    const Worked queued("topic News rate=100 peakRate=1000 -> Fast\nfn Fast 512 duration=10");
    QVERIFY(near(queued.of("Fast").meanConcurrency, 1, 1e-12));
    QVERIFY(near(queued.of("Fast").peakConcurrency, 20, 1e-12));
}

void TestDemand::anApiGivesEachRequestToOneFunction()
{
    const Worked worked("http-api Api rate=12 peakRate=24\n"
                        "fn A; fn B; fn C\n"
                        "Api -> A share=0.5; Api -> B; Api -> C");
    QVERIFY(near(worked.of("A").rate, 6, 1e-12));
    QVERIFY(near(worked.of("B").rate, 3, 1e-12)); // the other half in equal parts
    QVERIFY(near(worked.of("C").peakRate, 6, 1e-12));
    QVERIFY(worked.assumes("Shares of Api"));
}

void TestDemand::aTopicGivesEachEventToAll()
{
    const Worked worked("topic News rate=12 peakRate=12\nfn A; fn B; fn C\n"
                        "News -> A; News -> B; News -> C share=0.25");
    QVERIFY(near(worked.of("A").rate, 12, 1e-12));
    QVERIFY(near(worked.of("B").rate, 12, 1e-12));
    QVERIFY(near(worked.of("C").rate, 3, 1e-12)); // a filter lets a quarter through
}

void TestDemand::aQueueFillsBatches()
{
    const Worked worked("queue Jobs rate=100 peakRate=400 -> Work batchSize=10\n"
                        "fn Work 512 duration=500");
    const Demand demand = worked.of("Work");
    QVERIFY(near(demand.rate, 10, 1e-12)); // invocations
    QVERIFY(near(demand.meanConcurrency, 5, 1e-12));
    QVERIFY(near(demand.peakRate, 40, 1e-12));
    QVERIFY(worked.assumes("Batches of"));
    QVERIFY(!worked.assumes("documented defaults"));
    const Worked standard("queue Jobs rate=100 -> Work\nfn Work");
    QVERIFY(near(standard.of("Work").rate, 10, 1e-12)); // ten is the default (S30a)
    QVERIFY(standard.assumes("documented defaults"));
}

void TestDemand::aSlowQueueDoesNotWaitForFullBatches()
{
    // One message in ten seconds: nobody waits 100 s for ten of them.
    const Worked worked("queue Jobs rate=0.1 -> Work batchSize=10\nfn Work");
    QVERIFY(near(worked.of("Work").rate, 0.1, 1e-12));
}

void TestDemand::aWindowGathersBatches()
{
    // 2/s in a window of 20 s are 40 messages a batch.
    const Worked worked("queue Jobs rate=2 -> Work batchSize=100 batchWindow=20\nfn Work");
    QVERIFY(near(worked.of("Work").rate, 0.05, 1e-12));
}

void TestDemand::shardsGatherSideBySide()
{
    // 40/s over 4 shards: each gathers ten in a second, so 4 batches a second.
    const Worked worked("stream Clicks rate=40 shards=4 -> Count batchSize=100\nfn Count");
    QVERIFY(near(worked.of("Count").rate, 4, 1e-12));
}

void TestDemand::ceilingAndItsReasonStandApart()
{
    const Worked worked("queue Jobs rate=1000 -> Work batchSize=1 maximumConcurrency=5\n"
                        "fn Work 512 duration=1000\n"
                        "stream Clicks rate=10 shards=4 -> Count parallelization=2\n"
                        "fn Count 512 duration=100\n"
                        "queue Free rate=1 -> Idle\nfn Idle 512 duration=100\n"
                        "http-api Api rate=1 -> Both; queue Other rate=1 -> Both\nfn Both");
    QVERIFY(near(worked.of("Work").meanConcurrency, 1000, 1e-9)); // demand, not cut
    QVERIFY(near(worked.of("Work").ceiling, 5, 1e-12));
    QVERIFY(toString(worked.of("Work").ceilingReason).contains(QLatin1String("Jobs")));
    QVERIFY(near(worked.of("Count").ceiling, 8, 1e-12)); // 4 shards x 2
    QVERIFY(near(worked.of("Idle").ceiling, 1250, 1e-12)); // pollers (S14)
    QVERIFY(!worked.of("Both").ceiling); // the API has none
}

void TestDemand::reservedConcurrencyIsACeiling()
{
    const Worked worked("queue Jobs rate=10 -> A maximumConcurrency=20\n"
                        "fn A reservedConcurrency=8\n"
                        "http-api Api -> B\nfn B reservedConcurrency=3");
    QVERIFY(near(worked.of("A").ceiling, 8, 1e-12));
    QCOMPARE(toString(worked.of("A").ceilingReason), QStringLiteral("reserved concurrency"));
    QVERIFY(near(worked.of("B").ceiling, 3, 1e-12)); // known although the traffic is not
    QVERIFY(!worked.of("B").rate);
}

void TestDemand::accessesCountAtTheirTarget()
{
    const Worked worked("http-api Api rate=10 -> A\nfn A\n"
                        "table T; bucket Files; queue Out\n"
                        "A -- T reads=true perEvent=3\nA -- Files reads=true writes=true\n"
                        "A -- Out");
    QVERIFY(near(worked.of("T").rate, 30, 1e-12));
    QVERIFY(near(worked.of("T").reads, 30, 1e-12));
    QVERIFY(!worked.of("T").writes);
    QVERIFY(near(worked.of("Files").rate, 20, 1e-12)); // one of each
    QVERIFY(near(worked.of("Files").writes, 10, 1e-12));
    QVERIFY(near(worked.of("Out").writes, 10, 1e-12)); // what is sent to a queue arrives there
}

void TestDemand::writesSetOffStreams()
{
    const Worked worked("http-api Api rate=10 -> A\nfn A; fn B; table T\n"
                        "A -- T writes=true perEvent=2\nB -- T reads=true\n"
                        "T -> B batchSize=1");
    QVERIFY(near(worked.of("B").rate, 20, 1e-12));
    QVERIFY(near(worked.of("T").rate, 40, 1e-12)); // 20 writes, 20 reads
}

void TestDemand::circlesAreNotFollowedRound()
{
    const Worked worked("queue Jobs rate=10 -> Work batchSize=1\nfn Work\n"
                        "Work -- Jobs writes=true");
    QVERIFY(near(worked.of("Work").rate, 10, 1e-12));
    QVERIFY(near(worked.of("Jobs").rate, 20, 1e-12)); // it is sent to all the same
    QVERIFY(worked.assumes("leads back"));
    const Worked pair("topic A rate=1 -> F; fn F; fn G; F -> G; G -> F");
    QVERIFY(near(pair.of("G").rate, 1, 1e-12));
    QVERIFY(pair.of("F").rate->value <= 2);
}

void TestDemand::prefixesKeepObjectsApart()
{
    const Worked worked("bucket Files rate=5\nfn Resize; fn Index\n"
                        "Files -> Resize prefix=in/; Files -> Index prefix=out/\n"
                        "Resize -- Files writes=true prefix=out/");
    // 5/s enter; nobody says under which prefix, so both triggers may take them.
    QVERIFY(near(worked.of("Resize").rate, 5, 1e-12));
    QVERIFY(near(worked.of("Index").rate, 10, 1e-12));
    QVERIFY(!worked.assumes("leads back"));
}

void TestDemand::failureTargetsGetNothing()
{
    const Worked worked("topic News rate=5 -> A\nfn A; queue Failed; fn Mend\n"
                        "A !> Failed; Failed -> Mend");
    QVERIFY(!worked.of("Failed").rate);
    QVERIFY(!worked.of("Mend").rate);
    QCOMPARE(worked.of("Mend").unknownSources,
             QList<ElementId>{worked.design().idOf(QStringLiteral("Failed"))});
}

void TestDemand::unknownSourcesAreNamed()
{
    const Worked worked("http-api Known rate=5 -> A; topic Unknown -> A\nfn A\n"
                        "A -> B; fn B; table T; B -- T writes=true");
    QVERIFY(near(worked.of("A").rate, 5, 1e-12));
    const QList<ElementId> unknown{worked.design().idOf(QStringLiteral("Unknown"))};
    QCOMPARE(worked.of("A").unknownSources, unknown);
    QCOMPARE(worked.of("T").unknownSources, unknown); // all the way down
    QVERIFY(worked.of("B").unknownSources == unknown);
}

void TestDemand::schedulesStateTheirRate()
{
    QVERIFY(near(scheduledRate(QStringLiteral("rate(5 minutes)")), 1 / 300.0, 1e-15));
    QVERIFY(near(scheduledRate(QStringLiteral("rate(1 hour)")), 1 / 3600.0, 1e-15));
    QVERIFY(near(scheduledRate(QStringLiteral(" rate( 2 days ) ")), 1 / 172800.0, 1e-15));
    QVERIFY(!scheduledRate(QStringLiteral("cron(0 12 * * ? *)")));
    QVERIFY(!scheduledRate(QStringLiteral("rate(0 minutes)")));
    QVERIFY(!scheduledRate({}));
    const Worked worked("schedule Nightly expression=\"rate(1 day)\" -> A; fn A\n"
                        "schedule Off expression=\"rate(1 day)\" state=DISABLED -> B; fn B");
    QVERIFY(near(worked.of("A").rate, 1 / 86400.0, 1e-15));
    QVERIFY(near(worked.of("B").rate, 0, 0));
}

void TestDemand::aRateWithoutPeakStandsForIt()
{
    const Worked worked("http-api Api rate=4 -> A\nfn A");
    QVERIFY(near(worked.of("A").peakRate, 4, 1e-12));
    QVERIFY(worked.assumes("No peak is stated for Api"));
    const Worked peak("http-api Api peakRate=4 -> A\nfn A 128 duration=1000");
    QVERIFY(!peak.of("A").rate); // a peak is not a mean
    QVERIFY(near(peak.of("A").peakConcurrency, 10, 1e-12)); // 4 + 3 x 2
    QVERIFY(!peak.of("A").meanConcurrency);
}

void TestDemand::trafficOfTheFunctionItselfIsAdded()
{
    const Worked worked("topic News rate=2 -> A\nfn A rate=3 peakRate=5");
    QVERIFY(near(worked.of("A").rate, 5, 1e-12));
    QVERIFY(near(worked.of("A").peakRate, 7, 1e-12));
}

void TestDemand::networkLoadsStayBelowTheCeiling()
{
    const Worked worked("vpc Net 10.0.0.0/16; subnet S 10.0.1.0/24 in Net\n"
                        "fn Capped duration=1000 reservedConcurrency=10 rate=100 in S\n"
                        "fn Unknown reservedConcurrency=7 connections=3 in S\n"
                        "fn Open duration=1000 rate=4 in S\n"
                        "fn Warm duration=100 rate=1 provisionedConcurrency=50 in S\n"
                        "fn Outside duration=1000 rate=4");
    const auto loads = worked.loads();
    const auto load = [&](const char *name) {
        return loads.value(worked.design().idOf(QString::fromUtf8(name)));
    };
    QVERIFY(near(load("Capped").peakConcurrency, 10, 1e-12));
    QVERIFY(near(load("Unknown").peakConcurrency, 7, 1e-12));
    QCOMPARE(load("Unknown").connectionsPerEnvironment, 3.0);
    QVERIFY(near(load("Open").peakConcurrency, 10, 1e-12));
    QVERIFY(near(load("Warm").peakConcurrency, 50, 1e-12));
    QVERIFY(!loads.contains(worked.design().idOf(QStringLiteral("Outside"))));
}

void TestDemand::peakFollowsTheDocumentedSpread()
{
    QCOMPARE(peakConcurrency(0), 0.0);
    QCOMPARE(peakConcurrency(0.01), 1.0); // 0.01 + 0.3: one environment
    QCOMPARE(peakConcurrency(100), 130.0);
    QCOMPARE(peakConcurrency(10000), 10300.0);
}

QTEST_GUILESS_MAIN(TestDemand)
#include "tst_demand.moc"
