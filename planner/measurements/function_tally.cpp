// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/measurements/function_tally.h"

#include "planner/model/properties.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace stratoplan::measurements {

namespace {

// Lambda's limit of 15 minutes, which a duration may pass by the time it takes to stop a function.
constexpr int unsaid = 0;
constexpr double mostDuration = 16.0 * 60 * 1000;
// More than that is no number of invocations.
constexpr double mostSamples = 1e12;
// A rule of billing that this share of the records follows is taken for the rule.
constexpr double billingShare = 0.95;

// Within what a function can be set to. The room knows no catalogue; the quotas stand in the table
// of properties, which a test holds to the catalogue.
bool isMemorySetting(int memory)
{
    static const auto limits = [] {
        const QList<PropertyRow> &rows = functionRows();
        const auto row = std::find_if(rows.begin(), rows.end(), [](const PropertyRow &each) {
            return each.name == QLatin1String("memory");
        });
        return std::pair(row->least.value_or(0), row->most.value_or(0));
    }();
    return memory >= limits.first && memory <= limits.second;
}

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

void FunctionTally::leaveOut(LeftOut reason, qint64 count)
{
    m_read += count;
    m_leftOut[reason] += count;
}

void FunctionTally::sawTime(qint64 ms)
{
    if (ms < 0)
        return;
    m_first = m_first < 0 ? ms : std::min(m_first, ms);
    m_last = std::max(m_last, ms);
}

FunctionTally::Sums *FunctionTally::sumsAt(int memory)
{
    if (memory != unsaid && !isMemorySetting(memory)) {
        leaveOut(LeftOut::OutOfRange);
        return nullptr;
    }
    const auto found = m_sums.find(memory);
    if (found != m_sums.end())
        return &found->second;
    if (m_sums.size() >= mostSettings) {
        m_tooManySettings = true;
        leaveOut(LeftOut::OutOfRange);
        return nullptr;
    }
    return &m_sums[memory];
}

void FunctionTally::add(const Record &record)
{
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
    ++m_read;
    ++m_used;
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

void FunctionTally::add(const MeanRecord &record)
{
    if (!(record.duration > 0)) {
        leaveOut(LeftOut::NoDuration);
        return;
    }
    if (!isMemorySetting(record.memory) || record.duration > mostDuration
        || (record.init && !(*record.init >= 0 && *record.init <= mostDuration))) {
        leaveOut(LeftOut::OutOfRange);
        return;
    }
    Sums *sums = sumsAt(record.memory);
    if (!sums)
        return;
    ++m_read;
    ++m_used;
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

void FunctionTally::Sums::merge(const Sums &other)
{
    warm.merge(other.warm);
    coldDuration.merge(other.coldDuration);
    init.merge(other.init);
    restore.merge(other.restore);
    maxMemoryUsed = std::max(maxMemoryUsed, other.maxMemoryUsed);
    means += other.means;
    weight += other.weight;
    weightedDuration += other.weightedDuration;
    weightedInit += other.weightedInit;
    initWeight += other.initWeight;
    weightedCost += other.weightedCost;
    costWeight += other.costWeight;
    samplesKnown = samplesKnown && other.samplesKnown;
}

void FunctionTally::mergeLeftOut(const FunctionTally &other)
{
    for (auto it = other.m_leftOut.cbegin(); it != other.m_leftOut.cend(); ++it)
        leaveOut(it.key(), *it);
}

void FunctionTally::merge(FunctionTally other)
{
    mergeLeftOut(other);
    m_read += other.m_used;
    m_used += other.m_used;
    for (const auto &entry : other.m_sums)
        m_sums[entry.first].merge(entry.second);
    m_tooManySettings
        = m_tooManySettings || other.m_tooManySettings || m_sums.size() > mostSettings;
    m_streams.merge(other.m_streams);
    m_streamsOverflowed = m_streamsOverflowed || other.m_streamsOverflowed;
    m_coldStarts += other.m_coldStarts;
    sawTime(other.m_first);
    sawTime(other.m_last);
    m_billedRecords += other.m_billedRecords;
    for (auto it = other.m_fits.cbegin(); it != other.m_fits.cend(); ++it)
        m_fits[it.key()] += *it;
    m_initBilled += other.m_initBilled;
    m_initNotBilled += other.m_initNotBilled;
    m_perMillisecond += other.m_perMillisecond;
}

void FunctionTally::judgeBilling(const Record &record)
{
    ++m_billedRecords;
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

void FunctionTally::fillBilling(Reading &reading) const
{
    reading.billedRecords = m_billedRecords;
    if (m_billedRecords == 0)
        return;
    const auto isRule = [this](qint64 count) {
        return static_cast<double>(count) >= billingShare * static_cast<double>(m_billedRecords);
    };
    const auto take = [&reading](Billing billing, qint64 count) {
        reading.billing = billing;
        reading.billingFits = count;
    };
    if (isRule(m_fits.value(Billing::By100Ms)) && m_perMillisecond == 0) {
        take(Billing::By100Ms, m_fits.value(Billing::By100Ms));
    } else if (m_fits.value(Billing::WithRestore) > 0 && m_initBilled + m_initNotBilled == 0) {
        // Warm invocations of the same function follow the rule without restore.
        const qint64 all = m_fits.value(Billing::WithRestore) + m_fits.value(Billing::WithoutInit);
        if (isRule(all))
            take(Billing::WithRestore, all);
    } else if (m_initBilled + m_initNotBilled > 0) {
        const Billing rule
            = m_initBilled > m_initNotBilled ? Billing::WithInit : Billing::WithoutInit;
        if (isRule(m_fits.value(rule)))
            take(rule, m_fits.value(rule));
    } else if (isRule(m_fits.value(Billing::WithoutInit))) {
        take(Billing::InitUnseen, m_fits.value(Billing::WithoutInit));
    }
}

void FunctionTally::fillEnvironments(Reading &reading) const
{
    if (!m_streams.empty()) {
        reading.environments = static_cast<qint64>(m_streams.size());
        reading.environmentsAtLeast = m_streamsOverflowed;
    } else if (m_coldStarts > 0) {
        reading.environments = m_coldStarts;
        reading.environmentsAtLeast = true;
    }
}

Setting FunctionTally::settingOf(int memory, const Sums &sums)
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

void FunctionTally::settleUnsaidMemory(std::optional<MiB> assumed)
{
    const auto found = m_sums.find(unsaid);
    if (found == m_sums.end())
        return;
    const qint64 records = found->second.warm.count() + found->second.coldDuration.count();
    // Among records that say it, one that does not is cut off.
    if (m_sums.size() == 1 && assumed) {
        Sums sums = std::move(found->second);
        m_sums.clear();
        m_sums.emplace(assumed->value, std::move(sums));
        m_memoryAssumed = records;
        return;
    }
    m_coldStarts -= found->second.coldDuration.count();
    m_used -= records;
    m_leftOut[m_sums.size() > 1 ? LeftOut::Truncated : LeftOut::NoMemory] += records;
    m_sums.erase(found);
}

bool FunctionTally::hasWarm() const
{
    return std::any_of(m_sums.begin(), m_sums.end(), [](const auto &entry) {
        return entry.second.warm.count() > 0 || entry.second.means > 0;
    });
}

void FunctionTally::fill(Reading &reading) const
{
    reading.recordsRead = m_read;
    reading.recordsUsed = m_used;
    reading.leftOut = m_leftOut;
    reading.first = utc(m_first);
    reading.last = utc(m_last);
    for (const auto &entry : m_sums)
        reading.settings.append(settingOf(entry.first, entry.second));
    fillBilling(reading);
    fillEnvironments(reading);
}

} // namespace stratoplan::measurements
