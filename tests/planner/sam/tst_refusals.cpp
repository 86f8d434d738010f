// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/planner/sam/sam_reading.h"

using namespace stratoplan;
using namespace stratoplan::test;

class TestRefusals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void functions_data();
    void functions();
    void templates_data();
    void templates();
    void placeAndWords();
    void allAtOnce();
};

void TestRefusals::functions_data()
{
    QTest::addColumn<QByteArray>("properties");
    QTest::addColumn<QStringList>("codes"); // without "sam.refused."
    const auto row = [](const char *properties, std::initializer_list<const char *> codes) {
        QStringList all;
        for (const char *code : codes)
            all.append(QString::fromLatin1(code));
        QTest::newRow(properties) << QByteArray(properties) << all;
    };
    row("{Handler: h, Runtime: r}", {});
    row("{Handler: h, Runtime: r, CodeUri: a, InlineCode: b}", {});
    row("{Runtime: r}", {"missing-property"});
    row("{Handler: h}", {"missing-property"});
    row("{Handler: h, Runtime: r, InlineCode: a}", {});
    row("{Runtime: r, InlineCode: a}", {"missing-property"});
    row("{}", {"missing-property", "missing-property"});
    row("{PackageType: Image, ImageUri: a}", {});
    row("{PackageType: Image}", {"missing-property"});
    row("{PackageType: Image, ImageUri: a, Handler: h}", {"image-property"});
    row("{PackageType: Floppy, Handler: h, Runtime: r}", {"package-type"});
    row("{PackageType: !Ref P}", {});
    row("{Handler: !Ref P, Runtime: !Ref P}", {});
    row("{Handler: h, Runtime: r, Memory: 128}", {"unknown-property"});
    row("{Handler: h, Runtime: r, DeadLetterQueue: {Type: SQS}}", {"missing-property"});
    row("{Handler: h, Runtime: r, DeadLetterQueue: {Type: Lambda, TargetArn: a}}",
        {"dead-letter-type"});
    row("{Handler: h, Runtime: r, ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: "
        "1}}",
        {"alias"});
    row("{Handler: h, Runtime: r, AutoPublishAlias: live, ProvisionedConcurrencyConfig: "
        "{ProvisionedConcurrentExecutions: 1}}",
        {});
    row("{Handler: h, Runtime: r, DeploymentPreference: {Type: Linear10PercentEvery1Minute}}",
        {"alias"});
    row("{Handler: h, Runtime: r, DeploymentPreference: {Enabled: false}}", {});
    row("{Handler: h, Runtime: r, Events: [a]}", {"events"});
    row("{Handler: h, Runtime: r, Events: {E: text}}", {"event"});
    row("{Handler: h, Runtime: r, Events: {E: {Properties: {}}}}", {"event-type"});
    row("{Handler: h, Runtime: r, Events: {E: {Type: Sqs, Properties: {Queue: a}}}}",
        {"event-type"});
    row("{Handler: h, Runtime: r, Events: {E: {Type: SQS, Properties: {Queue: a}}}}", {});
    row("{Handler: h, Runtime: r, Events: {E: {Type: SQS, Properties: {}}}}", {"missing-property"});
    row("{Handler: h, Runtime: r, Events: {E: {Type: SQS}}}", {"missing-property"});
    row("{Handler: h, Runtime: r, Events: {E: {Type: SQS, Properties: [a]}}}", {"event"});
    row("{Handler: h, Runtime: r, Events: {E: {Type: Kinesis, Properties: {Stream: a}}}}",
        {"missing-property"});
    row("{Handler: h, Runtime: r, Events: {E: {Type: Api, Properties: {Path: /}}}}",
        {"missing-property"});
    row("{Handler: h, Runtime: r, Events: {E: {Type: HttpApi}}}", {});
    row("{Handler: h, Runtime: r, Events: {E: {Type: HttpApi, Properties: {Path: /}}}}",
        {"missing-property"});
    row("{Handler: h, Runtime: r, Events: {E: {Type: S3, Properties: {Bucket: !Ref B, Events: "
        "a}}}}",
        {});
    row("{Handler: h, Runtime: r, Events: {E: {Type: S3, Properties: {Bucket: name, Events: a}}}}",
        {"event-source"});
    row("{Handler: h, Runtime: r, Events: {E: {Type: S3, Properties: {Bucket: !ImportValue B, "
        "Events: a}}}}",
        {"event-source"});
    row("{Handler: h, Runtime: r, Events: {E: {Type: Schedule, Properties: {Schedule: !Ref P}}}}",
        {});
    row("{Handler: h, Runtime: r, Events: {E: {Type: Api, Properties: {Path: /, Method: get}}, F: "
        "{Type: "
        "Api, Properties: {Path: /, Method: GET}}}}",
        {"route"});
    row("[a]", {"properties"});
}

void TestRefusals::functions()
{
    QFETCH(QByteArray, properties);
    QFETCH(QStringList, codes);
    const sam::Imported result = imported(
        "Parameters: {P: {Type: String}}\nResources:\n  B: {Type: 'AWS::S3::Bucket'}\n  F: {Type: "
        "'AWS::Serverless::Function', Properties: "
        + properties + "}\n");
    QStringList found;
    for (const Problem &problem : sam::refusedBySam(result.problems)) {
        QVERIFY(problem.where.line > 0);
        found.append(problem.code.mid(12));
    }
    QCOMPARE(found, codes);
    // Refused or not, the function is in the design.
    QVERIFY(result.design.named<Function>(QStringLiteral("F")));
}

void TestRefusals::templates_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("codes");
    const auto row = [](const char *text, std::initializer_list<const char *> codes) {
        QStringList all;
        for (const char *code : codes)
            all.append(QString::fromLatin1(code));
        QTest::newRow(text) << QByteArray(text) << all;
    };
    const char *const missing = "missing-property";
    row("Resources: {}", {"no-resources"});
    row("Globals: [a]\nResources: {A: {Type: 'AWS::SQS::Queue'}}", {"globals-section"});
    row("Globals: {Table: {}}\nResources: {A: {Type: 'AWS::SQS::Queue'}}", {"globals-section"});
    row("Globals: {Function: a}\nResources: {A: {Type: 'AWS::SQS::Queue'}}", {"globals-section"});
    row("Globals: {Function: {Policies: []}}\nResources: {A: {Type: 'AWS::SQS::Queue'}}",
        {"globals-property"});
    row("Globals: {Function: {Timeout: 1, VpcConfig: {}}, Api: {Cors: a}, HttpApi: {Tags: {}}, "
        "SimpleTable: {SSESpecification: {}}}\nResources: {A: {Type: 'AWS::SQS::Queue'}}",
        {});
    row("Resources: {A: text}", {"resource"});
    row("Resources: {A: {Type: 'AWS::Serverless::Api', Properties: {}}}", {missing});
    row("Resources: {A: {Type: 'AWS::Serverless::Api', Properties: {StageName: a, DefinitionUri: "
        "b, "
        "DefinitionBody: {}}}}",
        {"either-or"});
    row("Resources: {A: {Type: 'AWS::Serverless::HttpApi'}}", {});
    row("Resources: {A: {Type: 'AWS::Serverless::Application', Properties: {}}}", {missing});
    row("Resources: {A: {Type: 'AWS::Serverless::LayerVersion', Properties: {ContentUri: a}}}", {});
    row("Resources: {A: {Type: 'AWS::Serverless::Connector', Properties: {Source: {Id: A}}}}",
        {missing, missing});
    row("Resources: {A: {Type: 'AWS::Serverless::StateMachine', Properties: {}}}", {missing});
    row("Resources: {A: {Type: 'AWS::Serverless::StateMachine', Properties: {Definition: {}, "
        "DefinitionUri: "
        "a}}}",
        {"either-or"});
    row("Resources: {A: {Type: 'AWS::Serverless::StateMachine', Properties: {DefinitionUri: a, "
        "Role: b, "
        "Policies: [c]}}}",
        {"either-or"});
    row("Resources: {A: {Type: 'AWS::Serverless::StateMachine', Properties: {DefinitionUri: a, "
        "Events: {E: "
        "{Type: SQS, Properties: {Queue: b}}}}}}",
        {"event-type"});
    // CloudFormation's own types are none of SAM's business.
    row("Resources: {A: {Type: 'AWS::Lambda::Function', Properties: {Nonsense: 1}}}", {});
    row("Globals: {Function: {Handler: h, Runtime: r}}\nResources: {A: {Type: "
        "'AWS::Serverless::Function'}}",
        {});
}

void TestRefusals::templates()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, codes);
    QStringList found;
    for (const Problem &problem : sam::refusedBySam(imported(text).problems))
        found.append(problem.code.mid(12));
    QCOMPARE(found, codes);
}

void TestRefusals::placeAndWords()
{
    const sam::Imported result = imported(R"(Globals:
  Function:
    Policies: [a]
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: r
      Handler: h
      Events:
        Jobs:
          Type: SQS
          Properties: {BatchSize: 1}
)");
    QCOMPARE(result.problems.size(), 2);
    QVERIFY(toString(result.problems.at(0))
                .startsWith(QLatin1String(
                    "template.yaml:3:5: Globals cannot hold Policies for Function; ")));
    QCOMPARE(toString(result.problems.at(1)),
             QStringLiteral("template.yaml:12:11: F: Events.Jobs.Queue is missing; State "
                            "Events.Jobs.Queue"));
    QCOMPARE(result.problems.at(1).severity, Severity::Blocker);
}

void TestRefusals::allAtOnce()
{
    QCOMPARE(sam::refusedBySam(imported(R"(Globals: {Nothing: {}}
Resources:
  A: {Type: 'AWS::Serverless::Function', Properties: {}}
  B: {Type: 'AWS::Serverless::Api', Properties: {}}
)")
                                   .problems)
                 .size(),
             4);
}

QTEST_GUILESS_MAIN(TestRefusals)
#include "tst_refusals.moc"
