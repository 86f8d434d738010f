// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/store/write_files.h"

#include <QFile>
#include <QSaveFile>

#include <memory>
#include <optional>
#include <vector>

namespace stratoplan::store {

namespace {

Problems unwritable(const QSaveFile &file)
{
    Problem problem;
    problem.code = QStringLiteral("store.unwritable");
    problem.what = Text{STRATOPLAN_TEXT("Store", "The file cannot be written: {reason}"),
                        {{QStringLiteral("reason"), file.errorString()}}};
    problem.where.file = file.fileName();
    problem.remedy
        = Text{STRATOPLAN_TEXT("Store", "Choose another folder, or make room there"), {}};
    return {problem};
}

/// Puts a file back as it was before it was written.
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

Problems writeFiles(const QList<FileText> &files)
{
    struct Pending
    {
        std::unique_ptr<QSaveFile> file;
        std::optional<QByteArray> before;
    };
    std::vector<Pending> pending;
    for (const FileText &one : files) {
        Pending next;
        if (QFile old(one.path); old.open(QIODevice::ReadOnly))
            next.before = old.readAll();
        next.file = std::make_unique<QSaveFile>(one.path);
        // Everything that can go wrong shows before the first file changes, but for the rename.
        if (!next.file->open(QIODevice::WriteOnly)
            || next.file->write(one.bytes) != one.bytes.size() || !next.file->flush())
            return unwritable(*next.file);
        pending.push_back(std::move(next));
    }
    for (size_t i = 0; i < pending.size(); ++i) {
        if (pending[i].file->commit())
            continue;
        for (size_t done = 0; done < i; ++done)
            restore(pending[done].file->fileName(), pending[done].before);
        return unwritable(*pending[i].file);
    }
    return {};
}

} // namespace stratoplan::store
