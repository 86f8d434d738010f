// SPDX-License-Identifier: GPL-3.0-or-later
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
    properties += rows(PropertyGroup::Traffic);
    properties += rows(PropertyGroup::Failures);
    return properties;
}

} // namespace stratoplan::inspector
