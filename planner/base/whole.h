// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <limits>

namespace stratoplan {

/// The whole part of a figure, held within what the type can: people may state figures that are
/// larger than any number of things, and a plain cast of those is undefined. NaN becomes 0.
template <class Whole>
constexpr Whole saturated(double value)
{
    using Limits = std::numeric_limits<Whole>;
    if (!(value == value))
        return 0;
    // The largest of 64 bits is rounded up as a double, which the type cannot hold any more.
    if (value >= static_cast<double>(Limits::max()))
        return Limits::max();
    if (value <= static_cast<double>(Limits::min()))
        return Limits::min();
    return static_cast<Whole>(value);
}

} // namespace stratoplan
