// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/measurements/log_lines.h"

namespace stratoplan::measurements {

void LogLines::take(QByteArrayView line, qint64 time)
{
    ReportLine report = readReportLine(line);
    switch (report.kind) {
    case LineKind::Other:
        takeOther(line);
        return;
    case LineKind::Truncated:
        m_tally.leaveOut(LeftOut::Truncated);
        m_initWithin.reset();
        return;
    case LineKind::Report:
        break;
    }
    flush();
    m_tally.sawKind();
    if (!report.prefix.isEmpty())
        m_tally.sawStream(streamIn(report.prefix));
    report.record.time = time >= 0 || report.prefix.isEmpty() ? time : timeIn(report.prefix);
    if (m_initWithin && !report.record.init) {
        report.record.init = m_initWithin;
        report.record.initWithin = true;
    }
    m_initWithin.reset();
    m_waiting = report.record;
    m_waitingId.resize(0); // keeps what it has room for
    m_waitingId.append(report.requestId.data(), report.requestId.size());
}

// Lines of the platform are told by their beginning; the rest of a log is the application's own.
void LogLines::takeOther(QByteArrayView line)
{
    if (line.contains("INIT_REPORT")) {
        m_tally.sawKind();
        const qsizetype at = line.indexOf("Init Duration: ");
        if (at >= 0 && line.contains("Phase: invoke")) {
            const QByteArrayView number = line.sliced(at + 15);
            bool ok = false;
            const double init = number.first(std::max<qsizetype>(number.indexOf(' '), 0))
                                    .toByteArray()
                                    .toDouble(&ok);
            if (ok && init >= 0)
                m_initWithin = init;
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
