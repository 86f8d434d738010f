// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QLockFile>
#include <QString>

#include <memory>
#include <optional>

namespace stratoplan::recovery {

/// Who has a lock.
struct LockHolder
{
    qint64 process = 0;
    QString host;
    QDateTime since;
    bool isThisProcess = false;
};

/// Says to other windows and processes that a file is open here. It lies in the state folder, so
/// that files in folders which cannot be written to are locked too and nothing appears beside
/// them. Locks of processes that are gone are taken over. Given back when it goes.
class FileLock
{
public:
    /// The lock at `path`, or nothing where somebody else has it. Its folder is made.
    static std::optional<FileLock> take(const QString &path);
    /// Who has the lock; nothing when nobody living does.
    static std::optional<LockHolder> holder(const QString &path);

    const QString &path() const { return m_path; }

private:
    FileLock(QString path, std::unique_ptr<QLockFile> lock)
        : m_path(std::move(path))
        , m_lock(std::move(lock))
    {
    }

    QString m_path;
    std::unique_ptr<QLockFile> m_lock;
};

/// Where the lock of a document's file is.
QString lockPath(const QString &file);
/// Where the lock of a journal is, which tells whether its process lives.
QString journalLockPath(const QString &journal);

} // namespace stratoplan::recovery
