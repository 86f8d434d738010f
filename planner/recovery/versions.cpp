// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/recovery/versions.h"

#include "planner/recovery/state_folder.h"
#include "planner/store/write_files.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <set>
#include <tuple>

namespace stratoplan::recovery {

namespace {

constexpr QLatin1String timeFormat("yyyyMMdd'T'HHmmsszzz'Z'");
constexpr QLatin1String ending(".stratoplan");
constexpr QLatin1String inFile("-file");

constexpr qint64 minute = 60;
constexpr qint64 quarter = 15 * minute;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;
constexpr qint64 mostOfDocument = qint64{16} << 20;

void removeAll(const QList<Version> &versions)
{
    for (const Version &version : versions)
        QFile::remove(version.path);
}

QByteArray textOf(const Version &version)
{
    QFile file(version.path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

QString versionsOf(const QString &file, const QString &id)
{
    return QDir(versionsFolder()).filePath(file.isEmpty() ? id : keyOf(file));
}

QList<Version> versions(const QString &folder)
{
    QList<Version> all;
    for (const QFileInfo &file :
         QDir(folder).entryInfoList({QLatin1Char('*') + ending}, QDir::Files)) {
        QString name = file.completeBaseName();
        Version version{file.absoluteFilePath(), {}, VersionKind::Edited, file.size()};
        if (name.endsWith(inFile)) {
            version.kind = VersionKind::InFile;
            name.chop(inFile.size());
        }
        version.at = QDateTime::fromString(name, timeFormat);
        version.at.setTimeSpec(Qt::UTC);
        if (version.at.isValid())
            all.append(version);
    }
    std::sort(all.begin(), all.end(), [](const Version &a, const Version &b) {
        return a.at != b.at ? a.at > b.at : a.path > b.path;
    });
    return all;
}

QList<Version> overtaken(const QList<Version> &versions, const QDateTime &now)
{
    QList<Version> gone;
    // One of the same stretch of time: its length in the first place, its number in the second.
    std::set<std::tuple<VersionKind, qint64, qint64>> kept;
    qint64 size = 0;
    bool isNewest = true;
    for (const Version &version : versions) {
        const qint64 age = version.at.secsTo(now);
        const qint64 stretch = age < hour ? minute : quarter;
        const std::tuple slot{version.kind, stretch, version.at.toSecsSinceEpoch() / stretch};
        const bool isOld = age >= day;
        const bool isKept
            = !isOld && !kept.count(slot) && (isNewest || size + version.size <= mostOfDocument);
        if (isKept) {
            kept.insert(slot);
            size += version.size;
        } else {
            gone.append(version);
        }
        isNewest = isNewest && !isKept;
    }
    return gone;
}

Problems addVersion(const QString &folder, const QByteArray &text, const QDateTime &at,
                    VersionKind kind)
{
    const QList<Version> before = versions(folder);
    if (!before.isEmpty() && before.first().size == text.size() && textOf(before.first()) == text)
        return {};
    QDir().mkpath(folder);
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    const QString name = at.toUTC().toString(timeFormat)
        + (kind == VersionKind::InFile ? inFile : QLatin1String()) + ending;
    const Problems problems = store::writeFiles({{QDir(folder).filePath(name), text}});
    if (problems.isEmpty())
        removeAll(overtaken(versions(folder), at));
    return problems;
}

void tidyVersions(const QString &root, const QDateTime &now, qint64 most)
{
    QList<Version> left;
    for (const QFileInfo &folder : QDir(root).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        removeAll(overtaken(versions(folder.absoluteFilePath()), now));
        left.append(versions(folder.absoluteFilePath()));
        // Stays where there is something in it.
        QDir(root).rmdir(folder.fileName());
    }
    std::sort(left.begin(), left.end(),
              [](const Version &a, const Version &b) { return a.at > b.at; });
    qint64 size = 0;
    for (const Version &version : std::as_const(left)) {
        size += version.size;
        if (size > most)
            QFile::remove(version.path);
    }
}

void moveVersions(const QString &from, const QString &to)
{
    QDir().mkpath(to);
    for (const Version &version : versions(from))
        QFile::rename(version.path, QDir(to).filePath(QFileInfo(version.path).fileName()));
    QDir().rmdir(from);
}

} // namespace stratoplan::recovery
