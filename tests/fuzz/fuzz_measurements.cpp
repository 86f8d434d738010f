// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as measurements: a reading adds up, and the same bytes in small pieces read the same.
#include "planner/measurements/measurements.h"
#include "tests/fuzz/fuzz.h"
#include "tests/support/piecewise_device.h"

#include <cmath>

using namespace stratoplan;
using namespace stratoplan::fuzz;

namespace {

Expected<measurements::Reading> readBy(const QByteArray &text, qint64 most)
{
    test::PiecewiseDevice pieces(text, most);
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
