// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/input.h"

#include "planner/layout/layout.h"
#include "planner/model/edit.h"
#include "planner/store/store.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

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

std::optional<QByteArray> readAll(const QString &path, const Streams &streams)
{
    if (path == QLatin1String("-"))
        return streams.in->readAll();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        streams.message(tr("%1: cannot be read: %2").arg(path, file.errorString()));
        return std::nullopt;
    }
    if (QFileInfo(path).isDir()) {
        streams.message(tr("%1: is a folder; name a file in it").arg(path));
        return std::nullopt;
    }
    return file.readAll();
}

std::optional<std::pair<QString, QString>> keyAndValue(const QString &text)
{
    const qsizetype equals = text.indexOf(QLatin1Char('='));
    if (equals <= 0)
        return std::nullopt;
    return std::pair(text.left(equals), text.mid(equals + 1));
}

// {"K": "V"} or [{"ParameterKey": "K", "ParameterValue": "V"}], as `aws cloudformation` takes them.
std::optional<QMap<QString, QString>> readParameters(const QString &path, const Streams &streams)
{
    const std::optional<QByteArray> text = readAll(path, streams);
    if (!text)
        return std::nullopt;
    QJsonParseError error;
    const QJsonDocument json = QJsonDocument::fromJson(*text, &error);
    QMap<QString, QString> parameters;
    if (json.isObject()) {
        const QVariantMap object = json.object().toVariantMap();
        for (auto it = object.begin(); it != object.end(); ++it)
            parameters.insert(it.key(), it.value().toString());
        return parameters;
    }
    if (json.isArray()) {
        const QVariantList list = json.toVariant().toList();
        for (const QVariant &entry : list) {
            const QVariantMap pair = entry.toMap();
            parameters.insert(pair.value(QStringLiteral("ParameterKey")).toString(),
                              pair.value(QStringLiteral("ParameterValue")).toString());
        }
        return parameters;
    }
    streams.message(tr("%1: is no JSON of parameters: %2").arg(path, error.errorString()));
    return std::nullopt;
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
    const std::optional<QByteArray> text = readAll(path, streams);
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
        input.design = std::make_shared<const Design>(options.layOut ? arranged(std::move(read))
                                                                     : std::move(read));
        return input;
    }
    sam::ReadOptions readOptions;
    if (!options.parametersFile.empty()) {
        const auto parameters
            = readParameters(QString::fromStdString(options.parametersFile), streams);
        if (!parameters)
            return std::nullopt;
        readOptions.parameters = *parameters;
    }
    for (const std::string &parameter : options.parameters) {
        const auto pair = keyAndValue(QString::fromStdString(parameter));
        if (!pair) {
            streams.message(tr("--parameter %1: write it as NAME=VALUE")
                                .arg(QString::fromStdString(parameter)));
            return std::nullopt;
        }
        readOptions.parameters.insert(pair->first, pair->second);
    }
    if (!options.region.empty())
        readOptions.region = QString::fromStdString(options.region);
    auto imported = sam::read(*text, path, *builtIn().catalog, readOptions);
    if (!imported) {
        printProblems(imported.error(), streams);
        return std::nullopt;
    }
    input.design = std::make_shared<const Design>(options.layOut ? arranged(imported->design)
                                                                 : imported->design);
    input.imported = std::move(*imported);
    return input;
}

} // namespace stratoplan::cli
