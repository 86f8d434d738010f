// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as measurements: a reading adds up, and the same bytes in small pieces read the same.
#include "planner/measurements/measurements.h"
#include "tests/fuzz/fuzz.h"

#include <QIODevice>

#include <algorithm>
#include <cmath>

using namespace stratoplan;
using namespace stratoplan::fuzz;

namespace {

// A device that gives at most so many bytes at a time.
class Pieces : public QIODevice
{
public:
    Pieces(QByteArray text, qint64 most)
        : m_text(std::move(text))
        , m_most(most)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 size) override
    {
        const qint64 count = std::min({size, m_most, qint64(m_text.size()) - m_at});
        std::copy_n(m_text.constData() + m_at, count, data);
        m_at += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_text;
    qint64 m_most;
    qint64 m_at = 0;
};

Expected<measurements::Reading> readBy(const QByteArray &text, qint64 most)
{
    Pieces pieces(text, most);
    return measurements::read(pieces, QStringLiteral("m"), {MiB(1024), QStringLiteral("orders")});
}

bool isLength(Milliseconds value)
{
    return std::isfinite(value.value) && value.value >= 0;
}

void checkSums(const measurements::Reading &reading)
{
    qint64 leftOut = 0;
    for (const qint64 count : reading.leftOut)
        leftOut += count;
    require(reading.recordsUsed + leftOut == reading.recordsRead, "used + left out == read");
    require(reading.recordsUsed > 0, "something was used");
    require(reading.billingFits <= reading.billedRecords, "no more fit than were billed");
    for (const measurements::Setting &setting : reading.settings) {
        require(setting.memory.value >= 128 && setting.memory.value <= 10240, "a memory of Lambda");
        for (const auto &spread :
             {setting.warm, setting.coldDuration, setting.init, setting.restore}) {
            if (spread)
                require(isLength(spread->mean) && isLength(spread->p95.value_or(spread->mean)),
                        "durations are lengths");
        }
    }
    for (const Measurement &measurement : measurements::measured({reading}))
        require(measurement.duration.value > 0, "a measured duration is above zero");
}

} // namespace

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray text = textOf(data, size);
    const auto whole = readBy(text, text.size() + 1);
    if (whole)
        checkSums(*whole);
    else
        require(!whole.error().isEmpty(), "a refusal says why");
    const auto pieces = readBy(text, 13);
    require(pieces == whole, "pieces read as the whole");
    return 0;
}
