// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QEvent;
class QTableView;

namespace stratoplan::network {

/// Rows of 30 px without a grid, chosen as a whole.
void prepareTable(QTableView &table);

/// F2 and Del are the table's, or the map's, while it has the keyboard, not the drawing's: such an
/// event of the kind ShortcutOverride is to be accepted.
bool isKeyOfTable(const QEvent *event);

} // namespace stratoplan::network
