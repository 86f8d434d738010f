// SPDX-License-Identifier: GPL-3.0-or-later
// Traces and segments of X-Ray (measurement-formats, 5).
#include "planner/measurements/json_records.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace stratoplan::measurements {

namespace {

// A stretch of time, in seconds since 1970.
struct Stretch
{
    double start = 0;
    double end = 0;

    /// To the microsecond: seconds since 1970 hold no more in a double.
    double ms() const { return std::round((end - start) * 1e6) / 1e3; }
};

std::optional<Stretch> stretchOf(const QJsonObject &segment)
{
    const QJsonValue start = segment.value(QLatin1String("start_time"));
    const QJsonValue end = segment.value(QLatin1String("end_time"));
    if (!start.isDouble() || !end.isDouble() || end.toDouble() < start.toDouble())
        return std::nullopt;
    return Stretch{start.toDouble(), end.toDouble()};
}

std::optional<Stretch> subsegment(const QJsonObject &segment, QLatin1String name)
{
    const QJsonArray all = segment.value(QLatin1String("subsegments")).toArray();
    for (const auto &each : all) {
        const QJsonObject sub = each.toObject();
        if (sub.value(QLatin1String("name")).toString() == name)
            return stretchOf(sub);
    }
    return std::nullopt;
}

// The length of what made the invocation cold. With provisioned concurrency the environment was
// initialised minutes before: then this invocation is warm.
std::optional<double> coldPart(const QJsonObject &segment, QLatin1String name,
                               const Stretch &invocation)
{
    const std::optional<Stretch> part = subsegment(segment, name);
    if (!part || part->end < invocation.start - 1 || part->end > invocation.start + 1)
        return std::nullopt;
    return part->ms();
}

} // namespace

bool JsonRecords::takeTrace(const QJsonObject &object)
{
    const QJsonValue segments = object.value(QLatin1String("Segments"));
    if (segments.isArray()) {
        become(Source::XRay);
        const QJsonArray all = segments.toArray();
        for (const auto &segment : all)
            takeTrace(segment.toObject());
        return true;
    }
    const QJsonValue document = object.value(QLatin1String("Document"));
    if (document.isString()) {
        become(Source::XRay);
        const QByteArray text = document.toString().toUtf8();
        const QJsonObject segment = QJsonDocument::fromJson(text).object();
        if (segment.isEmpty())
            takeBroken(text, false);
        else
            takeSegment(segment);
        return true;
    }
    if (object.value(QLatin1String("Traces")).isArray()) {
        become(Source::XRay);
        return true;
    }
    if (!object.contains(QLatin1String("trace_id"))
        || !object.contains(QLatin1String("start_time")))
        return false;
    become(Source::XRay);
    takeSegment(object);
    return true;
}

void JsonRecords::takeSegment(const QJsonObject &segment)
{
    // The service's own view holds queueing as well, and segments of others hold no invocation.
    if (segment.value(QLatin1String("origin")).toString() != QLatin1String("AWS::Lambda::Function"))
        return;
    const QString function = segment.value(QLatin1String("name")).toString();
    if (segment.value(QLatin1String("in_progress")).toBool()
        || !segment.contains(QLatin1String("end_time"))) {
        m_tally.leaveOut(LeftOut::InProgress, function);
        return;
    }
    if (segment.value(QLatin1String("throttle")).toBool()) {
        m_tally.leaveOut(LeftOut::Throttled, function);
        return;
    }
    Record record;
    record.function = function;
    if (segment.value(QLatin1String("fault")).toBool()
        || segment.value(QLatin1String("error")).toBool())
        record.status = Status::Failed;
    const std::optional<Stretch> invocation = subsegment(segment, QLatin1String("Invocation"));
    if (invocation) {
        record.duration = invocation->ms();
        record.init = coldPart(segment, QLatin1String("Initialization"), *invocation);
        record.restore = coldPart(segment, QLatin1String("Restore"), *invocation);
        record.time = static_cast<qint64>(std::clamp(invocation->start * 1000, -1.0, 4e12));
    }
    m_tally.add(record);
}

} // namespace stratoplan::measurements
