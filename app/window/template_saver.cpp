// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/template_saver.h"

#include "planner/project/open.h"
#include "planner/sam/held_outside.h"
#include "planner/sam/merge.h"
#include "planner/sam/read.h"
#include "planner/sam/sidecar.h"
#include "planner/sam/write.h"
#include "planner/store/store.h"
#include "planner/store/write_files.h"
#include "widgets/template/conflict_dialog.h"
#include "widgets/template/save_dialog.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace stratoplan::window {

namespace {

/// The file's bytes; nothing when it is not there or cannot be read.
std::optional<QByteArray> textOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    return file.readAll();
}

TemplateSaver::Result refused(const Problems &problems)
{
    TemplateSaver::Result result;
    result.outcome = TemplateSaver::Outcome::Refused;
    result.problems = problems;
    return result;
}

TemplateSaver::Result givenUp()
{
    TemplateSaver::Result result;
    result.outcome = TemplateSaver::Outcome::GivenUp;
    return result;
}

} // namespace

TemplateSaver::TemplateSaver(DesignDocument &document,
                             std::shared_ptr<const catalog::Catalog> catalog, QWidget &window)
    : m_document(document)
    , m_catalog(std::move(catalog))
    , m_window(window)
    , m_kept(document.snapshot())
{
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &TemplateSaver::look);
}

void TemplateSaver::begin(const QString &beside, const QStringList &unexported)
{
    m_kept = m_document.snapshot();
    m_ownsBeside = !beside.isEmpty();
    m_unexported = unexported;
    m_asks = true;
    watch();
}

QString TemplateSaver::beside() const
{
    const TemplateSource *source = m_document.templateSource();
    return source && m_ownsBeside ? sam::sidecarPath(source->path) : QString();
}

void TemplateSaver::watch()
{
    if (!m_watcher.files().isEmpty())
        m_watcher.removePaths(m_watcher.files());
    m_told.clear();
    if (const TemplateSource *source = m_document.templateSource())
        m_watcher.addPath(source->path);
}

void TemplateSaver::look()
{
    const TemplateSource *source = m_document.templateSource();
    if (!source)
        return;
    // A file that was put in the place of the watched one is another file to the watcher.
    if (!m_watcher.files().contains(source->path) && QFile::exists(source->path))
        m_watcher.addPath(source->path);
    const std::optional<QByteArray> text = textOf(source->path);
    if (!text || *text == source->known || *text == m_told)
        return;
    m_told = *text;
    Q_EMIT changedByOthers(*text);
}

QStringList TemplateSaver::outsideWords() const
{
    QStringList words;
    for (const Text &text : sam::heldOutside(*m_kept, m_document.design(), *m_catalog))
        words.append(toString(text));
    return words;
}

Problems TemplateSaver::obstacles(const QString &beside) const
{
    Problem problem;
    problem.where.file = beside;
    const Args args{{QStringLiteral("name"), QFileInfo(beside).fileName()},
                    {QStringLiteral("elements"), m_unexported}};
    if (!m_ownsBeside && QFile::exists(beside)) {
        problem.code = QStringLiteral("store.other-design");
        problem.what
            = {STRATOPLAN_TEXT("Document",
                               "{name} stands there already and belongs to another design"),
               args};
        problem.remedy = {
            STRATOPLAN_TEXT("Document", "Move it away, or save the design under another name"), {}};
        return {problem};
    }
    if (!m_unexported.isEmpty()) {
        problem.code = QStringLiteral("store.unexported");
        problem.what
            = {STRATOPLAN_TEXT("Document", "{name} changes what the template does not: {elements}"),
               args};
        problem.remedy = {
            STRATOPLAN_TEXT("Document", "Open that design and put it onto the template first"), {}};
        return {problem};
    }
    return {};
}

TemplateSaver::Result TemplateSaver::save()
{
    const TemplateSource source = *m_document.templateSource();
    Result result = write(source, false, true);
    if (result.outcome != Outcome::Saved)
        return result;
    m_kept = m_document.snapshot();
    if (!result.merged)
        m_document.markSaved();
    return result;
}

std::optional<QList<sam::Side>>
TemplateSaver::chosenSides(const QList<sam::MergeConflict> &conflicts, const QString &path)
{
    if (conflicts.isEmpty())
        return QList<sam::Side>();
    templates::ConflictDialog dialog(conflicts, path, &m_window);
    if (dialog.exec() != QDialog::Accepted)
        return std::nullopt;
    return dialog.sides();
}

TemplateSaver::Result TemplateSaver::write(const TemplateSource &source, bool alwaysAsk,
                                           bool holdsDocument)
{
    const QString &path = source.path;
    TemplateText text = templateTextOf(m_document.design(), &source, *m_catalog);
    if (!text.conflicts.isEmpty()) {
        const std::optional<QList<sam::Side>> sides = chosenSides(text.conflicts, path);
        if (!sides)
            return givenUp();
        text = templateTextOf(m_document.design(), &source, *m_catalog, *sides);
    }
    if (!text.refusals.isEmpty())
        return refused(text.refusals);
    const QByteArray mine = text.after;
    // A file that is gone is written anew.
    const QByteArray onDisk = textOf(path).value_or(source.known);
    const bool isMerged = onDisk != source.known;
    if (isMerged) {
        const Expected<sam::Merge> merge
            = sam::merge(source.known, mine, onDisk, sam::renamesIn(text.edits), path);
        if (!merge)
            return refused(merge.error());
        const std::optional<QList<sam::Side>> sides = chosenSides(merge->conflicts, path);
        if (!sides)
            return givenUp();
        text.edits = sam::editsOf(*merge, *sides);
        Expected<QByteArray> patched = sam::patched(onDisk, path, text.edits);
        if (!patched)
            return refused(patched.error());
        text.before = onDisk;
        text.after = *std::move(patched);
        const Expected<yaml::Tree> before = yaml::parse(text.before, path);
        const Expected<yaml::Tree> after = yaml::parse(text.after, path);
        if (before && after)
            text.replaced
                = sam::replacedResources(*before, *after, sam::renamesIn(text.edits), *m_catalog);
    }
    const bool mayLose = std::any_of(text.replaced.begin(), text.replaced.end(), sam::needsConsent);
    const bool differs = text.after != onDisk;
    const QStringList outside = holdsDocument ? outsideWords() : QStringList();
    if (alwaysAsk || (differs && (m_asks || mayLose || isMerged || source.lacksOthers))) {
        templates::SaveDialog::Facts facts;
        facts.path = path;
        facts.isMerged = isMerged;
        facts.lacksOthers = source.lacksOthers;
        facts.outside = outside;
        facts.besideName = QFileInfo(sam::sidecarPath(path)).fileName();
        templates::SaveDialog dialog(
            templates::contentOf(m_document.design(), path, text, *m_catalog), facts, m_theme,
            &m_window);
        if (dialog.exec() != QDialog::Accepted)
            return givenUp();
        m_asks = m_asks && !dialog.neverAgain();
        // The dialog may have stood open for long.
        if (textOf(path).value_or(source.known) != onDisk)
            return write(source, alwaysAsk, holdsDocument);
    }
    QList<store::FileText> files;
    if (differs || !QFile::exists(path))
        files.append({path, text.after});
    // A design beside it that is there already goes with the template, whose names it has.
    const bool needsBeside
        = holdsDocument && (!outside.isEmpty() || (m_ownsBeside && !files.isEmpty()));
    if (needsBeside) {
        const QString beside = sam::sidecarPath(path);
        if (const Problems problems = obstacles(beside); !problems.isEmpty())
            return refused(problems);
        const Expected<Design> kept = project::beside({path, text.after}, m_document.design(),
                                                      QFileInfo(path).absolutePath(), *m_catalog);
        if (!kept)
            return refused(kept.error());
        files.append({beside, store::write(*kept)});
    }
    if (const Problems problems = store::writeFiles(files); !problems.isEmpty())
        return refused(problems);
    m_ownsBeside = m_ownsBeside || needsBeside;
    Result result;
    for (const store::FileText &file : std::as_const(files))
        result.written.append(file.path);
    const TemplateSource *own = m_document.templateSource();
    if (!own || own->path != path)
        return result;
    m_told = text.after;
    if (isMerged && holdsDocument) {
        Expected<OpenedFile> again = readAgain(path, text.after, m_document.design(), *m_catalog);
        if (!again)
            return refused(again.error());
        result.merged = *std::move(again);
    } else if (!isMerged && own->sameText) {
        m_document.templateWritten(text.after);
    } else if (Expected<TemplateSource> now
               = sourceOf(path, text.after, m_document.design(), *m_catalog)) {
        // The design says what it changed; what others did is the template's alone.
        now->isDocument = own->isDocument;
        m_document.setTemplate(*std::move(now));
    }
    return result;
}

TemplateSaver::Result TemplateSaver::putOnto(const QString &path)
{
    const TemplateSource *own = m_document.templateSource();
    if (own && own->path == path)
        return write(*own, true, false);
    const Expected<TemplateSource> source
        = sourceOf(path, textOf(path).value_or(QByteArray()), m_document.design(), *m_catalog);
    return source ? write(*source, true, false) : refused(source.error());
}

TemplateSaver::Result TemplateSaver::exportNew(const QString &path)
{
    const Expected<sam::Written> text = sam::write(m_document.design(), *m_catalog);
    if (!text)
        return refused(text.error());
    if (const Problems problems = store::writeFiles({{path, text->text}}); !problems.isEmpty())
        return refused(problems);
    Result result;
    result.problems = text->problems;
    result.written.append(path);
    return result;
}

} // namespace stratoplan::window
