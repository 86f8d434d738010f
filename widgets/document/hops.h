// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/document/drawing.h"

namespace stratoplan::drawing {

/// Half as wide as a line is where it hops over another, and as high, px.
inline constexpr double hopRadius = 5;

/// Whether a hop is one of the run between two points.
bool isOn(const QPointF &hop, const QPointF &from, const QPointF &to);

/// Gives every line its hops: places where a level run of it crosses an upright run of another one.
/// Lines of one relation with a common end branch where they touch, they do not cross; crossings
/// closer than a hop is wide are passed in one. Drawings of very many lines have none: there the
/// hops would be all that is seen.
void addHops(std::map<ElementId, EdgeContent> &edges);

} // namespace stratoplan::drawing
