// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/estimates.h"

namespace stratoplan::estimate {

/// Three picks among the points of one function; none where fewer than two points have both a
/// duration and a cost per million, and end within the timeout. As AWS Lambda Power Tuning picks:
/// cheapest = least cost, then least duration; fastest = least duration, then least cost; balanced
/// = least cost / highest cost + duration / longest duration over these points, then least memory.
struct Recommendation
{
    std::optional<MiB> cheapest;
    std::optional<MiB> fastest;
    std::optional<MiB> balanced;
};
Recommendation recommend(const QList<MemoryPoint> &points, std::optional<Seconds> timeout);

} // namespace stratoplan::estimate
