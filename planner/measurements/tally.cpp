// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/measurements/tally.h"

#include "planner/base/plural.h"

#include <algorithm>
#include <cmath>

namespace stratoplan::measurements {

namespace {

// Lambda's limits (S10): 128 to 10,240 MB, and 15 minutes. A duration may pass that by the time it
// takes to stop a function.
constexpr int leastMemory = 128;
constexpr int mostMemory = 10240;
constexpr int unsaid = 0;
constexpr double mostDuration = 16.0 * 60 * 1000;
// More settings than anybody measures: the input is something else.
constexpr size_t mostSettings = 256;
constexpr size_t mostStreams = 65536;
constexpr qsizetype mostFunctions = 64;
// More than that is no number of invocations.
constexpr double mostSamples = 1e12;
// A rule of billing that this share of the records follows is taken for the rule.
constexpr double billingShare = 0.95;

Spread spreadOf(const QuantileSketch &sketch)
{
    Spread spread;
    spread.count = sketch.count();
    spread.mean = sketch.mean();
    spread.median = sketch.quantile(0.5);
    spread.p95 = sketch.quantile(0.95);
    return spread;
}

std::optional<Spread> spreadOrNone(const QuantileSketch &sketch)
{
    return sketch.count() > 0 ? std::optional(spreadOf(sketch)) : std::nullopt;
}

// Whether what was billed is `wanted` rounded up. The log rounds its own figures to 0.01 ms before
// we see them, so a value just above a whole number may read as that number.
bool isRoundedUp(double wanted, double billed, double step)
{
    const double up = std::ceil((wanted - 1e-9) / step) * step;
    return std::abs(up - billed) < 1e-6
        || std::abs(std::ceil((wanted + 0.005) / step) * step - billed) < 1e-6;
}

QDateTime utc(qint64 ms)
{
    return ms < 0 ? QDateTime() : QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
}

} // namespace

Problem problem(const QString &code, Text what, Text remedy, const QString &file)
{
    return {Severity::High, code, std::move(what), {file, 0, 0, {}}, std::move(remedy)};
}

Tally::Tally(Source source, QString file, ReadOptions options)
    : m_options(std::move(options))
{
    m_reading.source = source;
    m_reading.file = std::move(file);
}

void Tally::leaveOut(LeftOut reason, qint64 count)
{
    m_kindSeen = true;
    m_reading.recordsRead += count;
    m_reading.leftOut[reason] += count;
}

void Tally::sawTime(qint64 ms)
{
    if (ms < 0)
        return;
    m_first = m_first < 0 ? ms : std::min(m_first, ms);
    m_last = std::max(m_last, ms);
}

void Tally::sawStream(QByteArrayView name)
{
    if (name.isEmpty())
        return;
    const size_t hash = qHash(name);
    if (m_streams.size() < mostStreams)
        m_streams.insert(hash);
    else if (!m_streams.count(hash))
        m_streamsOverflowed = true;
}

void Tally::sawFunction(const QString &name)
{
    if (!name.isEmpty() && !m_functions.contains(name) && m_functions.size() < mostFunctions)
        m_functions.append(name);
}

void Tally::note(Problem problem)
{
    // A log of millions of records may say the same as often.
    if (!m_reading.notes.contains(problem) && m_reading.notes.size() < 20)
        m_reading.notes.append(std::move(problem));
}

void Tally::refuse(Problem problem)
{
    m_refused.append(std::move(problem));
}

Tally::Sums *Tally::sumsAt(int memory)
{
    if (memory != unsaid && (memory < leastMemory || memory > mostMemory)) {
        leaveOut(LeftOut::OutOfRange);
        return nullptr;
    }
    const auto found = m_sums.find(memory);
    if (found != m_sums.end())
        return &found->second;
    if (m_sums.size() >= mostSettings) {
        if (!isRefused())
            refuse(problem(
                QStringLiteral("measurements.too-many-settings"),
                {STRATOPLAN_PLURAL("Measurements", "It has more than %n memory setting(s)"),
                 {},
                 int(mostSettings)},
                {STRATOPLAN_TEXT("Measurements", "Read a part of it"), {}}, m_reading.file));
        leaveOut(LeftOut::OutOfRange);
        return nullptr;
    }
    return &m_sums[memory];
}

void Tally::add(const Record &record)
{
    m_kindSeen = true;
    if (isRefused())
        return;
    sawTime(record.time);
    if (record.status != Status::Success) {
        leaveOut(record.status == Status::TimedOut ? LeftOut::TimedOut : LeftOut::Failed);
        return;
    }
    if (!record.duration || !(*record.duration > 0)) {
        leaveOut(LeftOut::NoDuration);
        return;
    }
    const auto isLength = [](const std::optional<double> &value) {
        return !value || (*value >= 0 && *value <= mostDuration);
    };
    if (!isLength(record.duration) || !isLength(record.init) || !isLength(record.restore)) {
        leaveOut(LeftOut::OutOfRange);
        return;
    }
    Sums *sums = sumsAt(record.memory);
    if (!sums)
        return;
    ++m_reading.recordsRead;
    ++m_reading.recordsUsed;
    sums->maxMemoryUsed = std::max(sums->maxMemoryUsed, record.maxMemoryUsed);
    if (record.init || record.restore) {
        ++m_coldStarts;
        sums->coldDuration.add(*record.duration);
        if (record.init)
            sums->init.add(*record.init);
        if (record.restore)
            sums->restore.add(*record.restore);
    } else {
        sums->warm.add(*record.duration);
    }
    if (record.billed)
        judgeBilling(record);
}

void Tally::add(const MeanRecord &record)
{
    m_kindSeen = true;
    if (isRefused())
        return;
    if (!(record.duration > 0)) {
        leaveOut(LeftOut::NoDuration);
        return;
    }
    if (record.memory < leastMemory || record.duration > mostDuration
        || (record.init && !(*record.init >= 0 && *record.init <= mostDuration))) {
        leaveOut(LeftOut::OutOfRange);
        return;
    }
    Sums *sums = sumsAt(record.memory);
    if (!sums)
        return;
    ++m_reading.recordsRead;
    ++m_reading.recordsUsed;
    const double weight = record.samples ? static_cast<double>(*record.samples) : 1;
    ++sums->means;
    sums->samplesKnown = sums->samplesKnown && record.samples;
    sums->weight += weight;
    sums->weightedDuration += weight * record.duration;
    if (record.init) {
        sums->weightedInit += weight * *record.init;
        sums->initWeight += weight;
    }
    if (record.cost) {
        sums->weightedCost += weight * *record.cost;
        sums->costWeight += weight;
    }
}

void Tally::judgeBilling(const Record &record)
{
    ++m_reading.billedRecords;
    const double duration = *record.duration;
    const double billed = *record.billed;
    // What ran again within the invocation tells nothing of whether initialisation is billed.
    const bool tells = record.init && !record.initWithin;
    const double init = tells ? *record.init : 0;
    if (isRoundedUp(duration, billed, 100))
        ++m_fits[Billing::By100Ms];
    const bool withoutInit = isRoundedUp(duration, billed, 1);
    const bool withInit = isRoundedUp(duration + init, billed, 1);
    if (withoutInit)
        ++m_fits[Billing::WithoutInit];
    if (withInit)
        ++m_fits[Billing::WithInit];
    if (record.billedRestore
        && isRoundedUp(std::ceil(duration - 1e-9) + *record.billedRestore, billed, 1))
        ++m_fits[Billing::WithRestore];
    if (tells && withInit != withoutInit)
        ++(withInit ? m_initBilled : m_initNotBilled);
    if (std::fmod(billed, 100) != 0)
        ++m_perMillisecond;
}

void Tally::settleBilling()
{
    if (m_reading.billedRecords == 0)
        return;
    const auto fits = [this](Billing billing) {
        return static_cast<double>(m_fits.value(billing))
            >= billingShare * static_cast<double>(m_reading.billedRecords);
    };
    const auto take = [this](Billing billing, qint64 count) {
        m_reading.billing = billing;
        m_reading.billingFits = count;
    };
    if (fits(Billing::By100Ms) && m_perMillisecond == 0) {
        take(Billing::By100Ms, m_fits.value(Billing::By100Ms));
    } else if (m_fits.value(Billing::WithRestore) > 0 && m_initBilled + m_initNotBilled == 0) {
        // Warm invocations of the same function follow the rule without restore.
        const qint64 all = m_fits.value(Billing::WithRestore) + m_fits.value(Billing::WithoutInit);
        if (static_cast<double>(all) >= billingShare * static_cast<double>(m_reading.billedRecords))
            take(Billing::WithRestore, all);
    } else if (m_initBilled + m_initNotBilled > 0) {
        const Billing rule
            = m_initBilled > m_initNotBilled ? Billing::WithInit : Billing::WithoutInit;
        if (fits(rule))
            take(rule, m_fits.value(rule));
    } else if (fits(Billing::WithoutInit)) {
        take(Billing::InitUnseen, m_fits.value(Billing::WithoutInit));
    }
}

void Tally::settleEnvironments()
{
    if (!m_streams.empty()) {
        m_reading.environments = static_cast<qint64>(m_streams.size());
        m_reading.environmentsAtLeast = m_streamsOverflowed;
    } else if (m_coldStarts > 0) {
        m_reading.environments = m_coldStarts;
        m_reading.environmentsAtLeast = true;
    }
}

Problems Tally::whyNothing() const
{
    const QString &file = m_reading.file;
    if (!m_kindSeen)
        return {problem(
            QStringLiteral("measurements.unknown-kind"),
            {STRATOPLAN_TEXT("Measurements", "No measurements of a known kind are in it"), {}},
            {STRATOPLAN_TEXT("Measurements",
                             "Give CloudWatch REPORT lines or JSON platform events, a result of "
                             "power tuning, X-Ray segments, or CSV with memory_mb,duration_ms"),
             {}},
            file)};
    if (m_coldStarts > 0)
        return {problem(QStringLiteral("measurements.all-cold"),
                        {STRATOPLAN_TEXT("Measurements",
                                         "Every invocation in it is a cold start; none tells how "
                                         "long a warm one takes"),
                         {}},
                        {STRATOPLAN_TEXT("Measurements",
                                         "Invoke the function several times in a row at each "
                                         "memory setting"),
                         {}},
                        file)};
    QStringList reasons;
    for (auto it = m_reading.leftOut.cbegin(); it != m_reading.leftOut.cend(); ++it)
        reasons.append(QStringLiteral("%1 %2").arg(*it).arg(label(it.key())));
    if (reasons.isEmpty())
        return {problem(QStringLiteral("measurements.no-records"),
                        {STRATOPLAN_TEXT("Measurements", "It has no invocation in it"), {}},
                        {STRATOPLAN_TEXT("Measurements",
                                         "Take a longer time, or a log level that keeps successful "
                                         "reports"),
                         {}},
                        file)};
    return {problem(
        QStringLiteral("measurements.no-records"),
        {STRATOPLAN_TEXT("Measurements", "None of its records can be used: {reasons}"),
         {{QStringLiteral("reasons"), reasons}}},
        {STRATOPLAN_TEXT("Measurements", "Give measurements of invocations that succeeded"), {}},
        file)};
}

Setting Tally::settingOf(int memory, const Sums &sums)
{
    Setting setting;
    setting.memory = MiB(memory);
    setting.warm = spreadOrNone(sums.warm);
    setting.coldDuration = spreadOrNone(sums.coldDuration);
    setting.init = spreadOrNone(sums.init);
    setting.restore = spreadOrNone(sums.restore);
    if (sums.maxMemoryUsed > 0)
        setting.maxMemoryUsed = MiB(sums.maxMemoryUsed);
    if (sums.means > 0 && !setting.warm) {
        Spread warm;
        warm.mean = Milliseconds(sums.weightedDuration / sums.weight);
        if (sums.samplesKnown)
            warm.count = static_cast<qint64>(std::min(sums.weight, mostSamples));
        setting.warm = warm;
        if (sums.initWeight > 0) {
            Spread init;
            init.mean = Milliseconds(sums.weightedInit / sums.initWeight);
            setting.init = init;
        }
        if (sums.costWeight > 0)
            setting.cost = UsDollars(sums.weightedCost / sums.costWeight);
    }
    return setting;
}

void Tally::settleUnsaidMemory()
{
    const auto found = m_sums.find(unsaid);
    if (found == m_sums.end())
        return;
    const qint64 records = found->second.warm.count() + found->second.coldDuration.count();
    // Among records that say it, one that does not is cut off.
    if (m_sums.size() == 1 && m_options.memory) {
        Sums sums = std::move(found->second);
        m_sums.clear();
        m_sums.emplace(m_options.memory->value, std::move(sums));
        m_memoryAssumed = records;
        return;
    }
    m_coldStarts -= found->second.coldDuration.count();
    m_reading.recordsUsed -= records;
    m_reading.leftOut[m_sums.size() > 1 ? LeftOut::Truncated : LeftOut::NoMemory] += records;
    m_sums.erase(found);
}

Expected<Reading> Tally::finish()
{
    if (isRefused())
        return failure(m_refused);
    settleUnsaidMemory();
    if (m_functions.size() > 1) {
        m_functions.sort();
        return failure(problem(
            QStringLiteral("measurements.several-functions"),
            {STRATOPLAN_TEXT("Measurements", "It holds records of several functions: {functions}"),
             {{QStringLiteral("functions"), m_functions}}},
            {STRATOPLAN_TEXT("Measurements", "Give the records of one function"), {}},
            m_reading.file));
    }
    const bool anyWarm = std::any_of(m_sums.begin(), m_sums.end(), [](const auto &entry) {
        return entry.second.warm.count() > 0 || entry.second.means > 0;
    });
    if (!anyWarm)
        return failure(whyNothing());
    if (!m_functions.isEmpty())
        m_reading.function = m_functions.first();
    m_reading.first = utc(m_first);
    m_reading.last = utc(m_last);
    for (const auto &entry : m_sums)
        m_reading.settings.append(settingOf(entry.first, entry.second));
    settleBilling();
    settleEnvironments();
    if (m_memoryAssumed > 0)
        m_reading.notes.append(
            {Severity::Low,
             QStringLiteral("measurements.memory-assumed"),
             {STRATOPLAN_PLURAL("Measurements",
                                "%n record(s) do not say their memory setting; they count as "
                                "measured at {memoryMiB} MB"),
              {{QStringLiteral("memoryMiB"), m_options.memory->value}},
              int(std::min<qint64>(m_memoryAssumed, INT_MAX))},
             {m_reading.file, 0, 0, {}},
             {}});
    return m_reading;
}

} // namespace stratoplan::measurements
