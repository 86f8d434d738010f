// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/model/elements.h"

#include <QMap>

#include <array>
#include <limits>
#include <optional>

namespace stratoplan::estimate {

enum class DurationFrom
{
    Measured,
    Fit,
    Given,
    Unknown
};
QLatin1String id(DurationFrom from); ///< "measured", "fit", "given", "unknown"

/// The processor a function gets at a memory setting.
struct Processor
{
    double oneVcpuMb = 0; ///< memory at which it is one vCPU
    /// Ceilings that were measured above one vCPU, by MB; lower than the proportion.
    QMap<double, double> ceilings;
    /// Work that suffers from being throttled below one vCPU takes 1 / s^this, not 1 / s. Chosen on
    /// published tables, each time without the table under test.
    double throttledExponent = 0;
    /// vCPUs that parallel work may be limited to: the cores seen at the smaller settings.
    double coresSeen = 0;
    MiB leastMemory; ///< the smallest setting there is
    /// Error of a fit, as the standard deviation of log(predicted / measured): at least this, and
    /// nine in ten of the predictions from two points within that. Both from power-tables of
    /// others.
    double leastError = 0;
    double twoPointError = 0;

    /// vCPUs by proportion to memory.
    double proportion(MiB memory) const { return memory.value / oneVcpuMb; }
    /// vCPUs that were seen; the proportion up to one.
    double seen(MiB memory) const;
};
/// From the catalogue's keys lambda.memory.minimum, cpu.* and duration.fit.*, with their sources.
Processor processor(const catalog::Catalog &catalog);

/// duration(M) = waiting + serial / min(1, s) + parallel / min(l, s) + throttled (min(1, s)^-q - 1
/// / min(1, s)) with s = M / 1769 vCPU: waiting does not depend on memory, serial work runs on one
/// vCPU at most, parallel work on all there are or on l of them, and throttled work, which is part
/// of both, suffers below one vCPU more than in proportion.
struct DurationFit
{
    Milliseconds waiting;
    Milliseconds serial; ///< work at one vCPU
    Milliseconds parallel; ///< work at one vCPU
    Milliseconds throttled; ///< of that work, what is slowed more than in proportion
    /// vCPUs up to which parallel work gets faster; infinite where no end of it was measured.
    double parallelLimit = std::numeric_limits<double>::infinity();
    /// False where no point above one vCPU and no stated share tells serial from parallel work:
    /// then all of it counts as serial, and the low end of the band has it parallel.
    bool parallelKnown = false;
    int points = 0; ///< distinct memory settings that it was fitted to
    int freedom = 0; ///< points less the parts that are above zero
    double residual = 0; ///< standard deviation of log(fitted / measured) at the points
    /// Settings that were left out: what was measured there goes against all the others.
    QList<MiB> outliers;
    /// Settings that were left out since their whole memory was used.
    QList<MiB> underPressure;
    /// Covariance of waiting, serial, parallel and throttled, before it is scaled by the error.
    std::array<double, 16> covariance{};

    /// Fitted mean duration.
    Milliseconds at(MiB memory, const Processor &processor) const;
};

/// What a fit says beside waiting and work, a sentence each: the work that is slowed more than in
/// proportion, and where parallel work gets no faster; empty where it found neither.
QList<Text> furtherOf(const DurationFit &fit);

/// Least squares of the relative error with no negative part, over the measured settings. From five
/// settings on, one in five may be left out as an outlier: a setting that the fit of the others
/// misses by more than a quarter and by more than three times what they scatter; of the smallest
/// and the largest one only if it has less memory and is faster, or more and is slower. Of more
/// than 64 settings only the 16 that the fit of all misses most are looked at for that. Nothing for
/// fewer than two distinct settings, or where a duration is not above zero. `parallelShare` is the
/// stated share of the work that runs in parallel.
std::optional<DurationFit> fitDuration(const QList<Measurement> &measurements,
                                       std::optional<double> parallelShare,
                                       const Processor &processor);

struct Duration
{
    std::optional<Milliseconds> mean;
    std::optional<Milliseconds> low; ///< 90 % band; nothing for what was measured or stated
    std::optional<Milliseconds> high;
    DurationFrom from = DurationFrom::Unknown;
    /// The setting is below what the function was seen to use at the next larger one: it fails
    /// there, or, with a garbage collector, takes nobody knows how long. Then nothing else is
    /// known.
    bool tooLittleMemory = false;
};

/// Mean warm duration of one function by memory setting. A measured setting gives what was
/// measured; two measured settings or more give a fit everywhere else. Without a fit the stated
/// duration, else the one measured setting, holds at its memory; elsewhere it needs the share of
/// work in it (Function::cpuShare): without that only the range from all waiting to all work is
/// known. A setting below leastMemory() has no duration: the smallest measured one that had memory
/// left used more than it has. What larger ones used says nothing: with a garbage collector the use
/// grows with the setting.
class DurationCurve
{
public:
    DurationCurve(const Function &function, std::optional<MiB> present, Processor processor);

    const std::optional<DurationFit> &fit() const { return m_fit; }
    /// Settings below it that were not measured have too little memory; nothing where no use of
    /// memory says so.
    std::optional<MiB> leastMemory() const;
    /// The most memory that any measured invocation used, where it was recorded.
    std::optional<MiB> memoryUsed() const;
    Duration at(MiB memory) const;

private:
    Duration fitted(MiB memory) const;
    Duration given(MiB memory) const;

    QMap<MiB, Milliseconds> m_measured;
    std::optional<DurationFit> m_fit;
    std::optional<Milliseconds> m_given;
    std::optional<double> m_cpuShare;
    std::optional<double> m_parallelShare;
    std::optional<MiB> m_present;
    QMap<MiB, MiB> m_used; ///< the most memory that was used, by setting, where it was recorded
    Processor m_processor;
};

} // namespace stratoplan::estimate
