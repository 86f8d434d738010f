// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/planner/sam/sam_reading.h"

using namespace stratoplan;
using namespace stratoplan::test;

class TestForEach : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resources_data();
    void resources();
    void insideProperties();
    void references();
    void nested();
};

namespace {

QStringList idsOf(const sam::Imported &result)
{
    QStringList ids;
    for (const sam::ImportedResource &resource : result.resources)
        ids.append(resource.logicalId);
    return ids;
}

} // namespace

void TestForEach::resources_data()
{
    QTest::addColumn<QByteArray>("loop");
    QTest::addColumn<QStringList>("ids");
    const auto row = [](const char *name, const char *loop, const QString &ids) {
        QTest::newRow(name) << QByteArray(loop) << ids.split(QLatin1Char(' '));
    };
    row("a list", "[Name, [A, B], {'Queue${Name}': {Type: 'AWS::SQS::Queue'}}]",
        QStringLiteral("QueueA QueueB"));
    row("a parameter", "[Name, !Ref Names, {'Queue${Name}': {Type: 'AWS::SQS::Queue'}}]",
        QStringLiteral("Queuex Queuey"));
    row("letters and digits alone",
        "[Name, [a-1, b.2], {'Queue&{Name}': {Type: 'AWS::SQS::Queue'}}]",
        QStringLiteral("Queuea1 Queueb2"));
    row("two resources each",
        "[N, [A], {'Q${N}': {Type: 'AWS::SQS::Queue'}, 'T${N}': {Type: 'AWS::SNS::Topic'}}]",
        QStringLiteral("QA TA"));
    // What cannot be unrolled stays one resource.
    row("not known before deployment",
        "[Name, !Ref Unknown, {'Queue${Name}': {Type: 'AWS::SQS::Queue'}}]",
        QStringLiteral("Fn::ForEach::Loop"));
    row("malformed", "[Name, [A]]", QStringLiteral("Fn::ForEach::Loop"));
}

void TestForEach::resources()
{
    QFETCH(QByteArray, loop);
    QFETCH(QStringList, ids);
    const sam::Imported result = imported(
        "Transform: AWS::LanguageExtensions\nParameters:\n  Names: {Type: CommaDelimitedList, "
        "Default: 'x,y'}\n  Unknown: {Type: CommaDelimitedList}\nResources:\n  "
        "'Fn::ForEach::Loop': "
        + loop + "\n");
    QCOMPARE(idsOf(result), ids);
}

void TestForEach::insideProperties()
{
    const sam::Imported result = imported(R"(Resources:
  T: {Type: 'AWS::DynamoDB::Table'}
  U: {Type: 'AWS::DynamoDB::Table'}
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: h
      Runtime: r
      Environment:
        Variables:
          'Fn::ForEach::Tables': [Table, [T, U], {'TABLE_${Table}': !Ref '${Table}'}]
)");
    QCOMPARE(connectionsOf(result.design),
             (QStringList{QStringLiteral("F->T access"), QStringLiteral("F->U access")}));
}

void TestForEach::references()
{
    // The variable stands for its value in Ref, Sub, GetAtt and plain text.
    const sam::Imported result = imported(R"(Resources:
  'Fn::ForEach::Loop':
    - Name
    - [A, B]
    - 'Queue${Name}':
        Type: AWS::SQS::Queue
        Properties: {QueueName: !Ref Name}
      'Fn${Name}':
        Type: AWS::Serverless::Function
        Properties:
          Handler: h
          Runtime: r
          Events:
            Jobs: {Type: SQS, Properties: {Queue: !GetAtt 'Queue${Name}.Arn'}}
            More: {Type: SQS, Properties: {Queue: !GetAtt [!Sub 'Queue${Name}', Arn], BatchSize: 1}}
          Policies:
            - SQSSendMessagePolicy: {QueueName: '${Name}'}
)");
    QVERIFY(result.problems.isEmpty());
    QCOMPARE(connectionsOf(result.design),
             (QStringList{
                 QStringLiteral("FnA->QueueA access w"), QStringLiteral("FnB->QueueB access w"),
                 QStringLiteral("QueueA->FnA trigger"), QStringLiteral("QueueA->FnA trigger"),
                 QStringLiteral("QueueB->FnB trigger"), QStringLiteral("QueueB->FnB trigger")}));
}

void TestForEach::nested()
{
    const sam::Imported result = imported(R"(Resources:
  'Fn::ForEach::Outer':
    - One
    - [A, B]
    - 'Fn::ForEach::Inner':
        - Two
        - [x, y]
        - 'Q${One}${Two}': {Type: 'AWS::SQS::Queue'}
)");
    QCOMPARE(idsOf(result),
             (QStringList{QStringLiteral("QAx"), QStringLiteral("QAy"), QStringLiteral("QBx"),
                          QStringLiteral("QBy")}));
}

QTEST_GUILESS_MAIN(TestForEach)
#include "tst_for_each.moc"
