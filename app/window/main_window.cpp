// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the window does; how it is put together is in main_window_setup.cpp, what it does with files
// in main_window_files.cpp and main_window_recovery.cpp.
#include "app/window/main_window.h"

#include "app/window/design_file.h"
#include "app/window/document_bar.h"
#include "app/window/facts_adder.h"
#include "app/window/history_dialog.h"
#include "app/window/late_panel.h"
#include "app/window/measurement_taker.h"
#include "app/window/notice_bar.h"
#include "app/window/panes.h"
#include "app/window/presentation.h"
#include "app/window/search_entry.h"
#include "app/window/settings.h"
#include "app/window/start_page.h"
#include "app/window/template_saver.h"
#include "app/window/totals.h"
#include "planner/base/version.h"
#include "planner/layout/layout.h"
#include "planner/store/write_files.h"
#include "widgets/canvas/alignment.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/legend.h"
#include "widgets/canvas/line_shape.h"
#include "widgets/canvas/palette.h"
#include "widgets/canvas/path_panel.h"
#include "widgets/command/command_palette.h"
#include "widgets/curves/curves_panel.h"
#include "widgets/decision/decision_panel.h"
#include "widgets/document/journal_keeper.h"
#include "widgets/findings/findings_panel.h"
#include "widgets/inspector/inspector.h"
#include "widgets/network/network_panel.h"
#include "widgets/outline/outline_panel.h"
#include "widgets/report/preview.h"
#include "widgets/search/find_bar.h"
#include "widgets/template/template_panel.h"

#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QScreen>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>
#include <QtConcurrentRun>

#include <algorithm>

namespace stratoplan::window {

MainWindow::MainWindow(const Knowledge &knowledge, QSettings &settings, QWidget *parent)
    : QMainWindow(parent)
    , m_knowledge(knowledge)
    , m_settings(settings)
    , m_selection(m_document)
    , m_runner(knowledge.catalog, knowledge.trees)
{
    if (parent)
        setWindowFlags(Qt::Widget);
    setObjectName(QStringLiteral("mainWindow"));
    setMinimumSize(800, 560);
    // The panes take their first sizes in a window of this one.
    resize(usualSize.boundedTo(screen()->availableSize()));
    m_actions = new Actions(this);
    makePanes();
    makeMenus();
    makeToolBar();
    connectRooms();
    connectActions();
    connectSeeing();
    m_shortcuts.emplace(*menuBar());
    m_shortcuts->load(settings);
    m_firstLayout = saveState();
    retranslate();
    restoreState(window::settings::panes.read(settings));
    showDesign(false);
    m_canvas->legend().setFolded(window::settings::legendFolded.read(settings));
    updateTitle();
    updateActions();
}

network::NetworkPanel &MainWindow::networkPane()
{
    return m_network->panel();
}

MainWindow::~MainWindow()
{
    m_opening.waitForFinished();
    m_arranging.waitForFinished();
    // Rooms that are taken down tell of it; nobody is left to listen.
    m_document.disconnect();
    m_saver->disconnect();
    m_designFile->disconnect();
    m_keeper->disconnect();
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

void MainWindow::analyse()
{
    if (m_designShown)
        m_runner.request(m_document.snapshot());
}

void MainWindow::arrange(const QList<ElementId> &ids)
{
    if (m_arranging.isRunning())
        return;
    m_arranged = m_document.snapshot();
    m_arrangedPart = ids;
    statusBar()->showMessage(tr("Arranging"));
    m_arranging.setFuture(QtConcurrent::run(
        [design = m_arranged, kinds = configurationKinds(*m_knowledge.catalog), ids] {
            if (ids.isEmpty())
                return layout::arrange(*design, kinds);
            return canvas::arranged(*design, layout::scene(*design, kinds), ids, kinds);
        }));
}

void MainWindow::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    m_actions->setTheme(theme);
    m_canvas->setTheme(theme);
    m_palette->setTheme(theme);
    m_path->setTheme(theme);
    m_overlay->setIcon(theme::Icons().icon(QStringLiteral("overlay"),
                                           theme.color(theme::Token::Muted),
                                           theme.color(theme::Token::Strong)));
    const auto setTheme = [&theme](auto &panel) { panel.setTheme(theme); };
    m_outline->tell(setTheme);
    m_inspector->setTheme(theme);
    m_findings->setTheme(theme);
    m_curves->tell(setTheme);
    m_network->tell(setTheme);
    m_decisions->tell(setTheme);
    m_template->setTheme(theme);
    m_saver->setTheme(theme);
    m_measurements->setTheme(theme);
    m_commands->setTheme(theme);
    m_findBar->setTheme(theme);
    if (m_history)
        m_history->setTheme(theme);
    m_presentation->setTheme(theme);
    m_panes->setColor(theme.color(theme::Token::Accent));
    m_searchEntry->setTheme(theme);
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
    setWindowFilePath(documentFile());
    // A window of tabs tells those of the others, too.
    if (m_documentBar->tabs().count() <= 1)
        setTabs({documentTab()}, 0);
    Q_EMIT tabChanged();
}

DocumentTab MainWindow::documentTab() const
{
    return {m_designShown ? m_document.displayName() : tr("Start"), documentFile(),
            m_document.isTemplate(), isWindowModified()};
}

void MainWindow::setTabs(const QList<DocumentTab> &tabs, int current)
{
    m_documentBar->tabs().setTabs(tabs, current);
    const bool others = tabs.size() > 1;
    for (const ActionId id :
         {ActionId::NextDocument, ActionId::PreviousDocument, ActionId::WindowOfItsOwn})
        (*m_actions)[id]->setEnabled(others);
    // There must be a way back from the start page.
    m_documentLine->setVisible(m_designShown || others);
}

void MainWindow::updateActions()
{
    const bool selected = !m_selection.ids().isEmpty();
    const auto enable = [this](ActionId id, bool on) { (*m_actions)[id]->setEnabled(on); };
    enable(ActionId::Undo, m_designShown && m_document.undoStack().canUndo());
    enable(ActionId::Redo, m_designShown && m_document.undoStack().canRedo());
    enable(ActionId::Rename, selected);
    for (const ActionId id : {ActionId::Delete, ActionId::Cut, ActionId::Copy, ActionId::CopyAsText,
                              ActionId::Duplicate})
        enable(id, selected);
    enable(ActionId::FitSelection, selected);
    const qsizetype movable = canvas::movable(m_scene->geometry(), m_selection.ids()).size();
    enable(ActionId::ArrangeSelection, movable >= 2);
    for (const ActionId id : {ActionId::AlignLeft, ActionId::AlignMiddle, ActionId::AlignRight,
                              ActionId::AlignTop, ActionId::AlignCentre, ActionId::AlignBottom})
        enable(id, movable >= 2);
    enable(ActionId::DistributeAcross, movable >= 3);
    enable(ActionId::DistributeDown, movable >= 3);
    const QList<ElementId> &ids = m_selection.ids();
    const auto notes = std::count_if(ids.begin(), ids.end(), [this](ElementId id) {
        return m_document.design().get<Note>(id) != nullptr;
    });
    enable(ActionId::SameSize, notes >= 2);
    updateGrouping();
    m_alignMenu->setEnabled(movable >= 2);
    enable(ActionId::OwnWay, !canvas::shapedByHand(m_document.design(), ids).isEmpty());
    for (const ActionId id : {ActionId::Save,
                              ActionId::SaveAs,
                              ActionId::Versions,
                              ActionId::ExportTemplate,
                              ActionId::PutOntoTemplate,
                              ActionId::AddFacts,
                              ActionId::Paste,
                              ActionId::SelectAll,
                              ActionId::PasteMeasurements,
                              ActionId::ContextMenu,
                              ActionId::History,
                              ActionId::Find,
                              ActionId::FindNext,
                              ActionId::FindPrevious,
                              ActionId::Replace,
                              ActionId::NextPane,
                              ActionId::PreviousPane,
                              ActionId::GoToOutline,
                              ActionId::GoToFindings,
                              ActionId::GoToCurves,
                              ActionId::GoToNetwork,
                              ActionId::GoToDecisions,
                              ActionId::GoToTemplate,
                              ActionId::SelectTool,
                              ActionId::ConnectTool,
                              ActionId::PanTool,
                              ActionId::PlaceNote,
                              ActionId::Arrange,
                              ActionId::QuickAdd,
                              ActionId::SearchPalette,
                              ActionId::ZoomIn,
                              ActionId::ZoomOut,
                              ActionId::ActualSize,
                              ActionId::Fit,
                              ActionId::NoOverlay,
                              ActionId::OverlayFindings,
                              ActionId::OverlayCost,
                              ActionId::OverlayLatency,
                              ActionId::OverlayConcurrency,
                              ActionId::OverlayColdStart,
                              ActionId::OverlayExecution,
                              ActionId::OverlayZone,
                              ActionId::FollowPath,
                              ActionId::Present,
                              ActionId::ShowMinimap,
                              ActionId::ShowPalette,
                              ActionId::ShowInspector,
                              ActionId::ShowPanels,
                              ActionId::FillPanels,
                              ActionId::ViewDesign,
                              ActionId::ViewDecisions,
                              ActionId::ViewNetwork,
                              ActionId::ViewCurves,
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
