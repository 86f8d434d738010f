// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/recommend.h"

#include <algorithm>
#include <tuple>

namespace stratoplan::estimate {

namespace {

struct Candidate
{
    MiB memory;
    double cost = 0;
    double duration = 0;
};

// The first of the candidates, in order of memory, with the least rank.
template <class Rank>
MiB least(const QList<Candidate> &candidates, Rank rank)
{
    return std::min_element(
               candidates.begin(), candidates.end(),
               [&](const Candidate &a, const Candidate &b) { return rank(a) < rank(b); })
        ->memory;
}

} // namespace

Recommendation recommend(const QList<MemoryPoint> &points, std::optional<Seconds> timeout)
{
    QList<Candidate> candidates;
    Candidate highest;
    for (const MemoryPoint &point : points) {
        if (!point.duration || !point.costPerMillion)
            continue;
        if (timeout && *point.duration > toMilliseconds(*timeout))
            continue;
        candidates.append({point.memory, point.costPerMillion->value, point.duration->value});
        highest.cost = std::max(highest.cost, candidates.last().cost);
        highest.duration = std::max(highest.duration, candidates.last().duration);
    }
    Recommendation picks;
    if (candidates.size() < 2 || highest.cost <= 0 || highest.duration <= 0)
        return picks;
    std::sort(candidates.begin(), candidates.end(),
              [](const Candidate &a, const Candidate &b) { return a.memory < b.memory; });
    picks.cheapest = least(candidates,
                           [](const Candidate &one) { return std::tuple(one.cost, one.duration); });
    picks.fastest = least(candidates,
                          [](const Candidate &one) { return std::tuple(one.duration, one.cost); });
    picks.balanced = least(candidates, [&](const Candidate &one) {
        return one.cost / highest.cost + one.duration / highest.duration;
    });
    return picks;
}

} // namespace stratoplan::estimate
