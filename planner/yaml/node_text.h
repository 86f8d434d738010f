// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/yaml/tree.h"

namespace stratoplan::yaml {

/// The node as YAML in flow style on one line, aliases replaced by what they stand for. Quoted
/// scalars are in double quotes, plain ones as they are; tags are kept.
QByteArray flowText(Node node);

/// The i-th entry of a mapping as lines of a block mapping without indentation, each with a line
/// break at its end. An entry of a block mapping is kept as it is written, comments included; one
/// of a flow mapping or of JSON, or with an alias, is written anew.
QByteArray entryText(Node mapping, int i);

} // namespace stratoplan::yaml
