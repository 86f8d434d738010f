// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

class QAction;
class QMenuBar;

namespace stratoplan::window {

/// An action with its place in the menus, as people read it: "View › Theme".
struct PlacedAction
{
    QAction *action = nullptr;
    QString place;
};

/// All that stands in the menus of a bar, in their order, without lines and titles.
QList<PlacedAction> placedActions(const QMenuBar &bar);

/// The words of an action without the mark of its letter and without dots.
QString plainText(const QAction &action);

} // namespace stratoplan::window
