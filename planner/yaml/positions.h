// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>
#include <utility>
#include <vector>

namespace stratoplan::yaml {

/// First byte that is not part of well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates);
/// nothing when the whole text is well-formed.
std::optional<size_t> firstInvalidUtf8(QByteArrayView text);

/// Lines, columns and character numbers of a UTF-8 text. Lines end with LF, CR LF or CR; columns
/// and characters are code points, and a byte order mark at the beginning is none. Questions take a
/// time that does not depend on the length of the text or of its lines (but for a binary search).
class Positions
{
public:
    Positions() = default;
    explicit Positions(QByteArrayView text);

    /// Line and column from 1 of a byte; the end of the text for a byte behind it.
    std::pair<int, int> at(size_t byte) const;
    /// First byte of a character, counted from 0; the end of the text for a character behind it.
    size_t byteOfCharacter(size_t character) const;

    int lineOf(size_t byte) const; ///< from 1
    /// First byte of a line, counted from 1; the end of the text for a line behind it.
    size_t lineBegin(int line) const;
    /// First byte of the line's break; the end of the text for the last line.
    size_t lineEnd(int line) const;
    int lineCount() const { return static_cast<int>(m_lineBegins.size()); }

private:
    size_t characterOf(size_t byte) const;

    QByteArrayView m_text;
    size_t m_begin = 0; ///< behind the byte order mark
    std::vector<quint32> m_lineBegins;
    /// Characters before every `stride`-th byte; empty when all characters are single bytes.
    std::vector<quint32> m_charactersBefore;
};

} // namespace stratoplan::yaml
