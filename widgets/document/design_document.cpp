// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/document/design_document.h"

#include "planner/model/was.h"
#include "planner/project/open.h"
#include "planner/store/store.h"
#include "planner/store/write_files.h"
#include "widgets/document/change_command.h"
#include "widgets/document/reading_command.h"

#include <QDir>
#include <QFileInfo>

namespace stratoplan {

DesignDocument::DesignDocument(QObject *parent)
    : QObject(parent)
    , m_design(std::make_shared<const Design>())
{
    const auto tell = [this] {
        const bool modified = isModified();
        if (modified == m_modified)
            return;
        m_modified = modified;
        Q_EMIT modifiedChanged(modified);
    };
    connect(&m_undoStack, &QUndoStack::cleanChanged, this, tell);
}

DesignDocument::~DesignDocument()
{
    // The stack tells its end to those who listen, when this object is half gone.
    m_undoStack.disconnect();
}

Problems DesignDocument::apply(const QString &name, const Change &change, Gesture gesture)
{
    if (change.isEmpty())
        return {};
    const Expected<Design> possible = stratoplan::apply(*m_design, change);
    if (!possible)
        return possible.error();
    m_undoStack.push(
        new ChangeCommand(name, change, gesture, [this](const Change &step) { perform(step); }));
    return {};
}

DocumentEdit DesignDocument::edit(const QString &name, Gesture gesture)
{
    return {*this, name, gesture};
}

Gesture DesignDocument::newGesture()
{
    return Gesture{++m_lastGesture};
}

void DesignDocument::perform(const Change &change)
{
    Expected<Design> next = stratoplan::apply(*m_design, change);
    Q_ASSERT_X(next, "DesignDocument", "the undo history does not fit the design");
    if (!next)
        return;
    m_design = std::make_shared<const Design>(std::move(*next));
    Q_EMIT designChanged(change);
}

void DesignDocument::reset(Design design, const QString &savePath)
{
    m_undoStack.clear();
    m_design = std::make_shared<const Design>(std::move(design));
    m_template.reset();
    m_inTemplate.reset();
    setUnsaved(false);
    if (m_path != savePath) {
        m_path = savePath;
        Q_EMIT pathChanged(m_path);
    }
    Q_EMIT designReset();
}

void DesignDocument::setTemplate(std::optional<TemplateSource> source)
{
    m_template = std::move(source);
    m_inTemplate.reset();
    Q_EMIT templateChanged();
}

void DesignDocument::templateWritten(const QByteArray &text)
{
    if (!m_template)
        return;
    m_inTemplate = m_design;
    m_template->lacksOthers = false;
    if (m_template->known == text)
        return;
    m_template->known = text;
    Q_EMIT templateChanged();
}

Problems DesignDocument::readAgain(const QString &name, const Design &design,
                                   const TemplateSource &source)
{
    const Change change = diff(*m_design, design);
    if (const Expected<Design> possible = stratoplan::apply(*m_design, change); !possible)
        return possible.error();
    if (!m_template)
        m_template = source;
    const TemplateSource before = *m_template;
    m_template->known = source.known;
    const auto perform = [this](const Change &step, TemplateSource text) {
        // The file stays what it is, and so does what saving writes.
        text.known = m_template->known;
        text.isDocument = m_template->isDocument;
        m_template = std::move(text);
        m_inTemplate.reset();
        this->perform(step);
        Q_EMIT templateChanged();
    };
    m_undoStack.push(new ReadingCommand(name, change, before, source, perform));
    return {};
}

void DesignDocument::markSaved()
{
    m_undoStack.setClean();
    setUnsaved(false);
}

void DesignDocument::markUnsaved()
{
    setUnsaved(true);
}

void DesignDocument::markOvertaken()
{
    m_undoStack.resetClean();
}

void DesignDocument::setUnsaved(bool unsaved)
{
    m_unsaved = unsaved;
    if (const bool modified = isModified(); modified != m_modified) {
        m_modified = modified;
        Q_EMIT modifiedChanged(modified);
    }
}

QString DesignDocument::displayName() const
{
    if (isTemplate())
        return QFileInfo(m_template->path).fileName();
    if (!m_path.isEmpty())
        return QFileInfo(m_path).fileName();
    if (!m_design->settings().title.isEmpty())
        return m_design->settings().title;
    return tr("Untitled");
}

bool DesignDocument::isModified() const
{
    return m_unsaved || !m_undoStack.isClean();
}

Expected<Design> DesignDocument::linked() const
{
    if (!m_template || !m_inTemplate)
        return *m_design;
    TemplateLink link = m_design->settings().templateLink;
    link.sha256 = sha256(m_template->known);
    return relinked(*m_design, *m_inTemplate, link);
}

Problems DesignDocument::save(const QString &path)
{
    // Paths in a design are told from the folder of its file; without one, from where we are.
    const QString folder = QFileInfo(path).absolutePath();
    const QString former
        = m_path.isEmpty() ? QDir::currentPath() : QFileInfo(m_path).absolutePath();
    const Expected<Design> design = linked();
    if (!design)
        return design.error();
    const QByteArray text = former == folder
        ? store::write(*design)
        : store::write(project::relocated(*design, former, folder));
    if (Problems problems = store::writeFiles({{path, text}}); !problems.isEmpty())
        return problems;
    m_savedSum = sha256(text);
    if (isTemplate()) {
        m_template->isDocument = false;
        Q_EMIT templateChanged();
    }
    if (m_path != path) {
        m_path = path;
        Q_EMIT pathChanged(m_path);
    }
    markSaved();
    return {};
}

DocumentEdit::DocumentEdit(DesignDocument &document, QString name, Gesture gesture)
    : Edit(document.design())
    , m_document(document)
    , m_name(std::move(name))
    , m_gesture(gesture)
{
}

Problems DocumentEdit::commit()
{
    return m_document.apply(m_name, change(), m_gesture);
}

} // namespace stratoplan
