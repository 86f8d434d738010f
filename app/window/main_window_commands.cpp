// SPDX-License-Identifier: GPL-3.0-or-later
//
// The command palette: what of the window it leads to.
#include "app/window/command_entries.h"
#include "app/window/main_window.h"
#include "app/window/menu_places.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/command/command_palette.h"
#include "widgets/findings/findings_panel.h"

#include <QMenu>
#include <QMenuBar>

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

} // namespace stratoplan::window
