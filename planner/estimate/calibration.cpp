// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/calibration.h"

#include "planner/base/plural.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace stratoplan::estimate {

namespace {

// Below this many settings a fit is said to rest on too few (the contract of `calibrate`).
constexpr int enoughSettings = 4;
// An error on a left-out point that must be explained.
constexpr double largeError = 0.25;
// Each costs a fit of all the others, and more to look for outliers: of so many settings all are
// left out in turn, else some.
constexpr qsizetype allHeldOut = 64;
constexpr qsizetype mostHeldOut = 32;

Problem note(const char *code, Text what, Text remedy, Severity severity = Severity::Medium)
{
    return {severity, QString::fromLatin1(code), std::move(what), {}, std::move(remedy)};
}

QStringList words(const QList<MiB> &settings)
{
    QStringList list;
    for (const MiB memory : settings)
        list.append(QStringLiteral("%1 MB").arg(memory.value));
    return list;
}

// Means of the same, by their samples; where one is not counted, it weighs as one sample.
struct Mean
{
    double weight = 0;
    double sum = 0;
    qint64 samples = 0;
    bool isCounted = true;
    int groups = 0;

    void add(Milliseconds mean, std::optional<int> counted)
    {
        const double share = std::max(1, counted.value_or(1));
        weight += share;
        sum += share * mean.value;
        samples += counted.value_or(0);
        isCounted = isCounted && counted;
        ++groups;
    }
    std::optional<Milliseconds> mean() const
    {
        return groups > 0 ? std::optional(Milliseconds(sum / weight)) : std::nullopt;
    }
    std::optional<int> counted() const
    {
        if (groups == 0 || !isCounted)
            return std::nullopt;
        return static_cast<int>(std::min<qint64>(samples, std::numeric_limits<int>::max()));
    }
};

Measurement joinedGroup(const QList<Measurement> &group)
{
    Measurement one = group.first();
    if (group.size() == 1)
        return one;
    Mean duration;
    Mean init;
    Mean restore;
    QStringList sources;
    one.initP95 = std::nullopt;
    for (const Measurement &measurement : group) {
        duration.add(measurement.duration, measurement.samples);
        if (measurement.init) {
            init.add(*measurement.init, measurement.initSamples);
            // A quantile of several groups does not follow from theirs.
            one.initP95 = init.groups == 1 ? measurement.initP95 : std::nullopt;
        }
        if (measurement.restore)
            restore.add(*measurement.restore, std::nullopt);
        if (measurement.maxMemoryUsed
            && (!one.maxMemoryUsed || *one.maxMemoryUsed < *measurement.maxMemoryUsed))
            one.maxMemoryUsed = measurement.maxMemoryUsed;
        if (!measurement.source.isEmpty() && !sources.contains(measurement.source))
            sources.append(measurement.source);
    }
    one.duration = *duration.mean();
    one.samples = duration.counted();
    one.p95 = std::nullopt;
    one.init = init.mean();
    one.initSamples = init.counted();
    one.restore = restore.mean();
    one.source = sources.join(QStringLiteral(", "));
    return one;
}

// One measurement for each setting; its mean is that of duration.h.
QList<Measurement> joined(const QList<Measurement> &measurements)
{
    QMap<MiB, QList<Measurement>> groups;
    for (const Measurement &measurement : measurements)
        groups[measurement.memory].append(measurement);
    QList<Measurement> list;
    for (const QList<Measurement> &group : std::as_const(groups))
        list.append(joinedGroup(group));
    return list;
}

QList<HeldOut> heldOutOf(const QList<Measurement> &points, std::optional<double> parallelShare,
                         const Processor &processor)
{
    QList<HeldOut> list;
    if (points.size() < 3)
        return list;
    const qsizetype count = points.size() <= allHeldOut ? points.size() : mostHeldOut;
    for (qsizetype nth = 0; nth < count; ++nth) {
        const qsizetype i = nth * (points.size() - 1) / (count - 1);
        Function others;
        if (parallelShare)
            others.parallelShare = *parallelShare;
        others.measurements = points;
        others.measurements.removeAt(i);
        // What a setting used says nothing of whether the time at another can be told.
        for (Measurement &other : others.measurements) {
            if (other.maxMemoryUsed && *other.maxMemoryUsed < other.memory)
                other.maxMemoryUsed = std::nullopt;
        }
        const DurationCurve curve(others, std::nullopt, processor);
        const Duration said = curve.at(points[i].memory);
        if (said.from != DurationFrom::Fit)
            continue;
        list.append({points[i].memory, points[i].duration, *said.mean, *said.low, *said.high});
    }
    return list;
}

// From the smallest setting on, the first that is slower by more than a quarter than the fastest
// one with less memory.
std::optional<std::pair<MiB, MiB>> slowerWithMore(const QList<Measurement> &points)
{
    const Measurement *fastest = nullptr;
    for (const Measurement &point : points) {
        if (fastest && point.duration.value > fastest->duration.value * (1 + largeError))
            return std::pair(fastest->memory, point.memory);
        if (!fastest || point.duration < fastest->duration)
            fastest = &point;
    }
    return std::nullopt;
}

Problems notesOf(const Calibration &made, const Processor &processor)
{
    Problems notes;
    const int settings = static_cast<int>(made.points.size());
    if (settings == 1) {
        notes.append(note(
            "calibration.one-setting",
            {STRATOPLAN_TEXT("Calibration",
                             "One memory setting was measured: there is no fit, and what other "
                             "settings do is not known"),
             {}},
            {STRATOPLAN_TEXT("Calibration",
                             "Measure at two settings or more, or state the share of CPU work"),
             {}}));
        return notes;
    }
    if (settings < enoughSettings)
        notes.append(
            note("calibration.few-settings",
                 {STRATOPLAN_PLURAL(
                      "Calibration",
                      "The fit rests on %n memory setting(s); its errors are hardly known"),
                  {},
                  settings},
                 {STRATOPLAN_TEXT("Calibration", "Measure at four settings or more"), {}}));
    if (!made.fit) {
        notes.append(note(
            "calibration.no-fit",
            {STRATOPLAN_TEXT("Calibration", "The measurements cannot be fitted"), {}},
            {STRATOPLAN_TEXT("Calibration", "Measure again, more invocations a setting"), {}}));
        return notes;
    }
    if (!made.fit->outliers.isEmpty())
        notes.append(note(
            "calibration.outliers",
            {STRATOPLAN_TEXT("Calibration",
                             "What was measured at {settings} goes against all the others and is "
                             "left out of the fit"),
             {{QStringLiteral("settings"), words(made.fit->outliers)}}},
            {STRATOPLAN_TEXT("Calibration",
                             "Look whether the function did its work there; measure again"),
             {}}));
    if (!made.fit->underPressure.isEmpty())
        notes.append(note(
            "calibration.memory-pressure",
            {STRATOPLAN_TEXT("Calibration",
                             "At {settings} the function used all its memory; it is left out of "
                             "the fit"),
             {{QStringLiteral("settings"), words(made.fit->underPressure)}}},
            {STRATOPLAN_TEXT("Calibration", "Take such a setting for too small"), {}}));
    if (const auto slower = slowerWithMore(made.points))
        notes.append(
            note("calibration.slower-with-more",
                 {STRATOPLAN_TEXT("Calibration",
                                  "{largerMiB} MB was slower than {smallerMiB} MB by more than a "
                                  "quarter, which more memory alone does not do"),
                  {{QStringLiteral("smallerMiB"), slower->first.value},
                   {QStringLiteral("largerMiB"), slower->second.value}}},
                 {STRATOPLAN_TEXT("Calibration",
                                  "Look whether it does the same work at both; measure again"),
                  {}}));
    if (!made.fit->parallelKnown)
        notes.append(note(
            "calibration.none-above-one-vcpu",
            {STRATOPLAN_TEXT("Calibration",
                             "No setting above {memoryMiB} MB, which is one vCPU, was told apart: "
                             "how far the work runs in parallel is not known"),
             {{QStringLiteral("memoryMiB"), static_cast<int>(processor.oneVcpuMb)}}},
            {STRATOPLAN_TEXT("Calibration", "Measure above it, or state the parallel share"), {}},
            Severity::Low));
    if (made.worstError && *made.worstError > largeError)
        notes.append(note(
            "calibration.large-error",
            {STRATOPLAN_TEXT("Calibration",
                             "Of the settings left out in turn, the worst is missed by "
                             "{percent} %: noise, memory pressure, or something that the model "
                             "does not have"),
             {{QStringLiteral("percent"), std::round(*made.worstError * 1000) / 10}}},
            {STRATOPLAN_TEXT("Calibration",
                             "Trust the band, not the line; measure where it matters"),
             {}}));
    return notes;
}

} // namespace

Expected<Calibration> calibrate(const QList<Measurement> &measurements,
                                std::optional<double> parallelShare, const Processor &processor)
{
    if (measurements.isEmpty())
        return failure(
            note("calibration.no-points",
                 {STRATOPLAN_TEXT("Calibration", "There is no measured memory setting"), {}},
                 {STRATOPLAN_TEXT("Calibration", "Give measurements of warm invocations"), {}},
                 Severity::High));
    for (const Measurement &measurement : measurements) {
        if (!(measurement.duration.value > 0) || !std::isfinite(measurement.duration.value)
            || measurement.memory.value <= 0)
            return failure(note(
                "calibration.not-a-duration",
                {STRATOPLAN_TEXT("Calibration", "The duration at {memoryMiB} MB is not above zero"),
                 {{QStringLiteral("memoryMiB"), measurement.memory.value}}},
                {STRATOPLAN_TEXT("Calibration", "Leave that measurement out"), {}},
                Severity::High));
    }
    Calibration made;
    made.points = joined(measurements);
    made.fit = fitDuration(made.points, parallelShare, processor);
    made.heldOut = heldOutOf(made.points, parallelShare, processor);
    QList<double> errors;
    for (const HeldOut &point : std::as_const(made.heldOut))
        errors.append(std::abs(point.error()));
    if (!errors.isEmpty()) {
        std::sort(errors.begin(), errors.end());
        const qsizetype middle = errors.size() / 2;
        made.medianError
            = errors.size() % 2 == 1 ? errors[middle] : (errors[middle - 1] + errors[middle]) / 2;
        made.worstError = errors.last();
    }
    Function measured;
    measured.measurements = made.points;
    made.leastMemory = DurationCurve(measured, std::nullopt, processor).leastMemory();
    made.notes = notesOf(made, processor);
    if (made.leastMemory && *made.leastMemory > processor.leastMemory)
        made.notes.append(note(
            "calibration.too-little-memory",
            {STRATOPLAN_TEXT("Calibration",
                             "Below {memoryMiB} MB the function has too little memory, by what it "
                             "used: nothing is told of such settings"),
             {{QStringLiteral("memoryMiB"), made.leastMemory->value}}},
            {STRATOPLAN_TEXT("Calibration", "Measure there, if you want to go lower"), {}},
            Severity::Low));
    return made;
}

} // namespace stratoplan::estimate
