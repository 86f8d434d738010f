// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sketch/meaning.h"
#include "tests/support/built_in.h"
#include "tests/support/design_text.h"

#include <QtTest>

using namespace stratoplan;
using namespace stratoplan::sketch;

class TestMeaning : public QObject
{
    Q_OBJECT

    static const Connection &first(const Design &design)
    {
        return *design.all<Connection>().first();
    }

private Q_SLOTS:
    void whatItMayMean_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("possible");
        const auto row = [](const char *text, const char *possible) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(possible);
        };
        row("fn A -- B; queue B", "access failure");
        row("fn A => B; fn B", "call failure");
        row("queue A -> B; fn B", "trigger");
        // What it means now is never refused, nor is it offered twice.
        row("fn A -> B; table B", "trigger access");
        row("fn A -- B; queue B; A !> B", "access");
    }
    void whatItMayMean()
    {
        QFETCH(QString, text);
        const Design design = designFromText(text);
        QStringList possible;
        const QList<Meaning> all = meaningsOf(first(design), design, facts());
        QCOMPARE(all.size(), 4);
        for (const Meaning &meaning : all) {
            if (meaning.refused.isEmpty())
                possible.append(QString(id(meaning.role)));
        }
        QTEST(possible.join(u' '), "possible");
    }

    void whatOnlyTheFormerMeaningKnowsGoes()
    {
        const Design design = designFromText(QStringLiteral("schedule A -> B; fn B"));
        Connection trigger = first(design);
        trigger.batchSize = 10;
        trigger.payloadKb = 2.0;
        trigger.execution = Execution::Asynchronous;
        const Connection call = withMeaning(trigger, Role::Call, design, facts());
        QCOMPARE(call.role, Role::Call);
        QVERIFY(call.batchSize.isUnset());
        QCOMPARE(call.payloadKb, Field<double>(2.0));
        QCOMPARE(call.execution, Field<Execution>(Execution::Asynchronous));
        QCOMPARE(withMeaning(trigger, Role::Trigger, design, facts()), trigger);
    }

    void anAccessGoesTheUsualWay()
    {
        const Design design = designFromText(QStringLiteral("fn A !> B; queue B"));
        const Connection access = withMeaning(first(design), Role::Access, design, facts());
        QCOMPARE(access.reads, Field<bool>(false));
        QCOMPARE(access.writes, Field<bool>(true));
        const Connection back = withMeaning(access, Role::FailureTarget, design, facts());
        QVERIFY(back.reads.isUnset() && back.writes.isUnset());
    }
};

QTEST_GUILESS_MAIN(TestMeaning)
#include "tst_meaning.moc"
