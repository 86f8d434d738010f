// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/sam/files.h"
#include "planner/sam/template.h"

namespace stratoplan::sam {

/// Turns the definitions of state machines into calls and accesses of their tasks: written in the
/// template, as text, or in a file that `files` reads. Where a definition cannot be read, what its
/// substitutions name is taken to be used.
void readDefinitions(Template &reading, const FileReader &files);

} // namespace stratoplan::sam
