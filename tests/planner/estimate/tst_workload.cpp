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
    void aKindIsKnownByItsShares_data();
    void aKindIsKnownByItsShares();
    void withoutMemoryNothingIsSet();
    void forWhatWasMeasuredAtFewerThanTwoSettings();
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

void TestWorkload::aKindIsKnownByItsShares_data()
{
    QTest::addColumn<int>("memory"); // 0 = Lambda's default
    for (const int memory : {0, 128, 512, 1769, 3008, 10240})
        QTest::newRow(QByteArray::number(memory)) << memory;
}

void TestWorkload::aKindIsKnownByItsShares()
{
    QFETCH(int, memory);
    Function function;
    function.id = ElementId{1};
    if (memory > 0)
        function.memory = MiB(memory);
    for (const WorkloadKind &kind : workloadKinds(facts())) {
        Edit edit((Design()));
        const ElementId id = edit.add(function);
        QVERIFY(setWorkloadKind(edit, id, kind, facts()));
        Function made = *edit.get<Function>(id);
        QVERIFY(!toString(kind.name).isEmpty());
        QCOMPARE(workloadKindOf(made, facts())->id, kind.id);
        // What a field shows of a share is still that kind.
        made.cpuShare = std::round(*made.cpuShare * 1e4) / 1e4;
        QCOMPARE(workloadKindOf(made, facts())->id, kind.id);
        made.cpuShare = *made.cpuShare > 0.5 ? *made.cpuShare - 0.01 : *made.cpuShare + 0.01;
        const auto other = workloadKindOf(made, facts());
        QVERIFY(!other || other->id != kind.id);
    }
    QVERIFY(!workloadKindOf(function, facts()));
}

void TestWorkload::withoutMemoryNothingIsSet()
{
    Function function;
    function.memory.expression = QStringLiteral("!Ref Size");
    function.memory.origin = Origin::Own;
    Edit edit((Design()));
    const ElementId id = edit.add(function);
    QVERIFY(!setWorkloadKind(edit, id, kindOf("mixed"), facts()));
    QVERIFY(!edit.get<Function>(id)->cpuShare);
    QVERIFY(!setWorkloadKind(edit, ElementId{99}, kindOf("mixed"), facts()));
}

void TestWorkload::forWhatWasMeasuredAtFewerThanTwoSettings()
{
    Function function;
    QVERIFY(takesWorkloadKind(function));
    function.measurements = {{MiB(512), Milliseconds(10), {}}, {MiB(512), Milliseconds(11), {}}};
    QVERIFY(takesWorkloadKind(function));
    function.measurements.append({MiB(1024), Milliseconds(6), {}});
    QVERIFY(!takesWorkloadKind(function));
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
