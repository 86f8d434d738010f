// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/template/code_view.h"

#include <algorithm>

namespace stratoplan::templates {

namespace {

using Kind = sam::DiffLine::Kind;

constexpr size_t context = 3;

/// True for each line that is shown: it differs, or stands near one that does.
std::vector<bool> shownLines(const std::vector<Line> &lines)
{
    std::vector<bool> shown(lines.size(), false);
    for (size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].kind == Kind::Same)
            continue;
        const size_t first = i - std::min(i, context);
        const size_t end = std::min(lines.size(), i + context + 1);
        std::fill(shown.begin() + qsizetype(first), shown.begin() + qsizetype(end), true);
    }
    // A gap for a single line would take as much room as the line.
    for (size_t i = 0; i < lines.size(); ++i) {
        const bool isSingle
            = !shown[i] && (i == 0 || shown[i - 1]) && (i + 1 == lines.size() || shown[i + 1]);
        if (isSingle && lines.size() > 1)
            shown[i] = true;
    }
    return shown;
}

Row gapOf(int hidden)
{
    Row row;
    row.kind = Row::Kind::Gap;
    row.hidden = hidden;
    return row;
}

Row fillerRow()
{
    Row row;
    row.kind = Row::Kind::Filler;
    return row;
}

/// Calls `visit` with runs of lines that are shown and with the number of hidden ones between.
template <class Shown, class Hidden>
void eachRun(const std::vector<Line> &lines, Shown shown, Hidden hidden)
{
    const std::vector<bool> visible = shownLines(lines);
    for (size_t at = 0; at < lines.size();) {
        size_t end = at;
        while (end < lines.size() && visible[end] == visible[at])
            ++end;
        if (visible[at])
            shown(at, end);
        else
            hidden(int(end - at));
        at = end;
    }
}

} // namespace

std::vector<Row> changedRows(const std::vector<Line> &lines)
{
    std::vector<Row> rows;
    eachRun(
        lines,
        [&](size_t begin, size_t end) {
            for (size_t i = begin; i < end; ++i)
                rows.push_back(Row{Row::Kind::Line, lines[i], 0});
        },
        [&](int hidden) { rows.push_back(gapOf(hidden)); });
    return rows;
}

Columns changedColumns(const std::vector<Line> &lines)
{
    Columns columns;
    const auto pad = [&columns] {
        while (columns.before.size() < columns.after.size())
            columns.before.push_back(fillerRow());
        while (columns.after.size() < columns.before.size())
            columns.after.push_back(fillerRow());
    };
    eachRun(
        lines,
        [&](size_t begin, size_t end) {
            for (size_t i = begin; i < end; ++i) {
                const Row row{Row::Kind::Line, lines[i], 0};
                const bool startsChange = lines[i].kind == Kind::Removed && i > begin
                    && lines[i - 1].kind == Kind::Added;
                if (lines[i].kind == Kind::Same || startsChange)
                    pad();
                if (lines[i].kind != Kind::Added)
                    columns.before.push_back(row);
                if (lines[i].kind != Kind::Removed)
                    columns.after.push_back(row);
            }
            pad();
        },
        [&](int hidden) {
            columns.before.push_back(gapOf(hidden));
            columns.after.push_back(gapOf(hidden));
        });
    return columns;
}

std::vector<Row> wholeRows(const std::vector<Line> &lines, bool isNew)
{
    std::vector<Row> rows;
    for (const Line &line : lines) {
        if (line.kind == Kind::Removed)
            continue;
        rows.push_back(Row{Row::Kind::Line, line, 0});
        if (isNew)
            rows.back().line.kind = Kind::Same;
    }
    return rows;
}

} // namespace stratoplan::templates
