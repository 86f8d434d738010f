// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/review/rule.h"

#include <array>

namespace stratoplan::review {

/// SUP-001 (a suppression has expired) and SUP-002 (a suppression matches nothing).
std::array<const Rule *, 2> suppressionRules();

/// Marks the findings that the design's suppressions accept, and returns what is to say of the
/// suppressions themselves. One matches a finding of its rule that has every element it names; it
/// holds up to and including its last day. Suppressions of rules that are not among `onlyRules` are
/// passed over, unless that is empty.
QList<Finding> applySuppressions(QList<Finding> &findings, const Facts &facts,
                                 const QStringList &onlyRules);

} // namespace stratoplan::review
