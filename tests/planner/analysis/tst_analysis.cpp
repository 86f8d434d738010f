// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/analysis.h"
#include "planner/model/edit.h"
#include "tests/support/built_in_facts.h"
#include "tests/support/design_text.h"

#include <QTest>

using namespace stratoplan;

namespace {

std::shared_ptr<const Design> shared(const QString &text)
{
    return std::make_shared<const Design>(designFromText(text));
}

Expected<Analysis> run(const std::shared_ptr<const Design> &design,
                       const AnalysisOptions &options = {}, const std::stop_token &stop = {})
{
    return analyze(design, *builtInFacts().catalog, builtInFacts().trees, options, stop);
}

const QString small
    = QStringLiteral("vpc Net 10.0.0.0/16; subnet S 10.0.0.0/24 in Net; cache Fast in S; "
                     "http-api Api rate=10 -> A; fn A 512 30 duration=100 in S -- Fast");

} // namespace

class TestAnalysis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsEveryAnalysis();
    void refusesWhatDoesNotExist_data();
    void refusesWhatDoesNotExist();
    void tellsAllThatIsRefusedAtOnce();
    void takesTheNetworkModelOfTheDesign();
    void walksTheChosenTree();
    void stops();
    void isTheSameForEqualDesigns();
    void emptyDesign();
};

void TestAnalysis::runsEveryAnalysis()
{
    const auto design = shared(small);
    const auto analysis = run(design);
    QVERIFY(analysis);
    QCOMPARE(analysis->design, design);
    QVERIFY(!analysis->stopped);
    QCOMPARE(analysis->decisions.size(), 1);
    QCOMPARE(analysis->network.networks.size(), 1);
    QCOMPARE(analysis->estimates.functions.size(), 1);
    // The network plan is made from the traffic: 10/s x 0.1 s = 1, 1 + 3 x sqrt(1) = 4 at peak.
    QCOMPARE(analysis->network.loads.value(design->idOf(QStringLiteral("A"))).peakConcurrency,
             std::optional<double>(4));
    QVERIFY(!analysis->findings.isEmpty());
}

void TestAnalysis::refusesWhatDoesNotExist_data()
{
    QTest::addColumn<QString>("tree");
    QTest::addColumn<QString>("priceBook");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("valid");

    QTest::newRow("tree") << "oak" << QString() << QString() << "analysis.unknown-tree"
                          << "talk-2018";
    QTest::newRow("price book") << "today"
                                << "cheap" << QString() << "analysis.unknown-price-book"
                                << "2018-talk";
    QTest::newRow("rule") << "today" << QString() << "CAP-999"
                          << "analysis.unknown-rule"
                          << "CAP-018";
}

void TestAnalysis::refusesWhatDoesNotExist()
{
    QFETCH(QString, tree);
    QFETCH(QString, priceBook);
    QFETCH(QString, rule);
    QFETCH(QString, code);
    QFETCH(QString, valid);
    AnalysisOptions options;
    options.tree = tree;
    options.priceBook = priceBook;
    if (!rule.isEmpty())
        options.rules = {rule};
    const auto analysis = run(shared(small), options);
    QVERIFY(!analysis);
    QCOMPARE(analysis.error().size(), 1);
    QCOMPARE(analysis.error().first().code, code);
    QVERIFY(toString(analysis.error().first()).contains(valid));
}

void TestAnalysis::tellsAllThatIsRefusedAtOnce()
{
    AnalysisOptions options;
    options.tree = QStringLiteral("oak");
    options.rules = {QStringLiteral("A"), QStringLiteral("B")};
    const auto analysis = run(shared(small + QStringLiteral("; set priceBook=cheap")), options);
    QVERIFY(!analysis);
    QCOMPARE(analysis.error().size(), 4);
}

void TestAnalysis::takesTheNetworkModelOfTheDesign()
{
    const auto design = shared(small + QStringLiteral("; set networkModel=per-container-eni"));
    QCOMPARE(run(shared(small))->network.model, network::Model::Hyperplane);
    QCOMPARE(run(design)->network.model, network::Model::PerContainerEni);
    AnalysisOptions options;
    options.network.model = network::Model::Hyperplane;
    QCOMPARE(run(design, options)->network.model, network::Model::PerContainerEni);
    options.networkModelStated = true;
    QCOMPARE(run(design, options)->network.model, network::Model::Hyperplane);
    options.network.zonesLost = 0;
    QCOMPARE(run(design, options)->network.zonesLost, 0);
}

void TestAnalysis::walksTheChosenTree()
{
    AnalysisOptions options;
    options.tree = QStringLiteral("talk-2018");
    QCOMPARE(run(shared(small), options)->decisions.first().tree, QStringLiteral("talk-2018"));
    QCOMPARE(run(shared(small))->decisions.first().tree, QStringLiteral("today"));
}

void TestAnalysis::stops()
{
    std::stop_source source;
    source.request_stop();
    const auto analysis = run(shared(small), {}, source.get_token());
    QVERIFY(analysis);
    QVERIFY(analysis->stopped);
    QVERIFY(analysis->findings.isEmpty());
}

void TestAnalysis::isTheSameForEqualDesigns()
{
    const auto first = run(shared(small));
    const auto second = run(shared(small));
    QVERIFY(first && second);
    QCOMPARE(first->findings, second->findings);
    QCOMPARE(first->estimates.totalPerMonth, second->estimates.totalPerMonth);
}

void TestAnalysis::emptyDesign()
{
    const auto analysis = run(std::make_shared<const Design>());
    QVERIFY(analysis);
    QVERIFY(analysis->findings.isEmpty());
    QVERIFY(analysis->decisions.isEmpty());
}

QTEST_GUILESS_MAIN(TestAnalysis)
#include "tst_analysis.moc"
