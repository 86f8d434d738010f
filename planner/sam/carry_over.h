// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/model/change.h"

namespace stratoplan::sam {

/// The reading of a template with what no template holds taken over from a design: places, labels,
/// traffic, measurements and workloads, decisions, accepted findings and everything else of the
/// settings, notes, and what was drawn around the template. Elements are matched by name and kind;
/// what the template says stays as it was read.
Expected<Design> carriedOver(const Design &reading, const Design &design,
                             const catalog::Catalog &catalog);

/// Of what there is between two states of a design that no template holds, in words for people:
/// "places (3)", "network decisions (1)", to stand in a list. Empty where a template holds every
/// difference.
QList<Text> heldOutside(const Design &before, const Design &after, const catalog::Catalog &catalog);

} // namespace stratoplan::sam
