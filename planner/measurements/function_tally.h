// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the room: the records of one function, summed up.

#include "planner/measurements/measurements.h"
#include "planner/measurements/quantile_sketch.h"

#include <map>
#include <unordered_set>

namespace stratoplan::measurements {

/// How an invocation ended.
enum class Status
{
    Success,
    Failed,
    TimedOut
};

/// One invocation. Durations in milliseconds; what the source does not say is absent.
struct Record
{
    int memory = 0; ///< MB; 0 = not said
    std::optional<double> duration;
    std::optional<double> billed;
    std::optional<double> init;
    bool initWithin = false; ///< it ran again within the invocation: `duration` has it in
    std::optional<double> restore;
    std::optional<double> billedRestore;
    int maxMemoryUsed = 0; ///< MB; 0 = not said
    Status status = Status::Success;
    qint64 time = -1; ///< ms since 1970; -1 = not said
    QString function; ///< empty = not said
};

/// A mean that the source computed itself.
struct MeanRecord
{
    int memory = 0;
    double duration = 0;
    std::optional<double> init;
    std::optional<qint64> samples;
    std::optional<double> cost;
};

/// Sums up records in constant memory: two sketches at least for each memory setting, of which
/// there are 256 at most.
class FunctionTally
{
public:
    static constexpr int mostSettings = 256;

    void add(const Record &record);
    void add(const MeanRecord &record);
    void leaveOut(LeftOut reason, qint64 count = 1);
    void sawTime(qint64 msSince1970);
    /// A log stream, which is one execution environment, by its hash; whether it is a new one.
    bool sawStream(size_t stream) { return m_streams.insert(stream).second; }
    void sawMoreStreams() { m_streamsOverflowed = true; }
    /// Takes in the records of another.
    void merge(FunctionTally other);
    /// Takes in what another left out, and none of what it used.
    void mergeLeftOut(const FunctionTally &other);
    /// Records that do not say their memory setting count at `assumed`; they are left out where
    /// there is none or where others say it.
    void settleUnsaidMemory(std::optional<MiB> assumed);

    qint64 read() const { return m_read; }
    qint64 used() const { return m_used; }
    qint64 coldStarts() const { return m_coldStarts; }
    const QMap<LeftOut, qint64> &leftOut() const { return m_leftOut; }
    /// More memory settings than anybody measures: the input is something else.
    bool hasTooManySettings() const { return m_tooManySettings; }
    bool hasWarm() const;
    qint64 memoryAssumed() const { return m_memoryAssumed; }
    void fill(Reading &reading) const;

private:
    struct Sums
    {
        QuantileSketch warm;
        QuantileSketch coldDuration;
        QuantileSketch init;
        QuantileSketch restore;
        int maxMemoryUsed = 0;
        /// Means that came as such: their number, and sums weighted by their samples.
        int means = 0;
        double weight = 0;
        double weightedDuration = 0;
        double weightedInit = 0;
        double initWeight = 0;
        double weightedCost = 0;
        double costWeight = 0;
        bool samplesKnown = true;

        void merge(const Sums &other);
    };

    Sums *sumsAt(int memory);
    void judgeBilling(const Record &record);
    void fillBilling(Reading &reading) const;
    void fillEnvironments(Reading &reading) const;
    static Setting settingOf(int memory, const Sums &sums);

    qint64 m_read = 0; ///< used and left out
    qint64 m_used = 0;
    QMap<LeftOut, qint64> m_leftOut;
    std::map<int, Sums> m_sums;
    bool m_tooManySettings = false;
    std::unordered_set<size_t> m_streams;
    bool m_streamsOverflowed = false;
    qint64 m_coldStarts = 0;
    qint64 m_memoryAssumed = 0;
    qint64 m_first = -1;
    qint64 m_last = -1;
    qint64 m_billedRecords = 0;
    /// Records that follow a rule, by Billing; and those with an initialisation that tell the rules
    /// apart.
    QMap<Billing, qint64> m_fits;
    qint64 m_initBilled = 0;
    qint64 m_initNotBilled = 0;
    qint64 m_perMillisecond = 0; ///< billed for what is no multiple of 100 ms
};

} // namespace stratoplan::measurements
