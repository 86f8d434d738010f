// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/function_curve.h"

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

FunctionCurve::Priced FunctionCurve::priced(MiB memory) const
{
    const catalog::PriceBook &book = m_bill->book();
    Priced made;
    MemoryPoint &point = made.point;
    point.memory = memory;
    const Duration duration = m_durations.at(memory);
    point.duration = duration.mean;
    point.durationLow = duration.low;
    point.durationHigh = duration.high;
    point.durationFrom = duration.from;
    point.coldStart = m_starts.at(memory);
    if (point.duration)
        point.billed = billedDuration(*point.duration, book);
    made.invocation = invocation(*m_function, memory, point.duration, point.coldStart, book);
    if (made.invocation)
        point.costPerMillion = costPerMillion(*made.invocation, book);
    return made;
}

MemoryPoint FunctionCurve::alone(MiB memory) const
{
    return priced(memory).point;
}

MemoryPoint FunctionCurve::at(MiB memory) const
{
    Priced made = priced(memory);
    const QList<Use> used = uses(made.invocation);
    if (!used.isEmpty())
        made.point.costPerMonth = m_bill->costInstead(m_function->id, used);
    return std::move(made.point);
}

QList<Use> FunctionCurve::uses(const MemoryPoint &point) const
{
    return uses(
        invocation(*m_function, point.memory, point.duration, point.coldStart, m_bill->book()));
}

QList<Use> FunctionCurve::uses(const std::optional<Invocation> &one) const
{
    if (!one || !m_rate || m_function->managedInstances.valueOr(false))
        return {};
    return functionUses(*m_function, *one, *m_rate);
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
