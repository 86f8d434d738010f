// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the room.

#include "planner/model/change.h"

namespace stratoplan::sam {

/// Everything that `mine` says otherwise than `theirs`, a reading of the very text that it was made
/// from; `was` is what the design was then. What files of facts say of networks elsewhere is
/// nothing that the text could say: what refers to them stays as it is there until it is changed in
/// the design.
Change differenceOf(const Design &was, const Design &mine, const Design &theirs);

} // namespace stratoplan::sam
