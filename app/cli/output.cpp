// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/input.h"
#include "app/cli/json_values.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <algorithm>
#include <iterator>

namespace stratoplan::cli {

int writeOutput(const QString &path, const QByteArray &bytes, const Streams &streams)
{
    return writeOutputs({{path, bytes}}, streams);
}

int writeOutputs(const QList<OutputFile> &files, const Streams &streams)
{
    QList<OutputFile> onDisk;
    std::copy_if(files.begin(), files.end(), std::back_inserter(onDisk),
                 [](const OutputFile &output) { return output.path != QLatin1String("-"); });
    const Problems problems = store::writeFiles(onDisk);
    for (const Problem &problem : problems)
        streams.message(QCoreApplication::translate("CommandLine", "%1: cannot be written: %2")
                            .arg(problem.where.file,
                                 problem.what.args.value(QStringLiteral("reason")).toString()));
    if (!problems.isEmpty())
        return UnwritableOutput;
    for (const OutputFile &output : files) {
        if (output.path == QLatin1String("-"))
            streams.out->write(output.bytes);
    }
    return Done;
}

QJsonArray factsJson(const Design &design)
{
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
