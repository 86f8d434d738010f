// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/input.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QSaveFile>

namespace stratoplan::cli {

int writeOutput(const QString &path, const QByteArray &bytes, const Streams &streams)
{
    if (path == QLatin1String("-")) {
        streams.out->write(bytes);
        return Done;
    }
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return Done;
    streams.message(QCoreApplication::translate("CommandLine", "%1: cannot be written: %2")
                        .arg(path, file.errorString()));
    return UnwritableOutput;
}

void printJson(const QJsonObject &object, const Streams &streams)
{
    streams.out->write(QJsonDocument(object).toJson(QJsonDocument::Indented));
}

} // namespace stratoplan::cli
