// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/review/rule.h"

namespace stratoplan::review {

/// Runs rules over the facts: fills keys and fixability, applies the design's suppressions (also the
/// expired and the unmatched, which become findings of their own: SUP-001, SUP-002), sorts by severity,
/// rule and key. `today` decides expiry and runtime dates; invalid = the design's date.
QList<Finding> review(const Facts &facts, const QStringList &onlyRules = {});

/// "RULE element[,element] [facet]": what suppressions and baselines match.
QString keyOf(const Finding &finding, const Names &names);

} // namespace stratoplan::review
