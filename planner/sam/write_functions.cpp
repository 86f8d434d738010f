// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/write_steps.h"

#include <array>

namespace stratoplan::sam {

namespace {

// Handlers as the runtimes' own examples call them.
struct HandlerRow
{
    QLatin1String family;
    QLatin1String handler;
};

constexpr std::array handlers{
    HandlerRow{QLatin1String("nodejs"), QLatin1String("index.handler")},
    HandlerRow{QLatin1String("python"), QLatin1String("app.lambda_handler")},
    HandlerRow{QLatin1String("ruby"), QLatin1String("app.lambda_handler")},
    HandlerRow{QLatin1String("java"), QLatin1String("app.Handler::handleRequest")},
    HandlerRow{QLatin1String("dotnet"), QLatin1String("App::App.Function::Handle")},
};

Part handlerOf(Writing &writing, const Function &function)
{
    if (const auto stated = writing.stated(function.handler, function.id, "Handler"))
        return *stated;
    const QString runtime = function.runtime.valueOr(QString());
    for (const HandlerRow &row : handlers) {
        if (runtime.startsWith(row.family))
            return Part::text(row.handler);
    }
    return Part::text("bootstrap");
}

Part runtimeOf(Writing &writing, const Function &function)
{
    if (const auto stated = writing.stated(function.runtime, function.id, "Runtime"))
        return *stated;
    const Part made = writing.parameter(
        QStringLiteral("Runtime"), "String",
        QStringLiteral("Runtime of the functions for which the design says none"));
    writing.report(Severity::Medium, "sam.write.runtime", function.id,
                   {STRATOPLAN_TEXT("Sam", "{name} has no runtime; the template asks for one"),
                    {{QStringLiteral("name"), writing.names.of(function.id)}}},
                   {STRATOPLAN_TEXT("Sam", "State the runtime of {name} in the design"),
                    {{QStringLiteral("name"), writing.names.of(function.id)}}});
    return made;
}

void writeCode(Writing &writing, const Function &function, Part &properties)
{
    QString folder = kebab(writing.idOf(function.id));
    folder = QLatin1String("src/") + folder + QLatin1Char('/');
    if (function.packageType.valueOr(QString()) == QLatin1String("image")) {
        properties.set("PackageType", Part::text("Image"));
        // What `sam build` needs to build the image.
        Part &metadata = writing.attributes(writing.idOf(function.id))["Metadata"];
        metadata.set("DockerContext", Part::text(folder));
        metadata.set("Dockerfile", Part::text("Dockerfile"));
        metadata.set("DockerTag", Part::text("latest"));
        return;
    }
    properties.set("CodeUri", Part::text(folder));
    properties.set("Handler", handlerOf(writing, function));
    properties.set("Runtime", runtimeOf(writing, function));
}

void writeScaling(Writing &writing, const Function &function, Part &properties)
{
    writing.setStated(properties, "ReservedConcurrentExecutions", function.reservedConcurrency,
                      function.id);
    const bool snapStart
        = function.snapStart.valueOr(false) && function.snapStart.origin != Origin::Default;
    const auto provisioned
        = writing.stated(function.provisionedConcurrency, function.id, "ProvisionedConcurrency");
    // Both belong to a version that is published.
    if (snapStart || provisioned)
        properties.set("AutoPublishAlias", Part::text("live"));
    if (provisioned)
        properties["ProvisionedConcurrencyConfig"].set("ProvisionedConcurrentExecutions",
                                                       *provisioned);
    if (snapStart)
        properties["SnapStart"].set("ApplyOn", Part::text("PublishedVersions"));
    if (function.managedInstances.valueOr(false)) {
        properties["CapacityProviderConfig"].set(
            "Arn",
            writing.parameter(QStringLiteral("CapacityProviderArn"), "String",
                              QStringLiteral("ARN of the capacity provider that runs the "
                                             "functions on managed instances")));
    }
}

void writeNetwork(Writing &writing, const Function &function, Part &properties)
{
    if (!function.inVpc && function.subnets.isEmpty())
        return;
    Part subnets = subnetList(writing, function.subnets);
    if (subnets.isEmpty()) {
        subnets = writing.parameter(QStringLiteral("SubnetIds"), "List<AWS::EC2::Subnet::Id>",
                                    QStringLiteral("Subnets of the functions in the VPC"));
        writing.reportOpen(function.id, QStringLiteral("SubnetIds"),
                           QString::fromUtf8(subnets.scalar()));
    }
    Part &config = properties["VpcConfig"];
    config.set("SubnetIds", subnets);
    config.set("SecurityGroupIds", groupsOf(writing, function));
    writing.setStated(config, "Ipv6AllowedForDualStack", function.ipv6DualStack, function.id);
}

// A number that SAM takes as a number only, not as a parameter.
template <class T>
void setNumber(Writing &writing, Part &part, const char *key, const Field<T> &field,
               ElementId function)
{
    if (field)
        writing.setStated(part, key, field, function);
    else if (!field.isUnset())
        writing.reportOpen(function, QString::fromLatin1(key),
                           QStringLiteral("the default of AWS"));
}

void writeFunction(Writing &writing, const Function &function)
{
    Part &properties = writing.add(function.id, "AWS::Serverless::Function");
    writing.nameResource(function.id, properties);
    writeCode(writing, function, properties);
    if (const auto architecture
        = writing.stated(function.architecture, function.id, "Architecture"))
        properties.set("Architectures", Part::list({*architecture}));
    writing.setStated(properties, "MemorySize", function.memory, function.id);
    writing.setStated(properties, "Timeout", function.timeout, function.id);
    if (const auto storage
        = writing.stated(function.ephemeralStorageMb, function.id, "EphemeralStorage"))
        properties["EphemeralStorage"].set("Size", *storage);
    if (const auto tracing = writing.stated(function.tracing, function.id, "Tracing")) {
        if (!function.tracing)
            properties.set("Tracing", *tracing);
        else
            properties.set("Tracing", Part::text(*function.tracing ? "Active" : "PassThrough"));
    }
    writeScaling(writing, function, properties);
    writeNetwork(writing, function, properties);
    for (const char *key : {"Environment", "FileSystemConfigs", "Policies", "EventInvokeConfig",
                            "FunctionUrlConfig", "Events"})
        properties[key];
    Part &invoke = properties["EventInvokeConfig"];
    setNumber(writing, invoke, "MaximumEventAgeInSeconds", function.asyncMaxEventAge, function.id);
    setNumber(writing, invoke, "MaximumRetryAttempts", function.asyncRetries, function.id);
}

} // namespace

void writeFunctions(Writing &writing)
{
    for (const Function *function : writing.design.all<Function>())
        writeFunction(writing, *function);
}

Part shareGlobals(Writing &writing)
{
    QList<Part *> functions;
    bool hasImage = false;
    for (const Function *function : writing.design.all<Function>()) {
        functions.append(writing.properties(function->id));
        hasImage = hasImage || functions.last()->has(QStringLiteral("PackageType"));
    }
    Part shared;
    if (functions.size() < 2)
        return shared;
    for (const char *name : {"Runtime", "Architectures", "MemorySize", "Timeout", "Tracing"}) {
        const QString key = QString::fromLatin1(name);
        // An image has no runtime, and would inherit it.
        if (hasImage && key == QLatin1String("Runtime"))
            continue;
        const bool all
            = std::all_of(functions.begin(), functions.end(), [&key, &functions](Part *function) {
                  return function->has(key) && (*function)[key] == (*functions.first())[key];
              });
        if (!all)
            continue;
        shared.set(key, (*functions.first())[key]);
        for (Part *function : functions)
            function->remove(key);
    }
    return shared;
}

} // namespace stratoplan::sam
