// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/shortcuts/key_table.h"

#include <QHash>
#include <QSettings>

class QAction;
class QMenuBar;

namespace stratoplan::window {

/// The keys of one window's actions: as the program comes, or as the person set them. What was set
/// is kept by the ids of the actions.
class Shortcuts
{
public:
    /// Takes the keys that the actions in the menus have now for those the program comes with.
    explicit Shortcuts(const QMenuBar &bar);

    /// The keys of all actions in the order of the menus, and those of the drawing that no action
    /// has.
    QList<shortcuts::Row> rows() const;
    /// Gives the actions the keys that the settings hold.
    void load(const QSettings &settings);
    /// Keeps the keys of changed rows, and forgets those of unchanged ones.
    static void store(const QList<shortcuts::Row> &rows, QSettings &settings);

private:
    const QMenuBar &m_bar;
    QHash<QString, QList<QKeySequence>> m_initial;
};

} // namespace stratoplan::window
