// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QLineEdit;

namespace stratoplan::theme {

/// Gives the field a button that empties it, shown while there is something in it. It is made when
/// it is first to be seen: to look for its picture among the desktop's icons takes longer than to
/// make the field.
void addClearButton(QLineEdit &field);

} // namespace stratoplan::theme
