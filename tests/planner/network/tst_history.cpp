// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/network/history.h"
#include "tests/support/design_text.h"

#include <QTest>

using namespace stratoplan;
using namespace stratoplan::network;

namespace {

const catalog::Catalog &facts()
{
    static const Expected<std::shared_ptr<const catalog::Catalog>> catalog = catalog::builtIn();
    if (!catalog)
        qFatal("%s", qPrintable(toString(catalog.error().first())));
    return **catalog;
}

History historyOfText(const QString &text, double peak, Model model)
{
    const Design design = designFromText(text);
    QHash<ElementId, Load> loads;
    const QList<const Function *> functions = design.all<Function>();
    for (const Function *function : functions)
        loads.insert(function->id, {peak, 1});
    return historyOf(design, facts(), plan(design, facts(), loads, {model, 1, 1}));
}

const QString twoZones = QStringLiteral(
    "vpc V 10.0.0.0/16; zone A in V; zone B in V; subnet a 10.0.0.0/24 in A; "
    "subnet b 10.0.1.0/24 in B; subnet c 10.0.2.0/24 in B; group g1 in V; group g2 in V; ");

} // namespace

class TestHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thousandInTwoBlocks();
    void fewerThen();
    void unknown();
};

// 1,000 x 1.5 GB / 3 GB = 500 interfaces then, 250 in each of two /24 (251 usable), 500 with a zone
// lost; now 1,000 connections of 65,000 are one interface a subnet.
void TestHistory::thousandInTwoBlocks()
{
    const QString text = twoZones + QStringLiteral("fn F 1536 in a,b");
    const History history = historyOfText(text, 1000, Model::Hyperplane);
    QCOMPARE(history.interfacesThen, 500);
    QCOMPARE(history.quotaThen, 350.0);
    QCOMPARE(history.networks.size(), 1);
    const VpcHistory &vpc = history.networks.first();
    QCOMPARE(vpc.interfacesThen, 500);
    QCOMPARE(vpc.interfacesNow, 2);
    QCOMPARE(vpc.quotaNow, 500.0);
    const SubnetHistory &a = vpc.subnets.first();
    QCOMPARE(a.usable, 251);
    QCOMPARE(a.neededThen, 250);
    QCOMPARE(a.neededNow, 1);
    QCOMPARE(a.afterZoneLossThen, 500);
    QCOMPARE(a.afterZoneLossNow, 1);
    QCOMPARE(a.verdictThen, Verdict::FitsUntilZoneLost);
    QCOMPARE(a.verdictNow, Verdict::Fits);
    QCOMPARE(toString(a.why),
             QStringLiteral("250 interfaces, one for every 3 GB of running environments, became 1: "
                            "environments share one for each set of security groups, up to 65000 "
                            "connections"));
    // Nothing stands in c.
    QVERIFY(vpc.subnets.last().why.isEmpty());
    // The model of the plan does not matter.
    QCOMPARE(historyOfText(text, 1000, Model::PerContainerEni), history);
}

// Two functions of one environment with 128 MB: 0.125 / 3 = 0.04, one interface each then; now one
// for each set of groups as well. With 0 environments there was none then.
void TestHistory::fewerThen()
{
    const QString text = twoZones
        + QStringLiteral("fn F 128 securityGroups=g1 in a; fn G 128 securityGroups=g2 in a");
    const SubnetHistory same
        = historyOfText(text, 1, Model::Hyperplane).networks.first().subnets.first();
    QCOMPARE(toString(same.why), QStringLiteral("2 interfaces either way"));
    const SubnetHistory more
        = historyOfText(text, 0, Model::Hyperplane).networks.first().subnets.first();
    QCOMPARE(more.neededThen, 0);
    QCOMPARE(more.neededNow, 2);
    QVERIFY2(toString(more.why).startsWith(QStringLiteral("0 interfaces became 2")),
             qPrintable(toString(more.why)));
}

void TestHistory::unknown()
{
    const Design design = designFromText(twoZones + QStringLiteral("fn F 1536 in a,b"));
    const History history
        = historyOf(design, facts(), plan(design, facts(), {}, {Model::Hyperplane, 1, 1}));
    QVERIFY(!history.interfacesThen);
    const SubnetHistory &a = history.networks.first().subnets.first();
    QVERIFY(!a.neededThen);
    QCOMPARE(a.verdictThen, Verdict::Unanswered);
    // At most the account's 1,000 environments: one interface now.
    QCOMPARE(a.neededNow, 1);
    QVERIFY(!a.why.isEmpty() && !toString(a.why).contains(QLatin1Char('{')));
}

QTEST_GUILESS_MAIN(TestHistory)
#include "tst_history.moc"
