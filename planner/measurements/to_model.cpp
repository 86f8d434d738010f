// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/measurements/measurements.h"

#include <algorithm>
#include <limits>

namespace stratoplan::measurements {

namespace {

// The mean of two groups, by their sizes; where one is not known, each counts once.
struct Joined
{
    double weight = 0;
    double sum = 0;
    qint64 count = 0;
    bool isCounted = true;
    int groups = 0;
    std::optional<Milliseconds> p95;

    void add(const Spread &spread)
    {
        const double share = spread.count ? static_cast<double>(*spread.count) : 1;
        weight += share;
        sum += share * spread.mean.value;
        isCounted = isCounted && spread.count;
        count += spread.count.value_or(0);
        // A quantile of several groups does not follow from theirs.
        p95 = groups++ == 0 ? spread.p95 : std::nullopt;
    }
    Milliseconds mean() const { return Milliseconds(sum / weight); }
    std::optional<int> samples() const
    {
        if (!isCounted || groups == 0)
            return std::nullopt;
        return static_cast<int>(std::min<qint64>(count, std::numeric_limits<int>::max()));
    }
};

struct Group
{
    Joined warm;
    Joined init;
    Joined restore;
    std::optional<MiB> maxMemoryUsed;
    QStringList sources;
};

} // namespace

QList<Measurement> measured(const QList<Reading> &readings)
{
    QMap<MiB, Group> groups;
    for (const Reading &reading : readings) {
        for (const Setting &setting : reading.settings) {
            Group &group = groups[setting.memory];
            if (setting.warm)
                group.warm.add(*setting.warm);
            if (setting.init)
                group.init.add(*setting.init);
            if (setting.restore)
                group.restore.add(*setting.restore);
            if (setting.maxMemoryUsed
                && (!group.maxMemoryUsed || *group.maxMemoryUsed < *setting.maxMemoryUsed))
                group.maxMemoryUsed = setting.maxMemoryUsed;
            const QString source = id(reading.source);
            if (!group.sources.contains(source))
                group.sources.append(source);
        }
    }
    QList<Measurement> list;
    for (auto it = groups.cbegin(); it != groups.cend(); ++it) {
        if (it->warm.groups == 0)
            continue;
        Measurement made;
        made.memory = it.key();
        made.duration = it->warm.mean();
        made.samples = it->warm.samples();
        made.p95 = it->warm.p95;
        if (it->init.groups > 0) {
            made.init = it->init.mean();
            made.initSamples = it->init.samples();
            made.initP95 = it->init.p95;
        }
        if (it->restore.groups > 0)
            made.restore = it->restore.mean();
        made.maxMemoryUsed = it->maxMemoryUsed;
        made.source = it->sources.join(QStringLiteral(", "));
        list.append(made);
    }
    return list;
}

} // namespace stratoplan::measurements
