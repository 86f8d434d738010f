// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/layout/layers.h"

#include <QHash>
#include <QString>

namespace stratoplan::layout {

/// What is placed as one: a node that stands alone, a VPC or a group with all that is in it.
struct Block
{
    Size size;
    Point at; ///< upper left corner
    std::vector<std::pair<ElementId, Point>> places; ///< what gets a position, from that corner
    std::vector<std::pair<ElementId, double>> middles; ///< heights at which edges end, from its top
    bool canBeLoose = false; ///< stands in rows with others of its kind where nothing joins it
    QString kind;
};

/// The ends of a connection.
struct Ends
{
    ElementId from;
    ElementId to;
};

/// Where blocks are laid out: on the sheet, or in a group.
struct Surroundings
{
    double origin = 0; ///< of the upper left corner, across and down
    double componentGap = 0; ///< between parts that nothing joins
    double leastRow = 0; ///< room for notes side by side, however narrow the rest is
    size_t chips = 0; ///< that will stand below
};

/// Blocks in layers from left to right along the connections, those that nothing joins beside or
/// below them, notes in rows below. Blocks do not overlap, and stand on the grid as far as their
/// sizes do.
class BlockLayout
{
public:
    BlockLayout(std::vector<Block> blocks, std::vector<Block> notes, const std::vector<Ends> &ends,
                const Surroundings &around, const Metrics &metrics);

    /// As they are placed, notes last.
    const std::vector<Block> &blocks() const { return m_blocks; }
    bool holds(ElementId id) const { return m_blockOf.contains(id); }
    /// Height at which edges of what the blocks hold end.
    double middleOf(ElementId id) const;
    Size size() const { return m_size; }

private:
    using Links = std::vector<std::pair<Ends, std::pair<int, int>>>; // with the blocks of the ends

    double onGrid(double value) const;
    double offsetOf(ElementId id) const;
    void layOutComponents(const std::vector<Ends> &allEnds);
    double columnHeight(const std::vector<bool> &connected) const;
    Size layOut(const std::vector<int> &blocks, const Links &links, double highest);
    void packComponents(const std::vector<Size> &sizes,
                        const std::vector<std::vector<int>> &members);
    void placeLoose();
    double lacking(const Size &size) const;
    void placeNotes(std::vector<Block> notes);

    std::vector<Block> m_blocks;
    Surroundings m_around;
    Metrics m_metrics;
    QHash<ElementId, int> m_blockOf;
    QHash<ElementId, double> m_middles; // from the tops of their blocks
    std::vector<int> m_loose; // blocks without connection
    Size m_used;
    Size m_size;
    double m_bottom = 0;
    double m_width = 0;
};

} // namespace stratoplan::layout
