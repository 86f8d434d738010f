// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/layout/layers.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace stratoplan::layout {

namespace {

constexpr int sweeps = 8;
constexpr int rounds = 8; // of shortening edges

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

// Moves nodes between those before and those after them to where their edges are shortest: a source
// stands just before the first thing it feeds, not at the far left.
void shorten(std::vector<int> &rank, const Adjacency &out)
{
    const size_t count = rank.size();
    Adjacency in(count);
    for (size_t i = 0; i < count; ++i) {
        for (int to : out[i])
            in[static_cast<size_t>(to)].push_back(static_cast<int>(i));
    }
    bool changed = true;
    for (int round = 0; changed && round < rounds; ++round) {
        changed = false;
        for (size_t step = 0; step < count; ++step) {
            const size_t i = round % 2 == 0 ? count - 1 - step : step;
            int earliest = std::numeric_limits<int>::min();
            int latest = std::numeric_limits<int>::max();
            for (int from : in[i])
                earliest = std::max(earliest, rank[static_cast<size_t>(from)] + 1);
            for (int to : out[i])
                latest = std::min(latest, rank[static_cast<size_t>(to)] - 1);
            int best = rank[i];
            if (out[i].size() > in[i].size())
                best = latest;
            else if (in[i].size() > out[i].size())
                best = earliest;
            changed = changed || best != rank[i];
            rank[i] = best;
        }
    }
    const int first = count == 0 ? 0 : *std::min_element(rank.begin(), rank.end());
    for (int &r : rank)
        r -= first;
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
    for (size_t i = 0; i < count; ++i) {
        if (waiting[i] == 0)
            ready.push_back(static_cast<int>(i));
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
    shorten(rank, out);
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

} // namespace

Layers layersOf(const LayerGraph &graph)
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

} // namespace stratoplan::layout
