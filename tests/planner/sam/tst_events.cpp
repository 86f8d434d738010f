// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/planner/sam/sam_reading.h"

using namespace stratoplan;
using namespace stratoplan::test;

namespace {

// A function F with one event E, and resources of every kind for it to name.
QByteArray functionWith(const QByteArray &type, const QByteArray &properties)
{
    return "Resources:\n"
           "  F:\n"
           "    Type: AWS::Serverless::Function\n"
           "    Properties:\n"
           "      Handler: h\n"
           "      Runtime: nodejs24.x\n"
           "      Events:\n"
           "        E: {Type: "
        + type + ", Properties: " + properties
        + "}\n"
          "  Queue: {Type: 'AWS::SQS::Queue'}\n"
          "  Topic: {Type: 'AWS::SNS::Topic'}\n"
          "  Bucket: {Type: 'AWS::S3::Bucket'}\n"
          "  Table: {Type: 'AWS::DynamoDB::Table'}\n"
          "  Stream: {Type: 'AWS::Kinesis::Stream'}\n"
          "  Consumer: {Type: 'AWS::Kinesis::StreamConsumer', Properties: {StreamARN: !GetAtt "
          "Stream.Arn}}\n"
          "  Cluster: {Type: 'AWS::MSK::Cluster'}\n"
          "  Broker: {Type: 'AWS::AmazonMQ::Broker'}\n"
          "  Documents: {Type: 'AWS::DocDB::DBCluster'}\n"
          "  Users: {Type: 'AWS::Cognito::UserPool'}\n"
          "  Log: {Type: 'AWS::Logs::LogGroup'}\n"
          "  Bus: {Type: 'AWS::Events::EventBus', Properties: {Name: orders}}\n"
          "  Api: {Type: 'AWS::Serverless::Api', Properties: {StageName: a}}\n"
          "  Http: {Type: 'AWS::Serverless::HttpApi'}\n";
}

} // namespace

class TestEvents : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sources_data();
    void sources();
    void mappingSettings();
    void otherSettings();
    void mergedRoutes();
    void stateMachineEvents();
    void functionUrl();
    void fromGlobalsAndConditions();
};

void TestEvents::sources_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("properties");
    QTest::addColumn<QStringList>("connections");
    QTest::addColumn<QString>("kind"); // of the source of the trigger of F

    const auto row = [](const char *name, const char *type, const char *properties,
                        const QStringList &connections, const char *kind) {
        QTest::newRow(name) << QByteArray(type) << QByteArray(properties) << connections
                            << QString::fromLatin1(kind);
    };
    const auto one = [](const char *source) {
        return QStringList{QString::fromLatin1(source) + QStringLiteral("->F trigger")};
    };
    row("explicit API", "Api", "{Path: /, Method: get, RestApiId: !Ref Api}", one("Api"),
        "rest-api");
    row("API by name", "Api", "{Path: /, Method: get, RestApiId: Api}", one("Api"), "rest-api");
    row("implicit API", "Api", "{Path: /, Method: get}", one("ServerlessRestApi"), "rest-api");
    row("explicit HTTP API", "HttpApi", "{ApiId: !Ref Http}", one("Http"), "http-api");
    row("implicit HTTP API", "HttpApi", "{}", one("ServerlessHttpApi"), "http-api");
    row("HTTP API without properties", "HttpApi", "~", one("ServerlessHttpApi"), "http-api");
    row("outside API", "Api", "{Path: /, Method: get, RestApiId: !ImportValue TheApi}",
        one("TheApi"), "rest-api");
    row("queue", "SQS", "{Queue: !GetAtt Queue.Arn}", one("Queue"), "queue");
    row("outside queue", "SQS", "{Queue: 'arn:aws:sqs:eu-west-1:123456789012:orders'}",
        one("orders"), "queue");
    row("imported queue", "SQS", "{Queue: !ImportValue JobsArn}", one("JobsArn"), "queue");
    row("queue not stated", "SQS", "{BatchSize: 1}", one("FE"), "queue");
    row("topic", "SNS", "{Topic: !Ref Topic}", one("Topic"), "topic");
    row("topic through a new queue", "SNS", "{Topic: !Ref Topic, SqsSubscription: true}",
        {QStringLiteral("FEQueue->F trigger"), QStringLiteral("Topic->FEQueue trigger")}, "queue");
    row("topic through a queue", "SNS",
        "{Topic: !Ref Topic, SqsSubscription: {QueueArn: !GetAtt Queue.Arn, QueueUrl: !Ref Queue}}",
        {QStringLiteral("Queue->F trigger"), QStringLiteral("Topic->Queue trigger")}, "queue");
    row("bucket", "S3", "{Bucket: !Ref Bucket, Events: 's3:ObjectCreated:*'}", one("Bucket"),
        "bucket");
    row("table stream", "DynamoDB", "{Stream: !GetAtt Table.StreamArn, StartingPosition: LATEST}",
        one("Table"), "table");
    row("stream", "Kinesis", "{Stream: !GetAtt Stream.Arn, StartingPosition: LATEST}",
        one("Stream"), "stream");
    row("stream consumer", "Kinesis",
        "{Stream: !GetAtt Consumer.ConsumerARN, StartingPosition: LATEST}", one("Stream"),
        "stream");
    row("MSK", "MSK", "{Stream: !Ref Cluster, StartingPosition: LATEST, Topics: [a]}",
        one("Cluster"), "kafka");
    row("own Kafka", "SelfManagedKafka", "{KafkaBootstrapServers: [a], Topics: [b]}", one("FE"),
        "kafka");
    row("broker", "MQ", "{Broker: !GetAtt Broker.Arn, Queues: [a]}", one("Broker"), "broker");
    row("DocumentDB", "DocumentDB", "{Cluster: !Ref Documents, DatabaseName: a}", one("Documents"),
        "document-database");
    row("log group", "CloudWatchLogs", "{LogGroupName: !Ref Log, FilterPattern: a}", one("Log"),
        "log-group");
    row("user pool", "Cognito", "{UserPool: !Ref Users, Trigger: PreSignUp}", one("Users"),
        "identity");
    row("schedule", "Schedule", "{Schedule: rate(1 hour)}", one("FE"), "schedule");
    row("scheduler", "ScheduleV2", "{ScheduleExpression: rate(1 hour)}", one("FE"), "schedule");
    row("rule", "EventBridgeRule", "{Pattern: {source: [a]}}", one("FE"), "event-rule");
    row("rule of a bus", "EventBridgeRule", "{Pattern: {source: [a]}, EventBusName: !Ref Bus}",
        {QStringLiteral("Bus->FE trigger"), QStringLiteral("FE->F trigger")}, "event-rule");
    row("rule of a bus by its name", "CloudWatchEvent",
        "{Pattern: {source: [a]}, EventBusName: orders}",
        {QStringLiteral("Bus->FE trigger"), QStringLiteral("FE->F trigger")}, "event-rule");
    row("IoT rule", "IoTRule", "{Sql: SELECT 1}", one("FE"), "iot-rule");
    row("Alexa", "AlexaSkill", "{}", one("FE"), "voice-assistant");
    row("a type that nobody knows", "Telepathy", "{}", one("FE"), "unknown");
    row("failure queue of a rule", "EventBridgeRule",
        "{Pattern: {source: [a]}, DeadLetterConfig: {Arn: !GetAtt Queue.Arn}}",
        {QStringLiteral("FE->F trigger"), QStringLiteral("FE->Queue failure")}, "event-rule");
    row("new failure queue of a schedule", "Schedule",
        "{Schedule: rate(1 day), DeadLetterConfig: {Type: SQS}}",
        {QStringLiteral("FE->F trigger"), QStringLiteral("FE->FEQueue failure")}, "schedule");
    row("failed batches of a stream", "Kinesis",
        "{Stream: !GetAtt Stream.Arn, StartingPosition: LATEST, DestinationConfig: {OnFailure: "
        "{Type: SNS, Destination: !Ref Topic}}}",
        {QStringLiteral("Stream->F trigger"), QStringLiteral("Stream->Topic failure")}, "stream");
}

void TestEvents::sources()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, properties);
    QFETCH(QStringList, connections);
    QFETCH(QString, kind);
    const Design design = imported(functionWith(type, properties)).design;
    QCOMPARE(connectionsOf(design), connections);
    for (const Connection *connection : design.all<Connection>()) {
        if (connection->to != design.idOf(QStringLiteral("F")))
            continue;
        QCOMPARE(connection->evidence,
                 QStringList{QStringLiteral("Resources.F.Properties.Events.E")});
        QCOMPARE(design.get<Service>(connection->from)->kind, kind);
    }
}

void TestEvents::mappingSettings()
{
    const Connection mapping
        = connection(imported(functionWith("SQS", R"({Queue: !GetAtt Queue.Arn, BatchSize: 25,
            MaximumBatchingWindowInSeconds: 5, FunctionResponseTypes: [ReportBatchItemFailures],
            ScalingConfig: {MaximumConcurrency: 12},
            FilterCriteria: {Filters: [{Pattern: '{"a":[1]}'}, {Pattern: '{"b":[2]}'}]}})"))
                         .design,
                     QStringLiteral("Queue"), QStringLiteral("F"));
    QCOMPARE(mapping.batchSize, Field<int>(25, Origin::Own));
    QCOMPARE(mapping.batchWindow, Field<Seconds>(Seconds{5}, Origin::Own));
    QCOMPARE(mapping.partialBatch, Field<bool>(true, Origin::Own));
    QCOMPARE(mapping.maximumConcurrency, Field<int>(12, Origin::Own));
    QCOMPARE(*mapping.filter, QStringLiteral("{\"a\":[1]}\n{\"b\":[2]}"));
    QVERIFY(mapping.retries.isUnset());

    const Connection stream = connection(
        imported(functionWith("Kinesis", R"({Stream: !GetAtt Stream.Arn, StartingPosition: LATEST,
            MaximumRetryAttempts: 4, MaximumRecordAgeInSeconds: 600, BisectBatchOnFunctionError: true,
            ParallelizationFactor: 10, FunctionResponseTypes: []})"))
            .design,
        QStringLiteral("Stream"), QStringLiteral("F"));
    QCOMPARE(*stream.retries, 4);
    QCOMPARE(*stream.maxRecordAge, Seconds{600});
    QCOMPARE(*stream.bisect, true);
    QCOMPARE(*stream.parallelization, 10);
    QCOMPARE(*stream.partialBatch, false);
}

void TestEvents::otherSettings()
{
    const Connection objects = connection(
        imported(functionWith("S3", R"({Bucket: !Ref Bucket, Events: 's3:ObjectCreated:*',
            Filter: {S3Key: {Rules: [{Name: prefix, Value: in/}, {Name: suffix, Value: .jpg}]}}})"))
            .design,
        QStringLiteral("Bucket"), QStringLiteral("F"));
    QCOMPARE(*objects.prefix, QStringLiteral("in/"));
    QCOMPARE(*objects.suffix, QStringLiteral(".jpg"));

    const Connection http
        = connection(imported(functionWith("HttpApi", "{TimeoutInMillis: 5000}")).design,
                     QStringLiteral("ServerlessHttpApi"), QStringLiteral("F"));
    QCOMPARE(*http.timeout, Milliseconds{5000});

    const Design schedule
        = imported(functionWith("Schedule",
                                "{Schedule: rate(5 minutes), RetryPolicy: "
                                "{MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 90}}"))
              .design;
    const Connection timer = connection(schedule, QStringLiteral("FE"), QStringLiteral("F"));
    QCOMPARE(*timer.retries, 1);
    QCOMPARE(*timer.maxRecordAge, Seconds{90});
    QCOMPARE(schedule.named<Service>(QStringLiteral("FE"))
                 ->properties.value(QStringLiteral("expression"))
                 .value->toString(),
             QStringLiteral("rate(5 minutes)"));
}

void TestEvents::mergedRoutes()
{
    const Design design = imported(R"(Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Handler: h
      Runtime: r
      Events:
        Get: {Type: HttpApi, Properties: {Path: /a, Method: get}}
        Post: {Type: HttpApi, Properties: {Path: /a, Method: post}}
        Slow: {Type: HttpApi, Properties: {Path: /b, Method: get, TimeoutInMillis: 9000}}
)")
                              .design;
    const QList<const Connection *> all = design.all<Connection>();
    // Two routes with the same settings are one line; another time limit is another line.
    QCOMPARE(all.size(), 2);
    QCOMPARE(all.at(0)->evidence,
             (QStringList{QStringLiteral("Resources.F.Properties.Events.Get"),
                          QStringLiteral("Resources.F.Properties.Events.Post")}));
    QCOMPARE(all.at(1)->evidence,
             QStringList{QStringLiteral("Resources.F.Properties.Events.Slow")});
}

void TestEvents::stateMachineEvents()
{
    const Design design = imported(R"(Resources:
  M:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: {StartAt: A, States: {A: {Type: Pass, End: true}}}
      Events:
        Daily: {Type: Schedule, Properties: {Schedule: rate(1 day)}}
        Later: {Type: ScheduleV2, Properties: {ScheduleExpression: rate(1 day)}}
        Rule: {Type: EventBridgeRule, Properties: {Pattern: {source: [a]}}}
        Old: {Type: CloudWatchEvent, Properties: {Pattern: {source: [a]}}}
        Call: {Type: Api, Properties: {Path: /, Method: post}}
)")
                              .design;
    QCOMPARE(connectionsOf(design),
             (QStringList{QStringLiteral("MDaily->M trigger"), QStringLiteral("MLater->M trigger"),
                          QStringLiteral("MOld->M trigger"), QStringLiteral("MRule->M trigger"),
                          QStringLiteral("ServerlessRestApi->M trigger")}));
}

void TestEvents::functionUrl()
{
    const Design design = imported(R"(Resources:
  F: {Type: 'AWS::Serverless::Function', Properties: {Handler: h, Runtime: r, FunctionUrlConfig: {AuthType: NONE}}}
  Cdn: {Type: 'AWS::CloudFront::Distribution', Properties: {DistributionConfig: {Origins: [{Id: a, DomainName: !Select [2, !Split ['/', !GetAtt FUrl.FunctionUrl]]}]}}}
  Permission: {Type: 'AWS::Lambda::Permission', Properties: {FunctionName: !Ref F, Action: 'lambda:InvokeFunctionUrl',
    Principal: cloudfront.amazonaws.com, SourceArn: !Sub 'arn:aws:cloudfront::1:distribution/${Cdn}'}}
)")
                              .design;
    QCOMPARE(connectionsOf(design),
             (QStringList{QStringLiteral("Cdn->FUrl call"), QStringLiteral("FUrl->F trigger")}));
    QCOMPARE(design.named<Service>(QStringLiteral("FUrl"))->kind, QStringLiteral("function-url"));
}

void TestEvents::fromGlobalsAndConditions()
{
    const Design design = imported(R"(Parameters: {Open: {Type: String}}
Conditions: {Wanted: !Equals [!Ref Open, x]}
Resources:
  F:
    Type: AWS::Serverless::Function
    Condition: Wanted
    Properties: {Handler: h, Runtime: r, Events: {E: {Type: Api, Properties: {Path: /, Method: get}}}}
  G:
    Type: AWS::Serverless::Function
    Condition: Wanted
    Properties: {Handler: h, Runtime: r, Events: {E: {Type: Schedule, Properties: {Schedule: rate(1 day)}}}}
)")
                              .design;
    // What exists for one conditional resource alone is as conditional as that.
    QCOMPARE(design.named<Service>(QStringLiteral("ServerlessRestApi"))->condition,
             QStringLiteral("Wanted"));
    QCOMPARE(design.named<Service>(QStringLiteral("GE"))->condition, QStringLiteral("Wanted"));
    QCOMPARE(connection(design, QStringLiteral("GE"), QStringLiteral("G")).condition,
             QStringLiteral("Wanted"));
}

QTEST_GUILESS_MAIN(TestEvents)
#include "tst_events.moc"
