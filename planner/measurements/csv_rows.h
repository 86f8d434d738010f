// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the room: comma-separated rows of any number, in pieces.

#include "planner/measurements/json_records.h"

#include <QList>

#include <functional>

namespace stratoplan::measurements {

/// Cuts comma-separated text into rows: cells may stand in double quotes ("" for a quote) and hold
/// line ends then; empty lines are passed over. A row over 4 MB is told and passed over.
class CsvRows
{
public:
    std::function<void(const QList<QByteArray> &)> onRow;
    std::function<void()> onTooLarge;

    void feed(QByteArrayView text);
    void finish();

private:
    void endCell();
    void endRow();

    QByteArray m_cell;
    QList<QByteArray> m_row;
    qsizetype m_bytes = 0;
    bool m_quoted = false;
    bool m_quoteSeen = false; ///< a quote within quotes: its end, or half of a quote
};

/// Rows of a table memory_mb,duration_ms[,init_ms][,samples], or of Logs Insights, by their header.
class TableReader
{
public:
    TableReader(Tally &tally, LogLines &lines);

    /// True for a header of either.
    static bool isHeader(QByteArrayView line);
    void feed(QByteArrayView text) { m_rows.feed(text); }
    void finish();

private:
    void takeRow(const QList<QByteArray> &row);
    void takeMeasured(const QMap<QByteArray, QByteArray> &row);

    Tally &m_tally;
    JsonRecords m_records;
    CsvRows m_rows;
    QList<QByteArray> m_header;
    bool m_isInsights = false;
};

} // namespace stratoplan::measurements
