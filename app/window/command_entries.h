// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/analysis.h"
#include "widgets/command/entry.h"

class QMenuBar;

namespace stratoplan::window {

/// What stands in the menus. What has no name of its own for the settings is a file to open: of
/// `recent`, a menu, as files, of the others as actions.
QList<command::Entry> actionEntries(const QMenuBar &bar, const QString &recent);

/// The elements of a design with their kinds and what they stand in; `go` is called with the one
/// that is chosen.
QList<command::Entry> elementEntries(const Design &design, const catalog::Catalog &catalog,
                                     const std::function<void(ElementId)> &go);

/// The findings that nobody has accepted; `go` is called with the key of the chosen one.
QList<command::Entry> findingEntries(const QList<review::Finding> &findings,
                                     const std::function<void(const QString &)> &go);

} // namespace stratoplan::window
