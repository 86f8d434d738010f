// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/report/contents.h"
#include "widgets/theme/theme.h"

#include <QDate>
#include <QPagedPaintDevice>

namespace stratoplan::report {

enum class Paper
{
    A4,
    Letter
};

/// The report as PDF: selectable text, figures as vectors, bookmarks, page numbers. Same input,
/// same bytes: the file's own date is the report's (invalid = 1 January 1970), its identity a
/// checksum. Needs a QGuiApplication.
QByteArray toPdf(const Contents &contents, const Figures &figures, const theme::Theme &theme,
                 Paper paper, const QDate &date);

/// Paints the same pages on a printer or a preview, whose page layout is already set.
void print(QPagedPaintDevice &device, const Contents &contents, const Figures &figures,
           const theme::Theme &theme);

} // namespace stratoplan::report
