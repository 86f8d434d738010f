// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/review/rule.h"

namespace stratoplan::review {

/// Runs rules over the facts: fills rule, key and fixability, applies the design's suppressions
/// (also the expired and the unmatched, which become findings of their own: SUP-001, SUP-002),
/// sorts by severity, rule and key. The design's date decides expiry and runtime dates. `onlyRules`
/// names the rules to run, with which come the findings about their suppressions; empty = all.
QList<Finding> review(const Facts &facts, const QStringList &onlyRules = {});

/// The change that mends a finding; nothing when its rule has none for it.
std::optional<Change> fixOf(const Finding &finding, const Facts &facts);

/// Every rule with its papers, the review's own SUP-001 and SUP-002 included, in order of ids.
QList<const Rule *> ruleCatalogue();

/// "RULE element[,element] [facet]": what suppressions and baselines match.
QString keyOf(const Finding &finding, const Names &names);

} // namespace stratoplan::review
