// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/input_files.h"

#include "planner/sam/sidecar.h"
#include "planner/store/store.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace stratoplan::cli {

std::optional<QByteArray> readFile(const QString &path, const Streams &streams)
{
    if (path == QLatin1String("-"))
        return streams.in->readAll();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        streams.message(QCoreApplication::translate("CommandLine", "%1: cannot be read: %2")
                            .arg(path, file.errorString()));
        return std::nullopt;
    }
    if (QFileInfo(path).isDir()) {
        streams.message(
            QCoreApplication::translate("CommandLine", "%1: is a folder; name a file in it")
                .arg(path));
        return std::nullopt;
    }
    return file.readAll();
}

bool looksLikeInput(const QByteArray &text)
{
    if (store::looksLikeDesign(text))
        return true;
    // In YAML the root's keys stand at the beginning of a line, in JSON in quotes.
    static const QRegularExpression rootKey(
        QStringLiteral("^(Resources|AWSTemplateFormatVersion)\\s*:|"
                       "^[\\s{]*\"(Resources|AWSTemplateFormatVersion)\"\\s*:"),
        QRegularExpression::MultilineOption);
    return rootKey.match(QString::fromUtf8(text)).hasMatch();
}

namespace {

/// True for the design file that is read with its template, which is among the files.
bool goesWithTemplate(const QString &path, const QStringList &files)
{
    if (!path.endsWith(QLatin1String(".stratoplan")))
        return false;
    const auto bytes = [](const QString &name) {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    return std::any_of(files.begin(), files.end(), [&](const QString &other) {
        if (other == path || sam::sidecarPath(other) != path)
            return false;
        const Expected<Design> design = store::read(bytes(path), path);
        return design && sam::isSidecarOf(*design, path, other, bytes(other));
    });
}

} // namespace

QStringList inputsBelow(const QString &folder)
{
    static const QStringList suffixes{QStringLiteral("*.stratoplan"), QStringLiteral("*.yaml"),
                                      QStringLiteral("*.yml"), QStringLiteral("*.json"),
                                      QStringLiteral("*.template")};
    QStringList inputs;
    QDirIterator files(folder, suffixes, QDir::Files | QDir::Readable,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        const QString below = QDir(folder).relativeFilePath(path);
        QFile file(path);
        if (!below.startsWith(QLatin1Char('.')) && !below.contains(QLatin1String("/."))
            && file.open(QIODevice::ReadOnly) && looksLikeInput(file.readAll()))
            inputs.append(path);
    }
    inputs.sort();
    const QStringList all = inputs;
    inputs.erase(
        std::remove_if(inputs.begin(), inputs.end(),
                       [&all](const QString &path) { return goesWithTemplate(path, all); }),
        inputs.end());
    return inputs;
}

} // namespace stratoplan::cli
