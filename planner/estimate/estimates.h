// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/problem.h"
#include "planner/base/units.h"
#include "planner/catalog/catalog.h"
#include "planner/model/design.h"
#include "planner/network/plan.h"

#include <QHash>

#include <stop_token>

namespace stratoplan::estimate {

enum class DurationFrom { Measured, Fit, Given, Unknown };
QLatin1String id(DurationFrom from);

enum class Phase { Download, Placement, EniCreate, EniAttach, Runtime, Code, Restore, FirstInvoke };
QLatin1String id(Phase phase); ///< "download", "placement", ... as in "downloadMs"

enum class Basis { Measured, Modelled };

/// One phase of a cold start; no time = nobody has published it, or an input is missing.
struct PhaseTime
{
    Phase phase = Phase::Download;
    std::optional<Milliseconds> time;
    std::optional<Milliseconds> low;
    std::optional<Milliseconds> high;
    Basis basis = Basis::Modelled;
    bool yours = false;       ///< the user's to improve, not AWS'
    QString source;
};

struct ColdStart
{
    QList<PhaseTime> phases;              ///< in the talk's order; phases that do not apply are absent
    std::optional<Milliseconds> total;    ///< of the known phases; nothing when runtime start is unknown
    std::optional<Milliseconds> initP95;  ///< measured p95 of the runtime start
    QStringList missing;                  ///< ids of phases that apply and are not known
    int samples = 0;

    std::optional<Milliseconds> of(Phase phase) const;
};

/// Everything about one function at one memory setting.
struct MemoryPoint
{
    MiB memory;
    std::optional<Milliseconds> duration;
    std::optional<Milliseconds> durationLow;
    std::optional<Milliseconds> durationHigh;
    DurationFrom durationFrom = DurationFrom::Unknown;
    std::optional<Milliseconds> billed;   ///< of a warm invocation
    ColdStart coldStart;
    std::optional<UsDollars> costPerMillion;
    std::optional<UsDollars> costPerMonth;
};

/// Traffic of one element at peak and on average, and what it needs.
struct Demand
{
    std::optional<PerSecond> rate;        ///< events a second that reach it, on average
    std::optional<PerSecond> peakRate;
    /// Functions: environments at the same time (rate x mean duration, Little; spread included).
    std::optional<double> meanConcurrency;
    std::optional<double> peakConcurrency;
    /// What bounds the concurrency; nothing = only the account does.
    std::optional<double> ceiling;
    Text ceilingReason;
};

struct FunctionEstimate
{
    ElementId function;
    MemoryPoint now;                      ///< at the present memory
    QList<MemoryPoint> memory;            ///< in order of memory
    std::optional<MiB> cheapest;
    std::optional<MiB> fastest;
    std::optional<MiB> balanced;
    std::optional<double> coldShare;      ///< stated or assumed
    Demand demand;
};

/// Monthly cost of one element; nothing = not priced, with the reason in Estimates::unpriced.
struct Component
{
    ElementId element;
    std::optional<UsDollars> perMonth;
    QList<QPair<Text, UsDollars>> lines;  ///< what it is made of
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
    QString priceBook;                    ///< empty = the design's
    QList<MiB> memory;                    ///< empty = the present size and 128, 256, ... 10240
    std::stop_token stop;
};

struct Estimates
{
    QString priceBook;
    QString region;
    QList<FunctionEstimate> functions;    ///< in order of ids
    QHash<ElementId, Demand> demand;      ///< of every element that traffic reaches
    QList<Component> components;
    QList<Unpriced> unpriced;
    UsDollars totalPerMonth;
    std::optional<PathLatency> slowestPath;
    QList<Text> assumptions;

    const FunctionEstimate *function(ElementId id) const;
    const Component *component(ElementId id) const;
};

/// Traffic through the design and the concurrency it needs; the network plan is made from it.
QHash<ElementId, Demand> demand(const Design &design, const catalog::Catalog &catalog);
/// The same as loads for the network plan.
QHash<ElementId, network::Load> networkLoads(const Design &design,
                                             const QHash<ElementId, Demand> &demand);

/// Cold start, duration and cost. Refused when a named price book does not exist, with the valid names.
Expected<Estimates> estimate(const Design &design, const catalog::Catalog &catalog,
                             const network::Plan &network, const Options &options);

/// The 46 memory settings that are usual: 128 to 3008 in steps of 64, and 3008 to 10240 by need of
/// `--memory all`.
QList<MiB> usualMemorySettings();
QList<MiB> doublings();   ///< 128, 256, ... 8192, 10240

} // namespace stratoplan::estimate
