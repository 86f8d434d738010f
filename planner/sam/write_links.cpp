// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/write_steps.h"

#include <array>

namespace stratoplan::sam {

namespace {

bool isOneOf(const QString &kind, std::initializer_list<const char *> kinds)
{
    return std::any_of(kinds.begin(), kinds.end(),
                       [&kind](const char *one) { return kind == QLatin1String(one); });
}

QString nameOf(const Part &reference)
{
    return QString::fromUtf8(reference.scalar()).section(QLatin1Char(' '), 1);
}

class LinkWriter
{
public:
    explicit LinkWriter(Writing &writing)
        : m_writing(writing)
        , m_design(writing.design)
    {
    }

    void write()
    {
        for (const Connection *connection : m_design.all<Connection>()) {
            if (m_design.get<Function>(connection->from) || isMachine(connection->from))
                continue;
            const bool isWritten = connection->role == Role::Trigger ? trigger(*connection)
                : connection->role == Role::FailureTarget            ? true
                                                                     : use(*connection);
            if (!isWritten)
                m_writing.reportConnection(*connection);
        }
        for (const Service *service : m_design.all<Service>()) {
            if (service->kind == QLatin1String("event-rule"))
                writeRule(*service);
            else if (service->kind == QLatin1String("load-balancer"))
                writeBalancer(*service);
            else if (service->kind == QLatin1String("pipe"))
                writePipe(*service);
        }
    }

private:
    bool isMachine(ElementId id) const
    {
        return m_writing.isKind(id, QLatin1String("state-machine"));
    }

    QString kind(ElementId id) const { return m_writing.kindWordOf(id); }

    bool trigger(const Connection &connection)
    {
        const QString from = kind(connection.from);
        const QString to = kind(connection.to);
        const bool isFunction = m_design.get<Function>(connection.to) != nullptr;
        if (isFunction && !isOneOf(from, {"event-rule", "load-balancer", "pipe"}))
            return true; // an event, which told of itself
        if (isOneOf(from, {"event-rule", "load-balancer", "pipe"}) || to == QLatin1String("pipe")
            || (to == QLatin1String("event-rule") && from == QLatin1String("event-bus")))
            return true; // with the resource of the one
        if (isMachine(connection.to) && isOneOf(from, {"rest-api", "schedule", "event-bus"}))
            return true;
        if (from == QLatin1String("event-bus"))
            return busTarget(connection);
        if (from == QLatin1String("schedule"))
            return scheduleTarget(connection);
        if (from == QLatin1String("topic") && to == QLatin1String("queue"))
            return subscription(connection);
        if (from == QLatin1String("bucket") && isOneOf(to, {"queue", "topic"}))
            return notification(connection);
        if (from == QLatin1String("table") && to == QLatin1String("stream")) {
            // A table has one.
            Part &stream = (*m_writing.properties(connection.from))["KinesisStreamSpecification"];
            if (!stream.isEmpty())
                return false;
            stream.set("StreamArn", *m_writing.arn(connection.to, connection.from));
            return true;
        }
        return from == QLatin1String("stream") && to == QLatin1String("delivery-stream");
    }

    bool use(const Connection &connection)
    {
        const QString from = kind(connection.from);
        const QString to = kind(connection.to);
        const catalog::ServiceKind *source = m_writing.kindOf(connection.from);
        if (source && source->category == catalog::Category::Outside
            && !m_writing.hasResource(connection.from))
            return true; // the caller lives outside, which is told of it
        if (from == QLatin1String("graphql-api") && to == QLatin1String("table")
            && m_writing.hasResource(connection.from)) {
            Part &table = (*m_writing.properties(
                connection.from))["DataSources"]["DynamoDb"][m_writing.idOf(connection.to)];
            table.set("TableName", m_writing.name(connection.to, connection.from));
            table.set("TableArn", *m_writing.arn(connection.to, connection.from));
            return true;
        }
        return (from == QLatin1String("delivery-stream") && to == QLatin1String("bucket"))
            || (from == QLatin1String("database-proxy")
                && to == QLatin1String("relational-database") && isFirstUse(connection));
    }

    // A proxy has one database.
    bool isFirstUse(const Connection &connection) const
    {
        for (const Connection *other : m_writing.graph.outgoing(connection.from)) {
            if (kind(other->to) == kind(connection.to))
                return other->to == connection.to;
        }
        return false;
    }

    // -------------------------------------------------------------- rules and schedules

    // A target as rules, schedules and pipes have it; nothing for kinds that they cannot reach.
    struct Target
    {
        Part arn;
        QStringList actions; ///< that a role must allow; empty = the target's own policy does
    };

    std::optional<Target> targetOf(ElementId to, ElementId user)
    {
        static const QHash<QString, QString> actions{
            {QStringLiteral("function"), QStringLiteral("lambda:InvokeFunction")},
            {QStringLiteral("queue"), QStringLiteral("sqs:SendMessage")},
            {QStringLiteral("topic"), QStringLiteral("sns:Publish")},
            {QStringLiteral("state-machine"), QStringLiteral("states:StartExecution")},
            {QStringLiteral("event-bus"), QStringLiteral("events:PutEvents")},
            {QStringLiteral("stream"), QStringLiteral("kinesis:PutRecord")},
            {QStringLiteral("delivery-stream"), QStringLiteral("firehose:PutRecord")}};
        const QString action = actions.value(kind(to));
        const auto arn = action.isEmpty() ? std::nullopt : m_writing.arn(to, user);
        if (!arn)
            return std::nullopt;
        return Target{*arn, {action}};
    }

    std::optional<Part> deadLetters(ElementId from)
    {
        for (const Connection *connection : m_writing.graph.outgoing(from)) {
            if (connection->role == Role::FailureTarget
                && kind(connection->to) == QLatin1String("queue"))
                return m_writing.arn(connection->to, from);
        }
        return std::nullopt;
    }

    // Adds a target to a rule and permits what it needs.
    bool addTarget(ElementId owner, const QString &ruleId, ElementId source, ElementId to)
    {
        const std::optional<Target> target = targetOf(to, source);
        if (!target)
            return false;
        Part entry;
        entry.set("Id", Part::text(m_writing.idOf(to)));
        entry.set("Arn", target->arn);
        const QString toKind = kind(to);
        if (toKind == QLatin1String("function")) {
            permitInvoke(m_writing, to, ruleId + m_writing.idOf(to) + QLatin1String("Permission"),
                         QStringLiteral("events.amazonaws.com"),
                         Part::attribute(ruleId, QStringLiteral("Arn")));
        } else if (isOneOf(toKind, {"queue", "topic"})) {
            permitSending(m_writing, to, QStringLiteral("events.amazonaws.com"),
                          senderOf(ruleId, to));
        } else {
            const QString role
                = m_writing.freeId(ruleId + m_writing.idOf(to) + QLatin1String("Role"));
            entry.set("RoleArn",
                      addRole(m_writing, owner, role, QStringLiteral("events.amazonaws.com"),
                              {{target->actions, {target->arn}}}));
        }
        if (const auto dead = deadLetters(source)) {
            entry["DeadLetterConfig"].set("Arn", *dead);
            permitDeadLetters(source, ruleId);
        }
        (*m_writing.properties(ruleId))["Targets"].append(entry);
        return true;
    }

    // A bucket waits for the policy of what it tells, and must not wait for the rule's functions by
    // that: then the rule is named by what its name begins with.
    Part senderOf(const QString &ruleId, ElementId to)
    {
        const QList<const Connection *> &incoming = m_writing.graph.incoming(to);
        const bool waitsForPolicy
            = std::any_of(incoming.begin(), incoming.end(), [this](const Connection *connection) {
                  return kind(connection->from) == QLatin1String("bucket");
              });
        if (!waitsForPolicy)
            return Part::attribute(ruleId, QStringLiteral("Arn"));
        QString bus = nameOf((*m_writing.properties(ruleId))[QStringLiteral("EventBusName")]);
        if (bus.isEmpty())
            m_writing.properties(ruleId)->remove(QStringLiteral("EventBusName"));
        else
            bus = QLatin1String("${") + bus + QLatin1String("}/");
        return Part::sub(QLatin1String("arn:${AWS::Partition}:events:${AWS::Region}:"
                                       "${AWS::AccountId}:rule/")
                         + bus + QLatin1String("${AWS::StackName}-*"));
    }

    void permitDeadLetters(ElementId source, const QString &ruleId)
    {
        for (const Connection *connection : m_writing.graph.outgoing(source)) {
            if (connection->role == Role::FailureTarget
                && kind(connection->to) == QLatin1String("queue")) {
                permitSending(m_writing, connection->to, QStringLiteral("events.amazonaws.com"),
                              senderOf(ruleId, connection->to));
                return;
            }
        }
    }

    void setPattern(Part &properties, ElementId element, const QString &text)
    {
        const auto json = jsonPart(text);
        if (json && json->isMap() && !json->isEmpty()) {
            properties.set("EventPattern", *json);
            return;
        }
        Part any;
        any.set("prefix", Part::raw("\"\""));
        properties["EventPattern"]["source"].append(any);
        properties["EventPattern"].comment
            = QStringLiteral("Every event has a source: this takes them all");
        if (m_writing.isKind(element, QLatin1String("event-rule")))
            m_writing.reportOpen(element, QStringLiteral("EventPattern"),
                                 QStringLiteral("a pattern that takes every event"));
    }

    bool busTarget(const Connection &connection)
    {
        if (!targetOf(connection.to, connection.from))
            return false;
        const QString id = m_writing.freeId(m_writing.idOf(connection.from) + QLatin1String("To")
                                            + m_writing.idOf(connection.to));
        Part &rule = m_writing.add(connection.from, id, "AWS::Events::Rule");
        rule.set("EventBusName", Part::ref(m_writing.idOf(connection.from)));
        setPattern(rule, connection.from, connection.filter.valueOr(QString()));
        return addTarget(connection.from, id, connection.from, connection.to);
    }

    void writeRule(const Service &service)
    {
        QList<const Connection *> targets;
        for (const Connection *connection : m_writing.graph.outgoing(service.id)) {
            if (connection->role == Role::Trigger)
                targets.append(connection);
        }
        const bool isEvent = targets.size() == 1
            && (m_design.get<Function>(targets.first()->to) || isMachine(targets.first()->to));
        if (isEvent || targets.isEmpty())
            return;
        Part &rule = m_writing.add(service.id, "AWS::Events::Rule");
        for (const Connection *connection : m_writing.graph.incoming(service.id)) {
            if (connection->role == Role::Trigger
                && kind(connection->from) == QLatin1String("event-bus"))
                rule.set("EventBusName", Part::ref(m_writing.idOf(connection->from)));
        }
        const QVariant expression = m_writing.field(service.id, "expression");
        const QVariant pattern = m_writing.field(service.id, "pattern");
        if (expression.isValid() && !pattern.isValid())
            rule.set("ScheduleExpression", Part::text(expression.toString()));
        else
            setPattern(rule, service.id, pattern.toString());
        if (m_writing.field(service.id, "state").toString() == QLatin1String("DISABLED"))
            rule.set("State", Part::text("DISABLED"));
        QSet<ElementId> seen;
        for (const Connection *connection : targets) {
            if (seen.contains(connection->to))
                continue;
            seen.insert(connection->to);
            if (!addTarget(service.id, m_writing.idOf(service.id), service.id, connection->to))
                m_writing.reportConnection(*connection);
        }
    }

    bool scheduleTarget(const Connection &connection)
    {
        const auto &service = *m_design.get<Service>(connection.from);
        const std::optional<Target> target = targetOf(connection.to, connection.from);
        if (!target)
            return false;
        // A schedule has one target.
        const bool isFirst = !m_writing.logicalIds.contains(m_writing.names.of(service.id));
        const QString id = isFirst
            ? m_writing.idOf(service.id)
            : m_writing.freeId(m_writing.idOf(service.id) + QLatin1String("To")
                               + m_writing.idOf(connection.to));
        m_writing.standsFor(service.id,
                            m_writing.logicalIds.value(m_writing.names.of(service.id), id));
        Part &schedule = m_writing.add(service.id, id, "AWS::Scheduler::Schedule");
        schedule.set("ScheduleExpression",
                     m_writing.demanded(service.properties.value(QStringLiteral("expression")),
                                        service.id, "Expression"));
        if (m_writing.field(service.id, "state").toString() == QLatin1String("DISABLED"))
            schedule.set("State", Part::text("DISABLED"));
        schedule["FlexibleTimeWindow"].set("Mode", Part::text("OFF"));
        QList<Allowed> allowed{{target->actions, {target->arn}}};
        const auto dead = deadLetters(service.id);
        if (dead)
            allowed.append({{QStringLiteral("sqs:SendMessage")}, {*dead}});
        const Part role
            = addRole(m_writing, service.id, m_writing.freeId(id + QLatin1String("Role")),
                      QStringLiteral("scheduler.amazonaws.com"), allowed);
        Part &entry = schedule["Target"];
        entry.set("Arn", target->arn);
        entry.set("RoleArn", role);
        const QVariant input = m_writing.field(service.id, "input");
        if (input.isValid())
            entry.set("Input", Part::text(input.toString()));
        if (kind(connection.to) == QLatin1String("stream"))
            entry["KinesisParameters"].set("PartitionKey", Part::text(m_writing.idOf(service.id)));
        if (kind(connection.to) == QLatin1String("event-bus")) {
            entry["EventBridgeParameters"].set("DetailType",
                                               Part::text(m_writing.idOf(service.id)));
            entry["EventBridgeParameters"].set("Source",
                                               Part::text(kebab(m_writing.idOf(service.id))));
        }
        if (dead)
            entry["DeadLetterConfig"].set("Arn", *dead);
        return true;
    }

    // -------------------------------------------------------------- topics and buckets

    bool subscription(const Connection &connection)
    {
        const QString id = m_writing.freeId(m_writing.idOf(connection.from) + QLatin1String("To")
                                            + m_writing.idOf(connection.to));
        Part &part = m_writing.add(connection.from, id, "AWS::SNS::Subscription");
        part.set("TopicArn", Part::ref(m_writing.idOf(connection.from)));
        part.set("Protocol", Part::text("sqs"));
        part.set("Endpoint", *m_writing.arn(connection.to, connection.from));
        if (const auto policy = jsonPart(connection.filter.valueOr(QString())))
            part.set("FilterPolicy", *policy);
        const Part topic = Part::ref(m_writing.idOf(connection.from));
        permitSending(m_writing, connection.to, QStringLiteral("sns.amazonaws.com"), topic);
        if (const auto dead = deadLetters(connection.from)) {
            part["RedrivePolicy"].set("deadLetterTargetArn", *dead);
            for (const Connection *failure : m_writing.graph.outgoing(connection.from)) {
                if (failure->role == Role::FailureTarget
                    && kind(failure->to) == QLatin1String("queue"))
                    permitSending(m_writing, failure->to, QStringLiteral("sns.amazonaws.com"),
                                  topic);
            }
        }
        return true;
    }

    bool notification(const Connection &connection)
    {
        const bool isQueue = kind(connection.to) == QLatin1String("queue");
        Part entry;
        entry.set("Event", Part::text("s3:ObjectCreated:*"));
        entry.set(isQueue ? "Queue" : "Topic", *m_writing.arn(connection.to, connection.from));
        Part rules = Part::list();
        const auto addRule = [&rules](const char *name, const Field<QString> &field) {
            if (!field)
                return;
            Part rule;
            rule.set("Name", Part::text(name));
            rule.set("Value", Part::text(*field));
            rules.append(rule);
        };
        addRule("prefix", connection.prefix);
        addRule("suffix", connection.suffix);
        if (!rules.isEmpty())
            entry["Filter"]["S3Key"].set("Rules", rules);
        Part &bucket = *m_writing.properties(connection.from);
        bucket["NotificationConfiguration"][isQueue ? "QueueConfigurations" : "TopicConfigurations"]
            .append(entry);
        // The bucket asks the target at once whether it may send.
        permitSending(m_writing, connection.to, QStringLiteral("s3.amazonaws.com"),
                      *m_writing.arn(connection.from, connection.to));
        Part &attributes = m_writing.attributes(m_writing.idOf(connection.from));
        const Part policy = Part::text(m_writing.idOf(connection.to) + QLatin1String("Policy"));
        if (!attributes["DependsOn"].items().contains(policy))
            attributes["DependsOn"].append(policy);
        return true;
    }

    // -------------------------------------------------------------- balancers and pipes

    void writeBalancer(const Service &service)
    {
        QList<const Connection *> targets;
        for (const Connection *connection : m_writing.graph.outgoing(service.id)) {
            if (connection->role != Role::Trigger)
                continue;
            if (m_design.get<Function>(connection->to))
                targets.append(connection);
            else
                m_writing.reportConnection(*connection);
        }
        const Part subnets = demandedSubnets(m_writing, service);
        const Part groups = demandedGroups(m_writing, service);
        Part &balancer = m_writing.add(service.id, "AWS::ElasticLoadBalancingV2::LoadBalancer");
        const QVariant scheme = m_writing.field(service.id, "scheme");
        balancer.set("Type", Part::text("application"));
        balancer.set("Scheme", Part::text(scheme.toString()));
        balancer.set("Subnets", subnets);
        balancer.set("SecurityGroups", groups);
        const QString id = m_writing.idOf(service.id);
        QString listener;
        int number = 0;
        for (const Connection *connection : std::as_const(targets)) {
            const QString function = m_writing.idOf(connection->to);
            const QString permission = permitInvoke(
                m_writing, connection->to, id + function + QLatin1String("Permission"),
                QStringLiteral("elasticloadbalancing.amazonaws.com"), std::nullopt);
            const QString group = m_writing.freeId(id + QLatin1String("To") + function);
            Part &members
                = m_writing.add(service.id, group, "AWS::ElasticLoadBalancingV2::TargetGroup");
            m_writing.attributes(group).set("DependsOn", Part::text(permission));
            members.set("TargetType", Part::text("lambda"));
            Part member;
            member.set("Id", *m_writing.arn(connection->to, service.id));
            members["Targets"].append(member);
            Part forward;
            forward.set("Type", Part::text("forward"));
            forward.set("TargetGroupArn", Part::ref(group));
            if (number++ == 0)
                listener = addListener(service, forward);
            else
                addListenerRule(service, listener, forward, function, number);
        }
    }

    QString addListener(const Service &service, const Part &forward)
    {
        const QString id = m_writing.freeId(m_writing.idOf(service.id) + QLatin1String("Listener"));
        Part &listener = m_writing.add(service.id, id, "AWS::ElasticLoadBalancingV2::Listener");
        listener.set("LoadBalancerArn", Part::ref(m_writing.idOf(service.id)));
        listener.set("Port", Part::number(443));
        listener.set("Protocol", Part::text("HTTPS"));
        Part certificate;
        certificate.set("CertificateArn",
                        m_writing.parameter(QStringLiteral("CertificateArn"), "String",
                                            QStringLiteral("ARN of the certificate of the load "
                                                           "balancer's host name")));
        listener["Certificates"].append(certificate);
        listener["DefaultActions"].append(forward);
        return id;
    }

    void addListenerRule(const Service &service, const QString &listener, const Part &forward,
                         const QString &function, int priority)
    {
        const QString id
            = m_writing.freeId(m_writing.idOf(service.id) + function + QLatin1String("Rule"));
        Part &rule = m_writing.add(service.id, id, "AWS::ElasticLoadBalancingV2::ListenerRule");
        rule.set("ListenerArn", Part::ref(listener));
        rule.set("Priority", Part::number(priority));
        Part condition;
        condition.set("Field", Part::text("path-pattern"));
        condition["PathPatternConfig"]["Values"].append(
            Part::text(QLatin1Char('/') + kebab(function) + QLatin1String("/*")));
        rule["Conditions"].append(condition);
        rule["Actions"].append(forward);
        m_writing.report(
            Severity::Low, "sam.write.routes", service.id,
            {STRATOPLAN_TEXT("Sam",
                             "The design does not say the routes of {name}; each function "
                             "has a path of its own name"),
             {{QStringLiteral("name"), m_writing.names.of(service.id)}}},
            {STRATOPLAN_TEXT("Sam", "Give the events the paths and methods that clients use"), {}});
    }

    void writePipe(const Service &service)
    {
        ElementId source;
        for (const Connection *connection : m_writing.graph.incoming(service.id)) {
            if (connection->role != Role::Trigger)
                continue;
            if (source)
                m_writing.reportConnection(*connection);
            else
                source = connection->from;
        }
        ElementId to;
        const Connection *first = nullptr;
        for (const Connection *connection : m_writing.graph.outgoing(service.id)) {
            if (connection->role != Role::Trigger)
                continue;
            if (first) {
                m_writing.reportConnection(*connection);
                continue;
            }
            first = connection;
            to = connection->to;
        }
        const QString from = kind(source);
        const std::optional<Target> target = targetOf(to, service.id);
        if (!isOneOf(from, {"queue", "stream", "table"}) || !target) {
            if (first)
                m_writing.reportConnection(*first);
            for (const Connection *connection : m_writing.graph.incoming(service.id)) {
                if (first && connection->from == source)
                    m_writing.reportConnection(*connection);
            }
            return;
        }
        const QHash<QString, QStringList> reading{
            {QStringLiteral("queue"),
             {QStringLiteral("sqs:ReceiveMessage"), QStringLiteral("sqs:DeleteMessage"),
              QStringLiteral("sqs:GetQueueAttributes")}},
            {QStringLiteral("stream"),
             {QStringLiteral("kinesis:DescribeStream"),
              QStringLiteral("kinesis:DescribeStreamSummary"), QStringLiteral("kinesis:GetRecords"),
              QStringLiteral("kinesis:GetShardIterator"), QStringLiteral("kinesis:ListShards")}},
            {QStringLiteral("table"),
             {QStringLiteral("dynamodb:DescribeStream"), QStringLiteral("dynamodb:GetRecords"),
              QStringLiteral("dynamodb:GetShardIterator"),
              QStringLiteral("dynamodb:ListStreams")}}};
        const Part sourceArn = from == QLatin1String("table")
            ? Part::attribute(m_writing.idOf(source), QStringLiteral("StreamArn"))
            : *m_writing.arn(source, service.id);
        const QString role = m_writing.freeId(m_writing.idOf(service.id) + QLatin1String("Role"));
        Part &pipe = m_writing.add(service.id, "AWS::Pipes::Pipe");
        pipe.set("RoleArn",
                 addRole(m_writing, service.id, role, QStringLiteral("pipes.amazonaws.com"),
                         {{reading.value(from), {sourceArn}}, {target->actions, {target->arn}}}));
        pipe.set("Source", sourceArn);
        if (from != QLatin1String("queue")) {
            pipe["SourceParameters"][from == QLatin1String("table") ? "DynamoDBStreamParameters"
                                                                    : "KinesisStreamParameters"]
                .set("StartingPosition", Part::text("TRIM_HORIZON"));
        }
        pipe.set("Target", target->arn);
        if (kind(to) == QLatin1String("stream"))
            pipe["TargetParameters"]["KinesisStreamParameters"].set(
                "PartitionKey", Part::text(m_writing.idOf(service.id)));
    }

    Writing &m_writing;
    const Design &m_design;
};

} // namespace

void writeLinks(Writing &writing)
{
    LinkWriter(writing).write();
}

} // namespace stratoplan::sam
