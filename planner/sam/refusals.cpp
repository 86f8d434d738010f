// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/refusals.h"

#include "planner/sam/globals.h"

#include <array>
#include <span>

namespace stratoplan::sam {

namespace {

using Names = std::span<const char *const>;

struct Required
{
    const char *type;
    Names properties;
};

// Properties that each SAM resource type needs (AWS SAM specification).
constexpr std::array apiRequired{"StageName"};
constexpr std::array applicationRequired{"Location"};
constexpr std::array layerRequired{"ContentUri"};
constexpr std::array connectorRequired{"Source", "Destination", "Permissions"};
constexpr std::array graphqlRequired{"Auth"};
constexpr std::array webSocketRequired{"Routes", "RouteSelectionExpression"};
constexpr std::array capacityRequired{"VpcConfig"};
constexpr std::array requiredOfTypes{
    Required{"AWS::Serverless::Api", apiRequired},
    Required{"AWS::Serverless::Application", applicationRequired},
    Required{"AWS::Serverless::LayerVersion", layerRequired},
    Required{"AWS::Serverless::Connector", connectorRequired},
    Required{"AWS::Serverless::GraphQLApi", graphqlRequired},
    Required{"AWS::Serverless::WebSocketApi", webSocketRequired},
    Required{"AWS::Serverless::CapacityProvider", capacityRequired},
};

// Event types of functions with the properties that each needs.
constexpr std::array apiEvent{"Path", "Method"};
constexpr std::array s3Event{"Bucket", "Events"};
constexpr std::array snsEvent{"Topic"};
constexpr std::array sqsEvent{"Queue"};
constexpr std::array streamEvent{"Stream", "StartingPosition"};
constexpr std::array mqEvent{"Broker", "SourceAccessConfigurations"};
constexpr std::array kafkaEvent{"KafkaBootstrapServers", "Topics", "SourceAccessConfigurations"};
constexpr std::array documentEvent{"Cluster", "DatabaseName", "SourceAccessConfigurations"};
constexpr std::array scheduleEvent{"Schedule"};
constexpr std::array scheduleV2Event{"ScheduleExpression"};
constexpr std::array logsEvent{"LogGroupName", "FilterPattern"};
constexpr std::array iotEvent{"Sql"};
constexpr std::array cognitoEvent{"UserPool", "Trigger"};
constexpr std::array functionEvents{
    Required{"AlexaSkill", {}},
    Required{"Api", apiEvent},
    Required{"CloudWatchEvent", {}},
    Required{"CloudWatchLogs", logsEvent},
    Required{"Cognito", cognitoEvent},
    Required{"DocumentDB", documentEvent},
    Required{"DynamoDB", streamEvent},
    Required{"EventBridgeRule", {}},
    Required{"HttpApi", {}},
    Required{"IoTRule", iotEvent},
    Required{"Kinesis", streamEvent},
    Required{"MQ", mqEvent},
    Required{"MSK", streamEvent},
    Required{"S3", s3Event},
    Required{"SNS", snsEvent},
    Required{"SQS", sqsEvent},
    Required{"Schedule", scheduleEvent},
    Required{"ScheduleV2", scheduleV2Event},
    Required{"SelfManagedKafka", kafkaEvent},
};
constexpr std::array stateMachineEvents{
    Required{"Api", apiEvent},
    Required{"CloudWatchEvent", {}},
    Required{"EventBridgeRule", {}},
    Required{"Schedule", scheduleEvent},
    Required{"ScheduleV2", scheduleV2Event},
};

// Properties of AWS::Serverless::Function; SAM refuses every other.
constexpr std::array functionProperties{
    "Architectures",
    "AssumeRolePolicyDocument",
    "AutoPublishAlias",
    "AutoPublishAliasAllProperties",
    "AutoPublishCodeSha256",
    "CapacityProviderConfig",
    "CodeSigningConfigArn",
    "CodeUri",
    "DeadLetterQueue",
    "DeploymentPreference",
    "Description",
    "DurableConfig",
    "Environment",
    "EphemeralStorage",
    "EventInvokeConfig",
    "Events",
    "FileSystemConfigs",
    "FunctionName",
    "FunctionScalingConfig",
    "FunctionUrlConfig",
    "Handler",
    "ImageConfig",
    "ImageUri",
    "InlineCode",
    "KmsKeyArn",
    "Layers",
    "LoggingConfig",
    "MemorySize",
    "PackageType",
    "PermissionsBoundary",
    "Policies",
    "PropagateTags",
    "ProvisionedConcurrencyConfig",
    "PublishToLatestPublished",
    "RecursiveLoop",
    "ReservedConcurrentExecutions",
    "Role",
    "RolePath",
    "Runtime",
    "RuntimeManagementConfig",
    "SnapStart",
    "SourceKMSKeyArn",
    "Tags",
    "TenancyConfig",
    "Timeout",
    "Tracing",
    "VersionDeletionPolicy",
    "VersionDescription",
    "VpcConfig",
};

const Required *find(std::span<const Required> rows, const QString &type)
{
    for (const Required &row : rows) {
        if (type == QLatin1String(row.type))
            return &row;
    }
    return nullptr;
}

class Checker
{
public:
    explicit Checker(Template &reading)
        : m_reading(reading)
    {
    }

    void check(const Resource &resource)
    {
        m_resource = &resource;
        if (!resource.type.startsWith(QLatin1String("AWS::Serverless::")))
            return;
        const Value &properties = resource.properties;
        if (properties.isStated() && !properties.isMap() && !properties.isComputed()) {
            refuse("properties", resource.key,
                   {STRATOPLAN_TEXT("Sam", "Properties is not a mapping"), {}},
                   {STRATOPLAN_TEXT("Sam", "Give it properties; check the indentation"), {}});
            return;
        }
        // A part that comes from elsewhere (a macro, an include) may hold anything.
        if (properties.isComputed() || properties.has(u"Fn::Transform"))
            return;
        if (const Required *row = find(requiredOfTypes, resource.type))
            require(properties, *row, resource.key);
        if (resource.type == QLatin1String("AWS::Serverless::Function"))
            checkFunction();
        else if (resource.type == QLatin1String("AWS::Serverless::StateMachine"))
            checkStateMachine();
        else if (resource.type == QLatin1String("AWS::Serverless::Api")
                 || resource.type == QLatin1String("AWS::Serverless::HttpApi"))
            exclude(u"DefinitionUri", u"DefinitionBody");
    }

    // SAM refuses a path that two events of one API define for the same method.
    void checkRoutes()
    {
        QSet<QString> routes;
        for (const Resource &resource : m_reading.resources) {
            if (resource.type != QLatin1String("AWS::Serverless::Function"))
                continue;
            m_resource = &resource;
            const Value &events = resource.properties[u"Events"];
            for (const Value &event : events.items) {
                if (event[u"Type"].text != QLatin1String("Api"))
                    continue;
                const Value &properties = event[u"Properties"];
                const Value &path = properties[u"Path"];
                const Value &method = properties[u"Method"];
                // Conditions may keep two of them apart.
                if (!path.isScalar() || !method.isScalar() || !resource.condition.isEmpty()
                    || properties.has(u"RestApiId")) {
                    continue;
                }
                const QString route = method.text.toUpper() + QLatin1Char(' ') + path.text;
                if (!routes.contains(route)) {
                    routes.insert(route);
                    continue;
                }
                refuse("route", event.node,
                       {STRATOPLAN_TEXT("Sam", "Another event defines {route} as well"),
                        {{QStringLiteral("route"), route}}},
                       {STRATOPLAN_TEXT("Sam", "Give one of them another path or method"), {}});
            }
        }
    }

private:
    void refuse(const char *what, yaml::Node node, Text text, Text remedy)
    {
        m_reading.report(Severity::Blocker, QLatin1String("sam.refused.") + QLatin1String(what),
                         node.isValid() ? node : m_resource->key, m_resource, std::move(text),
                         std::move(remedy));
    }

    void refuseMissing(const QString &property, yaml::Node node)
    {
        refuse(
            "missing-property", node,
            {STRATOPLAN_TEXT("Sam", "{property} is missing"),
             {{QStringLiteral("property"), property}}},
            {STRATOPLAN_TEXT("Sam", "State {property}"), {{QStringLiteral("property"), property}}});
    }

    void require(const Value &properties, const Required &row, yaml::Node node)
    {
        for (const char *name : row.properties) {
            const QString property = QString::fromLatin1(name);
            if (!properties[property].isStated())
                refuseMissing(property, node);
        }
    }

    void exclude(QStringView one, QStringView other)
    {
        const Value &properties = m_resource->properties;
        if (!properties[one].isStated() || !properties[other].isStated())
            return;
        refuse("either-or", properties[other].node,
               {STRATOPLAN_TEXT("Sam", "{one} and {other} exclude each other"),
                {{QStringLiteral("one"), one.toString()},
                 {QStringLiteral("other"), other.toString()}}},
               {STRATOPLAN_TEXT("Sam", "Keep one of the two"), {}});
    }

    void checkFunction()
    {
        const Value &properties = m_resource->properties;
        for (const QString &key : properties.keys) {
            const auto isKey = [&key](const char *name) { return key == QLatin1String(name); };
            if (std::any_of(functionProperties.begin(), functionProperties.end(), isKey))
                continue;
            refuse("unknown-property",
                   m_resource->node["Properties"].resolved().keyOf(key.toUtf8()),
                   {STRATOPLAN_TEXT("Sam", "A function has no property {property}"),
                    {{QStringLiteral("property"), key}}},
                   {STRATOPLAN_TEXT("Sam", "Correct the name or remove it"), {}});
        }
        checkPackage();
        checkAlias();
        checkDeadLetterQueue();
        checkEvents(functionEvents);
    }

    void checkPackage()
    {
        const Value &properties = m_resource->properties;
        const Value &type = properties[u"PackageType"];
        if (type.isComputed())
            return;
        if (type.isScalar() && type.text != QLatin1String("Zip")
            && type.text != QLatin1String("Image")) {
            refuse("package-type", type.node,
                   {STRATOPLAN_TEXT("Sam", "PackageType {type} does not exist"),
                    {{QStringLiteral("type"), type.text}}},
                   {STRATOPLAN_TEXT("Sam", "Use Zip or Image"), {}});
            return;
        }
        if (type.text == QLatin1String("Image")) {
            for (const QStringView name : {u"Runtime", u"Handler", u"Layers"}) {
                if (!properties[name].isStated())
                    continue;
                refuse("image-property", properties[name].node,
                       {STRATOPLAN_TEXT("Sam",
                                        "A function of package type Image cannot have {property}"),
                        {{QStringLiteral("property"), name.toString()}}},
                       {STRATOPLAN_TEXT("Sam",
                                        "Remove it, or leave it out of Globals with "
                                        "IgnoreGlobals"),
                        {}});
            }
            // `sam build` fills it in from the Docker metadata.
            if (!properties[u"ImageUri"].isStated()
                && !m_resource->node["Metadata"].resolved().isMapping())
                refuseMissing(QStringLiteral("ImageUri"), m_resource->key);
            return;
        }
        for (const char16_t *name : {u"Handler", u"Runtime"}) {
            if (!properties[name].isStated())
                refuseMissing(QString::fromUtf16(name), m_resource->key);
        }
    }

    void checkAlias()
    {
        const Value &properties = m_resource->properties;
        if (properties[u"AutoPublishAlias"].isStated())
            return;
        const Value &preference = properties[u"DeploymentPreference"];
        const bool off = preference[u"Enabled"].boolean() == false;
        const bool deploys = preference.isMap() && !off;
        for (const QStringView name : {u"ProvisionedConcurrencyConfig", u"DeploymentPreference"}) {
            const bool needsAlias = name == QStringView(u"DeploymentPreference")
                ? deploys
                : properties[name].isStated();
            if (!needsAlias)
                continue;
            refuse("alias", properties[name].node,
                   {STRATOPLAN_TEXT("Sam", "{property} needs AutoPublishAlias"),
                    {{QStringLiteral("property"), name.toString()}}},
                   {STRATOPLAN_TEXT("Sam", "State AutoPublishAlias"), {}});
        }
    }

    void checkDeadLetterQueue()
    {
        const Value &queue = m_resource->properties[u"DeadLetterQueue"];
        if (!queue.isMap())
            return;
        for (const char16_t *name : {u"Type", u"TargetArn"}) {
            if (!queue[name].isStated())
                refuseMissing(QLatin1String("DeadLetterQueue.") + QString::fromUtf16(name),
                              queue.node);
        }
        const Value &type = queue[u"Type"];
        if (type.isScalar() && type.text != QLatin1String("SQS")
            && type.text != QLatin1String("SNS")) {
            refuse("dead-letter-type", type.node,
                   {STRATOPLAN_TEXT("Sam", "DeadLetterQueue cannot be of type {type}"),
                    {{QStringLiteral("type"), type.text}}},
                   {STRATOPLAN_TEXT("Sam", "Use SQS or SNS"), {}});
        }
    }

    void checkStateMachine()
    {
        const Value &properties = m_resource->properties;
        exclude(u"Definition", u"DefinitionUri");
        exclude(u"Role", u"Policies");
        if (!properties[u"Definition"].isStated() && !properties[u"DefinitionUri"].isStated())
            refuseMissing(QStringLiteral("Definition"), m_resource->key);
        checkEvents(stateMachineEvents);
    }

    void checkEvents(std::span<const Required> types)
    {
        const Value &events = m_resource->properties[u"Events"];
        if (!events.isStated() || events.isComputed())
            return;
        if (!events.isMap()) {
            refuse("events", events.node, {STRATOPLAN_TEXT("Sam", "Events is not a mapping"), {}},
                   {STRATOPLAN_TEXT("Sam", "Give each event a name"), {}});
            return;
        }
        for (qsizetype i = 0; i < events.items.size(); ++i)
            checkEvent(types, events.keys.at(i), events.items.at(i));
    }

    void checkEvent(std::span<const Required> types, const QString &name, const Value &event)
    {
        if (event.isComputed())
            return;
        if (!event.isMap()) {
            refuse("event", event.node,
                   {STRATOPLAN_TEXT("Sam", "Event {event} is not a mapping"),
                    {{QStringLiteral("event"), name}}},
                   {STRATOPLAN_TEXT("Sam", "Give it a Type and Properties"), {}});
            return;
        }
        const Value &type = event[u"Type"];
        const Required *row = find(types, type.text);
        if (!type.isScalar() || !row) {
            QStringList known;
            for (const Required &candidate : types)
                known.append(QString::fromLatin1(candidate.type));
            refuse(
                "event-type", type.isStated() ? type.node : event.node,
                type.isStated()
                    ? Text{STRATOPLAN_TEXT("Sam",
                                           "Event {event} has the type {type}, which does not "
                                           "exist here"),
                           {{QStringLiteral("event"), name}, {QStringLiteral("type"), type.text}}}
                    : Text{STRATOPLAN_TEXT("Sam", "Event {event} has no Type"),
                           {{QStringLiteral("event"), name}}},
                {STRATOPLAN_TEXT("Sam", "Use one of {known}"), {{QStringLiteral("known"), known}}});
            return;
        }
        const Value &properties = event[u"Properties"];
        if (properties.isStated() && !properties.isMap()) {
            if (!properties.isComputed()) {
                refuse("event", properties.node,
                       {STRATOPLAN_TEXT("Sam", "Properties of event {event} is not a mapping"),
                        {{QStringLiteral("event"), name}}},
                       {STRATOPLAN_TEXT("Sam", "Give it properties; check the indentation"), {}});
            }
            return;
        }
        for (const char *required : row->properties) {
            const QString property = QString::fromLatin1(required);
            if (!properties[property].isStated())
                refuseMissing(QLatin1String("Events.") + name + QLatin1Char('.') + property,
                              event.node);
        }
        checkEventSource(name, type.text, properties);
    }

    void checkEventSource(const QString &name, const QString &type, const Value &properties)
    {
        if (type == QLatin1String("HttpApi")
            && properties[u"Path"].isStated() != properties[u"Method"].isStated()) {
            refuseMissing(QLatin1String("Events.") + name
                              + (properties[u"Path"].isStated() ? QLatin1String(".Method")
                                                                : QLatin1String(".Path")),
                          properties.node);
        }
        const bool isBucket = type == QLatin1String("S3");
        const Value &source = isBucket         ? properties[u"Bucket"]
            : type == QLatin1String("Cognito") ? properties[u"UserPool"]
                                               : properties[u"none"];
        if (!source.isStated())
            return;
        const QByteArray function = intrinsicName(source.node);
        const QList<Reference> references = source.references();
        if (function == "Ref" && !references.isEmpty() && m_reading.resource(references.front().id))
            return;
        refuse("event-source", source.node,
               {STRATOPLAN_TEXT("Sam", "Event {event} does not refer to a {kind} of this template"),
                {{QStringLiteral("event"), name},
                 {QStringLiteral("kind"),
                  isBucket ? QStringLiteral("bucket") : QStringLiteral("user pool")}}},
               {STRATOPLAN_TEXT("Sam",
                                "Refer to one with Ref, or subscribe it with resources of "
                                "CloudFormation"),
                {}});
    }

    Template &m_reading;
    const Resource *m_resource = nullptr;
};

} // namespace

void checkRefusals(Template &reading)
{
    checkGlobals(reading);
    const yaml::Node resources = reading.tree.root().resolved()["Resources"];
    if (reading.resources.empty()) {
        reading.report(Severity::Blocker, QStringLiteral("sam.refused.no-resources"), resources,
                       nullptr, {STRATOPLAN_TEXT("Sam", "Resources is empty"), {}},
                       {STRATOPLAN_TEXT("Sam", "Add a resource"), {}});
    }
    Checker checker(reading);
    for (const Resource &resource : reading.resources)
        checker.check(resource);
    checker.checkRoutes();
}

} // namespace stratoplan::sam
