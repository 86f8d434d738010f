// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/findings_of.h"
#include "app/cli/input.h"
#include "app/cli/input_files.h"

#include "planner/model/edit.h"
#include "planner/review/review.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <atomic>
#include <thread>

namespace stratoplan::cli::commands::review {

namespace {

// The planner's room has the name of this command.
namespace planner = stratoplan::review;

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

struct Options
{
    InputOptions deployment;
    std::vector<std::string> inputs;
    std::string format = "text";
    std::string failOn = "high";
    std::vector<std::string> rules;
    std::string baseline;
    std::string date;
};

// One input as far as it came.
struct Reading
{
    QString path;
    std::optional<Input> input;
    std::optional<Analysis> analysis;
    QByteArray messages;
};

// The rules to run; nothing, with a message, when one of those named does not exist.
std::optional<QStringList> rulesOf(const Options &options, const Streams &streams)
{
    QStringList valid;
    for (const planner::Rule *rule : planner::ruleCatalogue())
        valid.append(QLatin1String(rule->id));
    QStringList rules;
    for (const std::string &word : options.rules) {
        const QString id = QString::fromStdString(word);
        if (!valid.contains(id)) {
            streams.message(tr("--rule %1: there is no such rule; the rules are %2")
                                .arg(id, valid.join(QStringLiteral(", "))));
            return std::nullopt;
        }
        rules.append(id);
    }
    return rules;
}

// The files to review; nothing, with a message, when a folder has none.
std::optional<QStringList> filesOf(const Options &options, const Streams &streams)
{
    QStringList files;
    for (const std::string &word : options.inputs) {
        const QString path = QString::fromStdString(word);
        if (!QFileInfo(path).isDir()) {
            files.append(path);
            continue;
        }
        const QStringList below = inputsBelow(path);
        if (below.isEmpty()) {
            streams.message(tr("%1: there is no design and no template in it").arg(path));
            return std::nullopt;
        }
        files += below;
    }
    files.removeDuplicates();
    return files;
}

std::shared_ptr<const Design> dated(std::shared_ptr<const Design> design, QDate date)
{
    if (!date.isValid())
        return design;
    Edit edit(*design);
    Settings settings = edit.settings();
    settings.date = date;
    edit.setSettings(settings);
    return std::make_shared<const Design>(*edit.result());
}

void read(Reading &reading, const Options &options, const QStringList &rules, QDate date,
          const Streams &streams)
{
    QBuffer messages(&reading.messages);
    messages.open(QIODevice::WriteOnly);
    const Streams own{streams.in, nullptr, &messages};
    InputOptions input = options.deployment;
    input.path = reading.path.toStdString();
    input.layOut = false;
    reading.input = readInput(input, own);
    if (!reading.input)
        return;
    if (reading.input->imported) {
        for (const Problem &problem : reading.input->imported->problems)
            own.message(toString(problem));
    }
    AnalysisOptions analysis;
    analysis.rules = rules;
    auto analyzed = analyze(dated(reading.input->design, date), *builtIn().catalog, builtIn().trees,
                            analysis);
    if (analyzed) {
        reading.analysis = *std::move(analyzed);
        return;
    }
    for (const Problem &problem : analyzed.error())
        own.message(QStringLiteral("%1: %2").arg(reading.path, toString(problem)));
}

// Reads and analyses all files, as many at a time as there are processors.
QList<Reading> readAll(const QStringList &files, const Options &options, const QStringList &rules,
                       QDate date, const Streams &streams)
{
    QList<Reading> readings(files.size());
    for (qsizetype i = 0; i < files.size(); ++i)
        readings[i].path = files.at(i);
    Reading *const first = readings.data();
    const auto count = static_cast<size_t>(files.size());
    std::atomic<size_t> next{0};
    const auto work = [&] {
        for (size_t i = next++; i < count; i = next++)
            read(first[i], options, rules, date, streams);
    };
    builtIn();
    const size_t threads
        = std::min<size_t>(count, std::max(1U, std::thread::hardware_concurrency()));
    std::vector<std::jthread> workers;
    for (size_t i = 1; i < threads; ++i)
        workers.emplace_back(work);
    work();
    workers.clear();
    return readings;
}

QByteArray written(const Reviewed &reviewed, const std::string &format)
{
    if (format == "json")
        return toJson(reviewed);
    if (format == "sarif")
        return toSarif(reviewed);
    if (format == "junit")
        return toJunit(reviewed);
    if (format == "markdown")
        return toMarkdown(reviewed);
    if (format == "csv")
        return toCsv(reviewed);
    return toText(reviewed);
}

std::optional<Baseline> readBaseline(const QString &path, const Streams &streams)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        streams.message(tr("%1: cannot be read: %2").arg(path, file.errorString()));
        return std::nullopt;
    }
    auto baseline = Baseline::read(file.readAll(), path);
    if (baseline)
        return *std::move(baseline);
    streams.tell(baseline.error());
    return std::nullopt;
}

int runReview(const Options &options, const Streams &streams)
{
    const QDate date = QDate::fromString(QString::fromStdString(options.date), Qt::ISODate);
    if (!options.date.empty() && !date.isValid()) {
        streams.message(
            tr("--date %1: write it as YYYY-MM-DD").arg(QString::fromStdString(options.date)));
        return BadCommandLine;
    }
    const std::optional<QStringList> rules = rulesOf(options, streams);
    if (!rules)
        return BadCommandLine;
    std::optional<Baseline> baseline;
    if (!options.baseline.empty()) {
        baseline = readBaseline(QString::fromStdString(options.baseline), streams);
        if (!baseline)
            return UnreadableInput;
    }
    const std::optional<QStringList> files = filesOf(options, streams);
    if (!files)
        return UnreadableInput;

    Reviewed reviewed;
    reviewed.failOn = severityFromId(QString::fromStdString(options.failOn));
    for (const planner::Rule *rule : planner::ruleCatalogue()) {
        const QString id = QLatin1String(rule->id);
        if (rules->isEmpty() || rules->contains(id) || !rule->check)
            reviewed.rules.append(id);
    }
    bool allRead = true;
    for (const Reading &reading : readAll(*files, options, *rules, date, streams)) {
        streams.err->write(reading.messages);
        allRead = allRead && reading.analysis;
        if (reading.analysis)
            addFindings(reading.path, *reading.input, *reading.analysis, baseline, reviewed);
    }
    // What was read is told even where another input could not be.
    if (!reviewed.inputs.isEmpty() || allRead)
        streams.out->write(written(reviewed, options.format));
    if (!allRead)
        return UnreadableInput;
    return reviewed.hasFailure() ? FindingsAtThreshold : Done;
}

Run prepare(CLI::App &app)
{
    const auto options = std::make_shared<Options>();
    app.add_option(
           "INPUT", options->inputs,
           tr("Design files, templates, and folders of them; - for standard input").toStdString())
        ->required();
    options->deployment.addDeploymentTo(app);
    app.add_option("--format", options->format, tr("What is printed").toStdString())
        ->check(CLI::IsMember({"text", "json", "sarif", "junit", "markdown", "csv"}))
        ->capture_default_str();
    app.add_option("--fail-on", options->failOn,
                   tr("Exit status 1 for findings from this severity on").toStdString())
        ->check(CLI::IsMember({"blocker", "high", "medium", "low", "never"}))
        ->capture_default_str();
    app.add_option("--rule", options->rules,
                   tr("Run this rule only; may be repeated, or several with commas").toStdString())
        ->delimiter(',')
        ->allow_extra_args(false);
    app.add_option("--baseline", options->baseline,
                   tr("Leave out the findings of this earlier output in JSON").toStdString());
    app.add_option("--date", options->date,
                   tr("Day of the review, YYYY-MM-DD; default: the design's").toStdString());
    return [options](const Streams &streams) { return runReview(*options, streams); };
}

} // namespace

extern const Command entry;
const Command entry{
    .name = "review",
    .summary = QT_TRANSLATE_NOOP("CommandLine", "Findings: what is wrong, why, and how to mend it"),
    .prepare = prepare};

} // namespace stratoplan::cli::commands::review
