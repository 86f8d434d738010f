// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

class QApplication;

namespace stratoplan::theme {

/// The palette of the whole application.
QPalette paletteOf(const Theme &theme);

/// The style sheet of the whole application over Fusion: resources/themes/application.qss with its
/// tokens
/// ("@accent-soft") filled in. Widgets choose a look by dynamic properties: QPushButton "primary"
/// and "quiet" (bool); a QFrame "segmented" (bool) around checkable QToolButtons is a segmented
/// control; a QFrame "card" (bool) is a card; QLabel "role" is "caption", "kind", "title", "value",
/// "question" or "mono"; a field with "invalid" (bool) is outlined as wrong. `fontScale` is the
/// user's, 0.8 to 2.
QString styleSheetOf(const Theme &theme, double fontScale = 1);

/// Fusion, palette, font and style sheet at once.
void install(QApplication &application, const Theme &theme, double fontScale = 1);

} // namespace stratoplan::theme
