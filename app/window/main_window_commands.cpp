// SPDX-License-Identifier: GPL-3.0-or-later
//
// How the keyboard gets about in the window: the command palette, panes, menus.
#include "app/window/command_entries.h"
#include "app/window/history_dialog.h"
#include "app/window/main_window.h"
#include "app/window/panes.h"
#include "app/window/search_entry.h"
#include "planner/layout/groups.h"
#include "planner/sketch/grouping.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/edits.h"
#include "widgets/command/command_palette.h"
#include "widgets/findings/findings_panel.h"
#include "widgets/inspector/inspector.h"
#include "widgets/search/find_bar.h"
#include "widgets/shortcuts/shortcut_dialog.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QContextMenuEvent>
#include <QDockWidget>
#include <QMenu>
#include <QMenuBar>
#include <QTabWidget>

#include <algorithm>

namespace stratoplan::window {

void MainWindow::openCommandPalette()
{
    QList<command::Entry> entries = actionEntries(*menuBar(), m_recentMenu->objectName());
    if (m_designShown) {
        const qsizetype actions
            = std::count_if(entries.begin(), entries.end(), [](const command::Entry &entry) {
                  return entry.kind == command::Kind::Action;
              });
        QList<command::Entry> here
            = elementEntries(m_document.design(), *m_knowledge.catalog, [this](ElementId id) {
                  m_selection.reveal({id});
                  m_scene->setFocusElement(id);
                  m_canvas->setFocus(Qt::OtherFocusReason);
              });
        if (const AnalysisPointer &analysis = m_runner.latest()) {
            here += findingEntries(analysis->findings, [this](const QString &key) {
                showFindings();
                m_findings->show(key);
            });
        }
        entries = entries.mid(0, actions) + here + entries.mid(actions);
    }
    m_commands->open(std::move(entries));
}

void MainWindow::goToPanel(QWidget *panel)
{
    m_panelsDock->show();
    const bool former = m_panels->currentWidget() == panel;
    m_panels->setCurrentWidget(panel);
    m_panes->enter(m_panels);
    // What had the focus last may be on another panel, which is hidden now.
    if (!former) {
        if (QWidget *first = Panes::firstIn(panel))
            first->setFocus(Qt::TabFocusReason);
    }
}

void MainWindow::openMenuOfFocus()
{
    QWidget *focus = QApplication::focusWidget();
    if (!focus)
        return;
    QPoint at = focus->inputMethodQuery(Qt::ImCursorRectangle).toRect().center();
    if (const auto *view = qobject_cast<QAbstractItemView *>(focus)) {
        if (const QModelIndex current = view->currentIndex(); current.isValid())
            at = view->visualRect(current).center() + view->viewport()->pos();
    }
    QContextMenuEvent event(QContextMenuEvent::Keyboard, at, focus->mapToGlobal(at));
    QCoreApplication::sendEvent(focus, &event);
}

void MainWindow::showShortcuts()
{
    shortcuts::ShortcutDialog dialog(m_shortcuts->rows(), m_theme, this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    Shortcuts::store(dialog.rows(), m_settings);
    loadKeys();
    Q_EMIT keysChanged();
}

void MainWindow::loadKeys()
{
    m_shortcuts->load(m_settings);
    m_actions->retranslate();
    updateActions();
    tellKeys();
}

void MainWindow::tellKeys()
{
    const QAction *search = (*m_actions)[ActionId::GoToAnything];
    m_searchEntry->setKeys(search->shortcut().toString(QKeySequence::NativeText));
    m_searchEntry->setToolTip(search->toolTip());
}

void MainWindow::showHistory()
{
    if (!m_history) {
        m_history = new HistoryDialog(m_document.undoStack(), this);
        m_history->setTheme(m_theme);
        // Beside what it changes rather than on it.
        m_history->move(
            m_canvas->mapToGlobal(QPoint(m_canvas->width() - m_history->width() - 24, 24)));
    }
    m_history->show();
    m_history->raise();
    m_history->activateWindow();
}

void MainWindow::showFound()
{
    const QList<ElementId> &found = m_findBar->found();
    // A query that finds nothing leaves the drawing as it is.
    if (m_findBar->isSearching() && !found.isEmpty())
        m_scene->setFound(QSet<ElementId>(found.begin(), found.end()));
    else
        m_scene->setFound({});
}

void MainWindow::moveInto(const QList<ElementId> &ids, ElementId container)
{
    if (ids.isEmpty())
        return;
    const QRectF from = m_scene->rectOf(ids);
    const canvas::BoxItem *box = m_scene->box(container);
    QRectF wanted(m_scene->content().bounds.bottomLeft() + QPointF(0, 48),
                  canvas::CanvasView::nodeSize());
    if (box)
        wanted.moveTopLeft(box->box().topLeft() + QPointF(16, 64));
    const QPointF to = m_canvas->freeSpot(wanted);
    const Element *target = m_document.design().find(container);
    const bool grouped = layout::groupsOf(m_document.design()).contains(ids.last());
    const QString name = target ? tr("Move into %1").arg(common(*target).name)
        : grouped               ? tr("Move out of the group")
                                : tr("Move out of the network");
    const Change change = canvas::moveInto(m_document.design(), m_scene->geometry(), ids,
                                           {to.x() - from.left(), to.y() - from.top()}, container,
                                           false, *m_knowledge.catalog);
    if (m_canvas->perform(name, change))
        m_selection.reveal(ids);
}

void MainWindow::updateGrouping()
{
    const Design &design = m_document.design();
    const QList<ElementId> &ids = m_selection.ids();
    const sketch::Grouping grouping = sketch::groupingOf(design, ids, *m_knowledge.catalog);
    QAction *group = (*m_actions)[ActionId::Group];
    group->setEnabled(m_designShown && !grouping.members.isEmpty());
    m_actions->setRemark(ActionId::Group, toString(grouping.refused));
    (*m_actions)[ActionId::Ungroup]->setEnabled(
        m_designShown && std::any_of(ids.begin(), ids.end(), [&design](ElementId id) {
            return design.get<Group>(id) != nullptr;
        }));
}

void MainWindow::editProperties()
{
    m_inspectorDock->show();
    m_panes->enter(m_inspector);
    if (QWidget *field = m_inspector->firstField())
        field->setFocus(Qt::TabFocusReason);
}

} // namespace stratoplan::window
