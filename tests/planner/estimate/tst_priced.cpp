// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a month of one priced thing costs, each worked out by hand from the price list.
#include "planner/estimate/cost.h"

#include "planner/model/edit.h"
#include "tests/planner/estimate/facts.h"

using namespace stratoplan;
using namespace stratoplan::estimate;

namespace {

// In the text of a test `type` is the element's type in a template, which a state machine has as a
// property too.
Design designOf(const QString &text)
{
    const Design design = designFromText(text);
    Edit edit(design);
    for (const Service *service : design.all<Service>()) {
        if (service->cfnType != QStringLiteral("EXPRESS"))
            continue;
        Service machine = *service;
        machine.cfnType.clear();
        machine.properties.insert(QStringLiteral("type"), QVariant(QStringLiteral("EXPRESS")));
        edit.replace(machine.id, machine);
    }
    return *edit.result();
}

// Cost of the line of the bill that is called so; nothing when the element has none.
std::optional<UsDollars> lineOf(const Estimates &estimates, const Design &design,
                                const QString &element, const QString &line)
{
    for (const Component &component : estimates.components) {
        if (common(*design.find(component.element)).name != element)
            continue;
        for (const auto &[text, cost] : component.lines) {
            if (toString(text) == line)
                return cost;
        }
    }
    return std::nullopt;
}

bool isLeftOut(const Estimates &estimates, const QString &part)
{
    return std::any_of(estimates.unpriced.begin(), estimates.unpriced.end(),
                       [&](const Unpriced &each) { return toString(each.reason).contains(part); });
}

} // namespace

class TestPriced : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lines_data();
    void lines();
    void notKnownIsSaid_data();
    void notKnownIsSaid();
    void logsAreOnTheCurve();
};

void TestPriced::lines_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("element");
    QTest::addColumn<QString>("line");
    QTest::addColumn<double>("usd");
    const auto row = [](const char *name, const char *text, const char *element, const char *line,
                        double usd) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(element)
                            << QString::fromUtf8(line) << usd;
    };
    // 10/s are 26,280,000 a month; x 2 KB / 1,048,576 KB = 50.1251220703125 GB x 0.50
    row("log", "fn A 1024 duration=100 rate=10 logKb=2", "A", "Log", 25.06256103515625);
    // 1 GB x 2,628,000 s x 0.0000015046
    row("SnapStart snapshot",
        "fn A 1024 runtime=python3.13 snapStart=true duration=100 rate=10 coldShare=0.01", "A",
        "SnapStart snapshot", 3.9540888);
    // 26,280,000 x 0.01 x 1 GB x 0.0001397998
    row("SnapStart restores",
        "fn A 1024 runtime=python3.13 snapStart=true duration=100 rate=10 coldShare=0.01", "A",
        "SnapStart restores", 36.73938744);
    // 1024 MB more than the free 512: 26,280,000 x 0.1 s x 1 GB x 0.0000000309
    row("ephemeral storage", "fn A 128 duration=100 rate=10 ephemeralStorageMb=1536", "A",
        "Ephemeral storage", 0.08120520);
    // One each of 730 h x 0.045 and 0.005; 100 GB x 0.045
    const char *nat = "vpc V 10.0.0.0/16; zone a in V; zone b in V; subnet Pa 10.0.0.0/24 in a; "
                      "gateway internet I in V; gateway nat N in Pa gbMonth=100; "
                      "table Tp in V 0.0.0.0/0>I; table T in V 0.0.0.0/0>N; "
                      "subnet Sa 10.0.1.0/24 in a routeTable=T; "
                      "subnet Sb 10.0.2.0/24 in b routeTable=T; "
                      "fn A 128 duration=100 rate=1 in Sa,Sb";
    row("NAT hours", nat, "N", "Hours", 32.85);
    row("NAT address", nat, "N", "Public IPv4 address", 3.65);
    row("NAT data", nat, "N", "Data", 4.5);
    // Half of it from zone b: 50 GB x 2 x 0.01
    row("data across zones", nat, "N", "Data across zones", 1.0);
    // 3 zones x 730 h x 0.01, 1000 GB x 0.01
    const char *endpoint = "vpc V 10.0.0.0/16; zone a in V; zone b in V; zone c in V; "
                           "subnet Sa 10.0.1.0/24 in a; subnet Sb 10.0.2.0/24 in b; "
                           "subnet Sc 10.0.3.0/24 in c; "
                           "endpoint interface E sqs in Sa,Sb,Sc gbMonth=1000";
    row("endpoint hours", endpoint, "E", "Hours", 21.9);
    row("endpoint data", endpoint, "E", "Data", 10.0);
    // 12,000 GB: 10,240 x 0.09 + 1,760 x 0.085
    row("data out", "http-api Api rate=1 gbOutMonth=12000", "Api", "Data to the internet", 1071.2);
    // 2,628,000 requests of 600 KB count twice: 5.256 million x 1.00
    row("large requests", "http-api Api rate=1 -> A payloadKb=600; fn A 128 duration=100", "Api",
        "Requests", 5.256);
    // 3 requests a message, each of 100 KB twice: 2,628,000 x 6 x 0.0000004
    row("large messages", "fn A 128 duration=100 rate=1; queue Q; A -- Q writes=true payloadKb=100",
        "Q", "Requests", 6.3072);
    // 1/s in 64 MB for the 600 ms of both functions: 2,628,000 x 0.0625 GB x 0.6/3600 h = 27.375
    // GB h x 0.060012
    const char *express = "state-machine M rate=1 type=EXPRESS; M -> A; M -> B; "
                          "fn A 128 duration=350; fn B 128 duration=250";
    row("Express by its functions", express, "M", "Running time", 1.6428285);
    row("Express requests", express, "M", "Requests", 2.628);
    // 1.25 s are 13 steps of 100 ms, 70 MB two of 64 MB: 2,628,000 x 0.125 x 1.3/3600 = 118.625
    row("Express as stated",
        "state-machine M rate=1 type=EXPRESS durationMs=1250 memoryMb=70; M -> A; "
        "fn A 128 duration=350",
        "M", "Running time", 7.1189235);
    // 2,628,000 x 7 transitions x 0.000025
    row("Standard", "state-machine M rate=1 transitions=7", "M", "State transitions", 459.9);
    // 2 shards x 730 x 0.015
    row("shards", "stream S shards=2 mode=PROVISIONED rate=1", "S", "Hours", 21.9);
    // 60 KB are three units of 25: 2,628,000 x 3 x 0.000000014
    row("put units",
        "fn A 128 duration=1 rate=1; stream S shards=1; A -- S writes=true payloadKb=60", "S",
        "Requests", 0.110376);
    // 730 x 0.04; 2,628,000 x 3 KB / 1,048,576 = 7.51876831 GB x 0.08 in, x 0.04 out to two
    const char *onDemand = "fn A 128 duration=1 rate=1; stream S mode=ON_DEMAND; "
                           "A -- S writes=true payloadKb=2.5; S -> B; S -> C; fn B 128 duration=1; "
                           "fn C 128 duration=1";
    row("on-demand stream", onDemand, "S", "Hours", 29.2);
    row("on-demand data in", onDemand, "S", "Data in", 0.60150146484375);
    row("on-demand data out", onDemand, "S", "Data out", 0.60150146484375);
    // 1,000,000 minutes x 0.25 a million
    row("connection minutes", "websocket-api W rate=1 connectionMinutesMonth=1000000", "W",
        "Connection minutes", 0.25);
    // 730 h x 2 units x 0.008
    row("capacity units", "load-balancer L lcu=2", "L", "Hours", 16.425);
    // 2,628,000 x 1.15 a million
    row("schedule", "set region=eu-west-2; schedule S rate=1 -> A; fn A 128 duration=1", "S",
        "Requests", 3.0222);
    // 100 GB a month kept for 14 of its 730 / 24 days: 46.0273972603 GB x 0.03
    row("stored logs", "log-group L gbMonth=100 retentionDays=14", "L", "Stored data",
        1.380821917808);
}

void TestPriced::lines()
{
    QFETCH(QString, text);
    QFETCH(QString, element);
    QFETCH(QString, line);
    QFETCH(double, usd);
    const Design design = designOf(text);
    QVERIFY(near(lineOf(estimatesOf(design), design, element, line), usd, 1e-8));
}

void TestPriced::notKnownIsSaid_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("said");
    const auto row = [](const char *name, const char *text, const char *said) {
        QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(said);
    };
    row("logs", "fn A 128 duration=1 rate=1", "how much the functions write is not stated");
    row("some logs", "fn A 128 duration=1 rate=1 logKb=1; fn B 128",
        "how much B write is not stated");
    row("logs without a price", "set region=eu-west-3; fn A 128 duration=1 rate=1 logKb=1",
        "eu-west-3-2026-10 has no price logs.ingest.gb");
    row("restores", "fn A 128 runtime=python3.13 snapStart=true duration=1 rate=1",
        "restores are not counted");
    row("Express", "state-machine M rate=1 type=EXPRESS; M -> A; fn A 128",
        "How long an execution takes is not stated");
    row("records", "fn A 128 duration=1 rate=1; stream S mode=ON_DEMAND; A -- S writes=true",
        "The size of its records is not stated");
    row("pollers", "queue Q rate=1 -> A; fn A 128", "while it is empty is not known");
    row("schedule of another region", "schedule S rate=1 -> A; fn A 128",
        "us-east-1-2026-10 has no price scheduler.invocation");
    row("logs that are kept for ever", "log-group L gbMonth=100",
        "for how long it is kept, is not stated");
    row("other region", "set region=sa-east-1; queue Q rate=1", "no price sqs.request");
}

void TestPriced::notKnownIsSaid()
{
    QFETCH(QString, text);
    QFETCH(QString, said);
    const Estimates estimates = estimatesOf(designOf(text));
    QStringList all;
    for (const Unpriced &part : estimates.unpriced)
        all.append(toString(part.reason));
    QVERIFY2(isLeftOut(estimates, said), qPrintable(all.join(u'\n')));
}

// The curve of a function costs at its present memory what the bill says.
void TestPriced::logsAreOnTheCurve()
{
    const Design design = designFromText(QStringLiteral(
        "fn A 1024 runtime=python3.13 snapStart=true duration=100 rate=10 coldShare=0.01 logKb=2 "
        "ephemeralStorageMb=2048"));
    const Estimates estimates = estimatesOf(design);
    const FunctionEstimate &function = estimates.functions.first();
    QVERIFY(near(function.now.costPerMonth, estimates.totalPerMonth.value, 1e-9));
    // A region that has no price of logs has one of the rest.
    const Design paris = designFromText(
        QStringLiteral("set region=eu-west-3; fn A 1024 duration=100 rate=10 logKb=2"));
    QVERIFY(estimatesOf(paris).functions.first().now.costPerMonth);
}

QTEST_GUILESS_MAIN(TestPriced)
#include "tst_priced.moc"
