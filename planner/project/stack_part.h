// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/project/open.h"

namespace stratoplan::project {

/// What one template of a system has of the system's design.
struct StackPart
{
    /// The template's own design with what was changed in the system's since the import.
    Design design;
    /// Changes that no single template can hold, or that do not say in which one they belong:
    /// "system.beyond-stack", "system.no-stack". They are not in `design`.
    Problems left;
};

/// The part of `system`, a design of several templates, that belongs to `stack` (one of its
/// Settings::stacks). `text` is the template as it was when the system was read from it, `path`
/// where it stands. Refused: another text ("system.other-text"), what a reading refuses.
///
/// A new element belongs to the stack that all its connections and all that it stands in lead to;
/// one that has neither, or reaches into several stacks, belongs to none.
Expected<StackPart> partOf(const Design &system, const Stack &stack, const File &text,
                           const catalog::Catalog &catalog);

} // namespace stratoplan::project
