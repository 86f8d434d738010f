// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the room: questions to a text and its lines. Places are bytes.

#include <QByteArray>

#include <cstddef>

namespace stratoplan::yaml {

class Lines
{
public:
    /// The text must outlive it.
    explicit Lines(const QByteArray &text)
        : m_text(text)
    {
    }

    size_t size() const { return static_cast<size_t>(m_text.size()); }
    /// NUL behind the end.
    char at(size_t byte) const
    {
        return byte < size() ? m_text.at(static_cast<qsizetype>(byte)) : '\0';
    }
    static bool isBlank(char c) { return c == ' ' || c == '\t'; }
    bool isBreak(size_t byte) const { return at(byte) == '\n' || at(byte) == '\r'; }
    QByteArray slice(size_t begin, size_t end) const
    {
        return m_text.mid(static_cast<qsizetype>(begin), static_cast<qsizetype>(end - begin));
    }
    size_t lineBegin(size_t byte) const;
    /// Place of the line's break; the end of the text for the last line.
    size_t lineEnd(size_t byte) const;
    /// The line above one that begins at this byte.
    size_t lineAbove(size_t line) const;
    /// First byte behind the line's break.
    size_t nextLine(size_t byte) const;
    size_t behindBlanks(size_t byte) const;
    bool isFirstOnLine(size_t byte) const;
    bool isBlankLine(size_t begin) const;
    /// First byte from `begin` to `end` that is neither white space nor in a comment; `end` when
    /// there is none.
    size_t behindSpace(size_t begin, size_t end) const;
    /// Blanks before the first character of the line.
    QByteArray lineIndentation(size_t byte) const;

private:
    const QByteArray &m_text;
};

} // namespace stratoplan::yaml
