// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHashFunctions>

#include <compare>
#include <concepts>
#include <type_traits>

namespace stratoplan {

/// A number with its unit in the type, so that milliseconds are never added to seconds nor a GB to
/// a GiB. Quantities of one unit add, subtract, compare, scale by plain numbers and divide into a
/// plain ratio; everything else is a named conversion below. Values are rounded only where they are
/// shown.
template <class Unit, class Number>
struct Quantity
{
    Number value{};

    constexpr Quantity() = default;
    constexpr explicit Quantity(Number number)
        : value(number)
    {
    }

    constexpr auto operator<=>(const Quantity &) const = default;

    constexpr Quantity &operator+=(Quantity other)
    {
        value += other.value;
        return *this;
    }
    constexpr Quantity &operator-=(Quantity other)
    {
        value -= other.value;
        return *this;
    }
    friend constexpr Quantity operator+(Quantity a, Quantity b) { return a += b; }
    friend constexpr Quantity operator-(Quantity a, Quantity b) { return a -= b; }
    friend constexpr Quantity operator*(Quantity a, Number b) { return Quantity(a.value * b); }
    friend constexpr Quantity operator*(Number a, Quantity b) { return Quantity(a * b.value); }
    friend constexpr Quantity operator/(Quantity a, Number b) { return Quantity(a.value / b); }
    friend constexpr double operator/(Quantity a, Quantity b)
    {
        return static_cast<double>(a.value) / static_cast<double>(b.value);
    }
    friend size_t qHash(Quantity q, size_t seed = 0) { return ::qHash(q.value, seed); }
};

/// Memory setting of a function. What AWS calls MB is 1,048,576 bytes (quota page of Lambda).
using MiB = Quantity<struct MiBUnit, int>;
/// Whole seconds, as timeouts are set.
using Seconds = Quantity<struct SecondsUnit, int>;
/// Durations that are measured or computed.
using Milliseconds = Quantity<struct MillisecondsUnit, double>;
/// What Lambda bills: memory in units of 1024 MiB, times seconds.
using GigabyteSeconds = Quantity<struct GigabyteSecondsUnit, double>;
using Bytes = Quantity<struct BytesUnit, qint64>;
using UsDollars = Quantity<struct UsDollarsUnit, double>;
/// Events or requests per second.
using PerSecond = Quantity<struct PerSecondUnit, double>;

constexpr Milliseconds toMilliseconds(Seconds s)
{
    return Milliseconds(s.value * 1000.0);
}

/// Lambda's GB is MB/1024 (prices.yaml, billing rules, S10 and S27).
constexpr double gigabytes(MiB memory)
{
    return memory.value / 1024.0;
}

constexpr GigabyteSeconds gigabyteSeconds(MiB memory, Milliseconds duration)
{
    return GigabyteSeconds(gigabytes(memory) * duration.value / 1000.0);
}

/// Hours of a month in every monthly figure of the program: 365 days / 12, as AWS' own calculator.
inline constexpr double hoursPerMonth = 730.0;
inline constexpr double secondsPerMonth = hoursPerMonth * 3600.0;

} // namespace stratoplan
