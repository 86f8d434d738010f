// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/recovery/file_lock.h"

#include "planner/recovery/state_folder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace stratoplan::recovery {

std::optional<FileLock> FileLock::take(const QString &path)
{
    QDir().mkpath(QFileInfo(path).path());
    auto lock = std::make_unique<QLockFile>(path);
    // Age says nothing: a document may be open for days. Whether the process lives does.
    lock->setStaleLockTime(0);
    if (!lock->tryLock(0))
        return std::nullopt;
    return FileLock(path, std::move(lock));
}

std::optional<LockHolder> FileLock::holder(const QString &path)
{
    // Taking it is the one way to tell the living from the dead.
    if (take(path))
        return std::nullopt;
    LockHolder holder;
    QString program;
    if (!QLockFile(path).getLockInfo(&holder.process, &holder.host, &program))
        return std::nullopt;
    holder.since = QFileInfo(path).lastModified();
    holder.isThisProcess = holder.process == QCoreApplication::applicationPid()
        && holder.host == QSysInfo::machineHostName();
    return holder;
}

QString lockPath(const QString &file)
{
    return QDir(lockFolder()).filePath(keyOf(file) + QLatin1String(".lock"));
}

QString journalLockPath(const QString &journal)
{
    return journal + QLatin1String(".lock");
}

} // namespace stratoplan::recovery
