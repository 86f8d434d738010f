// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/measurements/log_lines.h"

namespace stratoplan::measurements {

namespace {

// The stream and the time of a line, where the container does not say them but its beginning does.
Origin withPrefix(const Origin &origin, QByteArrayView prefix)
{
    Origin made = origin;
    if (made.stream.isEmpty() && !prefix.isEmpty())
        made.stream = streamIn(prefix).toByteArray();
    if (made.time < 0 && !prefix.isEmpty())
        made.time = timeIn(prefix);
    return made;
}

} // namespace

void LogLines::take(QByteArrayView line, const Origin &origin)
{
    ReportLine report = readReportLine(line);
    if (report.kind == LineKind::Other) {
        takeOther(line, origin);
        return;
    }
    const Origin whole = withPrefix(origin, report.prefix);
    Streams &streams = m_tally.streams();
    const QString function = streams.functionOf(whole);
    const std::optional<double> initWithin = streams.takeInitWithin(whole);
    if (report.kind == LineKind::Truncated) {
        m_tally.leaveOut(LeftOut::Truncated, function);
        return;
    }
    flush();
    m_tally.sawKind();
    m_tally.sawStream(whole.stream, function);
    report.record.time = whole.time;
    report.record.function = function;
    if (initWithin && !report.record.init) {
        report.record.init = initWithin;
        report.record.initWithin = true;
    }
    m_waiting = report.record;
    m_waitingId.resize(0); // keeps what it has room for
    m_waitingId.append(report.requestId.data(), report.requestId.size());
}

// Lines of the platform are told by their beginning; the rest of a log is the application's own.
void LogLines::takeOther(QByteArrayView line, const Origin &origin)
{
    if (const qsizetype report = line.indexOf("INIT_REPORT"); report >= 0) {
        m_tally.sawKind();
        const qsizetype at = line.indexOf("Init Duration: ");
        if (at >= 0 && line.contains("Phase: invoke")) {
            const QByteArrayView number = line.sliced(at + 15);
            bool ok = false;
            const double init = number.first(std::max<qsizetype>(number.indexOf(' '), 0))
                                    .toByteArray()
                                    .toDouble(&ok);
            if (ok && init >= 0)
                m_tally.streams().sawInitWithin(withPrefix(origin, line.first(report)), init);
        }
        return;
    }
    if (line.contains("START RequestId:") || line.contains("END RequestId:")
        || line.contains("INIT_START")) {
        m_tally.sawKind();
        return;
    }
    // Logs from before the field Status say so in a line behind the report.
    if (!m_waiting || m_waitingId.isEmpty() || !line.contains(m_waitingId))
        return;
    if (line.contains("Task timed out after"))
        m_waiting->status = Status::TimedOut;
    else if (line.contains("Process exited before completing request")
             || line.contains("Error: Runtime exited"))
        m_waiting->status = Status::Failed;
}

void LogLines::flush()
{
    if (m_waiting)
        m_tally.add(*m_waiting);
    m_waiting.reset();
}

} // namespace stratoplan::measurements
