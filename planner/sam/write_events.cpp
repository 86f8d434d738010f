// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/write_steps.h"

#include <array>

namespace stratoplan::sam {

namespace {

// The first target that is a queue in the template, as DeadLetterConfig takes it.
std::optional<Part> deadLetters(Writing &writing, ElementId from)
{
    for (const ElementId target : failureTargets(writing, from)) {
        if (writing.isKind(target, QLatin1String("queue"))) {
            Part config;
            if (const auto arn = writing.arn(target, from)) {
                config.set("Arn", *arn);
                return config;
            }
        }
    }
    return std::nullopt;
}

class EventWriter : private TriggerWriter
{
public:
    using TriggerWriter::TriggerWriter;

    void write()
    {
        struct Row
        {
            QLatin1String kind;
            bool (EventWriter::*write)() = nullptr;
        };
        static constexpr std::array rows{
            Row{QLatin1String("http-api"), &EventWriter::httpApi},
            Row{QLatin1String("rest-api"), &EventWriter::restApi},
            Row{QLatin1String("websocket-api"), &EventWriter::webSocketApi},
            Row{QLatin1String("graphql-api"), &EventWriter::graphqlApi},
            Row{QLatin1String("function-url"), &EventWriter::functionUrl},
            Row{QLatin1String("schedule"), &EventWriter::schedule},
            Row{QLatin1String("event-rule"), &EventWriter::rule},
            Row{QLatin1String("event-bus"), &EventWriter::bus},
            Row{QLatin1String("topic"), &EventWriter::topic},
            Row{QLatin1String("bucket"), &EventWriter::bucket},
            Row{QLatin1String("log-group"), &EventWriter::logGroup},
            Row{QLatin1String("identity"), &EventWriter::userPool},
            Row{QLatin1String("iot-rule"), &EventWriter::iotRule},
            Row{QLatin1String("voice-assistant"), &EventWriter::skill},
            // The definition and the delivery stream name what they call.
            Row{QLatin1String("state-machine"), &EventWriter::nothing},
            Row{QLatin1String("delivery-stream"), &EventWriter::nothing},
            // Links, as their targets may be anything.
            Row{QLatin1String("load-balancer"), &EventWriter::nothing},
            Row{QLatin1String("pipe"), &EventWriter::nothing},
            Row{QLatin1String("function"), &EventWriter::nothing},
        };
        const QString kind = m_writing.kindWordOf(m_source);
        if (const std::optional<bool> mapped = writeMapping(m_writing, m_connection)) {
            if (!*mapped)
                m_writing.reportConnection(m_connection);
            return;
        }
        for (const Row &row : rows) {
            if (kind != row.kind)
                continue;
            if (!(this->*row.write)())
                m_writing.reportConnection(m_connection);
            return;
        }
        if (!outsideSource(kind))
            m_writing.reportConnection(m_connection);
    }

private:
    bool nothing() { return true; }

    QString add(const char *type, const Part &properties, const QString &wish = {})
    {
        return addEvent(m_writing, m_target, wish.isEmpty() ? m_writing.idOf(m_source) : wish, type,
                        properties);
    }

    // A source that SAM makes itself is called after the function and the event.
    void addGenerated(const char *type, const Part &properties)
    {
        const QString owner = m_writing.idOf(m_target);
        QString wish = m_writing.idOf(m_source);
        if (wish.size() > owner.size() && wish.startsWith(owner))
            wish = wish.mid(owner.size());
        m_writing.standsFor(m_source, owner + add(type, properties, wish));
    }

    // -------------------------------------------------------------- requests

    // The routes are not part of the drawing: one function takes all, several get a path each.
    bool isOnlyTarget() const
    {
        int targets = 0;
        for (const Connection *connection : m_writing.graph.outgoing(m_source))
            targets += connection->role == Role::Trigger;
        return targets == 1;
    }

    void setRoute(Part &properties)
    {
        QString path = QLatin1Char('/') + kebab(m_writing.idOf(m_target));
        int earlier = 0;
        for (const Connection *connection : m_writing.graph.outgoing(m_source)) {
            if (connection->id == m_connection.id)
                break;
            earlier += connection->role == Role::Trigger && connection->to == m_target;
        }
        if (earlier > 0)
            path += QLatin1Char('-') + QString::number(earlier + 1);
        properties.set("Path", Part::text(path));
        properties.set("Method", Part::text("any"));
        m_writing.report(
            Severity::Low, "sam.write.routes", m_source,
            {STRATOPLAN_TEXT("Sam",
                             "The design does not say the routes of {name}; each function "
                             "has a path of its own name"),
             {{QStringLiteral("name"), m_writing.names.of(m_source)}}},
            {STRATOPLAN_TEXT("Sam", "Give the events the paths and methods that clients use"), {}});
    }

    void setTimeout(Part &properties)
    {
        Field<int> timeout;
        if (m_connection.timeout)
            timeout = Field<int>(static_cast<int>(m_connection.timeout->value),
                                 m_connection.timeout.origin);
        m_writing.setStated(properties, "TimeoutInMillis", timeout, m_target);
    }

    bool httpApi()
    {
        if (!m_isFunction)
            return false;
        Part properties;
        properties.set("ApiId", Part::ref(m_writing.idOf(m_source)));
        if (!isOnlyTarget())
            setRoute(properties);
        setTimeout(properties);
        add("HttpApi", properties);
        return true;
    }

    bool restApi()
    {
        Part properties;
        properties.set("RestApiId", Part::ref(m_writing.idOf(m_source)));
        if (m_isFunction && isOnlyTarget()) {
            properties.set("Path", Part::text("/{proxy+}"));
            properties.set("Method", Part::text("any"));
        } else {
            setRoute(properties);
            // A state machine is started by a request with a body.
            if (!m_isFunction)
                properties.set("Method", Part::text("post"));
        }
        if (m_isFunction)
            setTimeout(properties);
        add("Api", properties);
        return true;
    }

    bool webSocketApi()
    {
        if (!m_isFunction)
            return false;
        const QString id = m_writing.idOf(m_source);
        if (!m_writing.hasResource(id)) {
            Part &made = m_writing.add(m_source, "AWS::Serverless::WebSocketApi");
            made.set("StageName", m_writing.stage());
            made.set("RouteSelectionExpression", Part::text("$request.body.action"));
            made["Routes"];
        }
        Part &routes = (*m_writing.properties(id))["Routes"];
        QString route = QStringLiteral("$default");
        if (routes.has(route)) {
            // Letters and digits alone.
            route = m_writing.idOf(m_target);
            for (int number = 2; routes.has(route); ++number)
                route = m_writing.idOf(m_target) + QString::number(number);
            m_writing.report(
                Severity::Low, "sam.write.routes", m_source,
                {STRATOPLAN_TEXT("Sam",
                                 "The design does not say the routes of {name}; each "
                                 "function has a path of its own name"),
                 {{QStringLiteral("name"), m_writing.names.of(m_source)}}},
                {STRATOPLAN_TEXT("Sam", "Give the events the paths and methods that clients use"),
                 {}});
        }
        routes[route].set("FunctionArn", *m_writing.arn(m_target, m_source));
        return true;
    }

    bool graphqlApi()
    {
        if (!m_isFunction)
            return false;
        const QString id = m_writing.idOf(m_source);
        if (!m_writing.hasResource(id)) {
            Part &made = m_writing.add(m_source, "AWS::Serverless::GraphQLApi");
            made["Auth"].set("Type", Part::text("AWS_IAM"));
            const QString schema
                = QLatin1String("src/") + kebab(id) + QLatin1String("/schema.graphql");
            made.set("SchemaUri", Part::text(schema));
            const QVariant tracing = m_writing.field(m_source, "tracing");
            if (tracing.isValid())
                made.set("XrayEnabled", Part::boolean(tracing.toBool()));
            made["DataSources"];
            m_writing.reportOpen(m_source, QStringLiteral("SchemaUri"), schema);
        }
        Part &made = *m_writing.properties(id);
        made["DataSources"]["Lambda"][m_writing.idOf(m_target)].set(
            "FunctionArn", *m_writing.arn(m_target, m_source));
        return true;
    }

    bool functionUrl()
    {
        if (!m_isFunction)
            return false;
        Part &config = (*m_writing.properties(m_target))["FunctionUrlConfig"];
        if (!config.isEmpty())
            return false;
        const QString type = m_writing.field(m_source, "authorization").toString();
        config.set("AuthType", Part::text(type.isEmpty() ? QStringLiteral("AWS_IAM") : type));
        if (type.isEmpty())
            m_writing.reportOpen(m_source, QStringLiteral("AuthType"), QStringLiteral("AWS_IAM"));
        const QVariant mode = m_writing.field(m_source, "invokeMode");
        if (mode.isValid())
            config.set("InvokeMode", Part::text(mode.toString()));
        m_writing.standsFor(m_source, m_writing.idOf(m_target) + QLatin1String("Url"));
        return true;
    }

    // -------------------------------------------------------------- time and events

    void setRetries(Part &properties)
    {
        Part policy;
        m_writing.setStated(policy, "MaximumEventAgeInSeconds", m_connection.maxRecordAge,
                            m_target);
        m_writing.setStated(policy, "MaximumRetryAttempts", m_connection.retries, m_target);
        if (!policy.isEmpty())
            properties.set("RetryPolicy", policy);
        if (const auto dead = deadLetters(m_writing, m_source))
            properties.set("DeadLetterConfig", *dead);
    }

    // SAM makes the rule, under a name that begins with the stack's, and leaves the queue alone.
    void permitDeadLetters(const Part &bus)
    {
        const QString rule = bus.isScalar()
            ? QLatin1String("${") + QString::fromUtf8(bus.scalar()).section(QLatin1Char(' '), 1)
                + QLatin1String("}/*")
            : QStringLiteral("${AWS::StackName}-*");
        for (const ElementId target : failureTargets(m_writing, m_source)) {
            if (!m_writing.isKind(target, QLatin1String("queue")))
                continue;
            permitSending(m_writing, target, QStringLiteral("events.amazonaws.com"),
                          Part::sub(QLatin1String("arn:${AWS::Partition}:events:${AWS::Region}:"
                                                  "${AWS::AccountId}:rule/")
                                    + rule));
            return;
        }
    }

    bool schedule()
    {
        const auto &service = *m_writing.design.get<Service>(m_source);
        Part properties;
        properties.set("ScheduleExpression",
                       m_writing.demanded(service.properties.value(QStringLiteral("expression")),
                                          m_source, "Expression"));
        const QVariant state = m_writing.field(m_source, "state");
        if (state.toString() == QLatin1String("DISABLED"))
            properties.set("State", Part::text("DISABLED"));
        const auto input = m_writing.stated(service.properties.value(QStringLiteral("input")),
                                            m_source, "Input");
        if (input)
            properties.set("Input", *input);
        setRetries(properties);
        addGenerated("ScheduleV2", properties);
        return true;
    }

    Part patternOf(const QString &text)
    {
        if (const auto json = jsonPart(text)) {
            if (json->isMap() && !json->isEmpty())
                return *json;
        }
        Part all;
        Part any;
        any.set("prefix", Part::raw("\"\""));
        all["source"].append(any);
        all.comment = QStringLiteral("Every event has a source: this takes them all");
        return all;
    }

    bool rule()
    {
        // Other targets share a rule that is a resource of its own.
        if (!isOnlyTarget())
            return true;
        const auto &service = *m_writing.design.get<Service>(m_source);
        Part properties;
        for (const Connection *connection : m_writing.graph.incoming(m_source)) {
            if (connection->role == Role::Trigger
                && m_writing.isKind(connection->from, QLatin1String("event-bus"))) {
                properties.set("EventBusName", Part::ref(m_writing.idOf(connection->from)));
            }
        }
        const QVariant pattern
            = service.properties.value(QStringLiteral("pattern")).value.value_or(QVariant());
        const QString text
            = pattern.isValid() ? pattern.toString() : m_connection.filter.valueOr(QString());
        const Part written = patternOf(text);
        properties.set("Pattern", written);
        if (!jsonPart(text))
            m_writing.reportOpen(m_source, QStringLiteral("Pattern"),
                                 QStringLiteral("a pattern that takes every event"));
        setRetries(properties);
        permitDeadLetters(properties[QStringLiteral("EventBusName")]);
        if (properties[QStringLiteral("EventBusName")].isEmpty())
            properties.remove(QStringLiteral("EventBusName"));
        addGenerated("EventBridgeRule", properties);
        return true;
    }

    bool bus()
    {
        Part properties;
        properties.set("EventBusName", Part::ref(m_writing.idOf(m_source)));
        properties.set("Pattern", patternOf(m_connection.filter.valueOr(QString())));
        setRetries(properties);
        permitDeadLetters(properties["EventBusName"]);
        add("EventBridgeRule", properties);
        return true;
    }

    bool iotRule()
    {
        if (!m_isFunction)
            return false;
        const auto &service = *m_writing.design.get<Service>(m_source);
        Part properties;
        properties.set(
            "Sql",
            m_writing.demanded(service.properties.value(QStringLiteral("sql")), m_source, "Sql"));
        addGenerated("IoTRule", properties);
        return true;
    }

    bool skill()
    {
        if (!m_isFunction)
            return false;
        // Its schema takes no parameter for the id of the skill.
        m_writing.reportOpen(m_source, QStringLiteral("SkillId"),
                             QStringLiteral("an event of any skill"));
        addGenerated("AlexaSkill", Part());
        return true;
    }

    // -------------------------------------------------------------- what is pushed

    bool topic()
    {
        if (!m_isFunction)
            return false;
        const auto policy = jsonPart(m_connection.filter.valueOr(QString()));
        const auto dead = deadLetters(m_writing, m_source);
        if (!dead) {
            Part properties;
            properties.set("Topic", Part::ref(m_writing.idOf(m_source)));
            if (policy)
                properties.set("FilterPolicy", *policy);
            add("SNS", properties);
            return true;
        }
        // The event has no place for what cannot be delivered.
        const QString id = m_writing.freeId(m_writing.idOf(m_target) + m_writing.idOf(m_source)
                                            + QLatin1String("Subscription"));
        Part &subscription = m_writing.add(m_source, id, "AWS::SNS::Subscription");
        subscription.set("TopicArn", Part::ref(m_writing.idOf(m_source)));
        subscription.set("Protocol", Part::text("lambda"));
        subscription.set("Endpoint", *m_writing.arn(m_target, m_source));
        if (policy)
            subscription.set("FilterPolicy", *policy);
        Part redrive;
        redrive.set("deadLetterTargetArn", dead->items().first());
        subscription.set("RedrivePolicy", redrive);
        permitInvoke(m_writing, m_target, id + QLatin1String("Permission"),
                     QStringLiteral("sns.amazonaws.com"), Part::ref(m_writing.idOf(m_source)));
        return true;
    }

    bool bucket()
    {
        if (!m_isFunction)
            return false;
        Part properties;
        properties.set("Bucket", Part::ref(m_writing.idOf(m_source)));
        properties.set("Events", Part::text("s3:ObjectCreated:*"));
        Part rules = Part::list();
        const auto addRule = [this, &rules](const char *name, const Field<QString> &field) {
            const auto value = m_writing.stated(field, m_target, name);
            if (!value)
                return;
            Part rule;
            rule.set("Name", Part::text(name));
            rule.set("Value", *value);
            rules.append(rule);
        };
        addRule("prefix", m_connection.prefix);
        addRule("suffix", m_connection.suffix);
        if (!rules.isEmpty())
            properties["Filter"]["S3Key"].set("Rules", rules);
        add("S3", properties);
        reportOverlap();
        return true;
    }

    // S3 refuses two notifications for the same objects.
    void reportOverlap()
    {
        for (const Connection *other : m_writing.graph.outgoing(m_source)) {
            if (other->id >= m_connection.id || other->role != Role::Trigger)
                continue;
            const auto meets = [](const QString &one, const QString &two) {
                return one.startsWith(two) || two.startsWith(one);
            };
            const auto ends = [](const QString &one, const QString &two) {
                return one.endsWith(two) || two.endsWith(one);
            };
            if (!meets(other->prefix.valueOr(QString()), m_connection.prefix.valueOr(QString()))
                || !ends(other->suffix.valueOr(QString()), m_connection.suffix.valueOr(QString())))
                continue;
            m_writing.report(
                Severity::High, "sam.write.overlap", m_source,
                {STRATOPLAN_TEXT("Sam",
                                 "Two notifications of {name} are for the same objects; "
                                 "S3 refuses that"),
                 {{QStringLiteral("name"), m_writing.names.of(m_source)}}},
                {STRATOPLAN_TEXT("Sam", "Give each a prefix of its own, or put a topic between"),
                 {}});
            return;
        }
    }

    bool logGroup()
    {
        if (!m_isFunction)
            return false;
        Part properties;
        properties.set("LogGroupName", Part::ref(m_writing.idOf(m_source)));
        properties.set("FilterPattern", Part::text(m_connection.filter.valueOr(QString())));
        add("CloudWatchLogs", properties);
        return true;
    }

    bool userPool()
    {
        if (!m_isFunction)
            return false;
        // One function for each moment.
        static const QStringList moments{
            QStringLiteral("PostConfirmation"),   QStringLiteral("PreSignUp"),
            QStringLiteral("PostAuthentication"), QStringLiteral("PreTokenGeneration"),
            QStringLiteral("PreAuthentication"),  QStringLiteral("CustomMessage"),
            QStringLiteral("UserMigration")};
        int number = 0;
        for (const Connection *other : m_writing.graph.outgoing(m_source))
            number += other->id < m_connection.id && other->role == Role::Trigger;
        if (number >= moments.size())
            return false;
        Part properties;
        properties.set("UserPool", Part::ref(m_writing.idOf(m_source)));
        properties.set("Trigger", Part::text(moments.at(number)));
        add("Cognito", properties);
        m_writing.reportOpen(m_source, QStringLiteral("Trigger"), moments.at(number));
        return true;
    }

    // -------------------------------------------------------------- what lives elsewhere

    bool outsideSource(const QString &kind)
    {
        struct Row
        {
            QLatin1String kind;
            QLatin1String principal;
        };
        static constexpr std::array rows{
            Row{QLatin1String("code-repository"), QLatin1String("codecommit.amazonaws.com")},
            Row{QLatin1String("config-rule"), QLatin1String("config.amazonaws.com")},
            Row{QLatin1String("chatbot"), QLatin1String("lexv2.amazonaws.com")},
            Row{QLatin1String("email-receiver"), QLatin1String("ses.amazonaws.com")},
        };
        for (const Row &row : rows) {
            if (kind != row.kind || !m_isFunction)
                continue;
            const Part arn = m_writing.ownParameter(
                m_source, "String",
                QStringLiteral("ARN of what invokes %1").arg(m_writing.idOf(m_target)));
            permitInvoke(m_writing, m_target,
                         m_writing.idOf(m_target) + m_writing.idOf(m_source)
                             + QLatin1String("Permission"),
                         row.principal, arn);
            return true;
        }
        return false;
    }
};

} // namespace

QString addEvent(Writing &writing, ElementId target, const QString &wish, const char *type,
                 const Part &properties)
{
    Part &events = (*writing.properties(target))["Events"];
    QString name = wish;
    for (int number = 2; events.has(name); ++number)
        name = wish + QString::number(number);
    Part event;
    event.set("Type", Part::text(type));
    if (!properties.isEmpty())
        event.set("Properties", properties);
    events.set(name, event);
    return name;
}

void writeEvents(Writing &writing)
{
    for (const Connection *connection : writing.design.all<Connection>()) {
        if (connection->role != Role::Trigger)
            continue;
        const bool isMachine = writing.isKind(connection->to, QLatin1String("state-machine"));
        static const QStringList eventsOfMachines{
            QStringLiteral("rest-api"), QStringLiteral("schedule"), QStringLiteral("event-rule"),
            QStringLiteral("event-bus")};
        const bool isEvent = writing.design.get<Function>(connection->to)
            || (isMachine && eventsOfMachines.contains(writing.kindWordOf(connection->from)));
        if (isEvent)
            EventWriter(writing, *connection).write();
    }
}

} // namespace stratoplan::sam
