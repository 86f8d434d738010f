// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/render.h"

#include "widgets/report/figure_colors.h"
#include "widgets/report/figures.h"
#include "widgets/report/pdf.h"

#include <QBuffer>

namespace stratoplan::cli {

std::optional<ReportFormat> reportFormatOf(const QString &path)
{
    const QString lower = path.toLower();
    if (path == QLatin1String("-"))
        return ReportFormat::Markdown;
    if (lower.endsWith(QLatin1String(".pdf")))
        return ReportFormat::Pdf;
    if (lower.endsWith(QLatin1String(".html")) || lower.endsWith(QLatin1String(".htm")))
        return ReportFormat::Html;
    if (lower.endsWith(QLatin1String(".md")))
        return ReportFormat::Markdown;
    return std::nullopt;
}

QList<QByteArray> renderReports(const Analysis &analysis, const QList<ReportFormat> &formats,
                                const QDate &date, bool letterPaper)
{
    const BuiltIn &facts = builtIn();
    const report::Contents contents = report::contents(analysis, *facts.catalog, {.date = date});
    // A report is printed: its pictures are those of the light theme.
    const theme::Theme theme = theme::light();
    std::optional<report::Pictures> pictures;
    QList<QByteArray> rendered;
    for (const ReportFormat format : formats) {
        if (format == ReportFormat::Markdown) {
            rendered.append(report::toMarkdown(contents));
            continue;
        }
        if (!pictures)
            pictures = report::picturesOf(contents, analysis, *facts.catalog, theme);
        if (format == ReportFormat::Html) {
            rendered.append(report::toHtml(contents, report::figuresOf(*pictures),
                                           report::recoloring(theme, theme::dark())));
            continue;
        }
        const QDate day = date.isValid() ? date : analysis.design->settings().date;
        rendered.append(report::toPdf(contents, *pictures, theme,
                                      letterPaper ? report::Paper::Letter : report::Paper::A4,
                                      day));
    }
    return rendered;
}

QByteArray renderReport(const Analysis &analysis, ReportFormat format, const QDate &date,
                        bool letterPaper)
{
    return renderReports(analysis, {format}, date, letterPaper).first();
}

QByteArray pngOf(const report::Picture &picture)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    report::toImage(picture).save(&buffer, "PNG");
    return bytes;
}

std::optional<Analysis> analyzed(const std::shared_ptr<const Design> &design,
                                 const Streams &streams, const AnalysisOptions &options)
{
    auto analysis = analyze(design, *builtIn().catalog, builtIn().trees, options);
    if (!analysis) {
        streams.tell(analysis.error());
        return std::nullopt;
    }
    return std::move(*analysis);
}

} // namespace stratoplan::cli
