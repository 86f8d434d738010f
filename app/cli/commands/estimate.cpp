// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/estimate_costs.h"
#include "app/cli/estimate_json.h"
#include "app/cli/estimate_prices.h"
#include "app/cli/estimate_text.h"
#include "app/cli/input.h"

#include "planner/estimate/estimates.h"
#include "planner/estimate/memory_settings.h"
#include "planner/model/names.h"
#include "planner/network/plan.h"

#include <QCoreApplication>

namespace stratoplan::cli::commands::estimate {

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
    std::string memory;
    PriceOptions prices;
    std::string format = "text";
};

// "128,512" or "all"; a message and nothing for anything else.
std::optional<QList<MiB>> memoryOf(const QString &list, const Streams &streams)
{
    if (list.isEmpty())
        return QList<MiB>{};
    const estimating::MemorySettings all = estimating::memorySettings(*builtIn().catalog);
    if (list == QLatin1String("all"))
        return all.usual;
    QList<MiB> settings;
    for (const QString &word : list.split(QLatin1Char(','))) {
        bool isNumber = false;
        const int memory = word.trimmed().toInt(&isNumber);
        if (!isNumber || memory < all.least.value || memory > all.most.value) {
            streams.message(
                tr("--memory %1: write sizes from %2 to %3 MB with commas between them, "
                   "or all")
                    .arg(list, QString::number(all.least.value), QString::number(all.most.value)));
            return std::nullopt;
        }
        settings.append(MiB(memory));
    }
    return settings;
}

// The function of that name; none for an empty one, nothing for one that the design lacks.
std::optional<ElementId> functionOf(const QString &name, const Design &design,
                                    const Streams &streams)
{
    if (name.isEmpty())
        return ElementId{};
    QStringList valid;
    for (const Function *function : design.all<Function>()) {
        if (function->name == name)
            return function->id;
        valid.append(function->name);
    }
    streams.message(noSuchFunction(name, valid));
    return std::nullopt;
}

int compareBooks(const Options &options, const Design &design, ElementId only,
                 const catalog::Catalog &catalog, const Streams &streams)
{
    const auto books = comparedBooks(options.prices, catalog, streams);
    if (!books)
        return BadCommandLine;
    const auto demand = estimating::demand(design, catalog);
    QList<estimating::ThenAndNow> functions;
    for (const Function *function : design.all<Function>()) {
        if (!only || function->id == only)
            functions.append(estimating::thenAndNow(*function, demand.value(function->id), catalog,
                                                    *books->first, *books->second));
    }
    if (options.format == "json")
        printJson(toJson(functions, design), streams);
    else
        streams.print(toText(functions, design));
    return Done;
}

int runEstimate(const Options &options, const Streams &streams)
{
    estimating::Options wanted;
    wanted.priceBook = QString::fromStdString(options.prices.book);
    const auto memory = memoryOf(QString::fromStdString(options.memory), streams);
    if (!memory)
        return BadCommandLine;
    wanted.memory = *memory;
    wanted.presentOnly = options.format == "csv";
    const std::optional<Input> input = readInput(options.input, streams);
    if (!input)
        return UnreadableInput;
    const Design design = designWith(options.prices, *input->design);
    const auto only = functionOf(QString::fromStdString(options.function), design, streams);
    if (!only)
        return BadCommandLine;

    const std::shared_ptr<const catalog::Catalog> facts = catalogWith(options.prices, streams);
    if (!facts)
        return UnreadableInput;
    const catalog::Catalog &catalog = *facts;
    if (!options.prices.compared.empty())
        return compareBooks(options, design, *only, catalog, streams);
    network::Options networkOptions;
    networkOptions.model
        = network::modelFromId(design.settings().networkModel).value_or(network::Model::Hyperplane);
    const auto loads = estimating::networkLoads(design, estimating::demand(design, catalog));
    const network::Plan plan = network::plan(design, catalog, loads, networkOptions);
    const auto estimates = estimating::estimate(design, catalog, plan, wanted);
    if (!estimates)
        return streams.fail(estimates.error(), BadCommandLine);
    if (options.format == "csv") {
        writeCsv(*streams.out, *estimates, design, networkOptions.model, catalog, wanted, *only);
        return Done;
    }
    const auto details = estimating::costDetails(design, catalog, plan, *estimates);
    if (options.format == "json") {
        printJson(toJson(*estimates, details, design, *only), streams);
    } else {
        streams.print(toText(*estimates, design, *only) + toText(details, design));
    }
    return Done;
}

Run prepare(CLI::App &app)
{
    const auto options = std::make_shared<Options>();
    options->input.layOut = false;
    options->input.addSeveralTo(app);
    app.add_option("--function", options->function, tr("Only this function").toStdString());
    app.add_option(
        "--memory", options->memory,
        tr("Sizes in MB: 128,512 or all; default: the present one and doublings").toStdString());
    options->prices.addTo(app);
    app.add_option("--format", options->format, tr("What is printed").toStdString())
        ->check(CLI::IsMember({"text", "json", "csv"}))
        ->capture_default_str();
    return [options](const Streams &streams) { return runEstimate(*options, streams); };
}

} // namespace

extern const Command entry;
const Command entry{
    .name = "estimate",
    .summary = QT_TRANSLATE_NOOP(
        "CommandLine", "Cold start, duration and cost of each function by memory, cost of a month"),
    .draws = false,
    .prepare = prepare,
};

} // namespace stratoplan::cli::commands::estimate
