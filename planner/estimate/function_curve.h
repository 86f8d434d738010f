// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/bill.h"
#include "planner/estimate/cost.h"
#include "planner/estimate/estimates.h"

namespace stratoplan::estimate {

/// One function, or a variant of one, at any memory setting while everything else in the design
/// stays as it is. What charts, report and command line show of a function comes from here.
class FunctionCurve
{
public:
    /// `rate` is what reaches the function on average. What is handed over must outlive the curve.
    FunctionCurve(const Function &function, std::optional<PerSecond> rate, network::Model model,
                  const Bill &bill, const catalog::Catalog &catalog);

    /// The memory that the function runs with; nothing where that is not known.
    std::optional<MiB> present() const { return m_present; }
    const std::optional<DurationFit> &fit() const { return m_durations.fit(); }

    /// Everything but the cost of a month, which takes a bill with all uses of the design.
    MemoryPoint alone(MiB memory) const;
    /// With the cost of a month.
    MemoryPoint at(MiB memory) const;
    /// What it uses in a month; empty where duration, traffic or architecture are not known, where
    /// the price book ends below the memory, and for managed instances.
    QList<Use> uses(const MemoryPoint &point) const;

private:
    struct Priced
    {
        MemoryPoint point; ///< without the cost of a month
        std::optional<Invocation> invocation;
    };

    Priced priced(MiB memory) const;
    QList<Use> uses(const std::optional<Invocation> &one) const;

    const Function *m_function;
    std::optional<PerSecond> m_rate;
    const Bill *m_bill;
    std::optional<MiB> m_present;
    DurationCurve m_durations;
    ColdStartCurve m_starts;
};

/// The curve of a function of the design that was analysed, by its estimates; nothing when they
/// lack it. All three must outlive the curve.
std::optional<FunctionCurve> curveOf(const Function &function, const Estimates &estimates,
                                     network::Model model, const catalog::Catalog &catalog);

} // namespace stratoplan::estimate
