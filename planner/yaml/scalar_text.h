// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the room: how a single value is written in somebody else's text.

#include "planner/yaml/patch.h"

namespace stratoplan::yaml {

/// What surrounds a value.
enum class Around
{
    Block,
    Flow,
    Json
};

/// How a text is written where nothing nearer tells.
struct Manner
{
    QByteArray lineBreak = "\n";
    Style quotes = Style::DoubleQuoted;
    int step = 2; ///< columns from a mapping to a mapping in it
    int sequenceOffset = 2; ///< columns from a mapping to the dashes of a sequence in it
};
/// Told from the beginning of the text, in a time that does not grow with it.
Manner mannerOf(const Tree &tree);

/// True when readers of YAML 1.1 and 1.2 all take the plain text for a text, and for this one.
/// `isTagged`: a tag tells that it is one ("!Ref Y").
bool mayStandPlain(const QByteArray &text, Around around, bool isTagged = false);

/// A scalar on one line: plain where it may and no quotes are wished for, else in the quotes of
/// `wish` (Plain: those of the manner) or, where these cannot hold it, in double quotes. Wished
/// quotes are kept for literals too. Without its tag.
QByteArray scalarText(const NewValue &value, Style wish, Around around, const Manner &manner);

/// The header and the lines of a block scalar ("|" or ">"), joined by line breaks and without the
/// last one; nothing where only quotes can hold the text.
std::optional<QByteArray> blockScalarText(const QByteArray &text, Style style, int indentation,
                                          const Manner &manner);

/// A value in brackets on one line; JSON may be given lines of its own.
QByteArray flowText(const NewValue &value, Around around, const Manner &manner);

/// JSON over several lines; `indentation` is that of the line on which it begins.
QByteArray jsonText(const NewValue &value, const QByteArray &indentation, const QByteArray &unit,
                    const Manner &manner);

/// Lines, without breaks, of a value behind `head` ("    Key:" or "    -"), which stands in a block
/// collection of that indentation.
void appendBlockLines(std::vector<QByteArray> &lines, const QByteArray &head, const NewValue &value,
                      int indentation, bool behindDash, const Manner &manner);

} // namespace stratoplan::yaml
