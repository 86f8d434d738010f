// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/write_steps.h"

#include "planner/catalog/behaviour.h"

namespace stratoplan::sam {

namespace {

// How a function's failures reach a target: by the mapping of a stream, else by asynchronous
// invocation.
bool isStreamOnly(const Writing &writing, ElementId function)
{
    bool streams = false;
    for (const Connection *trigger : writing.graph.incoming(function)) {
        if (trigger->role != Role::Trigger)
            continue;
        const auto execution = catalog::executionOf(*trigger, writing.design, writing.catalog);
        if (execution == Execution::Asynchronous)
            return false;
        streams = streams || execution == Execution::Stream;
    }
    return streams;
}

const char *destinationType(const Writing &writing, ElementId target)
{
    if (writing.design.get<Function>(target))
        return "Lambda";
    if (writing.isKind(target, QLatin1String("queue")))
        return "SQS";
    if (writing.isKind(target, QLatin1String("topic")))
        return "SNS";
    if (writing.isKind(target, QLatin1String("event-bus")))
        return "EventBridge";
    if (writing.isKind(target, QLatin1String("bucket")))
        return "S3Bucket";
    return nullptr;
}

bool functionFailure(Writing &writing, const Connection &connection)
{
    const char *type = destinationType(writing, connection.to);
    const std::optional<Part> arn
        = type ? writing.arn(connection.to, connection.from) : std::nullopt;
    if (!arn)
        return writing.isLeftOut(connection.to, connection.from);
    Part &properties = *writing.properties(connection.from);
    if (isStreamOnly(writing, connection.from)) {
        // The events have it already, where it is one that streams can have.
        const QByteArray text = yamlText(properties["Events"]);
        return text.contains(arn->scalar());
    }
    Part &failure = properties["EventInvokeConfig"]["DestinationConfig"]["OnFailure"];
    if (failure.isEmpty()) {
        failure.set("Type", Part::text(type));
        failure.set("Destination", *arn);
        return true;
    }
    const bool isQueueOrTopic = QByteArray(type) == "SQS" || QByteArray(type) == "SNS";
    if (!isQueueOrTopic || properties.has(QStringLiteral("DeadLetterQueue")))
        return false;
    properties["DeadLetterQueue"].set("Type", Part::text(type));
    properties["DeadLetterQueue"].set("TargetArn", *arn);
    return true;
}

bool queueFailure(Writing &writing, const Connection &connection)
{
    if (!writing.isKind(connection.to, QLatin1String("queue")))
        return false;
    Part &properties = *writing.properties(connection.from);
    if (properties.has(QStringLiteral("RedrivePolicy")))
        return false;
    const auto &service = *writing.design.get<Service>(connection.from);
    Part redrive;
    redrive.set("deadLetterTargetArn", *writing.arn(connection.to, connection.from));
    const auto count = writing.stated(service.properties.value(QStringLiteral("maxReceiveCount")),
                                      service.id, "MaxReceiveCount");
    // What AWS advises for a queue that a function reads (facts of the rules on queues).
    constexpr int advised = 5;
    if (!count)
        writing.reportOpen(service.id, QStringLiteral("maxReceiveCount"), QString::number(advised));
    redrive.set("maxReceiveCount", count ? *count : Part::number(advised));
    properties.set("RedrivePolicy", redrive);
    return true;
}

bool failure(Writing &writing, const Connection &connection)
{
    if (writing.design.get<Function>(connection.from))
        return functionFailure(writing, connection);
    const QString kind = writing.kindWordOf(connection.from);
    if (kind == QLatin1String("queue"))
        return queueFailure(writing, connection);
    static const QStringList withDeadLetters{
        QStringLiteral("schedule"), QStringLiteral("event-rule"), QStringLiteral("event-bus"),
        QStringLiteral("topic"),    QStringLiteral("stream"),     QStringLiteral("table"),
        QStringLiteral("kafka")};
    if (!withDeadLetters.contains(kind))
        return false;
    // Their triggers have it, where there are any.
    const auto arn = writing.arn(connection.to, connection.from);
    if (!arn)
        return false;
    for (const Connection *trigger : writing.graph.outgoing(connection.from)) {
        if (trigger->role != Role::Trigger)
            continue;
        for (const Writing::Resource *resource : writing.resources()) {
            if ((resource->owner == trigger->to || resource->owner == connection.from
                 || resource->owner == trigger->from)
                && yamlText(resource->properties).contains(arn->scalar()))
                return true;
        }
    }
    return false;
}

} // namespace

void writeFailures(Writing &writing)
{
    for (const Connection *connection : writing.design.all<Connection>()) {
        if (connection->role == Role::FailureTarget && !failure(writing, *connection))
            writing.reportConnection(*connection);
    }
}

} // namespace stratoplan::sam
