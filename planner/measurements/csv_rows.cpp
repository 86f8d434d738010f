// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/measurements/csv_rows.h"

#include <algorithm>
#include <cmath>

namespace stratoplan::measurements {

namespace {

constexpr qsizetype mostRowBytes = qsizetype{4} * 1024 * 1024;

} // namespace

void CsvRows::feed(QByteArrayView text)
{
    for (const char c : text) {
        if (++m_bytes > mostRowBytes) {
            // What no row is that long for; a quote that nobody closed ends with the line.
            if (c != '\n')
                continue;
            m_cell.clear();
            m_row.clear();
            m_quoted = m_quoteSeen = false;
            m_bytes = 0;
            onTooLarge();
            continue;
        }
        if (m_quoteSeen) {
            m_quoteSeen = false;
            if (c == '"') {
                m_cell.append(c);
                continue;
            }
            m_quoted = false;
        } else if (m_quoted) {
            if (c == '"')
                m_quoteSeen = true;
            else
                m_cell.append(c);
            continue;
        }
        if (c == '"' && m_cell.isEmpty())
            m_quoted = true;
        else if (c == ',')
            endCell();
        else if (c == '\n')
            endRow();
        else if (c != '\r')
            m_cell.append(c);
    }
}

void CsvRows::finish()
{
    m_quoted = m_quoteSeen = false;
    endRow();
}

void CsvRows::endCell()
{
    m_row.append(m_cell.trimmed());
    m_cell.clear();
}

void CsvRows::endRow()
{
    const bool isEmpty = m_row.isEmpty() && m_cell.trimmed().isEmpty();
    endCell();
    if (!isEmpty)
        onRow(m_row);
    m_row.clear();
    m_bytes = 0;
}

TableReader::TableReader(Tally &tally, LogLines &lines)
    : m_tally(tally)
    , m_records(tally, lines)
{
    m_rows.onRow = [this](const QList<QByteArray> &row) { takeRow(row); };
    m_rows.onTooLarge = [this] { m_tally.leaveOut(LeftOut::TooLarge); };
}

bool TableReader::isHeader(QByteArrayView line)
{
    if (line.startsWith('{') || line.startsWith('['))
        return false;
    const auto cells = line.toByteArray().replace('"', "").replace('\r', "").split(',');
    const auto has = [&cells](const char *name) {
        return std::any_of(cells.begin(), cells.end(),
                           [name](const QByteArray &cell) { return cell.trimmed() == name; });
    };
    if (has("memory_mb") && has("duration_ms"))
        return true;
    return (line.startsWith('@') || line.startsWith("\"@") || line.contains(",@")
            || line.contains(",\"@"))
        && (line.contains("@message") || line.contains("@duration"));
}

void TableReader::takeRow(const QList<QByteArray> &row)
{
    if (m_header.isEmpty()) {
        m_header = row;
        m_isInsights = !row.contains("memory_mb");
        m_tally.setSource(m_isInsights ? Source::Insights : Source::Table);
        m_tally.sawKind();
        return;
    }
    if (row.size() < std::min<qsizetype>(m_header.size(), 2) || row.size() > m_header.size()) {
        m_tally.leaveOut(LeftOut::Truncated);
        return;
    }
    QMap<QByteArray, QByteArray> cells;
    for (qsizetype i = 0; i < row.size(); ++i)
        cells.insert(m_header[i], row[i]);
    if (m_isInsights)
        m_records.takeInsightsRow(cells);
    else
        takeMeasured(cells);
}

void TableReader::takeMeasured(const QMap<QByteArray, QByteArray> &row)
{
    bool memoryRead = false;
    bool durationRead = false;
    MeanRecord mean;
    mean.memory = row.value("memory_mb").toInt(&memoryRead);
    mean.duration = row.value("duration_ms").toDouble(&durationRead);
    bool initRead = true;
    if (const QByteArray init = row.value("init_ms"); !init.isEmpty())
        mean.init = init.toDouble(&initRead);
    bool samplesRead = true;
    if (const QByteArray samples = row.value("samples"); !samples.isEmpty()) {
        mean.samples = samples.toLongLong(&samplesRead);
        samplesRead = samplesRead && *mean.samples > 0 && *mean.samples < 1'000'000'000'000;
    }
    if (!memoryRead || !durationRead || !initRead || !samplesRead
        || !std::isfinite(mean.duration)) {
        m_tally.leaveOut(LeftOut::Truncated);
        return;
    }
    m_tally.add(mean);
}

void TableReader::finish()
{
    m_rows.finish();
}

} // namespace stratoplan::measurements
