// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/input.h"
#include "planner/report/contents.h"
#include "widgets/report/picture.h"

#include <optional>

namespace stratoplan::cli {

enum class ReportFormat
{
    Pdf,
    Html,
    Markdown
};

/// The format that a file's suffix names: .pdf, .html or .htm, .md; Markdown for "-"; nothing for
/// any other.
std::optional<ReportFormat> reportFormatOf(const QString &path);

/// The report of an analysis in each of the formats; its contents are made once. Needs a
/// QApplication.
QList<QByteArray> renderReports(const Analysis &analysis, const QList<ReportFormat> &formats,
                                const QDate &date, bool letterPaper);
/// The same in one.
QByteArray renderReport(const Analysis &analysis, ReportFormat format, const QDate &date,
                        bool letterPaper);

/// A picture as PNG, two pixels for each of its own.
QByteArray pngOf(const report::Picture &picture);

/// analyze() with the built-in facts and the usual options; problems are printed, then nothing is
/// returned.
std::optional<Analysis> analyzed(const std::shared_ptr<const Design> &design,
                                 const Streams &streams, const AnalysisOptions &options = {});

} // namespace stratoplan::cli
