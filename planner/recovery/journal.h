// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/design.h"

#include <QDateTime>

#include <atomic>
#include <memory>
#include <optional>

namespace stratoplan::recovery {

/// The template behind a document, as far as it takes part in saving it.
struct TemplateState
{
    QString path;
    QByteArray text; ///< that the design's changes are edits of
    QByteArray known; ///< what this program last read from the file or wrote to it
    std::shared_ptr<const Design> design; ///< as it was read from the text
    bool isDocument = false; ///< saving writes the template
    bool sameText = true;
    bool lacksOthers = false;
};

/// What the unsaved changes of a document start from.
struct Start
{
    QString file; ///< that was opened or saved last; empty for a document without a file
    QString sha256; ///< of that file's bytes then; empty without a file
    QString designPath; ///< the design file that saving writes; empty = it asks
    std::shared_ptr<const Design> design; ///< as it was saved; never null
    std::optional<TemplateState> source;
    QString beside; ///< the design beside the template that the document has read
    QStringList unexported; ///< elements that saving over `beside` would lose
};

/// A document with unsaved changes, as a journal tells it.
struct Journal
{
    Start start;
    Design design; ///< the last one that was written whole
    QDateTime edited; ///< when it was that
};

/// The journal in a file; what is cut off or damaged at the end is left out. Refused are files that
/// cannot be read or are of another version ("recovery.unreadable"), and files without one whole
/// state ("recovery.nothing-whole"): the program ended while it wrote the first.
Expected<Journal> readJournal(const QString &path);

/// Writes one journal, state by state, each appended as a record of its own. The file is made anew
/// when most of it is states that have been overtaken. Used by one thread at a time.
class JournalWriter
{
public:
    /// Nothing is written yet.
    explicit JournalWriter(QString path)
        : m_path(std::move(path))
    {
    }

    const QString &path() const { return m_path; }
    /// Appends the design as it is at `edited`, with its start where that is another than at the
    /// call before. Who kills the program loses nothing of it from then on; the system is asked to
    /// put it onto the disk as well, which is not waited for. Empty when it is written
    /// ("recovery.unwritable").
    Problems write(const std::shared_ptr<const Start> &start, const Design &design,
                   const QDateTime &edited);
    /// The file goes; the next write() begins a new one.
    void remove();

private:
    QString m_path;
    std::shared_ptr<const Start> m_start; ///< of which the file tells; null without a file
    qint64 m_size = 0;
    qint64 m_needed = 0; ///< bytes of the start and of the last state
    std::shared_ptr<std::atomic_bool> m_syncing = std::make_shared<std::atomic_bool>(false);
};

/// Paths of the journals in the folder, the oldest first.
QStringList journals(const QString &folder);
/// A path in the folder that no journal has; the folder is made.
QString newJournalPath(const QString &folder);

} // namespace stratoplan::recovery
