// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/report/page_flow.h"

#include <QDate>

namespace stratoplan::report {

/// The PDF with bookmarks that open beside the pages, links from the table of contents, title,
/// authors and language, the given date as its own (invalid = 1 January 1970) and an identity that
/// follows from its content, so that equal reports are equal files. Gives the text back unchanged
/// when it cannot be read as PDF.
QByteArray withOutline(const QByteArray &pdf, const Contents &contents, const Layout &layout,
                       const QDate &date);

} // namespace stratoplan::report
