// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/curve_style.h"

namespace stratoplan::curves {

QColor curveColor(qsizetype curve, const theme::Theme &theme)
{
    switch (curve) {
    case 0:
        return theme.chart(theme::Chart::Runtime);
    case 1:
        return theme.chart(theme::Chart::Initialisation);
    case 2:
        return theme.chart(theme::Chart::FirstInvocation);
    case 3:
        return theme.color(theme::Token::Muted);
    default:
        return theme.chart(theme::Chart::Download);
    }
}

QList<qreal> curveDashes(qsizetype curve)
{
    switch (curve) {
    case 0:
        return {5, 3};
    case 1:
        return {1, 2};
    case 2:
        return {8, 3, 1, 3};
    case 3:
        return {3, 5};
    default:
        return {10, 2};
    }
}

} // namespace stratoplan::curves
