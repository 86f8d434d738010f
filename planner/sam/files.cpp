// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/files.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace stratoplan::sam {

namespace {

constexpr qint64 largestFile = qint64(1024) * 1024;

Problem problem(const char *code, const char *what, const char *remedy, const QString &path)
{
    return {.severity = Severity::Low,
            .code = QString::fromLatin1(code),
            .what = {QByteArray("Sam"), QByteArray(what), {{QStringLiteral("file"), path}}},
            .where = {},
            .remedy = {QByteArray("Sam"), QByteArray(remedy), {}}};
}

Expected<QByteArray> readInside(const QString &folder, const QString &path)
{
    const QString wanted = QDir(folder).absoluteFilePath(path);
    const QString inside = QDir(folder).canonicalPath() + QLatin1Char('/');
    // What does not exist has no canonical path: where it would be is told from its name.
    const QString canonical = QFileInfo(wanted).canonicalFilePath();
    const QString place = canonical.isEmpty() ? QDir::cleanPath(wanted) : canonical;
    const bool isInside = place.startsWith(inside)
        || (canonical.isEmpty()
            && place.startsWith(QDir::cleanPath(QDir(folder).absolutePath()) + QLatin1Char('/')));
    if (!isInside)
        return failure(problem(
            "sam.file-outside",
            QT_TRANSLATE_NOOP("Sam",
                              "{file} lies outside the template's own folder and is not read"),
            QT_TRANSLATE_NOOP("Sam", "Keep the file beside the template or below it"), path));
    QFile file(place);
    if (!QFileInfo(place).isFile() || !file.open(QIODevice::ReadOnly))
        return failure(
            problem("sam.file-missing",
                    QT_TRANSLATE_NOOP("Sam", "{file} is not there, so what it says is not drawn"),
                    QT_TRANSLATE_NOOP("Sam", "Put the file where the template names it"), path));
    if (file.size() > largestFile)
        return failure(problem("sam.file-too-large",
                               QT_TRANSLATE_NOOP("Sam", "{file} is larger than 1 MiB"),
                               QT_TRANSLATE_NOOP("Sam", "Split the definition"), path));
    return file.readAll();
}

} // namespace

FileReader filesBeside(const QString &templatePath)
{
    const QString folder = QFileInfo(templatePath).absolutePath();
    return [folder](const QString &path) { return readInside(folder, path); };
}

} // namespace stratoplan::sam
