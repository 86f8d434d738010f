// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/corpus.h"

#include <QDir>
#include <QFile>
#include <QProcess>

namespace stratoplan {

QStringList corpusTemplates()
{
    const QDir folder(QStringLiteral(STRATOPLAN_SOURCE_DIR "/../shared/corpus/sam"));
    const QStringList names
        = folder.entryList({QStringLiteral("*.yaml"), QStringLiteral("*.yml"),
                            QStringLiteral("*.json"), QStringLiteral("*.template")},
                           QDir::Files, QDir::Name);
    QStringList paths;
    for (const QString &name : names)
        paths.append(folder.filePath(name));
    return paths;
}

QByteArray fileText(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString pythonWith(const QString &module)
{
    const QString python = QStringLiteral("/usr/bin/python3");
    QProcess probe;
    probe.start(python, {QStringLiteral("-c"), QStringLiteral("import ") + module});
    return probe.waitForFinished() && probe.exitCode() == 0 ? python : QString();
}

} // namespace stratoplan
