// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/recommend.h"
#include "widgets/curves/curve_values.h"

namespace stratoplan::curves {

/// Cost against speed: x = mean duration in ms, y = USD per million, in order of memory. Settings
/// without both, or that run into the timeout, are left out.
struct Trade
{
    QList<MiB> memory; ///< of each point
    QList<QPointF> points;
    /// Indexes of the points that no other beats in both, from the fastest to the cheapest.
    QList<qsizetype> front;

    qsizetype indexOf(MiB setting) const { return memory.indexOf(setting); }
    bool isOnFront(MiB setting) const { return front.contains(indexOf(setting)); }
};
Trade tradeOf(const CurveValues &curve);

/// Cheapest, fastest and balanced of the curve's points. Each is one of the points: where two
/// curves of a chart with two axes cross has no meaning and is no pick.
estimate::Recommendation picksOf(const CurveValues &curve);

} // namespace stratoplan::curves
