// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/sam/patch.h"

namespace stratoplan::sam {

/// Adds everything that a new logical id changes to the patch, or tells why it cannot be given.
Problems planRename(yaml::Patch &patch, const RenameResource &rename);

/// Why a resource cannot be removed: one problem for each of the first places that name it.
Problems whoRefersTo(const yaml::Patch &patch, const QString &id);

} // namespace stratoplan::sam
