// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/edit.h"
#include "planner/sam/write.h"
#include "tests/planner/sam/sam_reading.h"
#include "tests/support/design_text.h"

using namespace stratoplan;
using namespace stratoplan::test;

namespace {

sam::Written written(const QString &text)
{
    auto result = sam::write(designFromText(text), facts());
    if (!result)
        qFatal("%s", qUtf8Printable(toString(result.error().first())));
    return *result;
}

/// The lines of one resource, without its indentation.
QByteArray resource(const sam::Written &written, const QByteArray &id)
{
    const qsizetype begin = written.text.indexOf("\n  " + id + ":\n");
    if (begin < 0)
        return {};
    QByteArray lines;
    const QList<QByteArray> all = written.text.mid(begin + 1).split('\n');
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (i > 0 && !all.at(i).startsWith("   "))
            break;
        lines += all.at(i).mid(2) + '\n';
    }
    return lines;
}

QStringList codes(const sam::Written &written)
{
    return codesOf(written.problems);
}

} // namespace

/// The expectations are what a person would write for these few lines; tests/planner/sam/
/// check_templates.py holds hundreds of templates against what must be true of any.
class TestWrite : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesBecomeLogicalIds_data();
    void namesBecomeLogicalIds();
    void saysInTheTemplateWhatIsDrawn_data();
    void saysInTheTemplateWhatIsDrawn();
    void tellsWhatItCannotSay_data();
    void tellsWhatItCannotSay();
    void sharesWhatAllFunctionsHave();
    void leavesUnknownValuesOut();
    void asksForARuntime();
    void asksForWhatOnlyDeploymentKnows();
    void namesWhatWouldCloseACircle();
    void countsZonesInsteadOfNamingThem();
    void refusesADesignWithNothing();
    void isTheSameEachTime();
    void keepsItsTemplateThroughReading();
};

void TestWrite::namesBecomeLogicalIds_data()
{
    QTest::addColumn<QStringList>("queues");
    QTest::addColumn<QString>("id"); ///< of the first

    const auto row = [](const char *what, const QStringList &queues, const char *id) {
        QTest::newRow(what) << queues << QString::fromLatin1(id);
    };
    row("an id already", {QStringLiteral("OrderJobs")}, "OrderJobs");
    row("dashes", {QStringLiteral("order-jobs")}, "OrderJobs");
    row("blanks", {QStringLiteral("order jobs")}, "OrderJobs");
    row("other letters", {QStringLiteral("Auftr\u00e4ge \u2192 Lager")}, "AuftrGeLager");
    row("the exact one keeps it", {QStringLiteral("order-jobs"), QStringLiteral("OrderJobs")},
        "OrderJobs2");
    row("nothing usable", {QStringLiteral("---")}, "Queue");
    row("the name of the parameter", {QStringLiteral("Stage")}, "Stage2");
}

void TestWrite::namesBecomeLogicalIds()
{
    QFETCH(QStringList, queues);
    QFETCH(QString, id);
    Edit edit{Design()};
    for (const QString &name : queues) {
        Service queue;
        queue.name = name;
        queue.kind = QStringLiteral("queue");
        edit.add(queue);
    }
    const auto result = sam::write(*edit.result(), facts());
    QVERIFY(result);
    QCOMPARE(result->logicalIds.value(queues.first()), id);
    QVERIFY2(result->text.contains("\n  " + id.toUtf8() + ":\n"), result->text.constData());
}

void TestWrite::saysInTheTemplateWhatIsDrawn_data()
{
    QTest::addColumn<QString>("drawn");
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("lines");

    const QString fn = QStringLiteral("fn Work runtime=nodejs24.x; ");
    const auto row = [](const char *what, const QString &drawn, const char *id, const char *lines) {
        QTest::newRow(what) << drawn << QByteArray(id) << QByteArray(lines);
    };
    row("the code has a folder", fn, "Work",
        "    CodeUri: src/work/\n    Handler: index.handler\n    Runtime: nodejs24.x\n");
    row("reading a table", fn + QStringLiteral("table Orders; Work -- Orders reads=true"), "Work",
        "    Policies:\n      - DynamoDBReadPolicy:\n          TableName: !Ref Orders\n");
    row("writing a table", fn + QStringLiteral("table Orders; Work -- Orders writes=true"), "Work",
        "      - DynamoDBWritePolicy:\n          TableName: !Ref Orders\n");
    row("the name of the table", fn + QStringLiteral("table Orders; Work -- Orders reads=true"),
        "Work", "        TABLE_NAME: !Ref Orders\n");
    row("two tables need two names",
        fn
            + QStringLiteral("table Orders; table Stock; Work -- Orders reads=true; "
                             "Work -- Stock reads=true"),
        "Work", "        ORDERS_TABLE_NAME: !Ref Orders\n        STOCK_TABLE_NAME: !Ref Stock\n");
    row("below a prefix",
        fn + QStringLiteral("bucket Archive; Work -- Archive writes=true prefix=reports/"), "Work",
        "            Action: s3:PutObject\n"
        "            Resource: !Sub \"${Archive.Arn}/reports/*\"\n");
    row("the batch of a queue",
        fn
            + QStringLiteral("queue Jobs; Jobs -> Work batchSize=5 batchWindow=2 partialBatch=true "
                             "maximumConcurrency=7"),
        "Work",
        "      Jobs:\n        Type: SQS\n        Properties:\n"
        "          Queue: !GetAtt Jobs.Arn\n          BatchSize: 5\n"
        "          MaximumBatchingWindowInSeconds: 2\n          FunctionResponseTypes:\n"
        "            - ReportBatchItemFailures\n          ScalingConfig:\n"
        "            MaximumConcurrency: 7\n");
    row("where failures of a stream go",
        fn + QStringLiteral("stream Clicks; queue Failed; Clicks -> Work; Work !> Failed"), "Work",
        "          DestinationConfig:\n            OnFailure:\n              Type: SQS\n"
        "              Destination: !GetAtt Failed.Arn\n");
    row("where asynchronous failures go",
        fn + QStringLiteral("topic News; queue Failed; News -> Work; Work !> Failed"), "Work",
        "    EventInvokeConfig:\n      DestinationConfig:\n        OnFailure:\n"
        "          Type: SQS\n          Destination: !GetAtt Failed.Arn\n");
    row("a table that triggers has a stream", fn + QStringLiteral("table Orders; Orders -> Work"),
        "Orders", "    StreamSpecification:\n      StreamViewType: NEW_AND_OLD_IMAGES\n");
    row("messages that fail too often",
        QStringLiteral("queue Jobs maxReceiveCount=3; queue Failed; Jobs !> Failed"), "Jobs",
        "    RedrivePolicy:\n      deadLetterTargetArn: !GetAtt Failed.Arn\n"
        "      maxReceiveCount: 3\n");
    row("messages stay away six times the timeout",
        QStringLiteral("fn Work 512 20 runtime=nodejs24.x; queue Jobs; Jobs -> Work"), "Jobs",
        "    VisibilityTimeout: 120\n");
    row("an API with one function takes all", fn + QStringLiteral("http-api Front; Front -> Work"),
        "Work",
        "      Front:\n        Type: HttpApi\n        Properties:\n          ApiId: !Ref Front\n");
    row("the time", fn + QStringLiteral("schedule Nightly expression=\"rate(1 day)\" -> Work"),
        "Work",
        "      Nightly:\n        Type: ScheduleV2\n        Properties:\n"
        "          ScheduleExpression: rate(1 day)\n");
    row("part of a bucket",
        fn + QStringLiteral("bucket Photos; Photos -> Work prefix=in/ suffix=.jpg"), "Work",
        "          Filter:\n            S3Key:\n              Rules:\n"
        "                - Name: prefix\n                  Value: in/\n"
        "                - Name: suffix\n                  Value: \".jpg\"\n");
    row("a topic feeds a queue", QStringLiteral("topic News; queue Jobs; News -> Jobs"),
        "NewsToJobs", "    Protocol: sqs\n    Endpoint: !GetAtt Jobs.Arn\n");
    row("and may", QStringLiteral("topic News; queue Jobs; News -> Jobs"), "JobsPolicy",
        "          Action: sqs:SendMessage\n          Resource: !GetAtt Jobs.Arn\n"
        "          Condition:\n            ArnLike:\n              aws:SourceArn: !Ref News\n");
    row("a workflow calls", fn + QStringLiteral("state-machine Flow; Flow => Work"), "Flow",
        "        Work:\n          Type: Task\n"
        "          Resource: !Sub \"arn:${AWS::Partition}:states:::lambda:invoke\"\n"
        "          Parameters:\n            FunctionName: !GetAtt Work.Arn\n");
    row("the password stays in Secrets Manager",
        QStringLiteral("vpc net 10.0.0.0/16; zone a in net; subnet s 10.0.0.0/24 in a; "
                       "relational-database Store engine=postgres in s"),
        "Store", "    ManageMasterUserPassword: true\n");
    row("the port that its users need",
        fn.chopped(2)
            + QStringLiteral("; vpc net 10.0.0.0/16; zone a in net; subnet s 10.0.0.0/24 in a; "
                             "fn Asks runtime=nodejs24.x in s; "
                             "relational-database Store engine=mysql in s; Asks -- Store"),
        "StoreGroup",
        "    SecurityGroupIngress:\n      - IpProtocol: tcp\n        FromPort: 3306\n"
        "        ToPort: 3306\n        SourceSecurityGroupId: !Ref NetFunctionsGroup\n");
    row("snapshots belong to a version", fn.chopped(2) + QStringLiteral(" snapStart=true"), "Work",
        "    AutoPublishAlias: live\n    SnapStart:\n      ApplyOn: PublishedVersions\n");
}

void TestWrite::saysInTheTemplateWhatIsDrawn()
{
    QFETCH(QString, drawn);
    QFETCH(QByteArray, id);
    QFETCH(QByteArray, lines);
    const QByteArray text = resource(written(drawn), id);
    // Properties are two levels below the resource's own key.
    QByteArray expected;
    for (const QByteArray &line : lines.split('\n'))
        expected += line.isEmpty() ? line : line + '\n';
    QVERIFY2(text.contains(expected), (text + "\nlacks\n" + expected).constData());
}

void TestWrite::tellsWhatItCannotSay_data()
{
    QTest::addColumn<QString>("drawn");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("element");

    const QString fn = QStringLiteral("fn Work runtime=nodejs24.x; ");
    QTest::newRow("outside") << fn + QStringLiteral("outside-system Partner; Work => Partner")
                             << "sam.write.element"
                             << "Partner";
    QTest::newRow("not enough known")
        << fn + QStringLiteral("data-job Nightly; Work => Nightly") << "sam.write.permission"
        << "Work->Nightly";
    QTest::newRow("no such thing")
        << QStringLiteral("queue A; table B; A -> B") << "sam.write.connection"
        << "A->B";
    QTest::newRow("a circle") << fn + QStringLiteral("http-api Front; Front -> Work; Work => Front")
                              << "sam.write.circle"
                              << "Work";
    QTest::newRow("no direction") << fn + QStringLiteral("table T; Work -- T")
                                  << "sam.write.direction"
                                  << "Work->T";
    QTest::newRow("the routes") << fn
            + QStringLiteral("fn More runtime=nodejs24.x; http-api Front; Front -> Work; "
                             "Front -> More")
                                << "sam.write.routes"
                                << "Front";
    QTest::newRow("the key") << QStringLiteral("table T") << "sam.write.key"
                             << "T";
    QTest::newRow("same objects") << fn
            + QStringLiteral("fn More runtime=nodejs24.x; bucket B; B -> Work; "
                             "B -> More prefix=x/")
                                  << "sam.write.overlap"
                                  << "B";
    QTest::newRow("a schedule of nothing")
        << fn + QStringLiteral("schedule Never") << "sam.write.element"
        << "Never";
    QTest::newRow("a gateway in the air")
        << fn + QStringLiteral("gateway nat Out") << "sam.write.nat-without-subnet"
        << "Out";
}

void TestWrite::tellsWhatItCannotSay()
{
    QFETCH(QString, drawn);
    QFETCH(QString, code);
    QFETCH(QString, element);
    const sam::Written result = written(drawn);
    QStringList told;
    for (const Problem &problem : result.problems)
        told.append(problem.code + QLatin1Char(' ') + problem.where.element);
    QVERIFY2(told.contains(code + QLatin1Char(' ') + element),
             qPrintable(told.join(QLatin1String(", "))));
}

void TestWrite::sharesWhatAllFunctionsHave()
{
    const sam::Written result
        = written(QStringLiteral("fn A 512 10 runtime=python3.13 tracing=true; "
                                 "fn B 512 20 runtime=python3.13 tracing=true"));
    QVERIFY2(result.text.contains("Globals:\n  Function:\n    Runtime: python3.13\n"
                                  "    MemorySize: 512\n    Tracing: Active\n"),
             result.text.constData());
    QVERIFY(!resource(result, "A").contains("MemorySize"));
    QVERIFY(resource(result, "A").contains("Timeout: 10"));

    const sam::Written alone = written(QStringLiteral("fn A 512 10 runtime=python3.13"));
    QVERIFY(!alone.text.contains("Globals:"));
}

void TestWrite::leavesUnknownValuesOut()
{
    const QByteArray text = resource(written(QStringLiteral("fn Work runtime=java21")), "Work");
    for (const char *property : {"MemorySize", "Timeout", "Architectures", "Tracing", "VpcConfig",
                                 "EventInvokeConfig", "Policies", "Environment"})
        QVERIFY2(!text.contains(property), property);
}

void TestWrite::asksForARuntime()
{
    const sam::Written result = written(QStringLiteral("fn Work"));
    QVERIFY(resource(result, "Work").contains("    Runtime: !Ref Runtime\n"));
    QVERIFY2(result.text.contains("\nParameters:\n  Runtime:\n    Type: String\n"),
             result.text.constData());
    QVERIFY(!result.text.contains("Default:"));
    QVERIFY(codes(result).contains(QStringLiteral("sam.write.runtime")));
}

void TestWrite::asksForWhatOnlyDeploymentKnows()
{
    const sam::Written result
        = written(QStringLiteral("fn Work memory=?!Ref_Size runtime=nodejs24.x"));
    QVERIFY(resource(result, "Work").contains("MemorySize: !Ref WorkMemorySize\n"));
    QVERIFY(result.text.contains("  WorkMemorySize:\n    Type: Number\n"));
}

// The bucket tells the function, and the function's role names the bucket: CloudFormation could
// make neither first.
void TestWrite::namesWhatWouldCloseACircle()
{
    const sam::Written result
        = written(QStringLiteral("fn Work runtime=nodejs24.x; bucket Photos; Photos -> Work; "
                                 "Work -- Photos reads=true"));
    QVERIFY2(resource(result, "Photos")
                 .contains("BucketName: !Sub \"photos-${Stage}-${AWS::AccountId}\"\n"),
             result.text.constData());
    const QByteArray text = resource(result, "Work");
    QVERIFY(text.contains("BUCKET_NAME: !Sub \"photos-${Stage}-${AWS::AccountId}\"\n"));
    QVERIFY(text.contains("Resource: !Sub "
                          "\"arn:${AWS::Partition}:s3:::photos-${Stage}-${AWS::AccountId}/*\"\n"));
    QVERIFY(!text.contains("BUCKET_NAME: !Ref"));
    const Design read = imported(result.text).design;
    QCOMPARE(connectionsOf(read),
             (QStringList{QStringLiteral("Photos->Work trigger"),
                          QStringLiteral("Work->Photos access r")}));
}

void TestWrite::countsZonesInsteadOfNamingThem()
{
    const sam::Written result
        = written(QStringLiteral("vpc net 10.0.0.0/16; zone b in net zone=us-east-1b; "
                                 "zone a in net zone=us-east-1a; subnet two 10.0.1.0/24 in b; "
                                 "subnet one 10.0.0.0/24 in a"));
    QVERIFY(resource(result, "One").contains("AvailabilityZone: !Select [0, !GetAZs \"\"]\n"));
    QVERIFY(resource(result, "Two").contains("AvailabilityZone: !Select [1, !GetAZs \"\"]\n"));
    QVERIFY(!result.text.contains("us-east-1"));
}

void TestWrite::refusesADesignWithNothing()
{
    for (const char *drawn : {"", "note N \"a remark\"", "outside-system Partner"}) {
        const auto result = sam::write(designFromText(QString::fromLatin1(drawn)), facts());
        QVERIFY(!result);
        QCOMPARE(result.error().first().code, QStringLiteral("sam.write.nothing"));
    }
}

void TestWrite::isTheSameEachTime()
{
    const QString drawn = QStringLiteral(
        "fn A runtime=nodejs24.x; fn B runtime=nodejs24.x; queue Q; table T; topic N; "
        "Q -> A; N -> B; A -- T reads=true; B -- T writes=true; A => B; B => A");
    const sam::Written first = written(drawn);
    QCOMPARE(written(drawn).text, first.text);
}

// What is read is written so that it reads the same: the second template is the first.
void TestWrite::keepsItsTemplateThroughReading()
{
    const sam::Written first = written(QStringLiteral(
        "set title=template; fn Work 512 10 runtime=nodejs24.x; queue Jobs; table Orders; topic "
        "News; "
        "Jobs -> Work batchSize=5; Work -- Orders writes=true; Work -- News writes=true"));
    const auto second = sam::write(imported(first.text).design, facts());
    QVERIFY(second);
    // Line by line, so that the first difference is told.
    const QList<QByteArray> lines = second->text.split('\n');
    const QList<QByteArray> expected = first.text.split('\n');
    for (qsizetype i = 0; i < expected.size(); ++i)
        QCOMPARE(lines.value(i), expected.at(i));
    QCOMPARE(lines.size(), expected.size());
}

QTEST_GUILESS_MAIN(TestWrite)
#include "tst_write.moc"
