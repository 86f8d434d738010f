// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/deployment.h"

#include "app/cli/input_files.h"
#include "app/cli/sam_config.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>

namespace stratoplan::cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
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
    const std::optional<QByteArray> text = readFile(path, streams);
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

// The samconfig.toml beside the template.
std::optional<Deployment> readConfig(const QString &templatePath, const QString &environment,
                                     const Streams &streams)
{
    if (templatePath == QLatin1String("-")) {
        streams.message(tr("--config-env: standard input has no samconfig.toml beside it; name "
                           "the template's file"));
        return std::nullopt;
    }
    const QString path = QFileInfo(templatePath).dir().filePath(QStringLiteral("samconfig.toml"));
    const std::optional<QByteArray> text = readFile(path, streams);
    if (!text)
        return std::nullopt;
    const Expected<Deployment> config = readSamConfig(*text, path, environment);
    if (config)
        return *config;
    streams.tell(config.error());
    return std::nullopt;
}

} // namespace

std::optional<Deployment> deploymentOf(const InputOptions &options, const Streams &streams)
{
    Deployment deployment;
    if (!options.configEnv.empty()) {
        const auto config = readConfig(QString::fromStdString(options.path),
                                       QString::fromStdString(options.configEnv), streams);
        if (!config)
            return std::nullopt;
        deployment = *config;
    }
    if (!options.parametersFile.empty()) {
        const auto parameters
            = readParameters(QString::fromStdString(options.parametersFile), streams);
        if (!parameters)
            return std::nullopt;
        deployment.parameters.insert(*parameters);
    }
    for (const std::string &parameter : options.parameters) {
        const auto pair = keyAndValue(QString::fromStdString(parameter));
        if (!pair) {
            streams.message(tr("--parameter %1: write it as NAME=VALUE")
                                .arg(QString::fromStdString(parameter)));
            return std::nullopt;
        }
        deployment.parameters.insert(pair->first, pair->second);
    }
    if (!options.region.empty())
        deployment.region = QString::fromStdString(options.region);
    return deployment;
}

} // namespace stratoplan::cli
