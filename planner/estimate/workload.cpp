// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/workload.h"

#include "planner/estimate/duration.h"
#include "planner/estimate/function_facts.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace stratoplan::estimate {

namespace {

struct Kind
{
    QLatin1String id;
    QByteArray name;
};

const std::array<Kind, 5> &named()
{
    static const std::array<Kind, 5> all{{
        {QLatin1String("cpu-bound"), QT_TRANSLATE_NOOP("Estimate", "CPU-bound")},
        {QLatin1String("io-bound"), QT_TRANSLATE_NOOP("Estimate", "I/O-bound")},
        {QLatin1String("mixed"), QT_TRANSLATE_NOOP("Estimate", "Mixed")},
        {QLatin1String("image"), QT_TRANSLATE_NOOP("Estimate", "Image work")},
        {QLatin1String("database-transaction"),
         QT_TRANSLATE_NOOP("Estimate", "Database transaction")},
    }};
    return all;
}

// Of a share that is set: people read it, and more of them would claim more than is known.
constexpr double digits = 1e4;
constexpr double sameShare = 5e-4;

} // namespace

QList<WorkloadKind> workloadKinds(const catalog::Catalog &catalog)
{
    QList<WorkloadKind> kinds;
    for (const Kind &each : named()) {
        const QString key = QStringLiteral("workload.%1.").arg(each.id);
        const catalog::Quota *cpu = catalog.constant(key + QLatin1String("cpu-share"));
        const catalog::Quota *parallel = catalog.constant(key + QLatin1String("parallel-share"));
        if (cpu && parallel)
            kinds.append({QString(each.id), cpu->value, parallel->value, cpu->source,
                          cpu->source.contains(QLatin1String("OWN")),
                          Text{QByteArray("Estimate"), each.name, {}}});
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

bool takesWorkloadKind(const Function &function)
{
    const QList<Measurement> &measured = function.measurements;
    return std::none_of(measured.begin(), measured.end(), [&](const Measurement &each) {
        return each.memory != measured.first().memory;
    });
}

std::optional<WorkloadKind> workloadKindOf(const Function &function,
                                           const catalog::Catalog &catalog)
{
    const std::optional<MiB> memory = memoryOf(function, catalog);
    if (!memory || !function.cpuShare)
        return std::nullopt;
    for (const WorkloadKind &kind : workloadKinds(catalog)) {
        const double cpu = cpuShareAt(kind, *memory, catalog);
        const double parallel = function.parallelShare.valueOr(0);
        if (std::abs(*function.cpuShare - cpu) <= sameShare
            && std::abs(parallel - kind.parallelShare) <= sameShare)
            return kind;
    }
    return std::nullopt;
}

bool setWorkloadKind(Edit &edit, ElementId function, const WorkloadKind &kind,
                     const catalog::Catalog &catalog)
{
    const auto *element = edit.get<Function>(function);
    const std::optional<MiB> memory = element ? memoryOf(*element, catalog) : std::nullopt;
    if (!memory)
        return false;
    const double share = cpuShareAt(kind, *memory, catalog);
    edit.set(function, &Function::cpuShare, Field<double>(std::round(share * digits) / digits));
    edit.set(function, &Function::parallelShare, Field<double>(kind.parallelShare));
    return true;
}

} // namespace stratoplan::estimate
