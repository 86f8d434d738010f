// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/write_steps.h"

#include <array>

namespace stratoplan::sam {

namespace {

// Events of functions that Lambda polls for: queues and streams, by an event source mapping.
class MappingWriter : private TriggerWriter
{
public:
    using TriggerWriter::TriggerWriter;

    std::optional<bool> write()
    {
        struct Row
        {
            QLatin1String kind;
            bool (MappingWriter::*write)() = nullptr;
        };
        static constexpr std::array rows{
            Row{QLatin1String("queue"), &MappingWriter::queue},
            Row{QLatin1String("stream"), &MappingWriter::stream},
            Row{QLatin1String("table"), &MappingWriter::table},
            Row{QLatin1String("kafka"), &MappingWriter::kafka},
            Row{QLatin1String("broker"), &MappingWriter::broker},
            Row{QLatin1String("document-database"), &MappingWriter::documentDatabase},
        };
        const QString kind = m_writing.kindWordOf(m_source);
        for (const Row &row : rows) {
            if (kind == row.kind)
                return (this->*row.write)();
        }
        return std::nullopt;
    }

private:
    void add(const char *type, const Part &properties)
    {
        addEvent(m_writing, m_target, m_writing.idOf(m_source), type, properties);
    }

    Part sourceArn() { return *m_writing.arn(m_source, m_target); }

    enum Polls
    {
        Messages,
        Records
    };

    void setMapping(Part &properties, Polls polls)
    {
        const ElementId owner = m_target;
        const auto set = [this, &properties, owner](const char *key, const auto &field) {
            m_writing.setStated(properties, key, field, owner);
        };
        set("BatchSize", m_connection.batchSize);
        set("MaximumBatchingWindowInSeconds", m_connection.batchWindow);
        if (m_connection.partialBatch.valueOr(false))
            properties.set("FunctionResponseTypes",
                           Part::texts({QStringLiteral("ReportBatchItemFailures")}));
        if (polls == Records) {
            set("MaximumRetryAttempts", m_connection.retries);
            set("MaximumRecordAgeInSeconds", m_connection.maxRecordAge);
            set("BisectBatchOnFunctionError", m_connection.bisect);
            set("ParallelizationFactor", m_connection.parallelization);
        } else if (const auto most = m_writing.stated(m_connection.maximumConcurrency, owner,
                                                      "MaximumConcurrency")) {
            properties["ScalingConfig"].set("MaximumConcurrency", *most);
        }
        setFilter(properties);
    }

    void setFilter(Part &properties)
    {
        if (!m_connection.filter)
            return;
        const QStringList patterns
            = m_connection.filter->split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        for (const QString &pattern : patterns) {
            Part filter;
            filter.set("Pattern", Part::text(pattern));
            properties["FilterCriteria"]["Filters"].append(filter);
        }
    }

    // A stream's batch that failed goes where the stream or the function says.
    void setOnFailure(Part &properties)
    {
        QList<ElementId> targets = failureTargets(m_writing, m_source);
        targets.append(failureTargets(m_writing, m_target));
        for (const ElementId target : std::as_const(targets)) {
            const QString kind = m_writing.kindWordOf(target);
            const char *type = kind == QLatin1String("queue") ? "SQS"
                : kind == QLatin1String("topic")              ? "SNS"
                : kind == QLatin1String("bucket")             ? "S3Bucket"
                                                              : nullptr;
            const auto arn = type ? m_writing.arn(target, m_target) : std::nullopt;
            if (!arn)
                continue;
            Part &failure = properties["DestinationConfig"]["OnFailure"];
            failure.set("Type", Part::text(type));
            failure.set("Destination", *arn);
            return;
        }
    }

    bool queue()
    {
        if (!m_isFunction)
            return false;
        Part properties;
        properties.set("Queue", sourceArn());
        setVisibility();
        setMapping(properties, Messages);
        add("SQS", properties);
        return true;
    }

    // Lambda refuses a queue whose messages come back before the function gives up. Where the
    // design does not say how long they stay away, it is what AWS advises: six times the timeout,
    // and the batch window (Lambda Developer Guide, "Using Lambda with Amazon SQS").
    void setVisibility()
    {
        const auto *function = m_writing.design.get<Function>(m_target);
        const auto &queue = *m_writing.design.get<Service>(m_source);
        if (!queue.properties.value(QStringLiteral("visibilityTimeoutS")).isUnset()
            || !function->timeout)
            return;
        constexpr int longest = 43200;
        const int window = m_connection.batchWindow ? m_connection.batchWindow->value : 0;
        const int advised = std::min(longest, 6 * function->timeout->value + window);
        constexpr int standard = 30;
        Part &properties = *m_writing.properties(m_source);
        const int written = std::max(standard,
                                     properties.has(QStringLiteral("VisibilityTimeout"))
                                         ? properties["VisibilityTimeout"].scalar().toInt()
                                         : 0);
        if (advised <= written)
            return;
        properties.set("VisibilityTimeout", Part::number(advised));
        m_writing.reportOpen(m_source, QStringLiteral("VisibilityTimeout"),
                             QString::number(advised));
    }

    void addStream(const char *type, const Part &source)
    {
        Part properties;
        properties.set("Stream", source);
        // From the oldest record on, so that none is passed over while the mapping is made.
        properties.set("StartingPosition", Part::text("TRIM_HORIZON"));
        setMapping(properties, Records);
        setOnFailure(properties);
        add(type, properties);
    }

    bool stream()
    {
        if (m_isFunction)
            addStream("Kinesis", sourceArn());
        return m_isFunction;
    }

    bool table()
    {
        if (m_isFunction)
            addStream("DynamoDB",
                      Part::attribute(m_writing.idOf(m_source), QStringLiteral("StreamArn")));
        return m_isFunction;
    }

    Part demandedText(const char *what)
    {
        return m_writing.demanded(Field<QString>(), m_source, what);
    }

    bool kafka()
    {
        if (!m_isFunction)
            return false;
        Part properties;
        properties.set("Stream", sourceArn());
        properties.set("Topics", Part::list({demandedText("Topic")}));
        properties.set("StartingPosition", Part::text("TRIM_HORIZON"));
        m_writing.setStated(properties, "BatchSize", m_connection.batchSize, m_target);
        m_writing.setStated(properties, "MaximumBatchingWindowInSeconds", m_connection.batchWindow,
                            m_target);
        setFilter(properties);
        setOnFailure(properties);
        add("MSK", properties);
        return true;
    }

    bool broker()
    {
        if (!m_isFunction)
            return false;
        Part properties;
        properties.set("Broker", sourceArn());
        properties.set("Queues", Part::list({demandedText("QueueName")}));
        m_writing.setStated(properties, "BatchSize", m_connection.batchSize, m_target);
        m_writing.setStated(properties, "MaximumBatchingWindowInSeconds", m_connection.batchWindow,
                            m_target);
        setFilter(properties);
        properties.set(
            "SourceAccessConfigurations",
            login(Part::ref(m_writing.partId(m_writing.idOf(m_source) + QLatin1String("Secret")))));
        add("MQ", properties);
        return true;
    }

    static Part login(const Part &secret)
    {
        Part access;
        access.set("Type", Part::text("BASIC_AUTH"));
        access.set("URI", secret);
        return Part::list({access});
    }

    bool documentDatabase()
    {
        if (!m_isFunction)
            return false;
        Part properties;
        properties.set("Cluster",
                       Part::sub(QLatin1String("arn:${AWS::Partition}:rds:${AWS::Region}:"
                                               "${AWS::AccountId}:cluster:${")
                                 + m_writing.idOf(m_source) + QLatin1Char('}')));
        properties.set("DatabaseName", demandedText("DatabaseName"));
        properties.set("StartingPosition", Part::text("TRIM_HORIZON"));
        m_writing.setStated(properties, "BatchSize", m_connection.batchSize, m_target);
        m_writing.setStated(properties, "MaximumBatchingWindowInSeconds", m_connection.batchWindow,
                            m_target);
        setFilter(properties);
        properties.set("SourceAccessConfigurations", login(demandedText("SecretArn")));
        add("DocumentDB", properties);
        return true;
    }
};

} // namespace

QList<ElementId> failureTargets(const Writing &writing, ElementId from)
{
    QList<ElementId> found;
    for (const Connection *connection : writing.graph.outgoing(from)) {
        if (connection->role == Role::FailureTarget && !found.contains(connection->to))
            found.append(connection->to);
    }
    return found;
}

std::optional<bool> writeMapping(Writing &writing, const Connection &connection)
{
    return MappingWriter(writing, connection).write();
}

} // namespace stratoplan::sam
