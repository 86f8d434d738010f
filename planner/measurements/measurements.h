// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/problem.h"
#include "planner/model/elements.h"

#include <QDateTime>
#include <QIODevice>
#include <QMap>
#include <QStringList>

#include <optional>

namespace stratoplan::measurements {

/// What measurements were read from; told from the content.
enum class Source
{
    ReportLines, ///< CloudWatch text with REPORT lines, from a console, `aws logs tail`, an export
    PlatformEvents, ///< Lambda's JSON log format
    LogEvents, ///< answer of filter-log-events or get-log-events
    Insights, ///< result of a Logs Insights query, CSV or JSON
    InvokeLog, ///< LogResult of an invocation, base64
    PowerTuning, ///< result of AWS Lambda Power Tuning
    PowerTuningLink, ///< address of its visualisation
    XRay, ///< segments of traces
    Table ///< CSV memory_mb,duration_ms[,init_ms]
};
QLatin1String id(Source source); ///< "report-lines", "power-tuning"
QString label(Source source); ///< for people, in the language of the installed translators

/// Why a record took no part.
enum class LeftOut
{
    Failed, ///< the invocation ended with an error or a fault
    TimedOut,
    Throttled,
    InProgress, ///< a trace that has no end yet
    Truncated, ///< the record is cut off or not well formed
    NoDuration, ///< its duration is zero or absent
    NoMemory, ///< it does not say its memory setting, and none was given
    OutOfRange, ///< a memory setting or a duration that Lambda cannot have
    TooLarge, ///< a single record over 4 MB
    OtherFunction, ///< of another function than the one that counts
    UnknownFunction ///< it does not say its function, and others say several
};
QLatin1String id(LeftOut reason); ///< "timed-out"
QString label(LeftOut reason);

/// Which rule of billing the numbers follow. Lambda changed it twice: 1 ms instead of 100 ms in
/// December 2020, and initialisation billed for everybody from August 2025.
enum class Billing
{
    Unknown, ///< nothing billed was read, or no rule fits
    By100Ms, ///< rounded up to 100 ms, without initialisation
    WithoutInit, ///< rounded up to 1 ms, without initialisation
    WithInit, ///< the sum of duration and initialisation, rounded up to 1 ms
    WithRestore, ///< the duration rounded up, and the billed part of restoring a snapshot
    InitUnseen ///< rounded up to 1 ms; no cold start tells whether initialisation is billed
};
QLatin1String id(Billing billing); ///< "with-init"
QString label(Billing billing);

/// What is known of some durations.
struct Spread
{
    /// Number of values; nothing where the source gives means without saying of how many.
    std::optional<qint64> count;
    Milliseconds mean;
    std::optional<Milliseconds> median; ///< within 0.5 % where there are over 500 values
    std::optional<Milliseconds> p95; ///< likewise

    bool operator==(const Spread &) const = default;
};

/// What was measured at one memory setting. Cold starts are apart: an invocation with an
/// initialisation or a restore counts in `init` or `restore` and `coldDuration`, never in `warm`.
struct Setting
{
    MiB memory;
    std::optional<Spread> warm; ///< Duration of invocations without initialisation
    std::optional<Spread> coldDuration; ///< Duration of those that came with one
    std::optional<Spread> init; ///< Init Duration
    std::optional<Spread> restore; ///< Restore Duration, of SnapStart
    std::optional<MiB> maxMemoryUsed; ///< the most that any invocation used
    /// US dollars (or yuan) for one invocation without its request, where the source says it.
    std::optional<UsDollars> cost;

    bool operator==(const Setting &) const = default;
};

/// All that one source says.
struct Reading
{
    Source source = Source::ReportLines;
    QString file; ///< as it was given
    /// The function whose records count: the only one that the source names, or the chosen one of
    /// several; empty where it names none.
    QString function;
    QDateTime first; ///< time of the first and of the last record, UTC; invalid where none is told
    QDateTime last;
    qint64 recordsRead = 0; ///< used and left out
    qint64 recordsUsed = 0;
    QMap<LeftOut, qint64> leftOut;
    QList<Setting> settings; ///< by memory
    Billing billing = Billing::Unknown;
    qint64 billedRecords = 0; ///< records that say what was billed
    qint64 billingFits = 0; ///< of them, those that follow `billing`
    /// Execution environments: log streams where they are named, else cold starts, which are the
    /// least number there can have been. Nothing where the source tells neither.
    std::optional<qint64> environments;
    bool environmentsAtLeast = false;
    /// What to know before using it: a log that says it is incomplete, records that lacked their
    /// memory setting and took the one that was given, records of a function of another name.
    Problems notes;

    bool operator==(const Reading &) const = default;
};

struct ReadOptions
{
    /// Memory setting of records that do not say one (X-Ray segments, Managed Instances).
    std::optional<MiB> memory;
    /// The function that was measured; empty for whichever the source holds. Of a source that
    /// names several functions (log groups, log streams, platform events, traces) only its records
    /// count: those of a function of that name, or else of the only one that a stack may have named
    /// after it ("stack-Orders-1ABC"). A source that names one function counts as a whole; where
    /// that is another, a note says so.
    QString function;
};

/// Reads measurements of any of the kinds of Source. The device is read in pieces of which nothing
/// is kept, so that memory does not grow with its size. `file` is what problems call it.
///
/// Problems: "measurements.unknown-kind" (nothing known is in it), "measurements.no-records" (of a
/// known kind, but without an invocation that could be used; with the reasons),
/// "measurements.all-cold" (nothing but cold starts), "measurements.several-functions" (with their
/// names; where ReadOptions::function is none of them or could be several),
/// "measurements.failed-execution" (a power-tuning run that did not succeed),
/// "measurements.cold-only" (one that was told to measure cold starts), "measurements.dry-run" (one
/// without an analysis), "measurements.wrong-link" (a visualisation address that is cut off),
/// "measurements.unreadable" (the device fails), "measurements.too-many-settings" (over 256).
Expected<Reading> read(QIODevice &device, const QString &file, const ReadOptions &options = {});

/// What several readings measured, as a design keeps it: a warm mean for each memory setting, with
/// what is known beside it. Means of the same setting are joined by their number of samples.
/// Settings without a warm invocation are left out.
QList<Measurement> measured(const QList<Reading> &readings);

} // namespace stratoplan::measurements
