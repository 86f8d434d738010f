// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/document/journal_keeper.h"

#include "planner/recovery/state_folder.h"
#include "planner/store/store.h"

#include <QDir>
#include <QFileInfo>
#include <QtConcurrentRun>

#include <utility>

namespace stratoplan {

namespace {

qint64 minuteOf(const QDateTime &time)
{
    return time.toSecsSinceEpoch() / 60;
}

} // namespace

JournalKeeper::JournalKeeper(DesignDocument &document, QObject *parent)
    : QObject(parent)
    , m_document(document)
{
    m_thread.setMaxThreadCount(1);
    m_versionThread.setMaxThreadCount(1);
    m_timer.setSingleShot(true);
    m_timer.setInterval(0);
    m_start.design = document.snapshot();
    connect(&m_timer, &QTimer::timeout, this, &JournalKeeper::writeIfModified);
    connect(&m_writing, &QFutureWatcherBase::finished, this, &JournalKeeper::written);
    // Handed over within the edit: whatever keeps the window busy afterwards does not delay it.
    connect(&document, &DesignDocument::designChanged, this, &JournalKeeper::write);
    connect(&document, &DesignDocument::modifiedChanged, this, [this](bool modified) {
        if (modified) {
            noteEdit();
            return;
        }
        // Saved, or undone to what is saved: nothing is left to lose.
        keepPending();
        noteClean();
    });
    connect(&document, &DesignDocument::templateChanged, this, [this] {
        m_toldStart.reset();
        noteEdit();
    });
}

JournalKeeper::~JournalKeeper()
{
    m_thread.waitForDone();
    m_versionThread.waitForDone();
}

void JournalKeeper::begin(const QString &file, const QString &sha256, const QString &beside,
                          const QStringList &unexported)
{
    const QString before = versionsFolder();
    const bool getsFile = m_start.file.isEmpty() && !file.isEmpty() && !before.isEmpty();
    keepPending();
    m_start.file = file;
    m_start.sha256 = sha256;
    m_start.beside = beside;
    m_start.unexported = unexported;
    m_startIsVersion = false;
    noteClean();
    if (!getsFile)
        return;
    m_versionThread.waitForDone();
    recovery::moveVersions(before, versionsFolder());
}

void JournalKeeper::startIs(std::shared_ptr<const Design> design, const QString &sha256)
{
    m_start.design = std::move(design);
    m_start.sha256 = sha256;
    m_toldStart.reset();
    noteEdit();
}

void JournalKeeper::noteClean()
{
    m_timer.stop();
    m_thread.waitForDone();
    m_start.design = m_document.snapshot();
    m_start.designPath = m_document.path();
    m_toldStart.reset();
    if (m_writer)
        m_writer->remove();
}

void JournalKeeper::forget()
{
    const QString folder = versionsFolder();
    keepPending();
    noteClean();
    m_versionThread.waitForDone();
    // Nothing leads to what never had a file.
    if (m_start.file.isEmpty() && !folder.isEmpty())
        QDir(folder).removeRecursively();
    m_lock.reset();
    m_writer.reset();
    m_path.clear();
}

QString JournalKeeper::versionsFolder() const
{
    const QString id = m_path.isEmpty() ? QString() : QFileInfo(m_path).completeBaseName();
    if (m_start.file.isEmpty() && id.isEmpty())
        return {};
    return recovery::versionsOf(m_start.file, id);
}

void JournalKeeper::noteEdit()
{
    m_timer.start();
}

void JournalKeeper::writeIfModified()
{
    if (m_document.isModified())
        write();
}

void JournalKeeper::write()
{
    m_edited = QDateTime::currentDateTimeUtc();
    m_timer.stop();
    if (!m_writer) {
        m_path = recovery::newJournalPath(recovery::journalFolder());
        // Taken before the journal is there, so that no other process finds it without an owner.
        m_lock = recovery::FileLock::take(recovery::journalLockPath(m_path));
        m_writer = std::make_shared<recovery::JournalWriter>(m_path);
    }
    if (!m_toldStart) {
        recovery::Start start = m_start;
        if (const TemplateSource *source = m_document.templateSource())
            start.source = recovery::TemplateState{
                source->path,       source->text,     source->known,      source->design,
                source->isDocument, source->sameText, source->lacksOthers};
        m_toldStart = std::make_shared<const recovery::Start>(std::move(start));
    }
    QList<Kept> versions;
    // The first of all versions is what the edits start from.
    if (!std::exchange(m_startIsVersion, true) && !m_start.design->isEmpty())
        versions.append({m_start.design, m_edited.addMSecs(-1), recovery::VersionKind::InFile});
    // Of each minute in which the document is edited the last state is a version.
    if (m_pending.design && minuteOf(m_pending.at) != minuteOf(m_edited))
        versions.append(m_pending);
    m_pending = {m_document.snapshot(), m_edited, recovery::VersionKind::Edited};
    keepLater(versions);
    {
        // While one state is written the next ones take each other's place.
        const QMutexLocker lock(&m_next->mutex);
        m_next->start = m_toldStart;
        m_next->design = m_pending.design;
        m_next->at = m_edited;
        if (std::exchange(m_next->isWriting, true))
            return;
    }
    m_writing.setFuture(QtConcurrent::run(&m_thread, [writer = m_writer, next = m_next] {
        Problems problems;
        while (true) {
            std::shared_ptr<const recovery::Start> start;
            std::shared_ptr<const Design> design;
            QDateTime at;
            {
                const QMutexLocker lock(&next->mutex);
                next->isWriting = next->design != nullptr;
                if (!next->isWriting)
                    return problems;
                start = next->start;
                design = std::exchange(next->design, nullptr);
                at = next->at;
            }
            problems = writer->write(start, *design, at);
        }
    }));
}

void JournalKeeper::written()
{
    tell(m_writing.result(), m_journalFailed);
}

void JournalKeeper::flush()
{
    m_thread.waitForDone();
    if (m_timer.isActive()) {
        m_timer.stop();
        writeIfModified();
        m_thread.waitForDone();
    }
    keepPending();
    m_versionThread.waitForDone();
}

void JournalKeeper::keepVersion(const Design &design, recovery::VersionKind kind)
{
    keepLater({{std::make_shared<const Design>(design), QDateTime::currentDateTimeUtc(), kind}});
}

void JournalKeeper::keepPending()
{
    if (m_pending.design)
        keepLater({std::exchange(m_pending, {})});
}

/// A version is put onto the disk for good, which may take its time; neither the journal nor the
/// person waits for it.
void JournalKeeper::keepLater(const QList<Kept> &versions)
{
    const QString folder = versionsFolder();
    if (folder.isEmpty() || versions.isEmpty())
        return;
    QtConcurrent::run(&m_versionThread, [folder, versions] {
        Problems problems;
        for (const Kept &version : versions)
            problems.append(recovery::addVersion(folder, store::write(*version.design), version.at,
                                                 version.kind));
        return problems;
    }).then(this, [this](const Problems &problems) { tell(problems, m_versionsFailed); });
}

void JournalKeeper::tell(const Problems &problems, bool &hasFailed)
{
    const bool isNew = !problems.isEmpty() && !hasFailed;
    hasFailed = !problems.isEmpty();
    if (isNew)
        Q_EMIT failed(problems);
}

} // namespace stratoplan
