// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/functions.h"

namespace stratoplan::sam {

namespace {

// Defaults of AWS::Lambda::Function and of asynchronous invocation (AWS Lambda Developer Guide).
constexpr MiB defaultMemory{128};
constexpr Seconds defaultTimeout{3};
constexpr int defaultEphemeralStorageMb = 512;
constexpr int defaultAsyncRetries = 2;
constexpr Seconds defaultMaxEventAge{21600};

template <class T>
Field<T> orDefault(Field<T> field, T standard)
{
    return field.isUnset() ? Field<T>(std::move(standard), Origin::Default) : field;
}

Field<MiB> memory(Template &reading, const Resource &resource)
{
    const Field<int> stated = reading.integer(resource.properties[u"MemorySize"], resource);
    if (stated.isUnset())
        return {defaultMemory, Origin::Default};
    if (!stated)
        return Field<MiB>::computed(stated.expression, stated.origin);
    return {MiB{*stated}, stated.origin};
}

// A field that is on when the property has the given word.
Field<bool> isWord(const Value &value, QLatin1String on)
{
    if (!value.isStated())
        return {false, Origin::Default};
    if (!value.isScalar())
        return Field<bool>::computed(value.expression(), value.origin);
    return {value.text == on, value.origin};
}

Field<QString> packageType(Template &reading, const Resource &resource)
{
    const Value &properties = resource.properties;
    Field<QString> type = reading.text(properties[u"PackageType"]);
    if (type)
        return {type->toLower(), type.origin};
    if (!type.isUnset())
        return type;
    const Value &image
        = properties.has(u"ImageUri") ? properties[u"ImageUri"] : properties.at(u"Code.ImageUri");
    if (image.isStated())
        return {QStringLiteral("image"), image.origin};
    return {QStringLiteral("zip"), Origin::Default};
}

void readFunction(Template &reading, const Resource &resource, Function &function)
{
    const Value &properties = resource.properties;
    const bool isSam = resource.type == QLatin1String("AWS::Serverless::Function");

    function.memory = memory(reading, resource);
    function.timeout = orDefault(reading.seconds(properties[u"Timeout"], resource), defaultTimeout);
    function.runtime = reading.text(properties[u"Runtime"]);
    function.handler = reading.text(properties[u"Handler"]);
    const Value &architectures = properties[u"Architectures"];
    function.architecture
        = orDefault(reading.text(architectures.isList() ? architectures.at(u"0") : architectures),
                    QStringLiteral("x86_64"));
    function.packageType = packageType(reading, resource);
    function.reservedConcurrency
        = reading.integer(properties[u"ReservedConcurrentExecutions"], resource);
    function.provisionedConcurrency = reading.integer(
        properties.at(u"ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions"), resource);
    function.ephemeralStorageMb
        = orDefault(reading.integer(properties.at(u"EphemeralStorage.Size"), resource),
                    defaultEphemeralStorageMb);
    function.snapStart
        = isWord(properties.at(u"SnapStart.ApplyOn"), QLatin1String("PublishedVersions"));
    function.tracing = isWord(isSam ? properties[u"Tracing"] : properties.at(u"TracingConfig.Mode"),
                              QLatin1String("Active"));
    const Value &capacity = properties[u"CapacityProviderConfig"];
    function.managedInstances = capacity.isStated() ? Field<bool>(true, capacity.origin)
                                                    : Field<bool>(false, Origin::Default);
    function.asyncRetries = orDefault(
        reading.integer(properties.at(u"EventInvokeConfig.MaximumRetryAttempts"), resource),
        defaultAsyncRetries);
    function.asyncMaxEventAge = orDefault(
        reading.seconds(properties.at(u"EventInvokeConfig.MaximumEventAgeInSeconds"), resource),
        defaultMaxEventAge);
    function.ipv6DualStack
        = reading.boolean(properties.at(u"VpcConfig.Ipv6AllowedForDualStack"), resource);
}

// Settings that a resource of its own adds to a function.
void readAddition(Template &reading, const Resource &resource)
{
    const Value &properties = resource.properties;
    auto *function
        = reading.draft.get<Function>(reading.elementOf<Function>(properties[u"FunctionName"]));
    if (!function)
        return;
    if (resource.type == QLatin1String("AWS::Lambda::EventInvokeConfig")) {
        const Field<int> retries = reading.integer(properties[u"MaximumRetryAttempts"], resource);
        if (!retries.isUnset())
            function->asyncRetries = retries;
        const Field<Seconds> age
            = reading.seconds(properties[u"MaximumEventAgeInSeconds"], resource);
        if (!age.isUnset())
            function->asyncMaxEventAge = age;
    } else if (resource.type == QLatin1String("AWS::Lambda::Alias")
               || resource.type == QLatin1String("AWS::Lambda::Version")) {
        const Field<int> provisioned = reading.integer(
            properties.at(u"ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions"),
            resource);
        if (!provisioned.isUnset())
            function->provisionedConcurrency = provisioned;
    }
}

} // namespace

void readFunctions(Template &reading)
{
    for (const Resource &resource : reading.resources) {
        if (auto *function = reading.draft.get<Function>(resource.element))
            readFunction(reading, resource, *function);
    }
    for (const Resource &resource : reading.resources)
        readAddition(reading, resource);
}

} // namespace stratoplan::sam
