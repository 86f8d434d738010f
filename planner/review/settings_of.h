// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/review/rule.h"

namespace stratoplan::review {

/// A quota or threshold of the catalogue; nothing when it does not have it.
std::optional<double> quotaOf(const Facts &facts, const char *key);

/// The function's timeout, or Lambda's default where it is unset; an expression stays one.
Field<Seconds> timeoutOf(const Function &function, const Facts &facts);

/// Records in one batch of a queue or stream trigger: stated, or the default of the source's kind.
Field<int> batchSizeOf(const Connection &trigger, const Facts &facts);

/// Concurrent executions of the account: stated, or the default quota.
std::optional<double> accountConcurrency(const Facts &facts);

/// Peak number of environments of a function; nothing = traffic or duration are not known.
std::optional<double> peakConcurrencyOf(ElementId function, const Facts &facts);

/// How long the slow ones of a function's invocations take: p95 where known, else the mean.
std::optional<Milliseconds> slowDurationOf(const Function &function, const Facts &facts);

} // namespace stratoplan::review
