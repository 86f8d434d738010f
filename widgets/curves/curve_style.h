// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/curves/curve_values.h"
#include "widgets/theme/theme.h"

#include <QList>
#include <QPen>

namespace stratoplan::curves {

/// How many curves lie over each other at most.
inline constexpr qsizetype mostCurves = 4;
/// The colour of one curve among several, the same in every chart, so that one key holds for all.
/// A curve that is alone may have the colour of its chart instead.
QColor curveColor(qsizetype curve, const theme::Theme &theme);
/// The dashes of a curve, in widths of its pen.
QList<qreal> curveDashes(qsizetype curve);
/// The pen of a curve's line. Where several curves share the line, their colours take turns along
/// it.
QPen curvePen(qsizetype curve, const QColor &color, double width, const Shared &shared);
/// The same of a mark: that of an earlier curve is so much larger that it is seen around the
/// others.
double markSize(double usual, const Shared &shared);

/// Room that the letter of a curve takes at the end of its line.
inline constexpr double letterHeight = 12;
/// Places of letters, from the top, moved as little as it takes to stand below each other in the
/// order of their curves and above `bottom`.
QList<double> letterPlaces(const QList<double> &ends, double bottom);

} // namespace stratoplan::curves
