// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/decision/tree.h"
#include "planner/model/settings.h"

namespace stratoplan::decision {

/// Id of the tree that a design without a choice is walked through.
inline constexpr QLatin1String usualTree("today");

/// Id of the tree that the design's functions are walked through.
QString treeIdOf(const Settings &settings);

/// The trees that a design may be walked through: `builtIn`, and its own one last. An own tree
/// takes the place of a built-in one of the same id. Refused with all faults of its own tree, each
/// with file, line and column.
Expected<QList<Tree>> treesFor(const Settings &settings, const QList<Tree> &builtIn);

/// The choice of a team's own tree, read from a file's text and proved. All faults are
/// told, each with its place in `file`.
Expected<TreeChoice> ownTree(const QByteArray &text, const QString &file);

} // namespace stratoplan::decision
