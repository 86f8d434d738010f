// SPDX-License-Identifier: GPL-3.0-or-later
// How long it takes to read a log of REPORT lines, and how much memory: both for a tenth of the
// lines and for all ten million, so that what does not grow is seen. The lines are made while they
// are read; making them is measured alone, too.
#include "planner/measurements/measurements.h"

#include <benchmark/benchmark.h>

#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <string_view>

using namespace stratoplan;

namespace {

constexpr std::array<int, 4> settings{256, 512, 1024, 1769};

// A log of `lines` REPORT lines with what Lambda writes around them: every twentieth is a cold
// start, and durations vary with a fixed pattern.
class MadeUpLog : public QIODevice
{
public:
    explicit MadeUpLog(qint64 lines)
        : m_left(lines)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    bool isSequential() const override { return true; }
    qint64 bytes() const { return m_bytes; }

protected:
    qint64 readData(char *data, qint64 size) override
    {
        qint64 filled = 0;
        while (filled < size) {
            if (m_at == m_length && !next())
                break;
            const qint64 count = std::min<qint64>(size - filled, m_length - m_at);
            std::memcpy(data + filled, m_line.data() + m_at, static_cast<size_t>(count));
            filled += count;
            m_at += static_cast<int>(count);
        }
        m_bytes += filled;
        return filled;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    bool next()
    {
        if (m_left == 0)
            return false;
        --m_left;
        m_state = m_state * 6364136223846793005ULL + 1442695040888963407ULL;
        const auto noise = static_cast<unsigned>(m_state >> 44);
        const int memory = settings[noise % settings.size()];
        const unsigned hundredths = 2'000'000U / static_cast<unsigned>(memory) + noise % 4096;
        char *at = m_line.data();
        const auto text
            = [&at](std::string_view words) { at = std::copy(words.begin(), words.end(), at); };
        const auto number = [&](unsigned value) {
            at = std::to_chars(at, m_line.data() + m_line.size(), value).ptr;
        };
        text("2026-01-02T03:04:05.678Z REPORT RequestId: 11111111-2222-4333-8444-555555555555\t"
             "Duration: ");
        number(hundredths / 100);
        text(hundredths % 100 < 10 ? ".0" : ".");
        number(hundredths % 100);
        text(" ms\tBilled Duration: ");
        const bool isCold = noise % 20 == 0;
        number((hundredths + (isCold ? 21'055 : 0) + 99) / 100);
        text(" ms\tMemory Size: ");
        number(static_cast<unsigned>(memory));
        text(isCold ? " MB\tMax Memory Used: 83 MB\tInit Duration: 210.55 ms\t\n"
                    : " MB\tMax Memory Used: 83 MB\t\n");
        m_length = static_cast<int>(at - m_line.data());
        m_at = 0;
        return true;
    }

    std::array<char, 400> m_line{};
    int m_length = 0;
    int m_at = 0;
    qint64 m_left;
    qint64 m_bytes = 0;
    quint64 m_state = 20181127;
};

double peakMegabytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

void makesLines(benchmark::State &state)
{
    for (auto each : state) {
        MadeUpLog log(state.range(0));
        std::array<char, 65536> piece{};
        while (log.read(piece.data(), piece.size()) > 0)
            benchmark::DoNotOptimize(piece);
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(makesLines)->Arg(10'000'000)->Iterations(1)->Unit(benchmark::kSecond);

void readsReportLines(benchmark::State &state)
{
    qint64 bytes = 0;
    for (auto each : state) {
        MadeUpLog log(state.range(0));
        const auto reading = measurements::read(log, QStringLiteral("made up"));
        if (!reading || reading->recordsUsed != state.range(0)
            || reading->settings.size() != qsizetype(settings.size()))
            state.SkipWithError("the lines were not read");
        bytes += log.bytes();
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
    state.SetBytesProcessed(bytes);
    state.counters["peak_MB"] = peakMegabytes();
}
BENCHMARK(readsReportLines)
    ->Arg(1'000'000)
    ->Arg(10'000'000)
    ->Iterations(1)
    ->Unit(benchmark::kSecond);

} // namespace

BENCHMARK_MAIN();
