// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/design.h"

namespace stratoplan::store {

/// Version of the design-file format that this program writes.
inline constexpr int formatVersion = 1;

/// True when the text begins as a design file does (its first key is `stratoplan`).
bool looksLikeDesign(const QByteArray &text);

/// Reads a design file. All faults are told at once with line and column; a file of a newer version
/// is refused with a sentence that names both versions. Unknown keys are kept.
Expected<Design> read(const QByteArray &text, const QString &file);

/// The design file: UTF-8 YAML, LF, keys and elements in a stable order, one fact a line, so that a
/// moved node is a diff of one line. read(write(d)) == d.
QByteArray write(const Design &design);

} // namespace stratoplan::store
