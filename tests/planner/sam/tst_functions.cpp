// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/planner/sam/sam_reading.h"

#include <QCryptographicHash>

using namespace stratoplan;
using namespace stratoplan::test;

class TestFunctions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void originOfEachProperty();
    void unknownStaysUnknown();
    void cloudFormationFunctions();
    void ignoredGlobals();
    void settingsFromOtherResources();
    void everyResourceIsAnElement();
    void duplicatesStayVisible();
    void serviceProperties();
    void settingsOfTheDesign();
    void refusedTexts();
};

void TestFunctions::originOfEachProperty()
{
    const Design design = imported(R"(Globals:
  Function: {MemorySize: 512, Timeout: 30, Tracing: Active, Architectures: [arm64]}
Resources:
  A:
    Type: AWS::Serverless::Function
    Condition: Wanted
    Properties:
      Runtime: nodejs24.x
      Handler: index.handler
      MemorySize: 1769
      ReservedConcurrentExecutions: 7
      ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 3}
      AutoPublishAlias: live
      SnapStart: {ApplyOn: PublishedVersions}
      EphemeralStorage: {Size: 1024}
      EventInvokeConfig: {MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60}
)")
                              .design;
    const Function *a = design.named<Function>(QStringLiteral("A"));
    QVERIFY(a);
    QCOMPARE(a->memory, Field<MiB>(MiB{1769}, Origin::Own));
    QCOMPARE(a->timeout, Field<Seconds>(Seconds{30}, Origin::Globals));
    QCOMPARE(a->architecture, Field<QString>(QStringLiteral("arm64"), Origin::Globals));
    QCOMPARE(a->tracing, Field<bool>(true, Origin::Globals));
    QCOMPARE(a->packageType, Field<QString>(QStringLiteral("zip"), Origin::Default));
    QCOMPARE(a->runtime, Field<QString>(QStringLiteral("nodejs24.x"), Origin::Own));
    QCOMPARE(a->reservedConcurrency, Field<int>(7, Origin::Own));
    QCOMPARE(a->provisionedConcurrency, Field<int>(3, Origin::Own));
    QCOMPARE(a->snapStart, Field<bool>(true, Origin::Own));
    QCOMPARE(a->ephemeralStorageMb, Field<int>(1024, Origin::Own));
    QCOMPARE(a->asyncRetries, Field<int>(0, Origin::Own));
    QCOMPARE(a->asyncMaxEventAge, Field<Seconds>(Seconds{60}, Origin::Own));
    QCOMPARE(a->managedInstances, Field<bool>(false, Origin::Default));
    QCOMPARE(a->condition, QStringLiteral("Wanted"));
    QCOMPARE(a->cfnType, QStringLiteral("AWS::Serverless::Function"));
    QVERIFY(!a->inVpc);
}

void TestFunctions::unknownStaysUnknown()
{
    const sam::Imported result = imported(R"(Parameters:
  Size: {Type: Number}
Resources:
  A:
    Type: AWS::Serverless::Function
    Properties:
      Handler: h
      Runtime: python3.13
      MemorySize: !Ref Size
      Timeout: soon
)");
    const Function *a = result.design.named<Function>(QStringLiteral("A"));
    QCOMPARE(a->memory, Field<MiB>::computed(QStringLiteral("!Ref Size")));
    QVERIFY(!a->timeout.isKnown());
    QCOMPARE(a->timeout.expression, QStringLiteral("soon"));
    QCOMPARE(codesOf(result.problems), QStringList{QStringLiteral("sam.bad-value")});
    QCOMPARE(result.problems.first().where.line, 10);
    QCOMPARE(result.problems.first().where.column, 16);
    QCOMPARE(result.problems.first().where.element, QStringLiteral("A"));

    sam::ReadOptions options;
    options.parameters = {{QStringLiteral("Size"), QStringLiteral("2048")}};
    const Design known = imported("Parameters: {Size: {Type: Number}}\nResources: {A: {Type: "
                                  "'AWS::Lambda::Function', Properties: {MemorySize: !Ref Size}}}",
                                  options)
                             .design;
    QCOMPARE(known.named<Function>(QStringLiteral("A"))->memory,
             Field<MiB>(MiB{2048}, Origin::Own));
}

void TestFunctions::cloudFormationFunctions()
{
    const Design design = imported(R"({"Resources": {
      "A": {"Type": "AWS::Lambda::Function", "Properties": {
        "Code": {"ImageUri": "x"}, "TracingConfig": {"Mode": "Active"}, "Architectures": ["arm64"]}},
      "B": {"Type": "AWS::Lambda::Function", "Properties": {"Code": {"ZipFile": "x"}}}
    }})")
                              .design;
    const Function *a = design.named<Function>(QStringLiteral("A"));
    QCOMPARE(*a->packageType, QStringLiteral("image"));
    QCOMPARE(*a->tracing, true);
    QCOMPARE(*a->architecture, QStringLiteral("arm64"));
    // Defaults of the service, marked as such.
    const Function *b = design.named<Function>(QStringLiteral("B"));
    QCOMPARE(b->memory, Field<MiB>(MiB{128}, Origin::Default));
    QCOMPARE(b->timeout, Field<Seconds>(Seconds{3}, Origin::Default));
    QCOMPARE(b->architecture, Field<QString>(QStringLiteral("x86_64"), Origin::Default));
    QCOMPARE(b->asyncRetries, Field<int>(2, Origin::Default));
    QVERIFY(b->reservedConcurrency.isUnset());
    QVERIFY(b->runtime.isUnset());
}

void TestFunctions::ignoredGlobals()
{
    const Design design = imported(R"(Globals:
  Function: {MemorySize: 512, Timeout: 30, Runtime: python3.13}
Resources:
  All: {Type: 'AWS::Serverless::Function', IgnoreGlobals: '*', Properties: {PackageType: Image, ImageUri: x}}
  Some: {Type: 'AWS::Serverless::Function', IgnoreGlobals: [Runtime, MemorySize], Properties: {PackageType: Image, ImageUri: x}}
)")
                              .design;
    const Function *all = design.named<Function>(QStringLiteral("All"));
    const Function *some = design.named<Function>(QStringLiteral("Some"));
    QCOMPARE(all->timeout.origin, Origin::Default);
    QCOMPARE(*some->timeout, Seconds{30});
    QCOMPARE(some->memory.origin, Origin::Default);
    QVERIFY(some->runtime.isUnset());
}

void TestFunctions::settingsFromOtherResources()
{
    const Design design = imported(R"(Resources:
  F: {Type: 'AWS::Lambda::Function', Properties: {}}
  Config: {Type: 'AWS::Lambda::EventInvokeConfig', Properties: {FunctionName: !Ref F, MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 300,
    DestinationConfig: {OnFailure: {Destination: !GetAtt Dead.Arn}}}}
  Live: {Type: 'AWS::Lambda::Alias', Properties: {FunctionName: !Ref F, ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 4}}}
  Dead: {Type: 'AWS::SQS::Queue'}
  Rule: {Type: 'AWS::Events::Rule', Properties: {ScheduleExpression: rate(1 hour), Targets: [{Id: a, Arn: !Ref Live}]}}
)")
                              .design;
    const Function *function = design.named<Function>(QStringLiteral("F"));
    QCOMPARE(*function->asyncRetries, 1);
    QCOMPARE(*function->asyncMaxEventAge, Seconds{300});
    QCOMPARE(*function->provisionedConcurrency, 4);
    // The alias stands for the function, and a rule with nothing but a time is a schedule.
    QCOMPARE(connectionsOf(design),
             (QStringList{QStringLiteral("F->Dead failure"), QStringLiteral("Rule->F trigger")}));
    QCOMPARE(design.named<Service>(QStringLiteral("Rule"))->kind, QStringLiteral("schedule"));
}

void TestFunctions::everyResourceIsAnElement()
{
    const sam::Imported result = imported(R"(Resources:
  Api: {Type: 'AWS::Serverless::HttpApi'}
  Role: {Type: 'AWS::IAM::Role'}
  Odd: {Type: 'Vendor::Thing::Other'}
  Typeless: {Properties: {}}
  'Fn::Transform': {Name: 'AWS::Include'}
  Scalar: text
)");
    QCOMPARE(result.resources.size(), 6);
    for (const sam::ImportedResource &resource : result.resources) {
        QVERIFY2(result.design.named<Service>(resource.logicalId), qPrintable(resource.logicalId));
        QCOMPARE(resource.known,
                 resource.logicalId == QLatin1String("Api")
                     || resource.logicalId == QLatin1String("Role"));
    }
    QCOMPARE(result.resources.at(2).where.line, 4);
    QCOMPARE(result.resources.at(2).kind, QStringLiteral("unknown"));
    QCOMPARE(codesOf(result.problems),
             (QStringList{QStringLiteral("sam.resource-without-type"),
                          QStringLiteral("sam.refused.resource")}));
}

void TestFunctions::duplicatesStayVisible()
{
    const sam::Imported result = imported(R"(Resources:
  Twin: {Type: 'AWS::SQS::Queue', Properties: {VisibilityTimeout: 1}}
  Twin: {Type: 'AWS::SNS::Topic'}
)");
    QCOMPARE(result.design.named<Service>(QStringLiteral("Twin"))->kind, QStringLiteral("queue"));
    QCOMPARE(result.design.named<Service>(QStringLiteral("Twin2"))->kind, QStringLiteral("topic"));
    QCOMPARE(result.resources.at(1).logicalId, QStringLiteral("Twin2"));
    QVERIFY(codesOf(result.problems).contains(QStringLiteral("sam.duplicate-resource")));
    QVERIFY(codesOf(result.problems).contains(QStringLiteral("yaml.duplicate-key")));
}

void TestFunctions::serviceProperties()
{
    const Design design = imported(R"(Parameters: {Seconds: {Type: Number}}
Resources:
  Q: {Type: 'AWS::SQS::Queue', Properties: {VisibilityTimeout: 90, FifoQueue: true, QueueName: a.fifo}}
  Open: {Type: 'AWS::SQS::Queue', Properties: {VisibilityTimeout: !Ref Seconds}}
  None: {Type: 'AWS::SQS::Queue'}
)")
                              .design;
    const Service *queue = design.named<Service>(QStringLiteral("Q"));
    QCOMPARE(queue->properties.value(QStringLiteral("visibilityTimeoutS")).value->toInt(), 90);
    QCOMPARE(queue->properties.value(QStringLiteral("fifo")).value->toBool(), true);
    const Service *open = design.named<Service>(QStringLiteral("Open"));
    QCOMPARE(open->properties.value(QStringLiteral("visibilityTimeoutS")).expression,
             QStringLiteral("!Ref Seconds"));
    // What the template does not say is not stated here either: the catalogue knows the default.
    QVERIFY(design.named<Service>(QStringLiteral("None"))->properties.isEmpty());
}

void TestFunctions::settingsOfTheDesign()
{
    const QByteArray text = "Description: Orders\nParameters: {Stage: {Type: String}}\n"
                            "Conditions: {Prod: !Equals [!Ref Stage, prod]}\nResources: {Q: {Type: "
                            "'AWS::SQS::Queue'}}\n";
    sam::ReadOptions options;
    options.parameters = {{QStringLiteral("Stage"), QStringLiteral("prod")},
                          {QStringLiteral("Stgae"), QStringLiteral("x")}};
    options.region = QStringLiteral("eu-central-1");
    const sam::Imported result = imported(text, options);
    const Settings &settings = result.design.settings();
    QCOMPARE(settings.title, QStringLiteral("Orders"));
    QCOMPARE(settings.region, QStringLiteral("eu-central-1"));
    QCOMPARE(settings.templateLink.path, QStringLiteral("template.yaml"));
    // sha256sum of the text above.
    QCOMPARE(
        settings.templateLink.sha256,
        QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex()));
    QCOMPARE(settings.templateLink.parameters, options.parameters);
    QCOMPARE(settings.templateLink.conditions,
             (QMap<QString, bool>{{QStringLiteral("Prod"), true}}));
    QCOMPARE(codesOf(result.problems), QStringList{QStringLiteral("sam.unknown-parameter")});
    QCOMPARE(imported("Resources: {Q: {Type: 'AWS::SQS::Queue'}}").design.settings().title,
             QStringLiteral("template"));
}

void TestFunctions::refusedTexts()
{
    const auto code = [](const QByteArray &text) {
        const auto result = sam::read(text, QStringLiteral("t"), facts());
        return result ? QString() : result.error().first().code;
    };
    QCOMPARE(code("Resource: {}\n"), QStringLiteral("sam.no-resources"));
    QCOMPARE(code("Resources: [a]\n"), QStringLiteral("sam.no-resources"));
    QCOMPARE(code(""), QStringLiteral("sam.no-resources"));
    QCOMPARE(code("a: [1\n"), QStringLiteral("yaml.syntax"));
    QCOMPARE(code("Resources: {}\n"), QString());
}

QTEST_GUILESS_MAIN(TestFunctions)
#include "tst_functions.moc"
