// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/bill.h"
#include "planner/estimate/estimates.h"

namespace stratoplan::estimate {

/// A duration as the book bills it: rounded up to its increment, or as it is where that is 0.
Milliseconds billedDuration(Milliseconds duration, const catalog::PriceBook &book);

/// Price key of the GB-seconds of an architecture: "lambda.x86.gb-second".
QString gbSecondKey(const QString &architecture);

/// What one function is billed for at one memory setting, apart from how often it runs.
struct Invocation
{
    MiB memory;
    QString architecture;
    Milliseconds billed; ///< of a warm invocation
    /// Initialisation, spread over all invocations: cold share x what the initialisation adds to
    /// the billed duration. 0 where the book does not bill it, or share or length are not known.
    Milliseconds billedInit;
    double ephemeralGb = 0; ///< storage above what is included
    /// Price of a GB-second at this memory / price of a GB-second: a list that rounds what an
    /// increment costs is a little dearer or cheaper at some settings.
    double listRounding = 1;
    // What the book has a price for besides computing.
    double logGb = 0; ///< written by one invocation
    double snapshotGb = 0; ///< SnapStart snapshot that is kept; Java's cost nothing
    double restoredGb = 0; ///< of it for one invocation, by the cold share

    /// GB-seconds billed for so long a run.
    double gbSeconds(Milliseconds running) const;
};

/// Nothing while memory, architecture or duration are not known, or above the book's largest
/// memory.
std::optional<Invocation> invocation(const Function &function, MiB memory,
                                     std::optional<Milliseconds> duration, const ColdStart &start,
                                     const catalog::PriceBook &book);

/// A million such invocations at the price of the first tier, request fee included, provisioned
/// concurrency not; nothing when the book lacks a price.
std::optional<UsDollars> costPerMillion(const Invocation &invocation,
                                        const catalog::PriceBook &book);

/// GB of a log that is billed for so many KB.
double logGigabytes(double kb);
/// Whether SnapStart of this function is paid for: Java's is not (S16).
bool paysForSnapStart(const Function &function);

/// What `invocation` uses in a month at `rate`: computing, log, and one kept snapshot with its
/// restores. Provisioned environments are paid for the whole
/// month; they are taken to serve what they can: the share provisioned / mean concurrency of the
/// running time, at their own price.
QList<Use> functionUses(const Function &function, const Invocation &invocation, PerSecond rate);

} // namespace stratoplan::estimate
