// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/findings_of.h"
#include "app/cli/render.h"
#include "planner/sam/write.h"
#include "planner/store/store.h"
#include "widgets/report/diagram_svg.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace stratoplan::cli::commands::plan {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

struct Options
{
    InputOptions input;
    std::string folder;
};

/// One file of the plan: what follows the stem, and its content.
struct Output
{
    QString suffix;
    QByteArray bytes;
};

QByteArray findingsJson(const QString &path, const Input &input, const Analysis &analysis)
{
    Reviewed reviewed;
    addFindings(path, input, analysis, std::nullopt, reviewed);
    return toJson(reviewed);
}

QList<Output> outputsOf(const Input &input, const Analysis &analysis, const Streams &streams)
{
    const theme::Theme theme = theme::light();
    const stratoplan::report::Picture picture
        = stratoplan::report::diagram(*input.design, &analysis, *builtIn().catalog, theme);
    QList<Output> outputs;
    outputs.append({QStringLiteral(".stratoplan"), store::write(*input.design)});
    // Nothing was edited, so the template is its own patch; a design becomes a new one.
    // The templates of a system stay where they are.
    if (input.imported) {
        if (!input.isSystem)
            outputs.append({QStringLiteral(".yaml"), input.text});
    } else if (const auto written = sam::write(*input.design, *builtIn().catalog)) {
        streams.tell(written->problems);
        outputs.append({QStringLiteral(".yaml"), written->text});
    } else {
        streams.tell(written.error());
    }
    outputs.append({QStringLiteral(".svg"), stratoplan::report::toSvg(picture)});
    outputs.append({QStringLiteral(".png"), pngOf(picture)});
    const QList<QByteArray> reports
        = renderReports(analysis, {ReportFormat::Pdf, ReportFormat::Html}, {}, false);
    outputs.append({QStringLiteral("-report.pdf"), reports[0]});
    outputs.append({QStringLiteral("-report.html"), reports[1]});
    outputs.append({QStringLiteral("-findings.json"), findingsJson(input.path, input, analysis)});
    return outputs;
}

void summarize(const Input &input, const Analysis &analysis, const Streams &streams)
{
    const Design &design = *input.design;
    streams.print(tr("%1: %2 functions, %3 services, %4 connections, %5 networks\n")
                      .arg(input.path)
                      .arg(design.all<Function>().size())
                      .arg(design.all<Service>().size())
                      .arg(design.all<Connection>().size())
                      .arg(design.all<Vpc>().size()));
    if (input.imported) {
        qsizetype unknown = 0;
        for (const sam::ImportedResource &resource : input.imported->resources)
            unknown += !resource.known;
        streams.print(tr("%1 resources read, %2 of a kind not known here and kept\n")
                          .arg(input.imported->resources.size())
                          .arg(unknown));
    }
    streams.print(tr("cost: $%1 a month; %2 parts are not priced\n")
                      .arg(number(analysis.estimates.totalPerMonth.value, 2))
                      .arg(analysis.estimates.unpriced.size()));
    Reviewed reviewed;
    addFindings(input.path, input, analysis, std::nullopt, reviewed);
    QStringList counts;
    for (const Severity severity :
         {Severity::Blocker, Severity::High, Severity::Medium, Severity::Low, Severity::Info})
        counts.append(QStringLiteral("%1 %2").arg(reviewed.countOpen(severity)).arg(id(severity)));
    streams.print(tr("findings: %1; %2 unanswered\n")
                      .arg(counts.join(QStringLiteral(", ")))
                      .arg(reviewed.count(review::Status::Unanswered)));
}

int runPlan(const Options &options, const Streams &streams)
{
    const auto input = readInput(options.input, streams);
    if (!input)
        return UnreadableInput;
    if (input->imported) {
        streams.tell(input->imported->problems);
    }
    const auto analysis = analyzed(input->design, streams);
    if (!analysis)
        return BadCommandLine;
    const QString folder = QString::fromStdString(options.folder);
    if (!QDir().mkpath(folder)) {
        streams.message(tr("%1: the folder cannot be made").arg(folder));
        return UnwritableOutput;
    }
    const QString stem = input->path == QLatin1String("-") ? QStringLiteral("design")
        : input->isSystem                                  ? QStringLiteral("system")
                          : QFileInfo(input->path).completeBaseName();
    summarize(*input, *analysis, streams);
    for (const Output &output : outputsOf(*input, *analysis, streams)) {
        const QString path = QDir(folder).filePath(stem + output.suffix);
        if (QFileInfo(path).exists() && QFileInfo(path) == QFileInfo(input->path)) {
            streams.message(tr("%1: is the input; choose another folder").arg(path));
            return UnwritableOutput;
        }
        if (const int status = writeOutput(path, output.bytes, streams); status != Done)
            return status;
        streams.print(path + QLatin1Char('\n'));
    }
    return Done;
}

Run prepare(CLI::App &app)
{
    const auto options = std::make_shared<Options>();
    options->input.addSeveralTo(app);
    app.add_option("--out", options->folder, tr("Folder to write the files to").toStdString())
        ->required();
    return [options](const Streams &streams) { return runPlan(*options, streams); };
}

} // namespace

extern const Command entry;
const Command entry{.name = "plan",
                    .summary = QT_TRANSLATE_NOOP(
                        "CommandLine", "Write the design, drawing, report and findings at once"),
                    .draws = true,
                    .prepare = prepare};

} // namespace stratoplan::cli::commands::plan
