// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every template of the corpus with a VPC: each function in it gets a decision, each subnet whose
// block is known a verdict, and what is not known stays a question. With STRATOPLAN_TELL set, what
// was found is printed, to be read beside the templates.
#include "planner/analysis.h"
#include "tests/planner/sam/sam_reading.h"
#include "tests/support/corpus.h"

#include <QFileInfo>

using namespace stratoplan;
using namespace stratoplan::test;

namespace {

Analysis analysisOf(const Design &design)
{
    static const auto trees = decision::readTrees();
    const auto analysis = analyze(std::make_shared<const Design>(design), facts(), *trees);
    if (!analysis)
        qFatal("%s", qPrintable(toString(analysis.error().first())));
    return *analysis;
}

bool hasNetwork(const Design &design)
{
    const QList<const Function *> functions = design.all<Function>();
    return !design.all<Vpc>().isEmpty()
        || std::any_of(functions.begin(), functions.end(),
                       [](const Function *function) { return standsInVpc(*function); });
}

void tell(const QString &file, const Analysis &analysis)
{
    const Names names(*analysis.design);
    QStringList lines{QStringLiteral("## ") + file};
    for (const decision::Walk &walk : analysis.decisions) {
        const auto *function = analysis.design->get<Function>(walk.function);
        if (function && standsInVpc(*function))
            lines.append(QStringLiteral("decision %1: %2")
                             .arg(names.of(walk.function),
                                  walk.outcome.isEmpty() ? QStringLiteral("open") : walk.outcome));
    }
    for (const network::VpcPlan &vpc : analysis.network.networks) {
        for (const network::SubnetPlan &subnet : vpc.subnets)
            lines.append(QStringLiteral("subnet %1: %2 %3")
                             .arg(names.of(subnet.subnet),
                                  subnet.cidr ? subnet.cidr->toString() : QStringLiteral("?"),
                                  network::id(subnet.verdict)));
    }
    for (const review::Finding &finding : analysis.findings) {
        if (finding.rule.startsWith(QLatin1String("NET-"))
            || finding.rule.startsWith(QLatin1String("CAP-01"))
            || finding.rule.startsWith(QLatin1String("CAP-02"))
            || finding.rule.startsWith(QLatin1String("REL-01")))
            lines.append(QStringLiteral("%1 %2 %3: %4")
                             .arg(review::id(finding.status), id(finding.severity), finding.key,
                                  toString(finding.message)));
    }
    for (const QString &line : std::as_const(lines))
        qInfo("%s", qUtf8Printable(line));
}

} // namespace

class TestCorpusNetworks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyNetwork_data();
    void everyNetwork();
};

void TestCorpusNetworks::everyNetwork_data()
{
    QTest::addColumn<QString>("path");
    const QStringList paths = corpusTemplates();
    if (paths.isEmpty())
        QSKIP(corpusMissing);
    for (const QString &path : paths)
        QTest::newRow(qPrintable(QFileInfo(path).fileName())) << path;
}

void TestCorpusNetworks::everyNetwork()
{
    QFETCH(QString, path);
    const auto read = sam::read(fileText(path), path, facts(), {});
    if (!read || !hasNetwork(read->design))
        return;
    const Analysis analysis = analysisOf(read->design);
    const Design &design = *analysis.design;
    if (qEnvironmentVariableIsSet("STRATOPLAN_TELL"))
        tell(QFileInfo(path).fileName(), analysis);

    const QList<const Function *> functions = design.all<Function>();
    for (const Function *function : functions) {
        if (!standsInVpc(*function))
            continue;
        const auto walk = std::find_if(
            analysis.decisions.begin(), analysis.decisions.end(),
            [&](const decision::Walk &other) { return other.function == function->id; });
        QVERIFY2(walk != analysis.decisions.end(), qPrintable(function->name));
        // An outcome, or the question that is open.
        QVERIFY2(!walk->outcome.isEmpty() || !walk->answers.isEmpty(), qPrintable(function->name));
    }
    const QList<const Subnet *> subnets = design.all<Subnet>();
    for (const Subnet *subnet : subnets) {
        const network::SubnetPlan *plan = analysis.network.subnet(subnet->id);
        QVERIFY2(plan, qPrintable(subnet->name));
        const bool known
            = subnet->cidr && !subnet->several && network::parseCidr(*subnet->cidr).has_value();
        QVERIFY2(plan->cidr.has_value() == known, qPrintable(subnet->name));
        if (!known) {
            QVERIFY2(plan->verdict == network::Verdict::Unanswered, qPrintable(subnet->name));
            // It is asked for, where functions stand in it.
            const bool asked = std::any_of(analysis.findings.begin(), analysis.findings.end(),
                                           [&](const review::Finding &finding) {
                                               return finding.status == review::Status::Unanswered
                                                   && finding.elements.contains(subnet->id);
                                           });
            QVERIFY2(asked || !plan->functions, qPrintable(subnet->name));
        } else if (plan->residentsKnown && plan->needed && plan->neededAfterZoneLoss) {
            QVERIFY2(plan->verdict != network::Verdict::Unanswered, qPrintable(subnet->name));
        }
    }
}

QTEST_GUILESS_MAIN(TestCorpusNetworks)
#include "tst_corpus_networks.moc"
