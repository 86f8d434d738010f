// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/memory_settings.h"

#include "planner/estimate/estimates.h"

#include <algorithm>

namespace stratoplan::estimate {

MemorySettings memorySettings(const catalog::Catalog &catalog)
{
    const auto figure = [&](const char *key) {
        const catalog::Quota *quota = catalog.quota(QLatin1String(key));
        return MiB(quota ? static_cast<int>(quota->value) : 0);
    };
    MemorySettings made;
    made.least = figure("lambda.memory.minimum");
    made.most = figure("lambda.memory.maximum");
    const MiB last = figure("lambda-2018.memory.maximum");
    const int step = figure("lambda-2018.memory.step").value;
    // An overlay may state a step of 0, which would never end.
    if (step > 0) {
        for (MiB memory = figure("lambda-2018.memory.minimum"); memory <= last; memory += MiB(step))
            made.usual.append(memory);
    }
    if (made.least.value > 0) {
        for (qint64 memory = made.least.value; memory < made.most.value; memory *= 2)
            made.doublings.append(MiB(static_cast<int>(memory)));
    }
    made.doublings.append(made.most);
    return made;
}

QList<MiB> settingsOf(const Options &options, std::optional<MiB> present, const MemorySettings &all)
{
    QList<MiB> settings = options.memory;
    if (settings.isEmpty()) {
        settings = all.doublings;
        if (present)
            settings.append(*present);
    }
    std::sort(settings.begin(), settings.end());
    settings.erase(std::unique(settings.begin(), settings.end()), settings.end());
    return settings;
}

} // namespace stratoplan::estimate
