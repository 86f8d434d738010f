// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/cold_start.h"

#include "planner/base/table.h"
#include "planner/estimate/function_facts.h"
#include "planner/estimate/interpolation.h"

#include <algorithm>
#include <cmath>

namespace stratoplan::estimate {

namespace {

constexpr std::array<Word<Phase>, 9> phaseWords{{
    {Phase::Download, QLatin1String("download")},
    {Phase::Placement, QLatin1String("placement")},
    {Phase::EniCreate, QLatin1String("eniCreate")},
    {Phase::EniAttach, QLatin1String("eniAttach")},
    {Phase::Runtime, QLatin1String("runtime")},
    {Phase::CutOffInit, QLatin1String("cutOffInit")},
    {Phase::Code, QLatin1String("code")},
    {Phase::Restore, QLatin1String("restore")},
    {Phase::FirstInvoke, QLatin1String("firstInvoke")},
}};

constexpr std::array<Word<Basis>, 2> basisWords{{
    {Basis::Measured, QLatin1String("measured")},
    {Basis::Modelled, QLatin1String("modelled")},
}};

const QString zip = QStringLiteral("zip");

PhaseTime unknownPhase(Phase phase, bool yours)
{
    PhaseTime unknown;
    unknown.phase = phase;
    unknown.yours = yours;
    return unknown;
}

PhaseTime download(const Function &function, const catalog::Catalog &catalog)
{
    PhaseTime phase = unknownPhase(Phase::Download, true);
    const catalog::Quota *base = catalog.constant(QStringLiteral("cold-start.download.base-ms"));
    const catalog::Quota *perMb = catalog.constant(QStringLiteral("cold-start.download.per-mb-ms"));
    const catalog::Quota *error = catalog.constant(QStringLiteral("cold-start.download.error"));
    // Images are loaded block by block while they run: no figure of this kind exists for them.
    if (packageOf(function) != zip || !function.packageMb || !base || !perMb || !error)
        return phase;
    const double time = base->value + perMb->value * *function.packageMb;
    phase.time = Milliseconds(time);
    phase.low = Milliseconds(time * (1 - error->value));
    phase.high = Milliseconds(time * (1 + error->value));
    phase.source = perMb->source;
    return phase;
}

// Making and attaching the interface was only ever timed together, as a start in a VPC less one
// outside; the low end is a start that found an interface with room.
PhaseTime interfaceCreation(const catalog::Catalog &catalog)
{
    PhaseTime phase = unknownPhase(Phase::EniCreate, false);
    const catalog::Quota *with = catalog.constant(QStringLiteral("cold-start.eni-2018.median-ms"));
    const catalog::Quota *without
        = catalog.constant(QStringLiteral("cold-start.eni-2018.without-vpc-ms"));
    const catalog::Quota *tail = catalog.constant(QStringLiteral("cold-start.eni-2018.p97_5-ms"));
    if (!with || !without)
        return phase;
    phase.time = Milliseconds(with->value - without->value);
    phase.low = Milliseconds(0);
    if (tail)
        phase.high = Milliseconds(tail->value - without->value);
    phase.source = with->source;
    return phase;
}

// The cells around a memory setting, the same one twice where it was measured; none outside them.
template <class Cell>
struct Neighbours
{
    const Cell *below = nullptr;
    const Cell *above = nullptr;

    bool exact() const { return below && below == above; }
    double linearShare(MiB memory) const
    {
        return (memory - below->memory) / (above->memory - below->memory);
    }
};

template <class Cell>
Neighbours<Cell> neighbours(const QList<Cell> &cells, MiB memory)
{
    Neighbours<Cell> found;
    for (const Cell &cell : cells) {
        if (cell.memory <= memory)
            found.below = &cell;
        if (cell.memory >= memory && !found.above)
            found.above = &cell;
    }
    return found.below && found.above ? found : Neighbours<Cell>{};
}

// The first call where it was measured, and between two of those.
template <class Cell>
void setFirstInvoke(PhaseTime &phase, const Neighbours<Cell> &cells, MiB memory, double exponent)
{
    if (!cells.below)
        return;
    if (cells.exact()) {
        phase.time = cells.below->firstInvoke;
        phase.basis = Basis::Measured;
    } else {
        phase.time
            = firstInvokeBetween(cells.below->memory, cells.below->firstInvoke, cells.above->memory,
                                 cells.above->firstInvoke, memory, exponent);
    }
}

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    const qsizetype middle = values.size() / 2;
    return values.size() % 2 ? values.at(middle) : (values.at(middle - 1) + values.at(middle)) / 2;
}

} // namespace

QLatin1String id(Phase phase)
{
    return wordOf(phaseWords, phase);
}

QLatin1String id(Basis basis)
{
    return wordOf(basisWords, basis);
}

QList<Phase> allPhases()
{
    QList<Phase> phases;
    for (const Word<Phase> &word : phaseWords)
        phases.append(word.value);
    return phases;
}

std::optional<Milliseconds> ColdStart::of(Phase phase) const
{
    for (const PhaseTime &time : phases) {
        if (time.phase == phase)
            return time.time;
    }
    return std::nullopt;
}

std::optional<Milliseconds> ColdStart::partial() const
{
    if (!total)
        return std::nullopt;
    Milliseconds sum;
    for (const PhaseTime &each : phases) {
        if (each.phase >= Phase::Runtime)
            sum += each.time.value_or(Milliseconds(0));
    }
    return sum;
}

std::optional<Milliseconds> ColdStart::withoutShared() const
{
    std::optional<Milliseconds> left;
    for (const PhaseTime &each : phases) {
        if (total && each.share && each.time)
            left = left.value_or(*total) - *each.time;
    }
    return left;
}

std::optional<Milliseconds> ColdStart::billedInit() const
{
    const auto runtime = of(Phase::Runtime);
    const auto code = of(Phase::Code);
    if (!runtime || !code)
        return std::nullopt;
    return *runtime + *code + of(Phase::CutOffInit).value_or(Milliseconds(0));
}

Milliseconds firstInvokeBetween(MiB below, Milliseconds atBelow, MiB above, Milliseconds atAbove,
                                MiB memory, double exponent)
{
    const auto slowness = [exponent](MiB at) { return std::pow(at.value, -exponent); };
    const double share = (slowness(memory) - slowness(below)) / (slowness(above) - slowness(below));
    return Milliseconds(linear(atBelow.value, atAbove.value, share));
}

Milliseconds modelledFirstInvoke(const catalog::ColdStartRow &row, MiB memory, Milliseconds quantum,
                                 double oneVcpuMb)
{
    const double share = std::min(1.0, memory.value / oneVcpuMb);
    const double work = row.firstInvokeCpuWork.value;
    double throttled = work;
    if (share < 1 && work > 0) {
        const double slices = std::ceil(work / (share * quantum.value));
        throttled = (slices - 1) * quantum.value + work - (slices - 1) * share * quantum.value;
    }
    return row.firstInvokeBase + Milliseconds(throttled);
}

ColdStartCurve::ColdStartCurve(const Function &function, network::Model model,
                               const catalog::Catalog &catalog)
    : m_function(&function)
    , m_download(download(function, catalog))
    , m_snapStart(function.snapStart.valueOr(false))
    , m_boost(catalog.curve(QStringLiteral("cold-start.boost.")))
{
    const std::optional<QString> package = packageOf(function);
    const std::optional<QString> architecture = architectureOf(function);
    const QString runtimeId = function.runtime.valueOr({});
    if (architecture && package)
        m_row = catalog.coldStart(runtimeId, *architecture, *package);
    // Restores were measured for Java on x86_64 from zip packages only.
    if (architecture == QLatin1String("x86_64") && package == zip)
        m_restores = catalog.restore(runtimeId);
    if (model == network::Model::PerContainerEni && standsInVpc(function))
        m_interface = interfaceCreation(catalog);
    const catalog::Runtime *runtime = catalog.runtime(runtimeId);
    if (runtime && runtime->family == QLatin1String("nodejs"))
        m_perLoadedMb = catalog.constant(QStringLiteral("cold-start.loaded.nodejs.per-mb-ms"));
    if (const catalog::Quota *oneVcpu = catalog.constant(QStringLiteral("cpu.one-vcpu")))
        m_oneVcpuMb = oneVcpu->value;
    if (const catalog::Quota *quantum = catalog.constant(QStringLiteral("cold-start.quantum-ms")))
        m_quantum = Milliseconds(quantum->value);
    if (const catalog::Quota *exponent
        = catalog.constant(QStringLiteral("cold-start.first-invoke.exponent")))
        m_exponent = exponent->value;
    if (const catalog::Quota *shared
        = catalog.quota(QStringLiteral("lambda-2018.eni.memory-divisor")))
        m_gigabytesPerInterface = shared->value;
    const catalog::Quota *limit = catalog.quota(QStringLiteral("lambda.init.timeout"));
    if (limit && !m_snapStart) {
        m_initLimit = Milliseconds(limit->value * 1000);
        m_initLimitSource = limit->source;
    }
}

ColdStart ColdStartCurve::at(MiB memory) const
{
    ColdStart start;
    start.phases.append(m_download);
    // How long AWS takes to find a worker and start the container has never been published.
    start.phases.append(unknownPhase(Phase::Placement, false));
    if (m_interface) {
        PhaseTime made = *m_interface;
        if (gigabytes(memory) < m_gigabytesPerInterface)
            made.share = gigabytes(memory) / m_gigabytesPerInterface;
        start.phases.append(made);
        start.phases.append(unknownPhase(Phase::EniAttach, false));
    }
    if (m_snapStart) {
        start.phases.append(restore(memory));
    } else {
        const PhaseTime runtime = runtimeStart(memory);
        start.initP95 = runtime.high;
        start.phases.append(runtime);
        const PhaseTime code = ownCode(memory, runtime.time);
        if (m_initLimit && runtime.time && code.time && *runtime.time + *code.time > *m_initLimit) {
            PhaseTime cutOff = unknownPhase(Phase::CutOffInit, true);
            cutOff.time = m_initLimit;
            cutOff.source = m_initLimitSource;
            start.phases.append(cutOff);
        }
        start.phases.append(code);
        start.samples = runtimeSamples(memory);
    }
    start.phases.append(firstInvoke(memory));

    Milliseconds total;
    for (const PhaseTime &phase : std::as_const(start.phases)) {
        if (phase.time)
            total += *phase.time;
        else
            start.missing.append(id(phase.phase));
    }
    if (start.of(m_snapStart ? Phase::Restore : Phase::Runtime))
        start.total = total;
    return start;
}

PhaseTime ColdStartCurve::runtimeStart(MiB memory) const
{
    PhaseTime phase = unknownPhase(Phase::Runtime, false);
    if (!m_row)
        return phase;
    const auto cells = neighbours(m_row->cells, memory);
    phase.source = m_row->source;
    if (!cells.below) {
        phase.time = m_row->init;
    } else if (cells.exact()) {
        phase.time = cells.below->initMedian;
        phase.high = cells.below->initP95;
        phase.basis = Basis::Measured;
    } else {
        const double share = cells.linearShare(memory);
        phase.time = Milliseconds(
            linear(cells.below->initMedian.value, cells.above->initMedian.value, share));
        phase.high
            = Milliseconds(linear(cells.below->initP95.value, cells.above->initP95.value, share));
    }
    return phase;
}

int ColdStartCurve::runtimeSamples(MiB memory) const
{
    if (!m_row)
        return 0;
    const auto cells = neighbours(m_row->cells, memory);
    return cells.below && cells.exact() ? cells.below->samples : 0;
}

// Init Duration that was measured less the runtime's own start: what was measured at this memory,
// else the median of all.
std::optional<PhaseTime> ColdStartCurve::measuredCode(MiB memory, Milliseconds runtimeStart) const
{
    QList<double> inits;
    QList<double> here;
    for (const Measurement &measurement : m_function->measurements) {
        if (!measurement.init)
            continue;
        inits.append(measurement.init->value);
        if (measurement.memory == memory)
            here.append(measurement.init->value);
    }
    if (inits.isEmpty())
        return std::nullopt;
    PhaseTime phase = unknownPhase(Phase::Code, true);
    phase.time
        = Milliseconds(std::max(0.0, median(here.isEmpty() ? inits : here) - runtimeStart.value));
    phase.basis = here.isEmpty() ? Basis::Modelled : Basis::Measured;
    return phase;
}

PhaseTime ColdStartCurve::ownCode(MiB memory, std::optional<Milliseconds> runtimeStart) const
{
    PhaseTime phase = unknownPhase(Phase::Code, true);
    const std::optional<PhaseTime> measured
        = runtimeStart ? measuredCode(memory, *runtimeStart) : std::nullopt;
    if (m_function->init) {
        phase.time = *m_function->init;
    } else if (measured) {
        phase = *measured;
    } else if (m_function->loadedMb && m_perLoadedMb) {
        phase.time = Milliseconds(*m_function->loadedMb * m_perLoadedMb->value);
        phase.source = m_perLoadedMb->source;
    }
    if (phase.time && phase.basis == Basis::Modelled && m_oneVcpuMb > 0
        && memory.value > m_oneVcpuMb) {
        const double here = valueAt(m_boost, m_function->memory.valueOr(MiB(0)).value, 1);
        phase.low = *phase.time * std::min(1.0, valueAt(m_boost, memory.value, 1) / here);
        phase.high = phase.time;
    }
    return phase;
}

PhaseTime ColdStartCurve::restore(MiB memory) const
{
    PhaseTime phase = unknownPhase(Phase::Restore, false);
    if (!m_restores)
        return phase;
    const auto cells = neighbours(m_restores->cells, memory);
    if (!cells.below)
        return phase;
    phase.source = m_restores->source;
    phase.basis = cells.exact() ? Basis::Measured : Basis::Modelled;
    phase.time = cells.exact()
        ? cells.below->restore
        : Milliseconds(linear(cells.below->restore.value, cells.above->restore.value,
                              cells.linearShare(memory)));
    return phase;
}

PhaseTime ColdStartCurve::firstInvoke(MiB memory) const
{
    PhaseTime phase = unknownPhase(Phase::FirstInvoke, true);
    if (m_snapStart) {
        if (m_restores)
            setFirstInvoke(phase, neighbours(m_restores->cells, memory), memory, m_exponent);
        phase.source = m_restores ? m_restores->source : QString();
    } else if (m_row) {
        const auto cells = neighbours(m_row->cells, memory);
        setFirstInvoke(phase, cells, memory, m_exponent);
        if (!cells.below && m_quantum && m_oneVcpuMb > 0)
            phase.time = modelledFirstInvoke(*m_row, memory, *m_quantum, m_oneVcpuMb);
        phase.source = m_row->source;
    }
    return phase;
}

} // namespace stratoplan::estimate
