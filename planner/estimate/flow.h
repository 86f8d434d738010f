// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/behaviour.h"
#include "planner/model/design.h"

#include <QHash>
#include <QList>
#include <QSet>

#include <optional>

namespace stratoplan::estimate {

/// A mean and a peak, each known or not.
struct Rates
{
    std::optional<double> mean;
    std::optional<double> peak;

    Rates scaled(double factor) const;
    /// Sum of what is known of both.
    Rates plus(const Rates &other) const;
    bool known() const { return mean || peak; }
};

/// Traffic on every connection of a design.
struct Flow
{
    QHash<ElementId, Rates> own; ///< what enters the design at an element
    QHash<ElementId, Rates> carried; ///< by connection: events that arrive at its target
    /// Elements from which traffic may come that nobody stated, by the element that they feed, over
    /// any number of connections.
    QHash<ElementId, QSet<ElementId>> unknownSources;

    /// What had to be assumed, by element or connection.
    QList<ElementId> peakIsMean; ///< elements: a rate and no peak
    QList<ElementId> evenShare; ///< elements: their events go out in equal parts
    QList<ElementId> filtered; ///< connections: a filter of unknown share
    QList<ElementId> closing; ///< connections that close a circle
    QList<ElementId> batched; ///< connections that gather batches
    QList<ElementId> standardBatch; ///< those whose batch size is the default
};

/// Whether services of this kind give each event to one of their triggers rather than to all.
bool givesToOne(const catalog::ServiceKind &kind);

Flow flowOf(const Design &design, const catalog::Catalog &catalog);

/// Splits of an access: `calls` = accesses for each event, by what is stated.
struct AccessMix
{
    double reads = 0;
    double writes = 0;
    double unspecified = 0;
};
AccessMix accessMix(const Connection &access, const Design &design,
                    const catalog::Catalog &catalog);

/// Batching of a polled trigger; size 1 for any other connection.
struct Batching
{
    double size = 1;
    double windowS = 1; ///< time in which a batch gathers
    double lanes = 1; ///< shards that gather side by side
    bool standard = false; ///< the size is the default

    /// Events in one batch at this rate of events.
    double filled(double rate) const;
};
Batching batchingOf(const Connection &connection, const Design &design,
                    const catalog::Catalog &catalog);

/// Shards of a stream (of a table: of its stream), partitions of a broker; nothing when not stated.
std::optional<double> shardsOf(const Service &service);

} // namespace stratoplan::estimate
