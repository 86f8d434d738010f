// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/edits_parts.h"
#include "planner/sam/intrinsics.h"

#include <array>

namespace stratoplan::sam {

namespace {

using yaml::NewValue;
using yaml::Node;

// ---- where a connection stands

bool isEvent(const QStringList &path)
{
    return path.size() == 5 && path.at(3) == QLatin1String("Events");
}

bool isMapping(const Editing &editing, const QStringList &path)
{
    return path.size() == 2
        && editing.at(path + QStringList{QStringLiteral("Type")}).scalar()
        == "AWS::Lambda::EventSourceMapping";
}

/// Paths of the properties of every event or mapping that makes the connection.
QList<QStringList> settingsOf(const Editing &editing, const Connection &connection)
{
    QList<QStringList> found;
    for (const QString &evidence : connection.evidence) {
        const QStringList path = editing.pathOf(evidence);
        if (isEvent(path) || isMapping(editing, path))
            found.append(path + QStringList{QStringLiteral("Properties")});
    }
    return found;
}

QString typeOfEvent(const Editing &editing, const QStringList &properties)
{
    return editing
        .at(properties.mid(0, properties.size() - 1) + QStringList{QStringLiteral("Type")})
        .text();
}

bool isRule(const QString &type)
{
    return type == QLatin1String("Schedule") || type == QLatin1String("ScheduleV2")
        || type == QLatin1String("EventBridgeRule") || type == QLatin1String("CloudWatchEvent");
}

// ---- settings

struct Row
{
    const char *property;
    const char *path;
    const char *rulePath; ///< at an EventBridge rule or schedule; empty = it has none
    /// Types of SAM's events that have it (SAM specification, "EventSource").
    const char *events;
    bool (*isSame)(const Connection &, const Connection &);
    Held (*held)(const Connection &);
};

template <auto Member>
bool isSame(const Connection &a, const Connection &b)
{
    return sameValue(a.*Member, b.*Member);
}
template <auto Member>
Held heldOf(const Connection &connection)
{
    return held(connection.*Member);
}
Held heldTimeout(const Connection &connection)
{
    if (!connection.timeout)
        return {std::nullopt, !connection.timeout.isUnset()};
    return {NewValue::number(qRound64(connection.timeout->value)), false};
}
Held heldPartialBatch(const Connection &connection)
{
    if (!connection.partialBatch)
        return {std::nullopt, !connection.partialBatch.isUnset()};
    if (!*connection.partialBatch)
        return {};
    return {NewValue::sequence({NewValue::text(QStringLiteral("ReportBatchItemFailures"))}), false};
}

constexpr std::array rows{
    Row{"batchSize", "BatchSize", "", "SQS Kinesis DynamoDB MSK SelfManagedKafka MQ DocumentDB",
        isSame<&Connection::batchSize>, heldOf<&Connection::batchSize>},
    Row{"batchWindow", "MaximumBatchingWindowInSeconds", "",
        "SQS Kinesis DynamoDB MSK MQ DocumentDB", isSame<&Connection::batchWindow>,
        heldOf<&Connection::batchWindow>},
    Row{"retries", "MaximumRetryAttempts", "RetryPolicy.MaximumRetryAttempts", "Kinesis DynamoDB",
        isSame<&Connection::retries>, heldOf<&Connection::retries>},
    Row{"maxRecordAge", "MaximumRecordAgeInSeconds", "RetryPolicy.MaximumEventAgeInSeconds",
        "Kinesis DynamoDB", isSame<&Connection::maxRecordAge>, heldOf<&Connection::maxRecordAge>},
    Row{"partialBatch", "FunctionResponseTypes", "", "SQS Kinesis DynamoDB",
        isSame<&Connection::partialBatch>, heldPartialBatch},
    Row{"bisect", "BisectBatchOnFunctionError", "", "Kinesis DynamoDB", isSame<&Connection::bisect>,
        heldOf<&Connection::bisect>},
    Row{"parallelization", "ParallelizationFactor", "", "Kinesis DynamoDB",
        isSame<&Connection::parallelization>, heldOf<&Connection::parallelization>},
    Row{"maximumConcurrency", "ScalingConfig.MaximumConcurrency", "", "SQS",
        isSame<&Connection::maximumConcurrency>, heldOf<&Connection::maximumConcurrency>},
    Row{"timeout", "TimeoutInMillis", "", "Api HttpApi", isSame<&Connection::timeout>, heldTimeout},
};

/// True for an event type, or for a mapping of its own, that has the setting.
bool has(const Row &row, const QString &type)
{
    return type == QLatin1String("AWS::Lambda::EventSourceMapping")
        || QString::fromLatin1(row.events).split(QLatin1Char(' ')).contains(type);
}

// ---- failure targets of functions

bool isDeadLetterQueue(const Connection &connection)
{
    return connection.evidence.isEmpty()
        || std::any_of(
               connection.evidence.begin(), connection.evidence.end(),
               [](const QString &path) { return path.contains(QLatin1String(".DeadLetter")); });
}

const Connection *deadLetterQueue(const Design &design, ElementId function)
{
    for (const Connection *connection : design.all<Connection>()) {
        if (connection->from == function && connection->role == Role::FailureTarget
            && isDeadLetterQueue(*connection))
            return connection;
    }
    return nullptr;
}

const Connection *failureDestination(const Design &design, ElementId function)
{
    for (const Connection *connection : design.all<Connection>()) {
        if (connection->from == function && connection->role == Role::FailureTarget
            && !isDeadLetterQueue(*connection))
            return connection;
    }
    return nullptr;
}

} // namespace

bool isFailureTargetOfFunction(const Editing &editing, const Connection &connection)
{
    const Element *from = editing.element(connection.from);
    return connection.role == Role::FailureTarget && from
        && std::holds_alternative<Function>(*from);
}

void editFailureTarget(Editing &editing, ElementId function)
{
    const QString property = QStringLiteral("deadLetterQueue");
    const bool sam = editing.isSam(function);
    const QString key
        = sam ? QStringLiteral("DeadLetterQueue") : QStringLiteral("DeadLetterConfig");
    const QStringList path = editing.propertyPath(function, {key});

    const Connection *destination = failureDestination(editing.before(), function);
    if (destination && !editing.after().find(destination->id)) {
        for (const QString &evidence : destination->evidence) {
            const QStringList place = editing.pathOf(evidence);
            if (place.size() > 3)
                editing.remove(function, property, place);
        }
    }
    const Connection *was = deadLetterQueue(editing.before(), function);
    const Connection *is = deadLetterQueue(editing.after(), function);
    if (!is) {
        if (was)
            editing.takeOut(path);
        if (was && editing.global(function, key).isValid())
            editing.ignoreGlobal(function, key);
        return;
    }
    if (was && was->to == is->to)
        return;
    const Element *target = editing.after().find(is->to);
    const auto *service = target ? std::get_if<Service>(target) : nullptr;
    const bool isQueue = service && service->kind == QLatin1String("queue");
    if (!isQueue && !(service && service->kind == QLatin1String("topic"))) {
        editing.cannot(function, property,
                       {STRATOPLAN_TEXT("Sam", "{name} is neither a queue nor a topic"),
                        {{QStringLiteral("name"), editing.nameOf(is->to)}}});
        return;
    }
    const std::optional<NewValue> arn = editing.arn(is->to);
    if (!arn) {
        editing.cannot(function, property,
                       {STRATOPLAN_TEXT("Sam", "{name} is no resource of this template"),
                        {{QStringLiteral("name"), editing.nameOf(is->to)}}});
        return;
    }
    const NewValue type = NewValue::text(isQueue ? QStringLiteral("SQS") : QStringLiteral("SNS"));
    const Node own = editing.at(path);
    if (own.isMapping() && intrinsicName(own).isEmpty()) {
        if (sam && own["Type"].scalar() != type.scalar) {
            const QStringList typePath = path + QStringList{QStringLiteral("Type")};
            editing.set(function, property, typePath, type);
        }
        const QStringList arnPath = path + QStringList{QStringLiteral("TargetArn")};
        if (own.has("TargetArn"))
            editing.result().edits.append(SetValue{arnPath, *arn, true});
        else
            editing.insert(arnPath, *arn);
    } else {
        NewValue value = NewValue::mapping();
        if (sam)
            value = NewValue::mapping({{"Type", type}, {"TargetArn", *arn}});
        else
            value = NewValue::mapping({{"TargetArn", *arn}});
        editing.set(function, property, path, value);
    }
    if (!sam) {
        editing.note(
            function,
            {STRATOPLAN_TEXT("Sam", "The function's role must be allowed to send to {target}"),
             {{QStringLiteral("target"), editing.nameOf(is->to)}}});
    }
}

void editConnection(Editing &editing, const Connection &was, const Connection &is)
{
    const QList<QStringList> places = settingsOf(editing, is);
    for (const Row &row : rows) {
        if (row.isSame(was, is))
            continue;
        const QString property = QString::fromLatin1(row.property);
        if (places.isEmpty()) {
            editing.cannot(
                is.id, property,
                {STRATOPLAN_TEXT("Sam", "no event or mapping makes this connection"), {}});
            continue;
        }
        for (const QStringList &place : places) {
            const QString type = typeOfEvent(editing, place);
            const bool rule = isRule(type);
            const QString path = QString::fromLatin1(rule ? row.rulePath : row.path);
            if (path.isEmpty() || (!rule && !has(row, type))) {
                editing.cannot(is.id, property,
                               {STRATOPLAN_TEXT("Sam", "events of this type have none"), {}});
                continue;
            }
            editing.hold(is.id, property, place + path.split(QLatin1Char('.')), row.held(is));
        }
    }
    if (is.role == Role::Trigger)
        editFilters(editing, was, is, places);
}

void removeConnection(Editing &editing, const Connection &connection)
{
    const QString property = QStringLiteral("events");
    if (connection.evidence.isEmpty()) {
        editing.cannot(
            connection.id, property,
            {STRATOPLAN_TEXT("Sam", "nothing in the template tells where it is made"), {}});
        return;
    }
    for (const QString &evidence : connection.evidence) {
        const QStringList path = editing.pathOf(evidence);
        if (path.size() == 2) {
            editing.result().edits.append(RemoveResource{path.back()});
        } else if (path.size() > 3) {
            // Each of several events; the mapping above them goes with the last.
            const QStringList above = path.mid(0, path.size() - 1);
            const Node holder = editing.at(above).resolved();
            int goes = 0;
            for (const QString &other : connection.evidence)
                goes += editing.pathOf(other).mid(0, path.size() - 1) == above ? 1 : 0;
            if (holder.size() > goes) {
                editing.result().edits.append(RemoveKey{path});
            } else if (evidence == connection.evidence.front()) {
                editing.remove(connection.to, property, above);
            }
        }
    }
}

} // namespace stratoplan::sam
