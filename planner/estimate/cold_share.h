// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/text.h"
#include "planner/base/units.h"

#include <optional>

namespace stratoplan::estimate {

/// Environments that start no request cold: provisioned ones; and the most there can be.
struct Environments
{
    double provisioned = 0;
    std::optional<double> ceiling; ///< nothing = as many as are asked for
};

/// As many environments in use at a time are worked out; more would take seconds, and more memory
/// than there is.
inline constexpr double mostInUse = 250'000;

/// Share of invocations, 0 to 1, that start cold at a steady mean rate. Nothing where more than
/// `mostInUse` environments may be in use.
///
/// Arrivals are a Poisson process, service times exponential with mean `duration`, and of the idle
/// environments the one that was used last is taken; an environment ends when nobody used it for
/// `idleLifetime`. Then the number in use is an M/M/infinity queue, and an invocation starts cold
/// when that number reaches a height for the first time in `idleLifetime`: share = sum over n of
/// P(n in use) x P(passage from n to n + 1 takes longer than the idle lifetime). The distribution
/// of the passage comes from the recursion of its Laplace transform (birth and death process),
/// inverted by Euler's method (Abate and Whitt, 1995). Duration and lifetime above 0.
std::optional<double> coldShare(PerSecond rate, Milliseconds duration, Milliseconds idleLifetime,
                                const Environments &environments = {});

/// A share in percent, with the digits that tell it from nothing: "0.021 %", "under 0.001 %".
Text inPercent(double share);

} // namespace stratoplan::estimate
