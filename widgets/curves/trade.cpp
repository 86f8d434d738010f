// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/trade.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace stratoplan::curves {

Trade tradeOf(const CurveValues &curve)
{
    Trade trade;
    for (const estimate::MemoryPoint &point : curve.points) {
        if (!point.duration || !point.costPerMillion)
            continue;
        if (curve.timeout && *point.duration > toMilliseconds(*curve.timeout))
            continue;
        trade.memory.append(point.memory);
        trade.points.append({point.duration->value, point.costPerMillion->value});
    }
    QList<qsizetype> order(trade.points.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](qsizetype a, qsizetype b) {
        const QPointF &one = trade.points.at(a);
        const QPointF &other = trade.points.at(b);
        return one.x() != other.x() ? one.x() < other.x() : one.y() < other.y();
    });
    double cheapest = std::numeric_limits<double>::infinity();
    for (const qsizetype index : std::as_const(order)) {
        if (trade.points.at(index).y() >= cheapest)
            continue;
        cheapest = trade.points.at(index).y();
        trade.front.append(index);
    }
    return trade;
}

estimate::Recommendation picksOf(const CurveValues &curve)
{
    return estimate::recommend(curve.points, curve.timeout);
}

} // namespace stratoplan::curves
