// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/render.h"

#include <QCoreApplication>

namespace stratoplan::cli::commands::report {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

struct Options
{
    InputOptions input;
    std::string output;
    std::string date;
    std::string paper = "a4";
};

int runReport(const Options &options, const Streams &streams)
{
    const QString output = QString::fromStdString(options.output);
    const auto format = reportFormatOf(output);
    if (!format) {
        streams.message(tr("%1: name the report .pdf, .html or .md").arg(output));
        return BadCommandLine;
    }
    QDate date;
    if (!options.date.empty()) {
        date = QDate::fromString(QString::fromStdString(options.date), Qt::ISODate);
        if (!date.isValid()) {
            streams.message(tr("--date %1: write the date as YYYY-MM-DD")
                                .arg(QString::fromStdString(options.date)));
            return BadCommandLine;
        }
    }
    const auto input = readInput(options.input, streams);
    if (!input)
        return UnreadableInput;
    const auto analysis = analyzed(input->design, streams);
    if (!analysis)
        return BadCommandLine;
    return writeOutput(output, renderReport(*analysis, *format, date, options.paper == "letter"),
                       streams);
}

Run prepare(CLI::App &app)
{
    const auto options = std::make_shared<Options>();
    options->input.addSeveralTo(app);
    app.add_option("-o,--output", options->output,
                   tr("Report to write: .pdf, .html or .md; - prints Markdown").toStdString())
        ->required();
    app.add_option("--date", options->date,
                   tr("Date of the report, YYYY-MM-DD; default: the design's").toStdString());
    app.add_option("--paper", options->paper, tr("Paper of a PDF").toStdString())
        ->check(CLI::IsMember({"a4", "letter"}))
        ->capture_default_str();
    return [options](const Streams &streams) { return runReport(*options, streams); };
}

} // namespace

extern const Command entry;
const Command entry{
    .name = "report",
    .summary = QT_TRANSLATE_NOOP("CommandLine", "Write the review report as PDF, HTML or Markdown"),
    .draws = true,
    .prepare = prepare};

} // namespace stratoplan::cli::commands::report
