// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/layout/route_graph.h"

#include <optional>

namespace stratoplan::layout {

enum Side
{
    Right,
    Left,
    Bottom,
    Top
};

inline bool isVertical(Side side)
{
    return side == Bottom || side == Top;
}

/// A place where an edge may leave or reach its box.
struct Port
{
    Point at; ///< on the border of the box
    Point exit; ///< clearance away from it
    double cost = 0; ///< in pixels of way
    Side side = Right;
};

/// The ports of both ends of a wire.
struct Ports
{
    std::vector<Port> sources;
    std::vector<Port> targets;
};

/// The way of a wire over the graph.
struct Way
{
    Point source; ///< on the border of its box
    std::vector<int> nodes;
    Point target;
};

/// Entries by their estimate, in buckets of 2 px: the least comes first, and of those in a
/// bucket the last one, which has come furthest.
class OpenStates
{
public:
    struct Entry
    {
        double cost = 0;
        int state = 0;
    };

    void clear();
    void push(double estimate, const Entry &entry);
    /// Whether there is an entry whose estimate may be below `limit`; the next one to take().
    bool hasBelow(double limit);
    Entry take();

private:
    static constexpr size_t none = static_cast<size_t>(-1);

    std::vector<std::vector<Entry>> m_buckets;
    size_t m_first = none; ///< no bucket before it holds an entry
    size_t m_end = 0; ///< no bucket from there on does
};

/// Cheap ways over the graph, with corners, crossings and the crossing of names and foreign
/// networks as cost. Keeps its tables between searches.
class Search
{
public:
    Search(RouteGraph &graph, const Ground &ground, const std::vector<Wire> &wires);

    size_t expanded() const { return m_expanded; }

    /// A way that costs at most a twentieth more than the cheapest; nothing when there is none.
    std::optional<Way> find(int wireIndex, const Ports &ports);

    /// The wire runs there from now on: others avoid it.
    void take(const Way &way, int wireIndex);
    void leave(const Way &way, int wireIndex);

    /// Whether the way crosses those of other wires or runs on them.
    bool isDisturbed(const Way &way, int wireIndex);

    std::vector<Point> cornersOf(const Way &way) const;

private:
    /// A node together with the direction in which it was reached.
    struct State
    {
        double cost = 0;
        int before = -1; ///< the state before, or -1 - the source port
        unsigned round = 0; ///< the search that the rest is of
        bool closed = false; ///< its neighbours were looked at
    };
    struct Goal
    {
        int node = -1;
        Port port;
    };

    static int state(int node, bool vertical) { return node * 2 + (vertical ? 1 : 0); }
    State &at(int state) { return m_states[static_cast<size_t>(state)]; }

    double remaining(const Point &at, bool vertical) const;
    void push(int to, double cost, int before);
    void expand(int current, double cost);
    bool isForeign(int user) const;
    bool isForeign(const RouteGraph::Step &step) const;
    double costOf(const RouteGraph::Step &step) const;
    bool isCrossed(const RouteGraph::Node &node, bool vertical) const;
    RouteGraph::Step &stepBetween(int a, int b);

    RouteGraph &m_graph;
    const Ground &m_ground;
    const std::vector<Wire> &m_wires;
    const Wire *m_wire = nullptr;
    std::vector<Goal> m_goals;
    OpenStates m_open;
    std::vector<State> m_states;
    unsigned m_round = 0;
    size_t m_expanded = 0;
};

} // namespace stratoplan::layout
