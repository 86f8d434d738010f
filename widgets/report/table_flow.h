// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/report/contents.h"
#include "widgets/report/sheet.h"

namespace stratoplan::report {

/// Height of the whole table on one page.
double tableHeight(const Sheet &sheet, const Table &table);

/// Height of the caption, the head and the first rows, which stay together.
double leastTableHeight(const Sheet &sheet, const Table &table);

/// Writes a table from where the sheet stands; its head is repeated on every page that it goes on.
/// `name` is "Table 3"; empty for a table without a caption.
void writeTable(Sheet &sheet, const Table &table, const QString &name);

/// "Table 3" or "Figure 3" in bold and the caption beside it.
double captionHeight(const Sheet &sheet, const QString &name, const QString &caption, double width);
void writeCaption(Sheet &sheet, const QString &name, const QString &caption, double x,
                  double width);

} // namespace stratoplan::report
