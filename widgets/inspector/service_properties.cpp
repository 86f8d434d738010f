// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/catalog/behaviour.h"
#include "widgets/inspector/field_access.h"
#include "widgets/inspector/property_parts.h"

namespace stratoplan::inspector {

namespace {

/// One field that the catalogue has for the service's kind.
Property catalogProperty(ElementId id, const catalog::FieldSpec &spec)
{
    Property property;
    property.id = spec.key;
    property.section = titleOf(Section::Settings);
    property.label = QCoreApplication::translate("Catalog", spec.label.toUtf8().constData());
    if (!spec.unit.isEmpty())
        property.unit = QCoreApplication::translate("Catalog", spec.unit.toUtf8().constData());
    property.minimum = spec.minimum;
    property.maximum = spec.maximum;
    if (spec.type == QLatin1String("int")) {
        property.editor = Editor::Integer;
    } else if (spec.type == QLatin1String("real")) {
        property.editor = Editor::Real;
    } else if (spec.type == QLatin1String("bool")) {
        property.editor = Editor::Choice;
        property.choices = yesOrNo();
    } else if (spec.type == QLatin1String("choice")) {
        property.editor = Editor::Choice;
        for (const QString &choice : spec.choices)
            property.choices.append({choice, choice});
    }
    if (spec.defaultValue.isValid())
        property.assumed = Words::tr("%1 by default").arg(written(property, spec.defaultValue));

    const QString key = spec.key;
    property.read = [id, key](const Design &design) {
        const auto *service = design.get<Service>(id);
        return service ? valueOf(service->properties.value(key)) : PropertyValue{};
    };
    property.write = [id, key](Edit &edit, const QVariant &value) {
        const auto *service = edit.get<Service>(id);
        if (!service)
            return;
        QMap<QString, Field<QVariant>> properties = service->properties;
        if (value.isValid())
            properties.insert(key, Field<QVariant>(value));
        else
            properties.remove(key);
        edit.set(id, &Service::properties, properties);
    };
    return property;
}

Property placement(const Service &service, const Design &design)
{
    Property property = subnetsProperty(design, titleOf(Section::Placement));
    const ElementId id = service.id;
    property.read = [id](const Design &now) {
        const auto *element = now.get<Service>(id);
        return PropertyValue{
            element ? idsToVariant(element->subnets) : QVariant(), {}, Origin::User};
    };
    property.write = [id](Edit &edit, const QVariant &value) {
        edit.set(id, &Service::subnets, idsFromVariant(value));
    };
    return property;
}

} // namespace

QList<Property> serviceProperties(const Service &service, const Design &design,
                                  const catalog::Catalog &catalog)
{
    QList<Property> properties;
    const catalog::ServiceKind *kind = catalog::kindOf(service, catalog);
    if (kind) {
        for (const catalog::FieldSpec &spec : kind->fields)
            properties.append(catalogProperty(service.id, spec));
    }
    if (kind && kind->address == catalog::Address::Vpc)
        properties.append(placement(service, design));

    return properties + rowProperties(serviceRows(), PropertyGroup::Traffic, service.id);
}

} // namespace stratoplan::inspector
