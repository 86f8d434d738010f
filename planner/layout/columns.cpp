// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/layout/layers.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace stratoplan::layout {

namespace {

constexpr int orderSweeps = 12;
constexpr int placeSweeps = 16;
constexpr size_t mostForExchange = 4000; // more items are ordered without exchanging neighbours

double upToGrid(double value, double grid)
{
    return std::ceil(value / grid - 1e-6) * grid;
}

double toGrid(double value, double grid)
{
    return std::round(value / grid) * grid;
}

/// What stands in a column: a node, or the place where an edge passes.
struct Item
{
    int node = -1; ///< -1: an edge passes
    size_t column = 0;
    double height = 0;
    double y = 0; ///< upper edge
};

/// A piece of an edge from one column to the next.
struct Link
{
    int left = 0;
    int right = 0;
    double leftOffset = 0; ///< of the end, from the middle of its item
    double rightOffset = 0;
    double weight = 1; ///< how much it wants to be straight
};

/// Where a link of an item ends on the other side.
struct Pull
{
    int other = 0;
    double offset = 0; ///< of the own end
    double reach = 0; ///< of the other end
    double weight = 1;
};

/// Positions nearest to the wishes (least squares, weighed) that keep the order and the distances:
/// pool adjacent violators. `pitch[i]` is the least distance from i to i+1.
std::vector<double> spaced(const std::vector<double> &wishes, const std::vector<double> &weights,
                           const std::vector<double> &pitch)
{
    struct Pool
    {
        double sum = 0;
        double weight = 0;
        int count = 0;
        double mean() const { return sum / weight; }
    };
    std::vector<Pool> pools;
    std::vector<double> offsets;
    double offset = 0;
    for (size_t i = 0; i < wishes.size(); ++i) {
        offsets.push_back(offset);
        Pool pool{(wishes[i] - offset) * weights[i], weights[i], 1};
        while (!pools.empty() && pools.back().mean() > pool.mean()) {
            pool.sum += pools.back().sum;
            pool.weight += pools.back().weight;
            pool.count += pools.back().count;
            pools.pop_back();
        }
        pools.push_back(pool);
        offset += pitch[i];
    }
    std::vector<double> places;
    for (const Pool &pool : pools) {
        for (int i = 0; i < pool.count; ++i)
            places.push_back(pool.mean() + offsets[places.size()]);
    }
    return places;
}

/// How many pairs stand in another order on the right than on the left.
size_t inversions(std::vector<std::pair<double, double>> &ends)
{
    std::sort(ends.begin(), ends.end());
    std::vector<double> right;
    right.reserve(ends.size());
    for (const auto &[a, b] : ends)
        right.push_back(b);
    std::vector<double> sorted = right;
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    std::vector<size_t> tree(sorted.size() + 1, 0); // Fenwick's, of the ranks met so far
    size_t count = 0;
    for (size_t i = 0; i < right.size(); ++i) {
        const auto rank = static_cast<size_t>(
            std::lower_bound(sorted.begin(), sorted.end(), right[i]) - sorted.begin() + 1);
        size_t notAbove = 0;
        for (size_t at = rank; at > 0; at &= at - 1)
            notAbove += tree[at];
        count += i - notAbove;
        for (size_t at = rank; at < tree.size(); at += at & (~at + 1))
            ++tree[at];
    }
    return count;
}

class Columns
{
public:
    Columns(const LayerGraph &graph, const Layers &layers, double highest, const Metrics &metrics)
        : m_graph(graph)
        , m_metrics(metrics)
    {
        fold(layers, highest);
        addPasses();
    }

    std::vector<Point> places()
    {
        order();
        placeUpright();
        settle();
        return withColumns();
    }

private:
    // Layers that are too high become several columns. Each next node goes to the shortest one, so
    // that the order from top to bottom is kept.
    void fold(const Layers &layers, double highest)
    {
        m_itemOf.assign(m_graph.sizes.size(), -1);
        for (const std::vector<int> &layer : layers) {
            double total = 0;
            for (int node : layer)
                total += heightOf(node) + m_metrics.gap;
            const auto folds = static_cast<size_t>(
                std::clamp(std::ceil(total / highest), 1.0,
                           static_cast<double>(std::max<size_t>(layer.size(), 1))));
            const size_t first = m_columns.size();
            m_columns.resize(first + folds);
            std::vector<double> heights(folds, 0);
            for (int node : layer) {
                const auto shortest = static_cast<size_t>(
                    std::min_element(heights.begin(), heights.end()) - heights.begin());
                heights[shortest] += heightOf(node) + m_metrics.gap;
                m_itemOf[static_cast<size_t>(node)]
                    = addItem({node, first + shortest, heightOf(node), 0});
            }
        }
    }

    double heightOf(int node) const { return m_graph.sizes[static_cast<size_t>(node)].height; }
    Item &item(int index) { return m_items[static_cast<size_t>(index)]; }
    const Item &item(int index) const { return m_items[static_cast<size_t>(index)]; }

    int addItem(const Item &added)
    {
        const int index = static_cast<int>(m_items.size());
        m_items.push_back(added);
        m_columns[added.column].push_back(index);
        return index;
    }

    // Edges of one source that pass a column pass it together.
    void addPasses()
    {
        std::map<std::pair<int, size_t>, int> passes;
        for (const LayerGraph::Arc &arc : m_graph.arcs) {
            const int from = m_itemOf[static_cast<size_t>(arc.from)];
            const int to = m_itemOf[static_cast<size_t>(arc.to)];
            const size_t begin = item(from).column;
            const size_t end = item(to).column;
            if (begin == end)
                continue;
            const bool forward = begin < end;
            int before = from;
            double offset = arc.fromOffset;
            for (size_t c = forward ? begin + 1 : begin - 1;; c = forward ? c + 1 : c - 1) {
                const bool last = c == end;
                int next = to;
                if (!last) {
                    const auto known = passes.find({arc.from, c});
                    next = known != passes.end() ? known->second : addItem({-1, c, 0, 0});
                    passes[{arc.from, c}] = next;
                }
                const double nextOffset = last ? arc.toOffset : 0;
                const bool passesBefore = item(before).node < 0;
                const double weight = passesBefore && !last ? 8 : passesBefore || !last ? 2 : 1;
                if (forward)
                    m_links.push_back({before, next, offset, nextOffset, weight});
                else
                    m_links.push_back({next, before, nextOffset, offset, weight});
                if (last)
                    break;
                before = next;
                offset = 0;
            }
        }
        m_toLeft.resize(m_items.size());
        m_toRight.resize(m_items.size());
        m_linksAfter.resize(m_columns.size());
        for (size_t i = 0; i < m_links.size(); ++i) {
            const Link &link = m_links[i];
            m_toRight[static_cast<size_t>(link.left)].push_back(
                {link.right, link.leftOffset, link.rightOffset, link.weight});
            m_toLeft[static_cast<size_t>(link.right)].push_back(
                {link.left, link.rightOffset, link.leftOffset, link.weight});
            m_linksAfter[item(link.left).column].push_back(i);
        }
    }

    // Order -----------------------------------------------------------------------------------

    // A place within the column; the offset only tells the ends at one item apart.
    double spot(int index, double offset) const
    {
        const double share = offset / std::max(1.0, item(index).height);
        return m_spots[static_cast<size_t>(index)] + 0.9 * share;
    }

    void takeSpots(const std::vector<int> &column)
    {
        for (size_t i = 0; i < column.size(); ++i)
            m_spots[static_cast<size_t>(column[i])] = static_cast<double>(i);
    }

    size_t crossingsAfter(size_t column) const
    {
        std::vector<std::pair<double, double>> ends;
        for (size_t i : m_linksAfter[column]) {
            const Link &link = m_links[i];
            ends.push_back({spot(link.left, link.leftOffset), spot(link.right, link.rightOffset)});
        }
        return inversions(ends);
    }

    size_t crossings() const
    {
        size_t sum = 0;
        for (size_t c = 0; c < m_columns.size(); ++c)
            sum += crossingsAfter(c);
        return sum;
    }

    // The better order of two that stand side by side, by the crossings of their links.
    size_t crossingsWith(const std::vector<Pull> &above, const std::vector<Pull> &below) const
    {
        size_t count = 0;
        for (const Pull &a : above) {
            for (const Pull &b : below)
                count += spot(a.other, a.reach) > spot(b.other, b.reach);
        }
        return count;
    }

    bool exchangeNeighbours()
    {
        bool changed = false;
        for (std::vector<int> &column : m_columns) {
            for (size_t i = 0; i + 1 < column.size(); ++i) {
                const auto a = static_cast<size_t>(column[i]);
                const auto b = static_cast<size_t>(column[i + 1]);
                const size_t now = crossingsWith(m_toLeft[a], m_toLeft[b])
                    + crossingsWith(m_toRight[a], m_toRight[b]);
                const size_t then = crossingsWith(m_toLeft[b], m_toLeft[a])
                    + crossingsWith(m_toRight[b], m_toRight[a]);
                if (then < now) {
                    std::swap(column[i], column[i + 1]);
                    std::swap(m_spots[a], m_spots[b]);
                    changed = true;
                }
            }
        }
        return changed;
    }

    void sortByNeighbours(size_t c, const std::vector<std::vector<Pull>> &pulls)
    {
        std::vector<int> &column = m_columns[c];
        std::vector<std::pair<double, int>> keyed;
        for (int index : column) {
            double sum = 0;
            for (const Pull &pull : pulls[static_cast<size_t>(index)]) {
                const Item &other = item(pull.other);
                const auto size = static_cast<double>(m_columns[other.column].size());
                sum += (spot(pull.other, pull.reach) + 0.5) / size;
            }
            const auto count = static_cast<double>(pulls[static_cast<size_t>(index)].size());
            const double own
                = (m_spots[static_cast<size_t>(index)] + 0.5) / static_cast<double>(column.size());
            keyed.push_back({count > 0 ? sum / count : own, index});
        }
        std::stable_sort(keyed.begin(), keyed.end(),
                         [](const auto &a, const auto &b) { return a.first < b.first; });
        for (size_t i = 0; i < keyed.size(); ++i)
            column[i] = keyed[i].second;
        takeSpots(column);
    }

    void order()
    {
        m_spots.assign(m_items.size(), 0);
        for (const std::vector<int> &column : m_columns)
            takeSpots(column);
        std::vector<std::vector<int>> best = m_columns;
        size_t least = crossings();
        for (int sweep = 0; sweep < orderSweeps && least > 0; ++sweep) {
            const bool forward = sweep % 2 == 0;
            for (size_t step = 0; step < m_columns.size(); ++step) {
                const size_t c = forward ? step : m_columns.size() - 1 - step;
                sortByNeighbours(c, forward ? m_toLeft : m_toRight);
            }
            for (int round = 0; round < 4 && m_items.size() < mostForExchange; ++round) {
                if (!exchangeNeighbours())
                    break;
            }
            const size_t now = crossings();
            if (now < least) {
                least = now;
                best = m_columns;
            }
        }
        m_columns = std::move(best);
        for (const std::vector<int> &column : m_columns)
            takeSpots(column);
    }

    // Places ----------------------------------------------------------------------------------

    double pitch(int above, int below) const
    {
        const bool passesAbove = item(above).node < 0;
        const bool passesBelow = item(below).node < 0;
        const double gap = passesAbove && passesBelow ? m_metrics.track
            : passesAbove || passesBelow              ? m_metrics.clearance
                                                      : m_metrics.gap;
        return item(above).height + gap;
    }

    // Both sides pull; a first round from the left and one from the right give a start.
    void placeUpright()
    {
        for (const std::vector<int> &column : m_columns) {
            double y = 0;
            for (size_t i = 0; i < column.size(); ++i) {
                item(column[i]).y = y;
                if (i + 1 < column.size())
                    y += pitch(column[i], column[i + 1]);
            }
            const double whole = column.empty() ? 0 : y + item(column.back()).height;
            for (int index : column)
                item(index).y -= whole / 2;
        }
        for (int sweep = 0; sweep < placeSweeps; ++sweep) {
            const bool forward = sweep % 2 == 0;
            for (size_t step = 0; step < m_columns.size(); ++step)
                pullColumn(forward ? step : m_columns.size() - 1 - step);
        }
    }

    void pullColumn(size_t c)
    {
        const std::vector<int> &column = m_columns[c];
        std::vector<double> wishes;
        std::vector<double> weights;
        std::vector<double> distances;
        for (size_t i = 0; i < column.size(); ++i) {
            const auto index = static_cast<size_t>(column[i]);
            double sum = 0;
            double weight = 0;
            for (const std::vector<Pull> *side : {&m_toLeft[index], &m_toRight[index]}) {
                for (const Pull &pull : *side) {
                    const Item &other = item(pull.other);
                    const double y = other.y + other.height / 2 + pull.reach - pull.offset
                        - item(column[i]).height / 2;
                    sum += y * pull.weight;
                    weight += pull.weight;
                }
            }
            wishes.push_back(weight > 0 ? sum / weight : item(column[i]).y);
            weights.push_back(weight > 0 ? weight : 0.1);
            distances.push_back(i + 1 < column.size() ? pitch(column[i], column[i + 1]) : 0);
        }
        const std::vector<double> places = spaced(wishes, weights, distances);
        for (size_t i = 0; i < column.size(); ++i)
            item(column[i]).y = places[i];
    }

    // Nodes go onto the grid; edges that pass between two of them keep their room.
    void settle()
    {
        for (const std::vector<int> &column : m_columns) {
            std::vector<int> nodes;
            std::vector<double> wishes;
            std::vector<double> distances;
            double passing = 0;
            for (int index : column) {
                if (item(index).node < 0) {
                    ++passing;
                    continue;
                }
                if (!nodes.empty()) {
                    const double gap = passing > 0
                        ? 2 * m_metrics.clearance + (passing - 1) * m_metrics.track
                        : m_metrics.gap;
                    distances.push_back(upToGrid(item(nodes.back()).height + gap, m_metrics.grid));
                }
                nodes.push_back(index);
                wishes.push_back(item(index).y);
                passing = 0;
            }
            distances.push_back(0);
            const std::vector<double> places
                = spaced(wishes, std::vector<double>(wishes.size(), 1), distances);
            for (size_t i = 0; i < nodes.size(); ++i)
                item(nodes[i]).y = toGrid(places[i], m_metrics.grid);
        }
    }

    double endOf(int index, double offset) const
    {
        return item(index).y + item(index).height / 2 + offset;
    }

    std::vector<Point> withColumns() const
    {
        std::vector<Point> places(m_graph.sizes.size());
        double x = 0;
        double top = std::numeric_limits<double>::infinity();
        for (size_t c = 0; c < m_columns.size(); ++c) {
            double width = 0;
            for (int index : m_columns[c]) {
                if (item(index).node >= 0)
                    width = std::max(width,
                                     m_graph.sizes[static_cast<size_t>(item(index).node)].width);
            }
            for (int index : m_columns[c]) {
                const int node = item(index).node;
                if (node < 0)
                    continue;
                const double own = m_graph.sizes[static_cast<size_t>(node)].width;
                places[static_cast<size_t>(node)]
                    = {x + toGrid((width - own) / 2, m_metrics.grid), item(index).y};
                top = std::min(top, item(index).y);
            }
            x += upToGrid(width, m_metrics.grid) + upToGrid(channelAfter(c), m_metrics.grid);
        }
        for (Point &place : places)
            place.y -= top;
        return places;
    }

    // Between two columns there is a track for each bundle of edges that changes its height.
    double channelAfter(size_t column) const
    {
        std::vector<std::pair<int, double>> bundles;
        for (size_t i : m_linksAfter[column]) {
            const Link &link = m_links[i];
            if (std::abs(endOf(link.left, link.leftOffset) - endOf(link.right, link.rightOffset))
                > 1)
                bundles.push_back({link.left, link.leftOffset});
        }
        std::sort(bundles.begin(), bundles.end());
        const auto tracks
            = static_cast<double>(std::unique(bundles.begin(), bundles.end()) - bundles.begin());
        return 2 * m_metrics.clearance + std::clamp(tracks, 3.0, 16.0) * m_metrics.track;
    }

    const LayerGraph &m_graph;
    const Metrics &m_metrics;
    std::vector<std::vector<int>> m_columns; // items from top to bottom
    std::vector<Item> m_items;
    std::vector<int> m_itemOf; // of each node
    std::vector<Link> m_links;
    std::vector<std::vector<size_t>> m_linksAfter; // of each column
    std::vector<std::vector<Pull>> m_toLeft; // of each item
    std::vector<std::vector<Pull>> m_toRight;
    std::vector<double> m_spots; // of each item, in its column
};

} // namespace

std::vector<Point> coordinates(const LayerGraph &graph, const Layers &layers, double highest,
                               const Metrics &metrics)
{
    return Columns(graph, layers, highest, metrics).places();
}

} // namespace stratoplan::layout
