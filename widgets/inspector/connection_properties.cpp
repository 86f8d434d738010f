// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/property_parts.h"

namespace stratoplan::inspector {

namespace {

Property roleProperty(ElementId id)
{
    Property property = part("kind", Section::Connection, Words::tr("Meaning"), Editor::Choice);
    property.required = true;
    property.choices
        = {{QString(stratoplan::id(Role::Trigger)), Words::tr("triggers")},
           {QString(stratoplan::id(Role::Call)), Words::tr("calls")},
           {QString(stratoplan::id(Role::Access)), Words::tr("reads or writes")},
           {QString(stratoplan::id(Role::FailureTarget)), Words::tr("failure target")}};
    property.read = [id](const Design &design) {
        const auto *connection = design.get<Connection>(id);
        return PropertyValue{connection ? QVariant(QString(stratoplan::id(connection->role)))
                                        : QVariant(),
                             {},
                             Origin::User};
    };
    property.write = [id](Edit &edit, const QVariant &value) {
        if (const std::optional<Role> role = roleFromId(value.toString()))
            edit.set(id, &Connection::role, *role);
    };
    return property;
}

} // namespace

QList<Property> connectionProperties(const Connection &connection)
{
    const ElementId id = connection.id;
    QList<Property> properties{roleProperty(id)};
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
