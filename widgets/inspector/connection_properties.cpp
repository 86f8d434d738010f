// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/field_access.h"
#include "widgets/inspector/property_parts.h"

namespace stratoplan::inspector {

namespace {

Property roleProperty(ElementId id)
{
    Property property = part("role", Section::Connection, Words::tr("Meaning"), Editor::Choice);
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
    const auto add = [&](Property property, auto member, std::optional<double> least = {},
                         std::optional<double> most = {}) {
        property.minimum = least;
        property.maximum = most;
        bindField(property, id, member);
        properties.append(std::move(property));
    };
    const bool access = connection.role == Role::Access;
    const bool trigger = connection.role == Role::Trigger;

    if (access) {
        Property reads = part("reads", Section::Connection, Words::tr("Reads"), Editor::Choice);
        reads.choices = yesOrNo();
        add(reads, &Connection::reads);
        Property writes = part("writes", Section::Connection, Words::tr("Writes"), Editor::Choice);
        writes.choices = yesOrNo();
        add(writes, &Connection::writes);
    } else if (connection.role != Role::FailureTarget) {
        Property execution
            = part("execution", Section::Connection, Words::tr("Execution model"), Editor::Choice);
        execution.assumed = Words::tr("as the source works");
        execution.choices
            = {{QString(stratoplan::id(Execution::Synchronous)), Words::tr("synchronous call")},
               {QString(stratoplan::id(Execution::Asynchronous)), Words::tr("asynchronous event")},
               {QString(stratoplan::id(Execution::Queue)), Words::tr("polled queue")},
               {QString(stratoplan::id(Execution::Stream)), Words::tr("polled stream")}};
        add(execution, &Connection::execution);
    }
    Property share
        = part("share", Section::Connection, Words::tr("Share of the events"), Editor::Real);
    share.assumed = Words::tr("all of them");
    add(share, &Connection::share, 0, 1);
    Property perEvent
        = part("perEvent", Section::Connection, Words::tr("For each event"), Editor::Real);
    perEvent.hint = Words::tr("Calls or events made for each event of the source");
    perEvent.assumed = Words::tr("one");
    add(perEvent, &Connection::perEvent, 0);
    add(part("payloadKb", Section::Connection, Words::tr("Payload"), Editor::Real, Words::tr("KB")),
        &Connection::payloadKb, 0);
    if (!trigger)
        return properties;

    add(part("batchSize", Section::Batches, Words::tr("Batch size"), Editor::Integer),
        &Connection::batchSize, 1, 10000);
    add(part("batchWindow", Section::Batches, Words::tr("Batch window"), Editor::Integer,
             Words::tr("s")),
        &Connection::batchWindow, 0, 300);
    add(part("retries", Section::Batches, Words::tr("Retries"), Editor::Integer),
        &Connection::retries, -1, 10000);
    Property partial
        = part("partialBatch", Section::Batches, Words::tr("Reports failed items"), Editor::Choice);
    partial.choices = yesOrNo();
    add(partial, &Connection::partialBatch);
    Property bisect
        = part("bisect", Section::Batches, Words::tr("Halves a failed batch"), Editor::Choice);
    bisect.choices = yesOrNo();
    add(bisect, &Connection::bisect);
    add(part("maximumConcurrency", Section::Batches, Words::tr("Maximum concurrency"),
             Editor::Integer),
        &Connection::maximumConcurrency, 2, 1000);
    add(part("filter", Section::Batches, Words::tr("Filter"), Editor::Text), &Connection::filter);
    return properties;
}

} // namespace stratoplan::inspector
