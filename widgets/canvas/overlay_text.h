// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/overlay/overlay.h"

#include <QString>

namespace stratoplan::canvas {

/// "Cost a month", "Latency, p95": the title of a legend, with what is counted.
QString overlayTitle(overlay::Kind kind);
/// "$49.06 a month", "p95 240 ms", "2 findings · high", "no zone", "not priced": what an element
/// says in an overlay.
QString overlayFigure(const overlay::Overlay &overlay, const overlay::Shown &shown);
/// The same where there is little room: "$49.06", "2", "?"; empty for what has nothing to show.
QString overlayBrief(const overlay::Overlay &overlay, const overlay::Shown &shown);
/// An amount with its unit, as on the scale of the legend: "$49.06", "800 ms", "18".
QString overlayAmount(overlay::Kind kind, double value);

} // namespace stratoplan::canvas
