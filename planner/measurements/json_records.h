// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the room: records that are JSON, told by their shape.

#include "planner/measurements/log_lines.h"

#include <QJsonObject>

namespace stratoplan::measurements {

/// Adds to a tally what JSON values say: platform events, log events, rows of Logs Insights,
/// answers of an invocation, results of power tuning, traces and segments. Others are the
/// application's own and passed over.
class JsonRecords
{
public:
    JsonRecords(Tally &tally, LogLines &lines)
        : m_tally(tally)
        , m_lines(lines)
    {
    }

    /// A value, and what stands before it in its line.
    void take(const QByteArray &json, const Origin &origin = {});
    /// A value that is cut off, if it was one of ours.
    void takeBroken(const QByteArray &json, bool isTooLarge);
    /// One row of Logs Insights: its columns by name.
    void takeInsightsRow(const QMap<QByteArray, QByteArray> &row);

private:
    void takeObject(const QJsonObject &object, const Origin &origin);
    void takePlatformEvent(const QJsonObject &object, const Origin &origin);
    void takeReport(const QJsonObject &record, const Origin &origin);
    void takeLogEvent(const QJsonObject &event, const Origin &around);
    /// A platform event that is the message of something else; false where it is none.
    bool takeEventIn(const QByteArray &message, const Origin &origin);
    bool mayBeTuning() const;
    void takeInvokeAnswer(const QJsonObject &answer);
    void takeExecution(const QJsonObject &execution);
    bool takeTrace(const QJsonObject &object);
    void takeSegment(const QJsonObject &segment);
    void become(Source source);

    Tally &m_tally;
    LogLines &m_lines;
    bool m_kindKnown = false;
    bool m_isTuning = false; ///< results of power tuning came first
};

/// The lines of the log in base64 that an invocation answers with.
void takeInvokeLog(const QByteArray &base64, LogLines &lines);

} // namespace stratoplan::measurements
