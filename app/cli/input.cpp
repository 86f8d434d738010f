// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/input.h"

#include "app/cli/deployment.h"
#include "app/cli/input_facts.h"
#include "app/cli/input_files.h"
#include "planner/layout/layout.h"
#include "planner/model/edit.h"
#include "planner/store/store.h"

#include <QCoreApplication>

namespace stratoplan::cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

void printProblems(const Problems &problems, const Streams &streams)
{
    for (const Problem &problem : problems)
        streams.message(toString(problem));
}

} // namespace

void InputOptions::addTo(CLI::App &app)
{
    app.add_option("INPUT", path, tr("Design file or template; - for standard input").toStdString())
        ->required();
    addDeploymentTo(app);
}

void InputOptions::addDeploymentTo(CLI::App &app)
{
    app.add_option("--parameter", parameters,
                   tr("Value of a template parameter, K=V").toStdString())
        ->allow_extra_args(false);
    app.add_option("--parameters", parametersFile,
                   tr("JSON file with values of template parameters").toStdString());
    app.add_option("--config-env", configEnv,
                   tr("Environment of the samconfig.toml beside the template, for its parameters "
                      "and its region")
                       .toStdString());
    app.add_option(
           "--facts", factsFiles,
           tr("What is known of networks that live elsewhere: a facts file, the JSON of aws "
              "ec2 describe-subnets and its like, or cdk.context.json; may be repeated")
               .toStdString())
        ->allow_extra_args(false);
    app.add_option("--region", region, tr("Region of the deployment").toStdString());
}

const BuiltIn &builtIn()
{
    // Data of the program itself, made once and never changed.
    static const BuiltIn facts = [] {
        BuiltIn made;
        auto catalog = catalog::builtIn();
        auto trees = decision::readTrees();
        if (!catalog || !trees) {
            const Problems &problems = catalog ? trees.error() : catalog.error();
            for (const Problem &problem : problems)
                qCritical("%s", qUtf8Printable(toString(problem)));
            qFatal("The built-in facts cannot be read");
        }
        made.catalog = *catalog;
        made.trees = *trees;
        return made;
    }();
    return facts;
}

QSet<QString> configurationKinds()
{
    QSet<QString> kinds;
    for (const catalog::ServiceKind &kind : builtIn().catalog->services()) {
        if (kind.category == catalog::Category::Configuration)
            kinds.insert(kind.kind);
    }
    return kinds;
}

Design arranged(Design design)
{
    bool placed = true;
    for (const auto &[id, element] : design.elements()) {
        const bool drawn = std::holds_alternative<Function>(*element)
            || std::holds_alternative<Service>(*element);
        if (drawn && !common(*element).position)
            placed = false;
    }
    if (placed)
        return design;
    const Change change = layout::arrange(design, configurationKinds());
    auto moved = apply(design, change);
    return moved ? *moved : design;
}

std::optional<Input> readInput(const InputOptions &options, const Streams &streams)
{
    const QString path = QString::fromStdString(options.path);
    const std::optional<QByteArray> text = readFile(path, streams);
    if (!text)
        return std::nullopt;
    Input input;
    input.path = path;
    input.text = *text;
    if (store::looksLikeDesign(*text)) {
        const auto design = store::read(*text, path);
        if (!design) {
            printProblems(design.error(), streams);
            return std::nullopt;
        }
        Design read = *design;
        if (!options.region.empty()) {
            Edit edit(read);
            Settings settings = read.settings();
            settings.region = QString::fromStdString(options.region);
            edit.setSettings(settings);
            read = *edit.result();
        }
        std::optional<Design> filled = withFacts(read, {}, options.factsFiles, streams);
        if (!filled)
            return std::nullopt;
        input.design = std::make_shared<const Design>(options.layOut ? arranged(*std::move(filled))
                                                                     : *std::move(filled));
        return input;
    }
    const std::optional<Deployment> deployment = deploymentOf(options, streams);
    if (!deployment)
        return std::nullopt;
    sam::ReadOptions readOptions;
    readOptions.parameters = deployment->parameters;
    if (!deployment->region.isEmpty())
        readOptions.region = deployment->region;
    if (path != QLatin1String("-"))
        readOptions.files = sam::filesBeside(path);
    auto imported = sam::read(*text, path, *builtIn().catalog, readOptions);
    if (!imported) {
        printProblems(imported.error(), streams);
        return std::nullopt;
    }
    std::optional<Design> filled
        = withFacts(imported->design, imported->outside, options.factsFiles, streams);
    if (!filled)
        return std::nullopt;
    imported->design = *std::move(filled);
    input.design = std::make_shared<const Design>(options.layOut ? arranged(imported->design)
                                                                 : imported->design);
    input.imported = std::move(*imported);
    return input;
}

} // namespace stratoplan::cli
