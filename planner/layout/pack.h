// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/layout/layout.h"

namespace stratoplan::layout {

/// Rectangles side by side and below one another.
struct Packing
{
    std::vector<Point> places; ///< upper left corners
    Size size;
};

/// Each rectangle in turn goes where it ends highest up, then furthest left, within `width`; one
/// that is wider stands alone. `gap` is kept between them.
Packing pack(const std::vector<Size> &sizes, double width, double gap);

/// Width for a picture nearest to `aspect` (width / height) with `rest` of given area below: tries
/// the widths between the widest rectangle and all in one row.
Packing packToAspect(const std::vector<Size> &sizes, double gap, double aspect, double restArea);

} // namespace stratoplan::layout
