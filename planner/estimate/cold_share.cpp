// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/cold_share.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <numbers>
#include <vector>

namespace stratoplan::estimate {

namespace {

using Complex = std::complex<double>;

// Transform of the passage times from n to n + 1 in use, n = 0 ... count - 1, at one point:
// f_n = a / (a + s + n m (1 - f_{n-1})) with arrivals a and departures m.
std::vector<Complex> passages(Complex at, double arrivals, double departures, size_t count)
{
    std::vector<Complex> transforms(count);
    Complex below = 0;
    for (size_t n = 0; n < count; ++n) {
        const double leaving = static_cast<double>(n) * departures;
        below = arrivals / (arrivals + at + leaving * (1.0 - below));
        transforms[n] = below;
    }
    return transforms;
}

// P(passage from n to n + 1 takes longer than `time`) for n = 0 ... count - 1, by Euler's method: a
// trapezoid rule on the inversion integral whose alternating tail is averaged with binomial
// weights.
std::vector<double> longer(double time, double arrivals, double departures, size_t count)
{
    constexpr double discretisation = 18.4; // error of exp(-18.4) = 1e-8
    constexpr int terms = 15;
    constexpr std::array<double, 12> binomial{1, 11, 55, 165, 330, 462, 462, 330, 165, 55, 11, 1};
    constexpr double ways = 2048; // 2^11

    std::vector<double> sum(count, 0);
    std::vector<double> averaged(count, 0);
    const double scale = std::exp(discretisation / 2) / time;
    for (int k = 0; k < terms + int(binomial.size()); ++k) {
        const Complex at(discretisation / (2 * time), k * std::numbers::pi / time);
        const std::vector<Complex> transforms = passages(at, arrivals, departures, count);
        const double sign = k % 2 == 0 ? 1 : -1;
        for (size_t n = 0; n < count; ++n) {
            const double term = ((1.0 - transforms[n]) / at).real();
            sum[n] += k == 0 ? scale * term / 2 : scale * sign * term;
            if (k >= terms)
                averaged[n] += sum[n] * binomial.at(static_cast<size_t>(k - terms)) / ways;
        }
    }
    for (double &probability : averaged)
        probability = std::clamp(probability, 0.0, 1.0);
    return averaged;
}

} // namespace

std::optional<double> coldShare(PerSecond rate, Milliseconds duration, Milliseconds idleLifetime,
                                const Environments &environments)
{
    if (!(rate.value > 0))
        return 0;
    // In units of the mean duration.
    const double busy = rate.value * duration.value / 1000;
    // Heights that are reached less than once in 1e12 arrivals do not count.
    double highest = std::ceil(busy + 8 * std::sqrt(busy) + 12);
    if (environments.ceiling)
        highest = std::min(highest, *environments.ceiling);
    if (highest < 1)
        return 0;
    if (!std::isfinite(busy) || highest > mostInUse)
        return std::nullopt;
    const auto count = static_cast<size_t>(highest);
    const std::vector<double> late = longer(idleLifetime / duration, busy, 1, count);
    double share = 0;
    for (size_t n = 0; n < count; ++n) {
        const auto inUse = static_cast<double>(n);
        if (inUse + 1 <= environments.provisioned)
            continue;
        const double probability = std::exp(inUse * std::log(busy) - busy - std::lgamma(inUse + 1));
        share += probability * late[n];
    }
    return std::clamp(share, 0.0, 1.0);
}

Text inPercent(double share)
{
    if (share > 0 && share < 1e-5)
        return {STRATOPLAN_TEXT("Estimate", "under 0.001 %"), {}};
    return {STRATOPLAN_TEXT("Estimate", "{percent} %"), {{QStringLiteral("percent"), share * 100}}};
}

} // namespace stratoplan::estimate
