// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/yaml/positions.h"

#include <algorithm>
#include <cstring>

namespace stratoplan::yaml {

namespace {

constexpr size_t stride = 256;
/// Fewer than in most texts; a list that is too short grows.
constexpr size_t bytesPerLine = 24;

bool isContinuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// Looks at eight bytes at a time.
bool isAscii(QByteArrayView text)
{
    constexpr quint64 highBits = 0x8080'8080'8080'8080;
    const char *at = text.begin();
    for (; text.end() - at >= qsizetype(sizeof(quint64)); at += sizeof(quint64)) {
        quint64 bytes = 0;
        std::memcpy(&bytes, at, sizeof(bytes));
        if ((bytes & highBits) != 0)
            return false;
    }
    return std::none_of(at, text.end(),
                        [](char byte) { return (static_cast<unsigned char>(byte) & 0x80U) != 0; });
}

size_t charactersIn(QByteArrayView text, size_t begin, size_t end)
{
    const char *const data = text.data();
    return static_cast<size_t>(
        std::count_if(data + begin, data + end, [](char byte) { return !isContinuation(byte); }));
}

/// Length of the well-formed sequence at `at`; 0 when there is none.
size_t sequenceLength(QByteArrayView text, size_t at)
{
    const auto byte = [&](size_t i) {
        return at + i < static_cast<size_t>(text.size())
            ? static_cast<unsigned char>(text[static_cast<qsizetype>(at + i)])
            : 0U;
    };
    const auto continued = [&](size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
        return byte(i) >= low && byte(i) <= high;
    };
    const unsigned lead = byte(0);
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return continued(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;
        const unsigned high = lead == 0xED ? 0x9F : 0xBF;
        return continued(1, low, high) && continued(2) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const unsigned low = lead == 0xF0 ? 0x90 : 0x80;
        const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;
        return continued(1, low, high) && continued(2) && continued(3) ? 4 : 0;
    }
    return 0;
}

} // namespace

std::optional<size_t> firstInvalidUtf8(QByteArrayView text)
{
    if (text.isValidUtf8())
        return std::nullopt;
    const auto size = static_cast<size_t>(text.size());
    for (size_t at = 0; at < size;) {
        const size_t length = sequenceLength(text, at);
        if (length == 0)
            return at;
        at += length;
    }
    return std::nullopt;
}

Positions::Positions(QByteArrayView text)
    : m_text(text)
    , m_begin(text.startsWith("\xEF\xBB\xBF") ? 3 : 0)
{
    const auto size = static_cast<size_t>(text.size());
    const char *const data = text.data();
    m_lineBegins.reserve(size / bytesPerLine + 2);
    m_lineBegins.push_back(static_cast<quint32>(m_begin));
    // Without carriage returns the next line feed is found without a look at each byte.
    const bool hasReturns = text.contains('\r');
    for (size_t i = m_begin; i < size; ++i) {
        if (!hasReturns) {
            const auto *next = static_cast<const char *>(std::memchr(data + i, '\n', size - i));
            if (!next)
                break;
            i = static_cast<size_t>(next - data);
        }
        const bool breaks
            = data[i] == '\n' || (data[i] == '\r' && (i + 1 == size || data[i + 1] != '\n'));
        if (breaks)
            m_lineBegins.push_back(static_cast<quint32>(i + 1));
    }

    if (isAscii(text.sliced(static_cast<qsizetype>(m_begin))))
        return;
    m_charactersBefore.reserve((size - m_begin) / stride + 1);
    size_t characters = 0;
    for (size_t i = m_begin; i < size; i += stride) {
        m_charactersBefore.push_back(static_cast<quint32>(characters));
        characters += charactersIn(m_text, i, std::min(i + stride, size));
    }
}

size_t Positions::characterOf(size_t byte) const
{
    if (m_charactersBefore.empty())
        return byte - m_begin;
    const size_t block = std::min((byte - m_begin) / stride, m_charactersBefore.size() - 1);
    return m_charactersBefore[block] + charactersIn(m_text, m_begin + block * stride, byte);
}

size_t Positions::byteOfCharacter(size_t character) const
{
    const auto size = static_cast<size_t>(m_text.size());
    if (m_charactersBefore.empty())
        return std::min(m_begin + character, size);
    const auto after
        = std::upper_bound(m_charactersBefore.begin(), m_charactersBefore.end(), character);
    const auto block = static_cast<size_t>(after - m_charactersBefore.begin()) - 1;
    size_t left = character - m_charactersBefore[block];
    size_t at = m_begin + block * stride;
    // A block may begin inside a character, which was counted in the block before.
    while (at < size && isContinuation(m_text[static_cast<qsizetype>(at)]))
        ++at;
    while (at < size && left > 0) {
        do {
            ++at;
        } while (at < size && isContinuation(m_text[static_cast<qsizetype>(at)]));
        --left;
    }
    return at;
}

int Positions::lineOf(size_t byte) const
{
    const auto after = std::upper_bound(m_lineBegins.begin(), m_lineBegins.end(), byte);
    return std::max(1, static_cast<int>(after - m_lineBegins.begin()));
}

std::pair<int, int> Positions::at(size_t byte) const
{
    byte = std::clamp(byte, m_begin, std::max(m_begin, static_cast<size_t>(m_text.size())));
    const int line = lineOf(byte);
    const size_t column = characterOf(byte) - characterOf(lineBegin(line)) + 1;
    return {line, static_cast<int>(column)};
}

size_t Positions::lineBegin(int line) const
{
    const auto i = static_cast<size_t>(std::max(1, line)) - 1;
    return i < m_lineBegins.size() ? m_lineBegins[i] : static_cast<size_t>(m_text.size());
}

size_t Positions::lineEnd(int line) const
{
    size_t end = lineBegin(line + 1);
    const size_t begin = lineBegin(line);
    const auto is = [&](size_t at, char c) { return m_text[static_cast<qsizetype>(at)] == c; };
    const bool last = line >= lineCount();
    if (last)
        return end;
    if (end > begin && is(end - 1, '\n'))
        --end;
    if (end > begin && is(end - 1, '\r'))
        --end;
    return end;
}

} // namespace stratoplan::yaml
