// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the room: what the readers of the formats add records to.

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
/// there are 256 at most, and at most 65,536 hashes of log streams.
class Tally
{
public:
    Tally(Source source, QString file, ReadOptions options);

    void setSource(Source source) { m_reading.source = source; }
    const QString &file() const { return m_reading.file; }
    const ReadOptions &options() const { return m_options; }

    void add(const Record &record);
    void add(const MeanRecord &record);
    void leaveOut(LeftOut reason, qint64 count = 1);
    void sawTime(qint64 msSince1970);
    /// A log stream, which is one execution environment.
    void sawStream(QByteArrayView name);
    /// A function that the source names.
    void sawFunction(const QString &name);
    void note(Problem problem);
    /// Ends the reading with a problem: finish() then returns what was refused.
    void refuse(Problem problem);
    bool isRefused() const { return !m_refused.isEmpty(); }
    /// Something of the kind was there, though perhaps no record of use.
    void sawKind() { m_kindSeen = true; }
    bool isKindSeen() const { return m_kindSeen; }

    Expected<Reading> finish();

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
    };

    Sums *sumsAt(int memory);
    void judgeBilling(const Record &record);
    void settleBilling();
    void settleEnvironments();
    void settleUnsaidMemory();
    Problems whyNothing() const;
    static Setting settingOf(int memory, const Sums &sums);

    Reading m_reading;
    ReadOptions m_options;
    Problems m_refused;
    bool m_kindSeen = false;
    std::map<int, Sums> m_sums;
    QStringList m_functions;
    std::unordered_set<size_t> m_streams;
    bool m_streamsOverflowed = false;
    qint64 m_coldStarts = 0;
    qint64 m_memoryAssumed = 0;
    qint64 m_first = -1;
    qint64 m_last = -1;
    /// Records that follow a rule, by Billing; and those with an initialisation that tell the rules
    /// apart.
    QMap<Billing, qint64> m_fits;
    qint64 m_initBilled = 0;
    qint64 m_initNotBilled = 0;
    qint64 m_perMillisecond = 0; ///< billed for what is no multiple of 100 ms
};

/// A problem of this room.
Problem problem(const QString &code, Text what, Text remedy, const QString &file);

} // namespace stratoplan::measurements
