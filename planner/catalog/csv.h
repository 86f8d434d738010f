// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/problem.h"

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace stratoplan::catalog {

/// One row of a table, with the place of every cell.
class CsvRow
{
public:
    CsvRow(QString file, int line, QStringList header, Problems &problems);

    void append(const QString &cell, int column);
    qsizetype size() const { return m_cells.size(); }

    /// The cell under a heading; asserts that the table has it.
    QString text(const char *heading) const;
    /// The cell as a number that is not negative; anything else is told ("csv.wrong-number") and 0.
    double number(const char *heading) const;
    /// The same for whole numbers.
    int count(const char *heading) const;
    Where where() const { return {m_file, m_line, 1, {}}; }
    Where where(const char *heading) const;

private:
    qsizetype indexOf(const char *heading) const;
    double refuse(const char *heading) const;

    QString m_file;
    int m_line = 0;
    QStringList m_header;
    QStringList m_cells;
    QList<int> m_columns;
    Problems *m_problems;
};

/// Reads comma-separated text in UTF-8 with a heading line: cells may stand in double quotes (""
/// for a quote), a line ends a row, empty lines are skipped. Rows with too few or too many cells
/// are told
/// ("csv.cells") and left out; a table without one of `headings` is told ("csv.heading") and empty.
QList<CsvRow> readCsv(const QByteArray &text, const QString &file, const QStringList &headings,
                      Problems &problems);

} // namespace stratoplan::catalog
