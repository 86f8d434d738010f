// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/overlay/overlay.h"
#include "widgets/theme/theme.h"

#include <QPainter>
#include <QStringList>

namespace stratoplan::canvas {

// The part of the legend below the title of an overlay: the scale of amounts with its unit, or the
// groups with how many elements are in each; and how many are not known.

QSize overlayLegendSize(const overlay::Overlay &overlay);
void paintOverlayLegend(QPainter &painter, const QRect &area, const overlay::Overlay &overlay,
                        const theme::Theme &theme);
/// The same as words, with the title first.
QStringList overlayLegendLines(const overlay::Overlay &overlay);

} // namespace stratoplan::canvas
