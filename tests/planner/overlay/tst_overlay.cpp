// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/overlay/overlay.h"

#include "tests/support/built_in_facts.h"
#include "tests/support/design_text.h"
#include "tests/support/random_architecture.h"

#include <QTest>

#include <cmath>

using namespace stratoplan;
using namespace stratoplan::overlay;

namespace {

Analysis analysisOf(const Design &design)
{
    return *analyze(std::make_shared<const Design>(design), *builtInFacts().catalog,
                    builtInFacts().trees);
}

bool near(double value, double wanted)
{
    return std::abs(value - wanted) <= 1e-9 * std::max(1.0, std::abs(wanted));
}

} // namespace

class TestOverlay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatElementsShow_data();
    void whatElementsShow();
    void connectionsHaveTheirModel();
    void largestHaveARank();
    void legendCounts();
    void findingsAreThoseOfTheAnalysis();
    void withoutAnAnalysisNothingIsKnown_data();
    void withoutAnAnalysisNothingIsKnown();
    void holdsForAnyDesign_data();
    void holdsForAnyDesign();
    void wordsAreUnique();
};

// What an element shows, as "STATE value share rank group": "?" unknown, "-" nothing, "" absent.
void TestOverlay::whatElementsShow_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("element");
    QTest::addColumn<QString>("shown");

    // Cost. A: 10/s x 2,628,000 s = 26.28 million calls of 100 ms at 1 GB: x 0.20 / million = 5.256
    // and x 0.1 GB-s x 0.0000166667 = 43.8000876, together 49.0560876. Ten times less for B.
    const QString priced = QStringLiteral("fn A 1024 rate=10 duration=100; "
                                          "fn B 1024 rate=1 duration=100; "
                                          "fn C 1024 rate=1; fn D; role R; A -- R");
    QTest::newRow("cost, the dearest") << Kind::Cost << priced << "A"
                                       << "49.06 1.00 1 -1";
    QTest::newRow("cost, a tenth") << Kind::Cost << priced << "B"
                                   << "4.91 0.10 2 -1";
    QTest::newRow("cost without a duration") << Kind::Cost << priced << "C"
                                             << "?";
    QTest::newRow("cost without anything") << Kind::Cost << priced << "D"
                                           << "?";
    // What unknown sources send comes on top: the cost is a lower bound.
    const QString atLeast = QStringLiteral("fn A 1024 rate=1 duration=100; "
                                           "topic T -> A");
    QTest::newRow("cost, at least") << Kind::Cost << atLeast << "A"
                                    << ">=4.91 1.00 1 -1";

    // A table that is read nobody knows how often: 0 of what is priced is no cost of it.
    QTest::newRow("cost, nothing priced")
        << Kind::Cost << QStringLiteral("fn A 512 duration=100; table T; A -- T") << "T"
        << "?";

    const QString slow = QStringLiteral("fn A p95=800; fn B p95=200; fn C duration=100; queue Q");
    QTest::newRow("latency, the slowest") << Kind::Latency << slow << "A"
                                          << "800.00 1.00 1 -1";
    QTest::newRow("latency, a quarter") << Kind::Latency << slow << "B"
                                        << "200.00 0.25 2 -1";
    QTest::newRow("latency, a mean is none") << Kind::Latency << slow << "C"
                                             << "?";
    QTest::newRow("latency, services have none") << Kind::Latency << slow << "Q"
                                                 << "";

    // 100/s x 0.09 s = 9, 9 + 3 x sqrt(9) = 18; at 100 ms and more the floor of rate/10 is below.
    const QString busy = QStringLiteral("fn A 512 rate=10 peakRate=90 duration=100; fn B 512");
    QTest::newRow("concurrency") << Kind::Concurrency << busy << "A"
                                 << "18.00 1.00 1 -1";
    QTest::newRow("concurrency, no traffic") << Kind::Concurrency << busy << "B"
                                             << "?";

    const QString triggered = QStringLiteral(
        "http-api Api -> Web; queue Q -> Work; stream S -> Log; topic T -> Mail; fn Web; fn Work; "
        "fn Log; fn Mail; fn Both; fn Alone; T -> Both; Q -> Both; unknown U -> Odd; fn Odd");
    QTest::newRow("synchronous") << Kind::Execution << triggered << "Web"
                                 << "0.00 0.00 0 0";
    QTest::newRow("asynchronous") << Kind::Execution << triggered << "Mail"
                                  << "0.00 0.00 0 1";
    QTest::newRow("queue") << Kind::Execution << triggered << "Work"
                           << "0.00 0.00 0 2";
    QTest::newRow("stream") << Kind::Execution << triggered << "Log"
                            << "0.00 0.00 0 3";
    QTest::newRow("several models") << Kind::Execution << triggered << "Both"
                                    << "0.00 0.00 0 4";
    QTest::newRow("no trigger") << Kind::Execution << triggered << "Alone"
                                << "-";
    QTest::newRow("a trigger of unknown kind") << Kind::Execution << triggered << "Odd"
                                               << "?";
    QTest::newRow("services have no model") << Kind::Execution << triggered << "Q"
                                            << "";

    const QString zoned = QStringLiteral(
        "vpc V 10.0.0.0/16; zone Za in V; zone Zb in V; subnet A 10.0.0.0/24 in Za; "
        "subnet B 10.0.1.0/24 in Zb; subnet N 10.0.2.0/24 in V; fn One in A; fn Two in A,B; "
        "fn Free; fn Where in N; gateway nat Nat in B; relational-database Db; "
        "endpoint interface E sqs in A,B; queue Q");
    QTest::newRow("one zone") << Kind::Zone << zoned << "One"
                              << "0.00 0.00 0 0";
    QTest::newRow("two zones") << Kind::Zone << zoned << "Two"
                               << "0.00 0.00 0 2";
    QTest::newRow("no network") << Kind::Zone << zoned << "Free"
                                << "-";
    QTest::newRow("a subnet without a zone") << Kind::Zone << zoned << "Where"
                                             << "?";
    QTest::newRow("a NAT gateway") << Kind::Zone << zoned << "Nat"
                                   << "0.00 0.00 0 1";
    QTest::newRow("a database without subnets") << Kind::Zone << zoned << "Db"
                                                << "?";
    QTest::newRow("an endpoint") << Kind::Zone << zoned << "E"
                                 << "0.00 0.00 0 2";
    QTest::newRow("a queue") << Kind::Zone << zoned << "Q"
                             << "-";
}

void TestOverlay::whatElementsShow()
{
    QFETCH(Kind, kind);
    QFETCH(QString, text);
    QFETCH(QString, element);
    QFETCH(QString, shown);
    const Design design = designFromText(text);
    const Analysis analysis = analysisOf(design);
    const Overlay made = overlayOf(design, *builtInFacts().catalog, &analysis, kind);
    const Shown *found = made.of(design.idOf(element));
    QString said;
    if (found && found->state == State::Unknown)
        said = QStringLiteral("?");
    else if (found && found->state == State::Nothing)
        said = QStringLiteral("-");
    else if (found)
        said = QStringLiteral("%1%2 %3 %4 %5")
                   .arg(found->atLeast ? QStringLiteral(">=") : QString())
                   .arg(found->value, 0, 'f', 2)
                   .arg(found->share, 0, 'f', 2)
                   .arg(found->rank)
                   .arg(found->group);
    QCOMPARE(said, shown);
}

void TestOverlay::connectionsHaveTheirModel()
{
    const Design design = designFromText(QStringLiteral(
        "http-api Api -> A; fn A; queue Q -> B; fn B; A -- Q; A => B; table T; A -- T"));
    const Overlay made = overlayOf(design, *builtInFacts().catalog, nullptr, Kind::Execution);
    QCOMPARE(made.of(connectionBetween(design, QStringLiteral("Api"), QStringLiteral("A")))->group,
             0);
    QCOMPARE(made.of(connectionBetween(design, QStringLiteral("Q"), QStringLiteral("B")))->group,
             2);
    QCOMPARE(made.of(connectionBetween(design, QStringLiteral("A"), QStringLiteral("B")))->group,
             0);
    QVERIFY(!made.of(connectionBetween(design, QStringLiteral("A"), QStringLiteral("T"))));
}

void TestOverlay::largestHaveARank()
{
    const Design design = designFromText(
        QStringLiteral("fn A p95=5; fn B p95=9; fn C p95=9; fn D p95=7; fn E p95=0"));
    const Overlay made = overlayOf(design, *builtInFacts().catalog, nullptr, Kind::Latency);
    QCOMPARE(made.largest, 9.0);
    const auto rank
        = [&](const char *name) { return made.of(design.idOf(QLatin1String(name)))->rank; };
    QCOMPARE(rank("B"), 1);
    QCOMPARE(rank("C"), 2);
    QCOMPARE(rank("D"), 3);
    QCOMPARE(rank("A"), 0);
    QCOMPARE(rank("E"), 0);
}

void TestOverlay::legendCounts()
{
    const Design design = designFromText(
        QStringLiteral("vpc V 10.0.0.0/16; zone Za in V; zone Zb in V; subnet A 10.0.0.0/24 in Za; "
                       "subnet N 10.0.2.0/24 in V; fn One in A; fn Two in A; fn Where in N; fn F"));
    const Overlay made = overlayOf(design, *builtInFacts().catalog, nullptr, Kind::Zone);
    QCOMPARE(made.groups.size(), 3);
    QCOMPARE(toString(made.groups[0].name), QStringLiteral("Za"));
    QCOMPARE(made.groups[0].count, 2);
    QCOMPARE(made.groups[1].count, 0);
    QCOMPARE(made.groups[2].count, 0);
    QCOMPARE(made.unknown, 1);
}

void TestOverlay::findingsAreThoseOfTheAnalysis()
{
    Design design = designFromText(QStringLiteral("fn A; fn B; fn C; fn D; A => B"));
    Analysis analysis;
    analysis.design = std::make_shared<const Design>(design);
    const auto of = [&](const char *name) { return design.idOf(QLatin1String(name)); };
    const auto add = [&](Severity severity, ElementId id, review::Status status) {
        review::Finding finding = review::found(severity, {id, of("D")}, {});
        finding.status = status;
        analysis.findings.append(finding);
    };
    add(Severity::Low, of("A"), review::Status::Open);
    add(Severity::High, of("A"), review::Status::Open);
    add(Severity::Blocker, of("A"), review::Status::Unanswered);
    add(Severity::Blocker, of("B"), review::Status::Suppressed);
    add(Severity::Medium, of("C"), review::Status::Unanswered);
    const ElementId connection
        = connectionBetween(design, QStringLiteral("A"), QStringLiteral("B"));
    add(Severity::Info, connection, review::Status::Open);
    const Overlay made = overlayOf(design, *builtInFacts().catalog, &analysis, Kind::Findings);
    QCOMPARE(made.of(of("A"))->value, 2.0);
    QCOMPARE(made.of(of("A"))->group, 1);
    QVERIFY(made.of(of("B"))->state == State::Nothing);
    QCOMPARE(made.of(of("C"))->value, 0.0);
    QCOMPARE(made.of(of("C"))->group, 5);
    QVERIFY(made.groups[5].unanswered);
    // The one it belongs to is the first; the others are only named.
    QVERIFY(made.of(of("D"))->state == State::Nothing);
    QCOMPARE(made.of(connection)->group, 4);
}

void TestOverlay::withoutAnAnalysisNothingIsKnown_data()
{
    QTest::addColumn<Kind>("kind");
    for (const Kind kind : {Kind::Findings, Kind::Cost, Kind::Concurrency, Kind::ColdStart})
        QTest::newRow(id(kind).data()) << kind;
}

void TestOverlay::withoutAnAnalysisNothingIsKnown()
{
    QFETCH(Kind, kind);
    const Design design = designFromText(
        QStringLiteral("fn A 512 rate=1 duration=100 coldShare=0.1 runtime=nodejs24.x"));
    const Overlay made = overlayOf(design, *builtInFacts().catalog, nullptr, kind);
    QCOMPARE(made.elements.size(), 1);
    QCOMPARE(made.unknown, 1);
    // With one it is.
    const Analysis analysis = analysisOf(design);
    QCOMPARE(overlayOf(design, *builtInFacts().catalog, &analysis, kind).unknown, 0);
}

void TestOverlay::holdsForAnyDesign_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 12; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestOverlay::holdsForAnyDesign()
{
    QFETCH(quint32, seed);
    const Design design = RandomArchitecture(seed, *builtInFacts().catalog).design();
    const Analysis analysis = analysisOf(design);
    for (const Kind kind : allKinds) {
        const Overlay made = overlayOf(design, *builtInFacts().catalog, &analysis, kind);
        QVERIFY(made == overlayOf(design, *builtInFacts().catalog, &analysis, kind));
        double sum = 0;
        int grouped = 0;
        for (auto it = made.elements.cbegin(); it != made.elements.cend(); ++it) {
            QVERIFY(design.find(it.key()));
            QVERIFY(it->share >= 0 && it->share <= 1 && it->group < made.groups.size());
            QVERIFY(it->state == State::Known || (it->group < 0 && it->value == 0));
            sum += it->value;
            const bool line = kind == Kind::Execution && design.get<Connection>(it.key());
            grouped += it->group >= 0 && !line ? 1 : 0;
            if (kind == Kind::ColdStart)
                QVERIFY(near(it->value, it->coldShare * it->coldLength.value));
        }
        int counted = 0;
        for (const overlay::Group &group : made.groups)
            counted += group.count;
        QCOMPARE(counted, grouped);
        // All parts of the month are on the drawing.
        if (kind == Kind::Cost)
            QVERIFY(near(sum, analysis.estimates.totalPerMonth.value));
    }
}

void TestOverlay::wordsAreUnique()
{
    QSet<QString> words;
    for (const Kind kind : allKinds)
        words.insert(id(kind));
    QCOMPARE(words.size(), qsizetype(allKinds.size()));
    QVERIFY(!words.contains(QString()));
}

QTEST_GUILESS_MAIN(TestOverlay)
#include "tst_overlay.moc"
