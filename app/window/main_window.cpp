// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the window does with its document; how it is put together is in main_window_setup.cpp.
#include "app/window/main_window.h"

#include "app/window/document_bar.h"
#include "app/window/facts_adder.h"
#include "app/window/measurement_taker.h"
#include "app/window/notice_bar.h"
#include "app/window/settings.h"
#include "app/window/start_page.h"
#include "app/window/template_saver.h"
#include "app/window/totals.h"
#include "planner/base/version.h"
#include "planner/layout/layout.h"
#include "planner/store/write_files.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/legend.h"
#include "widgets/canvas/palette.h"
#include "widgets/curves/curves_panel.h"
#include "widgets/decision/decision_panel.h"
#include "widgets/findings/findings_panel.h"
#include "widgets/inspector/inspector.h"
#include "widgets/network/network_panel.h"
#include "widgets/report/preview.h"
#include "widgets/template/template_panel.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QScreen>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolButton>
#include <QtConcurrentRun>

namespace stratoplan::window {

namespace {

/// Frame and title bar that a window manager adds to the window: its size counts only once the
/// window is shown.
constexpr QSize frameRoom(8, 40);

} // namespace

std::optional<FileStamp> FileStamp::of(const QString &path)
{
    const QFileInfo file(path);
    if (path.isEmpty() || !file.exists())
        return std::nullopt;
    return FileStamp{file.lastModified(), file.size()};
}

MainWindow::MainWindow(const Knowledge &knowledge, QSettings &settings, QWidget *parent)
    : QMainWindow(parent)
    , m_knowledge(knowledge)
    , m_settings(settings)
    , m_selection(m_document)
    , m_runner(knowledge.catalog, knowledge.trees)
{
    setObjectName(QStringLiteral("mainWindow"));
    setMinimumSize(800, 560);
    resize(QSize(1440, 900).boundedTo(screen()->availableSize() - frameRoom));
    m_actions = new Actions(this);
    makePanes();
    makeMenus();
    makeToolBar();
    connectRooms();
    connectActions();
    m_firstLayout = saveState();
    retranslate();
    restoreGeometry(window::settings::geometry.read(settings));
    restoreState(window::settings::panes.read(settings));
    showDesign(false);
    m_canvas->legend().setFolded(window::settings::legendFolded.read(settings));
    updateTitle();
    updateActions();
}

MainWindow::~MainWindow()
{
    m_opening.waitForFinished();
    m_arranging.waitForFinished();
    // Rooms that are taken down tell of it; nobody is left to listen.
    m_document.disconnect();
    m_saver->disconnect();
    m_selection.disconnect();
    m_runner.disconnect();
    m_document.undoStack().disconnect();
    m_canvas->disconnect(this);
    m_designShown = false;
    // The panes look at the design until they are gone, so they go before it.
    delete m_panelsDock;
    delete m_inspectorDock;
    delete m_paletteDock;
    delete takeCentralWidget();
    delete m_scene;
}

void MainWindow::openPath(const QString &path, const QStringList &facts)
{
    if (m_designShown && !m_document.design().isEmpty()) {
        Q_EMIT windowWanted(path, facts);
        return;
    }
    m_openingPath = path;
    m_openingFacts = facts;
    statusBar()->showMessage(tr("Opening %1").arg(QFileInfo(path).fileName()));
    m_opening.setFuture(QtConcurrent::run([path, catalog = m_knowledge.catalog] {
        return std::make_shared<Expected<OpenedFile>>(openFile(path, *catalog));
    }));
}

void MainWindow::adopt(const Expected<OpenedFile> &opened)
{
    statusBar()->clearMessage();
    const QString name = QFileInfo(m_openingPath).fileName();
    if (!opened) {
        m_notice->setProblems(tr("%1 cannot be opened.").arg(name), opened.error());
        return;
    }
    m_totals->clear();
    m_document.reset(opened->design, opened->savePath);
    m_document.setTemplate(opened->source);
    m_stamp = FileStamp::of(opened->savePath);
    m_saver->begin(opened->beside, opened->unexported);
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
    if (m_designShown && !m_document.design().isEmpty()) {
        Q_EMIT windowWanted({}, {});
        return;
    }
    m_totals->clear();
    m_document.reset(Design());
    m_stamp.reset();
    m_saver->begin({}, {});
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
    bool elsewhere = false;
    if (!mayOverwrite(m_document.path(), elsewhere))
        return false;
    return elsewhere ? saveAs() : writeTo(m_document.path());
}

bool MainWindow::saveTemplate()
{
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
}

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
    Problem problem;
    problem.severity = Severity::Info;
    problem.code = QStringLiteral("document.changed-by-others");
    problem.what = {STRATOPLAN_TEXT("Document", "Saving keeps both changes"), {}};
    problem.remedy
        = {STRATOPLAN_TEXT("Document", "where they meet you are asked what is to stand there"), {}};
    m_notice->setProblems(tr("Another program has changed %1.").arg(name), {problem});
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

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    // Words of the window itself, dragged by a slip of the mouse, are no measurements.
    if (m_designShown && !event->source() && MeasurementTaker::takes(*event->mimeData()))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    m_measurements->drop(*event->mimeData());
    event->acceptProposedAction();
}

void MainWindow::chooseFacts()
{
    const QStringList paths = QFileDialog::getOpenFileNames(
        this, tr("Facts of outside networks"), window::settings::lastFolder.read(m_settings),
        tr("Facts files, AWS output, cdk.context.json (*.yaml *.yml *.json);;All files (*)"));
    if (!paths.isEmpty())
        m_facts->add(paths);
}

bool MainWindow::mayOverwrite(const QString &path, bool &elsewhere)
{
    const std::optional<FileStamp> now = FileStamp::of(path);
    if (!now || now == m_stamp)
        return true;
    QMessageBox question(
        QMessageBox::NoIcon, tr("The file has changed"),
        tr("Another program has changed %1 since it was opened.").arg(QFileInfo(path).fileName()),
        QMessageBox::NoButton, this);
    question.setInformativeText(tr("Saving would take those changes away."));
    QPushButton *other = question.addButton(tr("Save to another file"), QMessageBox::AcceptRole);
    QPushButton *over = question.addButton(tr("Overwrite"), QMessageBox::DestructiveRole);
    question.addButton(tr("Cancel"), QMessageBox::RejectRole);
    question.setDefaultButton(other);
    question.exec();
    elsewhere = question.clickedButton() == other;
    return elsewhere || question.clickedButton() == over;
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

bool MainWindow::writeTo(const QString &path)
{
    const Problems problems = m_document.save(path);
    m_notice->setProblems(tr("The design was not saved."), problems);
    if (!problems.isEmpty())
        return false;
    m_openingPath = path;
    m_stamp = FileStamp::of(path);
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
    (*m_actions)[ActionId::FillPanels]->setChecked(false);
    window::settings::geometry.write(m_settings, saveGeometry());
    window::settings::legendFolded.write(m_settings, m_canvas->legend().isFolded());
    if (m_designShown)
        window::settings::panes.write(m_settings, saveState());
    event->accept();
}

void MainWindow::analyse()
{
    if (m_designShown)
        m_runner.request(m_document.snapshot());
}

void MainWindow::arrange()
{
    if (m_arranging.isRunning())
        return;
    m_arranged = m_document.snapshot();
    statusBar()->showMessage(tr("Arranging"));
    m_arranging.setFuture(
        QtConcurrent::run([design = m_arranged, kinds = configurationKinds(*m_knowledge.catalog)] {
            return layout::arrange(*design, kinds);
        }));
}

void MainWindow::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    m_actions->setTheme(theme);
    m_canvas->setTheme(theme);
    m_palette->setTheme(theme);
    m_inspector->setTheme(theme);
    m_findings->setTheme(theme);
    m_curves->setTheme(theme);
    m_network->setTheme(theme);
    m_decisions->setTheme(theme);
    m_template->setTheme(theme);
    m_saver->setTheme(theme);
    m_measurements->setTheme(theme);
    m_totals->setTheme(theme);
    m_start->setTheme(theme);
    m_notice->setTheme(theme);
    m_documentBar->setTheme(theme);
    const QString chosen = window::settings::theme.read(m_settings);
    (*m_actions)[ActionId::ThemeSystem]->setChecked(chosen != QLatin1String("light")
                                                    && chosen != QLatin1String("dark"));
    (*m_actions)[ActionId::ThemeLight]->setChecked(chosen == QLatin1String("light"));
    (*m_actions)[ActionId::ThemeDark]->setChecked(chosen == QLatin1String("dark"));
}

void MainWindow::updateTitle()
{
    setWindowModified(m_designShown && m_document.isModified());
    setWindowTitle(m_designShown ? m_document.displayName() + QStringLiteral("[*]")
                                 : QStringLiteral("Stratoplan"));
    m_documentBar->refresh();
    setWindowFilePath(m_document.isTemplate() ? m_document.templateSource()->path
                                              : m_document.path());
}

void MainWindow::updateActions()
{
    const bool selected = !m_selection.ids().isEmpty();
    const auto enable = [this](ActionId id, bool on) { (*m_actions)[id]->setEnabled(on); };
    enable(ActionId::Undo, m_designShown && m_document.undoStack().canUndo());
    enable(ActionId::Redo, m_designShown && m_document.undoStack().canRedo());
    enable(ActionId::Rename, selected);
    enable(ActionId::Delete, selected);
    enable(ActionId::FitSelection, selected);
    for (const ActionId id : {ActionId::Save,
                              ActionId::SaveAs,
                              ActionId::ExportTemplate,
                              ActionId::PutOntoTemplate,
                              ActionId::AddFacts,
                              ActionId::SelectAll,
                              ActionId::PasteMeasurements,
                              ActionId::SelectTool,
                              ActionId::ConnectTool,
                              ActionId::PanTool,
                              ActionId::PlaceNote,
                              ActionId::Arrange,
                              ActionId::SearchPalette,
                              ActionId::ZoomIn,
                              ActionId::ZoomOut,
                              ActionId::ActualSize,
                              ActionId::Fit,
                              ActionId::ShowPalette,
                              ActionId::ShowInspector,
                              ActionId::ShowPanels,
                              ActionId::FillPanels,
                              ActionId::ResetLayout,
                              ActionId::NextFinding,
                              ActionId::PreviousFinding})
        enable(id, m_designShown);
    for (const ActionId id : {ActionId::PrintPreview, ActionId::SavePdf})
        enable(id, m_designShown && m_runner.latest());
    const QString undo = m_document.undoStack().undoText();
    const QString redo = m_document.undoStack().redoText();
    (*m_actions)[ActionId::Undo]->setStatusTip(undo.isEmpty() ? tr("Nothing to undo")
                                                              : tr("Undo: %1").arg(undo));
    (*m_actions)[ActionId::Redo]->setStatusTip(redo.isEmpty() ? tr("Nothing to redo")
                                                              : tr("Redo: %1").arg(redo));
}

void MainWindow::showPreview()
{
    if (const AnalysisPointer &analysis = m_runner.latest())
        report::showPreview(this, *analysis, *m_knowledge.catalog);
}

void MainWindow::savePdf()
{
    const QString folder = window::settings::lastFolder.read(m_settings);
    const QString name = QFileInfo(m_document.displayName()).completeBaseName();
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Write the report"), QDir(folder).filePath(name + QStringLiteral(".pdf")),
        tr("PDF files (*.pdf)"));
    if (!path.isEmpty())
        writePdf(path);
}

bool MainWindow::writePdf(const QString &path)
{
    const AnalysisPointer &analysis = m_runner.latest();
    if (!analysis)
        return false;
    const QByteArray pages = report::pdfOf(*analysis, *m_knowledge.catalog);
    const Problems problems = store::writeFiles({{path, pages}});
    if (problems.isEmpty())
        statusBar()->showMessage(tr("Wrote %1").arg(QDir::toNativeSeparators(path)), 4000);
    else
        m_notice->setProblems(tr("The report was not written."), problems);
    return problems.isEmpty();
}

void MainWindow::showAbout()
{
    QMessageBox::about(this, tr("About Stratoplan"),
                       tr("<h3>Stratoplan %1</h3><p>Planner for serverless architectures on AWS "
                          "Lambda. Works offline "
                          "and needs no account.</p><p>Free software under the GNU General Public "
                          "License, version 3 "
                          "or later. Built with Qt %2.</p><p>Commit %3</p>")
                           .arg(QLatin1String(versionNumber()), QLatin1String(qVersion()),
                                QLatin1String(versionCommit())));
}

} // namespace stratoplan::window
