// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/field_access.h"
#include "widgets/inspector/property_parts.h"

namespace stratoplan::inspector {

namespace {

QList<Choice> runtimeChoices(const catalog::Catalog &catalog)
{
    QList<Choice> choices;
    for (const catalog::Runtime &runtime : catalog.runtimes())
        choices.append({runtime.id, runtime.name});
    return choices;
}

Property placement(const Function &function, const Design &design)
{
    Property property = subnetsProperty(design, Words::tr("Placement"));
    const ElementId id = function.id;
    property.read = [id](const Design &now) {
        const auto *element = now.get<Function>(id);
        return PropertyValue{
            element ? idsToVariant(element->subnets) : QVariant(), {}, Origin::User};
    };
    property.write = [id](Edit &edit, const QVariant &value) {
        const QList<ElementId> subnets = idsFromVariant(value);
        edit.set(id, &Function::subnets, subnets);
        edit.set(id, &Function::inVpc, !subnets.isEmpty());
    };
    return property;
}

Property idempotence(ElementId id)
{
    Property property
        = part("idempotent", Section::Failures, Words::tr("Idempotent"), Editor::Choice);
    property.choices = {{QString(stratoplan::id(Idempotent::Yes)), Words::tr("yes")},
                        {QString(stratoplan::id(Idempotent::No)), Words::tr("no")}};
    property.hint = Words::tr("Whether running the handler twice on one event does no harm");
    property.read = [id](const Design &design) {
        const auto *function = design.get<Function>(id);
        if (!function || function->idempotent == Idempotent::Unknown)
            return PropertyValue{};
        return PropertyValue{QString(stratoplan::id(function->idempotent)), {}, Origin::User};
    };
    property.write = [id](Edit &edit, const QVariant &value) {
        edit.set(id, &Function::idempotent,
                 idempotentFromId(value.toString()).value_or(Idempotent::Unknown));
    };
    return property;
}

} // namespace

QList<Property> functionProperties(const Function &function, const Design &design,
                                   const catalog::Catalog &catalog)
{
    const ElementId id = function.id;
    QList<Property> properties;
    const auto add = [&](Property property, auto member) {
        bindField(property, id, member);
        properties.append(std::move(property));
    };
    const auto limited = [](Property property, double least, double most) {
        property.minimum = least;
        property.maximum = most;
        return property;
    };

    add(limited(
            part("memory", Section::Compute, Words::tr("Memory"), Editor::Memory, Words::tr("MB")),
            128, 10240),
        &Function::memory);
    add(limited(part("timeout", Section::Compute, Words::tr("Timeout"), Editor::Integer,
                     Words::tr("s")),
                1, 900),
        &Function::timeout);
    Property runtime = part("runtime", Section::Compute, Words::tr("Runtime"), Editor::Choice);
    runtime.choices = runtimeChoices(catalog);
    add(runtime, &Function::runtime);
    Property architecture
        = part("architecture", Section::Compute, Words::tr("Architecture"), Editor::Choice);
    architecture.choices = {{QStringLiteral("x86_64"), QStringLiteral("x86_64")},
                            {QStringLiteral("arm64"), QStringLiteral("arm64")}};
    add(architecture, &Function::architecture);
    Property package = part("packageType", Section::Compute, Words::tr("Package"), Editor::Choice);
    package.choices = {{QStringLiteral("zip"), Words::tr("zip file")},
                       {QStringLiteral("image"), Words::tr("container image")}};
    add(package, &Function::packageType);
    Property reserved = limited(part("reservedConcurrency", Section::Compute,
                                     Words::tr("Reserved concurrency"), Editor::Integer),
                                0, 100000);
    reserved.assumed = Words::tr("none stated");
    add(reserved, &Function::reservedConcurrency);
    Property provisioned = limited(part("provisionedConcurrency", Section::Compute,
                                        Words::tr("Provisioned concurrency"), Editor::Integer),
                                   1, 100000);
    provisioned.assumed = Words::tr("none stated");
    add(provisioned, &Function::provisionedConcurrency);

    properties.append(placement(function, design));

    add(limited(
            part("rate", Section::Traffic, Words::tr("Invocations"), Editor::Real, Words::tr("/s")),
            0, 1e9),
        &Function::rate);
    properties.last().hint = Words::tr("Invocations that no drawn trigger explains");
    add(limited(
            part("peakRate", Section::Traffic, Words::tr("At peak"), Editor::Real, Words::tr("/s")),
            0, 1e9),
        &Function::peakRate);
    add(limited(part("duration", Section::Traffic, Words::tr("Mean duration"), Editor::Real,
                     Words::tr("ms")),
                0, 9e5),
        &Function::duration);
    add(limited(part("p95", Section::Traffic, Words::tr("95th percentile"), Editor::Real,
                     Words::tr("ms")),
                0, 9e5),
        &Function::p95);
    add(limited(
            part("cpuShare", Section::Traffic, Words::tr("Share that is CPU work"), Editor::Real),
            0, 1),
        &Function::cpuShare);
    add(limited(
            part("coldShare", Section::Traffic, Words::tr("Share that starts cold"), Editor::Real),
            0, 1),
        &Function::coldShare);
    add(limited(part("packageMb", Section::Traffic, Words::tr("Package"), Editor::Real,
                     Words::tr("MB")),
                0, 10240),
        &Function::packageMb);
    add(limited(part("init", Section::Traffic, Words::tr("Own initialisation"), Editor::Real,
                     Words::tr("ms")),
                0, 9e5),
        &Function::init);

    properties.append(idempotence(id));
    Property retries = limited(
        part("asyncRetries", Section::Failures, Words::tr("Retries"), Editor::Integer), 0, 2);
    retries.assumed = Words::tr("2 by default");
    add(retries, &Function::asyncRetries);
    add(limited(part("connections", Section::Failures,
                     Words::tr("Connections an environment holds"), Editor::Real),
                0, 10000),
        &Function::connections);
    return properties;
}

} // namespace stratoplan::inspector
