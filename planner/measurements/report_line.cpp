// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/measurements/report_line.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace stratoplan::measurements {

namespace {

constexpr QByteArrayView reportStart("REPORT RequestId:");

enum class FieldName
{
    Duration,
    Billed,
    Memory,
    MaxMemory,
    Init,
    Restore,
    BilledRestore,
    Status,
    Word, ///< known, but nothing that counts here
};

struct KnownField
{
    QByteArrayView name;
    QByteArrayView unit; ///< empty: a word
    FieldName field = FieldName::Word;
};

constexpr std::array<KnownField, 13> knownFields{{
    {"Duration", " ms", FieldName::Duration},
    {"Billed Duration", " ms", FieldName::Billed},
    {"Memory Size", " MB", FieldName::Memory},
    {"Max Memory Used", " MB", FieldName::MaxMemory},
    {"Init Duration", " ms", FieldName::Init},
    {"Restore Duration", " ms", FieldName::Restore},
    {"Billed Restore Duration", " ms", FieldName::BilledRestore},
    {"Status", {}, FieldName::Status},
    {"Error Type", {}, FieldName::Word},
    {"XRAY TraceId", {}, FieldName::Word},
    {"SegmentId", {}, FieldName::Word},
    {"Sampled", {}, FieldName::Word},
    {"Version", {}, FieldName::Word},
}};

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

QByteArrayView withoutBlanks(QByteArrayView text)
{
    while (!text.isEmpty() && isBlank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    return text;
}

// The length of the text up to the first character of a kind.
template <class Is>
qsizetype upTo(QByteArrayView text, Is is)
{
    const auto found = std::find_if(text.begin(), text.end(), is);
    return found - text.begin();
}

const KnownField *knownField(QByteArrayView name)
{
    const auto found = std::find_if(knownFields.begin(), knownFields.end(),
                                    [name](const KnownField &known) { return known.name == name; });
    return found == knownFields.end() ? nullptr : &*found;
}

// Reads the fields of a line, one after another.
class Fields
{
public:
    explicit Fields(QByteArrayView text)
        : m_rest(text)
        , m_tabs(text.contains('\t'))
    {
    }

    /// Reads all into the record; false where a field is cut off.
    bool readInto(Record &record)
    {
        for (skipBlanks(); !m_rest.isEmpty(); skipBlanks()) {
            const qsizetype colon = m_rest.indexOf(": ");
            const qsizetype end = fieldEnd();
            if (colon < 0 || colon > end)
                return false;
            const KnownField *known = knownField(m_rest.first(colon));
            const QByteArrayView after = m_rest.sliced(colon + 2);
            if (!known) {
                // Its value may hold anything up to the tab; with blanks alone it is one word.
                m_rest = m_tabs ? m_rest.sliced(end) : after.sliced(upTo(after, isBlank));
                continue;
            }
            if (known->unit.isEmpty()) {
                if (!readWord(*known, after, record))
                    return false;
            } else if (!readNumber(*known, after, record)) {
                return false;
            }
        }
        return true;
    }

private:
    void skipBlanks()
    {
        while (!m_rest.isEmpty() && isBlank(m_rest.front()))
            m_rest = m_rest.sliced(1);
    }
    qsizetype fieldEnd() const
    {
        return m_tabs ? upTo(m_rest, [](char c) { return c == '\t'; }) : m_rest.size();
    }
    bool readWord(const KnownField &known, QByteArrayView after, Record &record)
    {
        const QByteArrayView word = after.first(upTo(after, isBlank));
        if (word.isEmpty())
            return false;
        if (known.field == FieldName::Status && word != QByteArrayView("success"))
            record.status = word == QByteArrayView("timeout") ? Status::TimedOut : Status::Failed;
        m_rest = after.sliced(word.size());
        return true;
    }
    bool readNumber(const KnownField &known, QByteArrayView after, Record &record)
    {
        double value = 0;
        const auto [end, fault] = std::from_chars(after.data(), after.data() + after.size(), value,
                                                  std::chars_format::fixed);
        if (fault != std::errc() || !(value >= 0 && value < 1e9))
            return false;
        m_rest = after.sliced(end - after.data());
        if (!m_rest.startsWith(known.unit))
            return false;
        m_rest = m_rest.sliced(known.unit.size());
        switch (known.field) {
        case FieldName::Duration:
            record.duration = value;
            break;
        case FieldName::Billed:
            record.billed = value;
            break;
        case FieldName::Memory:
            record.memory = static_cast<int>(value);
            break;
        case FieldName::MaxMemory:
            record.maxMemoryUsed = static_cast<int>(value);
            break;
        case FieldName::Init:
            record.init = value;
            break;
        case FieldName::Restore:
            record.restore = value;
            break;
        case FieldName::BilledRestore:
            record.billedRestore = value;
            break;
        case FieldName::Status:
        case FieldName::Word:
            break;
        }
        return true;
    }

    QByteArrayView m_rest;
    bool m_tabs;
};

// Digits at the beginning of a text as a number; -1 when there are fewer.
int digits(const char *at, int count)
{
    int value = 0;
    for (int i = 0; i < count; ++i) {
        if (at[i] < '0' || at[i] > '9')
            return -1;
        value = value * 10 + (at[i] - '0');
    }
    return value;
}

// Days since 1970-01-01 of a date of the Gregorian calendar (H. Hinnant, "chrono-compatible
// low-level date algorithms").
qint64 daysFromCivil(int year, int month, int day)
{
    year -= month <= 2 ? 1 : 0;
    const int era = year / 400;
    const int yearOfEra = year - era * 400;
    const int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return qint64{era} * 146097 + dayOfEra - 719468;
}

// What follows the seconds of a time, in ms: ".678Z", ".678000+01:00".
qint64 fractionAndZone(QByteArrayView text)
{
    qint64 ms = 0;
    if (!text.isEmpty() && (text.front() == '.' || text.front() == ',')) {
        text = text.sliced(1);
        for (int scale = 100; !text.isEmpty() && text.front() >= '0' && text.front() <= '9';
             text = text.sliced(1), scale /= 10)
            ms += qint64{text.front() - '0'} * scale;
    }
    if (text.size() >= 6 && (text[0] == '+' || text[0] == '-') && text[3] == ':') {
        const int hours = digits(text.data() + 1, 2);
        const int minutes = digits(text.data() + 4, 2);
        if (hours >= 0 && minutes >= 0)
            ms -= (text[0] == '+' ? 1 : -1) * (qint64{hours} * 60 + minutes) * 60'000;
    }
    return ms;
}

} // namespace

ReportLine readReportLine(QByteArrayView line)
{
    ReportLine read;
    const qsizetype start = line.indexOf(reportStart);
    if (start < 0) {
        // The end of a line whose beginning is missing, as LogResult has it.
        if (line.contains("Billed Duration:") && line.contains("Memory Size:"))
            read.kind = LineKind::Truncated;
        return read;
    }
    read.prefix = withoutBlanks(line.first(start));
    QByteArrayView rest = withoutBlanks(line.sliced(start + reportStart.size()));
    read.requestId = rest.first(upTo(rest, isBlank));
    rest = rest.sliced(read.requestId.size());
    const bool whole = Fields(rest).readInto(read.record);
    const Record &record = read.record;
    // Managed Instances say the duration alone; what is cut off there looks the same, and the sum
    // tells one from the other.
    const bool durationAlone
        = record.duration && !record.billed && record.memory == 0 && record.maxMemoryUsed == 0;
    const bool complete = record.duration && record.memory > 0 && record.maxMemoryUsed > 0;
    read.kind = whole && (complete || durationAlone) ? LineKind::Report : LineKind::Truncated;
    return read;
}

qint64 timeIn(QByteArrayView text)
{
    // yyyy-MM-ddThh:mm:ss is 19 characters long; the T is its 11th.
    for (qsizetype t = text.size() - 9; t >= 10; --t) {
        if (text[t] != 'T' && text[t] != ' ')
            continue;
        const char *at = text.data() + t - 10;
        if (at[4] != '-' || at[7] != '-' || at[13] != ':' || at[16] != ':')
            continue;
        const int year = digits(at, 4);
        const int month = digits(at + 5, 2);
        const int day = digits(at + 8, 2);
        const int hour = digits(at + 11, 2);
        const int minute = digits(at + 14, 2);
        const int second = digits(at + 17, 2);
        if (year < 1970 || month < 1 || month > 12 || day < 1 || day > 31 || hour < 0 || hour > 23
            || minute < 0 || minute > 59 || second < 0 || second > 60)
            continue;
        const qint64 ms = ((daysFromCivil(year, month, day) * 24 + hour) * 60 + minute) * 60'000
            + second * 1000LL;
        return ms + fractionAndZone(text.sliced(t + 9));
    }
    return -1;
}

QByteArrayView streamIn(QByteArrayView text)
{
    const qsizetype bracket = text.indexOf('[');
    qsizetype name = bracket; // where a function's name begins
    while (name > 0 && text[name - 1] != '/' && !isBlank(text[name - 1]))
        --name;
    if (name < 11)
        return {};
    const QByteArrayView date = text.sliced(name - 11, 11);
    if (date[4] != '/' || date[7] != '/' || date[10] != '/' || digits(date.data(), 4) < 0)
        return {};
    return text.sliced(name - 11, bracket - name + 11 + upTo(text.sliced(bracket), isBlank));
}

} // namespace stratoplan::measurements
