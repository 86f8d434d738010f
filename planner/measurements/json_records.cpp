// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/measurements/json_records.h"

#include "planner/measurements/power_tuning.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>

namespace stratoplan::measurements {

namespace {

std::optional<double> numberAt(const QJsonObject &object, QLatin1String key)
{
    const QJsonValue value = object.value(key);
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

int wholeAt(const QJsonObject &object, QLatin1String key)
{
    const double value = object.value(key).toDouble();
    return value > 0 && value < 1e9 ? static_cast<int>(std::lround(value)) : 0;
}

Status statusOf(const QString &word)
{
    if (word.isEmpty() || word == QLatin1String("success"))
        return Status::Success;
    return word == QLatin1String("timeout") ? Status::TimedOut : Status::Failed;
}

// Columns of Logs Insights hold bytes in units of 1000 x 1000 (measurement-formats, 4).
int megabytes(const QByteArray &bytes)
{
    const double value = bytes.toDouble() / 1e6;
    return value > 0 && value < 1e9 ? static_cast<int>(std::lround(value)) : 0;
}

std::optional<double> numberIn(const QMap<QByteArray, QByteArray> &row, const char *column)
{
    bool ok = false;
    const double value = row.value(column).trimmed().toDouble(&ok);
    return ok ? std::optional(value) : std::nullopt;
}

QMap<QByteArray, QByteArray> insightsRow(const QJsonArray &cells)
{
    QMap<QByteArray, QByteArray> row;
    for (const auto &cell : cells) {
        const QJsonObject object = cell.toObject();
        row.insert(object.value(QLatin1String("field")).toString().toUtf8(),
                   object.value(QLatin1String("value")).toString().toUtf8());
    }
    return row;
}

QMap<QByteArray, QByteArray> insightsRow(const QJsonObject &object)
{
    QMap<QByteArray, QByteArray> row;
    for (auto it = object.constBegin(); it != object.constEnd(); ++it)
        row.insert(it.key().toUtf8(),
                   it->isDouble() ? QByteArray::number(it->toDouble(), 'g', 17)
                                  : it->toString().toUtf8());
    return row;
}

bool isInsightsRow(const QJsonObject &object)
{
    return object.contains(QLatin1String("@message"))
        || object.contains(QLatin1String("@duration"));
}

void takeLines(const QByteArray &text, LogLines &lines, const Origin &origin = {})
{
    for (const QByteArray &line : text.split('\n'))
        lines.take(line, origin);
}

// What an object says of where its records come from: an event of a log, or the log around it.
Origin originOf(const QJsonObject &object, const Origin &around = {})
{
    Origin made = around;
    for (const auto key : {QLatin1String("logGroup"), QLatin1String("logGroupName")}) {
        if (const QJsonValue group = object.value(key); group.isString())
            made.function = functionOfLogGroup(group.toString().toUtf8());
    }
    for (const auto key : {QLatin1String("logStream"), QLatin1String("logStreamName")}) {
        if (const QJsonValue stream = object.value(key); stream.isString())
            made.stream = stream.toString().toUtf8();
    }
    return made;
}

} // namespace

void takeInvokeLog(const QByteArray &base64, LogLines &lines)
{
    takeLines(QByteArray::fromBase64(base64), lines);
}

void JsonRecords::takeInsightsRow(const QMap<QByteArray, QByteArray> &row)
{
    become(Source::Insights);
    const Origin origin{timeIn(row.value("@timestamp")), row.value("@logStream"),
                        functionOfLogGroup(row.value("@log"))};
    const QString function = m_tally.streams().functionOf(origin);
    m_tally.sawFunction(function);
    m_tally.sawStream(origin.stream, function);
    const QByteArray message = row.value("@message");
    // The message has more than the columns: restoring a snapshot, the status.
    if (takeEventIn(message, origin))
        return;
    if (message.contains("REPORT RequestId:") || message.contains("INIT_REPORT")) {
        takeLines(message, m_lines, origin);
        return;
    }
    if (row.contains("@type") && row.value("@type") != "REPORT")
        return;
    const std::optional<double> duration = numberIn(row, "@duration");
    if (!duration)
        return;
    Record record;
    record.duration = duration;
    record.billed = numberIn(row, "@billedDuration");
    record.init = numberIn(row, "@initDuration");
    record.memory = megabytes(row.value("@memorySize"));
    record.maxMemoryUsed = megabytes(row.value("@maxMemoryUsed"));
    record.time = origin.time;
    record.function = function;
    m_tally.add(record);
}

bool JsonRecords::takeEventIn(const QByteArray &message, const Origin &origin)
{
    const QByteArray trimmed = message.trimmed();
    if (!trimmed.startsWith('{'))
        return false;
    const QJsonObject event = QJsonDocument::fromJson(trimmed).object();
    if (!event.value(QLatin1String("type")).toString().startsWith(QLatin1String("platform.")))
        return false;
    takePlatformEvent(event, origin);
    return true;
}

void JsonRecords::become(Source source)
{
    if (!m_kindKnown)
        m_tally.setSource(source);
    m_kindKnown = true;
    m_tally.sawKind();
}

void JsonRecords::take(const QByteArray &json, const Origin &origin)
{
    QJsonParseError fault;
    const QJsonDocument document = QJsonDocument::fromJson(json, &fault);
    if (fault.error != QJsonParseError::NoError) {
        takeBroken(json, false);
        return;
    }
    if (document.isObject()) {
        takeObject(document.object(), origin);
        return;
    }
    // get-query-results gives a row as a list of fields.
    const QJsonArray cells = document.array();
    if (!cells.isEmpty() && cells.first().toObject().contains(QLatin1String("field"))) {
        takeInsightsRow(insightsRow(cells));
    }
}

void JsonRecords::takeBroken(const QByteArray &json, bool isTooLarge)
{
    for (const char *ours : {"\"platform.report\"", "REPORT RequestId:", "AWS::Lambda"}) {
        if (json.contains(ours)) {
            m_tally.leaveOut(isTooLarge ? LeftOut::TooLarge : LeftOut::Truncated);
            return;
        }
    }
}

void JsonRecords::takeObject(const QJsonObject &object, const Origin &origin)
{
    const QString type = object.value(QLatin1String("type")).toString();
    if (type.startsWith(QLatin1String("platform."))) {
        become(Source::PlatformEvents);
        Origin own = originOf(object, origin);
        own.time = timeIn(object.value(QLatin1String("time")).toString().toLatin1());
        takePlatformEvent(object, own);
    } else if (object.value(QLatin1String("LogResult")).isString()) {
        takeInvokeAnswer(object);
    } else if (mayBeTuning() && isPowerTuning(object)) {
        become(Source::PowerTuning);
        m_isTuning = true;
        takePowerTuning(object, std::nullopt, m_tally);
    } else if (mayBeTuning()
               && (object.contains(QLatin1String("executionArn"))
                   || (object.contains(QLatin1String("output"))
                       && object.contains(QLatin1String("status"))))) {
        takeExecution(object);
    } else if (takeTrace(object)) {
        return;
    } else if (isInsightsRow(object)) {
        takeInsightsRow(insightsRow(object));
    } else if (object.value(QLatin1String("message")).isString()
               && object.value(QLatin1String("timestamp")).isDouble()) {
        takeLogEvent(object, origin);
    } else if (object.value(QLatin1String("logEvents")).isArray()) {
        // What a subscription to a log group delivers.
        become(Source::LogEvents);
        const QJsonArray events = object.value(QLatin1String("logEvents")).toArray();
        for (const auto &event : events)
            takeLogEvent(event.toObject(), originOf(object));
    } else if (object.value(QLatin1String("events")).isArray()) {
        become(Source::LogEvents);
    }
}

// In a log, what looks like a result of power tuning is the application's own.
bool JsonRecords::mayBeTuning() const
{
    return m_isTuning || !m_tally.isKindSeen();
}

void JsonRecords::takeLogEvent(const QJsonObject &event, const Origin &around)
{
    const QByteArray message = event.value(QLatin1String("message")).toString().toUtf8();
    Origin origin = originOf(event, around);
    origin.time = static_cast<qint64>(
        std::clamp(event.value(QLatin1String("timestamp")).toDouble(), -1.0, 4e12));
    if (message.trimmed().startsWith('{')) {
        if (message.contains("\"platform."))
            become(Source::LogEvents);
        takeEventIn(message, origin);
        return;
    }
    if (event.contains(QLatin1String("ingestionTime")) || !origin.stream.isEmpty()
        || message.contains("REPORT RequestId:"))
        become(Source::LogEvents);
    takeLines(message, m_lines, origin);
}

void JsonRecords::takePlatformEvent(const QJsonObject &object, const Origin &origin)
{
    Streams &streams = m_tally.streams();
    const QString type = object.value(QLatin1String("type")).toString();
    const QJsonObject record = object.value(QLatin1String("record")).toObject();
    if (type == QLatin1String("platform.report")) {
        takeReport(record, origin);
    } else if (type == QLatin1String("platform.initStart")) {
        const QString function = record.value(QLatin1String("functionName")).toString();
        streams.sawFunction(origin, function);
        m_tally.sawFunction(origin.function.isEmpty() ? function : origin.function);
    } else if (type == QLatin1String("platform.initReport")) {
        // Initialisation that runs again within an invocation is part of its duration.
        const std::optional<double> init = numberAt(
            record.value(QLatin1String("metrics")).toObject(), QLatin1String("durationMs"));
        if (init && record.value(QLatin1String("phase")).toString() == QLatin1String("invoke"))
            streams.sawInitWithin(origin, *init);
    } else if (type == QLatin1String("platform.logsDropped")) {
        Problem incomplete = problem(
            QStringLiteral("measurements.incomplete"),
            {STRATOPLAN_TEXT("Measurements", "The log says that records of it were dropped"), {}},
            {STRATOPLAN_TEXT("Measurements", "Counts of it are too low; durations still hold"), {}},
            m_tally.file());
        incomplete.severity = Severity::Low;
        m_tally.note(std::move(incomplete));
    }
}

void JsonRecords::takeReport(const QJsonObject &record, const Origin &origin)
{
    const QJsonObject metrics = record.value(QLatin1String("metrics")).toObject();
    Record made;
    made.status = statusOf(record.value(QLatin1String("status")).toString());
    made.duration = numberAt(metrics, QLatin1String("durationMs"));
    made.billed = numberAt(metrics, QLatin1String("billedDurationMs"));
    made.init = numberAt(metrics, QLatin1String("initDurationMs"));
    made.restore = numberAt(metrics, QLatin1String("restoreDurationMs"));
    made.billedRestore = numberAt(metrics, QLatin1String("billedRestoreDurationMs"));
    made.memory = wholeAt(metrics, QLatin1String("memorySizeMB"));
    made.maxMemoryUsed = wholeAt(metrics, QLatin1String("maxMemoryUsedMB"));
    made.time = origin.time;
    made.function = m_tally.streams().functionOf(origin);
    const std::optional<double> initWithin = m_tally.streams().takeInitWithin(origin);
    if (initWithin && !made.init) {
        made.init = initWithin;
        made.initWithin = true;
    }
    m_tally.sawStream(origin.stream, made.function);
    m_tally.add(made);
}

void JsonRecords::takeInvokeAnswer(const QJsonObject &answer)
{
    become(Source::InvokeLog);
    if (answer.contains(QLatin1String("FunctionError"))) {
        m_tally.leaveOut(LeftOut::Failed);
        return;
    }
    takeInvokeLog(answer.value(QLatin1String("LogResult")).toString().toLatin1(), m_lines);
}

void JsonRecords::takeExecution(const QJsonObject &execution)
{
    const QJsonObject output
        = QJsonDocument::fromJson(execution.value(QLatin1String("output")).toString().toUtf8())
              .object();
    const QString status = execution.value(QLatin1String("status")).toString();
    const QJsonObject input
        = QJsonDocument::fromJson(execution.value(QLatin1String("input")).toString().toUtf8())
              .object();
    if (output.isEmpty() && !input.contains(QLatin1String("lambdaARN"))
        && !execution.contains(QLatin1String("stateMachineArn")))
        return; // some other JSON with an output
    become(Source::PowerTuning);
    m_isTuning = true;
    if (status != QLatin1String("SUCCEEDED")) {
        m_tally.refuse(problem(
            QStringLiteral("measurements.failed-execution"),
            {STRATOPLAN_TEXT("Measurements", "The power-tuning run ended as {status}"),
             {{QStringLiteral("status"), status}}},
            {STRATOPLAN_TEXT("Measurements", "Give the answer of a run that succeeded"), {}},
            m_tally.file()));
        return;
    }
    if (input.value(QLatin1String("onlyColdStarts")).toBool()) {
        m_tally.refuse(problem(
            QStringLiteral("measurements.cold-only"),
            {STRATOPLAN_TEXT("Measurements",
                             "The power-tuning run measured cold starts only; initialisation is "
                             "part of each duration"),
             {}},
            {STRATOPLAN_TEXT("Measurements", "Run it without onlyColdStarts"), {}},
            m_tally.file()));
        return;
    }
    if (!isPowerTuning(output)) {
        m_tally.refuse(problem(
            QStringLiteral("measurements.dry-run"),
            {STRATOPLAN_TEXT("Measurements",
                             "The power-tuning run has no analysis in it; it was a dry run"),
             {}},
            {STRATOPLAN_TEXT("Measurements", "Run it without dryRun"), {}}, m_tally.file()));
        return;
    }
    const int samples = wholeAt(input, QLatin1String("num"));
    const QString arn = input.value(QLatin1String("lambdaARN")).toString();
    m_tally.sawFunction(arn.section(QLatin1Char(':'), 6, 6));
    takePowerTuning(output, samples > 0 ? std::optional<qint64>(samples) : std::nullopt, m_tally);
}

} // namespace stratoplan::measurements
