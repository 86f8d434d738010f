// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/estimates.h"

#include <QList>
#include <QPointF>
#include <QString>

#include <optional>

namespace stratoplan::curves {

/// What the charts show of one function or variant: its figures at each of their memory settings.
struct CurveValues
{
    QString name;
    QString note; ///< what was assumed to make a variant of the function; empty for the function
    QList<estimate::MemoryPoint> points; ///< in order of memory
    bool fitted = false; ///< its durations come from a fit of measurements
    std::optional<MiB> present; ///< the memory it runs with
    std::optional<Milliseconds> p95; ///< of warm calls at the present memory, as stated
    std::optional<Seconds> timeout;
    /// The most memory that a measured invocation used, where it was recorded.
    std::optional<MiB> used;
    /// The least setting above that which was measured.
    std::optional<MiB> measuredAboveUsed;

    /// Null for a setting that is not among the points.
    const estimate::MemoryPoint *at(MiB memory) const;
};

/// Whether the function has room in a memory setting.
enum class Room
{
    Enough, ///< also where nobody recorded what it uses
    /// Above what it used, but below all that was measured: where memory is short, a garbage
    /// collector slows a function down, and nobody knows how much.
    Scarce,
    TooLittle, ///< below what it used: there it fails
};
Room roomAt(const CurveValues &curve, MiB memory);

// Each gives what one series of a chart holds: memory in MB, durations in ms, cost in USD per
// million invocations; nothing is rounded.

/// The line of mean durations. With a fit it leaves the measured settings out, which are
/// measuredDurations(): they lie beside the fit, not on it.
QList<QPointF> durationLine(const CurveValues &curve);
QList<QPointF> measuredDurations(const CurveValues &curve);
/// The one setting for which the duration is stated.
QList<QPointF> statedDurations(const CurveValues &curve);
/// The ends of the 90 % band, at the settings that have one: as many points in both.
QList<QPointF> lowDurations(const CurveValues &curve);
QList<QPointF> highDurations(const CurveValues &curve);
/// One point where a 95th percentile is stated.
QList<QPointF> p95Durations(const CurveValues &curve);

/// As durationLine() and measuredDurations().
QList<QPointF> costLine(const CurveValues &curve);
QList<QPointF> measuredCosts(const CurveValues &curve);

QList<QPointF> coldStartTotals(const CurveValues &curve);
/// The same with the runtime start at its 95th percentile, where that is known.
QList<QPointF> coldStartP95(const CurveValues &curve);
/// The most memory for which the start of the runtime was measured.
std::optional<MiB> measuredUpTo(const CurveValues &curve);

/// What lines of two curves may have in common.
enum class Figure
{
    ColdStart,
    Duration,
    Cost
};
/// The first curve before this one whose line is the same at every setting, so that one hides the
/// other; nothing where there is none, or where the figures are not known.
std::optional<qsizetype> sameAs(const QList<CurveValues> &curves, qsizetype curve, Figure figure);
/// The curves that share one line.
struct Shared
{
    int place = 0; ///< of the curve among them, in the order of the curves
    int count = 1;

    bool operator==(const Shared &) const = default;
};
Shared sharedLine(const QList<CurveValues> &curves, qsizetype curve, Figure figure);

/// The largest of the y values; 0 for none.
double highest(const QList<QPointF> &points);

} // namespace stratoplan::curves
