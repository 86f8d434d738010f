// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

namespace stratoplan::theme {

/// The shape of a severity and the sign within it, on a 16 x 16 grid. Shape and sign tell it,
/// colour only helps.
struct SeverityGlyph
{
    QPainterPath shape; ///< octagon, triangle, diamond, disc, ring or square
    QPainterPath sign; ///< bar, exclamation mark, chevron, i or question mark; to be stroked
    bool filled = true; ///< false: the shape is stroked (ring; every accepted finding)
    bool outlined = false; ///< the filled shape has an outline in its ink as well
    double shapeStroke = 1;
    double signStroke = 1.75;
};

/// `accepted`: the same shape, outline only, with a tick.
SeverityGlyph severityGlyph(Mark mark, bool accepted = false);

/// Paints the glyph as large as fits into the middle of the rectangle.
void paintSeverity(QPainter &painter, const QRectF &rect, Mark mark, const Theme &theme,
                   bool accepted = false);

/// The glyph as a picture of `side` by `side` at a device pixel ratio.
QPixmap severityPixmap(Mark mark, const Theme &theme, int side, qreal dpr, bool accepted = false);

/// A path as SVG path data, numbers with at most three decimals.
QString svgPath(const QPainterPath &path);

} // namespace stratoplan::theme
