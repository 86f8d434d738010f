// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/problem.h"

#include <QByteArray>

namespace stratoplan::store {

struct FileText
{
    QString path;
    QByteArray bytes;
};

/// Writes files by QSaveFile, all or none: when one cannot be written the others are as they were
/// ("store.unwritable"). Empty when all were written.
Problems writeFiles(const QList<FileText> &files);

} // namespace stratoplan::store
