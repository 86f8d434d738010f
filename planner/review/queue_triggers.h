// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/review/rule.h"

namespace stratoplan::review {

/// A function that polls a queue with a visibility timeout.
struct QueueTrigger
{
    const Connection *connection = nullptr;
    const Service *queue = nullptr;
    const Function *function = nullptr;
    Field<Seconds> visibility; ///< stated or the documented default
    Field<Seconds> functionTimeout; ///< stated or the documented default
    Field<Seconds> window; ///< batching window; 0 where unset

    /// Six times the function's timeout plus the batching window (Lambda developer guide, using
    /// Lambda with SQS); nothing while one of them, or the factor, is not known.
    std::optional<Seconds> recommended;
};

/// Every one of the design, once for each queue and function.
QList<QueueTrigger> queueTriggers(const Facts &facts);

/// Raises the queue's visibility timeout to what the slowest of its functions needs; nothing when
/// that is not known.
std::optional<Change> raiseVisibility(ElementId queue, const Facts &facts);

} // namespace stratoplan::review
