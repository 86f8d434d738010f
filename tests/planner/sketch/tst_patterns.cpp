// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/analysis.h"
#include "planner/decision/tree.h"
#include "planner/sketch/fragment.h"
#include "planner/sketch/patterns.h"
#include "planner/store/store.h"
#include "tests/support/built_in.h"
#include "tests/support/design_text.h"

#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::sketch;

namespace {

/// How many connections of a design mean the same between the same kinds.
QMap<QString, int> shapeOf(const Design &design)
{
    QMap<QString, int> shape;
    const auto kind = [&](ElementId id) {
        const auto *service = design.get<Service>(id);
        return service ? service->kind : QString(kindWord(*design.find(id)));
    };
    for (const Connection *one : design.all<Connection>())
        ++shape[kind(one->from) + u' ' + id(one->role) + u' ' + kind(one->to)];
    return shape;
}

} // namespace

class TestPatterns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allAreThere()
    {
        QStringList keys;
        for (const Pattern &pattern : patterns()) {
            keys.append(pattern.key);
            QVERIFY(!pattern.name.isEmpty());
            // One sentence.
            QVERIFY2(pattern.sentence.count(u'.') == 1 && pattern.sentence.endsWith(u'.'),
                     qPrintable(pattern.key));
            QCOMPARE(patternOf(pattern.key), &pattern);
        }
        keys.sort();
        QCOMPARE(
            keys,
            (QStringList{QStringLiteral("api-function-table"), QStringLiteral("database-in-vpc"),
                         QStringLiteral("fan-out"), QStringLiteral("queue-worker"),
                         QStringLiteral("saga"), QStringLiteral("scheduled-job"),
                         QStringLiteral("stream-processor")}));
        QVERIFY(!patternOf(QStringLiteral("no such")));
    }

    void each_data()
    {
        QTest::addColumn<QString>("key");
        for (const Pattern &pattern : patterns())
            QTest::newRow(qPrintable(pattern.key)) << pattern.key;
    }
    // As its author would want it: nothing that is wrong of itself.
    void each()
    {
        QFETCH(QString, key);
        const Expected<Pasted> made = pasted(patternOf(key)->text, {}, {});
        QVERIFY(made);
        const auto design = std::make_shared<const Design>(*apply({}, made->change));
        QVERIFY(!design->all<Function>().isEmpty());
        const auto trees = decision::readTrees();
        QVERIFY(trees);
        const Expected<Analysis> analysis = analyze(design, facts(), *trees);
        QVERIFY(analysis);
        for (const review::Finding &finding : analysis->findings) {
            QVERIFY2(finding.severity != Severity::Blocker && finding.severity != Severity::High,
                     qPrintable(finding.rule + u' ' + toString(finding.message)));
        }
    }

    void twiceGivesTwoOfThem_data() { each_data(); }
    void twiceGivesTwoOfThem()
    {
        QFETCH(QString, key);
        const Design once = *apply({}, pasted(patternOf(key)->text, {}, {})->change);
        const Expected<Pasted> again = pasted(patternOf(key)->text, once, {});
        QVERIFY(again);
        const Design twice = *apply(once, again->change);
        QCOMPARE(twice.size(), 2 * once.size());
        const QMap<QString, int> single = shapeOf(once);
        const QMap<QString, int> both = shapeOf(twice);
        QCOMPARE(both.keys(), single.keys());
        for (auto it = single.begin(); it != single.end(); ++it)
            QCOMPARE(both.value(it.key()), 2 * it.value());
        QVERIFY(*apply(twice, inverse(again->change)) == once);
    }

    void theShapesAreWhatTheirNamesSay()
    {
        const auto shape = [](const char *key) {
            const Pattern *pattern = patternOf(QLatin1String(key));
            return shapeOf(*store::read(pattern->text, {}));
        };
        using Shape = QMap<QString, int>;
        QCOMPARE(shape("api-function-table"),
                 (Shape{{QStringLiteral("http-api trigger function"), 1},
                        {QStringLiteral("function access table"), 1}}));
        QCOMPARE(shape("queue-worker"),
                 (Shape{{QStringLiteral("queue trigger function"), 1},
                        {QStringLiteral("queue failure queue"), 1}}));
        QCOMPARE(shape("fan-out"),
                 (Shape{{QStringLiteral("topic trigger queue"), 2},
                        {QStringLiteral("queue trigger function"), 2},
                        {QStringLiteral("queue failure queue"), 2}}));
        QCOMPARE(shape("database-in-vpc"),
                 (Shape{{QStringLiteral("http-api trigger function"), 1},
                        {QStringLiteral("function access database-proxy"), 1},
                        {QStringLiteral("database-proxy access relational-database"), 1}}));
        QCOMPARE(shape("saga").value(QStringLiteral("state-machine trigger function")), 5);
    }
};

QTEST_GUILESS_MAIN(TestPatterns)
#include "tst_patterns.moc"
