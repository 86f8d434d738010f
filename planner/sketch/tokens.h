// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the room: the words of the notation.

#include "planner/base/problem.h"

namespace stratoplan::sketch {

struct Token
{
    enum class Kind
    {
        Word,
        Quoted, ///< a name, never a kind
        Arrow, ///< text = what is stated between the dashes; empty for a plain one
        Setting, ///< NAME=VALUE; text = NAME
        Comma,
        At,
        Plus,
        End ///< of a statement
    };

    Kind kind = Kind::Word;
    QString text{};
    QString value{}; ///< of a setting
    bool isQuoted = false; ///< the value stands in quotes: no word of the notation
    int line = 1;
    int column = 1;
};

/// The words of the text; the last is an End. A quote that is not closed is told and ends with its
/// line.
QList<Token> tokensOf(const QString &text, Problems &problems);

Problem problemAt(const Token &token, const char *code, Text what, Text remedy);

} // namespace stratoplan::sketch
