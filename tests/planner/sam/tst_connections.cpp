// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/policies.h"
#include "tests/planner/sam/sam_reading.h"

using namespace stratoplan;
using namespace stratoplan::test;

namespace {

const QByteArray shared = R"(Resources:
  F: {Type: 'AWS::Lambda::Function', Properties: {FunctionName: the-f}}
  G: {Type: 'AWS::Lambda::Function', Properties: {}}
  Queue: {Type: 'AWS::SQS::Queue', Properties: {QueueName: the-queue}}
  Dead: {Type: 'AWS::SQS::Queue'}
  Topic: {Type: 'AWS::SNS::Topic'}
  Table: {Type: 'AWS::DynamoDB::Table'}
  Bus: {Type: 'AWS::Events::EventBus'}
  Stream: {Type: 'AWS::Kinesis::Stream'}
  Machine: {Type: 'AWS::StepFunctions::StateMachine'}
  Named: {Type: 'AWS::StepFunctions::StateMachine', Properties: {StateMachineName: !Sub '${AWS::StackName}-named'}}
  Role: {Type: 'AWS::IAM::Role'}
  Rest: {Type: 'AWS::ApiGateway::RestApi'}
  Http: {Type: 'AWS::ApiGatewayV2::Api'}
  Graph: {Type: 'AWS::AppSync::GraphQLApi'}
  Log: {Type: 'AWS::Logs::LogGroup'}
  Users: {Type: 'AWS::Cognito::UserPool'}
  Db: {Type: 'AWS::RDS::DBCluster', Properties: {DBClusterIdentifier: the-db}}
  Build: {Type: 'AWS::CodeBuild::Project'}
)";

} // namespace

class TestConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void links_data();
    void links();
    void evidence();
    void integrationTimeout();
    void policies_data();
    void policies();
    void permittedActions_data();
    void permittedActions();
    void permissionsOfTriggersAreEvidence();
    void environmentsAreWeak();
    void wholeServicesGiveDirections();
    void rolesAndManagedPolicies();
    void outsideServices();
    void dataApiElsewhere();
};

void TestConnections::links_data()
{
    QTest::addColumn<QByteArray>("resources");
    QTest::addColumn<QStringList>("connections");
    const auto row = [](const char *name, const char *resources, const QStringList &connections) {
        QTest::newRow(name) << QByteArray(resources) << connections;
    };
    const auto list = [](std::initializer_list<const char *> lines) {
        QStringList all;
        for (const char *line : lines)
            all.append(QString::fromLatin1(line));
        return all;
    };
    row("event source mapping",
        "  M: {Type: 'AWS::Lambda::EventSourceMapping', Properties: {FunctionName: !Ref F, "
        "EventSourceArn: !GetAtt Stream.Arn, StartingPosition: LATEST, DestinationConfig: "
        "{OnFailure: "
        "{Destination: !GetAtt Dead.Arn}}}}\n",
        list({"Stream->Dead failure", "Stream->F trigger"}));
    row("mapping of something outside",
        "  M: {Type: 'AWS::Lambda::EventSourceMapping', Properties: {FunctionName: !GetAtt F.Arn, "
        "EventSourceArn: 'arn:aws:dynamodb:eu-west-1:1:table/orders/stream/x'}}\n",
        list({"orders->F trigger"}));
    row("by physical names",
        "  M: {Type: 'AWS::Lambda::EventSourceMapping', Properties: {FunctionName: "
        "'arn:aws:lambda:eu-west-1:1:function:the-f:live', EventSourceArn: !Sub "
        "'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:the-queue'}}\n",
        list({"Queue->F trigger"}));
    row("subscription",
        "  S: {Type: 'AWS::SNS::Subscription', Properties: {TopicArn: !Ref Topic, Endpoint: "
        "!GetAtt "
        "Queue.Arn, RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn}}}\n",
        list({"Topic->Dead failure", "Topic->Queue trigger"}));
    row("subscription to a topic outside",
        "  S: {Type: 'AWS::SNS::Subscription', Properties: {TopicArn: !ImportValue News, Endpoint: "
        "!GetAtt F.Arn}}\n",
        list({"News->F trigger"}));
    row("subscription of nothing here",
        "  S: {Type: 'AWS::SNS::Subscription', Properties: {TopicArn: !ImportValue News, Endpoint: "
        "someone@example.org}}\n",
        {});
    row("subscription within the topic",
        "  T: {Type: 'AWS::SNS::Topic', Properties: {Subscription: [{Protocol: sqs, Endpoint: "
        "!GetAtt "
        "Queue.Arn}, {Protocol: lambda, Endpoint: !GetAtt F.Arn}]}}\n",
        list({"T->F trigger", "T->Queue trigger"}));
    row("rule",
        "  R: {Type: 'AWS::Events::Rule', Properties: {EventPattern: {source: [a]}, EventBusName: "
        "!Ref "
        "Bus, Targets: [{Arn: !GetAtt F.Arn, DeadLetterConfig: {Arn: !GetAtt Dead.Arn}}, {Arn: "
        "!Ref "
        "Machine, RoleArn: !GetAtt Role.Arn}]}}\n",
        list({"Bus->R trigger", "R->Dead failure", "R->F trigger", "R->Machine trigger"}));
    row("scheduler",
        "  R: {Type: 'AWS::Scheduler::Schedule', Properties: {Target: {Arn: !GetAtt F.Arn, "
        "RoleArn: "
        "!GetAtt Role.Arn, DeadLetterConfig: {Arn: !GetAtt Dead.Arn}}}}\n",
        list({"R->Dead failure", "R->F trigger"}));
    row("pipe",
        "  P: {Type: 'AWS::Pipes::Pipe', Properties: {Source: !GetAtt Queue.Arn, Enrichment: "
        "!GetAtt "
        "G.Arn, Target: !Ref Machine, RoleArn: !GetAtt Role.Arn}}\n",
        list({"P->G call", "P->Machine trigger", "Queue->P trigger"}));
    row("bucket notifications",
        "  B: {Type: 'AWS::S3::Bucket', Properties: {NotificationConfiguration: "
        "{LambdaConfigurations: "
        "[{Event: a, Function: !GetAtt F.Arn}], QueueConfigurations: [{Event: a, Queue: !GetAtt "
        "Queue.Arn}], TopicConfigurations: [{Event: a, Topic: !Ref Topic}]}}}\n",
        list({"B->F trigger", "B->Queue trigger", "B->Topic trigger"}));
    row("redrive",
        "  Q: {Type: 'AWS::SQS::Queue', Properties: {RedrivePolicy: {deadLetterTargetArn: !GetAtt "
        "Dead.Arn, maxReceiveCount: 5}}}\n",
        list({"Q->Dead failure"}));
    row("dead-letter queue of a function",
        "  H: {Type: 'AWS::Lambda::Function', Properties: {DeadLetterConfig: {TargetArn: !Ref "
        "Topic}}}\n",
        list({"H->Topic failure"}));
    row("SAM failure targets",
        "  H: {Type: 'AWS::Serverless::Function', Properties: {Handler: h, Runtime: r, "
        "DeadLetterQueue: "
        "{Type: SQS, TargetArn: !GetAtt Dead.Arn}, EventInvokeConfig: {DestinationConfig: "
        "{OnFailure: "
        "{Type: SNS}, OnSuccess: {Type: EventBridge, Destination: !GetAtt Bus.Arn}}}}}\n",
        list({"H->Bus trigger", "H->Dead failure", "H->HEventInvokeConfigOnFailureTopic failure"}));
    row("outside failure target",
        "  H: {Type: 'AWS::Lambda::Function', Properties: {DeadLetterConfig: {TargetArn: "
        "'arn:aws:sns:eu-west-1:1:alarms'}}}\n",
        list({"H->alarms failure"}));
    row("method",
        "  M: {Type: 'AWS::ApiGateway::Method', Properties: {RestApiId: !Ref Rest, Integration: "
        "{Uri: "
        "!Sub "
        "'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${F.Arn}/"
        "invocations', "
        "Credentials: !GetAtt Role.Arn}}}\n",
        list({"Rest->F trigger"}));
    row("integration",
        "  I: {Type: 'AWS::ApiGatewayV2::Integration', Properties: {ApiId: !Ref Http, "
        "IntegrationUri: "
        "!GetAtt F.Arn}}\n"
        "  J: {Type: 'AWS::ApiGatewayV2::Integration', Properties: {ApiId: !Ref Http, "
        "IntegrationSubtype: "
        "SQS-SendMessage, RequestParameters: {QueueUrl: !Ref Queue}}}\n",
        list({"Http->F trigger", "Http->Queue trigger"}));
    row("OpenAPI body",
        "  A: {Type: 'AWS::Serverless::Api', Properties: {StageName: a, DefinitionBody: {paths: "
        "{/a: {get: "
        "{x-amazon-apigateway-integration: {uri: !Sub 'arn:x/${F.Arn}/invocations', credentials: "
        "!GetAtt "
        "Role.Arn}}}, /b: {get: {x-amazon-apigateway-integration: {uri: !Sub "
        "'arn:x/${G.Arn}/invocations'}}}}}}}\n",
        list({"A->F trigger", "A->G trigger"}));
    row("authorizer",
        "  A: {Type: 'AWS::Serverless::HttpApi', Properties: {Auth: {Authorizers: {L: "
        "{FunctionArn: !GetAtt "
        "F.Arn}}}}}\n",
        list({"A->F trigger"}));
    row("WebSocket routes",
        "  W: {Type: 'AWS::Serverless::WebSocketApi', Properties: {RouteSelectionExpression: a, "
        "Routes: "
        "{$connect: {FunctionArn: !GetAtt F.Arn}, send: {FunctionArn: !GetAtt G.Arn}}}}\n",
        list({"W->F trigger", "W->G trigger"}));
    row("AppSync",
        "  D: {Type: 'AWS::AppSync::DataSource', Properties: {ApiId: !GetAtt Graph.ApiId, "
        "LambdaConfig: "
        "{LambdaFunctionArn: !GetAtt F.Arn}}}\n"
        "  E: {Type: 'AWS::AppSync::DataSource', Properties: {ApiId: !GetAtt Graph.ApiId, "
        "DynamoDBConfig: "
        "{TableName: !Ref Table}}}\n",
        list({"Graph->F trigger", "Graph->Table access rw"}));
    row("log subscription",
        "  S: {Type: 'AWS::Logs::SubscriptionFilter', Properties: {LogGroupName: !Ref Log, "
        "DestinationArn: "
        "!GetAtt F.Arn}}\n"
        "  T: {Type: 'AWS::Logs::SubscriptionFilter', Properties: {LogGroupName: /aws/x, "
        "DestinationArn: "
        "!ImportValue Central}}\n",
        list({"Log->F trigger"}));
    row("user pool and rotation",
        "  U: {Type: 'AWS::Cognito::UserPool', Properties: {LambdaConfig: {PreSignUp: !GetAtt "
        "F.Arn}}}\n"
        "  S: {Type: 'AWS::SecretsManager::Secret'}\n"
        "  R: {Type: 'AWS::SecretsManager::RotationSchedule', Properties: {SecretId: !Ref S, "
        "RotationLambdaARN: !GetAtt G.Arn}}\n",
        list({"S->G trigger", "U->F trigger"}));
    row("load balancer",
        "  B: {Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: {Subnets: [a]}}\n"
        "  L: {Type: 'AWS::ElasticLoadBalancingV2::Listener', Properties: {LoadBalancerArn: !Ref "
        "B, "
        "DefaultActions: [{Type: forward, TargetGroupArn: !Ref T}]}}\n"
        "  R: {Type: 'AWS::ElasticLoadBalancingV2::ListenerRule', Properties: {ListenerArn: !Ref "
        "L, Actions: "
        "[{TargetGroupArn: !Ref V}]}}\n"
        "  T: {Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: {TargetType: lambda, "
        "Targets: "
        "[{Id: !GetAtt F.Arn}]}}\n"
        "  V: {Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: {Targets: [{Id: "
        "!GetAtt "
        "G.Arn}]}}\n",
        list({"B->F trigger", "B->G trigger"}));
    row("IoT rule",
        "  I: {Type: 'AWS::IoT::TopicRule', Properties: {TopicRulePayload: {Sql: a, Actions: "
        "[{Lambda: "
        "{FunctionArn: !GetAtt F.Arn}}, {DynamoDBv2: {PutItem: {TableName: !Ref Table}, RoleArn: "
        "!GetAtt "
        "Role.Arn}}, {Sqs: {QueueUrl: !Ref Queue, RoleArn: !GetAtt Role.Arn}}], ErrorAction: {Sqs: "
        "{QueueUrl: !Ref Dead, RoleArn: !GetAtt Role.Arn}}}}}\n",
        list({"I->Dead failure", "I->F trigger", "I->Queue trigger"}));
    row("delivery stream",
        "  B: {Type: 'AWS::S3::Bucket'}\n"
        "  D: {Type: 'AWS::KinesisFirehose::DeliveryStream', Properties: "
        "{KinesisStreamSourceConfiguration: "
        "{KinesisStreamARN: !GetAtt Stream.Arn}, ExtendedS3DestinationConfiguration: {BucketARN: "
        "!GetAtt "
        "B.Arn, ProcessingConfiguration: {Processors: [{Type: Lambda, Parameters: [{ParameterName: "
        "LambdaArn, ParameterValue: !GetAtt F.Arn}]}]}}}}\n",
        list({"D->B access w", "D->F trigger", "Stream->D trigger"}));
    row("custom resource",
        "  C: {Type: 'Custom::Thing', Properties: {ServiceToken: !GetAtt F.Arn}}\n",
        list({"C->F trigger"}));
    row("connector",
        "  C: {Type: 'AWS::Serverless::Connector', Properties: {Source: {Id: F}, Destination: "
        "[{Id: Table}, "
        "{Id: G}], Permissions: [Read, Write]}}\n"
        "  D: {Type: 'AWS::Serverless::Connector', Properties: {Source: {Id: Topic}, Destination: "
        "{Id: "
        "Queue}, Permissions: [Write]}}\n",
        list({"F->G call", "F->Table access rw", "Topic->Queue trigger"}));
    row("connector inside a resource",
        "  T: {Type: 'AWS::SNS::Topic', Connectors: {C: {Properties: {Destination: {Id: F}, "
        "Permissions: "
        "[Write]}}}}\n",
        list({"T->F trigger"}));
    row("state machine",
        "  M: {Type: 'AWS::Serverless::StateMachine', Properties: {Role: !GetAtt Role.Arn, "
        "Definition: "
        "{StartAt: A, States: {A: {Type: Task, Resource: !GetAtt F.Arn}, B: {Type: Task, Resource: "
        "'arn:aws:states:::sqs:sendMessage', Parameters: {QueueUrl: !Ref Queue}}}}}}\n"
        "  N: {Type: 'AWS::Serverless::StateMachine', Properties: {DefinitionUri: a, "
        "DefinitionSubstitutions: {Fn: !GetAtt G.Arn, T: !Ref Table}}}\n"
        "  O: {Type: 'AWS::StepFunctions::StateMachine', Properties: {DefinitionString: !Sub "
        "'{\"Resource\": "
        "\"${F.Arn}\"}'}}\n",
        list({"M->F call", "M->Queue access w", "N->G call", "N->Table access", "O->F call"}));
    row("destinations of their own",
        "  I: {Type: 'AWS::Lambda::EventInvokeConfig', Properties: {FunctionName: !Ref F, "
        "Qualifier: "
        "$LATEST, DestinationConfig: {OnFailure: {Destination: !GetAtt Dead.Arn}, OnSuccess: "
        "{Destination: !Ref Topic}}}}\n",
        list({"F->Dead failure", "F->Topic trigger"}));
    row("function URL of its own",
        "  L: {Type: 'AWS::Lambda::Url', Properties: {TargetFunctionArn: !GetAtt F.Arn, AuthType: "
        "NONE}}\n",
        list({"L->F trigger"}));
    row("nested applications",
        "  A: {Type: 'AWS::Serverless::Application', Properties: {Location: ./a.yaml}}\n"
        "  B: {Type: 'AWS::CloudFormation::Stack', Properties: {TemplateURL: b}}\n"
        "  H: {Type: 'AWS::Lambda::Function', Properties: {Environment: {Variables: {T: !GetAtt "
        "A.Outputs.Table, U: !GetAtt B.Outputs.Url}}}}\n",
        list({"H->A access", "H->B access"}));
    row("file system elsewhere",
        "  H: {Type: 'AWS::Lambda::Function', Properties: {FileSystemConfigs: [{Arn: !ImportValue "
        "Files, LocalMountPath: /mnt/a}]}}\n",
        list({"H->Files access rw"}));
    row("permission alone",
        "  P: {Type: 'AWS::Lambda::Permission', Properties: {FunctionName: !Ref F, Principal: "
        "sns.amazonaws.com, SourceArn: !Ref Topic}}\n"
        "  R: {Type: 'AWS::Lambda::Permission', Properties: {FunctionName: !Ref G, Principal: "
        "s3.amazonaws.com, SourceArn: 'arn:aws:s3:::photos'}}\n",
        list({"Topic->F trigger", "photos->G trigger"}));
}

void TestConnections::links()
{
    QFETCH(QByteArray, resources);
    QFETCH(QStringList, connections);
    QCOMPARE(connectionsOf(imported(shared + resources).design), connections);
}

void TestConnections::evidence()
{
    const Design design = imported(shared + R"(
  R: {Type: 'AWS::Events::Rule', Properties: {EventPattern: {a: [b]}, Targets: [{Arn: !GetAtt G.Arn}, {Arn: !GetAtt F.Arn}]}}
  P: {Type: 'AWS::Lambda::Permission', Properties: {FunctionName: !Ref F, Principal: events.amazonaws.com, SourceArn: !GetAtt R.Arn}}
)")
                              .design;
    QCOMPARE(connection(design, QStringLiteral("R"), QStringLiteral("F")).evidence,
             (QStringList{QStringLiteral("Resources.R.Properties.Targets.1.Arn"),
                          QStringLiteral("Resources.P")}));
}

void TestConnections::integrationTimeout()
{
    const Design design = imported(shared + R"(
  I: {Type: 'AWS::ApiGatewayV2::Integration', Properties: {ApiId: !Ref Http, IntegrationUri: !GetAtt F.Arn, TimeoutInMillis: 12000}}
)")
                              .design;
    QCOMPARE(*connection(design, QStringLiteral("Http"), QStringLiteral("F")).timeout,
             Milliseconds{12000});
}

void TestConnections::policies_data()
{
    QTest::addColumn<QByteArray>("policies");
    QTest::addColumn<QStringList>("connections");
    const auto row = [](const char *policies, std::initializer_list<const char *> lines) {
        QStringList all;
        for (const char *line : lines)
            all.append(QString::fromLatin1(line));
        QTest::newRow(policies) << QByteArray(policies) << all;
    };
    row("[DynamoDBReadPolicy: {TableName: !Ref Table}]", {"H->Table access r"});
    row("[DynamoDBWritePolicy: {TableName: !Ref Table}]", {"H->Table access w"});
    row("[DynamoDBCrudPolicy: {TableName: !Ref Table}]", {"H->Table access rw"});
    row("[{DynamoDBReadPolicy: {TableName: !Ref Table}}, {DynamoDBWritePolicy: {TableName: !Ref "
        "Table}}]",
        {"H->Table access rw"});
    row("[SQSSendMessagePolicy: {QueueName: !GetAtt Queue.QueueName}]", {"H->Queue access w"});
    row("[SQSSendMessagePolicy: {QueueName: the-queue}]", {"H->Queue access w"});
    row("[SQSPollerPolicy: {QueueName: !GetAtt Queue.QueueName}]", {"H->Queue access r"});
    row("[LambdaInvokePolicy: {FunctionName: !Ref F}]", {"H->F call"});
    row("[StepFunctionsExecutionPolicy: {StateMachineName: !GetAtt Machine.Name}]",
        {"H->Machine call"});
    row("[SNSPublishMessagePolicy: {TopicName: !GetAtt Topic.TopicName}]", {"H->Topic access w"});
    row("[EventBridgePutEventsPolicy: {EventBusName: !Ref Bus}]", {"H->Bus access w"});
    row("[VPCAccessPolicy: {}]", {});
    row("[AWSLambdaExecute, !Ref SomeArn]", {});
    row("AmazonDynamoDBFullAccess", {});
    row("[Statement: [{Effect: Allow, Action: 'dynamodb:GetItem', Resource: !GetAtt Table.Arn}]]",
        {"H->Table access r"});
    row("[Statement: {Effect: Allow, Action: ['dynamodb:PutItem', 's3:GetObject'], Resource: "
        "[!GetAtt "
        "Table.Arn, !Sub '${Table.Arn}/index/*']}]",
        {"H->Table access w"});
    row("Statement: {Effect: Allow, Action: '*', Resource: !GetAtt Table.Arn}",
        {"H->Table access rw"});
    row("[Statement: [{Effect: Deny, Action: 'dynamodb:*', Resource: !GetAtt Table.Arn}]]", {});
    row("[Statement: [{Effect: Allow, Action: 'lambda:InvokeFunction', Resource: !Sub "
        "'${F.Arn}:*'}]]",
        {"H->F call"});
    row("[Statement: [{Effect: Allow, Action: 'lambda:UpdateFunctionCode', Resource: !GetAtt "
        "F.Arn}]]",
        {});
    row("[Statement: [{Effect: Allow, Action: 'logs:PutLogEvents', Resource: !GetAtt Log.Arn}]]",
        {});
    row("[Statement: [{Effect: Allow, Action: 'iam:PassRole', Resource: !GetAtt Role.Arn}]]", {});
    row("[Statement: [{Effect: Allow, Action: 'sqs:SendMessage', Resource: "
        "'arn:aws:sqs:us-east-1:1:the-queue'}]]",
        {"H->Queue access w"});
    // elsewhere, by ARN
    row("[Statement: [{Effect: Allow, Action: ['dynamodb:PutItem'], Resource: !Sub "
        "'arn:aws:dynamodb:${AWS::Region}:1:table/orders/index/*'}]]",
        {"H->orders access w"});
    row("[Statement: [{Effect: Allow, Action: ['s3:GetObject', 's3:PutObject'], Resource: "
        "['arn:aws:s3:::photos', 'arn:aws:s3:::photos/*']}]]",
        {"H->photos access rw"});
    row("[Statement: [{Effect: Allow, Action: ['events:PutTargets'], Resource: "
        "'arn:aws:events:us-east-1:1:rule/StepFunctionsRule'}]]",
        {});
    row("[Statement: [{Effect: Allow, Action: ['codebuild:StartBuild'], Resource: !GetAtt "
        "Build.Arn}]]",
        {"H->Build call"});
    row("[Statement: [{Effect: Allow, Action: 'rds-db:connect', Resource: "
        "'arn:aws:rds-db:eu-west-1:1:dbuser:prx-1/app'}]]",
        {"H->prx-1 access rw"});
    row("[Statement: [{Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::*'}]]", {});
    row("[Statement: [{Effect: Allow, Action: 'kms:Decrypt', Resource: "
        "'arn:aws:sqs:us-east-1:1:another'}]]",
        {});
    // elsewhere, by an ARN that deployment alone knows: the actions tell what it is
    row("[Statement: [{Effect: Allow, Action: ['sqs:SendMessage', 'sqs:GetQueueUrl'], Resource: "
        "!Ref JobsArn}]]",
        {"H->JobsArn access w"});
    row("[Statement: [{Effect: Allow, Action: 's3:GetObject', Resource: [!Ref PhotosArn, !Sub "
        "'${PhotosArn}/*', !Sub '${PhotosArn}/${Folder}/*']}]]",
        {"H->PhotosArn access r"});
    row("[Statement: [{Effect: Allow, Action: 'sns:Publish', Resource: !ImportValue "
        "shared-alarms}]]",
        {"H->shared-alarms access w"});
    row("[Statement: [{Effect: Allow, Action: 'secretsmanager:GetSecretValue', Resource: !Ref "
        "SecretArn}]]",
        {"H->SecretsManager access r"});
    row("[Statement: [{Effect: Allow, Action: ['sqs:SendMessage', 'sns:Publish'], Resource: !Ref "
        "JobsArn}]]",
        {});
    row("[Statement: [{Effect: Allow, Action: '*', Resource: !Ref JobsArn}]]", {});
    row("[Statement: [{Effect: Allow, Action: 'kms:Decrypt', Resource: !Ref KeyArn}]]", {});
    row("[Statement: [{Effect: Allow, Action: 'sqs:SendMessage', Resource: !Sub "
        "'${AWS::StackName}-jobs'}]]",
        {});
    // managing is no use, and answering a task starts nothing
    row("[Statement: [{Effect: Allow, Action: ['rds:DescribeDBClusters', 'kms:Decrypt'], Resource: "
        "!GetAtt Db.Arn}]]",
        {});
    row("[Statement: [{Effect: Allow, Action: 'rds-data:ExecuteStatement', Resource: !Sub "
        "'arn:aws:rds:${AWS::Region}:${AWS::AccountId}:cluster:the-db'}]]",
        {"H->Db access rw"});
    row("[Statement: [{Effect: Allow, Action: 'rds-data:ExecuteStatement', Resource: !GetAtt "
        "Db.Arn}]]",
        {"H->Db access rw"});
    row("[Statement: [{Effect: Allow, Action: ['states:SendTaskSuccess'], Resource: !Ref "
        "Machine}]]",
        {});
    row("[Statement: [{Effect: Allow, Action: 'cognito-idp:AdminGetUser', Resource: !GetAtt "
        "Users.Arn}]]",
        {"H->Users call"});
    // colons within a placeholder divide no ARN
    row("[Statement: [{Effect: Allow, Action: 'states:StartSyncExecution', Resource: !Sub "
        "'arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:"
        "${AWS::StackName}-named'}]]",
        {"H->Named call"});
}

void TestConnections::policies()
{
    QFETCH(QByteArray, policies);
    QFETCH(QStringList, connections);
    const Design design
        = imported(shared
                   + "  H: {Type: 'AWS::Serverless::Function', Properties: {Handler: h, "
                     "Runtime: r, Policies: "
                   + (policies.startsWith("Statement") ? '{' + policies + '}' : policies) + "}}\n")
              .design;
    QCOMPARE(connectionsOf(design), connections);
}

void TestConnections::permittedActions_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("does");
    const auto row = [](const char *action, const char *does) {
        QTest::newRow(action) << QString::fromLatin1(action) << QString::fromLatin1(does);
    };
    row("dynamodb:GetItem", "r");
    row("dynamodb:BatchGetItem", "r");
    row("dynamodb:Query", "r");
    row("dynamodb:BatchWriteItem", "w");
    row("dynamodb:DeleteItem", "w");
    row("dynamodb:*", "rwc");
    row("dynamodb:GetRecords", "p");
    row("kinesis:PutRecords", "w");
    row("kinesis:GetShardIterator", "p");
    row("sqs:ReceiveMessage", "p");
    row("sqs:DeleteMessage", "p");
    row("sqs:SendMessage", "w");
    row("s3:GetObject", "r");
    row("s3:ListBucket", "r");
    row("s3:PutObject", "w");
    row("lambda:InvokeFunction", "c");
    row("states:StartExecution", "c");
    row("rds-db:connect", "rw");
    row("kafka-cluster:Connect", "p");
    row("kafka-cluster:WriteData", "w");
    row("states:DescribeExecution", "r");
    row("states:SendTaskSuccess", "r");
    row("*", "rwc");
}

void TestConnections::permittedActions()
{
    QFETCH(QString, action);
    QFETCH(QString, does);
    const sam::Permitted what = sam::permitted({action}, {});
    QString found;
    if (what.reads)
        found += QLatin1Char('r');
    if (what.writes)
        found += QLatin1Char('w');
    if (what.calls)
        found += QLatin1Char('c');
    if (what.polls)
        found += QLatin1Char('p');
    QCOMPARE(found, does);
    // Of another service's actions only "*" counts.
    QCOMPARE(sam::permitted({action}, QStringLiteral("ec2")).any(), action == QLatin1String("*"));
}

void TestConnections::permissionsOfTriggersAreEvidence()
{
    const Design design = imported(shared + R"(
  H:
    Type: AWS::Serverless::Function
    Properties:
      Handler: h
      Runtime: r
      DeadLetterQueue: {Type: SQS, TargetArn: !GetAtt Dead.Arn}
      Events: {E: {Type: SQS, Properties: {Queue: !GetAtt Queue.Arn}}}
      Policies:
        - SQSPollerPolicy: {QueueName: !GetAtt Queue.QueueName}
        - SQSSendMessagePolicy: {QueueName: !GetAtt Dead.QueueName}
)")
                              .design;
    QCOMPARE(connectionsOf(design),
             (QStringList{QStringLiteral("H->Dead failure"), QStringLiteral("Queue->H trigger")}));
    QCOMPARE(connection(design, QStringLiteral("Queue"), QStringLiteral("H")).evidence,
             (QStringList{QStringLiteral("Resources.H.Properties.Events.E"),
                          QStringLiteral("Resources.H.Properties.Policies.0.SQSPollerPolicy")}));
    QCOMPARE(connection(design, QStringLiteral("H"), QStringLiteral("Dead")).evidence.size(), 2);
}

void TestConnections::environmentsAreWeak()
{
    const Design design = imported(shared + R"(
  H:
    Type: AWS::Serverless::Function
    Properties:
      Handler: h
      Runtime: r
      Events: {E: {Type: SQS, Properties: {Queue: !GetAtt Queue.Arn}}}
      Policies: [DynamoDBReadPolicy: {TableName: !Ref Table}]
      Environment:
        Variables:
          QUEUE: !Ref Queue
          TABLE: !Ref Table
          TOPIC: !Ref Topic
          OTHER: !Ref G
          LOG: !Ref Log
          ROLE: !GetAtt Role.Arn
          URL: !Sub 'https://${Rest}.execute-api.${AWS::Region}.amazonaws.com'
)")
                              .design;
    QCOMPARE(connectionsOf(design),
             (QStringList{QStringLiteral("H->G call"), QStringLiteral("H->Rest call"),
                          QStringLiteral("H->Table access r"), QStringLiteral("H->Topic access"),
                          QStringLiteral("Queue->H trigger")}));
    const Connection topic = connection(design, QStringLiteral("H"), QStringLiteral("Topic"));
    QVERIFY(topic.reads.isUnset() && topic.writes.isUnset());
    QCOMPARE(topic.evidence,
             QStringList{QStringLiteral("Resources.H.Properties.Environment.Variables.TOPIC")});
}

void TestConnections::wholeServicesGiveDirections()
{
    // A policy for all of a service does not say which resource is used; a variable does.
    const Design design = imported(shared + R"(
  H:
    Type: AWS::Serverless::Function
    Properties:
      Handler: h
      Runtime: r
      Policies:
        - AmazonDynamoDBReadOnlyAccess
        - arn:aws:iam::aws:policy/AmazonSQSFullAccess
        - Statement: [{Effect: Allow, Action: ['sns:Publish'], Resource: '*'}]
      Environment: {Variables: {TABLE: !Ref Table, QUEUE: !Ref Queue, TOPIC: !Ref Topic, BUS: !Ref Bus}}
)")
                              .design;
    QCOMPARE(
        connectionsOf(design),
        (QStringList{QStringLiteral("H->Bus access"), QStringLiteral("H->Queue access rw"),
                     QStringLiteral("H->Table access r"), QStringLiteral("H->Topic access w")}));
}

void TestConnections::rolesAndManagedPolicies()
{
    const Design design = imported(R"(Resources:
  A: {Type: 'AWS::Lambda::Function', Properties: {Role: !GetAtt Role.Arn}}
  B: {Type: 'AWS::Serverless::Function', Properties: {Handler: h, Runtime: r, Policies: [!Ref Managed]}}
  Table: {Type: 'AWS::DynamoDB::Table'}
  Queue: {Type: 'AWS::SQS::Queue'}
  Topic: {Type: 'AWS::SNS::Topic'}
  Bucket: {Type: 'AWS::S3::Bucket'}
  Role:
    Type: AWS::IAM::Role
    Properties:
      ManagedPolicyArns: [!Ref Managed, 'arn:aws:iam::aws:policy/x']
      Policies:
        - PolicyName: a
          PolicyDocument: {Statement: [{Effect: Allow, Action: 'dynamodb:GetItem', Resource: !GetAtt Table.Arn}]}
  Managed:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument: {Statement: {Effect: Allow, Action: 'sqs:SendMessage', Resource: !GetAtt Queue.Arn}}
  Attached:
    Type: AWS::IAM::Policy
    Properties:
      Roles: [!Ref Role]
      PolicyDocument: {Statement: [{Effect: Allow, Action: 'sns:Publish', Resource: !Ref Topic}]}
  Unrelated:
    Type: AWS::IAM::Policy
    Properties:
      Roles: [someone]
      PolicyDocument: {Statement: [{Effect: Allow, Action: 's3:GetObject', Resource: !GetAtt Bucket.Arn}]}
)")
                              .design;
    QCOMPARE(
        connectionsOf(design),
        (QStringList{QStringLiteral("A->Queue access w"), QStringLiteral("A->Table access r"),
                     QStringLiteral("A->Topic access w"), QStringLiteral("B->Queue access w")}));
    QCOMPARE(connection(design, QStringLiteral("A"), QStringLiteral("Table")).evidence,
             QStringList{QStringLiteral(
                 "Resources.Role.Properties.Policies.0.PolicyDocument.Statement.0")});
}

void TestConnections::outsideServices()
{
    const Design design = imported(R"(Resources:
  A: {Type: 'AWS::Serverless::Function', Properties: {Handler: h, Runtime: r, Policies: [
    DynamoDBReadPolicy: {TableName: !ImportValue Orders}, SQSSendMessagePolicy: {QueueName: '*'},
    SSMParameterReadPolicy: {ParameterName: /a}, AWSSecretsManagerGetSecretValuePolicy: {SecretArn: !ImportValue S1}]}}
  B: {Type: 'AWS::Serverless::Function', Properties: {Handler: h, Runtime: r, Policies: [
    DynamoDBWritePolicy: {TableName: !ImportValue Orders},
    SSMParameterReadPolicy: {ParameterName: /b}, AWSSecretsManagerGetSecretValuePolicy: {SecretArn: !ImportValue S2}]}}
)")
                              .design;
    // One element for each expression; parameters and secrets elsewhere are one store.
    QCOMPARE(connectionsOf(design),
             (QStringList{
                 QStringLiteral("A->Orders access r"), QStringLiteral("A->ParameterStore access r"),
                 QStringLiteral("A->SecretsManager access r"), QStringLiteral("B->Orders access w"),
                 QStringLiteral("B->ParameterStore access r"),
                 QStringLiteral("B->SecretsManager access r")}));
    QCOMPARE(design.named<Service>(QStringLiteral("Orders"))->kind, QStringLiteral("table"));
    QCOMPARE(design.named<Service>(QStringLiteral("ParameterStore"))->kind,
             QStringLiteral("parameter"));
    QVERIFY(design.named<Service>(QStringLiteral("Orders"))->cfnType.isEmpty());
}

void TestConnections::dataApiElsewhere()
{
    // Who may execute statements by the Data API uses a database that has it.
    const Design design = imported(R"(Resources:
  A: {Type: 'AWS::Serverless::Function', Properties: {Handler: h, Runtime: r, Policies: [
    Statement: [{Effect: Allow, Action: 'rds-data:ExecuteStatement', Resource: 'arn:aws:rds:eu-west-1:1:cluster:orders'}]]}}
)")
                              .design;
    QCOMPARE(connectionsOf(design), QStringList{QStringLiteral("A->orders access rw")});
    const auto *database = design.named<Service>(QStringLiteral("orders"));
    QCOMPARE(database->kind, QStringLiteral("relational-database"));
    QCOMPARE(database->properties.value(QStringLiteral("dataApi")).valueOr({}), QVariant(true));
}

QTEST_GUILESS_MAIN(TestConnections)
#include "tst_connections.moc"
