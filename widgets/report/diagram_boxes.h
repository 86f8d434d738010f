// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/document/drawing.h"
#include "widgets/report/diagram_pen.h"

namespace stratoplan::report {

/// Draws one box of the drawing, without its badge. `others` are the boxes whose room a name beside
/// it may not take.
void drawBox(DiagramPen &pen, const drawing::BoxContent &box, const theme::Theme &theme,
             const drawing::Content &others);

/// The badge on the upper right corner of a box: the worst finding with a count from two on, and
/// the question beside it.
void drawBadge(DiagramPen &pen, const drawing::BoxContent &box, const theme::Theme &theme);

/// Parts joined by " · ", from the left, as many as fit; the first is shortened in its middle when
/// even that is too wide.
QString fittedParts(const QString &text, double pixels, double width);

} // namespace stratoplan::report
