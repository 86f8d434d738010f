// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the room: the part of a text that a proof has to read again.
//
// A reader of YAML goes through a text once, from its beginning. Where it begins the line of a key
// of a block mapping, nothing is open but the block collections around: no quotes, no brackets, no
// block scalar. If the lines up to the next key of that mapping, or of one around it, are read by
// themselves as one entry at the same column, it stands there in the same state whatever the lines
// are: what begins at a column of that mapping or further left ends everything that is deeper. So
// all that stands behind is read as before. What could reach across is left to a reading of the
// whole text: anchors and aliases, directives, marks of documents, repeated keys.

#include "planner/yaml/patch.h"

#include <optional>

namespace stratoplan::yaml {

/// An entry of a block mapping that holds all changes.
struct ChangedEntry
{
    Node mapping;
    int entry = -1;
    int depth = 0; ///< collections around the mapping
    int nodes = 0; ///< of its key and value
    size_t begin = 0; ///< of the line of its key
    size_t end = 0; ///< of its last line; there the line of the next key begins, or the text ends
};

/// Nothing where the changes do not stand in one entry, or where it cannot be read by itself.
std::optional<ChangedEntry> changedEntry(const Patch &patch, const std::vector<TextEdit> &edits);

/// The changed entry read by itself: the only one of its root. Nothing where it is none or where it
/// proves nothing of the whole text.
std::optional<Tree> parsedAlone(const ChangedEntry &entry, const Tree &tree,
                                const std::vector<TextEdit> &edits);

} // namespace stratoplan::yaml
