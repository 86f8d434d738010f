// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sketch/connect.h"

#include "planner/model/edit.h"
#include "planner/sketch/ends.h"
#include "planner/sketch/kinds.h"

#include <algorithm>
#include <array>

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

Connection connectionOf(Role role, ElementId from, ElementId to)
{
    Connection connection;
    connection.from = from;
    connection.to = to;
    connection.role = role;
    return connection;
}

/// What an access does when nobody states it: messages are sent only.
bool readsByItself(const End &to)
{
    return to.category != catalog::Category::Messaging;
}

// What people mostly draw next, in this order; the rest follows as the catalogue has it.
constexpr std::array<const char *, 14> usualFollowers{
    "function",       "table",  "queue",         "topic",
    "event-bus",      "bucket", "state-machine", "relational-database",
    "stream",         "secret", "cache",         "outside-system",
    "database-proxy", "mail"};

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
    const std::optional<Role> role = usualRole(source, target);
    if (!role)
        return failure(refusal("sketch.connect-kind", *whyNot(Role::Trigger, source, target)));
    Connection connection = connectionOf(*role, from, to);
    if (*role == Role::Access) {
        connection.reads = readsByItself(target);
        connection.writes = true;
    }
    return connection;
}

Expected<Connection> connectionAs(Role role, const Design &design, ElementId from, ElementId to)
{
    if (std::optional<Problem> refused = endsRefused(design, from, to))
        return failure(*std::move(refused));
    Connection connection = connectionOf(role, from, to);
    if (role == Role::Access) {
        connection.reads = true;
        connection.writes = true;
    }
    return connection;
}

Expected<Connection> possibleAs(Role role, const Design &design, ElementId from, ElementId to,
                                const catalog::Catalog &catalog)
{
    Expected<Connection> made = connectionAs(role, design, from, to);
    if (!made)
        return made;
    const std::optional<Text> why
        = whyNot(role, endOf(design, from, catalog), endOf(design, to, catalog));
    if (why)
        return failure(refusal("sketch.connect-kind", *why));
    return made;
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
    const std::optional<Text> why
        = whyNot(Role::FailureTarget, endOf(design, from, catalog), endOf(design, to, catalog));
    if (why)
        return failure(refusal("sketch.connect-kind", *why));
    if (isConnected(design, from, to, Role::FailureTarget))
        return failure(twice(design, from, to));
    return connectionOf(Role::FailureTarget, from, to);
}

QList<Follower> followers(const Design &design, ElementId from, bool failures,
                          const catalog::Catalog &catalog)
{
    const End source = endOf(design, from, catalog);
    if (!source.isNode)
        return {};
    QStringList kinds;
    for (const char *usual : usualFollowers)
        kinds.append(QString::fromLatin1(usual));
    for (const catalog::ServiceKind &kind : catalog.services()) {
        if (!kindNamed(kind.kind, catalog).isEmpty() && !kinds.contains(kind.kind))
            kinds.append(kind.kind);
    }
    QList<Follower> found;
    for (const QString &what : std::as_const(kinds)) {
        const End target = endOfKind(what, what, catalog);
        // What takes failed events is a short list that people mean.
        const bool fits = failures ? target.isKnown && !whyNot(Role::FailureTarget, source, target)
                                   : usualRole(source, target).has_value();
        if (!fits)
            continue;
        const Role role = failures ? Role::FailureTarget : *usualRole(source, target);
        const bool isAccess = role == Role::Access;
        found.append({what, role, isAccess && readsByItself(target), isAccess});
    }
    // A function mostly does not call the next one, and failed events mostly wait in a queue.
    if (source.isFunction || failures) {
        std::stable_partition(found.begin(), found.end(), [failures](const Follower &one) {
            return one.what == (failures ? QLatin1String("queue") : QLatin1String("table"));
        });
    }
    return found;
}

Placed connect(const Design &design, Connection connection)
{
    Edit edit(design);
    const ElementId id = edit.add(std::move(connection));
    return {edit.change(), id};
}

} // namespace stratoplan::sketch
