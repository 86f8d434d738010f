// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the room.

#include "planner/catalog/catalog.h"
#include "planner/sam/edits_onto.h"

namespace stratoplan::sam {

/// Three readings of a template laid over each other, member by member: `was` is what it said when
/// the design was made from it, `mine` the design, `theirs` the template as it is read now.
/// Elements of `was` and `mine` are one by their ids, those of `theirs` by their names. The
/// conflicts are the same whatever sides they get.
Onto mergedOnto(const Design &was, const Design &mine, const Design &theirs,
                const catalog::Catalog &catalog, const QList<Side> &sides);

} // namespace stratoplan::sam
