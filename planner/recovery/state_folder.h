// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace stratoplan::recovery {

/// Where the program keeps what is neither a setting nor a document: "$XDG_STATE_HOME/stratoplan",
/// by default below ~/.local/state. It need not exist.
QString stateFolder();

/// Journals of open documents with unsaved changes.
QString journalFolder();
/// Locks of open files.
QString lockFolder();
/// Versions of documents, a folder for each.
QString versionsFolder();

/// The name that a file has in the state folder: the same for every path that leads to it.
QString keyOf(const QString &path);

} // namespace stratoplan::recovery
