// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/workload.h"

#include "planner/estimate/duration.h"

#include <algorithm>
#include <array>

namespace stratoplan::estimate {

namespace {

constexpr std::array<QLatin1String, 5> ids{QLatin1String("cpu-bound"), QLatin1String("io-bound"),
                                           QLatin1String("mixed"), QLatin1String("image"),
                                           QLatin1String("database-transaction")};

} // namespace

QList<WorkloadKind> workloadKinds(const catalog::Catalog &catalog)
{
    QList<WorkloadKind> kinds;
    for (const QLatin1String id : ids) {
        const QString key = QStringLiteral("workload.%1.").arg(id);
        const catalog::Quota *cpu = catalog.constant(key + QLatin1String("cpu-share"));
        const catalog::Quota *parallel = catalog.constant(key + QLatin1String("parallel-share"));
        if (cpu && parallel)
            kinds.append({QString(id), cpu->value, parallel->value, cpu->source,
                          cpu->source.contains(QLatin1String("OWN"))});
    }
    return kinds;
}

double cpuShareAt(const WorkloadKind &kind, MiB memory, const catalog::Catalog &catalog)
{
    const double vcpu = processor(catalog).proportion(memory);
    const double serial = (1 - kind.parallelShare) / std::min(1.0, vcpu);
    const double work = kind.cpuShareAtOneVcpu * (serial + kind.parallelShare / vcpu);
    const double waiting = 1 - kind.cpuShareAtOneVcpu;
    return work / (waiting + work);
}

} // namespace stratoplan::estimate
