// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the room: the lines of a log in the text format.

#include "planner/measurements/report_line.h"

namespace stratoplan::measurements {

/// Adds the REPORT lines of a log to a tally. What tells the fate of an invocation may stand behind
/// its report, so each waits for the next line that matters.
class LogLines
{
public:
    explicit LogLines(Tally &tally)
        : m_tally(tally)
    {
    }

    /// One line without its end; `time` in ms since 1970 where the container says it.
    void take(QByteArrayView line, qint64 time = -1);
    /// The log is over.
    void flush();

private:
    void takeOther(QByteArrayView line);

    Tally &m_tally;
    std::optional<Record> m_waiting;
    QByteArray m_waitingId;
    /// Initialisation that ran again within the invocation whose report comes next.
    std::optional<double> m_initWithin;
};

} // namespace stratoplan::measurements
