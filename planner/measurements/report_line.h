// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the room: Lambda's REPORT line.

#include "planner/measurements/tally.h"

namespace stratoplan::measurements {

/// What a line of a log is.
enum class LineKind
{
    Other,
    Report, ///< a whole REPORT line: the record holds it
    Truncated, ///< a REPORT line that is cut off, or the end of one
};

struct ReportLine
{
    LineKind kind = LineKind::Other;
    Record record;
    QByteArrayView requestId; ///< into the line
    QByteArrayView prefix; ///< what stands before REPORT: a time, a log stream, or nothing
};

/// Reads one line without its end. Fields are divided by tabs, in copies from a console by blanks;
/// they may come in any order, and unknown ones are passed over (measurement-formats, 2). A line
/// without duration, memory setting or memory used, or that ends within a field, is cut off: a cold
/// start could look like a warm one.
ReportLine readReportLine(QByteArrayView line);

/// The last time of the form 2026-01-02T03:04:05.678Z in a text, in ms since 1970; -1 when there is
/// none. Without a zone it is UTC.
qint64 timeIn(QByteArrayView text);

/// The first log stream in a text, "2026/01/02/[$LATEST]0123456789abcdef", of a shared group
/// "2026/01/02/orders[$LATEST]0123456789abcdef"; empty when there is none.
QByteArrayView streamIn(QByteArrayView text);

} // namespace stratoplan::measurements
