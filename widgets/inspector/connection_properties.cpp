// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sketch/meaning.h"
#include "widgets/inspector/property_parts.h"

namespace stratoplan::inspector {

namespace {

QString wordOf(Role role)
{
    switch (role) {
    case Role::Trigger:
        return Words::tr("triggers");
    case Role::Call:
        return Words::tr("calls");
    case Role::Access:
        return Words::tr("reads or writes");
    case Role::FailureTarget:
        break;
    }
    return Words::tr("failure target");
}

Property roleProperty(const Connection &shown, const Design &from, const catalog::Catalog &catalog)
{
    Property property = part("kind", Section::Connection, Words::tr("Meaning"), Editor::Choice);
    const ElementId id = shown.id;
    property.required = true;
    for (const sketch::Meaning &meaning : sketch::meaningsOf(shown, from, catalog)) {
        property.choices.append(
            {QString(stratoplan::id(meaning.role)), wordOf(meaning.role),
             meaning.refused.isEmpty() ? QString() : toString(meaning.refused)});
    }
    property.read = [id](const Design &design) {
        const auto *connection = design.get<Connection>(id);
        return PropertyValue{connection ? QVariant(QString(stratoplan::id(connection->role)))
                                        : QVariant(),
                             {},
                             Origin::User};
    };
    property.write = [id, from, &catalog](Edit &edit, const QVariant &value) {
        const std::optional<Role> role = roleFromId(value.toString());
        const auto *connection = edit.get<Connection>(id);
        if (role && connection)
            edit.replace(id, sketch::withMeaning(*connection, *role, from, catalog));
    };
    return property;
}

} // namespace

QList<Property> connectionProperties(const Connection &connection, const Design &design,
                                     const catalog::Catalog &catalog)
{
    const ElementId id = connection.id;
    QList<Property> properties{roleProperty(connection, design, catalog)};
    const bool isAccess = connection.role == Role::Access;
    for (const Property &property :
         rowProperties(connectionRows(), PropertyGroup::Connection, id)) {
        const bool isOfAccess
            = property.id == QLatin1String("reads") || property.id == QLatin1String("writes");
        const bool isOfOthers = property.id == QLatin1String("execution");
        const bool fits = (!isOfAccess || isAccess)
            && (!isOfOthers || (!isAccess && connection.role != Role::FailureTarget));
        if (fits)
            properties.append(property);
    }
    if (connection.role == Role::Trigger)
        properties += rowProperties(connectionRows(), PropertyGroup::Batches, id);
    return properties;
}

} // namespace stratoplan::inspector
