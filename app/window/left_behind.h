// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/recovery/file_lock.h"
#include "planner/recovery/journal.h"
#include "widgets/recovery/recovery_dialog.h"

#include <vector>

namespace stratoplan::window {

/// A journal whose process is gone, with changes that are in no file. It belongs to this process as
/// long as the lock lives.
struct LeftBehind
{
    QString path;
    recovery::FileLock lock;
    recovery::Journal journal;
    recovery::Offer offer; ///< as people are told of it
};

/// The journals in the folder that nobody living writes, the oldest first. Those whose changes are
/// in their file already, because the process ended between saving and tidying up, go at once.
std::vector<LeftBehind> leftBehind(const QString &folder, const catalog::Catalog &catalog);

} // namespace stratoplan::window
