// SPDX-License-Identifier: GPL-3.0-or-later
//
// The order service is sound, and its faulty twin has ten faults, each found where it is.
#include "planner/analysis.h"
#include "planner/model/names.h"
#include "planner/store/store.h"
#include "tests/support/built_in_facts.h"

#include <QFile>
#include <QTest>

using namespace stratoplan;

namespace {

Design example(const QString &name)
{
    QFile file(QStringLiteral(STRATOPLAN_SOURCE_DIR "/resources/examples/%1.stratoplan").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is missing", qPrintable(file.fileName()));
    const auto design = store::read(file.readAll(), file.fileName());
    if (!design)
        qFatal("%s", qPrintable(toString(design.error().first())));
    return *design;
}

Analysis analysisOf(const Design &design)
{
    const auto analysis = analyze(std::make_shared<const Design>(design), *builtInFacts().catalog,
                                  builtInFacts().trees);
    if (!analysis)
        qFatal("%s", qPrintable(toString(analysis.error().first())));
    return *analysis;
}

QStringList linesOf(const Analysis &analysis)
{
    QStringList lines;
    for (const review::Finding &finding : analysis.findings)
        lines.append(QStringLiteral("%1 %2 %3")
                         .arg(review::id(finding.status), id(finding.severity), finding.key));
    return lines;
}

} // namespace

class TestExamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void soundOnesHaveNoFindings_data();
    void soundOnesHaveNoFindings();
    void eachFaultIsFoundWhereItIs();
    void fixesMendTheFaults();
};

void TestExamples::soundOnesHaveNoFindings_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("order-service") << "order-service" << QStringList();
    QTest::newRow("image-resize") << "image-resize" << QStringList();
    QTest::newRow("six-functions") << "six-functions" << QStringList();
    // The talk does not say what its function is written in.
    QTest::newRow("primes-2018") << "primes-2018"
                                 << QStringList{QStringLiteral("unanswered high FN-004 Primes")};
}

void TestExamples::soundOnesHaveNoFindings()
{
    QFETCH(QString, name);
    QFETCH(QStringList, lines);
    QCOMPARE(linesOf(analysisOf(example(name))), lines);
}

void TestExamples::eachFaultIsFoundWhereItIs()
{
    const QStringList expected{QStringLiteral("open blocker ESM-002a NotifyQueue,NotifyCustomer"),
                               QStringLiteral("open high ASYNC-001 DailyReport"),
                               QStringLiteral("open high CAP-012 stock-db ceiling"),
                               QStringLiteral("open high COST-002 orders-vpc dynamodb"),
                               QStringLiteral("open high FLOW-005 CreateOrder,ApplyDiscount"),
                               QStringLiteral("open high NET-002 ReserveStock"),
                               QStringLiteral("open high REL-010 ChargePayment"),
                               QStringLiteral("open medium CAP-018 app-c"),
                               QStringLiteral("open medium FLOW-001 GetOrder,OrdersApi"),
                               QStringLiteral("open medium REL-005 IndexOrders,Orders")};
    QCOMPARE(linesOf(analysisOf(example(QStringLiteral("order-service-faulty")))), expected);
}

// One fix after the other, as somebody would click them, leaves what has no fix.
void TestExamples::fixesMendTheFaults()
{
    Analysis analysis = analysisOf(example(QStringLiteral("order-service-faulty")));
    for (int step = 0; step < 20; ++step) {
        const auto fixable
            = std::find_if(analysis.findings.cbegin(), analysis.findings.cend(),
                           [](const review::Finding &finding) { return finding.fixable; });
        if (fixable == analysis.findings.cend())
            break;
        const auto change = fixOf(*fixable, analysis, *builtInFacts().catalog);
        QVERIFY(change);
        const auto mended = apply(*analysis.design, *change);
        QVERIFY2(mended, qPrintable(fixable->key));
        const QString key = fixable->key;
        analysis = analysisOf(*mended);
        QVERIFY2(!linesOf(analysis).join(QLatin1Char('\n')).contains(key), qPrintable(key));
    }
    QCOMPARE(linesOf(analysis),
             QStringList{QStringLiteral("open high FLOW-005 CreateOrder,ApplyDiscount")});
}

QTEST_GUILESS_MAIN(TestExamples)
#include "tst_examples.moc"
