// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/catalog/csv.h"

#include <cmath>

namespace stratoplan::catalog {

namespace {

struct Cell
{
    QString text;
    int column = 1;
};

QList<Cell> cellsOf(QStringView line)
{
    QList<Cell> cells;
    qsizetype at = 0;
    while (at <= line.size()) {
        Cell cell;
        cell.column = static_cast<int>(at) + 1;
        if (at < line.size() && line[at] == u'"') {
            for (++at; at < line.size(); ++at) {
                if (line[at] != u'"') {
                    cell.text += line[at];
                } else if (at + 1 < line.size() && line[at + 1] == u'"') {
                    cell.text += line[at];
                    ++at;
                } else {
                    break;
                }
            }
            ++at;
        }
        const qsizetype comma = line.indexOf(u',', at);
        const qsizetype end = comma < 0 ? line.size() : comma;
        if (at < end)
            cell.text += line.mid(at, end - at);
        at = end;
        cells.append(cell);
        ++at;
    }
    return cells;
}

} // namespace

CsvRow::CsvRow(QString file, int line, QStringList header, Problems &problems)
    : m_file(std::move(file))
    , m_line(line)
    , m_header(std::move(header))
    , m_problems(&problems)
{
}

void CsvRow::append(const QString &cell, int column)
{
    m_cells.append(cell);
    m_columns.append(column);
}

qsizetype CsvRow::indexOf(const char *heading) const
{
    const qsizetype index = m_header.indexOf(QLatin1String(heading));
    Q_ASSERT(index >= 0);
    return index;
}

QString CsvRow::text(const char *heading) const
{
    return m_cells.at(indexOf(heading));
}

Where CsvRow::where(const char *heading) const
{
    return {m_file, m_line, m_columns.at(indexOf(heading)), {}};
}

double CsvRow::refuse(const char *heading) const
{
    m_problems->append({Severity::High,
                        QStringLiteral("csv.wrong-number"),
                        Text{STRATOPLAN_TEXT("Catalog", "{heading} takes a number, not \"{text}\""),
                             {{QStringLiteral("heading"), QLatin1String(heading)},
                              {QStringLiteral("text"), text(heading)}}},
                        where(heading),
                        {}});
    return 0;
}

double CsvRow::number(const char *heading) const
{
    bool ok = false;
    // A QString takes three times as long.
    const double value = text(heading).toUtf8().toDouble(&ok);
    return ok && std::isfinite(value) && value >= 0 ? value : refuse(heading);
}

int CsvRow::count(const char *heading) const
{
    bool ok = false;
    const int value = text(heading).toInt(&ok);
    return ok && value >= 0 ? value : static_cast<int>(refuse(heading));
}

QList<CsvRow> readCsv(const QByteArray &text, const QString &file, const QStringList &headings,
                      Problems &problems)
{
    QList<CsvRow> rows;
    QStringList header;
    int lineNumber = 0;
    const QStringList lines = QString::fromUtf8(text).split(u'\n');
    for (const QString &ended : lines) {
        ++lineNumber;
        const QStringView line
            = ended.endsWith(u'\r') ? QStringView(ended).chopped(1) : QStringView(ended);
        if (line.isEmpty())
            continue;
        const QList<Cell> cells = cellsOf(line);
        if (header.isEmpty()) {
            for (const Cell &cell : cells)
                header.append(cell.text);
            for (const QString &heading : headings) {
                if (!header.contains(heading)) {
                    problems.append(
                        {Severity::High,
                         QStringLiteral("csv.heading"),
                         Text{STRATOPLAN_TEXT("Catalog", "The table has no column {heading}"),
                              {{QStringLiteral("heading"), heading}}},
                         {file, lineNumber, 1, {}},
                         {}});
                    return {};
                }
            }
            continue;
        }
        if (cells.size() != header.size()) {
            problems.append({Severity::High,
                             QStringLiteral("csv.cells"),
                             Text{STRATOPLAN_TEXT("Catalog",
                                                  "The row has {cells} cells, the table has "
                                                  "{columns} columns"),
                                  {{QStringLiteral("cells"), cells.size()},
                                   {QStringLiteral("columns"), header.size()}}},
                             {file, lineNumber, 1, {}},
                             {}});
            continue;
        }
        CsvRow row(file, lineNumber, header, problems);
        for (const Cell &cell : cells)
            row.append(cell.text, cell.column);
        rows.append(row);
    }
    return rows;
}

} // namespace stratoplan::catalog
