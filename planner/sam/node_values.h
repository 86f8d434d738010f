// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the room: nodes as what they say, however they are written.

#include "planner/yaml/patch.h"

namespace stratoplan::sam {

/// True when both say the same: style, comments, order of keys and the quotes of a scalar do not
/// count, tags do. Two nodes that are not there are the same.
bool sameContent(yaml::Node a, yaml::Node b);

/// The node as a value that can be written elsewhere; aliases become what they stand for.
yaml::NewValue valueOf(yaml::Node node);

/// A mapping of names, and not an intrinsic function.
bool isPlainMapping(yaml::Node node);

} // namespace stratoplan::sam
