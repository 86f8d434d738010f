// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/sam/template.h"

namespace stratoplan::sam {

/// Gives every entry of Resources its element, with name, type and condition; what it refers to is
/// filled in by functions.h and network.h. Of two entries with one logical id the second gets a
/// free name and a problem ("sam.duplicate-resource"); an entry without Type stays as an unknown
/// service
/// ("sam.resource-without-type"); one that is no mapping too ("sam.refused.resource").
void readResources(Template &reading);

/// Fills the catalogue's fields of every service from its properties.
void readServiceProperties(Template &reading);

/// Kind of an imported resource as reports have it: the service's kind, or "function", "vpc", ...
QString importedKind(const Element &element);

} // namespace stratoplan::sam
