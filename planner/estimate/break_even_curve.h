// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/break_even.h"

#include <functional>

namespace stratoplan::estimate {

/// One way of a break-even chart before it is drawn out as points.
struct Way
{
    QString id;
    Text name;
    QStringList keys; ///< prices that it needs
    /// USD a month at a point of the axis; asked only when the book has all of `keys`.
    std::function<double(double)> cost;
    bool isNow = false;
};

/// Fills options, crossings and unpriced of a chart whose axis is set. The axis grows to hold where
/// the design stands. `at` are the points that have a cost; empty = the whole axis, with `corners`
/// among the points.
void drawOut(BreakEven &chart, const QList<Way> &ways, const catalog::PriceBook &book,
             const QList<double> &corners = {}, const QList<double> &at = {});

/// "us-east-1-2026-10 has no price nat.hour."
Text lacksPrices(const QStringList &keys, const catalog::PriceBook &book);

/// What `amount` units of a price cost in a month in which nothing else uses it; the book must have
/// it.
double costOf(const catalog::PriceBook &book, const QString &key, double amount);

} // namespace stratoplan::estimate
