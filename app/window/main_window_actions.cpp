// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the window's actions do.
#include "app/window/late_panel.h"
#include "app/window/main_window.h"
#include "app/window/measurement_taker.h"
#include "app/window/notice_bar.h"
#include "app/window/panes.h"
#include "widgets/canvas/additions.h"
#include "widgets/canvas/alignment.h"
#include "widgets/canvas/canvas_scene.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/grouping.h"
#include "widgets/canvas/line_shape.h"
#include "widgets/canvas/palette.h"
#include "widgets/curves/curves_panel.h"
#include "widgets/decision/decision_panel.h"
#include "widgets/findings/findings_panel.h"
#include "widgets/network/network_panel.h"
#include "widgets/outline/outline_panel.h"
#include "widgets/search/find_bar.h"
#include "widgets/template/template_panel.h"

#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QTabWidget>

namespace stratoplan::window {

void MainWindow::connectActions()
{
    using Id = ActionId;
    const auto on = [this](Id id, auto act) {
        connect((*m_actions)[id], &QAction::triggered, this, [act] { act(); });
    };
    on(Id::New, [this] { newDesign(); });
    on(Id::Open, [this] { chooseFile(); });
    on(Id::Save, [this] { save(); });
    on(Id::SaveAs, [this] { saveAs(); });
    on(Id::Versions, [this] { showVersions(); });
    on(Id::ExportTemplate, [this] { exportTemplate(); });
    on(Id::PutOntoTemplate, [this] { putOntoTemplate(); });
    on(Id::AddFacts, [this] { chooseFacts(); });
    on(Id::PrintPreview, [this] { showPreview(); });
    on(Id::SavePdf, [this] { savePdf(); });
    on(Id::WindowOfItsOwn, [this] { Q_EMIT windowOfItsOwnWanted(); });
    on(Id::NextDocument, [this] { Q_EMIT otherDocumentWanted(1); });
    on(Id::PreviousDocument, [this] { Q_EMIT otherDocumentWanted(-1); });
    on(Id::CloseDocument, [this] { close(); });
    on(Id::Quit, [] { QApplication::closeAllWindows(); });
    on(Id::Undo, [this] { m_document.undoStack().undo(); });
    on(Id::Redo, [this] { m_document.undoStack().redo(); });
    on(Id::Cut, [this] {
        copySelection();
        // What is cut does not stay behind, as it does where the frame alone is deleted.
        m_selection.set(canvas::withMembers(m_document.design(), m_selection.ids()));
        m_canvas->deleteSelection();
    });
    on(Id::Copy, [this] { copySelection(); });
    on(Id::CopyAsText,
       [this] { QGuiApplication::clipboard()->setText(canvas::selectionAsText(*m_canvas)); });
    on(Id::Paste, [this] {
        if (canvas::canPaste(QGuiApplication::clipboard()->mimeData()))
            canvas::paste(*m_canvas, QGuiApplication::clipboard()->text());
    });
    on(Id::Duplicate, [this] { canvas::duplicate(*m_canvas); });
    on(Id::Rename, [this] { m_canvas->rename(); });
    on(Id::Delete, [this] { m_canvas->deleteSelection(); });
    on(Id::SelectAll, [this] { m_canvas->selectAll(); });
    on(Id::History, [this] { showHistory(); });
    on(Id::Find, [this] { m_findBar->find(); });
    on(Id::FindNext, [this] { m_findBar->step(1); });
    on(Id::FindPrevious, [this] { m_findBar->step(-1); });
    on(Id::Replace, [this] { m_findBar->replace(); });
    on(Id::GoToAnything, [this] { openCommandPalette(); });
    on(Id::ContextMenu, [this] { openMenuOfFocus(); });
    on(Id::NextPane, [this] { m_panes->step(1); });
    on(Id::PreviousPane, [this] { m_panes->step(-1); });
    on(Id::GoToOutline, [this] {
        m_paletteDock->show();
        m_leftPanels->setCurrentWidget(m_outline);
        m_panes->enter(m_leftPanels);
        m_outline->setFocus(Qt::TabFocusReason);
    });
    on(Id::GoToFindings, [this] { goToPanel(m_findings); });
    on(Id::GoToCurves, [this] { goToPanel(m_curves); });
    on(Id::GoToNetwork, [this] { goToPanel(m_network); });
    on(Id::GoToDecisions, [this] { goToPanel(m_decisions); });
    on(Id::GoToTemplate, [this] { goToPanel(m_template); });
    on(Id::PasteMeasurements, [this] { m_measurements->paste(); });
    on(Id::SelectTool, [this] { m_canvas->setTool(canvas::ToolKind::Select); });
    on(Id::ConnectTool, [this] {
        m_canvas->setTool(canvas::ToolKind::Connect);
        m_canvas->setFocus();
    });
    on(Id::PanTool, [this] { m_canvas->setTool(canvas::ToolKind::Pan); });
    on(Id::PlaceNote, [this] {
        m_canvas->startPlacing(QStringLiteral("note"));
        m_canvas->setFocus();
    });
    on(Id::Arrange, [this] { arrange(); });
    on(Id::ArrangeSelection, [this] { arrange(m_selection.ids()); });
    on(Id::OwnWay, [this] {
        m_canvas->perform(tr("Let lines find their own way"),
                          canvas::withoutShape(m_document.design(), m_selection.ids()));
    });
    const auto align = [&](Id id, canvas::Alignment alignment) {
        on(id, [this, alignment] {
            m_canvas->perform(tr("Align"),
                              canvas::aligned(m_document.design(), m_scene->geometry(),
                                              m_selection.ids(), alignment));
        });
    };
    align(Id::AlignLeft, canvas::Alignment::Left);
    align(Id::AlignMiddle, canvas::Alignment::Middle);
    align(Id::AlignRight, canvas::Alignment::Right);
    align(Id::AlignTop, canvas::Alignment::Top);
    align(Id::AlignCentre, canvas::Alignment::Centre);
    align(Id::AlignBottom, canvas::Alignment::Bottom);
    const auto distribute = [this](Qt::Orientation direction) {
        m_canvas->perform(tr("Distribute"),
                          canvas::distributed(m_document.design(), m_scene->geometry(),
                                              m_selection.ids(), direction));
    };
    on(Id::DistributeAcross, [distribute] { distribute(Qt::Horizontal); });
    on(Id::DistributeDown, [distribute] { distribute(Qt::Vertical); });
    on(Id::SameSize, [this] {
        m_canvas->perform(tr("Same size"),
                          canvas::sameSize(m_document.design(), m_selection.ids()));
    });
    on(Id::Group, [this] { canvas::group(*m_canvas); });
    on(Id::Ungroup, [this] { canvas::ungroup(*m_canvas); });
    on(Id::QuickAdd, [this] { m_canvas->quickAdd(); });
    on(Id::SearchPalette, [this] {
        m_paletteDock->show();
        m_leftPanels->setCurrentWidget(m_palette);
        m_palette->startSearch();
    });
    on(Id::ZoomIn, [this] { m_canvas->zoomIn(); });
    on(Id::ZoomOut, [this] { m_canvas->zoomOut(); });
    on(Id::ActualSize, [this] { m_canvas->setZoom(1); });
    on(Id::Fit, [this] { m_canvas->fit(); });
    on(Id::FitSelection, [this] { m_canvas->fitSelection(); });
    on(Id::ThemeSystem, [this] { Q_EMIT themeChosen(QStringLiteral("system")); });
    on(Id::ThemeLight, [this] { Q_EMIT themeChosen(QStringLiteral("light")); });
    on(Id::ThemeDark, [this] { Q_EMIT themeChosen(QStringLiteral("dark")); });
    on(Id::ResetLayout, [this] { resetLayout(); });
    on(Id::NextFinding, [this] {
        showFindings();
        m_findings->next();
    });
    on(Id::PreviousFinding, [this] {
        showFindings();
        m_findings->previous();
    });
    on(Id::KeyboardShortcuts, [this] { showShortcuts(); });
    on(Id::About, [this] { showAbout(); });

    const auto pane = [this](Id id, QDockWidget *dock) {
        QAction *action = (*m_actions)[id];
        connect(action, &QAction::toggled, dock, &QWidget::setVisible);
        connect(dock, &QDockWidget::visibilityChanged, action, [this, action, dock] {
            if (m_designShown)
                action->setChecked(dock->isVisibleTo(this));
        });
    };
    // Who hides the panels while they fill the window wants the drawing back, not an empty window.
    connect((*m_actions)[Id::ShowPanels], &QAction::triggered, this, [this](bool shown) {
        QAction *fill = (*m_actions)[Id::FillPanels];
        if (shown || !fill->isChecked())
            return;
        fill->setChecked(false);
        m_panelsDock->hide();
    });
    pane(Id::ShowPalette, m_paletteDock);
    pane(Id::ShowInspector, m_inspectorDock);
    pane(Id::ShowPanels, m_panelsDock);
    connect((*m_actions)[Id::FillPanels], &QAction::toggled, this, &MainWindow::fillPanels);
    on(Id::ViewDesign, [this] {
        (*m_actions)[ActionId::FillPanels]->setChecked(false);
        m_canvas->setFocus(Qt::OtherFocusReason);
        tellView();
    });
    on(Id::ViewDecisions, [this] { showView(m_decisions); });
    on(Id::ViewNetwork, [this] { showView(m_network); });
    on(Id::ViewCurves, [this] { showView(m_curves); });
    connect((*m_actions)[Id::FillPanels], &QAction::toggled, this, &MainWindow::tellView);
    connect(m_panels, &QTabWidget::currentChanged, this, &MainWindow::tellView);
    tellView();
    connect(m_panels, &QTabWidget::tabBarDoubleClicked, (*m_actions)[Id::FillPanels],
            &QAction::trigger);
    // What is to be seen on the drawing needs it.
    connect(&m_selection, &Selection::revealRequested, (*m_actions)[Id::FillPanels],
            [this] { (*m_actions)[ActionId::FillPanels]->setChecked(false); });
    connect(m_notice, &NoticeBar::told, (*m_actions)[Id::FillPanels],
            [this] { (*m_actions)[ActionId::FillPanels]->setChecked(false); });
    // Keys without a modifier belong to the drawing: elsewhere they are letters. Tables and charts
    // copy what is theirs.
    for (const Id id : {Id::Delete,
                        Id::SelectTool,
                        Id::ConnectTool,
                        Id::PanTool,
                        Id::PlaceNote,
                        Id::QuickAdd,
                        Id::Cut,
                        Id::Copy,
                        Id::CopyAsText,
                        Id::Paste,
                        Id::Duplicate,
                        Id::NoOverlay,
                        Id::OverlayFindings,
                        Id::OverlayCost,
                        Id::OverlayLatency,
                        Id::OverlayConcurrency,
                        Id::OverlayColdStart,
                        Id::OverlayExecution,
                        Id::OverlayZone,
                        Id::FollowPath,
                        Id::ShowMinimap}) {
        QAction *action = (*m_actions)[id];
        removeAction(action);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        m_canvas->addAction(action);
    }
    (*m_actions)[Id::SelectTool]->setChecked(true);
    auto *themes = new QActionGroup(this);
    for (const Id id : {Id::ThemeSystem, Id::ThemeLight, Id::ThemeDark})
        themes->addAction((*m_actions)[id]);
}

void MainWindow::showView(QWidget *panel)
{
    (*m_actions)[ActionId::FillPanels]->setChecked(true);
    goToPanel(panel);
    tellView();
}

void MainWindow::place(const QString &what)
{
    (*m_actions)[ActionId::FillPanels]->setChecked(false);
    m_canvas->setFocus();
    m_canvas->placeNow(what);
}

void MainWindow::tellView()
{
    const bool filled = (*m_actions)[ActionId::FillPanels]->isChecked();
    const auto check = [&](ActionId id, const QWidget *panel) {
        (*m_actions)[id]->setChecked(panel ? filled && m_panels->currentWidget() == panel
                                           : !filled);
    };
    check(ActionId::ViewDesign, nullptr);
    check(ActionId::ViewDecisions, m_decisions);
    check(ActionId::ViewNetwork, m_network);
    check(ActionId::ViewCurves, m_curves);
}

void MainWindow::copySelection()
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(canvas::copiedSelection(*m_canvas)));
}

} // namespace stratoplan::window
