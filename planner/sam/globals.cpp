// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/globals.h"

#include <array>
#include <span>

namespace stratoplan::sam {

namespace {

struct Section
{
    const char *name;
    std::span<const char *const> properties;
};

// Sections of Globals and the properties that each supports: SAM specification, "Globals section of
// the AWS SAM template", and SAM's published JSON schema (2026-11).
constexpr std::array apiProperties{
    "AccessLogSetting",
    "AlwaysDeploy",
    "Auth",
    "BinaryMediaTypes",
    "CacheClusterEnabled",
    "CacheClusterSize",
    "CanarySetting",
    "Cors",
    "DefinitionUri",
    "Domain",
    "EndpointAccessMode",
    "EndpointConfiguration",
    "GatewayResponses",
    "MergeDefinitions",
    "MethodSettings",
    "MinimumCompressionSize",
    "Name",
    "OpenApiVersion",
    "PropagateTags",
    "SecurityPolicy",
    "TracingEnabled",
    "Variables",
};
constexpr std::array capacityProviderProperties{
    "InstanceRequirements", "KmsKeyArn", "OperatorRole", "PropagateTags",
    "ScalingConfig",        "Tags",      "VpcConfig",
};
constexpr std::array functionProperties{
    "Architectures",
    "AssumeRolePolicyDocument",
    "AutoPublishAlias",
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
    "FileSystemConfigs",
    "FunctionScalingConfig",
    "Handler",
    "KmsKeyArn",
    "Layers",
    "LoggingConfig",
    "MemorySize",
    "PermissionsBoundary",
    "PropagateTags",
    "ProvisionedConcurrencyConfig",
    "PublishToLatestPublished",
    "RecursiveLoop",
    "ReservedConcurrentExecutions",
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
    "VpcConfig",
};
constexpr std::array httpApiProperties{
    "AccessLogSettings", "Auth",          "CorsConfiguration", "DefaultRouteSettings", "Domain",
    "FailOnWarnings",    "PropagateTags", "RouteSettings",     "StageVariables",       "Tags",
};
constexpr std::array layerProperties{"PublishLambdaVersion"};
constexpr std::array tableProperties{"SSESpecification"};
constexpr std::array stateMachineProperties{"PropagateTags"};
constexpr std::array webSocketProperties{
    "AccessLogSettings",
    "ApiKeySelectionExpression",
    "DefaultRouteSettings",
    "DisableExecuteApiEndpoint",
    "DisableSchemaValidation",
    "Domain",
    "IpAddressType",
    "PropagateTags",
    "RouteSelectionExpression",
    "RouteSettings",
    "StageVariables",
    "Tags",
};
constexpr std::array sections{
    Section{"Api", apiProperties},
    Section{"CapacityProvider", capacityProviderProperties},
    Section{"Function", functionProperties},
    Section{"HttpApi", httpApiProperties},
    Section{"LayerVersion", layerProperties},
    Section{"SimpleTable", tableProperties},
    Section{"StateMachine", stateMachineProperties},
    Section{"WebSocketApi", webSocketProperties},
};

const Section *sectionNamed(const QByteArray &name)
{
    for (const Section &section : sections) {
        if (name == section.name)
            return &section;
    }
    return nullptr;
}

QStringList namesOf(std::span<const char *const> names)
{
    QStringList list;
    for (const char *name : names)
        list.append(QString::fromLatin1(name));
    return list;
}

void checkSection(Template &reading, const Section &section, yaml::Node node)
{
    for (int i = 0; i < node.size(); ++i) {
        const yaml::Node key = node.keyAt(i);
        const QByteArray name = key.scalar();
        const auto isName = [&name](const char *known) { return name == known; };
        if (name == "<<"
            || std::any_of(section.properties.begin(), section.properties.end(), isName))
            continue;
        reading.report(Severity::Blocker, QStringLiteral("sam.refused.globals-property"), key,
                       nullptr,
                       {STRATOPLAN_TEXT("Sam", "Globals cannot hold {property} for {section}"),
                        {{QStringLiteral("property"), key.text()},
                         {QStringLiteral("section"), QString::fromLatin1(section.name)}}},
                       {STRATOPLAN_TEXT("Sam", "State it at each resource, or use one of {known}"),
                        {{QStringLiteral("known"), namesOf(section.properties)}}});
    }
}

} // namespace

Value propertiesWithGlobals(Template &reading, const QString &type, yaml::Node resource)
{
    static const QString prefix = QStringLiteral("AWS::Serverless::");
    const yaml::Node own = resource["Properties"];
    if (!type.startsWith(prefix))
        return reading.evaluator.evaluate(own);
    const yaml::Node globals = reading.tree.root()
                                   .resolved()["Globals"]
                                   .resolved()[type.mid(prefix.size()).toUtf8()]
                                   .resolved();
    const yaml::Node ignored = resource["IgnoreGlobals"].resolved();
    if (!globals.isMapping() || (ignored.isScalar() && ignored.scalar() == "*"))
        return reading.evaluator.evaluate(own);
    if (!ignored.isSequence())
        return reading.evaluator.merged(globals, own.resolved().isNull() ? yaml::Node() : own);

    QSet<QByteArray> left;
    for (int i = 0; i < ignored.size(); ++i)
        left.insert(ignored.at(i).resolved().scalar());
    Value properties = reading.evaluator.evaluate(own);
    properties.kind = Value::Kind::Map;
    for (int i = 0; i < globals.size(); ++i) {
        const QByteArray key = globals.keyAt(i).scalar();
        if (left.contains(key))
            continue;
        Value value = reading.evaluator.merged(globals.at(i), own.resolved()[key]);
        const qsizetype at = properties.keys.indexOf(QString::fromUtf8(key));
        if (at >= 0) {
            properties.items[at] = std::move(value);
        } else if (!value.isMissing()) {
            properties.keys.append(QString::fromUtf8(key));
            properties.items.append(std::move(value));
        }
    }
    return properties;
}

void checkGlobals(Template &reading)
{
    const yaml::Node globals = reading.tree.root().resolved()["Globals"].resolved();
    if (!globals.isValid())
        return;
    if (!globals.isMapping()) {
        reading.report(Severity::Blocker, QStringLiteral("sam.refused.globals-section"), globals,
                       nullptr, {STRATOPLAN_TEXT("Sam", "Globals is not a mapping"), {}},
                       {STRATOPLAN_TEXT("Sam", "Give it a section for each kind of resource"), {}});
        return;
    }
    for (int i = 0; i < globals.size(); ++i) {
        const yaml::Node key = globals.keyAt(i);
        const yaml::Node value = globals.at(i).resolved();
        const Section *section = sectionNamed(key.scalar());
        if (!section) {
            QStringList known;
            for (const Section &each : sections)
                known.append(QString::fromLatin1(each.name));
            reading.report(
                Severity::Blocker, QStringLiteral("sam.refused.globals-section"), key, nullptr,
                {STRATOPLAN_TEXT("Sam", "Globals has no section {section}"),
                 {{QStringLiteral("section"), key.text()}}},
                {STRATOPLAN_TEXT("Sam", "Use one of {known}"), {{QStringLiteral("known"), known}}});
        } else if (!value.isMapping()) {
            reading.report(Severity::Blocker, QStringLiteral("sam.refused.globals-section"), key,
                           nullptr,
                           {STRATOPLAN_TEXT("Sam", "Globals.{section} is not a mapping"),
                            {{QStringLiteral("section"), key.text()}}},
                           {STRATOPLAN_TEXT("Sam", "Give it properties, or remove it"), {}});
        } else {
            checkSection(reading, *section, value);
        }
    }
}

} // namespace stratoplan::sam
