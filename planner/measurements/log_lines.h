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

    /// One line without its end. What the container does not say of it may stand before it.
    void take(QByteArrayView line, const Origin &origin = {});
    /// The log is over.
    void flush();

private:
    void takeOther(QByteArrayView line, const Origin &origin);

    Tally &m_tally;
    std::optional<Record> m_waiting;
    QByteArray m_waitingId;
};

} // namespace stratoplan::measurements
