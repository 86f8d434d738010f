// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/curve_style.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace stratoplan::curves {

namespace {

constexpr double sharedWidth = 2.4;
constexpr double sharedDash = 9;
constexpr double growth = 4; ///< of a mark for each that lies upon it

} // namespace

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

QPen curvePen(qsizetype curve, const QColor &color, double width, const Shared &shared)
{
    QPen pen(color, width);
    if (shared.count < 2) {
        pen.setDashPattern(curveDashes(curve));
        return pen;
    }
    // As long as their gaps, the dashes of all fill the line without a gap and without covering
    // each other; no dash of a colour alone is as thin as its own line would be.
    pen.setWidthF(std::max(width, sharedWidth));
    pen.setCapStyle(Qt::FlatCap);
    const double dash = sharedDash / pen.widthF();
    pen.setDashPattern({dash, dash * (shared.count - 1)});
    pen.setDashOffset(dash * (shared.count - shared.place));
    return pen;
}

double markSize(double usual, const Shared &shared)
{
    return usual + growth * (shared.count - 1 - shared.place);
}

QList<double> letterPlaces(const QList<double> &ends, double bottom)
{
    QList<qsizetype> order(ends.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](qsizetype a, qsizetype b) { return ends.at(a) < ends.at(b); });
    QList<double> places = ends;
    double least = -std::numeric_limits<double>::infinity();
    for (const qsizetype curve : std::as_const(order)) {
        places[curve] = std::max(places.at(curve), least);
        least = places.at(curve) + letterHeight;
    }
    double most = bottom - letterHeight / 2;
    std::reverse(order.begin(), order.end());
    for (const qsizetype curve : std::as_const(order)) {
        places[curve] = std::min(places.at(curve), most);
        most = places.at(curve) - letterHeight;
    }
    return places;
}

} // namespace stratoplan::curves
