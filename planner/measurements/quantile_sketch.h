// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/units.h"

#include <vector>

namespace stratoplan::measurements {

/// Count, mean and quantiles of any number of durations in constant memory (24 kB at most).
///
/// Up to `exactCount` values quantiles are exact; beyond, each value is counted in one of 3,000
/// buckets whose bounds grow by 1 % from 0.001 ms to 100 days, and a quantile is its bucket's
/// middle: within 0.5 % of a value of that rank. The mean is exact either way. A value below 0.001
/// ms counts in the first bucket, one above the last bound in the last.
class QuantileSketch
{
public:
    static constexpr size_t exactCount = 500;
    static constexpr double relativeError = 0.005;

    void add(double milliseconds);
    /// Takes in all values of another.
    void merge(const QuantileSketch &other);

    qint64 count() const { return m_count; }
    /// 0 when nothing was added.
    Milliseconds mean() const;
    /// The smallest value that at least `share` of all are not above; share 0 to 1. 0 when nothing
    /// was added.
    Milliseconds quantile(double share) const;

private:
    void countIn(double milliseconds);
    void countAll();

    qint64 m_count = 0;
    double m_sum = 0;
    std::vector<double> m_exact;
    std::vector<qint64> m_buckets; ///< empty while the values themselves are kept
};

} // namespace stratoplan::measurements
