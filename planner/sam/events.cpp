// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/events.h"

#include <array>

namespace stratoplan::sam {

namespace {

// Where an event names its source, and what the source is when it is no resource of the template.
struct EventSource
{
    QLatin1String event;
    const char16_t *property = nullptr;
    QLatin1String cfnType;
};

constexpr std::array eventSources{
    EventSource{QLatin1String("S3"), u"Bucket", QLatin1String("AWS::S3::Bucket")},
    EventSource{QLatin1String("SNS"), u"Topic", QLatin1String("AWS::SNS::Topic")},
    EventSource{QLatin1String("SQS"), u"Queue", QLatin1String("AWS::SQS::Queue")},
    EventSource{QLatin1String("Kinesis"), u"Stream", QLatin1String("AWS::Kinesis::Stream")},
    EventSource{QLatin1String("DynamoDB"), u"Stream", QLatin1String("AWS::DynamoDB::Table")},
    EventSource{QLatin1String("MSK"), u"Stream", QLatin1String("AWS::MSK::Cluster")},
    EventSource{QLatin1String("MQ"), u"Broker", QLatin1String("AWS::AmazonMQ::Broker")},
    EventSource{QLatin1String("DocumentDB"), u"Cluster", QLatin1String("AWS::DocDB::DBCluster")},
    EventSource{QLatin1String("CloudWatchLogs"), u"LogGroupName",
                QLatin1String("AWS::Logs::LogGroup")},
    EventSource{QLatin1String("Cognito"), u"UserPool", QLatin1String("AWS::Cognito::UserPool")},
    EventSource{QLatin1String("Api"), u"RestApiId", QLatin1String("AWS::Serverless::Api")},
    EventSource{QLatin1String("HttpApi"), u"ApiId", QLatin1String("AWS::Serverless::HttpApi")},
};

// Events for which SAM generates the source, called after the function and the event.
struct GeneratedSource
{
    QLatin1String event;
    QLatin1String cfnType;
    QLatin1String kind; ///< where the catalogue has no entry for the type
};

constexpr std::array generatedSources{
    GeneratedSource{QLatin1String("Schedule"), QLatin1String("AWS::Events::Rule"),
                    QLatin1String("schedule")},
    GeneratedSource{QLatin1String("ScheduleV2"), QLatin1String("AWS::Scheduler::Schedule"),
                    QLatin1String("schedule")},
    GeneratedSource{QLatin1String("CloudWatchEvent"), QLatin1String("AWS::Events::Rule"),
                    QLatin1String("event-rule")},
    GeneratedSource{QLatin1String("EventBridgeRule"), QLatin1String("AWS::Events::Rule"),
                    QLatin1String("event-rule")},
    GeneratedSource{QLatin1String("IoTRule"), QLatin1String("AWS::IoT::TopicRule"),
                    QLatin1String("iot-rule")},
    GeneratedSource{QLatin1String("AlexaSkill"), QLatin1String(), QLatin1String("outside-system")},
    GeneratedSource{QLatin1String("SelfManagedKafka"), QLatin1String(), QLatin1String("kafka")},
};

template <class Row, size_t N>
const Row *rowOf(const std::array<Row, N> &rows, const QString &event)
{
    for (const Row &row : rows) {
        if (event == row.event)
            return &row;
    }
    return nullptr;
}

// One event while it is read.
struct Event
{
    const Resource &owner;
    QString name;
    QString type;
    const Value &properties;

    QString generatedId() const { return owner.id + name; }
    QString path() const { return owner.path(QLatin1String("Events.") + name); }
};

QString kindOfEvent(const Template &reading, const QString &event, const QString &cfnType)
{
    if (const catalog::ServiceKind *kind = reading.catalog.serviceOfSamEvent(event))
        return kind->kind;
    return reading.kindOf(cfnType);
}

ElementId implicitApi(Template &reading, const Event &event)
{
    const bool http = event.type == QLatin1String("HttpApi");
    const QString type = http ? QStringLiteral("AWS::Serverless::HttpApi")
                              : QStringLiteral("AWS::Serverless::Api");
    const QString id
        = http ? QStringLiteral("ServerlessHttpApi") : QStringLiteral("ServerlessRestApi");
    const ElementId api
        = reading.generated(id, kindOfEvent(reading, event.type, type), type, event.owner);
    // It exists as soon as one function without a condition uses it.
    if (event.owner.condition.isEmpty())
        common(reading.draft.at(api)).condition.clear();
    return api;
}

ElementId generatedSource(Template &reading, const Event &event, const GeneratedSource &row)
{
    const catalog::ServiceKind *known = reading.catalog.serviceOfSamEvent(event.type);
    const QString kind = known ? known->kind : QString(row.kind);
    const ElementId id = reading.generated(event.generatedId(), kind, row.cfnType, event.owner);
    auto *service = reading.draft.get<Service>(id);
    const catalog::ServiceKind *facts = service ? reading.catalog.service(service->kind) : nullptr;
    if (!facts)
        return id;
    // Fields that the event's own properties carry under the name that the resource would have.
    for (const catalog::FieldSpec &field : facts->fields) {
        Value value = field.cfnPath.isEmpty() ? Value() : event.properties.at(field.cfnPath);
        if (!value.isStated() && field.cfnPath == QLatin1String("ScheduleExpression"))
            value = event.properties[u"Schedule"];
        if (!value.isStated() && field.cfnPath == QLatin1String("EventPattern"))
            value = event.properties[u"Pattern"];
        const Field<QString> text = reading.text(value);
        if (text)
            service->properties.insert(field.key, Field<QVariant>(QVariant(*text), text.origin));
        else if (!text.isUnset())
            service->properties.insert(field.key, Field<QVariant>::computed(text.expression));
    }
    return id;
}

void connectBus(Template &reading, const Event &event, ElementId rule)
{
    const Value &bus = event.properties[u"EventBusName"];
    if (!bus.isStated())
        return;
    Connection connection;
    connection.from
        = reading.targetOrOutside(bus, reading.kindOf(QStringLiteral("AWS::Events::EventBus")));
    connection.to = rule;
    connection.role = Role::Trigger;
    connection.evidence = {event.path() + QLatin1String(".Properties.EventBusName")};
    reading.draft.connect(std::move(connection));
}

ElementId sourceOf(Template &reading, const Event &event)
{
    if (const GeneratedSource *row = rowOf(generatedSources, event.type)) {
        const ElementId id = generatedSource(reading, event, *row);
        if (row->cfnType == QLatin1String("AWS::Events::Rule"))
            connectBus(reading, event, id);
        return id;
    }
    const EventSource *row = rowOf(eventSources, event.type);
    if (!row) {
        // An event type that nobody knows still shows where it comes in.
        return reading.generated(event.generatedId(), QStringLiteral("unknown"), {}, event.owner);
    }
    const Value &named = event.properties[row->property];
    const bool api
        = row->property == QStringView(u"RestApiId") || row->property == QStringView(u"ApiId");
    if (api && !named.isStated())
        return implicitApi(reading, event);
    // A logical id may be given as plain text here.
    if (api && named.isScalar()) {
        if (const ElementId id = reading.elementOf(named.text))
            return id;
    }
    for (const Reference &reference : named.references()) {
        const ElementId id = reading.elementOf(reference.id);
        if (reading.draft.get<Service>(id))
            return id;
    }
    const ElementId id
        = reading.targetOrOutside(named, kindOfEvent(reading, event.type, row->cfnType));
    if (id)
        return id;
    // The source is not stated: the event itself stands for it.
    return reading.generated(event.generatedId(), kindOfEvent(reading, event.type, row->cfnType),
                             {}, event.owner);
}

QString filterText(const Value &criteria)
{
    if (criteria.isComputed())
        return criteria.expression();
    QStringList patterns;
    const QList<Value> found = each(criteria, u"Filters.*.Pattern");
    for (const Value &pattern : found)
        patterns.append(pattern.isScalar() ? pattern.text : pattern.expression());
    return patterns.join(QLatin1Char('\n'));
}

void readFilter(const Value &value, const QString &text, Connection &connection)
{
    if (value.isComputed())
        connection.filter = Field<QString>::computed(text, value.origin);
    else if (!text.isEmpty())
        connection.filter = Field<QString>(text, value.origin);
}

void readEventSettings(Template &reading, const Event &event, Connection &connection)
{
    const Value &properties = event.properties;
    readMappingSettings(reading, event.owner, properties, connection);
    const Field<int> timeout = reading.integer(properties[u"TimeoutInMillis"], event.owner);
    if (timeout)
        connection.timeout = Field<Milliseconds>(Milliseconds(*timeout), timeout.origin);
    else if (!timeout.isUnset())
        connection.timeout = Field<Milliseconds>::computed(timeout.expression, timeout.origin);
    readObjectFilter(reading, properties[u"Filter"], connection);
    const Value &retry = properties[u"RetryPolicy"];
    if (retry.isMap()) {
        connection.retries = reading.integer(retry[u"MaximumRetryAttempts"], event.owner);
        connection.maxRecordAge = reading.seconds(retry[u"MaximumEventAgeInSeconds"], event.owner);
    }
    for (const char16_t *name : {u"Pattern", u"FilterPolicy", u"FilterPattern", u"Sql"}) {
        const Value &filter = properties[name];
        if (filter.isStated()) {
            readFilter(filter, filter.isScalar() ? filter.text : filter.expression(), connection);
            break;
        }
    }
}

void connectEventFailures(Template &reading, const Event &event, ElementId source)
{
    const Value &dead = event.properties[u"DeadLetterConfig"];
    if (dead.isMap()) {
        const QString path = event.path() + QLatin1String(".Properties.DeadLetterConfig");
        if (dead.has(u"Arn")) {
            connectFailureTarget(reading, source, dead[u"Arn"], QStringLiteral("queue"), path);
        } else {
            const QString stated = dead[u"QueueLogicalId"].text;
            const ElementId queue = reading.generated(
                stated.isEmpty() ? event.generatedId() + QLatin1String("Queue") : stated,
                reading.kindOf(QStringLiteral("AWS::SQS::Queue")),
                QStringLiteral("AWS::SQS::Queue"), event.owner);
            reading.draft.support(source, queue, Role::FailureTarget, path);
        }
    }
    const Value &failure = event.properties.at(u"DestinationConfig.OnFailure");
    if (failure.isStated()) {
        connectFailureTarget(
            reading, source, failure[u"Destination"],
            failure[u"Type"].text == QLatin1String("SNS") ? QStringLiteral("topic")
                                                          : QStringLiteral("queue"),
            event.path() + QLatin1String(".Properties.DestinationConfig.OnFailure"));
    }
}

// SNS with SqsSubscription: the topic feeds a queue, and the queue the function.
ElementId queueBetween(Template &reading, const Event &event, ElementId topic)
{
    const Value &subscription = event.properties[u"SqsSubscription"];
    ElementId queue;
    if (subscription.isMap()) {
        queue = reading.targetOrOutside(subscription[u"QueueArn"], QStringLiteral("queue"));
    } else if (subscription.boolean().value_or(false)) {
        queue = reading.generated(event.generatedId() + QLatin1String("Queue"),
                                  reading.kindOf(QStringLiteral("AWS::SQS::Queue")),
                                  QStringLiteral("AWS::SQS::Queue"), event.owner);
    }
    if (queue) {
        reading.draft.support(topic, queue, Role::Trigger,
                              event.path() + QLatin1String(".Properties.SqsSubscription"));
    }
    return queue;
}

void readEvent(Template &reading, const Event &event)
{
    ElementId source = sourceOf(reading, event);
    if (event.type == QLatin1String("SNS")) {
        if (const ElementId queue = queueBetween(reading, event, source))
            source = queue;
    }
    Connection connection;
    connection.from = source;
    connection.to = event.owner.element;
    connection.role = Role::Trigger;
    connection.condition = event.owner.condition;
    connection.evidence = {event.path()};
    readEventSettings(reading, event, connection);
    reading.draft.connect(std::move(connection));
    connectEventFailures(reading, event, source);
}

void readFunctionUrl(Template &reading, const Resource &resource)
{
    const Value &config = resource.properties[u"FunctionUrlConfig"];
    if (!config.isStated())
        return;
    const QString type = QStringLiteral("AWS::Lambda::Url");
    const ElementId url = reading.generated(resource.id + QLatin1String("Url"),
                                            reading.kindOf(type), type, resource);
    Connection connection;
    connection.from = url;
    connection.to = resource.element;
    connection.role = Role::Trigger;
    connection.condition = resource.condition;
    connection.evidence = {resource.path(QStringLiteral("FunctionUrlConfig"))};
    reading.draft.connect(std::move(connection));
}

} // namespace

QString kindOfArn(const Template &reading, const Value &value)
{
    struct Row
    {
        QLatin1String service;
        const char *cfnType = nullptr;
    };
    static constexpr std::array rows{
        Row{QLatin1String("sqs"), "AWS::SQS::Queue"},
        Row{QLatin1String("sns"), "AWS::SNS::Topic"},
        Row{QLatin1String("kinesis"), "AWS::Kinesis::Stream"},
        Row{QLatin1String("dynamodb"), "AWS::DynamoDB::Table"},
        Row{QLatin1String("kafka"), "AWS::MSK::Cluster"},
        Row{QLatin1String("mq"), "AWS::AmazonMQ::Broker"},
        Row{QLatin1String("s3"), "AWS::S3::Bucket"},
        Row{QLatin1String("events"), "AWS::Events::EventBus"},
        Row{QLatin1String("states"), "AWS::StepFunctions::StateMachine"},
        Row{QLatin1String("firehose"), "AWS::KinesisFirehose::DeliveryStream"},
    };
    const std::optional<Arn> arn = arnOf(value.text);
    if (!arn)
        return {};
    for (const Row &row : rows) {
        if (arn->service == row.service)
            return reading.kindOf(QString::fromLatin1(row.cfnType));
    }
    return {};
}

void readMappingSettings(Template &reading, const Resource &resource, const Value &properties,
                         Connection &connection)
{
    connection.batchSize = reading.integer(properties[u"BatchSize"], resource);
    connection.batchWindow
        = reading.seconds(properties[u"MaximumBatchingWindowInSeconds"], resource);
    connection.retries = reading.integer(properties[u"MaximumRetryAttempts"], resource);
    connection.maxRecordAge = reading.seconds(properties[u"MaximumRecordAgeInSeconds"], resource);
    connection.bisect = reading.boolean(properties[u"BisectBatchOnFunctionError"], resource);
    connection.parallelization = reading.integer(properties[u"ParallelizationFactor"], resource);
    connection.maximumConcurrency
        = reading.integer(properties.at(u"ScalingConfig.MaximumConcurrency"), resource);
    const Value &responses = properties[u"FunctionResponseTypes"];
    if (responses.isList() || responses.isScalar()) {
        const QList<Value> types = responses.list();
        const bool partial = std::any_of(types.begin(), types.end(), [](const Value &type) {
            return type.text == QLatin1String("ReportBatchItemFailures");
        });
        connection.partialBatch = Field<bool>(partial, responses.origin);
    } else if (responses.isComputed()) {
        connection.partialBatch = Field<bool>::computed(responses.expression(), responses.origin);
    }
    const Value &criteria = properties[u"FilterCriteria"];
    readFilter(criteria, filterText(criteria), connection);
}

void readObjectFilter(Template &reading, const Value &filter, Connection &connection)
{
    for (const Value &rule : each(filter, u"S3Key.Rules.*")) {
        const QString name = rule[u"Name"].text.toLower();
        if (name == QLatin1String("prefix"))
            connection.prefix = reading.text(rule[u"Value"]);
        else if (name == QLatin1String("suffix"))
            connection.suffix = reading.text(rule[u"Value"]);
    }
}

void connectFailureTarget(Template &reading, ElementId from, const Value &target,
                          const QString &kind, const QString &evidence)
{
    if (!target.isStated())
        return;
    const QString told = kindOfArn(reading, target);
    const ElementId to = reading.targetOrOutside(target, told.isEmpty() ? kind : told);
    if (to)
        reading.draft.support(from, to, Role::FailureTarget, evidence);
}

void readEvents(Template &reading)
{
    for (const Resource &resource : reading.resources) {
        const bool isFunction = resource.type == QLatin1String("AWS::Serverless::Function");
        if (!isFunction && resource.type != QLatin1String("AWS::Serverless::StateMachine"))
            continue;
        const Value &events = resource.properties[u"Events"];
        if (events.isMap()) {
            for (qsizetype i = 0; i < events.items.size(); ++i) {
                const Value &event = events.items.at(i);
                readEvent(reading,
                          {resource, events.keys.at(i), event[u"Type"].text, event[u"Properties"]});
            }
        }
        if (isFunction)
            readFunctionUrl(reading, resource);
    }
}

} // namespace stratoplan::sam
