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

/// The settings that a connection states, in a new event or mapping.
void appendSettings(NewValue &properties, const Connection &connection, const QString &type)
{
    const bool rule = isRule(type);
    for (const Row &row : rows) {
        if (!rule && !has(row, type))
            continue;
        const Held value = row.held(connection);
        const QStringList path
            = QString::fromLatin1(rule ? row.rulePath : row.path).split(QLatin1Char('.'));
        if (!value.value || path.front().isEmpty())
            continue;
        NewValue stated = *value.value;
        if (path.size() > 1)
            stated = NewValue::mapping({{path.at(1).toUtf8(), std::move(stated)}});
        properties.keys.push_back(path.front().toUtf8());
        properties.items.push_back(std::move(stated));
    }
}

// ---- new triggers

/// How a kind of service triggers a function in SAM.
struct Trigger
{
    const char *kind;
    const char *event;
    const char *source; ///< property that names the service
    const char *further; ///< a property that is needed, "KEY=VALUE"
};
constexpr std::array triggers{
    Trigger{"queue", "SQS", "Queue", ""},
    Trigger{"topic", "SNS", "Topic", ""},
    Trigger{"stream", "Kinesis", "Stream", "StartingPosition=LATEST"},
    Trigger{"table", "DynamoDB", "Stream", "StartingPosition=LATEST"},
    Trigger{"bucket", "S3", "Bucket", "Events=s3:ObjectCreated:*"},
    Trigger{"rest-api", "Api", "RestApiId", "Method=ANY"},
    Trigger{"http-api", "HttpApi", "ApiId", "Method=ANY"},
};

QString freeEventName(const Editing &editing, const Connection &connection)
{
    const Node events
        = editing.at(editing.propertyPath(connection.to, {QStringLiteral("Events")})).resolved();
    const auto isTaken = [&](const QString &name) {
        const QStringList path
            = editing.propertyPath(connection.to, {QStringLiteral("Events"), name});

        return events.has(name.toUtf8())
            || std::any_of(editing.result().edits.begin(), editing.result().edits.end(),
                           [&](const TemplateEdit &edit) {
                               const auto *inserted = std::get_if<InsertKey>(&edit);
                               return inserted && inserted->path == path;
                           });
    };
    QString wish;
    for (const QChar character : editing.nameOf(connection.from)) {
        const bool fits = (character >= u'0' && character <= u'9')
            || (character >= u'A' && character <= u'Z') || (character >= u'a' && character <= u'z');
        if (fits)
            wish += character;
    }
    if (wish.isEmpty())
        wish = QStringLiteral("Event");
    QString name = wish;
    for (int number = 2; isTaken(name); ++number)
        name = wish + QString::number(number);
    return name;
}

void addEvent(Editing &editing, const Connection &connection, const char *event,
              NewValue properties)
{
    appendSettings(properties, connection, QString::fromLatin1(event));
    NewValue value = NewValue::mapping({{"Type", NewValue::text(QString::fromLatin1(event))}});
    if (!properties.items.empty()) {
        value.keys.push_back("Properties");
        value.items.push_back(std::move(properties));
    }
    editing.insert(
        editing.propertyPath(connection.to,
                             {QStringLiteral("Events"), freeEventName(editing, connection)}),
        std::move(value));
}

/// A table needs a stream before it can trigger.
bool ensureStream(Editing &editing, const Connection &connection)
{
    const ElementId table = connection.from;
    if (editing.typeOf(table) == "AWS::DynamoDB::Table") {
        const QStringList path
            = editing.propertyPath(table, {QStringLiteral("StreamSpecification")});
        if (!editing.at(path).isValid()) {
            editing.insert(
                path,
                NewValue::mapping(
                    {{"StreamViewType", NewValue::text(QStringLiteral("NEW_AND_OLD_IMAGES"))}}));
        }
        return true;
    }
    editing.cannot(connection.id, QStringLiteral("events"),
                   {STRATOPLAN_TEXT("Sam", "a table of this type has no stream"), {}});
    return false;
}

/// Without SAM, what Lambda polls is a resource of its own.
void addMapping(Editing &editing, const Connection &connection, const Trigger &row,
                const NewValue &source)
{
    if (*row.further && qstrncmp(row.further, "StartingPosition", 16) != 0) {
        editing.cannot(connection.id, QStringLiteral("events"),
                       {STRATOPLAN_TEXT("Sam",
                                        "a plain Lambda function needs a permission and a change "
                                        "of the source for it"),
                        {}});
        return;
    }
    if (qstrcmp(row.event, "SNS") == 0) {
        editing.cannot(connection.id, QStringLiteral("events"),
                       {STRATOPLAN_TEXT("Sam",
                                        "a plain Lambda function needs a permission and a "
                                        "subscription for it"),
                        {}});
        return;
    }
    const QString function = editing.nameOf(connection.to);
    NewValue properties = NewValue::mapping(
        {{"FunctionName", editing.reference(function)}, {"EventSourceArn", source}});
    if (*row.further) {
        properties.keys.push_back("StartingPosition");
        properties.items.push_back(NewValue::text(QStringLiteral("LATEST")));
    }
    appendSettings(properties, connection, QStringLiteral("AWS::Lambda::EventSourceMapping"));
    editing.result().edits.append(AddResource{
        function + editing.nameOf(connection.from) + QLatin1String("Mapping"),
        NewValue::mapping(
            {{"Type", NewValue::text(QStringLiteral("AWS::Lambda::EventSourceMapping"))},
             {"Properties", std::move(properties)}})});
    editing.note(connection.to,
                 {STRATOPLAN_TEXT("Sam", "The function's role must be allowed to read {source}"),
                  {{QStringLiteral("source"), editing.nameOf(connection.from)}}});
}

void addTrigger(Editing &editing, const Connection &connection)
{
    const QString property = QStringLiteral("events");
    const Element *from = editing.after().find(connection.from);
    const auto *service = from ? std::get_if<Service>(from) : nullptr;
    const Element *to = editing.after().find(connection.to);
    if (!service || !to || !std::holds_alternative<Function>(*to)
        || !editing.isResource(connection.to)) {
        editing.cannot(connection.id, property,
                       {STRATOPLAN_TEXT("Sam", "only events of functions can be added"), {}});
        return;
    }
    const bool sam = editing.isSam(connection.to);
    if (service->kind == QLatin1String("schedule") && !editing.isResource(service->id) && sam) {
        QString expression;
        for (const Field<QVariant> &field : service->properties) {
            if (field && expression.isEmpty())
                expression = field->toString();
        }
        if (expression.isEmpty()) {
            editing.cannot(service->id, QStringLiteral("schedule"),
                           {STRATOPLAN_TEXT("Sam", "its expression is not known"), {}});
            return;
        }
        addEvent(editing, connection, "Schedule",
                 NewValue::mapping({{"Schedule", NewValue::text(expression)}}));
        return;
    }
    const auto row = std::find_if(triggers.begin(), triggers.end(), [&](const Trigger &candidate) {
        return service->kind == QLatin1String(candidate.kind);
    });
    if (row == triggers.end()) {
        editing.cannot(connection.id, property,
                       {STRATOPLAN_TEXT("Sam",
                                        "events of this kind need more than a drawing "
                                        "tells"),
                        {}});
        return;
    }
    const bool isImplicit = service->name == QLatin1String("ServerlessRestApi")
        || service->name == QLatin1String("ServerlessHttpApi");
    const std::optional<NewValue> source = editing.arn(service->id);
    if (!source && !isImplicit) {
        editing.cannot(connection.id, property,
                       {STRATOPLAN_TEXT("Sam", "{source} is no resource of this template"),
                        {{QStringLiteral("source"), service->name}}});
        return;
    }
    if (service->kind == QLatin1String("table") && !ensureStream(editing, connection))
        return;
    if (!sam) {
        if (source)
            addMapping(editing, connection, *row, *source);
        return;
    }
    NewValue properties = NewValue::mapping();
    if (source) {
        properties.keys.push_back(row->source);
        properties.items.push_back(*source);
    }
    if (*row->further) {
        const QList<QByteArray> parts = QByteArray(row->further).split('=');
        if (parts.front() == "Method") {
            properties.keys.push_back("Path");
            properties.items.push_back(
                NewValue::text(QLatin1Char('/') + editing.nameOf(connection.to).toLower()));
        }
        properties.keys.push_back(parts.front());
        properties.items.push_back(NewValue::text(QString::fromLatin1(parts.at(1))));
    }
    addEvent(editing, connection, row->event, std::move(properties));
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
    if (was.from != is.from || was.to != is.to || was.role != is.role) {
        removeConnection(editing, was);
        Connection fresh = is;
        fresh.evidence.clear();
        addConnection(editing, fresh);
        return;
    }
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
    const auto refuse = [&](bool same, const char *property) {
        if (!same) {
            editing.cannot(is.id, QString::fromLatin1(property),
                           {STRATOPLAN_TEXT("Sam",
                                            "it is written in ways that a drawing does not "
                                            "tell apart"),
                            {}});
        }
    };
    refuse(sameValue(was.filter, is.filter), "filter");
    refuse(sameValue(was.prefix, is.prefix), "prefix");
    refuse(sameValue(was.suffix, is.suffix), "suffix");
    refuse(sameValue(was.reads, is.reads), "reads");
    refuse(sameValue(was.writes, is.writes), "writes");
}

void addConnection(Editing &editing, const Connection &connection)
{
    switch (connection.role) {
    case Role::Trigger:
        addTrigger(editing, connection);
        return;
    case Role::FailureTarget:
        editing.cannot(connection.id, QStringLiteral("deadLetterQueue"),
                       {STRATOPLAN_TEXT("Sam", "only that of a function can be added"), {}});
        return;
    case Role::Call:
    case Role::Access:
        break;
    }
    editing.cannot(
        connection.id, QStringLiteral("access"),
        {STRATOPLAN_TEXT("Sam", "it needs a policy and a way for the code to find its target"),
         {}});
}

void removeConnection(Editing &editing, const Connection &connection)
{
    const QString property = QStringLiteral("events");
    if (connection.role == Role::Access || connection.role == Role::Call
        || connection.evidence.isEmpty()) {
        editing.cannot(connection.id, property,
                       {STRATOPLAN_TEXT("Sam", "policies and variables imply it"), {}});
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
