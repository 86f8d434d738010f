// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/network/cidr.h"

#include <QList>

namespace stratoplan::network {

/// Addresses `first` to `last`, both included.
struct Range
{
    quint32 first = 0;
    quint32 last = 0;

    bool operator==(const Range &) const = default;
    quint64 size() const { return quint64{last} - first + 1; }
};

/// What is left of `block` when the `taken` ones are cut out, in order. They may overlap each other
/// and lie outside.
QList<Range> freeRanges(const Cidr &block, const QList<Cidr> &taken);

/// Number of aligned blocks of this prefix inside the range.
quint64 alignedBlocks(const Range &range, int prefix);
/// The highest of them; nothing when there is none.
std::optional<Cidr> highestBlock(const Range &range, int prefix);

/// The largest aligned block in the ranges; of equals the lowest. Nothing when they are empty.
std::optional<Cidr> largestBlock(const QList<Range> &free);

/// The ranges without one block.
QList<Range> without(const QList<Range> &free, const Cidr &block);

/// `count` aligned blocks of `prefix` from the free ranges: those that leave the largest free
/// aligned block, then those with the lowest bases. Nothing when there are too few, or when no
/// block of `keepPrefix` (33 = none is wanted) is left beside them.
std::optional<QList<Cidr>> chooseBlocks(const QList<Range> &free, int prefix, int count,
                                        int keepPrefix = 33);

} // namespace stratoplan::network
