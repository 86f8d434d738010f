// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/curve_values.h"

#include <algorithm>
#include <cmath>

namespace stratoplan::curves {

namespace {

using estimate::DurationFrom;
using estimate::MemoryPoint;

// `value` gives the y of a point, or nothing where it has none.
template <class Value>
QList<QPointF> collect(const CurveValues &curve, Value value)
{
    QList<QPointF> found;
    found.reserve(curve.points.size());
    for (const MemoryPoint &point : curve.points) {
        if (const std::optional<double> y = value(point))
            found.append({static_cast<double>(point.memory.value), *y});
    }
    return found;
}

template <class Quantity>
std::optional<double> number(const std::optional<Quantity> &quantity)
{
    return quantity ? std::optional(quantity->value) : std::nullopt;
}

bool isMeasured(const MemoryPoint &point)
{
    return point.durationFrom == DurationFrom::Measured;
}

bool onLine(const CurveValues &curve, const MemoryPoint &point)
{
    return !curve.fitted || !isMeasured(point);
}

} // namespace

const MemoryPoint *CurveValues::at(MiB memory) const
{
    const auto found = std::lower_bound(
        points.begin(), points.end(), memory,
        [](const MemoryPoint &point, MiB wanted) { return point.memory < wanted; });
    return found != points.end() && found->memory == memory ? &*found : nullptr;
}

Room roomAt(const CurveValues &curve, MiB memory)
{
    if (!curve.used)
        return Room::Enough;
    if (memory < *curve.used)
        return Room::TooLittle;
    const bool scarce
        = memory == *curve.used || (curve.measuredAboveUsed && memory < *curve.measuredAboveUsed);
    return scarce ? Room::Scarce : Room::Enough;
}

QList<QPointF> durationLine(const CurveValues &curve)
{
    return collect(curve, [&](const MemoryPoint &point) {
        return onLine(curve, point) ? number(point.duration) : std::nullopt;
    });
}

QList<QPointF> measuredDurations(const CurveValues &curve)
{
    return collect(curve, [](const MemoryPoint &point) {
        return isMeasured(point) ? number(point.duration) : std::nullopt;
    });
}

QList<QPointF> statedDurations(const CurveValues &curve)
{
    return collect(curve, [&](const MemoryPoint &point) {
        return point.memory == curve.present && point.durationFrom == DurationFrom::Given
            ? number(point.duration)
            : std::nullopt;
    });
}

QList<QPointF> lowDurations(const CurveValues &curve)
{
    return collect(curve, [](const MemoryPoint &point) {
        return point.durationHigh ? number(point.durationLow) : std::nullopt;
    });
}

QList<QPointF> highDurations(const CurveValues &curve)
{
    return collect(curve, [](const MemoryPoint &point) {
        return point.durationLow ? number(point.durationHigh) : std::nullopt;
    });
}

QList<QPointF> p95Durations(const CurveValues &curve)
{
    if (!curve.present || !curve.p95)
        return {};
    return {{static_cast<double>(curve.present->value), curve.p95->value}};
}

QList<QPointF> costLine(const CurveValues &curve)
{
    return collect(curve, [&](const MemoryPoint &point) {
        return onLine(curve, point) ? number(point.costPerMillion) : std::nullopt;
    });
}

QList<QPointF> measuredCosts(const CurveValues &curve)
{
    return collect(curve, [](const MemoryPoint &point) {
        return isMeasured(point) ? number(point.costPerMillion) : std::nullopt;
    });
}

QList<QPointF> coldStartTotals(const CurveValues &curve)
{
    return collect(curve, [](const MemoryPoint &point) { return number(point.coldStart.total); });
}

QList<QPointF> coldStartP95(const CurveValues &curve)
{
    return collect(curve, [](const MemoryPoint &point) -> std::optional<double> {
        const auto runtime = point.coldStart.of(estimate::Phase::Runtime);
        if (!point.coldStart.total || !point.coldStart.initP95 || !runtime)
            return std::nullopt;
        return (*point.coldStart.total + *point.coldStart.initP95 - *runtime).value;
    });
}

std::optional<MiB> measuredUpTo(const CurveValues &curve)
{
    std::optional<MiB> most;
    for (const MemoryPoint &point : curve.points) {
        for (const estimate::PhaseTime &phase : point.coldStart.phases) {
            if (phase.phase == estimate::Phase::Runtime && phase.basis == estimate::Basis::Measured)
                most = point.memory;
        }
    }
    return most;
}

namespace {

QList<QPointF> pointsOf(const CurveValues &curve, Figure figure)
{
    switch (figure) {
    case Figure::ColdStart:
        return coldStartTotals(curve);
    case Figure::Duration:
        return durationLine(curve) + measuredDurations(curve);
    case Figure::Cost:
        break;
    }
    return costLine(curve) + measuredCosts(curve);
}

bool isSame(const QList<QPointF> &one, const QList<QPointF> &other)
{
    // A variant may have come to the same figure by another way.
    const auto near = [](const QPointF &a, const QPointF &b) {
        return a.x() == b.x()
            && std::abs(a.y() - b.y()) <= 1e-9 * std::max(std::abs(a.y()), std::abs(b.y()));
    };
    return !one.isEmpty() && std::equal(one.begin(), one.end(), other.begin(), other.end(), near);
}

} // namespace

std::optional<qsizetype> sameAs(const QList<CurveValues> &curves, qsizetype curve, Figure figure)
{
    const QList<QPointF> own = pointsOf(curves.at(curve), figure);
    for (qsizetype other = 0; other < curve; ++other) {
        if (isSame(pointsOf(curves.at(other), figure), own))
            return other;
    }
    return std::nullopt;
}

Shared sharedLine(const QList<CurveValues> &curves, qsizetype curve, Figure figure)
{
    Shared shared{0, 0};
    if (curve >= curves.size())
        return {};
    const QList<QPointF> own = pointsOf(curves.at(curve), figure);
    for (qsizetype other = 0; other < curves.size(); ++other) {
        const bool same = other == curve || isSame(own, pointsOf(curves.at(other), figure));
        shared.place += same && other < curve ? 1 : 0;
        shared.count += same ? 1 : 0;
    }
    return shared;
}

double highest(const QList<QPointF> &points)
{
    double most = 0;
    for (const QPointF &point : points)
        most = std::max(most, point.y());
    return most;
}

} // namespace stratoplan::curves
