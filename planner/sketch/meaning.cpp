// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sketch/meaning.h"

#include "planner/model/properties.h"
#include "planner/sketch/connect.h"

namespace stratoplan::sketch {

namespace {

Text refusalOf(Role role, const Connection &connection, const Design &design,
               const catalog::Catalog &catalog)
{
    if (role == connection.role)
        return {};
    const Expected<Connection> possible
        = possibleAs(role, design, connection.from, connection.to, catalog);
    if (!possible)
        return possible.error().first().what;
    if (isConnected(design, connection.from, connection.to, role))
        return {STRATOPLAN_TEXT("Sketch", "The two have such a connection already"), {}};
    return {};
}

bool isOf(const PropertyRow &row, Role role)
{
    if (row.name == QLatin1String("prefix"))
        return role == Role::Trigger || role == Role::Access;
    if (row.group == PropertyGroup::Batches)
        return role == Role::Trigger;
    if (row.name == QLatin1String("reads") || row.name == QLatin1String("writes"))
        return role == Role::Access;
    if (row.name == QLatin1String("execution"))
        return role == Role::Trigger || role == Role::Call;
    return true;
}

} // namespace

QList<Meaning> meaningsOf(const Connection &connection, const Design &design,
                          const catalog::Catalog &catalog)
{
    QList<Meaning> all;
    for (const Role role : {Role::Trigger, Role::Call, Role::Access, Role::FailureTarget})
        all.append({role, refusalOf(role, connection, design, catalog)});
    return all;
}

Connection withMeaning(Connection connection, Role role, const Design &design,
                       const catalog::Catalog &catalog)
{
    if (connection.role == role)
        return connection;
    connection.role = role;
    Element element = connection;
    for (const PropertyRow &row : connectionRows()) {
        if (!isOf(row, role))
            row.write(element, {});
    }
    connection = std::get<Connection>(element);
    if (role == Role::Access) {
        const Expected<Connection> usual
            = meaningOf(design, connection.from, connection.to, catalog);
        const bool isUsual = usual && usual->role == role;
        connection.reads = isUsual ? usual->reads : Field<bool>(true);
        connection.writes = isUsual ? usual->writes : Field<bool>(true);
    }
    return connection;
}

} // namespace stratoplan::sketch
