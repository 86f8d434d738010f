// SPDX-License-Identifier: GPL-3.0-or-later
//
// How the window is put together: its panes, and who listens to whom.
#include "app/window/context_bar.h"
#include "app/window/design_file.h"
#include "app/window/document_bar.h"
#include "app/window/facts_adder.h"
#include "app/window/history_dialog.h"
#include "app/window/late_panel.h"
#include "app/window/main_window.h"
#include "app/window/measurement_taker.h"
#include "app/window/notice_bar.h"
#include "app/window/panes.h"
#include "app/window/presentation.h"
#include "app/window/search_entry.h"
#include "app/window/start_page.h"
#include "app/window/template_saver.h"
#include "app/window/totals.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/meaning_menu.h"
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
#include "widgets/search/find_bar.h"
#include "widgets/template/template_panel.h"

#include <QApplication>
#include <QDockWidget>
#include <QEvent>
#include <QMenu>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabBar>
#include <QTabWidget>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace stratoplan::window {

namespace {

constexpr int paletteWidth = 188;
constexpr int inspectorWidth = 288;
constexpr int panelsHeight = 232;
constexpr int panelsLeastWidth = 300;

QDockWidget *makeDock(const QString &name, QWidget *parent)
{
    auto *dock = new QDockWidget(parent);
    dock->setObjectName(name);
    dock->setFeatures(QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable);
    // Panes say what they are by what they hold; a title bar would only take room.
    dock->setTitleBarWidget(new QWidget(dock));
    return dock;
}

void fill(QDockWidget &dock, QWidget *content)
{
    // Panes lie on the surface, the canvas below them.
    content->setAutoFillBackground(true);
    content->setBackgroundRole(QPalette::Base);
    dock.setWidget(content);
}

QTabWidget *makeTabs(QDockWidget &dock, const QString &name)
{
    auto *tabs = new QTabWidget(&dock);
    tabs->setObjectName(name);
    tabs->setDocumentMode(true);
    tabs->tabBar()->setExpanding(false);
    tabs->tabBar()->setDrawBase(false);
    fill(dock, tabs);
    return tabs;
}

/// Where the tabs keep their pages.
QWidget *pagesOf(const QTabWidget &tabs)
{
    return tabs.findChild<QStackedWidget *>();
}

} // namespace

void MainWindow::makePanes()
{
    // What is made where it belongs is styled once; with each move it is styled again, and all that
    // it holds.
    m_paletteDock = makeDock(QStringLiteral("paletteDock"), this);
    m_inspectorDock = makeDock(QStringLiteral("inspectorDock"), this);
    m_panelsDock = makeDock(QStringLiteral("panelsDock"), this);
    m_leftPanels = makeTabs(*m_paletteDock, QStringLiteral("leftPanels"));
    m_panels = makeTabs(*m_panelsDock, QStringLiteral("panels"));
    auto *middle = new QWidget(this);
    m_pages = new QStackedWidget(middle);

    m_scene = new canvas::CanvasScene(m_document, m_selection, m_knowledge.catalog, this);
    m_canvas = new canvas::CanvasView(*m_scene, m_pages);
    m_palette = new canvas::Palette(m_knowledge.catalog, pagesOf(*m_leftPanels));
    m_path = new canvas::PathPanel(m_selection, m_knowledge.catalog, middle);
    m_inspector
        = new inspector::Inspector(m_document, m_selection, m_knowledge.catalog, m_inspectorDock);
    m_findings = new findings::FindingsPanel(m_document, m_selection, m_knowledge.catalog,
                                             pagesOf(*m_panels));
    m_template = new templates::TemplatePanel(m_document, m_selection, m_knowledge.catalog,
                                              pagesOf(*m_panels));
    makeLatePanels();
    m_saver = new TemplateSaver(m_document, m_knowledge.catalog, *this);
    m_saver->setParent(this);
    m_designFile = new DesignFile(this);
    m_keeper = new JournalKeeper(m_document, this);
    m_facts = new FactsAdder(m_document, m_knowledge.catalog, this);
    m_measurements = new MeasurementTaker(m_document, m_selection, m_knowledge.catalog, *this);
    setAcceptDrops(true);
    m_start = new StartPage(m_knowledge.catalog, m_pages);
    m_notice = new NoticeBar(middle);
    m_totals = new TotalsBar(statusBar());
    m_findBar = new search::FindBar(m_document, m_selection, m_knowledge.catalog, middle);

    m_pages->addWidget(m_start);
    m_pages->addWidget(m_canvas);
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_notice);
    column->addWidget(m_findBar);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    column->addLayout(row, 1);
    row->addWidget(m_pages, 1);
    row->addWidget(m_path);
    setCentralWidget(middle);

    for (QWidget *panel :
         std::initializer_list<QWidget *>{m_findings, m_curves, m_network, m_decisions, m_template})
        m_panels->addTab(panel, QString());
    m_leftPanels->addTab(m_palette, QString());
    m_leftPanels->addTab(m_outline, QString());
    fill(*m_inspectorDock, m_inspector);

    m_leftPanels->setMinimumWidth(150);
    m_inspector->setMinimumWidth(240);
    m_inspector->setMaximumWidth(420);
    m_panels->setMinimumHeight(120);
    // What a panel would like must not push it over its neighbours in a small window.
    m_panels->setMinimumWidth(panelsLeastWidth);
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    addDockWidget(Qt::LeftDockWidgetArea, m_paletteDock);
    addDockWidget(Qt::RightDockWidgetArea, m_inspectorDock);
    addDockWidget(Qt::BottomDockWidgetArea, m_panelsDock);
    resizeDocks({m_paletteDock, m_inspectorDock}, {paletteWidth, inspectorWidth}, Qt::Horizontal);
    resizeDocks({m_panelsDock}, {panelsHeight}, Qt::Vertical);

    m_panes = new Panes(this);
    m_panes->add(m_canvas, [this] { return m_canvas; });
    m_panes->add(m_path, [this] { return m_path->focusProxy(); });
    m_panes->add(m_inspector, [this] { return m_inspector->firstField(); });
    m_panes->add(m_panels, [this] { return Panes::firstIn(m_panels->currentWidget()); });
    m_panes->add(m_leftPanels, [this] { return m_leftPanels->currentWidget()->focusProxy(); });

    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_totals, 1);
}

void MainWindow::makeLatePanels()
{
    const auto inform = [this](auto &panel) {
        panel.setTheme(m_theme);
        panel.setAnalysis(m_runner.latest());
    };
    m_outline = new LatePanel<outline::OutlinePanel>(
        [this](QWidget *parent) {
            auto *panel
                = new outline::OutlinePanel(m_document, m_selection, m_knowledge.catalog, parent);
            connect(panel, &outline::OutlinePanel::deleteRequested, m_canvas,
                    &canvas::CanvasView::deleteSelection);
            connect(panel, &outline::OutlinePanel::moveRequested, this, &MainWindow::moveInto);
            connect(panel, &outline::OutlinePanel::messageChanged, this,
                    [this](const QString &text) { statusBar()->showMessage(text, 6000); });
            return panel;
        },
        [this](outline::OutlinePanel &panel) { panel.setTheme(m_theme); });
    m_curves = new LatePanel<curves::CurvesPanel>(
        [this](QWidget *parent) {
            auto *panel
                = new curves::CurvesPanel(m_document, m_selection, m_knowledge.catalog, parent);
            connect(panel, &curves::CurvesPanel::functionWanted, this,
                    [this] { place(QStringLiteral("function")); });
            return panel;
        },
        inform);
    m_decisions = new LatePanel<decision::DecisionPanel>(
        [this](QWidget *parent) {
            return new decision::DecisionPanel(m_document, m_selection, m_knowledge.catalog,
                                               m_knowledge.trees, parent);
        },
        inform);
    QAction &allOn = *(*m_actions)[ActionId::AllZonesOn];
    allOn.setEnabled(false);
    m_network = new LatePanel<network::NetworkPanel>(
        [this, &allOn](QWidget *parent) {
            auto *panel = new network::NetworkPanel(m_document, m_selection, m_knowledge.catalog,
                                                    allOn, parent);
            connect(panel, &network::NetworkPanel::subnetChosen, this, [this](ElementId subnet) {
                if (m_canvas->isVisible())
                    m_canvas->reveal({subnet});
            });
            connect(panel, &network::NetworkPanel::networkWanted, this,
                    [this] { place(QStringLiteral("vpc")); });
            connect(panel, &network::NetworkPanel::zoneLossChanged, m_scene,
                    &canvas::CanvasScene::setZoneLoss);
            return panel;
        },
        inform);
}

void MainWindow::connectRooms()
{
    connect(&m_document, &DesignDocument::designChanged, this, &MainWindow::analyse);
    connect(&m_document, &DesignDocument::modifiedChanged, this, &MainWindow::updateTitle);
    connect(&m_document, &DesignDocument::pathChanged, this, &MainWindow::updateTitle);
    connect(&m_document.undoStack(), &QUndoStack::indexChanged, this, &MainWindow::updateActions);
    connect(&m_selection, &Selection::changed, this, &MainWindow::updateActions);

    connect(&m_runner, &AnalysisRunner::started, m_totals, &TotalsBar::setRunning);
    connect(&m_runner, &AnalysisRunner::failed, this, [this](const Problems &problems) {
        m_totals->setFailed(problems.isEmpty() ? tr("The analysis failed")
                                               : toString(problems.first().what));
    });
    connect(&m_runner, &AnalysisRunner::analysisReady, this,
            [this](const AnalysisPointer &analysis, qint64 milliseconds) {
                m_scene->setAnalysis(analysis);
                m_path->setAnalysis(analysis);
                m_inspector->setAnalysis(analysis);
                m_findings->setAnalysis(analysis);
                const auto set = [&analysis](auto &panel) { panel.setAnalysis(analysis); };
                m_curves->tell(set);
                m_network->tell(set);
                m_decisions->tell(set);
                m_totals->setAnalysis(analysis, milliseconds);
                nameFindingsTab();
                updateActions();
            });

    connect(m_palette, &canvas::Palette::placeRequested, this, &MainWindow::place);
    connect(m_canvas, &canvas::CanvasView::findingRequested, this, [this](ElementId id) {
        showFindings();
        m_findings->show(id);
    });
    connect(m_inspector, &inspector::Inspector::findingRequested, this, [this](const QString &key) {
        showFindings();
        m_findings->show(key);
    });
    connect(m_inspector, &inspector::Inspector::decisionRequested, this, [this] {
        m_panelsDock->show();
        m_panels->setCurrentWidget(m_decisions);
    });
    connect(m_template, &templates::TemplatePanel::contentChanged, this, [this] {
        nameTemplateTab();
        m_documentBar->setContent(m_template->content());
    });
    connect(m_documentBar, &DocumentBar::templateRequested, this, &MainWindow::showTemplate);
    connect(m_facts, &FactsAdder::added, this, [this](const Problems &notes) {
        m_notice->setProblems(tr("The facts were added."), notes);
        statusBar()->showMessage(tr("The facts of outside networks were added"), 4000);
    });
    connect(m_facts, &FactsAdder::refused, this, [this](const Problems &problems) {
        m_notice->setProblems(tr("The facts were not added."), problems);
    });
    connect(m_template, &templates::TemplatePanel::pointed, m_scene,
            &canvas::CanvasScene::setHovered);
    connect(m_saver, &TemplateSaver::changedByOthers, this, &MainWindow::templateChangedByOthers);
    connect(m_designFile, &DesignFile::changedByOthers, this, &MainWindow::designChangedByOthers);
    connect(m_keeper, &JournalKeeper::failed, this, [this](const Problems &problems) {
        m_notice->setProblems(tr("Unsaved changes are not secured."), problems);
    });
    connect(m_totals, &TotalsBar::findingsRequested, this, &MainWindow::showFindings);
    connect(m_totals, &TotalsBar::elementsRequested, &m_selection, &Selection::reveal);
    connect(m_canvas, &canvas::CanvasView::messageChanged, this,
            [this](const QString &text) { statusBar()->showMessage(text); });
    connect(m_canvas, &canvas::CanvasView::zoomChanged, this, &MainWindow::updateZoom);
    connect(m_findBar, &search::FindBar::foundChanged, this, &MainWindow::showFound);
    connect(m_canvas, &canvas::CanvasView::editRequested, this, &MainWindow::editProperties);
    connect(m_canvas, &canvas::CanvasView::contextMenuWanted, this, &MainWindow::showContextMenu);
    connect(m_canvas, &canvas::CanvasView::toolChanged, this, [this](canvas::ToolKind kind) {
        (*m_actions)[ActionId::SelectTool]->setChecked(kind == canvas::ToolKind::Select);
        (*m_actions)[ActionId::ConnectTool]->setChecked(kind == canvas::ToolKind::Connect);
        (*m_actions)[ActionId::PanTool]->setChecked(kind == canvas::ToolKind::Pan);
    });

    connect(m_start, &StartPage::newRequested, this, &MainWindow::newDesign);
    connect(m_start, &StartPage::openRequested, this, &MainWindow::chooseFile);
    connect(m_start, &StartPage::fileRequested, this,
            [this](const QString &path) { openPath(path); });
    connect(&m_opening, &QFutureWatcherBase::finished, this,
            [this] { adopt(*m_opening.result()); });
    connect(&m_arranging, &QFutureWatcherBase::finished, this, [this] {
        statusBar()->clearMessage();
        // An edit in the meantime makes the arrangement stale.
        if (m_arranged == m_document.snapshot())
            m_canvas->perform(m_arrangedPart.isEmpty() ? tr("Arrange") : tr("Arrange selection"),
                              m_arranging.result());
        m_arranged.reset();
        if (m_arrangedPart.isEmpty())
            m_canvas->fit();
        else
            m_canvas->reveal(m_arrangedPart);
    });
}

void MainWindow::showFindings()
{
    m_panelsDock->show();
    m_panels->setCurrentWidget(m_findings);
}

void MainWindow::nameFindingsTab()
{
    QString name = tr("Findings");
    if (const AnalysisPointer &analysis = m_runner.latest())
        name += QStringLiteral("  %1").arg(findings::countsOf(analysis->findings).total());
    m_panels->setTabText(m_panels->indexOf(m_findings), name);
}

void MainWindow::showTemplate()
{
    m_panelsDock->show();
    m_panels->setCurrentWidget(m_template);
}

void MainWindow::nameTemplateTab()
{
    QString name = tr("Template");
    const templates::Content &content = m_template->content();
    if (!content.text.refusals.isEmpty() && !m_document.design().isEmpty())
        name += QStringLiteral("  !");
    else if (!content.isNew && content.differing > 0)
        name += QStringLiteral("  ") + tr("%n line(s)", nullptr, content.differing);
    m_panels->setTabText(m_panels->indexOf(m_template), name);
    m_panels->setTabToolTip(m_panels->indexOf(m_template),
                            content.text.refusals.isEmpty()
                                ? QString()
                                : tr("The template cannot be written as the design stands"));
}

void MainWindow::showDesign(bool shown)
{
    (*m_actions)[ActionId::FillPanels]->setChecked(false);
    m_presentation->end();
    m_designShown = shown;
    m_findBar->close();
    m_path->end();
    m_pages->setCurrentIndex(shown ? 1 : 0);
    m_totals->setVisible(shown);
    m_context->setVisible(shown);
    m_toolBar->setVisible(shown);
    m_documentLine->setVisible(shown || m_documentBar->tabs().count() > 1);
    for (QDockWidget *dock : {m_paletteDock, m_inspectorDock, m_panelsDock})
        dock->setVisible(shown);
    if (shown) {
        for (const ActionId id :
             {ActionId::ShowPalette, ActionId::ShowInspector, ActionId::ShowPanels})
            (*m_actions)[id]->setChecked(true);
        m_canvas->setFocus(Qt::OtherFocusReason);
    }
    updateActions();
}

void MainWindow::fillPanels(bool filled)
{
    if (!filled) {
        centralWidget()->show();
        restoreState(m_unfilled.panes);
        // On its way back the drawing had other sizes.
        if (!m_unfilled.fitted)
            m_canvas->showFrom(m_unfilled.corner, m_unfilled.zoom);
        return;
    }
    m_unfilled
        = {saveState(), m_canvas->mapToScene(QPoint()), m_canvas->zoom(), m_canvas->isFitted()};
    m_panelsDock->show();
    m_paletteDock->hide();
    m_inspectorDock->hide();
    centralWidget()->hide();
}

void MainWindow::resetLayout()
{
    (*m_actions)[ActionId::FillPanels]->setChecked(false);
    restoreState(m_firstLayout);
    for (QDockWidget *dock : {m_paletteDock, m_inspectorDock, m_panelsDock})
        dock->show();
    resizeDocks({m_paletteDock, m_inspectorDock}, {paletteWidth, inspectorWidth}, Qt::Horizontal);
    resizeDocks({m_panelsDock}, {panelsHeight}, Qt::Vertical);
}

void MainWindow::showContextMenu(const QPoint &global)
{
    QMenu menu(this);
    using Id = ActionId;
    const bool selected = !m_selection.ids().isEmpty();
    if (selected) {
        for (const Id id : {Id::ConnectTool, Id::FollowPath, Id::Rename, Id::Cut, Id::Copy,
                            Id::CopyAsText, Id::Duplicate, Id::Delete, Id::FitSelection})
            menu.addAction((*m_actions)[id]);
        if (m_scene->isOneLine(m_selection.ids())) {
            QMenu *meaning = menu.addMenu(tr("&Meaning"));
            canvas::fillMeaningMenu(*meaning, *m_canvas, m_selection.ids());
            menu.addAction((*m_actions)[Id::OwnWay]);
        } else if (m_selection.ids().size() > 1) {
            menu.addSeparator();
            menu.addMenu(m_alignMenu);
            menu.addAction((*m_actions)[Id::ArrangeSelection]);
            menu.addAction((*m_actions)[Id::Group]);
        }
        if ((*m_actions)[Id::Ungroup]->isEnabled())
            menu.addAction((*m_actions)[Id::Ungroup]);
    } else {
        for (const Id id : {Id::QuickAdd, Id::Paste, Id::SelectAll, Id::Fit, Id::Arrange})
            menu.addAction((*m_actions)[id]);
    }
    menu.exec(global);
}

void MainWindow::updateZoom(double factor)
{
    m_zoom->setText(QStringLiteral("%1 %").arg(qRound(factor * 100)));
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QMainWindow::changeEvent(event);
}

void MainWindow::retranslate()
{
    m_actions->retranslate();
    const QStringList titles{tr("&File"),   tr("&Edit"),   tr("&View"),
                             tr("&Design"), tr("&Review"), tr("&Help")};
    for (int i = 0; i < m_menus.size(); ++i)
        m_menus[i]->setTitle(titles.value(i));
    m_recentMenu->setTitle(tr("Open &recent"));
    m_sampleMenu->setTitle(tr("Open sa&mple"));
    m_themeMenu->setTitle(tr("&Theme"));
    m_goToMenu->setTitle(tr("&Go to"));
    //: Menu: the drawing, or one panel in its place
    m_viewMenu->setTitle(tr("&Whole window"));
    m_overlayMenu->setTitle(tr("O&verlay"));
    m_overlay->setToolTip(tr("Overlay"));
    m_overlay->setAccessibleName(tr("Overlay"));
    m_path->retranslate();
    m_alignMenu->setTitle(tr("Ali&gn"));
    m_toolBar->setWindowTitle(tr("Tool bar"));
    m_documentLine->setWindowTitle(tr("Document"));
    m_documentBar->retranslate();
    m_paletteDock->setWindowTitle(tr("Palette"));
    m_leftPanels->setTabText(0, tr("Palette"));
    m_leftPanels->setTabText(1, tr("Outline"));
    const auto retranslate = [](auto &panel) { panel.retranslate(); };
    m_outline->tell(retranslate);
    m_inspectorDock->setWindowTitle(tr("Inspector"));
    m_panelsDock->setWindowTitle(tr("Panels"));
    nameFindingsTab();
    nameTemplateTab();
    m_panels->setTabText(m_panels->indexOf(m_curves), tr("Curves"));
    m_panels->setTabText(m_panels->indexOf(m_network), tr("Network"));
    m_panels->setTabText(m_panels->indexOf(m_decisions), tr("Decisions"));
    m_searchEntry->setText(tr("Search actions and elements"));
    tellKeys();
    m_commands->retranslate();
    m_findBar->retranslate();
    if (m_history)
        m_history->retranslate();
    m_zoom->setToolTip(tr("Zoom"));
    m_zoom->setAccessibleName(tr("Zoom"));
    updateZoom(m_canvas->zoom());
    //: The segments that choose between the drawing and panels in its place
    m_toolBar->widgetForAction(m_views)->setAccessibleName(tr("View"));
    fitToolBar();
    m_canvas->retranslate();
    m_scene->refresh();
    m_palette->retranslate();
    m_inspector->retranslate();
    m_findings->retranslate();
    m_curves->tell(retranslate);
    m_network->tell(retranslate);
    m_decisions->tell(retranslate);
    m_template->retranslate();
    m_totals->retranslate();
    m_notice->retranslate();
    m_context->retranslate();
    fillRecent();
    fillSamples();
    updateActions();
}

} // namespace stratoplan::window
