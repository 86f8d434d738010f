// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/memory_scale.h"

#include <algorithm>
#include <cmath>

namespace stratoplan::curves {

namespace {

constexpr int stepAboveUsual = 512;
/// Share of the axis that stays free above the largest value, for its mark.
constexpr double headroom = 1.08;

double niceStep(double least)
{
    const double power = std::pow(10, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
        if (factor * power >= least * (1 - 1e-9))
            return factor * power;
    }
    return 10 * power;
}

int decimalsOf(double step)
{
    for (int decimals = 0; decimals < 6; ++decimals) {
        const double scaled = step * std::pow(10, decimals);
        if (std::abs(scaled - std::round(scaled)) < 1e-6)
            return decimals;
    }
    return 6;
}

} // namespace

MemoryScale memoryScale(const estimate::MemorySettings &all, bool whole, bool logarithmic)
{
    MemoryScale scale;
    scale.least = all.least;
    scale.most = whole || all.usual.isEmpty() ? all.most : all.usual.last();
    scale.logarithmic = logarithmic;
    for (const MiB memory : all.usual) {
        if (memory >= scale.least && memory <= scale.most)
            scale.settings.append(memory);
    }
    const int last = scale.settings.isEmpty() ? 0 : scale.settings.last().value;
    for (int memory = (last / stepAboveUsual + 1) * stepAboveUsual; memory <= scale.most.value;
         memory += stepAboveUsual)
        scale.settings.append(MiB(memory));
    for (const MiB memory : all.doublings) {
        if (memory < scale.most)
            scale.doublings.append(memory);
    }
    scale.doublings.append(scale.most);
    return scale;
}

MiB nearest(double memory, const QList<MiB> &settings, bool logarithmic)
{
    const auto distance = [&](MiB setting) {
        return logarithmic ? std::abs(std::log(setting.value / std::max(memory, 1.0)))
                           : std::abs(setting.value - memory);
    };
    const auto best = std::min_element(settings.begin(), settings.end(),
                                       [&](MiB a, MiB b) { return distance(a) < distance(b); });
    return best == settings.end() ? MiB(static_cast<int>(std::lround(memory))) : *best;
}

MiB stepped(MiB memory, int steps, const QList<MiB> &settings)
{
    if (settings.isEmpty() || steps == 0)
        return memory;
    const auto at = std::lower_bound(settings.begin(), settings.end(), memory);
    qsizetype index = at - settings.begin();
    // Upwards from between two settings, the one above is already the first step.
    const bool between = at == settings.end() || *at != memory;
    index += steps - (between && steps > 0 ? 1 : 0);
    return settings.at(std::clamp<qsizetype>(index, 0, settings.size() - 1));
}

AxisRange rangeFor(double top, int intervals)
{
    AxisRange range;
    if (!(top > 0))
        return range;
    range.step = niceStep(top * headroom / std::max(2, intervals));
    range.most = std::ceil(top * headroom / range.step - 1e-9) * range.step;
    range.most = std::max(range.most, 2 * range.step);
    range.decimals = decimalsOf(range.step);
    return range;
}

} // namespace stratoplan::curves
