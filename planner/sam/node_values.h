// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the room: nodes as what they say, however they are written.

#include "planner/yaml/tree.h"

namespace stratoplan::sam {

/// True when both say the same: style, comments, order of keys and the quotes of a scalar do not
/// count, tags do. Two nodes that are not there are the same.
bool sameContent(yaml::Node a, yaml::Node b);

/// A mapping of names, and not an intrinsic function.
bool isPlainMapping(yaml::Node node);

} // namespace stratoplan::sam
