// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/menu_places.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>

namespace stratoplan::window {

namespace {

QString withoutMarks(QString text)
{
    return text.remove(QLatin1Char('&')).remove(QStringLiteral("…"));
}

void collect(const QMenu &menu, const QString &place, QList<PlacedAction> &found)
{
    for (QAction *action : menu.actions()) {
        if (action->isSeparator() || !action->isVisible())
            continue;
        if (const QMenu *inner = action->menu())
            collect(*inner, place + QStringLiteral(" › ") + withoutMarks(inner->title()), found);
        else
            found.append({action, place});
    }
}

} // namespace

QList<PlacedAction> placedActions(const QMenuBar &bar)
{
    QList<PlacedAction> found;
    for (const QAction *top : bar.actions()) {
        if (const QMenu *menu = top->menu())
            collect(*menu, withoutMarks(menu->title()), found);
    }
    return found;
}

QString plainText(const QAction &action)
{
    return withoutMarks(action.text());
}

} // namespace stratoplan::window
