// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/analysis.h"

#include <QHash>

#include <array>

namespace stratoplan::overlay {

/// One question asked of all elements of a drawing at once.
enum class Kind
{
    Findings, ///< how many open findings, and the worst of them
    Cost, ///< USD a month
    Latency, ///< 95th percentile of a function's duration, ms
    Concurrency, ///< environments of a function at peak
    ColdStart, ///< what cold starts add to a call in the mean, ms: their share x their length
    Execution, ///< how functions are triggered
    Zone, ///< availability zones that elements stand in
};
inline constexpr std::array allKinds{Kind::Findings,    Kind::Cost,      Kind::Latency,
                                     Kind::Concurrency, Kind::ColdStart, Kind::Execution,
                                     Kind::Zone};
QLatin1String id(Kind kind); ///< "findings", "cost", ... "zone"

/// Whether elements differ by an amount; else they belong to groups.
bool isAmount(Kind kind);

enum class State
{
    Known,
    Nothing, ///< known to be none: no findings, no trigger, no zone
    Unknown
};

/// What one element shows.
struct Shown
{
    State state = State::Unknown;
    /// Findings: how many; else in the unit of Overlay::kind. 0 unless known.
    double value = 0;
    /// Something of the amount is not known, so that it may be more.
    bool atLeast = false;
    /// Of amounts: value / the largest value, 0 to 1.
    double share = 0;
    /// Of amounts: 1, 2 or 3 for the three largest that are above 0, equal ones in order of ids;
    /// 0 = none of them.
    int rank = 0;
    /// Index among Overlay::groups; -1 = in none.
    int group = -1;
    /// Of cold starts: share of the calls, 0 to 1 (the upper end where there is a range), and how
    /// long one takes.
    double coldShare = 0;
    Milliseconds coldLength;

    bool operator==(const Shown &) const = default;
};

/// What elements may have in common: a line of the legend.
struct Group
{
    Text name;
    std::optional<Severity> severity; ///< of findings
    bool unanswered = false; ///< only questions are open
    int count = 0; ///< elements in it; of models of execution functions, not connections

    bool operator==(const Group &) const = default;
};

struct Overlay
{
    Kind kind = Kind::Findings;
    /// Elements that the question makes sense for; the others step back.
    QHash<ElementId, Shown> elements;
    double largest = 0; ///< of the amounts; 0 when none is known
    /// All there are, those without elements too, so that a group keeps its look: severities with
    /// the worst first and unanswered last; models of execution, several last; zones in order of
    /// ids, several last.
    QList<Group> groups;
    int unknown = 0; ///< elements whose state is not known; counted as in groups

    const Shown *of(ElementId id) const;
    bool operator==(const Overlay &) const = default;
};

/// A pure function of the design and its analysis. Without an analysis nothing that hangs on one is
/// known. The analysis may be of a former design: elements that it does not have are not known.
///
/// Cost is Estimates::components, not known where nothing of it is priced; latency is the stated
/// p95; concurrency is that at peak, as Demand has it; the share of cold starts is the stated one,
/// else the upper end of what traffic makes of it, and their length that of a full start. A finding
/// belongs to the first of its elements.
Overlay overlayOf(const Design &design, const catalog::Catalog &catalog, const Analysis *analysis,
                  Kind kind);

} // namespace stratoplan::overlay
