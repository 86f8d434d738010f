// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/decision/walk.h"
#include "planner/estimate/estimates.h"
#include "planner/model/change.h"
#include "planner/model/graph.h"
#include "planner/model/names.h"
#include "planner/network/plan.h"
#include "planner/review/finding.h"

#include <span>

namespace stratoplan::review {

/// All that a rule may look at.
struct Facts
{
    const Design &design;
    const catalog::Catalog &catalog;
    const Graph &graph;
    const Names &names;
    const QList<decision::Walk> &decisions;
    const network::Plan &network;
    const estimate::Estimates &estimates;
};

/// One rule with its papers. Each file in rules/ defines one as `entry` in its own namespace and is
/// registered by being there (stratoplan_registry in cmake/rooms.cmake).
struct Rule
{
    const char *id = nullptr; ///< "CAP-018"
    Severity severity = Severity::Info; ///< the usual one; a finding may carry another
    Text title; ///< the fact in a few words
    Text reason; ///< why it matters
    Text consequence; ///< what happens and to whom
    Text mend; ///< how to mend it
    const char *slides = nullptr; ///< slides of the talk, "20", or ""
    QStringList sources; ///< addresses or keys of the rule catalogue
    QStringList tags;
    /// Findings in order of elements. What cannot be told for lack of an input is a finding with
    /// Status::Unanswered that asks for it. Null for the review's own rules about suppressions.
    QList<Finding> (*check)(const Facts &facts) = nullptr;
    /// The change that mends a finding; null when there is none. Empty = this finding has none.
    std::optional<Change> (*fix)(const Finding &finding, const Facts &facts) = nullptr;
};

namespace rules {
/// Every rule, in order of file names.
std::span<const Rule *const> allRules();
} // namespace rules

/// The rule of that id, SUP-001 and SUP-002 included; null when there is none.
const Rule *ruleById(const QString &id);

} // namespace stratoplan::review
