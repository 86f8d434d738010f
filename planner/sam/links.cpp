// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/connections.h"
#include "planner/sam/events.h"

#include <array>

namespace stratoplan::sam {

namespace {

enum class As
{
    Trigger,
    Call,
    Reads,
    Writes,
    Uses,
    Failure,
    Fitting
};

// A property of a type that ties two elements together. An empty path is the resource itself; "*"
// is every item. The kinds are those of an end that is not in the template; empty = then no
// connection.
struct Link
{
    QLatin1String type;
    const char16_t *from = nullptr;
    const char16_t *to = nullptr;
    As as = As::Trigger;
    QLatin1String outsideFrom = {};
    QLatin1String outsideTo = {};
};

constexpr QLatin1String queue("queue");
constexpr QLatin1String topic("topic");
constexpr QLatin1String fileSystem("file-system");
constexpr QLatin1String none;

constexpr std::array links{
    // messaging
    Link{QLatin1String("AWS::SNS::Subscription"), u"TopicArn", u"Endpoint", As::Trigger, topic},
    Link{QLatin1String("AWS::SNS::Subscription"), u"TopicArn", u"RedrivePolicy.deadLetterTargetArn",
         As::Failure, topic, queue},
    Link{QLatin1String("AWS::SNS::Topic"), u"", u"Subscription.*.Endpoint"},
    Link{QLatin1String("AWS::SQS::Queue"), u"", u"RedrivePolicy.deadLetterTargetArn", As::Failure,
         none, queue},
    Link{QLatin1String("AWS::Events::Rule"), u"EventBusName", u"", As::Trigger,
         QLatin1String("event-bus")},
    Link{QLatin1String("AWS::Events::Rule"), u"", u"Targets.*.Arn"},
    Link{QLatin1String("AWS::Events::Rule"), u"", u"Targets.*.DeadLetterConfig.Arn", As::Failure,
         none, queue},
    Link{QLatin1String("AWS::Events::ApiDestination"), u"", u"InvocationEndpoint", As::Call},
    Link{QLatin1String("AWS::Scheduler::Schedule"), u"", u"Target.Arn"},
    Link{QLatin1String("AWS::Scheduler::Schedule"), u"", u"Target.DeadLetterConfig.Arn",
         As::Failure, none, queue},
    Link{QLatin1String("AWS::Pipes::Pipe"), u"Source", u""},
    Link{QLatin1String("AWS::Pipes::Pipe"), u"", u"Enrichment", As::Call},
    Link{QLatin1String("AWS::Pipes::Pipe"), u"", u"Target"},
    Link{QLatin1String("AWS::Pipes::Pipe"), u"Source", u"SourceParameters.*.DeadLetterConfig.Arn",
         As::Failure, none, queue},
    Link{QLatin1String("AWS::DynamoDB::Table"), u"", u"KinesisStreamSpecification.StreamArn"},
    Link{QLatin1String("AWS::KinesisFirehose::DeliveryStream"),
         u"KinesisStreamSourceConfiguration.KinesisStreamARN", u""},
    Link{QLatin1String("AWS::KinesisFirehose::DeliveryStream"), u"",
         u"*.ProcessingConfiguration.Processors.*.Parameters.*.ParameterValue"},
    Link{QLatin1String("AWS::KinesisFirehose::DeliveryStream"), u"", u"*.BucketARN", As::Writes},
    Link{QLatin1String("AWS::KinesisFirehose::DeliveryStream"), u"", u"*.S3Configuration.BucketARN",
         As::Writes},
    Link{QLatin1String("AWS::KinesisFirehose::DeliveryStream"), u"", u"*.CollectionEndpoint",
         As::Writes},
    Link{QLatin1String("AWS::KinesisFirehose::DeliveryStream"), u"", u"*.DomainARN", As::Writes},
    Link{QLatin1String("AWS::IoT::TopicRule"), u"", u"TopicRulePayload.Actions.*.*.FunctionArn"},
    Link{QLatin1String("AWS::IoT::TopicRule"), u"", u"TopicRulePayload.Actions.*.*.QueueUrl"},
    Link{QLatin1String("AWS::IoT::TopicRule"), u"", u"TopicRulePayload.Actions.*.*.TargetArn"},
    Link{QLatin1String("AWS::IoT::TopicRule"), u"", u"TopicRulePayload.Actions.*.*.StreamName"},
    Link{QLatin1String("AWS::IoT::TopicRule"), u"",
         u"TopicRulePayload.Actions.*.*.DeliveryStreamName"},
    Link{QLatin1String("AWS::IoT::TopicRule"), u"",
         u"TopicRulePayload.Actions.*.*.StateMachineName"},
    Link{QLatin1String("AWS::IoT::TopicRule"), u"", u"TopicRulePayload.Actions.*.*.TableName",
         As::Writes},
    Link{QLatin1String("AWS::IoT::TopicRule"), u"", u"TopicRulePayload.Actions.*.*.BucketName",
         As::Writes},
    Link{QLatin1String("AWS::IoT::TopicRule"), u"", u"TopicRulePayload.ErrorAction", As::Failure},
    Link{QLatin1String("AWS::Logs::SubscriptionFilter"), u"LogGroupName", u"DestinationArn",
         As::Trigger, QLatin1String("log-group")},
    Link{QLatin1String("AWS::CloudWatch::Alarm"), u"", u"AlarmActions.*"},
    Link{QLatin1String("AWS::SES::ReceiptRule"), u"", u"Rule.Actions.*.LambdaAction.FunctionArn"},
    Link{QLatin1String("AWS::SES::ReceiptRule"), u"", u"Rule.Actions.*.SNSAction.TopicArn"},
    Link{QLatin1String("AWS::SES::ReceiptRule"), u"", u"Rule.Actions.*.S3Action.BucketName",
         As::Writes},
    // functions
    Link{QLatin1String("AWS::Lambda::Url"), u"", u"TargetFunctionArn"},
    Link{QLatin1String("AWS::Lambda::EventInvokeConfig"), u"FunctionName",
         u"DestinationConfig.OnFailure.Destination", As::Failure, none, queue},
    Link{QLatin1String("AWS::Lambda::EventInvokeConfig"), u"FunctionName",
         u"DestinationConfig.OnSuccess.Destination"},
    Link{QLatin1String("AWS::Lambda::Function"), u"", u"DeadLetterConfig.TargetArn", As::Failure,
         none, queue},
    Link{QLatin1String("AWS::Lambda::Function"), u"", u"FileSystemConfigs.*.Arn", As::Uses, none,
         fileSystem},
    Link{QLatin1String("AWS::Serverless::Function"), u"", u"FileSystemConfigs.*.Arn", As::Uses,
         none, fileSystem},
    Link{QLatin1String("AWS::Config::ConfigRule"), u"", u"Source.SourceIdentifier"},
    Link{QLatin1String("AWS::SecretsManager::RotationSchedule"), u"SecretId", u"RotationLambdaARN"},
    Link{QLatin1String("AWS::Cognito::UserPool"), u"", u"LambdaConfig.*"},
    Link{QLatin1String("AWS::CloudFormation::CustomResource"), u"", u"ServiceToken"},
    Link{QLatin1String("Custom::"), u"", u"ServiceToken"},
    Link{QLatin1String("AWS::CloudFormation::Macro"), u"", u"FunctionName"},
    Link{QLatin1String("AWS::Bedrock::Agent"), u"", u"ActionGroups.*.ActionGroupExecutor.Lambda"},
    Link{QLatin1String("AWS::BedrockAgentCore::GatewayTarget"), u"GatewayIdentifier",
         u"TargetConfiguration.Mcp.Lambda.LambdaArn"},
    // entries
    Link{QLatin1String("AWS::ApiGateway::Authorizer"), u"RestApiId", u"AuthorizerUri"},
    Link{QLatin1String("AWS::ApiGatewayV2::Authorizer"), u"ApiId", u"AuthorizerUri"},
    Link{QLatin1String("AWS::ApiGatewayV2::Api"), u"", u"Target"},
    Link{QLatin1String("AWS::Serverless::Api"), u"", u"Auth.Authorizers.*.FunctionArn"},
    Link{QLatin1String("AWS::Serverless::HttpApi"), u"", u"Auth.Authorizers.*.FunctionArn"},
    Link{QLatin1String("AWS::Serverless::WebSocketApi"), u"", u"Routes.*.FunctionArn"},
    Link{QLatin1String("AWS::Serverless::GraphQLApi"), u"", u"DataSources.Lambda.*.FunctionArn"},
    Link{QLatin1String("AWS::Serverless::GraphQLApi"), u"", u"DataSources.DynamoDb.*.TableName",
         As::Uses},
    Link{QLatin1String("AWS::Serverless::GraphQLApi"), u"", u"DataSources.DynamoDb.*.TableArn",
         As::Uses},
    Link{QLatin1String("AWS::AppSync::DataSource"), u"ApiId", u"LambdaConfig.LambdaFunctionArn"},
    Link{QLatin1String("AWS::AppSync::DataSource"), u"ApiId", u"DynamoDBConfig.TableName",
         As::Uses},
    Link{QLatin1String("AWS::AppSync::DataSource"), u"ApiId", u"EventBridgeConfig.EventBusArn",
         As::Writes},
    Link{QLatin1String("AWS::AppSync::DataSource"), u"ApiId", u"OpenSearchServiceConfig.Endpoint",
         As::Uses},
    Link{QLatin1String("AWS::AppSync::DataSource"), u"ApiId",
         u"RelationalDatabaseConfig.RdsHttpEndpointConfig.DbClusterIdentifier", As::Uses},
    Link{QLatin1String("AWS::AppSync::DataSource"), u"ApiId", u"HttpConfig.Endpoint", As::Fitting},
    Link{QLatin1String("AWS::CloudFront::Distribution"), u"",
         u"DistributionConfig.Origins.*.DomainName", As::Fitting},
    Link{QLatin1String("AWS::CloudFront::Distribution"), u"",
         u"DistributionConfig.DefaultCacheBehavior.LambdaFunctionAssociations.*.LambdaFunctionARN"},
    Link{QLatin1String("AWS::CloudFront::Distribution"), u"",
         u"DistributionConfig.CacheBehaviors.*.LambdaFunctionAssociations.*.LambdaFunctionARN"},
    Link{QLatin1String("AWS::CloudFront::Distribution"), u"",
         u"DistributionConfig.DefaultCacheBehavior.FunctionAssociations.*.FunctionARN"},
    Link{QLatin1String("AWS::CloudFront::Distribution"), u"",
         u"DistributionConfig.CacheBehaviors.*.FunctionAssociations.*.FunctionARN"},
    // data
    Link{QLatin1String("AWS::RDS::DBProxyTargetGroup"), u"DBProxyName", u"DBClusterIdentifiers.*",
         As::Uses},
    Link{QLatin1String("AWS::RDS::DBProxyTargetGroup"), u"DBProxyName", u"DBInstanceIdentifiers.*",
         As::Uses},
};

Field<bool> yes()
{
    return {true, Origin::Own};
}

Connection connectionAs(const Template &reading, As as, ElementId from, ElementId to)
{
    Connection connection;
    connection.from = from;
    connection.to = to;
    switch (as) {
    case As::Trigger:
        connection.role = Role::Trigger;
        break;
    case As::Call:
        connection.role = Role::Call;
        break;
    case As::Fitting:
        connection.role = reading.useOf(to);
        break;
    case As::Failure:
        connection.role = Role::FailureTarget;
        break;
    case As::Uses:
        connection.reads = yes();
        connection.writes = yes();
        connection.role = Role::Access;
        break;
    case As::Reads:
        connection.reads = yes();
        connection.role = Role::Access;
        break;
    case As::Writes:
        connection.writes = yes();
        connection.role = Role::Access;
        break;
    }
    return connection;
}

struct End
{
    QString path;
    ElementId element;
};

QList<End> endsOf(Template &reading, const Resource &resource, const char16_t *path,
                  QLatin1String outsideKind)
{
    if (*path == u'\0')
        return {{{}, resource.element}};
    QList<End> ends;
    const QList<Found> found = findEach(resource.properties, path);
    for (const Found &one : found) {
        QList<ElementId> ids = reading.targets(one.value);
        if (ids.isEmpty() && !outsideKind.isEmpty()) {
            const QString told = kindOfArn(reading, one.value);
            if (const ElementId id
                = reading.outside(told.isEmpty() ? QString(outsideKind) : told, one.value))
                ids.append(id);
        }
        for (const ElementId id : std::as_const(ids))
            ends.append({one.path, id});
    }
    return ends;
}

void readLink(Template &reading, const Resource &resource, const Link &link)
{
    // The end that must be in the template is looked up first, so that nothing outside is drawn for
    // a connection that does not come about.
    const QList<End> to = endsOf(reading, resource, link.to, link.outsideTo);
    if (to.isEmpty())
        return;
    const QList<End> from = endsOf(reading, resource, link.from, link.outsideFrom);
    for (const End &source : from) {
        for (const End &target : to) {
            if (source.element == target.element)
                continue;
            Connection connection = connectionAs(reading, link.as, source.element, target.element);
            connection.condition = resource.condition;
            connection.evidence
                = {resource.path(target.path.isEmpty() ? source.path : target.path)};
            reading.draft.connect(std::move(connection));
        }
    }
}

// Event source mappings of their own.
void readMapping(Template &reading, const Resource &resource)
{
    const Value &properties = resource.properties;
    const ElementId function = reading.target(properties[u"FunctionName"]);
    if (!function)
        return;
    const Value &named = properties[u"EventSourceArn"];
    QString kind = kindOfArn(reading, named);
    if (kind.isEmpty()) {
        kind = properties.has(u"Queues")          ? QStringLiteral("broker")
            : properties.has(u"Topics")           ? QStringLiteral("kafka")
            : properties.has(u"StartingPosition") ? QStringLiteral("stream")
                                                  : QStringLiteral("queue");
    }
    ElementId source = reading.targetOrOutside(named, kind);
    if (!source)
        source = reading.generated(resource.id + QLatin1String("Source"), kind, {}, resource);
    Connection connection;
    connection.from = source;
    connection.to = function;
    connection.role = Role::Trigger;
    connection.condition = resource.condition;
    connection.evidence = {resource.path()};
    readMappingSettings(reading, resource, properties, connection);
    reading.draft.connect(std::move(connection));
    connectFailureTarget(reading, source, properties.at(u"DestinationConfig.OnFailure.Destination"),
                         queue, resource.path(QStringLiteral("DestinationConfig.OnFailure")));
}

// Object notifications carry the part of the key that they are for.
void readNotifications(Template &reading, const Resource &resource)
{
    struct Row
    {
        const char16_t *path;
        const char16_t *target;
    };
    static constexpr std::array rows{
        Row{u"NotificationConfiguration.LambdaConfigurations.*", u"Function"},
        Row{u"NotificationConfiguration.QueueConfigurations.*", u"Queue"},
        Row{u"NotificationConfiguration.TopicConfigurations.*", u"Topic"},
    };
    for (const Row &row : rows) {
        const QList<Found> found = findEach(resource.properties, row.path);
        for (const Found &one : found) {
            Connection connection;
            connection.from = resource.element;
            connection.to = reading.target(one.value[row.target]);
            connection.role = Role::Trigger;
            connection.evidence = {resource.path(one.path)};
            readObjectFilter(reading, one.value[u"Filter"], connection);
            reading.draft.connect(std::move(connection));
        }
    }
}

Role integrationRole(const Template &reading, ElementId target)
{
    const catalog::Category category
        = reading.category(target).value_or(catalog::Category::Outside);
    switch (category) {
    case catalog::Category::Compute:
    case catalog::Category::Messaging:
    case catalog::Category::Workflow:
        return Role::Trigger;
    case catalog::Category::Data:
        return Role::Access;
    default:
        return Role::Call;
    }
}

void connectIntegration(Template &reading, const Resource &resource, ElementId api,
                        const Value &value, const QString &path, const Value &timeout)
{
    const QList<ElementId> targets = reading.targets(value);
    for (const ElementId target : targets) {
        if (target == api)
            continue;
        Connection connection;
        connection.from = api;
        connection.to = target;
        connection.role = integrationRole(reading, target);
        connection.condition = resource.condition;
        connection.evidence = {resource.path(path)};
        const Field<int> limit = reading.integer(timeout, resource);
        if (limit)
            connection.timeout = Field<Milliseconds>(Milliseconds(*limit), limit.origin);
        else if (!limit.isUnset())
            connection.timeout = Field<Milliseconds>::computed(limit.expression, limit.origin);
        reading.draft.connect(std::move(connection));
    }
}

// Integrations inside the OpenAPI text of an API.
void readApiBody(Template &reading, const Resource &resource, const Value &value,
                 const QString &path)
{
    if (value.isList()) {
        for (qsizetype i = 0; i < value.items.size(); ++i)
            readApiBody(reading, resource, value.items.at(i),
                        path + QLatin1Char('.') + QString::number(i));
    } else if (value.isMap()) {
        for (qsizetype i = 0; i < value.items.size(); ++i) {
            const QString &key = value.keys.at(i);
            const QString at = path + QLatin1Char('.') + key;
            if (key == QLatin1String("uri") || key == QLatin1String("authorizerUri")) {
                connectIntegration(reading, resource, resource.element, value.items.at(i), at,
                                   value[u"timeoutInMillis"]);
            } else {
                readApiBody(reading, resource, value.items.at(i), at);
            }
        }
    }
}

void readIntegration(Template &reading, const Resource &resource)
{
    const Value &properties = resource.properties;
    if (resource.type == QLatin1String("AWS::ApiGateway::Method")) {
        connectIntegration(reading, resource, reading.target(properties[u"RestApiId"]),
                           properties.at(u"Integration.Uri"), QStringLiteral("Integration.Uri"),
                           properties.at(u"Integration.TimeoutInMillis"));
    } else if (resource.type == QLatin1String("AWS::ApiGatewayV2::Integration")) {
        const ElementId api = reading.target(properties[u"ApiId"]);
        connectIntegration(reading, resource, api, properties[u"IntegrationUri"],
                           QStringLiteral("IntegrationUri"), properties[u"TimeoutInMillis"]);
        connectIntegration(reading, resource, api, properties[u"RequestParameters"],
                           QStringLiteral("RequestParameters"), properties[u"TimeoutInMillis"]);
    } else {
        for (const char16_t *name : {u"DefinitionBody", u"Body"}) {
            const Value &body = properties[name];
            if (body.isStated())
                readApiBody(reading, resource, body, QString::fromUtf16(name));
        }
    }
}

// Destinations of asynchronous invocation and dead-letter queues, which SAM makes where none is
// named.
void readDestinations(Template &reading, const Resource &resource)
{
    const Value &properties = resource.properties;
    const Value &dead = properties[u"DeadLetterQueue"];
    connectFailureTarget(reading, resource.element, dead[u"TargetArn"],
                         dead[u"Type"].text == QLatin1String("SNS") ? topic : queue,
                         resource.path(QStringLiteral("DeadLetterQueue")));
    const Value &config = properties.at(u"EventInvokeConfig.DestinationConfig");
    for (const char16_t *name : {u"OnFailure", u"OnSuccess"}) {
        const Value &destination = config[name];
        if (!destination.isMap())
            continue;
        const QString word = QString::fromUtf16(name);
        const QString path
            = resource.path(QLatin1String("EventInvokeConfig.DestinationConfig.") + word);
        const QString type = destination[u"Type"].text;
        ElementId target;
        if (destination.has(u"Destination")) {
            const QString told = kindOfArn(reading, destination[u"Destination"]);
            const QString kind = !told.isEmpty()       ? told
                : type == QLatin1String("SNS")         ? QString(topic)
                : type == QLatin1String("EventBridge") ? QStringLiteral("event-bus")
                : type == QLatin1String("Lambda")      ? QString()
                                                       : QString(queue);
            target = reading.targetOrOutside(destination[u"Destination"], kind);
        } else if (type == QLatin1String("SQS") || type == QLatin1String("SNS")) {
            const bool isQueue = type == QLatin1String("SQS");
            const QString cfnType
                = isQueue ? QStringLiteral("AWS::SQS::Queue") : QStringLiteral("AWS::SNS::Topic");
            target = reading.generated(
                resource.id + QLatin1String("EventInvokeConfig") + word
                    + (isQueue ? QLatin1String("Queue") : QLatin1String("Topic")),
                reading.kindOf(cfnType), cfnType, resource);
        }
        if (target) {
            reading.draft.support(
                resource.element, target,
                word == QLatin1String("OnFailure") ? Role::FailureTarget : Role::Trigger, path);
        }
    }
}

// Load balancers and service networks reach their targets through listeners, rules and target
// groups.
void readTargetGroups(Template &reading)
{
    struct Member
    {
        ElementId element;
        QString evidence;
    };
    QHash<QString, QList<Member>> members;
    for (const Resource &resource : reading.resources) {
        if (resource.type.endsWith(QLatin1String("::TargetGroup"))) {
            const QList<Found> found = findEach(resource.properties, u"Targets.*.Id");
            for (const Found &one : found) {
                const QList<ElementId> ids = reading.targets(one.value);
                for (const ElementId id : ids)
                    members[resource.id].append({id, resource.path(one.path)});
            }
        } else if (resource.type == QLatin1String("AWS::ECS::Service")) {
            const QList<Found> found
                = findEach(resource.properties, u"LoadBalancers.*.TargetGroupArn");
            for (const Found &one : found) {
                for (const Reference &reference : one.value.references())
                    members[reference.id].append({resource.element, resource.path(one.path)});
            }
        }
    }
    if (members.isEmpty())
        return;
    for (const Resource &resource : reading.resources) {
        if (!resource.type.endsWith(QLatin1String("::Listener"))
            && !resource.type.endsWith(QLatin1String("::ListenerRule"))
            && resource.type != QLatin1String("AWS::VpcLattice::Rule")) {
            continue;
        }
        const Value &properties = resource.properties;
        ElementId entry;
        for (const char16_t *name : {u"LoadBalancerArn", u"ServiceIdentifier", u"ListenerArn"}) {
            if (!entry && properties.has(name))
                entry = reading.target(properties[name]);
        }
        const QList<Reference> references = properties.references();
        for (const Reference &reference : references) {
            const QList<Member> group = members.value(reference.id);
            for (const Member &member : group) {
                const bool function = reading.draft.get<Function>(member.element) != nullptr;
                reading.draft.support(entry, member.element, function ? Role::Trigger : Role::Call,
                                      resource.path());
                reading.draft.support(entry, member.element, function ? Role::Trigger : Role::Call,
                                      member.evidence);
            }
        }
    }
}

bool isOfType(const QString &type, QLatin1String wanted)
{
    return wanted.endsWith(QLatin1Char(':')) ? type.startsWith(wanted) : type == wanted;
}

} // namespace

void readLinks(Template &reading)
{
    QHash<QString, QList<const Link *>> linksOfType;
    for (const Resource &resource : reading.resources) {
        auto known = linksOfType.constFind(resource.type);
        if (known == linksOfType.constEnd()) {
            QList<const Link *> fitting;
            for (const Link &link : links) {
                if (isOfType(resource.type, link.type))
                    fitting.append(&link);
            }
            known = linksOfType.insert(resource.type, fitting);
        }
        const QList<const Link *> fitting = *known;
        for (const Link *link : fitting)
            readLink(reading, resource, *link);

        if (resource.type == QLatin1String("AWS::Lambda::EventSourceMapping"))
            readMapping(reading, resource);
        else if (resource.type == QLatin1String("AWS::S3::Bucket"))
            readNotifications(reading, resource);
        else if (resource.type == QLatin1String("AWS::Serverless::Function"))
            readDestinations(reading, resource);
        else if (resource.type.startsWith(QLatin1String("AWS::ApiGateway"))
                 || resource.type == QLatin1String("AWS::Serverless::Api")
                 || resource.type == QLatin1String("AWS::Serverless::HttpApi"))
            readIntegration(reading, resource);
    }
    readTargetGroups(reading);
}

} // namespace stratoplan::sam
