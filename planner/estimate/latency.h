// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/estimates.h"

namespace stratoplan::estimate {

/// The synchronous path whose caller waits longest: an entry, the function behind it, and the
/// functions that each of them calls and waits for.
///
/// The duration of a function that waits for another has that wait in it, so that a path takes what
/// its slowest function takes, not the sum. The path is the one with the highest stated p95; where
/// no function on any path has one, it is the longest path, without a figure. What the entry itself
/// and the network take has no published figure and is not in it. Nothing without synchronous
/// entries.
std::optional<PathLatency> slowestPath(const Design &design, const catalog::Catalog &catalog);

} // namespace stratoplan::estimate
