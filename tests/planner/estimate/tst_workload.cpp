// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/workload.h"

#include "planner/estimate/duration.h"

#include "tests/planner/estimate/facts.h"

using namespace stratoplan;
using namespace stratoplan::estimate;

namespace {

WorkloadKind kindOf(const char *id)
{
    for (const WorkloadKind &kind : workloadKinds(facts())) {
        if (kind.id == QLatin1String(id))
            return kind;
    }
    qFatal("no kind %s", id);
}

} // namespace

class TestWorkload : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kindsAreInTheCatalogue();
    void onlyTheDatabaseTransactionIsAssumed();
    void shareGrowsWithLessCpu();
    void sharesGiveTheCurveOfTheirKind();
};

void TestWorkload::kindsAreInTheCatalogue()
{
    QStringList ids;
    for (const WorkloadKind &kind : workloadKinds(facts())) {
        ids.append(kind.id);
        QVERIFY(kind.cpuShareAtOneVcpu >= 0 && kind.cpuShareAtOneVcpu <= 1);
        QVERIFY(kind.parallelShare >= 0 && kind.parallelShare <= 1);
        QVERIFY(!kind.source.isEmpty());
    }
    QCOMPARE(ids,
             (QStringList{QStringLiteral("cpu-bound"), QStringLiteral("io-bound"),
                          QStringLiteral("mixed"), QStringLiteral("image"),
                          QStringLiteral("database-transaction")}));
}

void TestWorkload::onlyTheDatabaseTransactionIsAssumed()
{
    for (const WorkloadKind &kind : workloadKinds(facts()))
        QCOMPARE(kind.isAssumed, kind.id == QLatin1String("database-transaction"));
    // The middle of what was measured on its either side.
    const WorkloadKind transaction = kindOf("database-transaction");
    QVERIFY(near(transaction.cpuShareAtOneVcpu,
                 (kindOf("io-bound").cpuShareAtOneVcpu + kindOf("mixed").cpuShareAtOneVcpu) / 2,
                 1e-12));
    // 0.245 of work at one vCPU takes 1769 / 512 times as long at 512 MB: 0.84650 beside 0.755 of
    // waiting is 0.52857 of the whole.
    QVERIFY(near(cpuShareAt(transaction, MiB(512), facts()), 0.52857, 1e-5));
}

void TestWorkload::shareGrowsWithLessCpu()
{
    // Half of the time at one vCPU: with a quarter of it work takes four times as long, 4 of 5.
    const WorkloadKind half{QStringLiteral("half"), 0.5, 0, {}};
    QVERIFY(near(cpuShareAt(half, MiB(1769), facts()), 0.5, 1e-9));
    QVERIFY(near(cpuShareAt(half, MiB(442), facts()), 0.5 * 1769 / 442 / (0.5 + 0.5 * 1769 / 442),
                 1e-12));
    // Serial work gains nothing from two vCPU; parallel work halves: 1 of 3.
    QVERIFY(near(cpuShareAt(half, MiB(3538), facts()), 0.5, 1e-9));
    const WorkloadKind parallel{QStringLiteral("parallel"), 0.5, 1, {}};
    QVERIFY(near(cpuShareAt(parallel, MiB(3538), facts()), 1.0 / 3, 1e-9));
    QVERIFY(near(cpuShareAt(kindOf("io-bound"), MiB(128), facts()), 0, 1e-12));
    QVERIFY(near(cpuShareAt(kindOf("cpu-bound"), MiB(4096), facts()), 1, 1e-12));
}

// Shares set at one memory give the same curve as at another.
void TestWorkload::sharesGiveTheCurveOfTheirKind()
{
    const WorkloadKind kind = kindOf("image");
    const auto curve = [&](int memory, double ms) {
        Function function;
        function.duration = Milliseconds(ms);
        function.cpuShare = cpuShareAt(kind, MiB(memory), facts());
        function.parallelShare = kind.parallelShare;
        return DurationCurve(function, MiB(memory), processor(facts()));
    };
    const DurationCurve small = curve(512, 700);
    const Milliseconds large = *small.at(MiB(3008)).mean;
    const DurationCurve back = curve(3008, large.value);
    QVERIFY(near(back.at(MiB(512)).mean, 700, 1e-6));
}

QTEST_GUILESS_MAIN(TestWorkload)
#include "tst_workload.moc"
