// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/measurements/csv_rows.h"
#include "planner/measurements/json_records.h"
#include "planner/measurements/json_stream.h"
#include "planner/measurements/power_tuning.h"

#include <algorithm>
#include <cstring>

namespace stratoplan::measurements {

namespace {

constexpr qsizetype chunkBytes = qsizetype{256} * 1024;
// What is no stream of records (a link, base64) is small.
constexpr qsizetype mostSmallBytes = qsizetype{1024} * 1024;
// A longer line is no line of the platform.
constexpr qsizetype mostLineBytes = qsizetype{1024} * 1024;

// A log of lines, of which some may be JSON: the text format and the JSON format come mixed.
class LogReader
{
public:
    LogReader(Tally &tally, LogLines &lines)
        : m_lines(lines)
        , m_records(tally, lines)
    {
        m_json.onValue = [this](const QByteArray &value) { m_records.take(value); };
        m_json.onFault = [this](const QByteArray &value, JsonStream::Fault fault) {
            m_records.takeBroken(value, fault == JsonStream::Fault::TooLarge);
        };
    }

    void feed(QByteArrayView text)
    {
        // The beginning of a line that did not tell yet whether it is JSON.
        QByteArray joined;
        if (!m_line.isEmpty() && isUndecided(m_line)) {
            joined = std::exchange(m_line, {}) + text.toByteArray();
            text = joined;
        }
        while (!text.isEmpty()) {
            if (!m_json.isIdle())
                text = text.sliced(m_json.feed(text));
            else if (m_line.isEmpty())
                text = text.sliced(takeLine(text));
            else
                text = text.sliced(growLine(text));
        }
    }

    void finish()
    {
        if (!m_line.isEmpty())
            takeWhole(std::exchange(m_line, {}));
        m_json.finish();
        m_lines.flush();
    }

private:
    // Blanks, and a bracket at most.
    static bool isUndecided(QByteArrayView text)
    {
        const QByteArrayView rest = text.trimmed();
        return !text.contains('\n')
            && (rest.isEmpty() || (rest.size() == 1 && (rest[0] == '{' || rest[0] == '[')));
    }

    // The line that the text begins with; returns what was taken of the text.
    qsizetype takeLine(QByteArrayView text)
    {
        if (isUndecided(text) && text.size() < mostLineBytes) {
            m_line = text.toByteArray();
            return text.size();
        }
        qsizetype start = 0;
        while (start < text.size() && (text[start] == ' ' || text[start] == '\t'))
            ++start;
        if (start < text.size() && (text[start] == '{' || text[start] == '[')
            && JsonStream::isStart(text.sliced(start)))
            return start + m_json.feed(text.sliced(start));
        const void *end = std::memchr(text.data(), '\n', static_cast<size_t>(text.size()));
        if (!end) {
            m_line = text.first(std::min(text.size(), mostLineBytes)).toByteArray();
            return text.size();
        }
        const qsizetype length = static_cast<const char *>(end) - text.data();
        takeWhole(text.first(length));
        return length + 1;
    }

    qsizetype growLine(QByteArrayView text)
    {
        const qsizetype end = text.indexOf('\n');
        const QByteArrayView more = end < 0 ? text : text.first(end);
        if (m_line.size() + more.size() <= mostLineBytes)
            m_line.append(more.data(), more.size());
        if (end < 0)
            return text.size();
        takeWhole(std::exchange(m_line, {}));
        return end + 1;
    }

    void takeWhole(QByteArrayView line)
    {
        if (line.isEmpty())
            return;
        // `aws logs tail` and exports write time and stream before a platform event.
        if (line.contains("\"platform.")) {
            const qsizetype brace = line.indexOf('{');
            if (brace >= 0) {
                const QByteArrayView prefix = line.first(brace);
                Origin origin;
                origin.stream = streamIn(prefix).toByteArray();
                m_records.take(line.sliced(brace).trimmed().toByteArray(), origin);
                return;
            }
        }
        m_lines.take(line);
    }

    LogLines &m_lines;
    JsonRecords m_records;
    JsonStream m_json;
    QByteArray m_line; ///< of which the end is still to come
};

/// The device in pieces, of which the first is put together to see what it is.
class Pieces
{
public:
    explicit Pieces(QIODevice &device)
        : m_device(device)
    {
        const QByteArray byteOrderMark("\xef\xbb\xbf");
        // A pipe may give less than there is.
        gather(4096);
        if (m_first.startsWith(byteOrderMark))
            m_first.remove(0, byteOrderMark.size());
    }

    const QByteArray &first() const { return m_first; }
    /// Calls for each piece, the first among them.
    template <class Take>
    void each(Take take)
    {
        take(QByteArrayView(m_first));
        m_first = {};
        QByteArray piece(chunkBytes, Qt::Uninitialized);
        for (;;) {
            const qint64 size = readInto(piece);
            if (size <= 0)
                break;
            take(QByteArrayView(piece.constData(), size));
        }
    }
    /// All of it, where it is small; else its beginning.
    QByteArray all()
    {
        gather(mostSmallBytes);
        return m_first;
    }
    /// The device did not give all that it had.
    bool hasFailed() const { return m_failed; }

private:
    qint64 readInto(QByteArray &piece)
    {
        const qint64 size = m_device.read(piece.data(), piece.size());
        m_failed = m_failed || size < 0;
        return size;
    }
    void gather(qsizetype atLeast)
    {
        QByteArray piece(chunkBytes, Qt::Uninitialized);
        while (m_first.size() < atLeast) {
            const qint64 size = readInto(piece);
            if (size <= 0)
                break;
            m_first.append(piece.constData(), size);
        }
    }

    QIODevice &m_device;
    QByteArray m_first;
    bool m_failed = false;
};

bool isBase64(QByteArrayView text)
{
    text = text.trimmed();
    if (text.startsWith('"') && text.endsWith('"') && text.size() > 1)
        text = text.sliced(1, text.size() - 2);
    if (text.size() < 40)
        return false;
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '+' || c == '/' || c == '=' || c == '\n' || c == '\r';
    });
}

QByteArrayView firstLine(const QByteArray &text)
{
    const QByteArrayView view(text);
    qsizetype start = 0;
    while (start < view.size() && (view[start] == '\n' || view[start] == '\r'))
        ++start;
    const qsizetype end = view.indexOf('\n', start);
    return view.sliced(start, (end < 0 ? view.size() : end) - start);
}

void readInto(Tally &tally, Pieces &pieces)
{
    LogLines lines(tally);
    const QByteArray &first = pieces.first();
    if (TableReader::isHeader(firstLine(first))) {
        TableReader table(tally, lines);
        pieces.each([&](QByteArrayView piece) { table.feed(piece); });
        table.finish();
        lines.flush();
    } else if (isPowerTuningLink(first)) {
        tally.setSource(Source::PowerTuningLink);
        takePowerTuningLink(pieces.all(), tally);
    } else if (isBase64(first)) {
        tally.setSource(Source::InvokeLog);
        QByteArray text = pieces.all().trimmed();
        text.replace('"', "");
        takeInvokeLog(text, lines);
        lines.flush();
    } else {
        LogReader log(tally, lines);
        pieces.each([&](QByteArrayView piece) { log.feed(piece); });
        log.finish();
    }
}

} // namespace

Expected<Reading> read(QIODevice &device, const QString &file, const ReadOptions &options)
{
    const auto unreadable = [&file] {
        return failure(problem(
            QStringLiteral("measurements.unreadable"),
            {STRATOPLAN_TEXT("Measurements", "It cannot be read"), {}},
            {STRATOPLAN_TEXT("Measurements", "Name a file that exists and may be read"), {}},
            file));
    };
    if (!device.isReadable())
        return unreadable();
    Tally tally(Source::ReportLines, file, options);
    Pieces pieces(device);
    readInto(tally, pieces);
    return pieces.hasFailed() ? unreadable() : tally.finish();
}

} // namespace stratoplan::measurements
