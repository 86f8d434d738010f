// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/problem.h"

#include <QDateTime>

namespace stratoplan::recovery {

/// Why a version was kept.
enum class VersionKind
{
    Edited, ///< the last state of a time in which the document was edited
    InFile ///< what a file held when it was opened, or before it was overwritten
};

/// A design that a document once was, in a file of its own in the document's folder of versions.
struct Version
{
    QString path;
    QDateTime at; ///< UTC
    VersionKind kind = VersionKind::Edited;
    qint64 size = 0; ///< bytes

    bool operator==(const Version &) const = default;
};

/// Folder of the versions of a document, by its file; by `id` while it has none.
QString versionsOf(const QString &file, const QString &id);

/// The versions in the folder, the newest first.
QList<Version> versions(const QString &folder);

/// Those that are not kept: at `now` one version is kept of each minute for an hour and of each
/// quarter of an hour for a day, the last one each, and no more than 16 MB of a document. What
/// files held counts apart from what was edited. The newest of all is kept whatever its size.
QList<Version> overtaken(const QList<Version> &versions, const QDateTime &now);

/// Keeps a design file's text as the version of `at` and removes what is overtaken at that moment.
/// A text that the newest version has already is not kept again. Empty when it is kept.
Problems addVersion(const QString &folder, const QByteArray &text, const QDateTime &at,
                    VersionKind kind);

/// Removes what is overtaken at `now` below the folder of all versions, and the oldest while all
/// together take more than `most` bytes.
void tidyVersions(const QString &root, const QDateTime &now, qint64 most = qint64{128} << 20);

/// A document got its first file: its versions go where those of the file are.
void moveVersions(const QString &from, const QString &to);

} // namespace stratoplan::recovery
