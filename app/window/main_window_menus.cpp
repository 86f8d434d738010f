// SPDX-License-Identifier: GPL-3.0-or-later
//
// The menus and the tool bar of the window.
#include "app/window/context_bar.h"
#include "app/window/document_bar.h"
#include "app/window/main_window.h"
#include "app/window/search_entry.h"
#include "app/window/settings.h"
#include "app/window/start_page.h"
#include "app/window/view_switch.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/command/command_palette.h"

#include <QDir>
#include <QFileInfo>
#include <QLayout>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>

#include <array>

namespace stratoplan::window {

namespace {

constexpr std::array zoomLevels{0.25, 0.5, 0.75, 1.0, 1.5, 2.0};

/// The line of the document fills its bar, whatever margins the style gives to bars.
class DocumentLine : public QToolBar
{
public:
    using QToolBar::QToolBar;

protected:
    bool event(QEvent *event) override
    {
        const bool isTaken = QToolBar::event(event);
        if (event->type() == QEvent::StyleChange || event->type() == QEvent::Polish)
            layout()->setContentsMargins({});
        return isTaken;
    }
};

} // namespace

void MainWindow::makeMenus()
{
    const auto addMenu = [this](std::initializer_list<std::optional<ActionId>> ids) {
        auto *menu = new QMenu(this);
        for (const std::optional<ActionId> &id : ids) {
            if (id)
                menu->addAction((*m_actions)[*id]);
            else
                menu->addSeparator();
        }
        menuBar()->addMenu(menu);
        m_menus.append(menu);
        return menu;
    };
    using Id = ActionId;
    QMenu *file = addMenu({Id::New,
                           Id::Open,
                           {},
                           Id::Save,
                           Id::SaveAs,
                           Id::Versions,
                           {},
                           Id::ExportTemplate,
                           Id::PutOntoTemplate,
                           Id::AddFacts,
                           {},
                           Id::PrintPreview,
                           Id::SavePdf,
                           {},
                           Id::WindowOfItsOwn,
                           Id::CloseDocument,
                           Id::Quit});
    m_recentMenu = new QMenu(this);
    m_recentMenu->setObjectName(QStringLiteral("recentFiles"));
    m_sampleMenu = new QMenu(this);
    QAction *before = (*m_actions)[Id::Save];
    file->insertMenu(before, m_recentMenu);
    file->insertMenu(before, m_sampleMenu);
    file->insertSeparator(before);
    addMenu({Id::Undo,
             Id::Redo,
             Id::History,
             {},
             Id::Cut,
             Id::Copy,
             Id::CopyAsText,
             Id::Paste,
             Id::Duplicate,
             {},
             Id::Rename,
             Id::Delete,
             {},
             Id::SelectAll,
             {},
             Id::Find,
             Id::FindNext,
             Id::FindPrevious,
             Id::Replace,
             {},
             Id::GoToAnything,
             Id::ContextMenu,
             {},
             Id::PasteMeasurements});
    QMenu *view = addMenu({Id::ZoomIn,
                           Id::ZoomOut,
                           Id::ActualSize,
                           Id::Fit,
                           Id::FitSelection,
                           {},
                           Id::FollowPath,
                           Id::ShowMinimap,
                           Id::Present,
                           {},
                           Id::ShowPalette,
                           Id::ShowInspector,
                           Id::ShowPanels,
                           Id::FillPanels,
                           {},
                           Id::ResetLayout});
    m_overlayMenu = makeOverlayMenu();
    view->insertMenu((*m_actions)[Id::FollowPath], m_overlayMenu);
    m_themeMenu = new QMenu(this);
    for (const Id id : {Id::ThemeSystem, Id::ThemeLight, Id::ThemeDark})
        m_themeMenu->addAction((*m_actions)[id]);
    m_viewMenu = new QMenu(this);
    m_viewMenu->addActions(viewActions());
    view->insertMenu((*m_actions)[Id::ShowPalette], m_viewMenu);
    view->insertSeparator((*m_actions)[Id::ShowPalette]);
    view->insertMenu((*m_actions)[Id::ResetLayout], m_themeMenu);
    m_goToMenu = new QMenu(this);
    for (const Id id : {Id::NextPane, Id::PreviousPane, Id::GoToOutline, Id::GoToFindings,
                        Id::GoToCurves, Id::GoToNetwork, Id::GoToDecisions, Id::GoToTemplate,
                        Id::NextDocument, Id::PreviousDocument})
        m_goToMenu->addAction((*m_actions)[id]);
    m_goToMenu->insertSeparator((*m_actions)[Id::GoToOutline]);
    m_goToMenu->insertSeparator((*m_actions)[Id::NextDocument]);
    view->insertMenu(m_themeMenu->menuAction(), m_goToMenu);
    addMenu({Id::SelectTool,
             Id::ConnectTool,
             Id::PanTool,
             {},
             Id::QuickAdd,
             Id::SearchPalette,
             Id::PlaceNote,
             {},
             Id::Arrange,
             Id::ArrangeSelection,
             Id::OwnWay,
             Id::Group,
             Id::Ungroup});
    m_alignMenu = makeAlignMenu();
    m_menus.last()->addMenu(m_alignMenu);
    addMenu({Id::NextFinding, Id::PreviousFinding, {}, Id::AllZonesOn});
    addMenu({Id::KeyboardShortcuts, {}, Id::About});

    m_context = new ContextBar(m_document, m_knowledge.catalog);
    menuBar()->setCornerWidget(m_context);
}

QMenu *MainWindow::makeAlignMenu()
{
    using Id = ActionId;
    auto *menu = new QMenu(this);
    for (const Id id : {Id::AlignLeft, Id::AlignMiddle, Id::AlignRight})
        menu->addAction((*m_actions)[id]);
    menu->addSeparator();
    for (const Id id : {Id::AlignTop, Id::AlignCentre, Id::AlignBottom})
        menu->addAction((*m_actions)[id]);
    menu->addSeparator();
    for (const Id id : {Id::DistributeAcross, Id::DistributeDown})
        menu->addAction((*m_actions)[id]);
    menu->addSeparator();
    menu->addAction((*m_actions)[Id::SameSize]);
    return menu;
}

void MainWindow::makeToolBar()
{
    m_toolBar = new QToolBar(this);
    m_toolBar->setObjectName(QStringLiteral("toolBar"));
    m_toolBar->setMovable(false);
    m_toolBar->setIconSize({18, 18});
    m_toolBar->setToolButtonStyle(Qt::ToolButtonIconOnly);
    using Id = ActionId;
    const auto add = [this](std::initializer_list<Id> ids) {
        for (const Id id : ids)
            m_toolBar->addAction((*m_actions)[id]);
    };
    add({Id::New, Id::Open, Id::Save});
    m_toolBar->addSeparator();
    add({Id::Undo, Id::Redo});
    m_toolBar->addSeparator();
    add({Id::SelectTool, Id::ConnectTool, Id::PanTool, Id::PlaceNote});
    m_toolBar->addSeparator();
    add({Id::Arrange});
    m_toolBar->addSeparator();
    m_overlay = new QToolButton;
    m_overlay->setObjectName(QStringLiteral("overlay"));
    m_overlay->setPopupMode(QToolButton::InstantPopup);
    m_overlay->setCheckable(true);
    m_overlay->setFixedSize(30, 30);
    m_overlay->setMenu(m_overlayMenu);
    m_toolBar->addWidget(m_overlay);
    add({Id::FollowPath});
    m_toolBar->addSeparator();
    m_views = m_toolBar->addWidget(new ViewSwitch(viewActions()));
    auto *space = new QWidget;
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_toolBar->addWidget(space);
    add({Id::ZoomOut});
    m_zoom = new QToolButton;
    m_zoom->setObjectName(QStringLiteral("zoom"));
    m_zoom->setPopupMode(QToolButton::InstantPopup);
    m_zoom->setFixedSize(64, 30);
    auto *levels = new QMenu(m_zoom);
    for (const double level : zoomLevels) {
        QAction *action = levels->addAction(QStringLiteral("%1 %").arg(level * 100));
        connect(action, &QAction::triggered, this, [this, level] { m_canvas->setZoom(level); });
    }
    levels->addSeparator();
    levels->addAction((*m_actions)[Id::Fit]);
    levels->addAction((*m_actions)[Id::FitSelection]);
    m_zoom->setMenu(levels);
    m_toolBar->addWidget(m_zoom);
    add({Id::ZoomIn, Id::Fit});
    m_toolBar->addSeparator();
    add({Id::ShowPalette, Id::ShowPanels, Id::ShowInspector});
    m_toolBar->addSeparator();
    m_searchEntry = new SearchEntry;
    connect(m_searchEntry, &QAbstractButton::clicked, (*m_actions)[Id::GoToAnything],
            &QAction::trigger);
    m_toolBar->addWidget(m_searchEntry);
    add({Id::Present});
    // The one button with a word: what it does is not to be guessed from a picture.
    if (auto *present
        = qobject_cast<QToolButton *>(m_toolBar->widgetForAction((*m_actions)[Id::Present]))) {
        present->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        present->setFixedHeight(30);
    }
    m_commands = new command::CommandPalette(this);
    addToolBar(m_toolBar);
    m_documentBar = new DocumentBar(m_document, *(*m_actions)[ActionId::New]);
    m_documentLine = new DocumentLine(this);
    m_documentLine->setObjectName(QStringLiteral("documentLine"));
    m_documentLine->setMovable(false);
    m_documentLine->addWidget(m_documentBar);
    addToolBarBreak();
    addToolBar(m_documentLine);
    setContextMenuPolicy(Qt::NoContextMenu);
    for (const Id id :
         {Id::New, Id::Open, Id::Save, Id::Undo, Id::Redo, Id::SelectTool, Id::ConnectTool,
          Id::PanTool, Id::PlaceNote, Id::Arrange, Id::FollowPath, Id::ZoomOut, Id::ZoomIn, Id::Fit,
          Id::ShowPalette, Id::ShowPanels, Id::ShowInspector}) {
        if (auto *button
            = qobject_cast<QToolButton *>(m_toolBar->widgetForAction((*m_actions)[id])))
            button->setFixedSize(30, 30);
    }
}

QList<QAction *> MainWindow::viewActions() const
{
    QList<QAction *> views;
    for (const ActionId id : {ActionId::ViewDesign, ActionId::ViewDecisions, ActionId::ViewNetwork,
                              ActionId::ViewCurves})
        views.append((*m_actions)[id]);
    return views;
}

void MainWindow::fitToolBar()
{
    const QWidget &views = *m_toolBar->widgetForAction(m_views);
    const int switchWidth = views.sizeHint().width();
    m_searchEntry->setFolded(false);
    // What it remembers may be from before this or the last change.
    m_toolBar->layout()->invalidate();
    int others = m_toolBar->sizeHint().width() - m_searchEntry->sizeHint().width();
    if (!views.isHidden())
        others -= switchWidth;
    // The search entry says what it is also by its lens, a view by its word alone.
    const int room = width() - others - switchWidth;
    const bool shown = room >= m_searchEntry->minimumSizeHint().width();
    m_searchEntry->setFolded(shown && room < m_searchEntry->widthOfWords());
    m_views->setVisible(shown);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    fitToolBar();
}

void MainWindow::fillRecent()
{
    QStringList files = window::settings::recentFiles.read(m_settings);
    files.removeIf([](const QString &path) { return !QFileInfo::exists(path); });
    m_recentMenu->clear();
    m_recentMenu->menuAction()->setVisible(!files.isEmpty());
    for (const QString &path : files) {
        QAction *action = m_recentMenu->addAction(QFileInfo(path).fileName());
        action->setStatusTip(QDir::toNativeSeparators(path));
        connect(action, &QAction::triggered, this, [this, path] { openPath(path); });
    }
    m_start->setRecent(files);
}

void MainWindow::fillSamples()
{
    m_sampleMenu->clear();
    const QStringList files = StartPage::samples();
    m_sampleMenu->menuAction()->setVisible(!files.isEmpty());
    for (const QString &path : files) {
        QAction *action = m_sampleMenu->addAction(QFileInfo(path).completeBaseName());
        action->setStatusTip(tr("Open the sample %1").arg(QFileInfo(path).completeBaseName()));
        connect(action, &QAction::triggered, this, [this, path] { openPath(path); });
    }
}

} // namespace stratoplan::window
