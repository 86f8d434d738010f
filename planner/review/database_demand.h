// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/review/rule.h"

namespace stratoplan::review {

/// One function that connects to a database without a proxy in between.
struct DatabaseUser
{
    const Function *function = nullptr;
    std::optional<double> peak; ///< environments at the same time at peak
    std::optional<double> ceiling; ///< what bounds them besides the account
    std::optional<double> connections; ///< of one environment

    /// Environments to reckon with: the peak, but no more than the ceiling; nothing when neither is
    /// known.
    std::optional<double> environments() const;
};

/// What connects to one database at the same time.
struct DatabaseDemand
{
    const Service *database = nullptr;
    QList<DatabaseUser> users;
    /// Connections that the database takes: stated, or computed from engine and instance class with
    /// the least of its memory that was measured; nothing when these are not known.
    std::optional<double> maximum;
    /// Share of the maximum that functions may use.
    double usableShare = 0;

    double usable() const { return maximum.value_or(0) * usableShare; }
};

/// Every relational database to which functions connect directly, in order of ids.
QList<DatabaseDemand> databaseDemands(const Facts &facts);

} // namespace stratoplan::review
