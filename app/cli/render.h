// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/input.h"
#include "planner/report/contents.h"

#include <optional>

namespace stratoplan::cli {

enum class ReportFormat
{
    Pdf,
    Html,
    Markdown
};

/// The format that a file's suffix names: .pdf, .html or .htm, .md; nothing for any other.
std::optional<ReportFormat> reportFormatOf(const QString &path);

/// The report of an analysis. Needs a QApplication.
QByteArray renderReport(const Analysis &analysis, ReportFormat format, const QDate &date,
                        bool letterPaper);

/// An SVG as PNG, two pixels for each of its own; empty when it cannot be drawn.
QByteArray pngOf(const QByteArray &svg);

/// analyze() with the built-in facts and the usual options; problems are printed, then nothing is
/// returned.
std::optional<Analysis> analyzed(const std::shared_ptr<const Design> &design,
                                 const Streams &streams, const AnalysisOptions &options = {});

} // namespace stratoplan::cli
