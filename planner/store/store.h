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

/// A key of a mapping and what is behind it: a value on its line, or the lines of a group or list
/// without their indentation.
struct Entry
{
    QString key;
    QByteArray value;

    bool operator==(const Entry &) const = default;
};

/// What a design file says of an element of the design, or of its settings, key by key. The id is
/// none of it.
QList<Entry> entries(const Element &element, const Design &design);
QList<Entry> entries(const Settings &settings);
/// The entries of a group, as Entry::value has it.
QList<Entry> entriesOf(const QByteArray &lines);

} // namespace stratoplan::store
