// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/analysis.h"
#include "planner/estimate/path_cost.h"

#include <QSet>

#include <stop_token>

namespace stratoplan::overlay {

/// One element that a request comes to.
struct Step
{
    ElementId element;
    ElementId by; ///< connection that leads there first; none of the entry and of what is beside
    int from = -1; ///< index of the step at its other end; -1 = none
    bool waited = false; ///< who sent the request waits for it
    /// Of functions: mean duration at the present memory, and the stated 95th percentile.
    std::optional<Milliseconds> mean;
    std::optional<Milliseconds> p95;
    /// Mean time from the request until it has ended. A function that is called and waited for ends
    /// within its caller; after an event or a message durations add up. Where several ways lead
    /// there it is the longest. Waiting in queues and streams, and what services themselves take,
    /// has no published figure and is not in it. Nothing when a duration on the way is not known.
    std::optional<Milliseconds> end;
    /// What it adds to a million requests, of PathCost::parts; nothing without the path's cost.
    std::optional<UsDollars> perMillion;
    bool unpriced = false; ///< something of it has no price

    bool operator==(const Step &) const = default;
};

/// Everything that a request touches, from where it enters.
struct RequestPath
{
    ElementId entry;
    ElementId via; ///< as in PathCost
    /// As requests come to them: along each way to its end, accesses before calls, calls before
    /// events. What is paid for a request without being on its way (a NAT gateway) comes last,
    /// without a connection.
    QList<Step> steps;
    QSet<ElementId>
        touched; ///< elements of the steps, and all connections among them that it takes
    /// Of the answer, where who sent the request waits for one: estimate::slowestPath() of what is
    /// waited for, and the longest mean on that way. Nothing where the figure is not known.
    std::optional<Milliseconds> p95;
    std::optional<Milliseconds> mean;
    /// estimate::slowestPath() of all that the request touches: a workflow or an API further on may
    /// wait for longer.
    std::optional<estimate::PathLatency> slowest;
    /// Until the last step ends; nothing when the end of a function is not known.
    std::optional<Milliseconds> end;
    /// Nothing where no traffic is known to enter.
    std::optional<estimate::PathCost> cost;

    const Step *step(ElementId element) const;
};

/// The paths of requests that touch `through` (an element, or a connection), in order of entries
/// and of what is behind them; the one that starts there when none does; all paths for none.
/// Entries are those of `costs`, and elements that send something on and get nothing.
///
/// `costs` is estimate::pathCosts() of the same analysis. Nothing once `stop` is asked for.
QList<RequestPath> requestPaths(const Analysis &analysis, const catalog::Catalog &catalog,
                                const QList<estimate::PathCost> &costs, ElementId through = {},
                                const std::stop_token &stop = {});

} // namespace stratoplan::overlay
