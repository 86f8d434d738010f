// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/recovery/file_lock.h"
#include "planner/recovery/journal.h"
#include "planner/recovery/versions.h"
#include "widgets/document/design_document.h"

#include <QFutureWatcher>
#include <QMutex>
#include <QThreadPool>
#include <QTimer>

namespace stratoplan {

/// Keeps the unsaved changes of one document in a journal, and what it was in versions. As soon as
/// an edit is done the journal is written, on a thread of its own and at most seven times a second;
/// it goes when nothing is unsaved any more. Whoever kills the program loses no more than that.
class JournalKeeper : public QObject
{
    Q_OBJECT

public:
    explicit JournalKeeper(DesignDocument &document, QObject *parent = nullptr);
    /// Waits for what is being written. The journal stays as it is: see forget().
    ~JournalKeeper() override;

    /// The document was just opened, saved, or begun. `file` is the file with it, empty for none,
    /// and `sha256` the sum of its bytes; the other two are as OpenedFile has them.
    void begin(const QString &file, const QString &sha256, const QString &beside = {},
               const QStringList &unexported = {});
    /// The unsaved changes are made from now on to another design, which the file holds by now.
    void startIs(std::shared_ptr<const Design> design, const QString &sha256);
    /// The unsaved changes are given up: the journal goes.
    void forget();
    /// Writes at once what waits to be written, and waits until it stands.
    void flush();
    /// Keeps a design as a version of the document, with the present time.
    void keepVersion(const Design &design, recovery::VersionKind kind);

    const QString &journalPath() const { return m_path; }
    /// Folder of the document's versions.
    QString versionsFolder() const;

Q_SIGNALS:
    /// The journal or versions cannot be written; each told once until it succeeds again.
    void failed(const stratoplan::Problems &problems);

private:
    /// A state that is to be a version.
    struct Kept
    {
        std::shared_ptr<const Design> design; ///< null = none
        QDateTime at;
        recovery::VersionKind kind = recovery::VersionKind::Edited;
    };

    /// The state the thread is to write next.
    struct Next
    {
        QMutex mutex;
        std::shared_ptr<const recovery::Start> start;
        std::shared_ptr<const Design> design; ///< null = none
        QDateTime at;
        bool isWriting = false; ///< the thread will look here again
    };

    /// Something of the document is another, but for its design.
    void noteEdit();
    void writeIfModified();
    /// Nothing is unsaved: edits start from here, and the journal goes.
    void noteClean();
    void write();
    void written();
    void keepPending();
    void keepLater(const QList<Kept> &versions);
    void tell(const Problems &problems, bool &hasFailed);

    DesignDocument &m_document;
    QString m_path; ///< of the journal; made when it is first needed
    std::optional<recovery::FileLock> m_lock;
    std::shared_ptr<recovery::JournalWriter> m_writer; ///< of the worker while it writes
    recovery::Start m_start; ///< without its template, which the document has
    std::shared_ptr<const recovery::Start> m_toldStart; ///< as last given to the writer
    QThreadPool m_thread; ///< one, so that states are written in order
    QThreadPool m_versionThread;
    QFutureWatcher<Problems> m_writing;
    QTimer m_timer;
    QDateTime m_edited;
    std::shared_ptr<Next> m_next = std::make_shared<Next>();
    Kept m_pending; ///< in the journal, and not yet a version
    bool m_startIsVersion = false;
    bool m_journalFailed = false;
    bool m_versionsFailed = false;
};

} // namespace stratoplan
