// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/input.h"

#include "app/cli/deployment.h"
#include "app/cli/input_files.h"
#include "planner/layout/layout.h"
#include "planner/project/system.h"
#include "planner/store/store.h"

#include <QCoreApplication>

#include <algorithm>

namespace stratoplan::cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

} // namespace

void InputOptions::addTo(CLI::App &app)
{
    app.add_option("INPUT", path, tr("Design file or template; - for standard input").toStdString())
        ->required();
    addDeploymentTo(app);
}

void InputOptions::addSeveralTo(CLI::App &app)
{
    app.add_option_function<std::vector<std::string>>(
           "INPUT",
           [this](const std::vector<std::string> &given) {
               path = given.front();
               furtherPaths.assign(given.begin() + 1, given.end());
           },
           tr("Design file or template, - for standard input; several templates are one system of "
              "as many stacks")
               .toStdString())
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

Design arranged(Design design)
{
    const bool isPlaced
        = std::any_of(design.elements().begin(), design.elements().end(), [](const auto &entry) {
              const Element &element = *entry.second;
              const bool isDrawn = std::holds_alternative<Function>(element)
                  || std::holds_alternative<Service>(element);
              return isDrawn && common(element).position;
          });
    if (isPlaced)
        return design;
    const Change change = layout::arrange(design, configurationKinds(*builtIn().catalog));
    auto moved = apply(design, change);
    return moved ? *moved : design;
}

std::optional<Input> readInput(const InputOptions &options, const Streams &streams)
{
    Input input;
    input.path = QString::fromStdString(options.path);
    const std::optional<QByteArray> text = readFile(input.path, streams);
    if (!text)
        return std::nullopt;
    input.text = *text;
    project::OpenOptions given;
    given.region = QString::fromStdString(options.region);
    if (!store::looksLikeDesign(*text)) {
        const std::optional<Deployment> deployment = deploymentOf(options, streams);
        if (!deployment)
            return std::nullopt;
        given.parameters = deployment->parameters;
        given.region = deployment->region;
    }
    for (const std::string &file : options.factsFiles) {
        const QString path = QString::fromStdString(file);
        const std::optional<QByteArray> facts = readFile(path, streams);
        if (!facts)
            return std::nullopt;
        given.facts.append({path, *facts});
    }
    const QString place = input.path == QLatin1String("-") ? QString() : input.path;
    QList<project::File> files{{place, *text}};
    for (const std::string &further : options.furtherPaths) {
        const QString path = QString::fromStdString(further);
        const std::optional<QByteArray> other = readFile(path, streams);
        if (!other)
            return std::nullopt;
        files.append({path == QLatin1String("-") ? QString() : path, *other});
    }
    input.isSystem = files.size() > 1;
    auto opened = input.isSystem ? project::openSystem(files, *builtIn().catalog, given)
                                 : project::open(files.first(), *builtIn().catalog, given);
    if (!opened) {
        streams.tell(opened.error());
        return std::nullopt;
    }
    streams.tell(opened->notes);
    input.design = std::make_shared<const Design>(options.layOut ? arranged(opened->design)
                                                                 : opened->design);
    input.imported = std::move(opened->imported);
    input.sidecar = opened->sidecar;
    input.unexported = opened->unexported;
    return input;
}

QString noSuchFunction(const QString &name, const QStringList &valid)
{
    return valid.isEmpty() ? tr("--function %1: the design has no functions").arg(name)
                           : tr("--function %1: there is no such function; the functions are %2")
                                 .arg(name, valid.join(QStringLiteral(", ")));
}

} // namespace stratoplan::cli
