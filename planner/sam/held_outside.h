// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/model/change.h"

namespace stratoplan::sam {

/// Of what there is between two states of a design that no template holds, in words for people:
/// "places (3)", "network decisions (1)", to stand in a list. Empty where a template holds every
/// difference.
QList<Text> heldOutside(const Design &before, const Design &after, const catalog::Catalog &catalog);

} // namespace stratoplan::sam
