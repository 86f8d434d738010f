// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/layout/route.h"

#include "planner/layout/route_graph.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <queue>

namespace stratoplan::layout {

namespace {

constexpr double bendCost = 40; // a corner is worth this much of a detour
constexpr double crossingCost = 30; // the same of a crossing
constexpr double networkFactor
    = 2; // added cost a pixel within a network that is not the edge's own
constexpr double sharedFactor = 0.2; // added cost a pixel on the run of another edge
constexpr double portMargin = 10; // from the corner of a box to an edge
constexpr double offMiddle = 4; // cost of a port that is not in the middle of its side

enum Side
{
    Right,
    Left,
    Bottom,
    Top
};

struct Port
{
    Point at; // on the border of the box
    Point exit; // clearance away from it
    double cost = 0;
    Side side = Right;
};

bool isVertical(Side side)
{
    return side == Bottom || side == Top;
}

Port portAt(const Rect &box, Side side, double along, double cost, double clearance)
{
    switch (side) {
    case Right:
        return {{box.right(), along}, {box.right() + clearance, along}, cost, side};
    case Left:
        return {{box.x, along}, {box.x - clearance, along}, cost, side};
    case Bottom:
        return {{along, box.bottom()}, {along, box.bottom() + clearance}, cost, side};
    case Top:
        break;
    }
    return {{along, box.y}, {along, box.y - clearance}, cost, side};
}

std::array<double, 4> sideCosts(Role role, bool source)
{
    switch (role) {
    case Role::Trigger:
    case Role::Call:
        return source ? std::array<double, 4>{0, 120, 50, 50}
                      : std::array<double, 4>{120, 0, 50, 50};
    case Role::Access:
        return source ? std::array<double, 4>{0, 60, 20, 20} : std::array<double, 4>{60, 0, 20, 20};
    case Role::FailureTarget:
        break;
    }
    return source ? std::array<double, 4>{60, 120, 0, 60} : std::array<double, 4>{90, 30, 60, 0};
}

/// A side of a box along an axis, with the place where edges meet it at best.
struct Span
{
    double from = 0;
    double to = 0;
    double best = 0;
};

// Where a straight run between two sides that face one another may be: where it suits either of
// them best, else in the middle of what they share; nowhere when they do not reach.
std::vector<double> levelsOf(const Span &a, const Span &b)
{
    const double margin = std::min({portMargin, (a.to - a.from) / 2, (b.to - b.from) / 2});
    const double from = std::max(a.from, b.from) + margin;
    const double to = std::min(a.to, b.to) - margin;
    if (from > to)
        return {};
    std::vector<double> levels;
    for (double best : {a.best, b.best}) {
        if (best >= from && best <= to)
            levels.push_back(best);
    }
    if (levels.empty())
        levels.push_back((from + to) / 2);
    return levels;
}

/// The ports of both ends: the middles of the sides, and those that make a straight run.
struct Ports
{
    std::vector<Port> sources;
    std::vector<Port> targets;
};

Ports portsOf(const Wire &wire, double clearance)
{
    const auto levelSpan = [](const Rect &box) {
        return Span{box.y, box.bottom(), box.center().y};
    };
    const auto columnSpan = [](const Rect &box, double best) {
        return Span{box.x, box.right(), best};
    };
    const Rect &a = wire.source;
    const Rect &b = wire.target;
    const std::vector<double> levels = levelsOf(levelSpan(a), levelSpan(b));
    const std::vector<double> columns
        = levelsOf(columnSpan(a, wire.sourceColumn), columnSpan(b, wire.targetColumn));
    Ports ports;
    const auto add
        = [&](std::vector<Port> &list, const Rect &box, double ownColumn, bool isSource) {
              const std::array<double, 4> costs = sideCosts(wire.role, isSource);
              for (Side side : {Right, Left, Bottom, Top}) {
                  const double own = isVertical(side) ? ownColumn : box.center().y;
                  const std::vector<double> &others = isVertical(side) ? columns : levels;
                  const double cost = costs[static_cast<size_t>(side)];
                  list.push_back(portAt(box, side, own, cost, clearance));
                  for (double other : others) {
                      if (std::abs(other - own) > 0.5)
                          list.push_back(portAt(box, side, other, cost + offMiddle, clearance));
                  }
              }
          };
    add(ports.sources, a, wire.sourceColumn, true);
    add(ports.targets, b, wire.targetColumn, false);
    return ports;
}

/// The way of a wire over the graph.
struct Way
{
    Point source; ///< on the border of its box
    std::vector<int> nodes;
    Point target;
};

/// Cheapest way over the graph, with corners, crossings and the crossing of names and foreign
/// networks as cost. Keeps its tables between searches.
class Search
{
public:
    Search(RouteGraph &graph, const Ground &ground, const std::vector<Wire> &wires)
        : m_graph(graph)
        , m_ground(ground)
        , m_wires(wires)
        , m_cost(graph.size() * 2)
        , m_before(graph.size() * 2)
        , m_seen(graph.size() * 2, 0)
    {
    }

    size_t expanded() const { return m_expanded; }

    /// The cheapest way; nothing when there is none.
    std::optional<Way> find(int wireIndex, const Ports &ports)
    {
        ++m_round;
        m_wire = &m_wires[static_cast<size_t>(wireIndex)];
        m_goals.clear();
        for (size_t i = 0; i < ports.targets.size(); ++i) {
            const int node = m_graph.nodeAt(ports.targets[i].exit);
            if (node >= 0)
                m_goals.push_back({node, static_cast<int>(i), ports.targets[i]});
        }
        m_open = {};
        for (size_t i = 0; i < ports.sources.size(); ++i) {
            const Port &port = ports.sources[i];
            const int node = m_graph.nodeAt(port.exit);
            if (node >= 0)
                push(state(node, isVertical(port.side)), port.cost, -1 - static_cast<int>(i));
        }
        double best = std::numeric_limits<double>::infinity();
        int bestState = -1;
        const Goal *bestGoal = nullptr;
        while (!m_open.empty()) {
            const Entry entry = m_open.top();
            m_open.pop();
            if (entry.estimate >= best)
                break;
            const int current = entry.state;
            const double cost = m_cost[static_cast<size_t>(current)];
            if (entry.cost > cost + 1e-9)
                continue; // an older, dearer way to this state
            ++m_expanded;
            for (const Goal &goal : m_goals) {
                if (goal.node != current / 2)
                    continue;
                const bool turns = isVertical(goal.port.side) != (current % 2 == 1);
                const double total = cost + (turns ? bendCost : 0) + goal.port.cost;
                if (total < best) {
                    best = total;
                    bestState = current;
                    bestGoal = &goal;
                }
            }
            expand(current, cost);
        }
        if (bestState < 0)
            return std::nullopt;
        Way way;
        way.target = bestGoal->port.at;
        int walk = bestState;
        for (; walk >= 0; walk = m_before[static_cast<size_t>(walk)])
            way.nodes.push_back(walk / 2);
        way.source = ports.sources[static_cast<size_t>(-1 - walk)].at;
        std::reverse(way.nodes.begin(), way.nodes.end());
        return way;
    }

    void take(const Way &way, int wireIndex)
    {
        for (size_t i = 0; i + 1 < way.nodes.size(); ++i) {
            std::array<int, 2> &users = stepBetween(way.nodes[i], way.nodes[i + 1]).users;
            (users[0] < 0 ? users[0] : users[1]) = wireIndex;
        }
    }

    void leave(const Way &way, int wireIndex)
    {
        for (size_t i = 0; i + 1 < way.nodes.size(); ++i) {
            for (int &user : stepBetween(way.nodes[i], way.nodes[i + 1]).users) {
                if (user == wireIndex)
                    user = -1;
            }
        }
    }

    /// Whether the way crosses those of other wires or runs on them.
    bool isDisturbed(const Way &way, int wireIndex)
    {
        m_wire = &m_wires[static_cast<size_t>(wireIndex)];
        for (size_t i = 0; i + 1 < way.nodes.size(); ++i) {
            if (isForeign(stepBetween(way.nodes[i], way.nodes[i + 1])))
                return true;
            const RouteGraph::Node &node = m_graph.node(way.nodes[i]);
            if (i > 0 && (isCrossed(node, true) || isCrossed(node, false)))
                return true;
        }
        return false;
    }

    std::vector<Point> cornersOf(const Way &way) const
    {
        std::vector<Point> points{way.source};
        for (int node : way.nodes)
            points.push_back(m_graph.node(node).at);
        points.push_back(way.target);
        return simplified(points);
    }

private:
    struct Entry
    {
        double estimate;
        double cost;
        int state;
        bool operator>(const Entry &other) const
        {
            // Of equals the one that has come further, then a fixed order.
            if (estimate != other.estimate)
                return estimate > other.estimate;
            if (cost != other.cost)
                return cost < other.cost;
            return state > other.state;
        }
    };
    struct Goal
    {
        int node;
        int index;
        Port port;
    };
    using Queue = std::priority_queue<Entry, std::vector<Entry>, std::greater<>>;

    static int state(int node, bool vertical) { return node * 2 + (vertical ? 1 : 0); }

    // The least that is still to be paid: way, corners and the port. An edge arrives at a port from
    // without, so one that stands behind it has to come round.
    double remaining(const Point &at, bool vertical) const
    {
        double least = std::numeric_limits<double>::infinity();
        for (const Goal &goal : m_goals) {
            const Port &port = goal.port;
            const double dx = port.exit.x - at.x;
            const double dy = port.exit.y - at.y;
            const bool upright = isVertical(port.side);
            const double ahead
                = upright ? (port.side == Top ? dy : -dy) : (port.side == Left ? dx : -dx);
            const double aside = std::abs(upright ? dx : dy);
            int bends = 0;
            if (vertical == upright)
                bends = ahead >= 0 && aside < 0.01 ? 0 : 2;
            else
                bends = ahead >= 0 ? 1 : 3;
            least = std::min(least, std::abs(dx) + std::abs(dy) + bends * bendCost + port.cost);
        }
        return least;
    }

    void push(int to, double cost, int before)
    {
        const auto index = static_cast<size_t>(to);
        if (m_seen[index] == m_round && m_cost[index] <= cost + 1e-9)
            return;
        m_seen[index] = m_round;
        m_cost[index] = cost;
        m_before[index] = before;
        m_open.push({cost + remaining(m_graph.node(to / 2).at, to % 2 == 1), cost, to});
    }

    bool isForeign(int user) const
    {
        return user >= 0 && !mayShare(*m_wire, m_wires[static_cast<size_t>(user)]);
    }

    bool isForeign(const RouteGraph::Step &step) const
    {
        return isForeign(step.users[0]) || isForeign(step.users[1]);
    }

    double costOf(const RouteGraph::Step &step) const
    {
        double cost = step.length + step.names;
        if (step.network >= 0) {
            const ElementId vpc = m_ground.networks[static_cast<size_t>(step.network)].first;
            if (vpc != m_wire->sourceVpc && vpc != m_wire->targetVpc)
                cost += step.length * networkFactor;
        }
        if (isForeign(step))
            cost += step.length * sharedFactor;
        return cost;
    }

    // Another edge passes the node at right angles to this direction.
    bool isCrossed(const RouteGraph::Node &node, bool vertical) const
    {
        const int before = vertical ? node.left : node.up;
        if (before < 0)
            return false;
        const RouteGraph::Node &other = m_graph.node(before);
        const RouteGraph::Step &arriving = vertical ? other.right : other.down;
        const RouteGraph::Step &leaving = vertical ? node.right : node.down;
        for (int user : arriving.users) {
            if (isForeign(user) && (user == leaving.users[0] || user == leaving.users[1]))
                return true;
        }
        return false;
    }

    void expand(int current, double cost)
    {
        const int index = current / 2;
        const bool vertical = current % 2 == 1;
        const RouteGraph::Node &node = m_graph.node(index);
        const bool arrivedAtPort = m_before[static_cast<size_t>(current)] < 0;
        const auto step = [&](int to, const RouteGraph::Step &way, bool along) {
            double total = cost + costOf(way);
            if (along != vertical)
                total += bendCost;
            else if (!arrivedAtPort && isCrossed(node, vertical))
                total += crossingCost;
            push(state(to, along), total, current);
        };
        if (node.right.to >= 0)
            step(node.right.to, node.right, false);
        if (node.left >= 0)
            step(node.left, m_graph.node(node.left).right, false);
        if (node.down.to >= 0)
            step(node.down.to, node.down, true);
        if (node.up >= 0)
            step(node.up, m_graph.node(node.up).down, true);
    }

    RouteGraph::Step &stepBetween(int a, int b)
    {
        const int first = std::min(a, b);
        const int second = std::max(a, b);
        return m_graph.node(first).right.to == second ? m_graph.right(first) : m_graph.down(first);
    }

    RouteGraph &m_graph;
    const Ground &m_ground;
    const std::vector<Wire> &m_wires;
    const Wire *m_wire = nullptr;
    std::vector<Goal> m_goals;
    Queue m_open;
    std::vector<double> m_cost;
    std::vector<int> m_before; // the state before, or -1 - the source port
    std::vector<unsigned> m_seen;
    unsigned m_round = 0;
    size_t m_expanded = 0;
};

std::vector<Point> loopAt(const Rect &box, double clearance)
{
    const double x = box.right() + clearance;
    const double y = box.y - clearance;
    const double down = box.right() - std::min(24.0, box.width / 3);
    return {{box.right(), box.y + box.height / 3},
            {x, box.y + box.height / 3},
            {x, y},
            {down, y},
            {down, box.y}};
}

// Boxes that lie on one another leave no way: then the corners are drawn over them.
std::vector<Point> direct(const Rect &source, const Rect &target)
{
    const Point from = source.center();
    const Point to = target.center();
    if (to.x >= from.x) {
        const double middle = (source.right() + target.x) / 2;
        return simplified(
            {{source.right(), from.y}, {middle, from.y}, {middle, to.y}, {target.x, to.y}});
    }
    const double middle = (source.x + target.right()) / 2;
    return simplified(
        {{source.x, from.y}, {middle, from.y}, {middle, to.y}, {target.right(), to.y}});
}

} // namespace

std::vector<Point> directWay(const Wire &wire, const Metrics &metrics)
{
    return wire.from == wire.to ? loopAt(wire.source, metrics.clearance)
                                : direct(wire.source, wire.target);
}

bool mayShare(const Wire &a, const Wire &b)
{
    return a.role == b.role && (a.from == b.from || a.to == b.to);
}

std::vector<Point> simplified(const std::vector<Point> &points)
{
    constexpr double same = 0.01;
    std::vector<Point> corners;
    for (const Point &point : points) {
        if (!corners.empty() && std::abs(corners.back().x - point.x) < same
            && std::abs(corners.back().y - point.y) < same)
            continue;
        if (corners.size() >= 2) {
            const Point &before = corners[corners.size() - 2];
            const Point &last = corners.back();
            const bool vertical
                = std::abs(before.x - last.x) < same && std::abs(last.x - point.x) < same;
            const bool horizontal
                = std::abs(before.y - last.y) < same && std::abs(last.y - point.y) < same;
            if (vertical || horizontal)
                corners.pop_back();
        }
        corners.push_back(point);
    }
    return corners;
}

RouteEffort route(std::vector<Wire> &wires, const Ground &ground, const Metrics &metrics)
{
    // Short ones first: they have the fewest ways to go.
    std::vector<int> order(wires.size());
    for (size_t i = 0; i < order.size(); ++i)
        order[i] = static_cast<int>(i);
    const auto length = [&wires](int i) {
        const Wire &wire = wires[static_cast<size_t>(i)];
        const Point a = wire.source.center();
        const Point b = wire.target.center();
        return std::abs(a.x - b.x) + std::abs(a.y - b.y);
    };
    std::stable_sort(order.begin(), order.end(),
                     [&length](int a, int b) { return length(a) < length(b); });

    std::vector<int> rest;
    for (int i : order) {
        Wire &wire = wires[static_cast<size_t>(i)];
        if (wire.from == wire.to)
            wire.points = directWay(wire, metrics);
        else
            rest.push_back(i);
    }
    // Where boxes stand closer than twice the clearance, edges pass them closer.
    RouteEffort effort;
    for (double clearance : {metrics.clearance, 6.0, 2.0}) {
        if (rest.empty())
            break;
        std::vector<Ports> ports;
        std::vector<Point> anchors;
        for (int i : rest) {
            ports.push_back(portsOf(wires[static_cast<size_t>(i)], clearance));
            for (const Port &port : ports.back().sources)
                anchors.push_back(port.exit);
            for (const Port &port : ports.back().targets)
                anchors.push_back(port.exit);
        }
        RouteGraph graph(ground, anchors, clearance);
        Search search(graph, ground, wires);
        std::vector<std::optional<Way>> ways;
        for (size_t i = 0; i < rest.size(); ++i) {
            ways.push_back(search.find(rest[i], ports[i]));
            if (ways[i])
                search.take(*ways[i], rest[i]);
        }
        // The first ones did not know of those that came after them.
        for (size_t i = 0; i < rest.size(); ++i) {
            if (!ways[i] || !search.isDisturbed(*ways[i], rest[i]))
                continue;
            search.leave(*ways[i], rest[i]);
            ways[i] = search.find(rest[i], ports[i]);
            search.take(*ways[i], rest[i]);
        }
        std::vector<int> left;
        for (size_t i = 0; i < rest.size(); ++i) {
            if (ways[i])
                wires[static_cast<size_t>(rest[i])].points = search.cornersOf(*ways[i]);
            else
                left.push_back(rest[i]);
        }
        effort.nodes += graph.size();
        effort.expanded += search.expanded();
        rest = left;
    }
    for (int i : rest) {
        Wire &wire = wires[static_cast<size_t>(i)];
        wire.points = directWay(wire, metrics);
    }
    return effort;
}

} // namespace stratoplan::layout
