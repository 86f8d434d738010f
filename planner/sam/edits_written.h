// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/sam/edits_parts.h"

namespace stratoplan::sam {

/// Edits for what a change draws, as the writer of new templates would write it: resources,
/// events, permissions, variables and whatever else ties elements together. The template's own ways
/// are kept: where its functions have roles or statements, permissions become statements there.
///
/// `drawn` holds the elements of the change that are to be treated this way; its values before are
/// those of the design that the template was read as. Refused where the template has a thing that
/// is concerned in another way than the writer, or names an element that lives elsewhere nowhere.
void editAsWritten(Editing &editing, const Change &drawn);

} // namespace stratoplan::sam
