// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/edit.h"
#include "planner/model/names.h"
#include "planner/project/stack_part.h"
#include "planner/project/system.h"
#include "planner/sam/edits.h"
#include "planner/sam/edits_onto.h"
#include "tests/support/built_in.h"

#include <QTest>

using namespace stratoplan;

namespace {

const QByteArray jobs = R"(Resources:
  Jobs: {Type: AWS::SQS::Queue}
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Runtime: python3.13
      CodeUri: .
      MemorySize: 256
Outputs:
  JobsArn: {Value: !GetAtt Jobs.Arn, Export: {Name: shared-jobs}}
)";

const QByteArray orders = R"(Resources:
  Table: {Type: AWS::DynamoDB::Table}
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Handler: a.b
      Runtime: python3.13
      CodeUri: .
      MemorySize: 512
      Events:
        Jobs: {Type: SQS, Properties: {Queue: !ImportValue shared-jobs}}
  Other:
    Type: AWS::Serverless::Function
    Properties: {Handler: a.b, Runtime: python3.13, CodeUri: .}
)";

QString key(const char *text)
{
    return QString::fromLatin1(text);
}

Design systemOf()
{
    const auto opened
        = project::openSystem({{key("jobs.yaml"), jobs}, {key("orders.yaml"), orders}}, facts());
    if (!opened)
        qFatal("%s", qUtf8Printable(toString(opened.error().first())));
    return opened->design;
}

ElementId connectionOf(const Design &design, const char *name)
{
    return Names(design).find(key(name));
}

/// Lines of `after` that `before` does not have, and the other way round with a minus.
QList<QByteArray> changedLines(const QByteArray &before, const QByteArray &after)
{
    const QList<QByteArray> old = before.split('\n');
    const QList<QByteArray> now = after.split('\n');
    QList<QByteArray> lines;
    for (const QByteArray &line : old) {
        if (!now.contains(line))
            lines.append('-' + line.trimmed());
    }
    for (const QByteArray &line : now) {
        if (!old.contains(line))
            lines.append('+' + line.trimmed());
    }
    return lines;
}

using Changing = void (*)(Edit &, const Design &);

} // namespace

class TestStackPart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void partOf_data();
    void partOf();
    void refused();
};

void TestStackPart::partOf_data()
{
    QTest::addColumn<Changing>("change");
    QTest::addColumn<QList<QByteArray>>("inJobs");
    QTest::addColumn<QList<QByteArray>>("inOrders");
    QTest::addColumn<QList<QByteArray>>("left"); ///< of both
    const QList<QByteArray> none;

    QTest::newRow("nothing") << Changing([](Edit &, const Design &) {}) << none << none << none;
    QTest::newRow("a property in each")
        << Changing([](Edit &edit, const Design &) {
               edit.set(edit.idOf(key("jobs/Worker")), &Function::memory, Field<MiB>(MiB{1024}));
               edit.set(edit.idOf(key("orders/Worker")), &Function::memory, Field<MiB>(MiB{2048}));
           })
        << QList<QByteArray>{"-MemorySize: 256", "+MemorySize: 1024"}
        << QList<QByteArray>{"-MemorySize: 512", "+MemorySize: 2048"} << none;
    QTest::newRow("a trigger from another stack")
        << Changing([](Edit &edit, const Design &design) {
               edit.set(connectionOf(design, "Jobs->orders/Worker"), &Connection::batchSize,
                        Field<int>(5));
           })
        << none
        << QList<QByteArray>{"-Jobs: {Type: SQS, Properties: {Queue: !ImportValue shared-jobs}}",
                             "+Jobs: {Type: SQS, Properties: {Queue: !ImportValue shared-jobs, "
                             "BatchSize: 5}}"}
        << none;
    QTest::newRow("a function goes")
        << Changing([](Edit &edit, const Design &) { edit.remove(edit.idOf(key("Other"))); })
        << none
        << QList<QByteArray>{"-Other:",
                             "-Properties: {Handler: a.b, Runtime: python3.13, CodeUri: .}"}
        << none;
    QTest::newRow("a new connection to another stack") << Changing([](Edit &edit, const Design &) {
        Connection sends;
        sends.role = Role::Access;
        sends.from = edit.idOf(key("Other"));
        sends.to = edit.idOf(key("Jobs"));
        edit.add(sends);
    }) << none << none << QList<QByteArray>{"system.beyond-stack", "system.beyond-stack"};
    QTest::newRow("a new element without a stack") << Changing([](Edit &edit, const Design &) {
        Service queue;
        queue.kind = key("queue");
        queue.name = key("Alone");
        edit.add(queue);
    }) << none << none << QList<QByteArray>{"system.no-stack", "system.no-stack"};
}

void TestStackPart::partOf()
{
    QFETCH(Changing, change);
    const Design read = systemOf();
    Edit edit(read);
    change(edit, read);
    const auto design = edit.result();
    QVERIFY2(design, design ? "" : qPrintable(toString(design.error().first())));
    QList<QByteArray> left;
    const auto linesOf = [&](qsizetype stack, const char *file, const QByteArray &text) {
        const auto part = project::partOf(*design, design->settings().stacks.at(stack),
                                          {key(file), text}, facts());
        if (!part)
            return QList<QByteArray>{toString(part.error().first()).toUtf8()};
        for (const Problem &problem : part->left)
            left.append(problem.code.toLatin1());
        const auto base = project::open({key(file), text}, facts());
        const auto tree = yaml::parse(text, key(file));
        const auto edits
            = sam::editsOnto(*tree, key(file), base->design, part->design, facts(), true);
        if (!edits)
            return QList<QByteArray>{toString(edits.error().first()).toUtf8()};
        const auto patched = sam::patched(*tree, key(file), edits->edits);
        return patched ? changedLines(text, *patched)
                       : QList<QByteArray>{toString(patched.error().first()).toUtf8()};
    };
    QTEST(linesOf(0, "jobs.yaml", jobs), "inJobs");
    QTEST(linesOf(1, "orders.yaml", orders), "inOrders");
    QTEST(left, "left");
}

void TestStackPart::refused()
{
    const Design design = systemOf();
    const auto part = project::partOf(design, design.settings().stacks.at(0),
                                      {key("jobs.yaml"), jobs + "# later\n"}, facts());
    QVERIFY(!part);
    QCOMPARE(part.error().first().code, key("system.other-text"));
}

QTEST_GUILESS_MAIN(TestStackPart)
#include "tst_stack_part.moc"
