// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/elements.h"

namespace stratoplan {

/// The element with nothing but what a template can hold. What only a design file holds is unset:
/// place, label, unknown keys, traffic, durations, measurements, decisions, and what is known of
/// networks outside of the template. Services keep all their properties: which of them a template
/// holds is the catalogue's to tell.
Element templatePart(Element element);

/// `base` with what `from` has beyond its templatePart(). Where the two are of different kinds only
/// place, label and unknown keys are taken. Of an outside network `base` keeps what it knows
/// itself.
Element withDesignPart(Element base, const Element &from);

} // namespace stratoplan
