// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/edit.h"
#include "widgets/document/gesture.h"
#include "widgets/document/template_source.h"

#include <QObject>
#include <QUndoStack>

#include <memory>

namespace stratoplan {

class DocumentEdit;

/// The design that a window shows, with its undo history and its file. Changes are the only way to
/// alter it, and every change is told by designChanged().
class DesignDocument : public QObject
{
    Q_OBJECT

public:
    explicit DesignDocument(QObject *parent = nullptr);
    ~DesignDocument() override;

    const Design &design() const { return *m_design; }
    /// The present value, to keep or to hand to another thread.
    std::shared_ptr<const Design> snapshot() const { return m_design; }

    /// Carries out a change as an undo entry called `name`. Returns what keeps it from being
    /// carried out; then nothing has happened. An empty change leaves no entry.
    Problems apply(const QString &name, const Change &change, Gesture gesture = {});
    /// Starts an edit of the present value; nothing happens until its commit().
    DocumentEdit edit(const QString &name, Gesture gesture = {});
    Gesture newGesture();

    QUndoStack &undoStack() { return m_undoStack; }

    /// Puts another design in place of this one and forgets the history. `savePath` is the design
    /// file that save() writes, empty for a design without a file.
    void reset(Design design, const QString &savePath = {});
    /// Counts as changed until it is saved, although nothing was edited: a template read a moment
    /// ago.
    void markUnsaved();

    /// The template behind the design; null when there is none. Set after reset(), which forgets
    /// it.
    const TemplateSource *templateSource() const { return m_template ? &*m_template : nullptr; }
    void setTemplate(std::optional<TemplateSource> source);
    /// The design was written into the template, whose text this is now.
    void templateWritten(const QByteArray &text);
    /// Puts a newer reading of the template in place of the design and its template, as an undo
    /// entry called `name`; what the file holds is known from then on, also when that is undone.
    /// Returns what keeps it from being done.
    Problems readAgain(const QString &name, const Design &design, const TemplateSource &source);
    /// True when the document is a template, which saving writes.
    bool isTemplate() const { return m_template && m_template->isDocument; }
    /// Everything is where it belongs.
    void markSaved();
    /// The file holds something else than any state of the history: the document is changed until
    /// it is saved, also when everything is undone.
    void markOvertaken();

    QString path() const { return m_path; }
    /// What the window calls the document: the title, else the file's name, else "Untitled".
    QString displayName() const;
    bool isModified() const;

    /// Writes the design file and is no more the template that it may have been opened as, but a
    /// design that names it, with what was changed since the template was written last; afterwards
    /// the document is unmodified and path() is `path`. Nothing of an older file is lost when
    /// writing fails.
    Problems save(const QString &path);
    /// SHA-256 of the bytes that save() wrote last, as sha256() gives it.
    const QString &savedSum() const { return m_savedSum; }

Q_SIGNALS:
    /// The design is `change` away from what it was at the last signal.
    void designChanged(const stratoplan::Change &change);
    /// Another design took the place of the former.
    void designReset();
    void modifiedChanged(bool modified);
    void pathChanged(const QString &path);
    /// The template behind the design is another one, or its file holds another text.
    void templateChanged();

private:
    void perform(const Change &change);
    /// The design as a design file is to hold it: against the text that the template has now.
    Expected<Design> linked() const;
    void setUnsaved(bool unsaved);

    std::shared_ptr<const Design> m_design;
    QString m_path;
    QString m_savedSum;
    std::optional<TemplateSource> m_template;
    /// What the template says since this program wrote it; null while the design's own link tells.
    std::shared_ptr<const Design> m_inTemplate;
    bool m_unsaved = false;
    bool m_modified = false;
    quint64 m_lastGesture = 0;
    QUndoStack m_undoStack;
};

/// An edit that becomes an undo entry of its document when committed.
class DocumentEdit : public Edit
{
public:
    DocumentEdit(DesignDocument &document, QString name, Gesture gesture);

    /// What kept the edit from being carried out; empty when it was.
    Problems commit();

private:
    DesignDocument &m_document;
    QString m_name;
    Gesture m_gesture;
};

} // namespace stratoplan
