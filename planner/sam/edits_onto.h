// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/change.h"

namespace stratoplan::sam {

/// The change that makes `base`, as read from a template, say what `design` says.
///
/// `sameText`: the design was read from this very text, so that every difference is an edit, by the
/// ids of the elements. Otherwise the template may have changed since: elements are matched by
/// their names, new ones are added, and of the others only what a person stated in the design
/// (Origin::User) goes onto the template; nothing is removed.
Change changeOnto(const Design &base, const Design &design, bool sameText);

} // namespace stratoplan::sam
