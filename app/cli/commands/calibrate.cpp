// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/calibration_output.h"
#include "app/cli/changed_input.h"
#include "planner/estimate/function_facts.h"
#include "planner/model/edit.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace stratoplan::cli::commands::calibrate {

namespace {

// Inside this namespace the room of the planner is not found by its short name.
namespace estimating = stratoplan::estimate;

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

struct Options
{
    InputOptions input;
    std::string function;
    std::vector<std::string> measurements;
    std::string output;
    bool dryRun = false;
    std::string format = "text";
};

bool isWellFormed(const Options &options, const Streams &streams)
{
    const auto inputs = std::count(options.measurements.begin(), options.measurements.end(), "-")
        + (options.input.path == "-" ? 1 : 0);
    if (inputs > 1) {
        streams.message(tr("Standard input can be read once: name the other files"));
        return false;
    }
    return true;
}

const Function *functionOf(const Options &options, const Design &design, const Streams &streams)
{
    const QString name = QString::fromStdString(options.function);
    if (const auto *function = design.named<Function>(name))
        return function;
    QStringList valid;
    for (const Function *function : design.all<Function>())
        valid.append(function->name);
    streams.message(noSuchFunction(name, valid));
    return nullptr;
}

Expected<measurements::Reading> readMeasurements(const QString &path,
                                                 const measurements::ReadOptions &options,
                                                 const Streams &streams)
{
    if (path == QLatin1String("-"))
        return measurements::read(*streams.in, tr("standard input"), options);
    QFile file(path);
    if (QFileInfo(path).isDir() || !file.open(QIODevice::ReadOnly))
        return failure(Problem{
            Severity::High,
            QStringLiteral("measurements.unreadable"),
            {STRATOPLAN_TEXT("Measurements", "It cannot be read"), {}},
            {path, 0, 0, {}},
            {STRATOPLAN_TEXT("Measurements", "Name a file that exists and may be read"), {}}});
    return measurements::read(file, path, options);
}

/// The readings of all files; nothing, with messages, where one has none to give.
std::optional<QList<measurements::Reading>>
readAll(const Options &options, const Function &function, const Streams &streams)
{
    const measurements::ReadOptions how{estimating::memoryOf(function, *builtIn().catalog),
                                        function.name};
    QList<measurements::Reading> readings;
    bool isWhole = true;
    for (const std::string &path : options.measurements) {
        const auto reading = readMeasurements(QString::fromStdString(path), how, streams);
        if (reading)
            readings.append(*reading);
        else
            streams.tell(reading.error());
        isWhole = isWhole && reading.has_value();
    }
    return isWhole ? std::optional(readings) : std::nullopt;
}

Change changeOf(const Function &function, const QList<Measurement> &measured, const Design &design)
{
    Edit edit(design);
    edit.set(function.id, &Function::measurements, measured);
    return edit.change();
}

int runCalibrate(const Options &options, const Streams &streams)
{
    if (!isWellFormed(options, streams))
        return BadCommandLine;
    const std::optional<Input> input = readInput(options.input, streams);
    if (!input)
        return UnreadableInput;
    const Function *function = functionOf(options, *input->design, streams);
    if (!function)
        return BadCommandLine;
    const auto readings = readAll(options, *function, streams);
    if (!readings)
        return UnreadableInput;
    const auto calibration
        = estimating::calibrate(measurements::measured(*readings), function->parallelShare.value,
                                estimating::processor(*builtIn().catalog));
    if (!calibration)
        return streams.fail(calibration.error(), UnreadableInput);

    QList<OutputFile> files;
    if (!options.dryRun) {
        const auto made = filesAfter(*input,
                                     {changeOf(*function, calibration->points, *input->design),
                                      true, false, QString::fromStdString(options.output)},
                                     streams);
        if (!made)
            return made.error();
        files = *made;
    }
    // Standard output is the file's where the file goes there.
    const bool isTaken = std::any_of(files.begin(), files.end(), [](const OutputFile &file) {
        return file.path == QLatin1String("-");
    });
    const Streams told = isTaken ? Streams{streams.in, streams.err, streams.err} : streams;
    const Calibrated calibrated{function->name, *readings, *calibration};
    if (options.format == "json")
        printJson(toJson(calibrated), told);
    else
        told.print(toText(calibrated));
    for (const measurements::Reading &reading : *readings)
        streams.tell(reading.notes);
    streams.tell(calibration->notes);
    return writeOutputs(files, streams);
}

Run prepare(CLI::App &app)
{
    const auto options = std::make_shared<Options>();
    options->input.layOut = false;
    options->input.addTo(app);
    app.add_option("--function", options->function,
                   tr("The function that was measured").toStdString())
        ->required();
    app.add_option("--measurements", options->measurements,
                   tr("CloudWatch REPORT lines or JSON events, log events, Logs Insights, a result "
                      "of power tuning or its address, X-Ray segments, or CSV with "
                      "memory_mb,duration_ms; - for standard input; may be repeated")
                       .toStdString())
        ->required()
        ->allow_extra_args(false);
    app.add_flag("--dry-run", options->dryRun,
                 tr("Say what the measurements come to, and write nothing").toStdString());
    app.add_option("-o,--output", options->output,
                   tr("File to write instead of INPUT; - for standard output").toStdString());
    app.add_option("--format", options->format, tr("What is printed").toStdString())
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    return [options](const Streams &streams) { return runCalibrate(*options, streams); };
}

} // namespace

extern const Command entry;
const Command entry{
    .name = "calibrate",
    .summary = QT_TRANSLATE_NOOP("CommandLine",
                                 "Take a function's measurements, fit them, and tell the error"),
    .prepare = prepare};

} // namespace stratoplan::cli::commands::calibrate
