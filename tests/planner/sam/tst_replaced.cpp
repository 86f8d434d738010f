// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/replaced.h"
#include "tests/planner/sam/sam_reading.h"

#include <QTest>

using namespace stratoplan;
using namespace stratoplan::test;
using namespace stratoplan::sam;

namespace {

yaml::Tree parsed(const QByteArray &text)
{
    auto tree = yaml::parse(text, QStringLiteral("template.yaml"));
    if (!tree)
        qFatal("%s", qUtf8Printable(toString(tree.error().first())));
    return std::move(*tree);
}

/// "ID cause detail [maybe] [stateful|stateless|unknown] [kept]" of each.
QStringList described(const QList<ReplacedResource> &resources)
{
    static const char *const causes[] = {"property", "reference", "type", "id", "removed"};
    QStringList all;
    for (const ReplacedResource &one : resources) {
        QString line = one.logicalId + QLatin1Char(' ')
            + QLatin1String(causes[static_cast<size_t>(one.cause)]);
        if (!one.detail.isEmpty())
            line += QLatin1Char(' ') + one.detail;
        if (!one.certain)
            line += QLatin1String(" maybe");
        line += !one.stateful ? QLatin1String(" unknown")
            : *one.stateful   ? QLatin1String(" stateful")
                              : QLatin1String(" stateless");
        if (one.kept)
            line += QLatin1String(" kept");
        all.append(line);
    }
    return all;
}

const QByteArray base = R"(Parameters:
  Suffix: {Type: String, Default: a}
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: orders
      BillingMode: PAY_PER_REQUEST
      KeySchema:
        - {AttributeName: id, KeyType: HASH}
  Stock:
    Type: AWS::RDS::DBInstance
    UpdateReplacePolicy: Snapshot
    Properties:
      DBInstanceClass: db.t4g.micro
      StorageEncrypted: false
  Charge:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      MemorySize: 512
      Environment: {Variables: {TABLE: !Ref Orders}}
  Net:
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
  Inner:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !Ref Net
      CidrBlock: 10.0.1.0/24
  Jobs:
    Type: AWS::SQS::Queue
    DeletionPolicy: Retain
    Properties:
      QueueName: !Sub "jobs-${Suffix}"
  Own:
    Type: Acme::Data::Store
    Properties: {Size: 1}
)";

} // namespace

class TestReplaced : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void replaced_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QStringList>("expected");
        const auto row
            = [](const char *name, const char *from, const char *to, const QStringList &expected) {
                  QTest::newRow(name) << QByteArray(from) << QByteArray(to) << expected;
              };
        const auto one = [](const char *text) { return QStringList{QString::fromUtf8(text)}; };
        row("nothing", "zzz", "zzz", {});
        row("memory", "MemorySize: 512", "MemorySize: 1024", {});
        row("billing mode", "PAY_PER_REQUEST", "PROVISIONED", {});
        row("style alone", "TableName: orders", "TableName: \"orders\"", {});
        row("a table's name", "TableName: orders", "TableName: orders-2",
            one("Orders property TableName stateful"));
        row("a table's name taken out", "      TableName: orders\n", "",
            one("Orders property TableName stateful"));
        // DynamoDB: the schema says "conditional create-only" of the key schema.
        row("a table's key schema", "AttributeName: id", "AttributeName: order",
            one("Orders property KeySchema.0.AttributeName maybe stateful"));
        row("two properties, the surer counts",
            "TableName: orders\n      BillingMode: PAY_PER_REQUEST\n      KeySchema:\n        - "
            "{AttributeName: id,",
            "TableName: other\n      BillingMode: PAY_PER_REQUEST\n      KeySchema:\n        - "
            "{AttributeName: no,",
            one("Orders property TableName stateful"));
        row("a database's encryption", "StorageEncrypted: false", "StorageEncrypted: true",
            one("Stock property StorageEncrypted stateful kept"));
        row("a database's class", "db.t4g.micro", "db.t4g.small", {});
        row("a removed database",
            "  Stock:\n    Type: AWS::RDS::DBInstance\n    UpdateReplacePolicy: Snapshot\n    "
            "Properties:\n      DBInstanceClass: db.t4g.micro\n      StorageEncrypted: false\n",
            "", one("Stock removed stateful"));
        row("a removed function",
            "  Charge:\n    Type: AWS::Serverless::Function\n    Properties:\n      Runtime: "
            "nodejs24.x\n      MemorySize: 512\n      Environment: {Variables: {TABLE: !Ref "
            "Orders}}\n",
            "", {});
        row("a removed resource of unknown type",
            "  Own:\n    Type: Acme::Data::Store\n    Properties: {Size: 1}\n", "",
            one("Own removed unknown"));
        row("a property of an unknown type", "{Size: 1}", "{Size: 2}", {});
        row("a function that gets a name", "MemorySize: 512",
            "MemorySize: 512\n      FunctionName: charge",
            one("Charge property FunctionName stateless"));
        row("another type", "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable",
            one("Orders type AWS::DynamoDB::GlobalTable stateful"));
        row("a network takes what refers to it along", "10.0.0.0/16", "10.1.0.0/16",
            {QStringLiteral("Net property CidrBlock stateless"),
             QStringLiteral("Inner reference VpcId maybe stateless")});
        row("a parameter in a create-only property", "Default: a", "Default: b",
            one("Jobs reference QueueName maybe stateful"));
    }
    void replaced()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QStringList, expected);
        QByteArray text = base;
        text.replace(from, to);
        QVERIFY2(from == to || text != base, "the row changes nothing");
        const yaml::Tree before = parsed(base);
        const yaml::Tree after = parsed(text);
        QCOMPARE(described(replacedResources(before, after, {}, facts())), expected);
    }

    void renamedResources()
    {
        const QList<TemplateEdit> edits{
            RenameResource{QStringLiteral("Charge"), QStringLiteral("Bill")},
            RenameResource{QStringLiteral("Jobs"), QStringLiteral("Work")}};
        const auto text = patched(base, QStringLiteral("template.yaml"), edits);
        QVERIFY(text);
        const yaml::Tree before = parsed(base);
        const yaml::Tree after = parsed(*text);
        const auto found = replacedResources(before, after, renamesIn(edits), facts());
        QCOMPARE(described(found),
                 QStringList({QStringLiteral("Charge id Bill stateless"),
                              QStringLiteral("Jobs id Work stateful kept")}));
        QVERIFY(!needsConsent(found.first()));
        QVERIFY(needsConsent(found.last()));
        QCOMPARE(problemOf(found.first(), {}).code, QStringLiteral("sam.replaces"));
        QCOMPARE(problemOf(found.last(), {}).code, QStringLiteral("sam.loses-data"));
        // Lines 17 and 32 of the text above have the two ids.
        QCOMPARE(found.first().lineBefore, 17);
        QCOMPARE(found.last().lineBefore, 32);
        // Without knowing of the rename the stateful one was removed.
        QCOMPARE(described(replacedResources(before, after, {}, facts())),
                 QStringList{QStringLiteral("Jobs removed stateful kept")});
    }

    void sentencesNameTheResourceAndWhatToDo()
    {
        QByteArray text = base;
        text.replace("TableName: orders", "TableName: new");
        const yaml::Tree before = parsed(base);
        const yaml::Tree after = parsed(text);
        const auto found = replacedResources(before, after, {}, facts());
        QCOMPARE(found.size(), 1);
        QCOMPARE(toString(problemOf(found.first(), QStringLiteral("t.yaml"))),
                 QStringLiteral("t.yaml:7: Orders: CloudFormation would replace this "
                                "AWS::DynamoDB::Table, as its TableName changes; Its data would be "
                                "lost; back it up, or keep the old one with UpdateReplacePolicy "
                                "and DeletionPolicy"));
    }
};

QTEST_GUILESS_MAIN(TestReplaced)
#include "tst_replaced.moc"
