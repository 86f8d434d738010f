// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/layout/layers.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace stratoplan::layout {

namespace {

constexpr int sweeps = 8;

using Adjacency = std::vector<std::vector<int>>;

// Arcs without those that close a cycle when the graph is walked depth first from its sources.
// Without recursion: a chain may be as long as the design.
std::vector<std::pair<int, int>> acyclic(const LayerGraph &graph)
{
    const size_t count = graph.sizes.size();
    Adjacency out(count);
    std::vector<int> incoming(count, 0);
    for (const LayerGraph::Arc &arc : graph.arcs) {
        out[static_cast<size_t>(arc.from)].push_back(arc.to);
        ++incoming[static_cast<size_t>(arc.to)];
    }
    std::vector<int> roots(count);
    std::iota(roots.begin(), roots.end(), 0);
    std::stable_sort(roots.begin(), roots.end(), [&incoming](int a, int b) {
        return incoming[static_cast<size_t>(a)] < incoming[static_cast<size_t>(b)];
    });

    enum class State
    {
        New,
        Open,
        Done
    };
    std::vector<State> states(count, State::New);
    std::vector<std::pair<int, int>> arcs;
    for (int root : roots) {
        if (states[static_cast<size_t>(root)] != State::New)
            continue;
        std::vector<std::pair<int, size_t>> stack{{root, 0}};
        states[static_cast<size_t>(root)] = State::Open;
        while (!stack.empty()) {
            auto &[node, next] = stack.back();
            const std::vector<int> &targets = out[static_cast<size_t>(node)];
            if (next == targets.size()) {
                states[static_cast<size_t>(node)] = State::Done;
                stack.pop_back();
                continue;
            }
            const int target = targets[next++];
            State &state = states[static_cast<size_t>(target)];
            if (state == State::Open)
                continue;
            arcs.push_back({node, target});
            if (state == State::New) {
                state = State::Open;
                stack.push_back({target, 0});
            }
        }
    }
    return arcs;
}

std::vector<int> ranks(size_t count, const std::vector<std::pair<int, int>> &arcs)
{
    Adjacency out(count);
    std::vector<int> waiting(count, 0);
    for (const auto &[from, to] : arcs) {
        out[static_cast<size_t>(from)].push_back(to);
        ++waiting[static_cast<size_t>(to)];
    }
    std::vector<int> rank(count, 0);
    std::vector<int> ready;
    std::vector<bool> isSource(count, false);
    for (size_t i = 0; i < count; ++i) {
        if (waiting[i] == 0) {
            ready.push_back(static_cast<int>(i));
            isSource[i] = true;
        }
    }
    for (size_t next = 0; next < ready.size(); ++next) {
        const auto node = static_cast<size_t>(ready[next]);
        for (int to : out[node]) {
            int &targetRank = rank[static_cast<size_t>(to)];
            targetRank = std::max(targetRank, rank[node] + 1);
            if (--waiting[static_cast<size_t>(to)] == 0)
                ready.push_back(to);
        }
    }
    // A source stands just before the first thing it feeds, not at the far left.
    for (size_t i = 0; i < count; ++i) {
        if (!isSource[i] || out[i].empty())
            continue;
        int nearest = rank[static_cast<size_t>(out[i].front())];
        for (int to : out[i])
            nearest = std::min(nearest, rank[static_cast<size_t>(to)]);
        rank[i] = nearest - 1;
    }
    return rank;
}

Adjacency neighbours(const LayerGraph &graph)
{
    Adjacency all(graph.sizes.size());
    for (const LayerGraph::Arc &arc : graph.arcs) {
        all[static_cast<size_t>(arc.from)].push_back(arc.to);
        all[static_cast<size_t>(arc.to)].push_back(arc.from);
    }
    return all;
}

void orderByBarycentres(Layers &layers, const LayerGraph &graph)
{
    const Adjacency adjacent = neighbours(graph);
    std::vector<double> place(graph.sizes.size(), 0);
    std::vector<int> layerOf(graph.sizes.size(), 0);
    const auto spread = [&place](const std::vector<int> &layer) {
        for (size_t i = 0; i < layer.size(); ++i)
            place[static_cast<size_t>(layer[i])]
                = (static_cast<double>(i) + 0.5) / static_cast<double>(layer.size());
    };
    for (size_t l = 0; l < layers.size(); ++l) {
        for (int node : layers[l])
            layerOf[static_cast<size_t>(node)] = static_cast<int>(l);
        spread(layers[l]);
    }
    for (int sweep = 0; sweep < sweeps; ++sweep) {
        const bool forward = sweep % 2 == 0;
        for (size_t step = 0; step < layers.size(); ++step) {
            const size_t l = forward ? step : layers.size() - 1 - step;
            std::vector<std::pair<double, int>> keyed;
            for (int node : layers[l]) {
                double sum = 0;
                int count = 0;
                for (int other : adjacent[static_cast<size_t>(node)]) {
                    const int otherLayer = layerOf[static_cast<size_t>(other)];
                    const bool counts = forward ? otherLayer < static_cast<int>(l)
                                                : otherLayer > static_cast<int>(l);
                    if (counts) {
                        sum += place[static_cast<size_t>(other)];
                        ++count;
                    }
                }
                keyed.push_back({count > 0 ? sum / count : place[static_cast<size_t>(node)], node});
            }
            std::stable_sort(keyed.begin(), keyed.end(),
                             [](const auto &a, const auto &b) { return a.first < b.first; });
            for (size_t i = 0; i < keyed.size(); ++i)
                layers[l][i] = keyed[i].second;
            spread(layers[l]);
        }
    }
}

/// Nodes one above the other.
struct Column
{
    std::vector<int> nodes;
    double height = 0;
    double width = 0;
    size_t layer = 0;
};

std::vector<Column> columnsOf(const LayerGraph &graph, const Layers &layers, double highest,
                              double gap)
{
    std::vector<Column> columns;
    for (size_t l = 0; l < layers.size(); ++l) {
        double total = 0;
        for (int node : layers[l])
            total += graph.sizes[static_cast<size_t>(node)].height + gap;
        const auto folds = static_cast<size_t>(
            std::clamp(std::ceil(total / highest), 1.0,
                       static_cast<double>(std::max<size_t>(layers[l].size(), 1))));
        std::vector<Column> folded(folds);
        // Each next node goes to the shortest column, so that the order from top to bottom is kept.
        for (int node : layers[l]) {
            const auto shortest = std::min_element(
                folded.begin(), folded.end(),
                [](const Column &a, const Column &b) { return a.height < b.height; });
            const Size &size = graph.sizes[static_cast<size_t>(node)];
            shortest->nodes.push_back(node);
            shortest->height += size.height + gap;
            shortest->width = std::max(shortest->width, size.width);
            shortest->layer = l;
        }
        for (Column &column : folded) {
            if (!column.nodes.empty())
                columns.push_back(std::move(column));
        }
    }
    return columns;
}

// Positions nearest to the wishes (least squares) that keep the order and the distances: pool
// adjacent violators. `pitch[i]` is the least distance from node i to node i+1.
std::vector<double> spaced(const std::vector<double> &wishes, const std::vector<double> &pitch)
{
    struct Pool
    {
        double sum = 0;
        double count = 0;
        double mean() const { return sum / count; }
    };
    std::vector<Pool> pools;
    double offset = 0;
    std::vector<double> offsets;
    for (size_t i = 0; i < wishes.size(); ++i) {
        offsets.push_back(offset);
        Pool pool{wishes[i] - offset, 1};
        while (!pools.empty() && pools.back().mean() > pool.mean()) {
            pool.sum += pools.back().sum;
            pool.count += pools.back().count;
            pools.pop_back();
        }
        pools.push_back(pool);
        offset += pitch[i];
    }
    std::vector<double> places;
    for (const Pool &pool : pools) {
        for (int i = 0; i < static_cast<int>(pool.count); ++i)
            places.push_back(pool.mean() + offsets[places.size()]);
    }
    return places;
}

double onGrid(double value, double grid)
{
    return std::round(value / grid) * grid;
}

double upToGrid(double value, double grid)
{
    return std::ceil(value / grid - 1e-6) * grid;
}

} // namespace

Layers builtInLayers(const LayerGraph &graph)
{
    const std::vector<int> rank = ranks(graph.sizes.size(), acyclic(graph));
    int last = 0;
    for (int r : rank)
        last = std::max(last, r);
    Layers layers(static_cast<size_t>(last) + 1);
    for (size_t i = 0; i < rank.size(); ++i)
        layers[static_cast<size_t>(rank[i])].push_back(static_cast<int>(i));
    layers.erase(std::remove_if(layers.begin(), layers.end(),
                                [](const std::vector<int> &layer) { return layer.empty(); }),
                 layers.end());
    orderByBarycentres(layers, graph);
    return layers;
}

std::vector<Point> coordinates(const LayerGraph &graph, const Layers &layers, double highest,
                               const Metrics &metrics)
{
    const std::vector<Column> columns = columnsOf(graph, layers, highest, metrics.gap);
    std::vector<Point> places(graph.sizes.size());
    std::vector<size_t> columnOf(graph.sizes.size());
    for (size_t c = 0; c < columns.size(); ++c) {
        double y = -onGrid(columns[c].height / 2, metrics.grid);
        for (int node : columns[c].nodes) {
            columnOf[static_cast<size_t>(node)] = c;
            places[static_cast<size_t>(node)].y = y;
            y += upToGrid(graph.sizes[static_cast<size_t>(node)].height + metrics.gap,
                          metrics.grid);
        }
    }

    struct Pull
    {
        int other = 0;
        double offset = 0; // of the own end, from the own middle
        double reach = 0; // of the other end, from its middle
    };
    std::vector<std::vector<Pull>> pulls(graph.sizes.size());
    for (const LayerGraph::Arc &arc : graph.arcs) {
        pulls[static_cast<size_t>(arc.from)].push_back({arc.to, arc.fromOffset, arc.toOffset});
        pulls[static_cast<size_t>(arc.to)].push_back({arc.from, arc.toOffset, arc.fromOffset});
    }
    for (int sweep = 0; sweep < sweeps; ++sweep) {
        for (size_t step = 0; step < columns.size(); ++step) {
            const size_t c = sweep % 2 == 0 ? step : columns.size() - 1 - step;
            std::vector<double> wishes;
            std::vector<double> pitch;
            for (int node : columns[c].nodes) {
                const auto n = static_cast<size_t>(node);
                const double half = graph.sizes[n].height / 2;
                double sum = 0;
                for (const Pull &pull : pulls[n]) {
                    const auto o = static_cast<size_t>(pull.other);
                    sum += places[o].y + graph.sizes[o].height / 2 + pull.reach - pull.offset
                        - half;
                }
                wishes.push_back(pulls[n].empty() ? places[n].y
                                                  : sum / static_cast<double>(pulls[n].size()));
                pitch.push_back(upToGrid(graph.sizes[n].height + metrics.gap, metrics.grid));
            }
            const std::vector<double> spread = spaced(wishes, pitch);
            for (size_t i = 0; i < spread.size(); ++i)
                places[static_cast<size_t>(columns[c].nodes[i])].y
                    = onGrid(spread[i], metrics.grid);
        }
    }

    // Between two columns there is a track for each source whose edges pass.
    std::vector<std::vector<int>> passing(columns.size());
    for (const LayerGraph::Arc &arc : graph.arcs) {
        const size_t a = columnOf[static_cast<size_t>(arc.from)];
        const size_t b = columnOf[static_cast<size_t>(arc.to)];
        const bool level = std::abs(places[static_cast<size_t>(arc.from)].y
                                    - places[static_cast<size_t>(arc.to)].y)
            < 1;
        if (!level || a > b) {
            passing[std::min(a, b)].push_back(arc.from);
            if (std::max(a, b) - std::min(a, b) > 1)
                passing[std::max(a, b) - 1].push_back(arc.from);
        }
    }
    double x = 0;
    for (size_t c = 0; c < columns.size(); ++c) {
        for (int node : columns[c].nodes) {
            const double width = graph.sizes[static_cast<size_t>(node)].width;
            places[static_cast<size_t>(node)].x
                = x + onGrid((columns[c].width - width) / 2, metrics.grid);
        }
        std::vector<int> &sources = passing[c];
        std::sort(sources.begin(), sources.end());
        const auto tracks
            = static_cast<double>(std::unique(sources.begin(), sources.end()) - sources.begin());
        const double channel
            = 2 * metrics.clearance + std::clamp(tracks, 2.0, 12.0) * metrics.track;
        x += upToGrid(columns[c].width, metrics.grid) + upToGrid(channel, metrics.grid);
    }

    double top = 0;
    for (size_t i = 0; i < places.size(); ++i)
        top = i == 0 ? places[i].y : std::min(top, places[i].y);
    for (Point &place : places)
        place.y -= top;
    return places;
}

} // namespace stratoplan::layout
