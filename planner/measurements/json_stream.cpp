// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/measurements/json_stream.h"

#include <algorithm>
#include <array>

namespace stratoplan::measurements {

namespace {

constexpr size_t mostLevels = 100;
constexpr std::array<QByteArrayView, 3> recordKeys{"events", "Traces", "results"};

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

} // namespace

bool JsonStream::isStart(QByteArrayView text)
{
    if (text.isEmpty() || (text.front() != '{' && text.front() != '['))
        return false;
    for (const char c : text.sliced(1)) {
        if (c == '\n')
            return true; // laid out over several lines
        if (!isSpace(c))
            return text.front() == '{' ? c == '"' || c == '}' : c == '{' || c == '[' || c == ']';
    }
    return true;
}

qsizetype JsonStream::feed(QByteArrayView text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool startsLine = m_atLineStart && !isSpace(c);
        if (!isSpace(c))
            m_atLineStart = false;
        else if (c == '\n')
            m_atLineStart = true;
        if (!take(c)) {
            breakOff(Fault::Broken);
            // What begins a line, or a value where none may begin, is the next line of a log.
            if (startsLine || isStart(text.sliced(i)))
                return i;
            const qsizetype lineEnd = text.indexOf('\n', i);
            return lineEnd < 0 ? text.size() : lineEnd + 1;
        }
        if (m_record.size() > mostBytes || m_shell.size() > mostBytes) {
            breakOff(Fault::TooLarge);
            return i + 1;
        }
        if (isIdle())
            return i + 1;
    }
    return text.size();
}

void JsonStream::finish()
{
    if (!isIdle())
        breakOff(Fault::Broken);
}

void JsonStream::breakOff(Fault fault)
{
    const QByteArray broken = m_inRecord ? m_record : m_shell;
    m_levels.clear();
    m_record.clear();
    m_shell.clear();
    m_inRecord = m_inString = m_isKey = m_escaped = m_literal = m_atLineStart = false;
    onFault(broken, fault);
}

void JsonStream::keep(char c)
{
    if (m_inRecord)
        m_record.append(c);
    else if (m_levels.empty() || !m_levels.back().isRecords)
        m_shell.append(c);
}

bool JsonStream::take(char c)
{
    if (m_inString) {
        if (c == '\n')
            return false;
        keep(c);
        if (m_escaped) {
            m_escaped = false;
        } else if (c == '\\') {
            m_escaped = true;
        } else if (c == '"') {
            m_inString = false;
            if (m_isKey)
                m_levels.back().expect = Expect::Colon;
            else
                endValue();
            m_isKey = false;
            return true;
        }
        if (m_isKey && m_levels.size() == 1 && m_key.size() < 32)
            m_key.append(c);
        return true;
    }
    if (m_literal) {
        if (inLiteral(c)) {
            keep(c);
            return true;
        }
        m_literal = false;
        endValue();
    }
    if (isSpace(c)) {
        keep(c);
        return true;
    }
    if (c == '{' || c == '[')
        return open(c);
    if (m_levels.empty())
        return false;
    if (c == '}' || c == ']')
        return close(c);
    return takeInObject(c);
}

bool JsonStream::inLiteral(char c) const
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '.' || c == '-' || c == '+'
        || c == 'E';
}

// Everything but brackets and blanks: keys, colons, commas, and values that are no collections.
bool JsonStream::takeInObject(char c)
{
    Level &level = m_levels.back();
    switch (level.expect) {
    case Expect::KeyOrEnd:
    case Expect::Key:
        if (c != '"')
            return false;
        m_inString = m_isKey = true;
        if (m_levels.size() == 1)
            m_key.clear();
        keep(c);
        return true;
    case Expect::Colon:
        if (c != ':')
            return false;
        level.expect = Expect::Value;
        keep(c);
        return true;
    case Expect::Value:
    case Expect::ValueOrEnd:
        // A record is a collection.
        if (level.isRecords)
            return false;
        m_inString = c == '"';
        m_literal = !m_inString && inLiteral(c);
        keep(c);
        return m_inString || m_literal;
    case Expect::CommaOrEnd:
        if (c != ',')
            return false;
        level.expect = level.isObject ? Expect::Key : Expect::Value;
        keep(c);
        return true;
    }
    return false;
}

bool JsonStream::open(char c)
{
    Level next;
    next.isObject = c == '{';
    next.expect = next.isObject ? Expect::KeyOrEnd : Expect::ValueOrEnd;
    if (m_levels.empty()) {
        m_key.clear();
        m_shell.append(c);
        next.isRecords = !next.isObject;
        m_levels.push_back(next);
        return true;
    }
    const Level &level = m_levels.back();
    if (level.expect != Expect::Value && level.expect != Expect::ValueOrEnd)
        return false;
    if (m_levels.size() >= mostLevels)
        return false;
    if (!m_inRecord && level.isRecords) {
        m_inRecord = true;
        m_recordLevel = m_levels.size();
    }
    keep(c);
    next.isRecords = !m_inRecord && m_levels.size() == 1 && !next.isObject
        && std::find(recordKeys.begin(), recordKeys.end(), QByteArrayView(m_key))
            != recordKeys.end();
    m_levels.push_back(next);
    return true;
}

bool JsonStream::close(char c)
{
    const Level level = m_levels.back();
    const bool mayEnd = level.expect == Expect::CommaOrEnd || level.expect == Expect::KeyOrEnd
        || level.expect == Expect::ValueOrEnd;
    if (!mayEnd || level.isObject != (c == '}'))
        return false;
    m_levels.pop_back();
    if (m_inRecord) {
        m_record.append(c);
        if (m_levels.size() == m_recordLevel) {
            m_inRecord = false;
            const QByteArray record = std::exchange(m_record, {});
            endValue();
            onValue(record);
            return true;
        }
    } else {
        m_shell.append(c);
    }
    if (m_levels.empty())
        onValue(std::exchange(m_shell, {}));
    else
        endValue();
    return true;
}

void JsonStream::endValue()
{
    if (!m_levels.empty())
        m_levels.back().expect = Expect::CommaOrEnd;
}

} // namespace stratoplan::measurements
