// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/names.h"
#include "widgets/inspector/property_parts.h"

namespace stratoplan::inspector {

namespace {

/// The blocks of a VPC in one field, with blanks between.
Property blocksProperty(ElementId id)
{
    Property property = part("cidrs", Section::Network, Words::tr("Blocks"), Editor::Text);
    property.hint = Words::tr("IPv4 blocks with blanks between: 10.0.0.0/16 10.1.0.0/16");
    property.ofOneAlone = true;
    property.read = [id](const Design &design) {
        const auto *vpc = design.get<Vpc>(id);
        if (!vpc)
            return PropertyValue{};
        QStringList known;
        QStringList expressions;
        for (const Field<QString> &block : vpc->cidrs) {
            if (block)
                known.append(*block);
            else
                expressions.append(block.expression);
        }
        return PropertyValue{known.isEmpty() ? QVariant() : QVariant(known.join(QLatin1Char(' '))),
                             expressions.join(QLatin1Char(' ')), Origin::User};
    };
    property.write = [id](Edit &edit, const QVariant &value) {
        QList<Field<QString>> blocks;
        const QStringList given = value.toString().split(QLatin1Char(' '), Qt::SkipEmptyParts);
        for (const QString &block : given)
            blocks.append(Field<QString>(block));
        edit.set(id, &Vpc::cidrs, blocks);
    };
    return property;
}

template <class E>
Property elementProperty(Property property, ElementId id, ElementId E::*member,
                         const QList<Choice> &all)
{
    property.editor = Editor::Choice;
    property.choices = all;
    property.read = [id, member](const Design &design) {
        const E *element = design.get<E>(id);
        const ElementId other = element ? element->*member : ElementId{};
        return PropertyValue{other ? QVariant(other.value) : QVariant(), {}, Origin::User};
    };
    property.write = [id, member](Edit &edit, const QVariant &value) {
        edit.set(id, member, ElementId{value.toUInt()});
    };
    return property;
}

template <class E, class Fits>
QList<Choice> choicesOf(const Design &design, Fits fits)
{
    const Names names(design);
    QList<Choice> choices;
    for (const E *element : design.all<E>()) {
        if (fits(*element))
            choices.append({element->id.value, names.shown(element->id)});
    }
    return choices;
}

QList<Property> subnetProperties(const Subnet &subnet, const Design &design)
{
    QList<Property> rows = rowProperties(subnetRows(), PropertyGroup::Network, subnet.id);
    for (Property &row : rows)
        row.ofOneAlone = row.id == QLatin1String("cidr");
    const ElementId vpc = subnet.vpc;
    const Property zone = elementProperty(
        part("zone", Section::Network, Words::tr("Zone"), Editor::Choice), subnet.id, &Subnet::zone,
        choicesOf<Zone>(design, [vpc](const Zone &one) { return one.vpc == vpc; }));
    Property table = elementProperty(
        part("routeTable", Section::Network, Words::tr("Route table"), Editor::Choice), subnet.id,
        &Subnet::routeTable,
        choicesOf<RouteTable>(design, [vpc](const RouteTable &one) { return one.vpc == vpc; }));
    table.assumed = Words::tr("the main one");
    // Behind the block.
    rows.insert(1, zone);
    rows.insert(2, table);
    return rows;
}

QList<Property> endpointProperties(const Endpoint &endpoint)
{
    const ElementId id = endpoint.id;
    Property service
        = part("service", Section::Network, Words::tr("Service behind it"), Editor::Text);
    service.hint = Words::tr("Last part of the endpoint's name: s3, dynamodb, sqs");
    service.read = [id](const Design &design) {
        const auto *element = design.get<Endpoint>(id);
        const QString text = element ? element->service : QString();
        return PropertyValue{text.isEmpty() ? QVariant() : QVariant(text), {}, Origin::User};
    };
    service.write = [id](Edit &edit, const QVariant &value) {
        edit.set(id, &Endpoint::service, value.toString());
    };
    return QList<Property>{service} + rowProperties(endpointRows(), PropertyGroup::Traffic, id);
}

Property noteText(ElementId id)
{
    Property text = part("text", Section::Settings, Words::tr("Text"), Editor::LongText);
    text.read = [id](const Design &design) {
        const auto *note = design.get<Note>(id);
        return PropertyValue{note ? note->text : QString(), {}, Origin::User};
    };
    text.write
        = [id](Edit &edit, const QVariant &value) { edit.set(id, &Note::text, value.toString()); };
    return text;
}

} // namespace

QList<Property> networkProperties(ElementId id, const Design &design)
{
    if (design.get<Vpc>(id))
        return {blocksProperty(id)};
    if (design.get<Zone>(id)) {
        QList<Property> rows = rowProperties(zoneRows(), PropertyGroup::Network, id);
        for (Property &row : rows)
            row.ofOneAlone = row.id == QLatin1String("zone");
        return rows;
    }
    if (const auto *subnet = design.get<Subnet>(id))
        return subnetProperties(*subnet, design);
    if (const auto *endpoint = design.get<Endpoint>(id))
        return endpointProperties(*endpoint);
    if (const auto *gateway = design.get<Gateway>(id)) {
        QList<Property> properties;
        if (gateway->kind == GatewayKind::Nat) {
            const ElementId vpc = gateway->vpc;
            properties.append(elementProperty(
                part("subnet", Section::Network, Words::tr("Subnet"), Editor::Choice), id,
                &Gateway::subnet,
                choicesOf<Subnet>(design, [vpc](const Subnet &one) { return one.vpc == vpc; })));
        }
        return properties + rowProperties(gatewayRows(), PropertyGroup::Traffic, id);
    }
    if (design.get<Note>(id))
        return {noteText(id)};
    return {};
}

} // namespace stratoplan::inspector
