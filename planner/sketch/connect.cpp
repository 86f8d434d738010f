// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sketch/connect.h"

#include "planner/catalog/behaviour.h"
#include "planner/model/edit.h"

#include <algorithm>

namespace stratoplan::sketch {

namespace {

Problem refusal(const char *code, Text why)
{
    Problem problem;
    problem.code = QString::fromLatin1(code);
    problem.what = std::move(why);
    return problem;
}

QString shown(const Design &design, ElementId id)
{
    const Element *element = design.find(id);
    return element ? common(*element).name : QString();
}

Problem twice(const Design &design, ElementId from, ElementId to)
{
    return refusal("sketch.connect-twice",
                   Text{STRATOPLAN_TEXT("Sketch", "{from} and {to} are connected so already"),
                        {{QStringLiteral("from"), shown(design, from)},
                         {QStringLiteral("to"), shown(design, to)}}});
}

/// Refuses what no role could mend.
std::optional<Problem> endsRefused(const Design &design, ElementId from, ElementId to)
{
    const auto isNode
        = [&](ElementId id) { return design.get<Function>(id) || design.get<Service>(id); };
    if (from == to) {
        return refusal("sketch.connect-self",
                       Text{STRATOPLAN_TEXT("Sketch", "{name} cannot be connected with itself"),
                            {{QStringLiteral("name"), shown(design, from)}}});
    }
    for (const ElementId end : {from, to}) {
        if (!isNode(end)) {
            return refusal("sketch.connect-kind",
                           Text{STRATOPLAN_TEXT("Sketch", "{name} takes no connections"),
                                {{QStringLiteral("name"), shown(design, end)}}});
        }
    }
    return std::nullopt;
}

struct End
{
    bool isFunction = false;
    QString kind;
    catalog::Category category = catalog::Category::Outside;
    bool triggersFunctions = false;
    bool isKnown = false;
};

End endOf(const Design &design, ElementId id, const catalog::Catalog &catalog)
{
    End end;
    end.isFunction = design.get<Function>(id) != nullptr;
    if (const auto *service = design.get<Service>(id)) {
        end.kind = service->kind;
        if (const catalog::ServiceKind *kind = catalog::kindOf(*service, catalog)) {
            end.category = kind->category;
            end.triggersFunctions = kind->execution.has_value();
            end.isKnown = kind->kind != QLatin1String("unknown");
        }
    }
    return end;
}

Role roleFromFunction(const End &to)
{
    using catalog::Category;
    if (to.isFunction)
        return Role::Call;
    const bool holds = to.category == Category::Data || to.category == Category::Messaging
        || to.category == Category::Configuration;
    return holds ? Role::Access : Role::Call;
}

Role roleBetweenServices(const End &from, const End &to)
{
    using catalog::Category;
    if (from.category == Category::Messaging)
        return from.kind == to.kind ? Role::FailureTarget : Role::Trigger;
    if (from.category == Category::Data)
        return Role::Trigger;
    if (from.category == Category::Outside)
        return Role::Call;
    return to.category == Category::Data ? Role::Access : Role::Trigger;
}

} // namespace

bool isConnected(const Design &design, ElementId from, ElementId to, Role role)
{
    const QList<const Connection *> all = design.all<Connection>();
    return std::any_of(all.begin(), all.end(), [&](const Connection *existing) {
        return existing->from == from && existing->to == to && existing->role == role;
    });
}

Expected<Connection> meaningOf(const Design &design, ElementId from, ElementId to,
                               const catalog::Catalog &catalog)
{
    if (std::optional<Problem> refused = endsRefused(design, from, to))
        return failure(*std::move(refused));
    const End source = endOf(design, from, catalog);
    const End target = endOf(design, to, catalog);

    Connection connection;
    connection.from = from;
    connection.to = to;
    if (source.isFunction) {
        connection.role = roleFromFunction(target);
    } else if (target.isFunction) {
        if (source.isKnown && !source.triggersFunctions
            && source.category == catalog::Category::Data) {
            return failure(refusal("sketch.connect-kind",
                                   Text{STRATOPLAN_TEXT("Sketch", "{name} cannot start a function"),
                                        {{QStringLiteral("name"), shown(design, from)}}}));
        }
        const bool calls = source.isKnown && !source.triggersFunctions;
        connection.role = calls ? Role::Call : Role::Trigger;
    } else {
        connection.role = roleBetweenServices(source, target);
    }
    if (connection.role == Role::Access) {
        connection.writes = true;
        if (target.category != catalog::Category::Messaging)
            connection.reads = true;
    }
    return connection;
}

Expected<Connection> connectionAs(Role role, const Design &design, ElementId from, ElementId to)
{
    if (std::optional<Problem> refused = endsRefused(design, from, to))
        return failure(*std::move(refused));
    Connection connection;
    connection.from = from;
    connection.to = to;
    connection.role = role;
    if (role == Role::Access) {
        connection.reads = true;
        connection.writes = true;
    }
    return connection;
}

Expected<Connection> connectionBetween(const Design &design, ElementId from, ElementId to,
                                       const catalog::Catalog &catalog)
{
    Expected<Connection> meant = meaningOf(design, from, to, catalog);
    if (meant && isConnected(design, from, to, meant->role))
        return failure(twice(design, from, to));
    return meant;
}

Expected<Connection> failureBetween(const Design &design, ElementId from, ElementId to,
                                    const catalog::Catalog &catalog)
{
    if (std::optional<Problem> refused = endsRefused(design, from, to))
        return failure(*std::move(refused));
    const End target = endOf(design, to, catalog);
    const catalog::ServiceKind *kind = catalog.service(target.kind);
    if (!target.isFunction && target.isKnown && kind && !kind->asyncFailureTarget) {
        return failure(refusal("sketch.connect-kind",
                               Text{STRATOPLAN_TEXT("Sketch", "{name} takes no failed events"),
                                    {{QStringLiteral("name"), shown(design, to)}}}));
    }
    Connection connection;
    connection.from = from;
    connection.to = to;
    connection.role = Role::FailureTarget;
    if (isConnected(design, from, to, connection.role))
        return failure(twice(design, from, to));
    return connection;
}

Placed connect(const Design &design, Connection connection)
{
    Edit edit(design);
    const ElementId id = edit.add(std::move(connection));
    return {edit.change(), id};
}

} // namespace stratoplan::sketch
