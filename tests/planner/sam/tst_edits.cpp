// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/edit.h"
#include "planner/sam/edits.h"
#include "planner/sam/edits_onto.h"
#include "planner/sam/patch_diff.h"
#include "tests/planner/sam/sam_reading.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace stratoplan;
using namespace stratoplan::test;
using namespace stratoplan::sam;

namespace {

using MakeEdit = std::function<void(Edit &)>;

const char *const text = R"(Parameters:
  Memory: {Type: Number, Default: 256}
  Subnets: {Type: 'List<AWS::EC2::Subnet::Id>'}
Globals:
  Function:
    Timeout: 10
    Architectures: [x86_64]
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Handler: a.b
      Runtime: python3.12
      MemorySize: !Ref Memory # by parameter
      Events:
        Jobs:
          Type: SQS
          Properties:
            Queue: !GetAtt Jobs.Arn
            BatchSize: 10
        Tick:
          Type: Schedule
          Properties:
            Schedule: rate(1 hour)
  Inside:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.12
      Handler: a.b
      VpcConfig:
        SubnetIds: [!Ref SubnetA, !Ref SubnetB]
        SecurityGroupIds:
          - !GetAtt Group.GroupId
  Lent:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.12
      Handler: a.b
      VpcConfig:
        SubnetIds: !Ref Subnets
        SecurityGroupIds: [sg-1]
  Plain:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.12
      Handler: a.b
      DeadLetterConfig:
        TargetArn: !GetAtt Dead.Arn
  Image:
    Type: AWS::Serverless::Function
    Properties:
      PackageType: Image
  Jobs:
    Type: AWS::SQS::Queue
  Dead:
    Type: AWS::SQS::Queue
    Properties:
      VisibilityTimeout: 30
  Topic:
    Type: AWS::SNS::Topic
  Orders:
    Type: AWS::DynamoDB::Table
  SubnetA: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24}}
  SubnetB: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24}}
  Group: {Type: AWS::EC2::SecurityGroup, Properties: {VpcId: !Ref Vpc, GroupDescription: g}}
  Vpc: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.0.0.0/16}}
Outputs:
  Url: {Value: !Ref Jobs}
)";

Expected<QByteArray> edited(const QByteArray &source, const MakeEdit &make,
                            Problems *notes = nullptr, bool replaces = true)
{
    const Design design = imported(source).design;
    Edit edit(design);
    make(edit);
    const auto tree = yaml::parse(source, QStringLiteral("template.yaml"));
    const auto edits = editsFor(*tree, QStringLiteral("template.yaml"), design, edit.change(),
                                facts(), {.replacesExpressions = replaces});
    if (!edits)
        return failure(edits.error());
    if (notes)
        *notes = edits->notes;
    return patched(source, QStringLiteral("template.yaml"), edits->edits);
}

/// Lines that differ, as "-old" and "+new", without those that stay.
QByteArray changesOf(const QByteArray &before, const QByteArray &after)
{
    QByteArray out;
    const QList<QByteArray> lines = unifiedDiff(before, after, {}, {}).split('\n');
    for (const QByteArray &line : lines) {
        const bool isHead = line.startsWith("---") || line.startsWith("+++");
        if ((line.startsWith('-') || line.startsWith('+')) && !isHead)
            out += line + '\n';
    }
    return out;
}

ElementId connectionId(const Edit &edit, const Design &design, const char *from, const char *to)
{
    for (const Connection *one : design.all<Connection>()) {
        if (one->from == edit.idOf(QLatin1String(from)) && one->to == edit.idOf(QLatin1String(to)))
            return one->id;
    }
    qFatal("No connection %s->%s", from, to);
}

QList<ElementId> ids(const Edit &edit, const QStringList &names)
{
    QList<ElementId> found;
    for (const QString &name : names)
        found.append(edit.idOf(name));
    return found;
}

} // namespace

class TestEdits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void edits();
    void notes();
    void nothingForTheDesignAlone();
    void refused();
    void onto();
    void diffs();
    void diffsAsPatchReadsThem();
};

void TestEdits::edits()
{
    const Design design = imported(text).design;
    const auto id = [](Edit &edit, const char *name) { return edit.idOf(QLatin1String(name)); };
    struct Row
    {
        const char *name;
        MakeEdit make;
        QByteArray changes;
    };
    const QList<Row> rows{
        {"globals", [&](Edit &e) { e.set(id(e, "Fn"), &Function::timeout, Seconds{20}); },
         "+      Timeout: 20\n"},
        {"architecture beside globals",
         [&](Edit &e) { e.set(id(e, "Fn"), &Function::architecture, QStringLiteral("arm64")); },
         "+    IgnoreGlobals:\n+      - Architectures\n+      Architectures:\n+        - arm64\n"},
        {"an expression", [&](Edit &e) { e.set(id(e, "Fn"), &Function::memory, MiB{512}); },
         "-      MemorySize: !Ref Memory # by parameter\n+      MemorySize: 512 # by parameter\n"},
        {"two of one mapping that is new",
         [&](Edit &e) {
             e.set(id(e, "Fn"), &Function::asyncRetries, 1);
             e.set(id(e, "Fn"), &Function::asyncMaxEventAge, Seconds{60});
         },
         "+      EventInvokeConfig:\n+        MaximumRetryAttempts: 1\n"
         "+        MaximumEventAgeInSeconds: 60\n"},
        {"provisioned", [&](Edit &e) { e.set(id(e, "Fn"), &Function::provisionedConcurrency, 2); },
         "+      AutoPublishAlias: live\n+      ProvisionedConcurrencyConfig:\n"
         "+        ProvisionedConcurrentExecutions: 2\n"},
        {"tracing of a plain function",
         [&](Edit &e) { e.set(id(e, "Plain"), &Function::tracing, true); },
         "+      TracingConfig:\n+        Mode: Active\n"},
        {"out of the network",
         [&](Edit &e) {
             e.set(id(e, "Inside"), &Function::inVpc, false);
             e.set(id(e, "Inside"), &Function::subnets, QList<ElementId>());
             e.set(id(e, "Inside"), &Function::securityGroups, QList<ElementId>());
         },
         "-      VpcConfig:\n-        SubnetIds: [!Ref SubnetA, !Ref SubnetB]\n"
         "-        SecurityGroupIds:\n-          - !GetAtt Group.GroupId\n"},
        {"one subnet less",
         [&](Edit &e) {
             e.set(id(e, "Inside"), &Function::subnets, ids(e, {QStringLiteral("SubnetB")}));
         },
         "-        SubnetIds: [!Ref SubnetA, !Ref SubnetB]\n"
         "+        SubnetIds: [!Ref SubnetB]\n"},
        {"into the network of another",
         [&](Edit &e) {
             const auto *lent = e.get<Function>(id(e, "Lent"));
             const QList<ElementId> subnets = lent->subnets;
             const QList<ElementId> groups = lent->securityGroups;
             e.set(id(e, "Fn"), &Function::inVpc, true);
             e.set(id(e, "Fn"), &Function::subnets, subnets);
             e.set(id(e, "Fn"), &Function::securityGroups, groups);
         },
         "+      VpcConfig:\n+        SubnetIds: !Ref Subnets\n+        SecurityGroupIds:\n"
         "+          - sg-1\n"},
        {"dead letters elsewhere",
         [&](Edit &e) {
             e.set(connectionId(e, design, "Plain", "Dead"), &Connection::to, id(e, "Jobs"));
         },
         "-        TargetArn: !GetAtt Dead.Arn\n+        TargetArn: !GetAtt Jobs.Arn\n"},
        {"no dead letters", [&](Edit &e) { e.remove(connectionId(e, design, "Plain", "Dead")); },
         "-      DeadLetterConfig:\n-        TargetArn: !GetAtt Dead.Arn\n"},
        {"batches",
         [&](Edit &e) {
             e.set(connectionId(e, design, "Jobs", "Fn"), &Connection::batchSize, 5);
             e.set(connectionId(e, design, "Jobs", "Fn"), &Connection::partialBatch, true);
         },
         "-            BatchSize: 10\n+            BatchSize: 5\n"
         "+            FunctionResponseTypes:\n+              - ReportBatchItemFailures\n"},
        {"retries of a schedule",
         [&](Edit &e) { e.set(connectionId(e, design, "FnTick", "Fn"), &Connection::retries, 1); },
         "+            RetryPolicy:\n+              MaximumRetryAttempts: 1\n"},
        {"a trigger less", [&](Edit &e) { e.remove(connectionId(e, design, "Jobs", "Fn")); },
         "-        Jobs:\n-          Type: SQS\n-          Properties:\n"
         "-            Queue: !GetAtt Jobs.Arn\n-            BatchSize: 10\n"},
        {"a table's trigger",
         [&](Edit &e) {
             Connection connection;
             connection.from = id(e, "Orders");
             connection.to = id(e, "Inside");
             e.add(connection);
         },
         "+      Events:\n+        Orders:\n+          Type: DynamoDB\n+          Properties:\n"
         "+            Stream: !GetAtt Orders.StreamArn\n+            StartingPosition: "
         "TRIM_HORIZON\n"
         "+    Properties:\n+      StreamSpecification:\n"
         "+        StreamViewType: NEW_AND_OLD_IMAGES\n"},
        {"a plain function's trigger",
         [&](Edit &e) {
             Connection connection;
             connection.from = id(e, "Jobs");
             connection.to = id(e, "Plain");
             connection.batchSize = 3;
             e.add(connection);
         },
         "+  PlainJobsMapping:\n+    Type: AWS::Lambda::EventSourceMapping\n+    Properties:\n"
         "+      FunctionName: !Ref Plain\n+      EventSourceArn: !GetAtt Jobs.Arn\n"
         "+      BatchSize: 3\n"},
        {"a queue's field",
         [&](Edit &e) {
             auto properties = e.get<Service>(id(e, "Dead"))->properties;
             properties.insert(QStringLiteral("visibilityTimeoutS"), Field<QVariant>(QVariant(60)));
             e.set(id(e, "Dead"), &Service::properties, properties);
         },
         "-      VisibilityTimeout: 30\n+      VisibilityTimeout: 60\n"},
        {"a schedule's field",
         [&](Edit &e) {
             auto properties = e.get<Service>(id(e, "FnTick"))->properties;
             for (auto &field : properties) {
                 if (field && field->toString() == QLatin1String("rate(1 hour)"))
                     field = Field<QVariant>(QVariant(QStringLiteral("rate(2 hours)")));
             }
             e.set(id(e, "FnTick"), &Service::properties, properties);
         },
         "-            Schedule: rate(1 hour)\n+            Schedule: rate(2 hours)\n"},
        {"an address block",
         [&](Edit &e) { e.set(id(e, "SubnetA"), &Subnet::cidr, QStringLiteral("10.0.8.0/24")); },
         "-  SubnetA: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: "
         "10.0.0.0/24}}\n"
         "+  SubnetA: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: "
         "10.0.8.0/24}}\n"},
        {"an IPv6 block",
         [&](Edit &e) {
             e.set(id(e, "SubnetA"), &Subnet::ipv6Cidr, QStringLiteral("2001:db8:1:1::/64"));
         },
         "-  SubnetA: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: "
         "10.0.0.0/24}}\n"
         "+  SubnetA: {Type: AWS::EC2::Subnet, Properties: {VpcId: !Ref Vpc, CidrBlock: "
         "10.0.0.0/24, Ipv6CidrBlock: 2001:db8:1:1::/64}}\n"},
        {"a new function with its trigger",
         [&](Edit &e) {
             Function function;
             function.name = QStringLiteral("Notify");
             function.runtime = QStringLiteral("python3.12");
             function.memory = MiB{512};
             Connection connection;
             connection.to = e.add(function);
             connection.from = id(e, "Topic");
             e.add(connection);
         },
         "+  Notify:\n+    Type: AWS::Serverless::Function\n+    Properties:\n"
         "+      CodeUri: src/notify/\n+      Handler: app.lambda_handler\n"
         "+      Runtime: python3.12\n+      MemorySize: 512\n+      Events:\n+        Topic:\n+   "
         "       Type: SNS\n"
         "+          Properties:\n+            Topic: !Ref Topic\n"},
        {"a new table",
         [&](Edit &e) {
             Service table;
             table.kind = QStringLiteral("table");
             table.name = QStringLiteral("Carts");
             e.add(table);
         },
         "+  Carts:\n+    Type: AWS::DynamoDB::Table\n+    DeletionPolicy: Retain\n"
         "+    UpdateReplacePolicy: Retain\n+    Properties:\n+      AttributeDefinitions:\n"
         "+        - AttributeName: id\n+          AttributeType: S\n+      KeySchema:\n"
         "+        - AttributeName: id\n+          KeyType: HASH\n"
         "+      BillingMode: PAY_PER_REQUEST\n"},
        {"a function less, with all that it has", [&](Edit &e) { e.remove(id(e, "Image")); },
         "-  Image:\n-    Type: AWS::Serverless::Function\n-    Properties:\n"
         "-      PackageType: Image\n"},
        {"a queue less that a function has", [&](Edit &e) { e.remove(id(e, "Dead")); },
         "-      DeadLetterConfig:\n-        TargetArn: !GetAtt Dead.Arn\n-  Dead:\n"
         "-    Type: AWS::SQS::Queue\n-    Properties:\n-      VisibilityTimeout: 30\n"},
        {"another logical id, and a value",
         [&](Edit &e) {
             e.set(id(e, "Plain"), &Function::memory, MiB{512});
             e.rename(id(e, "Dead"), QStringLiteral("Letters"));
         },
         "+      MemorySize: 512\n-        TargetArn: !GetAtt Dead.Arn\n"
         "+        TargetArn: !GetAtt Letters.Arn\n-  Dead:\n+  Letters:\n"},
    };
    for (const Row &row : rows) {
        const auto result = edited(text, row.make);
        QVERIFY2(result,
                 qPrintable(QLatin1String(row.name) + QLatin1String(": ")
                            + (result ? QString() : toString(result.error().first()))));
        if (changesOf(text, *result) != row.changes)
            qInfo("%s", row.name);
        QCOMPARE(changesOf(text, *result), row.changes);
    }
}

void TestEdits::notes()
{
    const auto memory
        = [](Edit &e) { e.set(e.idOf(QStringLiteral("Fn")), &Function::memory, MiB{512}); };
    Problems notes;
    QVERIFY(edited(text, memory, &notes));
    QCOMPARE(notes.size(), 1);
    QCOMPARE(toString(notes.first()),
             QStringLiteral("template.yaml:15:19: Fn: memory is no longer the expression !Ref "
                            "Memory"));
    const auto refused = edited(text, memory, nullptr, false);
    QVERIFY(!refused);
    QCOMPARE(refused.error().first().code, QStringLiteral("sam.expression"));
}

void TestEdits::nothingForTheDesignAlone()
{
    const auto result = edited(text, [](Edit &e) {
        const ElementId fn = e.idOf(QStringLiteral("Fn"));
        e.setPosition(fn, Point{1, 2});
        Function labelled = *e.get<Function>(fn);
        labelled.label = QStringLiteral("Worker");
        e.replace(fn, labelled);
        e.set(fn, &Function::duration, Milliseconds{5});
        e.set(fn, &Function::rate, PerSecond{5});
        e.set(fn, &Function::decision, Decision{{{QStringLiteral("today"), {}}}});
        Settings settings = e.settings();
        settings.title = QStringLiteral("Other");
        e.setSettings(settings);
        Note note;
        note.text = QStringLiteral("x");
        e.add(note);
        Service outside;
        outside.kind = QStringLiteral("outside-system");
        e.add(outside);
    });
    QVERIFY(result);
    QCOMPARE(*result, QByteArray(text));
}

void TestEdits::refused()
{
    const Design design = imported(text).design;
    const auto id = [](Edit &edit, const char *name) { return edit.idOf(QLatin1String(name)); };
    struct Row
    {
        MakeEdit make;
        const char *element;
        const char *property;
        const char *code;
    };
    const QList<Row> rows{
        {[&](Edit &e) { e.set(id(e, "Image"), &Function::runtime, QStringLiteral("java21")); },
         "Image", "runtime", "sam.cannot-express"},
        {[&](Edit &e) { e.set(id(e, "Fn"), &Function::packageType, QStringLiteral("image")); },
         "Fn", "packageType", "sam.cannot-express"},
        {[&](Edit &e) { e.set(id(e, "Plain"), &Function::provisionedConcurrency, 2); }, "Plain",
         "provisionedConcurrency", "sam.cannot-express"},
        {[&](Edit &e) { e.set(id(e, "Fn"), &Function::timeout, Field<Seconds>()); }, "Fn",
         "timeout", "sam.cannot-express"},
        {[&](Edit &e) {
             e.set(connectionId(e, design, "FnTick", "Fn"), &Connection::batchSize, 3);
         },
         "FnTick->Fn", "batchSize", "sam.cannot-express"},
        {[&](Edit &e) { e.remove(id(e, "Jobs")); }, "Jobs", "Jobs", "sam.still-referenced"},
        {[&](Edit &e) { e.rename(id(e, "Jobs"), QStringLiteral("Memory")); }, "Jobs", "Memory",
         "sam.rename-collision"},
    };
    int number = 0;
    for (const Row &row : rows) {
        const auto result = edited(text, row.make);
        QVERIFY2(!result, qPrintable(QString::number(number)));
        const Problem &problem = result.error().first();
        QCOMPARE(problem.code, QLatin1String(row.code));
        QCOMPARE(problem.where.element, QLatin1String(row.element));
        QVERIFY2(toString(problem.what).contains(QLatin1String(row.property)),
                 qPrintable(toString(problem)));
        ++number;
    }
}

// A design that was made from an older text of the template: what people stated goes onto the new
// one, what the template says newly stays.
void TestEdits::onto()
{
    const Design design = imported(text).design;
    Edit edit(design);
    edit.set(edit.idOf(QStringLiteral("Fn")), &Function::memory, MiB{512});
    Service queue;
    queue.kind = QStringLiteral("queue");
    queue.name = QStringLiteral("Letters");
    Connection letters;
    letters.from = edit.idOf(QStringLiteral("Fn"));
    letters.to = edit.add(queue);
    letters.role = Role::FailureTarget;
    edit.add(letters);
    const Design changed = *edit.result();

    const QByteArray newer
        = QByteArray(text)
              .replace("Resources:\n", "Resources:\n  First: {Type: AWS::SQS::Queue}\n")
              .replace("Timeout: 10", "Timeout: 30");
    const Design base = imported(newer).design;
    const auto tree = yaml::parse(newer, {});
    const auto edits = editsFor(*tree, {}, base, changeOnto(base, changed, facts(), false)->change,
                                facts(), {.replacesExpressions = true});
    QVERIFY(edits);
    const auto result = patched(newer, {}, edits->edits);
    QVERIFY(result);
    QCOMPARE(changesOf(newer, *result),
             QByteArray("-      MemorySize: !Ref Memory # by parameter\n"
                        "+      MemorySize: 512 # by parameter\n+      DeadLetterQueue:\n"
                        "+        Type: SQS\n+        TargetArn: !GetAtt Letters.Arn\n"
                        "+  Letters:\n+    Type: AWS::SQS::Queue\n"));
}

void TestEdits::diffs()
{
    QCOMPARE(unifiedDiff("a\n", "a\n", {}, {}), QByteArray());
    QCOMPARE(unifiedDiff("a\nb\nc\n", "a\nx\nc\n", QStringLiteral("o"), QStringLiteral("n")),
             QByteArray("--- o\n+++ n\n@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n"));
    QCOMPARE(unifiedDiff("a", "b\n", QStringLiteral("o"), QStringLiteral("n")),
             QByteArray("--- o\n+++ n\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n"));
}

// patch(1) makes the new text of the old one and the difference.
void TestEdits::diffsAsPatchReadsThem()
{
    QTemporaryDir folder;
    QRandomGenerator random(20261126);
    const auto write = [&](const char *name, const QByteArray &bytes) {
        QFile file(folder.filePath(QLatin1String(name)));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    };
    for (int round = 0; round < 30; ++round) {
        QByteArray before;
        QByteArray after;
        const int lines = static_cast<int>(random.bounded(1, 60));
        for (int i = 0; i < lines; ++i) {
            const QByteArray line = QByteArray::number(random.bounded(6)) + '\n';
            const auto dice = random.bounded(10);
            if (dice != 0)
                before += line;
            if (dice != 1)
                after += dice == 2 ? "new\n" : line;
        }
        if (random.bounded(3) == 0)
            before.chop(1);
        if (random.bounded(3) == 0)
            after.chop(1);
        if (before == after || before.isEmpty() || after.isEmpty())
            continue;
        QVERIFY(write("old", before));
        QVERIFY(write("diff",
                      unifiedDiff(before, after, QStringLiteral("old"), QStringLiteral("new"))));
        QProcess process;
        process.setWorkingDirectory(folder.path());
        process.start(QStringLiteral("patch"),
                      {QStringLiteral("-s"), QStringLiteral("-o"), QStringLiteral("made"),
                       QStringLiteral("old"), QStringLiteral("diff")});
        if (!process.waitForStarted())
            QSKIP("patch is not installed");
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
        QFile made(folder.filePath(QStringLiteral("made")));
        QVERIFY(made.open(QIODevice::ReadOnly));
        QCOMPARE(made.readAll(), after);
    }
}

QTEST_GUILESS_MAIN(TestEdits)
#include "tst_edits.moc"
