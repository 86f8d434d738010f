// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/input.h"
#include "planner/model/change.h"

namespace stratoplan::cli {

/// How a change of INPUT is written.
struct ChangedInput
{
    Change change;
    /// Something is among it that a template does not hold.
    bool isDesignOnly = false;
    bool allowReplacement = false; ///< CloudFormation may replace stateful resources
    QString output; ///< empty = INPUT itself
};

/// The files that INPUT becomes: a design file, or its template, patched, with the design file
/// beside it where there is something to hold. Empty where nothing differs. What keeps it from
/// being written is printed; then there is the exit status instead.
tl::expected<QList<OutputFile>, int> filesAfter(const Input &input, const ChangedInput &changed,
                                                const Streams &streams);

} // namespace stratoplan::cli
