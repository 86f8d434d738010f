// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/measurements/quantile_sketch.h"

#include <algorithm>
#include <cmath>

namespace stratoplan::measurements {

namespace {

constexpr double least = 0.001;
constexpr double growth = 1.01;
// log(100 days / 0.001 ms) / log(1.01) = 2,998.
constexpr size_t bucketCount = 3000;

// The rank, from 0, of a quantile among `count` values.
qint64 rankOf(double share, qint64 count)
{
    const double rank = std::ceil(share * static_cast<double>(count)) - 1;
    return std::clamp(static_cast<qint64>(rank), qint64{0}, count - 1);
}

} // namespace

void QuantileSketch::add(double milliseconds)
{
    ++m_count;
    m_sum += milliseconds;
    if (!m_buckets.empty()) {
        countIn(milliseconds);
        return;
    }
    m_exact.push_back(milliseconds);
    if (m_exact.size() > exactCount)
        countAll();
}

void QuantileSketch::merge(const QuantileSketch &other)
{
    m_count += other.m_count;
    m_sum += other.m_sum;
    m_exact.insert(m_exact.end(), other.m_exact.begin(), other.m_exact.end());
    if (m_exact.size() > exactCount || !m_buckets.empty() || !other.m_buckets.empty())
        countAll();
    for (size_t bucket = 0; bucket < other.m_buckets.size(); ++bucket)
        m_buckets[bucket] += other.m_buckets[bucket];
}

// Values are no longer kept: each counts in its bucket.
void QuantileSketch::countAll()
{
    m_buckets.resize(bucketCount);
    for (const double value : m_exact)
        countIn(value);
    m_exact = {};
}

void QuantileSketch::countIn(double milliseconds)
{
    static const double perBucket = 1 / std::log(growth);
    const double bucket
        = milliseconds > least ? std::floor(std::log(milliseconds / least) * perBucket) : 0;
    ++m_buckets[std::min(static_cast<size_t>(bucket), bucketCount - 1)];
}

Milliseconds QuantileSketch::mean() const
{
    return Milliseconds(m_count > 0 ? m_sum / static_cast<double>(m_count) : 0);
}

Milliseconds QuantileSketch::quantile(double share) const
{
    if (m_count == 0)
        return {};
    const qint64 rank = rankOf(share, m_count);
    if (m_buckets.empty()) {
        std::vector<double> values = m_exact;
        const auto nth = values.begin() + rank;
        std::nth_element(values.begin(), nth, values.end());
        return Milliseconds(*nth);
    }
    qint64 below = 0;
    size_t bucket = 0;
    while (bucket + 1 < bucketCount && below + m_buckets[bucket] <= rank)
        below += m_buckets[bucket++];
    // The middle by ratio, so that the error is the same to either side.
    return Milliseconds(least * std::pow(growth, static_cast<double>(bucket) + 0.5));
}

} // namespace stratoplan::measurements
