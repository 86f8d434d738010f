// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>

#include <iterator>

namespace stratoplan::estimate {

/// The point `share` of the way from a to b; share 0 = a, 1 = b.
inline double linear(double a, double b, double share)
{
    return a + (b - a) * share;
}

/// The curve's value at x: linear between its points, constant beyond its ends, `otherwise` where
/// it has no point at all.
inline double valueAt(const QMap<double, double> &curve, double x, double otherwise)
{
    if (curve.isEmpty())
        return otherwise;
    const auto above = curve.lowerBound(x);
    if (above == curve.cend())
        return curve.last();
    if (above == curve.cbegin() || above.key() == x)
        return above.value();
    const auto below = std::prev(above);
    return linear(below.value(), above.value(), (x - below.key()) / (above.key() - below.key()));
}

} // namespace stratoplan::estimate
