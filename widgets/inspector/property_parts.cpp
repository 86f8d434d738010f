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

namespace {

Section sectionOf(PropertyGroup group)
{
    switch (group) {
    case PropertyGroup::Compute:
        return Section::Compute;
    case PropertyGroup::Traffic:
        return Section::Traffic;
    case PropertyGroup::Failures:
        return Section::Failures;
    case PropertyGroup::Settings:
        return Section::Settings;
    case PropertyGroup::Connection:
        return Section::Connection;
    case PropertyGroup::Batches:
        return Section::Batches;
    case PropertyGroup::Network:
        break;
    }
    return Section::Network;
}

Editor editorOf(ValueType type)
{
    switch (type) {
    case ValueType::Integer:
        return Editor::Integer;
    case ValueType::Real:
        return Editor::Real;
    case ValueType::Text:
        return Editor::Text;
    case ValueType::Truth:
    case ValueType::Word:
        break;
    }
    return Editor::Choice;
}

} // namespace

Property rowProperty(const PropertyRow &row, ElementId id)
{
    Property property;
    property.id = row.name;
    property.section = titleOf(sectionOf(row.group));
    property.label = toString(row.label);
    property.unit = toString(row.unit);
    property.editor = editorOf(row.type);
    property.minimum = row.least;
    property.maximum = row.most;
    property.assumed = toString(row.assumed);
    property.hint = toString(row.hint);
    if (row.type == ValueType::Truth)
        property.choices = yesOrNo();
    for (const PropertyWord &word : row.words)
        property.choices.append(
            {word.word, word.label.isEmpty() ? word.word : toString(word.label)});
    property.read = [read = row.read, id](const Design &design) {
        const Element *element = design.find(id);
        const Field<QVariant> field = element ? read(*element) : Field<QVariant>();
        return PropertyValue{field.valueOr(QVariant()), field.expression, field.origin};
    };
    property.write = [write = row.write, id](Edit &edit, const QVariant &value) {
        const Element *element = edit.find(id);
        if (!element)
            return;
        Element changed = *element;
        write(changed, value.isValid() ? Field<QVariant>(value) : Field<QVariant>());
        edit.replace(id, std::move(changed));
    };
    return property;
}

QList<Property> rowProperties(const QList<PropertyRow> &rows, PropertyGroup group, ElementId id)
{
    QList<Property> properties;
    for (const PropertyRow &row : rows) {
        if (row.group == group && !row.label.isEmpty())
            properties.append(rowProperty(row, id));
    }
    return properties;
}

} // namespace stratoplan::inspector
