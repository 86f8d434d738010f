// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/problem.h"
#include "planner/base/units.h"
#include "planner/catalog/catalog.h"
#include "planner/estimate/cold_start.h"
#include "planner/estimate/duration.h"
#include "planner/model/design.h"
#include "planner/network/plan.h"

#include <QHash>

#include <memory>
#include <stop_token>

namespace stratoplan::estimate {

class Bill;

/// Everything about one function at one memory setting.
struct MemoryPoint
{
    MiB memory;
    std::optional<Milliseconds> duration; ///< mean of warm invocations
    /// Where it lies in nine cases out of ten; also where the duration itself is not known but
    /// bounded. Nothing for a measured or stated duration.
    std::optional<Milliseconds> durationLow;
    std::optional<Milliseconds> durationHigh;
    DurationFrom durationFrom = DurationFrom::Unknown;
    std::optional<Milliseconds> billed; ///< of a warm invocation
    ColdStart coldStart;
    /// A million invocations at the price of the first tier, without provisioned concurrency.
    /// Initialisation is in it where the price book bills it and the cold share is stated.
    std::optional<UsDollars> costPerMillion;
    /// As Component::perMonth, with all other elements as they are.
    std::optional<UsDollars> costPerMonth;
};

/// Traffic of one element at peak and on average, and what it needs.
struct Demand
{
    /// Events a second that reach it, on average: for a function invocations (batches count once),
    /// for a service everything that is sent to it or asked of it.
    std::optional<PerSecond> rate;
    std::optional<PerSecond> peakRate;
    /// Services: accesses that are known to read or to write, within `rate`.
    std::optional<PerSecond> reads;
    std::optional<PerSecond> writes;
    /// Where more may come from: elements that feed this one with a rate that nobody stated. The
    /// figures above are without them.
    QList<ElementId> unknownSources;
    /// Functions: environments at the same time (rate x mean duration, Little).
    std::optional<double> meanConcurrency;
    /// At peak, with the spread of a Poisson arrival: see peakConcurrency() in demand.h.
    std::optional<double> peakConcurrency;
    /// What bounds the concurrency; nothing = only the account does.
    std::optional<double> ceiling;
    Text ceilingReason;
};

struct FunctionEstimate
{
    ElementId function;
    MemoryPoint now; ///< at the present memory; memory 0 when that is not known
    QList<MemoryPoint> memory; ///< in order of memory
    /// Picks among `memory`, where at least two points have duration and cost and end in time:
    /// see recommend.h.
    std::optional<MiB> cheapest;
    std::optional<MiB> fastest;
    std::optional<MiB> balanced;
    std::optional<double> coldShare; ///< as stated; nothing is assumed
    /// Where the share of cold starts lies by mean traffic and duration: at the longest and at the
    /// shortest time that idle environments were seen to live (cold-start.idle.*, see
    /// cold_share.h). Nothing where one of these is not known, where the account may not run as
    /// many at a time, where more may be in use than cold_share.h works out, or where a share is
    /// stated.
    std::optional<double> coldShareLow;
    std::optional<double> coldShareHigh;
    std::optional<DurationFit> fit; ///< of the function's measurements
    Demand demand;
};

/// Monthly cost of one element; nothing = not priced, with the reason in Estimates::unpriced.
struct Component
{
    ElementId element;
    std::optional<UsDollars> perMonth;
    QList<QPair<Text, UsDollars>> lines; ///< what it is made of
};

struct Unpriced
{
    ElementId element;
    Text reason;
};

/// The slowest synchronous path from an entry.
struct PathLatency
{
    QList<ElementId> elements;
    std::optional<Milliseconds> p95;
};

struct Options
{
    QString priceBook; ///< empty = the design's
    QList<MiB> memory; ///< empty = the present size and the doublings
    /// Only the present memory: FunctionEstimate::memory stays empty, for who asks curves as
    /// needed.
    bool presentOnly = false;
    std::stop_token stop;
};

struct Estimates
{
    QString priceBook;
    QString region;
    QList<FunctionEstimate> functions; ///< in order of ids
    QHash<ElementId, Demand> demand; ///< of every element that traffic reaches
    QList<Component> components;
    QList<Unpriced> unpriced;
    UsDollars totalPerMonth;
    std::optional<PathLatency> slowestPath;
    QList<Text> assumptions;
    /// What everything uses in a month, for prices of what might be instead.
    std::shared_ptr<const Bill> bill;

    const FunctionEstimate *function(ElementId id) const;
    const Component *component(ElementId id) const;
};

/// Traffic through the design and the concurrency it needs; the network plan is made from it.
QHash<ElementId, Demand> demand(const Design &design, const catalog::Catalog &catalog);
/// The same as loads for the network plan.
QHash<ElementId, network::Load> networkLoads(const Design &design,
                                             const QHash<ElementId, Demand> &demand);

/// Cold start, duration and cost. Refused when a named price book does not exist, with the valid
/// names.
Expected<Estimates> estimate(const Design &design, const catalog::Catalog &catalog,
                             const network::Plan &network, const Options &options);

} // namespace stratoplan::estimate
