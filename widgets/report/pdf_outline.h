// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/report/layout.h"

#include <QByteArray>
#include <QDate>
#include <QStringList>

namespace stratoplan::report {

/// What a PDF says of itself.
struct PdfInfo
{
    QString subtitle;
    QStringList authors;
    QString language; ///< of its words, as in BCP 47
    QDate date; ///< its date of creation; invalid = 1 January 1970
};

/// The PDF with bookmarks that open beside the pages, links from the table of contents, what it
/// says of itself and an identity that follows from its content, so that equal reports are equal
/// files. Gives the text back unchanged when it cannot be read as PDF.
QByteArray withOutline(const QByteArray &pdf, const PdfInfo &info, const Layout &layout);

} // namespace stratoplan::report
