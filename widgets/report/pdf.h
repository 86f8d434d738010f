// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/report/figures.h"

#include <QDate>
#include <QPagedPaintDevice>

namespace stratoplan::report {

enum class Paper
{
    A4,
    Letter
};

/// The report as PDF: selectable text, figures as vectors, bookmarks, page numbers, a table of
/// contents to click on. Same input, same bytes: the file's own date is the report's (invalid = 1
/// January 1970), its identity a checksum. Needs a QGuiApplication.
QByteArray toPdf(const Contents &contents, const Pictures &pictures, const theme::Theme &theme,
                 Paper paper, const QDate &date);

/// A picture as a PDF of one page of its size (1 px = 0.75 pt); dates as above.
QByteArray toPdfPage(const Picture &picture, const QString &title, const QDate &date);

/// Paints the same pages on a printer or a preview, whose page layout is already set.
void print(QPagedPaintDevice &device, const Contents &contents, const Pictures &pictures,
           const theme::Theme &theme);

} // namespace stratoplan::report
