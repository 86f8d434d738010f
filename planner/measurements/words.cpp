// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/measurements/measurements.h"

#include "planner/base/table.h"

#include <QCoreApplication>

namespace stratoplan::measurements {

namespace {

constexpr std::array<Word<Source>, 9> sources{{
    {Source::ReportLines, QLatin1String("report-lines")},
    {Source::PlatformEvents, QLatin1String("platform-events")},
    {Source::LogEvents, QLatin1String("log-events")},
    {Source::Insights, QLatin1String("logs-insights")},
    {Source::InvokeLog, QLatin1String("invoke-log")},
    {Source::PowerTuning, QLatin1String("power-tuning")},
    {Source::PowerTuningLink, QLatin1String("power-tuning-link")},
    {Source::XRay, QLatin1String("x-ray")},
    {Source::Table, QLatin1String("table")},
}};

constexpr std::array<Word<LeftOut>, 11> reasons{{
    {LeftOut::Failed, QLatin1String("failed")},
    {LeftOut::TimedOut, QLatin1String("timed-out")},
    {LeftOut::Throttled, QLatin1String("throttled")},
    {LeftOut::InProgress, QLatin1String("in-progress")},
    {LeftOut::Truncated, QLatin1String("truncated")},
    {LeftOut::NoDuration, QLatin1String("no-duration")},
    {LeftOut::NoMemory, QLatin1String("no-memory")},
    {LeftOut::OutOfRange, QLatin1String("out-of-range")},
    {LeftOut::TooLarge, QLatin1String("too-large")},
    {LeftOut::OtherFunction, QLatin1String("other-function")},
    {LeftOut::UnknownFunction, QLatin1String("unknown-function")},
}};

constexpr std::array<Word<Billing>, 6> billings{{
    {Billing::Unknown, QLatin1String("unknown")},
    {Billing::By100Ms, QLatin1String("by-100-ms")},
    {Billing::WithoutInit, QLatin1String("without-init")},
    {Billing::WithInit, QLatin1String("with-init")},
    {Billing::WithRestore, QLatin1String("with-restore")},
    {Billing::InitUnseen, QLatin1String("init-unseen")},
}};

QString tr(const char *text)
{
    return QCoreApplication::translate("Measurements", text);
}

} // namespace

QLatin1String id(Source source)
{
    return wordOf(sources, source);
}

QLatin1String id(LeftOut reason)
{
    return wordOf(reasons, reason);
}

QLatin1String id(Billing billing)
{
    return wordOf(billings, billing);
}

QString label(Source source)
{
    switch (source) {
    case Source::ReportLines:
        return tr("CloudWatch REPORT lines");
    case Source::PlatformEvents:
        return tr("Lambda platform events");
    case Source::LogEvents:
        return tr("CloudWatch log events");
    case Source::Insights:
        return tr("Logs Insights result");
    case Source::InvokeLog:
        return tr("log of an invocation");
    case Source::PowerTuning:
        return tr("power-tuning result");
    case Source::PowerTuningLink:
        return tr("power-tuning visualisation");
    case Source::XRay:
        return tr("X-Ray segments");
    case Source::Table:
        return tr("table");
    }
    return {};
}

QString label(LeftOut reason)
{
    switch (reason) {
    case LeftOut::Failed:
        return tr("failed");
    case LeftOut::TimedOut:
        return tr("timed out");
    case LeftOut::Throttled:
        return tr("throttled");
    case LeftOut::InProgress:
        return tr("still in progress");
    case LeftOut::Truncated:
        return tr("cut off");
    case LeftOut::NoDuration:
        return tr("without a duration");
    case LeftOut::NoMemory:
        return tr("without a memory setting");
    case LeftOut::OutOfRange:
        return tr("beyond what Lambda allows");
    case LeftOut::TooLarge:
        return tr("too large");
    case LeftOut::OtherFunction:
        return tr("of another function");
    case LeftOut::UnknownFunction:
        return tr("of a function that is not named");
    }
    return {};
}

QString label(Billing billing)
{
    switch (billing) {
    case Billing::Unknown:
        return tr("no rule of billing fits");
    case Billing::By100Ms:
        return tr("billed by 100 ms, without initialisation");
    case Billing::WithoutInit:
        return tr("billed by 1 ms, without initialisation");
    case Billing::WithInit:
        return tr("billed by 1 ms, initialisation included");
    case Billing::WithRestore:
        return tr("billed by 1 ms, the billed part of restoring included");
    case Billing::InitUnseen:
        return tr("billed by 1 ms; no cold start shows whether initialisation is included");
    }
    return {};
}

} // namespace stratoplan::measurements
