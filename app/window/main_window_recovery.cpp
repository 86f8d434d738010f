// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the window does so that nothing is lost: files that others write, unsaved changes of a
// former run, versions.
#include "app/window/design_file.h"
#include "app/window/main_window.h"
#include "app/window/notice_bar.h"
#include "app/window/template_saver.h"
#include "app/window/totals.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/document/journal_keeper.h"
#include "widgets/inspector/inspector.h"
#include "widgets/recovery/differences_view.h"
#include "widgets/recovery/versions_dialog.h"
#include "widgets/template/conflict_dialog.h"

#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QStatusBar>

namespace stratoplan::window {

namespace {

Problem changedByOthersProblem(Text what, Text remedy)
{
    Problem problem;
    problem.severity = Severity::Info;
    problem.code = QStringLiteral("document.changed-by-others");
    problem.what = std::move(what);
    problem.remedy = std::move(remedy);
    return problem;
}

} // namespace

void MainWindow::templateChangedByOthers(const QByteArray &text)
{
    const TemplateSource *source = m_document.templateSource();
    const QString name = QFileInfo(source->path).fileName();
    if (source->isDocument && !m_document.isModified()) {
        const Expected<OpenedFile> again
            = readAgain(source->path, text, m_document.design(), *m_knowledge.catalog);
        if (!again) {
            m_notice->setProblems(tr("%1 was changed and cannot be read any more.").arg(name),
                                  again.error());
            return;
        }
        adoptAgain(tr("Read the template again"), *again);
        m_notice->setProblems(tr("%1 has faults and was read all the same.").arg(name),
                              again->problems);
        statusBar()->showMessage(tr("%1 was changed by another program and read again").arg(name),
                                 8000);
        return;
    }
    m_notice->setProblems(
        tr("Another program has changed %1.").arg(name),
        {changedByOthersProblem(
            {STRATOPLAN_TEXT("Document", "Saving keeps both changes"), {}},
            {STRATOPLAN_TEXT("Document", "where they meet you are asked what is to stand there"),
             {}})});
}

void MainWindow::designChangedByOthers()
{
    const QString name = QFileInfo(m_designFile->path()).fileName();
    if (!m_document.isModified()) {
        if (reloadFile())
            statusBar()->showMessage(
                tr("%1 was changed by another program and read again").arg(name), 8000);
        return;
    }
    m_notice->setProblems(
        tr("Another program has changed %1.").arg(name),
        {changedByOthersProblem(
            {STRATOPLAN_TEXT("Document", "You have unsaved changes"), {}},
            {STRATOPLAN_TEXT("Document",
                             "merge both, or choose whose are to stand; each can be undone"),
             {}})},
        {{QStringLiteral("mergeFile"), tr("Merge"), [this] { mergeFile(); }},
         {QStringLiteral("reloadFile"), tr("Take the file"), [this] { reloadFile(); }},
         {QStringLiteral("keepMine"), tr("Keep mine"), [this] { keepMine(); }}});
}

std::optional<OpenedFile> MainWindow::fileOfOthers()
{
    Expected<OpenedFile> opened = openFile(m_designFile->path(), *m_knowledge.catalog);
    if (opened && !opened->isTemplate)
        return *std::move(opened);
    m_notice->setProblems(tr("%1 was changed and cannot be read any more.")
                              .arg(QFileInfo(m_designFile->path()).fileName()),
                          opened ? Problems{changedByOthersProblem(
                              {STRATOPLAN_TEXT("Document", "It is a template by now"), {}}, {})}
                                 : opened.error());
    return std::nullopt;
}

bool MainWindow::perform(const QString &name, const Design &wanted)
{
    // A field of the inspector that has the keyboard is about to go; nothing else is to get it.
    if (m_inspector->isAncestorOf(focusWidget()))
        m_canvas->setFocus();
    const Problems problems = m_document.apply(name, diff(m_document.design(), wanted));
    if (!problems.isEmpty())
        m_notice->setProblems(tr("%1 cannot be read again.").arg(m_document.displayName()),
                              problems);
    return problems.isEmpty();
}

bool MainWindow::reloadFile()
{
    const std::optional<OpenedFile> opened = fileOfOthers();
    if (!opened)
        return false;
    if (m_document.isModified())
        m_keeper->keepVersion(m_document.design(), recovery::VersionKind::Edited);
    const bool isLinkedAnew
        = opened->design.settings().templateLink != m_document.design().settings().templateLink;
    if (!perform(tr("Read the file again"), opened->design))
        return false;
    if (isLinkedAnew)
        m_document.setTemplate(opened->source);
    m_document.markSaved();
    m_notice->setProblems(
        tr("%1 has faults and was read all the same.").arg(QFileInfo(opened->path).fileName()),
        opened->problems);
    beginFile(opened->sha256);
    updateTitle();
    return true;
}

bool MainWindow::mergeFile()
{
    const std::optional<OpenedFile> opened = fileOfOthers();
    if (!opened)
        return false;
    const auto merged = [&](const QList<sam::Side> &sides) {
        return recovery::mergeDesigns(m_designFile->base(), m_document.design(), opened->design,
                                      sides);
    };
    Expected<recovery::DesignMerge> merge = merged({});
    if (merge && !merge->conflicts.isEmpty()) {
        templates::ConflictDialog dialog(merge->conflicts, opened->path, this);
        if (dialog.exec() != QDialog::Accepted) {
            designChangedByOthers();
            return false;
        }
        merge = merged(dialog.sides());
    }
    const QString name = QFileInfo(opened->path).fileName();
    if (!merge) {
        m_notice->setProblems(tr("%1 cannot be merged.").arg(name), merge.error());
        return false;
    }
    m_keeper->keepVersion(m_document.design(), recovery::VersionKind::Edited);
    if (!perform(tr("Merge with the file"), merge->design))
        return false;
    standOn(*opened);
    if (m_document.design() == opened->design) {
        m_document.markSaved();
        beginFile(opened->sha256);
    }
    m_notice->setProblems(tr("Merged with %1.").arg(name), merge->notes);
    statusBar()->showMessage(tr("Both changes are in the design; saving writes them"), 8000);
    updateTitle();
    return true;
}

void MainWindow::keepMine()
{
    const std::optional<OpenedFile> opened = fileOfOthers();
    if (!opened) {
        // What cannot be read is no design that could be kept as a version.
        m_designFile->begin(m_designFile->path(), m_document.snapshot(), currentSum());
        m_document.markOvertaken();
        return;
    }
    m_keeper->keepVersion(opened->design, recovery::VersionKind::InFile);
    standOn(*opened);
    updateTitle();
}

QString MainWindow::currentSum() const
{
    const std::optional<QByteArray> bytes = m_designFile->others();
    return bytes ? sha256(*bytes) : QString();
}

void MainWindow::standOn(const OpenedFile &opened)
{
    const auto theirs = std::make_shared<const Design>(opened.design);
    m_designFile->begin(m_designFile->path(), theirs, opened.sha256);
    m_document.markOvertaken();
    m_keeper->startIs(theirs, opened.sha256);
}

MainWindow::AboutOthers MainWindow::askAboutOthers()
{
    QMessageBox question(QMessageBox::NoIcon, tr("The file has changed"),
                         tr("Another program has changed %1 since it was opened.")
                             .arg(QFileInfo(m_designFile->path()).fileName()),
                         QMessageBox::NoButton, this);
    question.setInformativeText(
        tr("Merging keeps both changes and asks where they meet. What is overwritten is kept as a "
           "version for a day."));
    QPushButton *merge = question.addButton(tr("Merge"), QMessageBox::AcceptRole);
    QPushButton *other = question.addButton(tr("Save to another file"), QMessageBox::ActionRole);
    QPushButton *over = question.addButton(tr("Overwrite"), QMessageBox::DestructiveRole);
    question.addButton(tr("Cancel"), QMessageBox::RejectRole);
    question.setDefaultButton(merge);
    question.exec();
    if (question.clickedButton() == merge)
        return AboutOthers::Merge;
    if (question.clickedButton() == other)
        return AboutOthers::Elsewhere;
    return question.clickedButton() == over ? AboutOthers::KeepMine : AboutOthers::GiveUp;
}

void MainWindow::recover(const recovery::Journal &journal)
{
    const recovery::Start &start = journal.start;
    m_totals->clear();
    m_document.reset(*start.design, start.designPath);
    std::optional<TemplateSource> source;
    if (start.source)
        source = TemplateSource{start.source->path,       start.source->text,
                                start.source->design,     start.source->known,
                                start.source->isDocument, start.source->sameText,
                                start.source->lacksOthers};
    m_document.setTemplate(std::move(source));
    m_openingPath = start.file;
    m_saver->begin(start.beside, start.unexported);
    beginFile(start.sha256);
    m_notice->setProblems({}, {});
    perform(tr("Recover unsaved changes"), journal.design);
    // Their own journal is there before the old one goes.
    m_keeper->flush();
    showDesign(true);
    m_canvas->fit();
    m_canvas->setFocus();
    updateTitle();
    analyse();
    statusBar()->showMessage(tr("Unsaved changes were recovered; undo shows what was saved"), 8000);
    m_designFile->look();
    m_saver->look();
}

void MainWindow::showVersions()
{
    m_keeper->flush();
    const QString folder = m_keeper->versionsFolder();
    recovery::VersionsDialog dialog(folder.isEmpty() ? QList<recovery::Version>()
                                                     : recovery::versions(folder),
                                    m_document.design(), m_document.displayName(), m_theme, this);
    if (dialog.exec() != QDialog::Accepted || !dialog.chosen())
        return;
    const QString moment = recovery::momentWords(dialog.chosenTime(), QDateTime::currentDateTime());
    const Problems problems
        = m_document.apply(tr("Restore the version of %1").arg(moment),
                           recovery::restoring(m_document.design(), *dialog.chosen()));
    m_notice->setProblems(tr("The version cannot be restored."), problems);
    if (problems.isEmpty())
        statusBar()->showMessage(tr("Restored the version of %1; undo takes it back").arg(moment),
                                 8000);
}

} // namespace stratoplan::window
