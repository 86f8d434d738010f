// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/function_facts.h"
#include "planner/estimate/workload.h"
#include "widgets/inspector/property_parts.h"

#include <QLocale>

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

const QString byHand = QStringLiteral("by-hand");

QString remarkOn(const estimate::WorkloadKind &kind)
{
    const QLocale locale;
    const QString cpu = locale.toString(kind.cpuShareAtOneVcpu * 100, 'g', 3);
    const QString parallel = locale.toString(kind.parallelShare * 100, 'g', 3);
    const QString shares = kind.cpuShareAtOneVcpu <= 0 ? Words::tr("all of it waits")
        : kind.parallelShare > 0
        ? Words::tr("%1 % CPU work at one vCPU, %2 % of it in parallel").arg(cpu, parallel)
        : Words::tr("%1 % CPU work at one vCPU, in one thread").arg(cpu);
    return kind.isAssumed
        ? Words::tr("An assumption of this program, not measured: %1.").arg(shares)
        : Words::tr("An assumption from functions that others measured: %1.").arg(shares);
}

// A kind of work is no member of a function: it gives it the shares that the kind has.
Property workload(ElementId id, const Design &design, const catalog::Catalog &catalog)
{
    Property property
        = part("workload", Section::Traffic, Words::tr("Kind of work"), Editor::Choice);
    property.hint = Words::tr("How the duration divides into waiting and CPU work, which decides "
                              "what more memory gains");
    const auto *function = design.get<Function>(id);
    const bool hasMemory = function && estimate::memoryOf(*function, catalog);
    const QList<estimate::WorkloadKind> kinds = estimate::workloadKinds(catalog);
    for (const estimate::WorkloadKind &kind : kinds)
        property.choices.append(
            {kind.id, toString(kind.name),
             hasMemory ? QString()
                       : Words::tr("The memory is not known, and the share of CPU work depends on "
                                   "it.")});
    property.choices.append({byHand, Words::tr("By hand"), {}, QStringLiteral("cpuShare")});
    const catalog::Catalog *facts = &catalog;
    property.read = [id, facts](const Design &now) {
        const auto *element = now.get<Function>(id);
        if (!element || (!element->cpuShare && !element->parallelShare))
            return PropertyValue{};
        const auto kind = estimate::workloadKindOf(*element, *facts);
        return PropertyValue{kind ? kind->id : byHand, {}, Origin::User};
    };
    property.write = [id, kinds, facts](Edit &edit, const QVariant &value) {
        if (!value.isValid()) {
            edit.set(id, &Function::cpuShare, Field<double>());
            edit.set(id, &Function::parallelShare, Field<double>());
        }
        for (const estimate::WorkloadKind &kind : kinds) {
            if (kind.id == value.toString())
                estimate::setWorkloadKind(edit, id, kind, *facts);
        }
    };
    property.remark = [id, facts](const Design &now) {
        const auto *element = now.get<Function>(id);
        const auto kind = element ? estimate::workloadKindOf(*element, *facts) : std::nullopt;
        return kind ? remarkOn(*kind) : QString();
    };
    return property;
}

} // namespace

QList<Property> functionProperties(const Function &function, const Design &design,
                                   const catalog::Catalog &catalog)
{
    const ElementId id = function.id;
    const auto rows
        = [id](PropertyGroup group) { return rowProperties(functionRows(), group, id); };
    QList<Property> properties = rows(PropertyGroup::Compute);
    for (Property &property : properties) {
        if (property.id == QLatin1String("memory"))
            property.editor = Editor::Memory;
        else if (property.id == QLatin1String("runtime"))
            property.choices = runtimeChoices(catalog);
    }
    properties.append(placement(function, design));
    for (const Property &property : rows(PropertyGroup::Traffic)) {
        // Before the shares that it sets.
        if (property.id == QLatin1String("cpuShare") && estimate::takesWorkloadKind(function))
            properties.append(workload(id, design, catalog));
        properties.append(property);
    }
    properties += rows(PropertyGroup::Failures);
    properties += rows(PropertyGroup::Settings);
    return properties;
}

} // namespace stratoplan::inspector
