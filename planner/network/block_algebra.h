// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include <algorithm>
#include <optional>

namespace stratoplan::network {

/// What IPv4 and IPv6 blocks share. A Block has `prefix`, order by base and then prefix,
/// contains(), half(0), half(1) and wider().

/// More pieces than this are not listed.
inline constexpr int mostPieces = 65'536;

template <class Block>
QList<Block> splitBlock(const Block &block, int prefix, int longest)
{
    if (prefix < block.prefix || prefix > longest || prefix - block.prefix > 16)
        return {};
    static_assert(mostPieces == 1 << 16);
    QList<Block> pieces{block};
    for (int step = block.prefix; step < prefix; ++step) {
        QList<Block> smaller;
        smaller.reserve(2 * pieces.size());
        for (const Block &piece : std::as_const(pieces)) {
            smaller.append(piece.half(0));
            smaller.append(piece.half(1));
        }
        pieces = smaller;
    }
    return pieces;
}

template <class Block>
QList<Block> aggregateBlocks(QList<Block> blocks)
{
    // In order a block comes behind what contains it, and its other half right behind it.
    std::sort(blocks.begin(), blocks.end());
    QList<Block> whole;
    for (Block block : std::as_const(blocks)) {
        if (!whole.isEmpty() && whole.last().contains(block))
            continue;
        while (!whole.isEmpty() && block.prefix > 0 && whole.last().prefix == block.prefix
               && whole.last().wider() == block.wider()) {
            block = block.wider();
            whole.removeLast();
        }
        whole.append(block);
    }
    return whole;
}

} // namespace stratoplan::network
