// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the room: what a change of a design means in the words of a new template. Both designs
// are written; what the second has more is what the change says, in the writer's own text.

#include "planner/sam/writing.h"

namespace stratoplan::sam {

/// A key or an item that only one of two templates has, at a resource that both have.
struct WrittenStep
{
    QString resource;
    QStringList path; ///< behind Properties; of an item that of its list
    bool isItem = false;
    bool isAdded = false; ///< else the first template alone has it
    Part value;
};

struct WrittenDifference
{
    std::vector<Writing::Resource> resources; ///< that the second alone has, in order of the text
    QList<WrittenStep> steps;
    Part parameters; ///< that the second alone has
    Problems problems; ///< that the second alone has
};

/// Statements of a function's policies are items of their own (with "Effect"). A variable that is
/// only called otherwise is the same.
WrittenDifference difference(const Writing &before, const Writing &after);

} // namespace stratoplan::sam
