// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/report/contents.h"
#include "widgets/report/picture.h"
#include "widgets/report/sheet.h"

namespace stratoplan::report {

/// What the title page says; it fills the first page. `overview` may be null.
void writeTitlePage(Sheet &sheet, const Contents &contents, const Picture *overview);

/// The table of contents from where the sheet stands; pages are left open where `known` is empty.
/// Gives the links of its lines.
QList<Link> writeContentsTable(Sheet &sheet, const Contents &contents,
                               const QList<Bookmark> &known);

/// Shape, number and word of each count of findings, in a row; needs 46 points.
void writeScoreCard(Sheet &sheet, const ScoreCard &card);

} // namespace stratoplan::report
