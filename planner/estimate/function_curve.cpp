// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/function_curve.h"

#include "planner/estimate/cost.h"
#include "planner/estimate/function_facts.h"

namespace stratoplan::estimate {

FunctionCurve::FunctionCurve(const Function &function, std::optional<PerSecond> rate,
                             network::Model model, const Bill &bill,
                             const catalog::Catalog &catalog)
    : m_function(&function)
    , m_rate(rate)
    , m_bill(&bill)
    , m_present(memoryOf(function, catalog))
    , m_durations(function, m_present, processor(catalog))
    , m_starts(function, model, catalog)
{
}

MemoryPoint FunctionCurve::alone(MiB memory) const
{
    const catalog::PriceBook &book = m_bill->book();
    MemoryPoint made;
    made.memory = memory;
    const Duration duration = m_durations.at(memory);
    made.duration = duration.mean;
    made.durationLow = duration.low;
    made.durationHigh = duration.high;
    made.durationFrom = duration.from;
    made.coldStart = m_starts.at(memory);
    if (made.duration)
        made.billed = billedDuration(*made.duration, book);
    if (const auto one = invocation(*m_function, memory, made.duration, made.coldStart, book))
        made.costPerMillion = costPerMillion(*one, book);
    return made;
}

MemoryPoint FunctionCurve::at(MiB memory) const
{
    MemoryPoint made = alone(memory);
    const QList<Use> used = uses(made);
    if (!used.isEmpty())
        made.costPerMonth = m_bill->costInstead(m_function->id, used);
    return made;
}

QList<Use> FunctionCurve::uses(const MemoryPoint &point) const
{
    if (!m_rate || m_function->managedInstances.valueOr(false))
        return {};
    const auto one
        = invocation(*m_function, point.memory, point.duration, point.coldStart, m_bill->book());
    return one ? functionUses(*m_function, *one, *m_rate) : QList<Use>{};
}

std::optional<FunctionCurve> curveOf(const Function &function, const Estimates &estimates,
                                     network::Model model, const catalog::Catalog &catalog)
{
    const FunctionEstimate *estimated = estimates.function(function.id);
    if (!estimated || !estimates.bill)
        return std::nullopt;
    return FunctionCurve(function, estimated->demand.rate, model, *estimates.bill, catalog);
}

} // namespace stratoplan::estimate
