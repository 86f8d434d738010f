// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/estimates.h"

namespace stratoplan::estimate {

/// How Lambda bills and what it allows on the day of a price book.
struct Era
{
    QString book;
    QDate date;
    Milliseconds billingIncrement; ///< 0 = not rounded
    bool initBilled = false;
    MiB mostMemory;
    std::optional<Seconds> longestTimeout;
    bool hasArm = false; ///< the book has a price of it
    network::Model network = network::Model::Hyperplane;
};

/// Limits of 2018 hold for books before their first change that year, the network model of the talk
/// for books before September 2019 (catalogue: lambda-2018.*, cold-start.eni-2018.*).
Era eraOf(const catalog::PriceBook &book, const catalog::Catalog &catalog);

/// One function in one era.
struct InEra
{
    Era era;
    QString architecture; ///< it runs on: x86_64 where the era has no arm64
    bool memoryFits = true;
    bool timeoutFits = true;
    /// At the function's memory; without cost where the memory does not fit. Its month is that of
    /// this function alone.
    MemoryPoint point;
};

/// One line of what changed: the same thing then and now, in words.
struct Difference
{
    QString id; ///< "billing", "init", "memory", "timeout", "architecture", "network", "cost", ...
    Text what;
    Text then;
    Text now;

    bool isOne() const { return !(then == now); }
};

/// The same function under the prices and limits of two days, side by side. Durations are taken as
/// they are now in both.
struct ThenAndNow
{
    ElementId function;
    InEra then;
    InEra now;
    QList<Difference> lines; ///< also those in which nothing changed
};

/// By the prices of both books as they are listed, without a discount.
ThenAndNow thenAndNow(const Function &function, const Demand &demand,
                      const catalog::Catalog &catalog, const catalog::PriceBook &then,
                      const catalog::PriceBook &now);

/// The same between 2018, as Lambda was billed then, and the named book; nothing where the
/// catalogue lacks one of them or the book is not newer.
std::optional<ThenAndNow> since2018(const Function &function, const Demand &demand,
                                    const catalog::Catalog &catalog, const QString &book);

} // namespace stratoplan::estimate
