// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/canvas/placeable.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QPixmap>

namespace stratoplan::canvas {

/// Width and height of a tile, in logical pixels.
inline constexpr int tileSize = 22;

/// The icon of what can be placed, on the tint of its category, as lists show it.
QPixmap tileOf(const Placeable &entry, const theme::Theme &theme, const theme::Icons &icons,
               qreal devicePixelRatio);

} // namespace stratoplan::canvas
