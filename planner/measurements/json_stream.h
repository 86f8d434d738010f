// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the room: JSON in pieces.

#include <QByteArray>
#include <QByteArrayView>

#include <functional>
#include <vector>

namespace stratoplan::measurements {

/// Cuts a stream of JSON into the values that are records, keeping one record at a time: each
/// element of an array at the root, each element of an array under "events", "Traces" or "results"
/// of an object at the root, and each other object at the root as a whole. An object of such an
/// array is told afterwards without the elements, so that an empty one is seen.
class JsonStream
{
public:
    /// A record that is larger is passed over.
    static constexpr qsizetype mostBytes = qsizetype{4} * 1024 * 1024;

    enum class Fault
    {
        Broken, ///< not JSON, or cut off
        TooLarge
    };
    std::function<void(const QByteArray &)> onValue;
    /// The beginning of a value that is none.
    std::function<void(const QByteArray &, Fault)> onFault;

    /// True for the beginning of a line that may be JSON's: a brace or bracket with what may follow
    /// it there, so that "[INFO]" and "{ key: 1" are none.
    static bool isStart(QByteArrayView text);

    /// Takes bytes from the beginning of a value, or within one, up to its end; returns how many.
    /// What is broken ends with the line that breaks it.
    qsizetype feed(QByteArrayView text);
    bool isIdle() const { return m_levels.empty(); }
    /// The stream is over.
    void finish();

private:
    enum class Expect
    {
        KeyOrEnd,
        Key,
        Colon,
        Value,
        ValueOrEnd,
        CommaOrEnd
    };
    struct Level
    {
        bool isObject = false;
        Expect expect = Expect::ValueOrEnd;
        bool isRecords = false; ///< its elements are records
    };

    bool take(char c); ///< false where c cannot stand here
    bool takeInObject(char c);
    bool open(char c);
    bool close(char c);
    void endValue();
    bool inLiteral(char c) const;
    void keep(char c);
    void breakOff(Fault fault);

    std::vector<Level> m_levels;
    QByteArray m_record; ///< the record that is being read
    QByteArray m_shell; ///< the object at the root without its records
    QByteArray m_key; ///< of the object at the root, so far or read last
    size_t m_recordLevel = 0; ///< number of levels outside the record; 0 where none is read
    bool m_inRecord = false;
    bool m_inString = false;
    bool m_isKey = false;
    bool m_escaped = false;
    bool m_atLineStart = false; ///< nothing but blanks since the last line end
    bool m_literal = false;
};

} // namespace stratoplan::measurements
