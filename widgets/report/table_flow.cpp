// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report/table_flow.h"

#include <QFontMetricsF>

#include <algorithm>

namespace stratoplan::report {

namespace {

constexpr double cellGap = 10 * point;
constexpr double cellPadding = 2.4 * point;
/// One endless name must not squeeze every other column; it may be broken.
constexpr double longestWord = 150 * point;
/// Rows that stay with the head of the table.
constexpr qsizetype firstRows = 2;
/// A table of at most so many rows is not split when it fits on one page.
constexpr qsizetype shortTable = 10;

QFont tableFont(bool bold = false)
{
    return printFont(9, bold);
}

QFont captionFont(bool bold = false)
{
    return printFont(9.5, bold);
}

/// Widths of the columns of one table on one sheet.
class Columns
{
public:
    Columns(const Sheet &sheet, const Table &table)
        : m_sheet(sheet)
        , m_table(table)
        , m_widths(shared(natural(), sheet.width()))
    {
    }

    const QList<double> &widths() const { return m_widths; }

    double height(const QStringList &row, const QFont &font) const
    {
        double height = QFontMetricsF(font).height();
        for (qsizetype c = 0; c < std::min(row.size(), m_widths.size()); ++c)
            height = std::max(height, m_sheet.textHeight(row.at(c), font, m_widths.at(c)));
        return height + 2 * cellPadding;
    }

    double rowHeight(qsizetype row) const
    {
        return height(m_table.rows.at(row), tableFont(row == m_table.emphasized));
    }

    QStringList titles() const
    {
        QStringList titles;
        for (const Column &column : m_table.columns)
            titles.append(column.title);
        return titles;
    }

private:
    struct Wish
    {
        double natural = 0;
        double least = 0;
    };

    QList<Wish> natural() const
    {
        const QFontMetricsF metrics(tableFont(true));
        QList<Wish> wishes(m_table.columns.size());
        const auto take = [&](qsizetype column, const QString &text) {
            Wish &wish = wishes[column];
            wish.natural = std::max(wish.natural, metrics.horizontalAdvance(text) + 1);
            double longest = 0;
            const QStringList words = text.split(QLatin1Char(' '));
            for (const QString &word : words)
                longest = std::max(longest, metrics.horizontalAdvance(word) + 1);
            wish.least = std::max(wish.least, std::min(longest, longestWord));
        };
        for (qsizetype c = 0; c < wishes.size(); ++c)
            take(c, m_table.columns.at(c).title);
        for (const QStringList &row : m_table.rows) {
            for (qsizetype c = 0; c < std::min(wishes.size(), row.size()); ++c)
                take(c, row.at(c));
        }
        return wishes;
    }

    QList<double> shared(const QList<Wish> &wishes, double width) const
    {
        const double room = width - cellGap * static_cast<double>(wishes.size() - 1);
        double wanted = 0;
        double needed = 0;
        for (const Wish &wish : wishes) {
            wanted += wish.natural;
            needed += wish.least;
        }
        QList<double> widths;
        const double flexible = wanted - needed;
        for (const Wish &wish : wishes) {
            if (wanted <= room)
                widths.append(wish.natural);
            else if (needed > room)
                widths.append(wish.least * room / needed);
            else
                widths.append(wish.least
                              + (wish.natural - wish.least) * (room - needed) / flexible);
        }
        if (wanted < room)
            spread(widths, room - wanted);
        return widths;
    }

    // What is left goes to the last column of words, or between all where there is none, so that
    // the table spans the page.
    void spread(QList<double> &widths, double rest) const
    {
        for (qsizetype c = widths.size() - 1; c > 0; --c) {
            if (!m_table.columns.at(c).number) {
                widths[c] += rest;
                return;
            }
        }
        for (double &width : widths)
            width += rest / static_cast<double>(widths.size());
    }

    const Sheet &m_sheet;
    const Table &m_table;
    QList<double> m_widths;
};

double headHeight(const Columns &columns)
{
    return columns.height(columns.titles(), tableFont());
}

void writeRow(Sheet &sheet, const QStringList &row, const Table &table, const QList<double> &widths,
              const QFont &font, const QColor &color)
{
    double x = sheet.left();
    for (qsizetype c = 0; c < std::min(row.size(), widths.size()); ++c) {
        sheet.text(row.at(c), font, x, sheet.y + cellPadding, widths.at(c), color,
                   table.columns.at(c).number ? Qt::AlignRight : Qt::AlignLeft);
        x += widths.at(c) + cellGap;
    }
}

void writeHead(Sheet &sheet, const Table &table, const Columns &columns)
{
    sheet.rule(sheet.y, Qt::black, 1);
    writeRow(sheet, columns.titles(), table, columns.widths(), tableFont(),
             sheet.color(theme::Token::Muted));
    sheet.y += headHeight(columns);
    sheet.rule(sheet.y, sheet.color(theme::Token::Strong), 0.7);
}

double captionOf(const Sheet &sheet, const Table &table)
{
    // The number of the table does not change the height by more than a line.
    return table.caption.isEmpty()
        ? 0
        : captionHeight(sheet, QStringLiteral("Table 99"), table.caption, sheet.width());
}

} // namespace

double captionHeight(const Sheet &sheet, const QString &name, const QString &caption, double width)
{
    const double indent = QFontMetricsF(captionFont(true)).horizontalAdvance(name) + 10 * point;
    return sheet.textHeight(caption, captionFont(), width - indent) + gap / 2;
}

void writeCaption(Sheet &sheet, const QString &name, const QString &caption, double x, double width)
{
    const double indent = QFontMetricsF(captionFont(true)).horizontalAdvance(name) + 10 * point;
    sheet.text(name, captionFont(true), x, sheet.y, indent, Qt::black);
    sheet.text(caption, captionFont(), x + indent, sheet.y, width - indent,
               sheet.color(theme::Token::Muted));
}

double tableHeight(const Sheet &sheet, const Table &table)
{
    const Columns columns(sheet, table);
    double height = captionOf(sheet, table) + headHeight(columns) + 2 * gap;
    for (qsizetype i = 0; i < table.rows.size(); ++i)
        height += columns.rowHeight(i);
    return height;
}

double leastTableHeight(const Sheet &sheet, const Table &table)
{
    const Columns columns(sheet, table);
    double height = captionOf(sheet, table) + headHeight(columns);
    const qsizetype rows = table.rows.size();
    const qsizetype together = rows <= shortTable ? rows : firstRows;
    double whole = height;
    for (qsizetype i = 0; i < together; ++i) {
        const double row = columns.rowHeight(i);
        whole += row;
        if (i < firstRows)
            height += row;
    }
    return whole <= sheet.room(QPageLayout::Portrait).height() / 2 ? whole : height;
}

void writeTable(Sheet &sheet, const Table &table, const QString &name)
{
    sheet.require(leastTableHeight(sheet, table));
    const Columns columns(sheet, table);
    if (!table.caption.isEmpty()) {
        writeCaption(sheet, name, table.caption, sheet.left(), sheet.width());
        sheet.y += captionHeight(sheet, name, table.caption, sheet.width());
    }
    writeHead(sheet, table, columns);
    for (qsizetype i = 0; i < table.rows.size(); ++i) {
        const double height = columns.rowHeight(i);
        // The last row does not stand alone on a page.
        const bool lastTwo = i + 2 == table.rows.size();
        const double needed = lastTwo ? height + columns.rowHeight(i + 1) : height;
        if (!sheet.fits(needed) && !sheet.isEmpty()) {
            sheet.rule(sheet.y, sheet.color(theme::Token::Strong), 0.7);
            sheet.newPage();
            writeHead(sheet, table, columns);
        } else if (i > 0) {
            sheet.rule(sheet.y, sheet.color(theme::Token::Grid), 0.5);
        }
        const bool chosen = i == table.emphasized;
        if (chosen)
            sheet.painter().fillRect(QRectF(sheet.left(), sheet.y, sheet.width(), height),
                                     sheet.color(theme::Token::Sunken));
        writeRow(sheet, table.rows.at(i), table, columns.widths(), tableFont(chosen), Qt::black);
        sheet.y += height;
    }
    sheet.rule(sheet.y, Qt::black, 1);
    sheet.y += 2 * gap;
}

} // namespace stratoplan::report
