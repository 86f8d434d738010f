// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QRectF>
#include <QString>

namespace stratoplan::report {

/// Lengths on paper are in tenths of a point, so that whole pixel sizes of fonts are fine enough.
inline constexpr double point = 10;
/// The distance between two blocks.
inline constexpr double gap = 6 * point;

/// A place in the document that a reader may want to jump to.
struct Bookmark
{
    QString title;
    QString number; ///< "4.1"; empty for the title page
    int level = 1;
    int page = 0; ///< from 0
    double top = 0; ///< from the upper edge of the page
};

/// Where a click on a page leads; lengths as on the sheet.
struct Link
{
    int page = 0;
    QRectF rect;
    Bookmark target;
};

/// What a run over the pages found out; the next one prints it.
struct Layout
{
    int pages = 0;
    QList<Bookmark> bookmarks;
    QList<Link> links;
};

} // namespace stratoplan::report
