// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/meaning_menu.h"

#include "planner/model/edit.h"
#include "planner/sketch/meaning.h"
#include "widgets/canvas/canvas_view.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMenu>

#include <array>

namespace stratoplan::canvas {

namespace {

struct Entry
{
    Role role = Role::Trigger;
    /// Of an access; the others read and write nothing.
    bool reads = false;
    bool writes = false;
    const char *text = "";
};

constexpr std::array<Entry, 6> entries{{
    {Role::Trigger, false, false, QT_TRANSLATE_NOOP("Canvas", "&Triggers")},
    {Role::Call, false, false, QT_TRANSLATE_NOOP("Canvas", "&Calls")},
    {Role::Access, true, true, QT_TRANSLATE_NOOP("Canvas", "Reads &and writes")},
    {Role::Access, true, false, QT_TRANSLATE_NOOP("Canvas", "&Reads")},
    {Role::Access, false, true, QT_TRANSLATE_NOOP("Canvas", "&Writes")},
    {Role::FailureTarget, false, false, QT_TRANSLATE_NOOP("Canvas", "&Failure target")},
}};

bool isNow(const Connection &connection, const Entry &entry)
{
    return connection.role == entry.role
        && (entry.role != Role::Access
            || (connection.reads.valueOr(false) == entry.reads
                && connection.writes.valueOr(false) == entry.writes));
}

void mean(CanvasView &view, const QList<ElementId> &ids, const Entry &entry)
{
    const Design &design = view.canvas().document().design();
    Edit edit(design);
    for (const ElementId id : ids) {
        const auto *now = design.get<Connection>(id);
        if (!now || isNow(*now, entry))
            continue;
        Connection changed = sketch::withMeaning(*now, entry.role, design, view.canvas().catalog());
        if (entry.role == Role::Access) {
            changed.reads = entry.reads;
            changed.writes = entry.writes;
        }
        edit.replace(id, std::move(changed));
    }
    view.perform(QCoreApplication::translate("Canvas", "Change what a connection means"),
                 edit.change());
}

} // namespace

void fillMeaningMenu(QMenu &menu, CanvasView &view, const QList<ElementId> &connections)
{
    const Design &design = view.canvas().document().design();
    const auto *now = design.get<Connection>(connections.value(0));
    if (!now)
        return;
    menu.setToolTipsVisible(true);
    auto *group = new QActionGroup(&menu);
    const QList<sketch::Meaning> meanings
        = sketch::meaningsOf(*now, design, view.canvas().catalog());
    for (const Entry &entry : entries) {
        QAction *action = menu.addAction(QCoreApplication::translate("Canvas", entry.text));
        action->setCheckable(true);
        action->setChecked(isNow(*now, entry));
        group->addAction(action);
        for (const sketch::Meaning &meaning : meanings) {
            if (meaning.role != entry.role || meaning.refused.isEmpty())
                continue;
            action->setEnabled(false);
            action->setToolTip(toString(meaning.refused));
            action->setStatusTip(toString(meaning.refused));
        }
        QObject::connect(action, &QAction::triggered, &view,
                         [&view, connections, entry] { mean(view, connections, entry); });
    }
}

} // namespace stratoplan::canvas
