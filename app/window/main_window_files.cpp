// SPDX-License-Identifier: GPL-3.0-or-later
//
// How documents come into the window and are saved.
#include "app/window/design_file.h"
#include "app/window/document_bar.h"
#include "app/window/facts_adder.h"
#include "app/window/main_window.h"
#include "app/window/notice_bar.h"
#include "app/window/presentation.h"
#include "app/window/settings.h"
#include "app/window/start_page.h"
#include "app/window/template_saver.h"
#include "app/window/totals.h"
#include "planner/recovery/state_folder.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/legend.h"
#include "widgets/document/journal_keeper.h"
#include "widgets/inspector/inspector.h"

#include <QCloseEvent>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QStatusBar>
#include <QtConcurrentRun>

namespace stratoplan::window {

void MainWindow::openPath(const QString &path, const QStringList &facts, OpenAs as)
{
    if (as == OpenAs::Ask) {
        const std::optional<OpenAs> answer = wayToOpen(path);
        if (!answer)
            return;
        as = *answer;
    }
    if (isInUse()) {
        Q_EMIT documentWanted(path, facts, as);
        return;
    }
    m_start->setWaiting(true);
    m_openingPath = path;
    m_openingFacts = facts;
    m_openingAs = as;
    statusBar()->showMessage(tr("Opening %1").arg(QFileInfo(path).fileName()));
    m_opening.setFuture(QtConcurrent::run([path, catalog = m_knowledge.catalog] {
        return std::make_shared<Expected<OpenedFile>>(openFile(path, *catalog));
    }));
}

bool MainWindow::isInUse() const
{
    return m_designShown && !m_document.design().isEmpty();
}

QString MainWindow::documentFile() const
{
    return m_document.isTemplate() ? m_document.templateSource()->path : m_document.path();
}

std::optional<OpenAs> MainWindow::wayToOpen(const QString &path)
{
    const QString lock = recovery::lockPath(path);
    if (path.startsWith(QLatin1String(":/")) || (m_lock && m_lock->path() == lock))
        return OpenAs::Document;
    const std::optional<recovery::LockHolder> holder = recovery::FileLock::holder(lock);
    if (!holder)
        return OpenAs::Document;
    const QString name = QFileInfo(path).fileName();
    QMessageBox question(QMessageBox::NoIcon, tr("The file is open already"),
                         holder->isThisProcess ? tr("%1 is open already.").arg(name)
                                               : tr("%1 is open in another Stratoplan.").arg(name),
                         QMessageBox::NoButton, this);
    question.setObjectName(QStringLiteral("fileIsOpen"));
    QPushButton *show = nullptr;
    QPushButton *anyway = nullptr;
    if (holder->isThisProcess) {
        question.setInformativeText(tr("A copy has no file: saving it asks for another name."));
        show = question.addButton(tr("Show it"), QMessageBox::AcceptRole);
    } else {
        question.setInformativeText(
            tr("Process %1 on %2 has had it open since %3. A copy has no file: saving it asks for "
               "another name. If both save, the second one is asked what to keep.")
                .arg(holder->process)
                .arg(holder->host,
                     QLocale().toString(holder->since.toLocalTime(), QLocale::ShortFormat)));
    }
    QPushButton *copy = question.addButton(tr("Open a copy"), QMessageBox::ActionRole);
    if (!holder->isThisProcess)
        anyway = question.addButton(tr("Open anyway"), QMessageBox::ActionRole);
    question.addButton(tr("Cancel"), QMessageBox::RejectRole);
    question.setDefaultButton(show ? show : copy);
    question.exec();
    if (show && question.clickedButton() == show)
        Q_EMIT documentOfFileWanted(path);
    if (question.clickedButton() == copy)
        return OpenAs::Copy;
    return anyway && question.clickedButton() == anyway ? std::optional(OpenAs::Document)
                                                        : std::nullopt;
}

void MainWindow::beginFile(const QString &sha256)
{
    const QString file = documentFile();
    m_designFile->begin(m_document.isTemplate() ? QString() : file, m_document.snapshot(), sha256);
    m_keeper->begin(file, sha256, m_saver->beside(), m_saver->unexported());
    const QString lock = file.isEmpty() ? QString() : recovery::lockPath(file);
    if (m_lock && m_lock->path() == lock)
        return;
    m_lock.reset();
    if (!file.isEmpty())
        m_lock = recovery::FileLock::take(lock);
}

void MainWindow::adopt(const Expected<OpenedFile> &opened)
{
    statusBar()->clearMessage();
    m_start->setWaiting(false);
    const QString name = QFileInfo(m_openingPath).fileName();
    if (!opened) {
        m_notice->setProblems(tr("%1 cannot be opened.").arg(name), opened.error());
        return;
    }
    m_totals->clear();
    const bool isCopy = m_openingAs == OpenAs::Copy;
    std::optional<TemplateSource> source = opened->source;
    if (source && isCopy)
        source->isDocument = false;
    m_document.reset(opened->design, isCopy ? QString() : opened->savePath);
    m_document.setTemplate(std::move(source));
    m_saver->begin(opened->beside, opened->unexported);
    beginFile(opened->sha256);
    m_notice->setProblems(tr("%1 has faults and was opened all the same.").arg(name),
                          opened->problems);
    showDesign(true);
    m_canvas->fit();
    m_canvas->setFocus();
    if (!opened->path.startsWith(QLatin1String(":/")))
        remember(QFileInfo(opened->path).absoluteFilePath());
    updateTitle();
    analyse();
    if (!opened->beside.isEmpty())
        statusBar()->showMessage(
            tr("Places and facts from %1 beside it").arg(QFileInfo(opened->beside).fileName()),
            8000);
    if (!m_openingFacts.isEmpty())
        m_facts->add(std::exchange(m_openingFacts, {}));
}

void MainWindow::newDesign()
{
    if (isInUse()) {
        Q_EMIT documentWanted({}, {}, OpenAs::Document);
        return;
    }
    m_totals->clear();
    m_document.reset(Design());
    m_saver->begin({}, {});
    beginFile({});
    m_notice->setProblems({}, {});
    showDesign(true);
    m_canvas->setZoom(1);
    m_canvas->setFocus();
    updateTitle();
    analyse();
}

void MainWindow::chooseFile()
{
    const QString folder = window::settings::lastFolder.read(m_settings);
    const QString path
        = QFileDialog::getOpenFileName(this, tr("Open a design or a template"), folder,
                                       openNameFilters().join(QStringLiteral(";;")));
    if (path.isEmpty())
        return;
    window::settings::lastFolder.write(m_settings, QFileInfo(path).absolutePath());
    openPath(path);
}

void MainWindow::remember(const QString &path)
{
    const auto &recent = window::settings::recentFiles;
    recent.write(m_settings, withRecent(recent.read(m_settings), path));
    fillRecent();
}

bool MainWindow::save()
{
    if (m_document.isTemplate())
        return saveTemplate();
    if (m_document.path().isEmpty())
        return saveAs();
    // A template keeps its name; its design file beside it may be somebody's work already.
    if (QFile::exists(m_document.path()) && m_openingPath != m_document.path())
        return saveAs();
    // While one question is answered the file may be written again.
    while (m_designFile->others()) {
        switch (askAboutOthers()) {
        case AboutOthers::Merge:
            if (!mergeFile())
                return false;
            break;
        case AboutOthers::KeepMine:
            keepMine();
            break;
        case AboutOthers::Elsewhere:
            return saveAs();
        case AboutOthers::GiveUp:
            return false;
        }
    }
    return writeTo(m_document.path());
}

bool MainWindow::saveTemplate()
{
    m_keeper->flush();
    const TemplateSaver::Result result = m_saver->save();
    if (result.outcome == TemplateSaver::Outcome::GivenUp)
        return false;
    const QString name = m_document.displayName();
    m_notice->setProblems(tr("%1 was not saved.").arg(name), result.problems);
    if (result.outcome == TemplateSaver::Outcome::Refused) {
        showTemplate();
        return false;
    }
    if (result.merged)
        adoptAgain(tr("Merge with the file"), *result.merged);
    else
        beginFile(sha256(m_document.templateSource()->known));
    QStringList written;
    for (const QString &path : result.written)
        written.append(QFileInfo(path).fileName());
    statusBar()->showMessage(written.isEmpty()
                                 ? tr("%1 is as it was").arg(name)
                                 : tr("Saved %1").arg(written.join(QStringLiteral(", "))),
                             4000);
    m_documentBar->setSaved(QTime::currentTime());
    updateTitle();
    return true;
}

void MainWindow::adoptAgain(const QString &name, const OpenedFile &opened)
{
    // A field of the inspector that has the keyboard is about to go; nothing else is to get it.
    if (m_inspector->isAncestorOf(focusWidget()))
        m_canvas->setFocus();
    if (const Problems problems = m_document.readAgain(name, opened.design, *opened.source);
        !problems.isEmpty()) {
        m_notice->setProblems(tr("%1 cannot be read again.").arg(m_document.displayName()),
                              problems);
        return;
    }
    m_document.markSaved();
    m_saver->goOn();
    beginFile(opened.sha256);
}

void MainWindow::exportTemplate()
{
    const QString folder = window::settings::lastFolder.read(m_settings);
    const QString stem = QFileInfo(m_document.displayName()).completeBaseName();
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Write a new template"), QDir(folder).filePath(stem + QStringLiteral(".yaml")),
        tr("Templates (*.yaml *.yml)"));
    if (path.isEmpty())
        return;
    const TemplateSaver::Result result = m_saver->exportNew(path);
    const bool refused = result.outcome == TemplateSaver::Outcome::Refused;
    m_notice->setProblems(refused ? tr("The template was not written.")
                                  : tr("%1 was written.").arg(QFileInfo(path).fileName()),
                          result.problems);
    if (refused)
        return;
    window::settings::lastFolder.write(m_settings, QFileInfo(path).absolutePath());
    statusBar()->showMessage(tr("Wrote %1").arg(QDir::toNativeSeparators(path)), 4000);
}

void MainWindow::putOntoTemplate()
{
    const TemplateSource *source = m_document.templateSource();
    const QString wish = source ? source->path : window::settings::lastFolder.read(m_settings);
    const QString path
        = QFileDialog::getOpenFileName(this, tr("Put the design onto a template"), wish,
                                       tr("Templates (*.yaml *.yml *.json *.template)"));
    if (path.isEmpty())
        return;
    const TemplateSaver::Result result = m_saver->putOnto(path);
    if (result.outcome == TemplateSaver::Outcome::GivenUp)
        return;
    m_notice->setProblems(tr("The template was not written."), result.problems);
    if (result.outcome == TemplateSaver::Outcome::Refused)
        return;
    statusBar()->showMessage(result.written.isEmpty()
                                 ? tr("%1 is as it was").arg(QFileInfo(path).fileName())
                                 : tr("Wrote %1").arg(QDir::toNativeSeparators(path)),
                             4000);
}

bool MainWindow::saveAs()
{
    QString wish = m_document.path();
    if (wish.isEmpty()) {
        const QString folder = window::settings::lastFolder.read(m_settings);
        const QString title = m_document.design().settings().title;
        wish = QDir(folder).filePath((title.isEmpty() ? tr("design") : title)
                                     + QStringLiteral(".stratoplan"));
    }
    QString path = QFileDialog::getSaveFileName(this, tr("Save the design"), wish,
                                                tr("Design files (*.stratoplan)"));
    if (path.isEmpty())
        return false;
    if (QFileInfo(path).suffix().isEmpty())
        path += QStringLiteral(".stratoplan");
    return writeTo(path);
}

bool MainWindow::mayTake(const QString &path)
{
    const QString lock = recovery::lockPath(path);
    if ((m_lock && m_lock->path() == lock) || !recovery::FileLock::holder(lock))
        return true;
    QMessageBox question(
        QMessageBox::NoIcon, tr("The file is open already"),
        tr("%1 is open in another window or another Stratoplan.").arg(QFileInfo(path).fileName()),
        QMessageBox::NoButton, this);
    question.setInformativeText(tr("Saving there is told to whoever has it open."));
    QPushButton *over = question.addButton(tr("Save all the same"), QMessageBox::DestructiveRole);
    question.setDefaultButton(question.addButton(tr("Cancel"), QMessageBox::RejectRole));
    question.exec();
    return question.clickedButton() == over;
}

bool MainWindow::writeTo(const QString &path)
{
    if (path != m_document.path() && !mayTake(path))
        return false;
    // Should the program end right behind the save, the journal tells by its last state that
    // nothing is left to recover.
    m_keeper->flush();
    const Problems problems = m_document.save(path);
    m_notice->setProblems(tr("The design was not saved."), problems);
    if (!problems.isEmpty())
        return false;
    m_openingPath = path;
    beginFile(m_document.savedSum());
    window::settings::lastFolder.write(m_settings, QFileInfo(path).absolutePath());
    remember(QFileInfo(path).absoluteFilePath());
    statusBar()->showMessage(tr("Saved %1").arg(QDir::toNativeSeparators(path)), 4000);
    m_documentBar->setSaved(QTime::currentTime());
    updateTitle();
    return true;
}

bool MainWindow::maySaveFirst()
{
    if (!m_designShown || !m_document.isModified() || m_document.undoStack().isClean())
        return true;
    QMessageBox question(QMessageBox::NoIcon, tr("Unsaved changes"),
                         tr("%1 has changes that are not saved.").arg(m_document.displayName()),
                         QMessageBox::NoButton, this);
    QPushButton *saveButton = question.addButton(tr("Save design"), QMessageBox::AcceptRole);
    QPushButton *discard = question.addButton(tr("Discard changes"), QMessageBox::DestructiveRole);
    question.addButton(tr("Cancel"), QMessageBox::RejectRole);
    question.setDefaultButton(saveButton);
    question.exec();
    if (question.clickedButton() == saveButton)
        return save();
    return question.clickedButton() == discard;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!maySaveFirst()) {
        event->ignore();
        return;
    }
    m_presentation->end();
    (*m_actions)[ActionId::FillPanels]->setChecked(false);
    window::settings::legendFolded.write(m_settings, m_canvas->legend().isFolded());
    rememberPanes();
    m_keeper->forget();
    event->accept();
    Q_EMIT closed();
}

void MainWindow::rememberPanes()
{
    if (m_designShown && !m_presentation->isOn())
        window::settings::panes.write(
            m_settings,
            (*m_actions)[ActionId::FillPanels]->isChecked() ? m_unfilled.panes : saveState());
}

} // namespace stratoplan::window
