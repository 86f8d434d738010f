// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QPixmap>

namespace stratoplan::theme {

/// An icon on the tint of its category, as lists show it, `size` logical pixels wide and high.
QPixmap tileOf(const QString &icon, catalog::Category category, int size, const Theme &theme,
               const Icons &icons, qreal devicePixelRatio);

} // namespace stratoplan::theme
