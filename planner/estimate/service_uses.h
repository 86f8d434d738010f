// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/estimate/bill.h"
#include "planner/estimate/estimates.h"

namespace stratoplan::estimate {

/// Express workflows by the catalogue's keys step-functions.express.*: they are billed in steps of
/// memory and duration, at least one each. What the catalogue lacks is 0: no steps, no limit.
struct ExpressFacts
{
    double memoryStepMb = 0;
    Milliseconds durationStep;
    Milliseconds longest; ///< then an execution is ended
};
ExpressFacts expressFacts(const catalog::Catalog &catalog);

/// GB-hours that one execution of an Express workflow is billed for: duration and memory rounded up
/// to whole steps.
double expressGbHours(Milliseconds duration, double memoryMb, const ExpressFacts &facts);

/// What the elements of a design that are not functions use in a month, what cannot be told, and
/// what had to be assumed.
struct ServiceUses
{
    QList<Use> uses;
    QList<Unpriced> unpriced;
    QList<Text> assumptions;
};

/// Services by the price uses of their kind and their traffic; NAT gateways by hours, data and
/// public addresses; endpoints by zones and data. Whatever has a price in general but lacks a
/// figure here is in `unpriced`, as is a service of which no price is known. Configuration and what
/// is not AWS' cost nothing.
ServiceUses serviceUses(const Design &design, const catalog::Catalog &catalog,
                        const network::Plan &network, const QHash<ElementId, Demand> &demand);

} // namespace stratoplan::estimate
