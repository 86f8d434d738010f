// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/yaml/lines.h"

#include <algorithm>

namespace stratoplan::yaml {

size_t Lines::lineBegin(size_t byte) const
{
    while (byte > 0 && !isBreak(byte - 1))
        --byte;
    const bool isBehindMark = byte == 0 && m_text.startsWith("\xEF\xBB\xBF");
    return isBehindMark ? 3 : byte;
}

size_t Lines::lineEnd(size_t byte) const
{
    while (byte < size() && !isBreak(byte))
        ++byte;
    return byte;
}

size_t Lines::lineAbove(size_t line) const
{
    if (line == 0)
        return 0;
    const bool endsWithTwo = line > 1 && at(line - 1) == '\n' && at(line - 2) == '\r';
    return lineBegin(line - (endsWithTwo ? 2 : 1));
}

size_t Lines::nextLine(size_t byte) const
{
    byte = lineEnd(byte);
    if (at(byte) == '\r' && at(byte + 1) == '\n')
        return byte + 2;
    return std::min(byte + 1, size());
}

size_t Lines::behindBlanks(size_t byte) const
{
    while (isBlank(at(byte)))
        ++byte;
    return byte;
}

bool Lines::isFirstOnLine(size_t byte) const
{
    // Not from the beginning of the line: a JSON text may be one long line.
    while (byte > 0 && isBlank(at(byte - 1)))
        --byte;
    return byte == 0 || isBreak(byte - 1) || (byte == 3 && m_text.startsWith("\xEF\xBB\xBF"));
}

bool Lines::isBlankLine(size_t begin) const
{
    const size_t ink = behindBlanks(begin);
    return begin < size() && (ink >= size() || isBreak(ink));
}

size_t Lines::behindSpace(size_t begin, size_t end) const
{
    while (begin < end) {
        if (at(begin) == '#')
            begin = lineEnd(begin);
        else if (isBlank(at(begin)) || isBreak(begin))
            ++begin;
        else
            break;
    }
    return std::min(begin, end);
}

QByteArray Lines::lineIndentation(size_t byte) const
{
    const size_t begin = lineBegin(byte);
    return slice(begin, behindBlanks(begin));
}

} // namespace stratoplan::yaml
