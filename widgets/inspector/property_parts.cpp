// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/property_parts.h"

#include "planner/model/names.h"

namespace stratoplan::inspector {

QString titleOf(Section section)
{
    switch (section) {
    case Section::Compute:
        return Words::tr("Compute");
    case Section::Placement:
        return Words::tr("Placement");
    case Section::Traffic:
        return Words::tr("Traffic and duration");
    case Section::Failures:
        return Words::tr("Failure handling");
    case Section::Settings:
        return Words::tr("Settings");
    case Section::Connection:
        return Words::tr("Connection");
    case Section::Batches:
        return Words::tr("Batches and retries");
    case Section::Network:
        return Words::tr("Network");
    }
    return {};
}

Property part(const char *id, Section section, const QString &label, Editor editor,
              const QString &unit)
{
    Property property;
    property.id = QString::fromLatin1(id);
    property.section = titleOf(section);
    property.label = label;
    property.unit = unit;
    property.editor = editor;
    return property;
}

QVariant idsToVariant(const QList<ElementId> &ids)
{
    QVariantList list;
    for (const ElementId id : ids)
        list.append(id.value);
    return list;
}

QList<ElementId> idsFromVariant(const QVariant &value)
{
    QList<ElementId> ids;
    for (const QVariant &one : value.toList())
        ids.append(ElementId{one.toUInt()});
    return ids;
}

Property subnetsProperty(const Design &design, const QString &section)
{
    Property property;
    property.id = QStringLiteral("subnets");
    property.section = section;
    property.label = Words::tr("Subnets");
    property.editor = Editor::Elements;
    property.assumed = Words::tr("outside every VPC");
    const Names names(design);
    for (const Subnet *subnet : design.all<Subnet>()) {
        QString label = names.shown(subnet->id);
        const auto *zone = design.get<Zone>(subnet->zone);
        if (zone && zone->zone)
            label += QStringLiteral(" · ") + *zone->zone;
        property.choices.append({subnet->id.value, label});
    }
    return property;
}

QList<Choice> yesOrNo()
{
    return {{true, Words::tr("yes")}, {false, Words::tr("no")}};
}

} // namespace stratoplan::inspector
