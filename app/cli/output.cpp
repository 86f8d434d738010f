// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/input.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

#include <memory>
#include <vector>

namespace stratoplan::cli {

namespace {

int sayUnwritable(const QSaveFile &file, const Streams &streams)
{
    streams.message(QCoreApplication::translate("CommandLine", "%1: cannot be written: %2")
                        .arg(file.fileName(), file.errorString()));
    return UnwritableOutput;
}

/// Puts the file back as it was before a commit.
void restore(const QString &path, const std::optional<QByteArray> &before)
{
    if (!before) {
        QFile::remove(path);
        return;
    }
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(*before) == before->size())
        file.commit();
}

} // namespace

int writeOutput(const QString &path, const QByteArray &bytes, const Streams &streams)
{
    return writeOutputs({{path, bytes}}, streams);
}

int writeOutputs(const QList<OutputFile> &files, const Streams &streams)
{
    struct Pending
    {
        std::unique_ptr<QSaveFile> file;
        std::optional<QByteArray> before;
    };
    std::vector<Pending> pending;
    for (const OutputFile &output : files) {
        if (output.path == QLatin1String("-"))
            continue;
        Pending one;
        if (QFile old(output.path); old.open(QIODevice::ReadOnly))
            one.before = old.readAll();
        one.file = std::make_unique<QSaveFile>(output.path);
        // Everything that can go wrong shows before the first file changes, but for the rename.
        if (!one.file->open(QIODevice::WriteOnly)
            || one.file->write(output.bytes) != output.bytes.size() || !one.file->flush())
            return sayUnwritable(*one.file, streams);
        pending.push_back(std::move(one));
    }
    for (size_t i = 0; i < pending.size(); ++i) {
        if (pending[i].file->commit())
            continue;
        for (size_t done = 0; done < i; ++done)
            restore(pending[done].file->fileName(), pending[done].before);
        return sayUnwritable(*pending[i].file, streams);
    }
    for (const OutputFile &output : files) {
        if (output.path == QLatin1String("-"))
            streams.out->write(output.bytes);
    }
    return Done;
}

QJsonArray factsJson(const Design &design)
{
    const auto textOrNull
        = [](const QString &text) { return text.isEmpty() ? QJsonValue() : QJsonValue(text); };
    QJsonArray all;
    for (const FactsLink &link : design.settings().facts) {
        all.append(
            QJsonObject{{QStringLiteral("file"), textOrNull(link.path)},
                        {QStringLiteral("source"), textOrNull(link.source)},
                        {QStringLiteral("date"), textOrNull(link.date.toString(Qt::ISODate))}});
    }
    return all;
}

void printJson(const QJsonObject &object, const Streams &streams)
{
    streams.out->write(QJsonDocument(object).toJson(QJsonDocument::Indented));
}

} // namespace stratoplan::cli
