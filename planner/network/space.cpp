// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/network/space.h"

#include <algorithm>

namespace stratoplan::network {

namespace {

quint64 sizeOf(int prefix)
{
    return quint64{1} << (32 - prefix);
}

/// First address at or above `address` on which a block of this size may begin; may be 2^32.
quint64 alignedUp(quint64 address, quint64 size)
{
    return (address + size - 1) / size * size;
}

/// The lowest blocks; nothing when there are too few.
std::optional<QList<Cidr>> lowestBlocks(const QList<Range> &free, int prefix, int count)
{
    QList<Cidr> chosen;
    const quint64 size = sizeOf(prefix);
    for (const Range &range : free) {
        for (quint64 base = alignedUp(range.first, size); base + size - 1 <= range.last;
             base += size) {
            if (chosen.size() == count)
                return chosen;
            chosen.append({static_cast<quint32>(base), prefix});
        }
    }
    return chosen.size() == count ? std::optional(chosen) : std::nullopt;
}

std::optional<Cidr> highestOf(const QList<Range> &free, int prefix)
{
    std::optional<Cidr> highest;
    for (const Range &range : free) {
        const std::optional<Cidr> here = highestBlock(range, prefix);
        if (here && (!highest || highest->base < here->base))
            highest = here;
    }
    return highest;
}

} // namespace

QList<Range> freeRanges(const Cidr &block, const QList<Cidr> &taken)
{
    QList<Cidr> sorted = taken;
    std::sort(sorted.begin(), sorted.end(),
              [](const Cidr &a, const Cidr &b) { return a.base < b.base; });
    QList<Range> free;
    quint64 next = block.base;
    const quint64 end = quint64{block.last()} + 1;
    for (const Cidr &used : sorted) {
        if (!block.overlaps(used))
            continue;
        if (next < used.base)
            free.append({static_cast<quint32>(next), used.base - 1});
        next = std::max(next, quint64{used.last()} + 1);
    }
    if (next < end)
        free.append({static_cast<quint32>(next), static_cast<quint32>(end - 1)});
    return free;
}

quint64 alignedBlocks(const Range &range, int prefix)
{
    const quint64 size = sizeOf(prefix);
    const quint64 first = alignedUp(range.first, size);
    const quint64 end = (quint64{range.last} + 1) / size * size;
    return end > first ? (end - first) / size : 0;
}

std::optional<Cidr> highestBlock(const Range &range, int prefix)
{
    if (alignedBlocks(range, prefix) == 0)
        return std::nullopt;
    const quint64 size = sizeOf(prefix);
    return Cidr{static_cast<quint32>((quint64{range.last} + 1) / size * size - size), prefix};
}

std::optional<Cidr> largestBlock(const QList<Range> &free)
{
    for (int prefix = 0; prefix <= 32; ++prefix) {
        const quint64 size = sizeOf(prefix);
        for (const Range &range : free) {
            if (alignedBlocks(range, prefix) > 0)
                return Cidr{static_cast<quint32>(alignedUp(range.first, size)), prefix};
        }
    }
    return std::nullopt;
}

QList<Range> without(const QList<Range> &free, const Cidr &block)
{
    QList<Range> left;
    for (const Range &range : free) {
        if (block.last() < range.first || block.base > range.last) {
            left.append(range);
            continue;
        }
        if (range.first < block.base)
            left.append({range.first, block.base - 1});
        if (block.last() < range.last)
            left.append({block.last() + 1, range.last});
    }
    return left;
}

std::optional<QList<Cidr>> chooseBlocks(const QList<Range> &free, int prefix, int count,
                                        int keepPrefix)
{
    // To leave a block of some size free, leave the highest one: that spares the lowest bases.
    for (int left = 0; left <= std::min(prefix, keepPrefix); ++left) {
        const std::optional<Cidr> kept = highestOf(free, left);
        if (!kept)
            continue;
        if (const std::optional<QList<Cidr>> chosen
            = lowestBlocks(without(free, *kept), prefix, count))
            return chosen;
    }
    if (keepPrefix <= prefix)
        return std::nullopt;
    // No block of this prefix is left over, so what is smaller stays the same whatever is chosen.
    const std::optional<QList<Cidr>> chosen = lowestBlocks(free, prefix, count);
    if (!chosen || keepPrefix > 32)
        return chosen;
    QList<Range> rest = free;
    for (const Cidr &block : *chosen)
        rest = without(rest, block);
    const std::optional<Cidr> largest = largestBlock(rest);
    return largest && largest->prefix <= keepPrefix ? chosen : std::nullopt;
}

} // namespace stratoplan::network
