// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/layout/pack.h"

#include <algorithm>
#include <cmath>

namespace stratoplan::layout {

namespace {

constexpr int tries = 24;

/// Lowest free place from `x` on, up to the next step.
struct Step
{
    double x = 0;
    double width = 0;
    double y = 0;
};

} // namespace

Packing pack(const std::vector<Size> &sizes, double width, double gap)
{
    Packing packing;
    double widest = 0;
    for (const Size &size : sizes)
        widest = std::max(widest, size.width);
    const double room = std::max(width, widest) + gap;
    std::vector<Step> skyline{{0, room, 0}};
    for (const Size &size : sizes) {
        const double needed = size.width + gap;
        Point best{0, -1};
        for (size_t i = 0; i < skyline.size(); ++i) {
            if (skyline[i].x + needed > room + 0.01)
                break;
            double y = 0;
            double covered = 0;
            for (size_t j = i; j < skyline.size() && covered < needed - 0.01; ++j) {
                y = std::max(y, skyline[j].y);
                covered += skyline[j].width;
            }
            if (best.y < 0 || y < best.y - 0.01)
                best = {skyline[i].x, y};
        }
        packing.places.push_back(best);
        packing.size.width = std::max(packing.size.width, best.x + size.width);
        packing.size.height = std::max(packing.size.height, best.y + size.height);

        std::vector<Step> changed;
        const double left = best.x;
        const double right = best.x + needed;
        for (const Step &step : skyline) {
            const double end = step.x + step.width;
            if (end <= left + 0.01 || step.x >= right - 0.01) {
                changed.push_back(step);
                continue;
            }
            if (step.x < left - 0.01)
                changed.push_back({step.x, left - step.x, step.y});
            if (end > right + 0.01)
                changed.push_back({right, end - right, step.y});
        }
        changed.push_back({left, needed, best.y + size.height + gap});
        std::sort(changed.begin(), changed.end(),
                  [](const Step &a, const Step &b) { return a.x < b.x; });
        skyline = std::move(changed);
    }
    return packing;
}

Packing packToAspect(const std::vector<Size> &sizes, double gap, double aspect, double restArea)
{
    double widest = 0;
    double all = 0;
    for (const Size &size : sizes) {
        widest = std::max(widest, size.width);
        all += size.width + gap;
    }
    Packing best;
    double bestScore = -1;
    for (int i = 0; i <= tries; ++i) {
        const double width = widest + (std::max(all, widest) - widest) * i / tries;
        Packing packing = pack(sizes, width, gap);
        const double used = std::max(packing.size.width, 1.0);
        const double height = packing.size.height + restArea / used;
        const double score = std::max(used, aspect * height);
        if (bestScore < 0 || score < bestScore - 0.5) {
            bestScore = score;
            best = std::move(packing);
        }
    }
    return best;
}

} // namespace stratoplan::layout
