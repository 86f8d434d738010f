// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/memory_settings.h"

#include <cmath>

namespace stratoplan::curves {

/// How memory stands along the foot of the charts.
struct MemoryScale
{
    MiB least{1};
    MiB most{2};
    bool logarithmic = true;
    /// What the memory line snaps to, in order.
    QList<MiB> settings;
    QList<MiB> doublings; ///< within the scale, and its end

    bool operator==(const MemoryScale &) const = default;
};

/// The scale of the 46 usual settings, or of all there are: then multiples of 512 MB stand above
/// those.
MemoryScale memoryScale(const estimate::MemorySettings &all, bool whole, bool logarithmic);

/// The setting that lies nearest to a memory; by logarithm where the scale has one, so that the
/// middle between two is where it looks it.
MiB nearest(double memory, const QList<MiB> &settings, bool logarithmic);

/// The setting `steps` further up, or down for less than 0; the last one beyond the ends. From
/// between two settings the next one in that direction is the first step.
MiB stepped(MiB memory, int steps, const QList<MiB> &settings);

/// What a value axis from zero shows: labels at multiples of `step` up to `most`.
struct AxisRange
{
    double most = 1;
    double step = 0.5;
    int decimals = 1; ///< that the labels need

    int intervals() const { return static_cast<int>(std::lround(most / step)); }
    bool operator==(const AxisRange &) const = default;
};
/// The least range over `top` in at most `intervals` (at least 2) steps of 1, 2, 2.5 or 5 times a
/// power of ten, with a little room above `top`.
AxisRange rangeFor(double top, int intervals);

} // namespace stratoplan::curves
