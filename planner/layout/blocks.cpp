// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/layout/blocks.h"

#include "planner/layout/pack.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace stratoplan::layout {

namespace {

constexpr double aspect = 1.6; // of the whole picture
constexpr double looseGap = 16; // between rows of what has no connection
constexpr double unfolded = 10; // a layer of so many nodes is never folded

} // namespace

BlockLayout::BlockLayout(std::vector<Block> blocks, std::vector<Block> notes,
                         const std::vector<Ends> &ends, const Surroundings &around,
                         const Metrics &metrics)
    : m_blocks(std::move(blocks))
    , m_around(around)
    , m_metrics(metrics)
{
    for (int i = 0; i < static_cast<int>(m_blocks.size()); ++i) {
        for (const auto &[id, middle] : m_blocks[static_cast<size_t>(i)].middles) {
            m_blockOf.insert(id, i);
            m_middles.insert(id, middle);
        }
    }
    layOutComponents(ends);
    placeLoose();
    placeNotes(std::move(notes));
}

double BlockLayout::onGrid(double value) const
{
    return std::ceil(value / m_metrics.grid - 1e-6) * m_metrics.grid;
}

double BlockLayout::middleOf(ElementId id) const
{
    return m_blocks[static_cast<size_t>(m_blockOf.value(id))].at.y + m_middles.value(id);
}

// From the middle of its block.
double BlockLayout::offsetOf(ElementId id) const
{
    return m_middles.value(id) - m_blocks[static_cast<size_t>(m_blockOf.value(id))].size.height / 2;
}

void BlockLayout::layOutComponents(const std::vector<Ends> &allEnds)
{
    // The connected blocks as one graph, and which part of it each belongs to.
    std::vector<int> part(m_blocks.size());
    std::iota(part.begin(), part.end(), 0);
    const auto rootOf = [&part](int i) {
        while (part[static_cast<size_t>(i)] != i)
            i = part[static_cast<size_t>(i)];
        return i;
    };
    std::vector<bool> connected(m_blocks.size(), false);
    Links links;
    for (const Ends &ends : allEnds) {
        const int from = m_blockOf.value(ends.from, -1);
        const int to = m_blockOf.value(ends.to, -1);
        if (from < 0 || to < 0 || from == to)
            continue;
        links.push_back({ends, {from, to}});
        connected[static_cast<size_t>(from)] = connected[static_cast<size_t>(to)] = true;
        const int a = rootOf(from);
        const int b = rootOf(to);
        part[static_cast<size_t>(std::max(a, b))] = std::min(a, b);
    }
    std::map<int, std::vector<int>> components;
    for (int i = 0; i < static_cast<int>(m_blocks.size()); ++i) {
        if (connected[static_cast<size_t>(i)] || !m_blocks[static_cast<size_t>(i)].canBeLoose)
            components[rootOf(i)].push_back(i);
        else
            m_loose.push_back(i);
    }

    const double highest = columnHeight(connected);
    std::vector<Size> sizes;
    std::vector<std::vector<int>> members;
    for (const auto &[root, blocks] : components) {
        sizes.push_back(layOut(blocks, links, highest));
        members.push_back(blocks);
    }
    packComponents(sizes, members);
}

// How high a layer may become, so that the connected part comes out near to the wanted shape.
double BlockLayout::columnHeight(const std::vector<bool> &connected) const
{
    double area = 0;
    double tallest = unfolded * (m_metrics.node.height + m_metrics.gap);
    for (size_t i = 0; i < m_blocks.size(); ++i) {
        const Size &size = m_blocks[i].size;
        if (connected[i]) {
            area += (size.width + 3 * m_metrics.gap) * (size.height + m_metrics.gap);
            tallest = std::max(tallest, size.height + m_metrics.gap);
        }
    }
    return std::max(tallest, std::sqrt(area / aspect) * 1.25);
}

Size BlockLayout::layOut(const std::vector<int> &blocks, const Links &links, double highest)
{
    QHash<int, int> local;
    LayerGraph graph;
    for (int block : blocks) {
        local.insert(block, static_cast<int>(graph.sizes.size()));
        graph.sizes.push_back(m_blocks[static_cast<size_t>(block)].size);
    }
    for (const auto &[ends, pair] : links) {
        if (local.contains(pair.first))
            graph.arcs.push_back({local.value(pair.first), local.value(pair.second),
                                  offsetOf(ends.from), offsetOf(ends.to)});
    }
    const std::vector<Point> places = coordinates(graph, layersOf(graph), highest, m_metrics);
    Size size;
    for (size_t i = 0; i < blocks.size(); ++i) {
        m_blocks[static_cast<size_t>(blocks[i])].at = places[i];
        size.width = std::max(size.width, places[i].x + graph.sizes[i].width);
        size.height = std::max(size.height, places[i].y + graph.sizes[i].height);
    }
    return size;
}

void BlockLayout::packComponents(const std::vector<Size> &sizes,
                                 const std::vector<std::vector<int>> &members)
{
    std::vector<size_t> order(sizes.size());
    std::iota(order.begin(), order.end(), size_t(0));
    std::stable_sort(order.begin(), order.end(), [&sizes](size_t a, size_t b) {
        return sizes[a].width * sizes[a].height > sizes[b].width * sizes[b].height;
    });
    std::vector<Size> sorted;
    sorted.reserve(order.size());
    for (size_t i : order)
        sorted.push_back({onGrid(sizes[i].width), onGrid(sizes[i].height)});
    const double looseArea = static_cast<double>(m_loose.size())
        * (m_metrics.node.width + m_metrics.gap) * (m_metrics.node.height + looseGap);
    const Packing packing = packToAspect(sorted, m_around.componentGap, aspect, looseArea);
    for (size_t i = 0; i < order.size(); ++i) {
        for (int block : members[order[i]]) {
            Point &at = m_blocks[static_cast<size_t>(block)].at;
            at = {at.x + packing.places[i].x + m_around.origin,
                  at.y + packing.places[i].y + m_around.origin};
        }
    }
    m_used = packing.size;
}

// What has no connection stands in rows, kind by kind: below the drawing, or beside it where
// that comes nearer to the wanted shape.
void BlockLayout::placeLoose()
{
    std::map<QString, size_t> firstOfKind;
    const auto kindOf = [this](int block) { return m_blocks[static_cast<size_t>(block)].kind; };
    for (size_t i = 0; i < m_loose.size(); ++i)
        firstOfKind.try_emplace(kindOf(m_loose[i]), i);
    std::stable_sort(m_loose.begin(), m_loose.end(), [&](int a, int b) {
        return firstOfKind.at(kindOf(a)) < firstOfKind.at(kindOf(b));
    });

    const double pitchX = m_metrics.node.width + m_metrics.gap;
    const double pitchY = m_metrics.node.height + looseGap;
    const auto count = static_cast<double>(m_loose.size());
    const auto rowsFor = [count](double columns) { return std::ceil(count / columns); };
    const double alone = std::ceil(std::sqrt(count * aspect * pitchY / pitchX));
    const double fitting = std::floor((m_used.width + m_metrics.gap) / pitchX);
    double columns = std::max({1.0, alone, fitting});
    Point at{m_around.origin,
             m_around.origin + (m_used.height > 0 ? m_used.height + m_around.componentGap : 0)};
    Size whole{std::max(m_used.width, std::min(columns, count) * pitchX - m_metrics.gap),
               m_used.height + (m_used.height > 0 ? m_around.componentGap : 0)
                   + rowsFor(columns) * pitchY - looseGap};
    const double fittingRows = std::max(1.0, std::floor((m_used.height + looseGap) / pitchY));
    const double beside = std::max(1.0, std::ceil(count / fittingRows));
    const Size besideSize{m_used.width + m_around.componentGap + beside * pitchX - m_metrics.gap,
                          std::max(m_used.height, rowsFor(beside) * pitchY - looseGap)};
    if (m_used.height > 0 && count > 0 && lacking(besideSize) < 0.9 * lacking(whole)) {
        columns = beside;
        at = {m_around.origin + onGrid(m_used.width + m_around.componentGap), m_around.origin};
        whole = besideSize;
    }
    const double left = at.x;
    int slot = 0;
    for (int block : m_loose) {
        if (slot == static_cast<int>(columns)) {
            slot = 0;
            at.y += pitchY;
        }
        m_blocks[static_cast<size_t>(block)].at = {left + slot * pitchX, at.y};
        ++slot;
    }
    m_bottom = m_around.origin + (m_loose.empty() ? m_used.height : whole.height);
    m_width = m_loose.empty() ? m_used.width : whole.width;
}

// The width of the smallest picture of the wanted shape that has room for this and for the box
// of configuration below it.
double BlockLayout::lacking(const Size &size) const
{
    const double pitch = m_metrics.chip.width + m_metrics.clearance;
    const double perRow = std::max(1.0, std::floor(size.width / pitch));
    const double rows = std::ceil(static_cast<double>(m_around.chips) / perRow);
    const double below = rows > 0 ? m_around.componentGap + rows * (m_metrics.chip.height + 12) : 0;
    return std::max(size.width, aspect * (size.height + below));
}

void BlockLayout::placeNotes(std::vector<Block> notes)
{
    const double row = std::max(m_width, m_around.leastRow);
    Point at{m_around.origin, m_bottom + (m_blocks.empty() ? 0 : m_around.componentGap)};
    double rowHeight = 0;
    m_size = {m_width, m_bottom - m_around.origin};
    for (Block &note : notes) {
        if (at.x > m_around.origin && at.x + note.size.width > m_around.origin + row) {
            at = {m_around.origin, at.y + rowHeight + m_metrics.gap};
            rowHeight = 0;
        }
        note.at = at;
        at.x += note.size.width + m_metrics.gap;
        rowHeight = std::max(rowHeight, note.size.height);
        m_size.width = std::max(m_size.width, note.at.x + note.size.width - m_around.origin);
        m_size.height = std::max(m_size.height, note.at.y + note.size.height - m_around.origin);
        m_blocks.push_back(std::move(note));
    }
}

} // namespace stratoplan::layout
