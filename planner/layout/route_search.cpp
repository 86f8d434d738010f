// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/layout/route_search.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace stratoplan::layout {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double bendCost = 40; // a corner is worth this much of a detour
constexpr double crossingCost = 30; // the same of a crossing
constexpr double networkFactor
    = 2; // added cost a pixel within a network that is not the edge's own
constexpr double sharedFactor = 0.2; // added cost a pixel on the run of another edge
// What is still to be paid weighs a little more than what was: the search goes towards the end of
// the wire instead of looking at all ways that cost the same (weighted A*). Of 1, 1.05 and 1.1 on
// the pictures of 121 templates and the samples, 1.05 has the fewest crossings; with 1.1 a third of
// the states is enough, but wires take dearer ways for want of a corner.
constexpr double haste = 1.05;
constexpr double bucketWidth = 2; // px

} // namespace

void OpenStates::clear()
{
    for (size_t i = m_first; i < m_end; ++i)
        m_buckets[i].clear();
    m_first = none;
    m_end = 0;
}

void OpenStates::push(double estimate, const Entry &entry)
{
    const auto bucket = static_cast<size_t>(estimate / bucketWidth);
    if (bucket >= m_buckets.size())
        m_buckets.resize(bucket + bucket / 2 + 1);
    m_buckets[bucket].push_back(entry);
    m_first = std::min(m_first, bucket);
    m_end = std::max(m_end, bucket + 1);
}

bool OpenStates::hasBelow(double limit)
{
    while (m_first < m_end && m_buckets[m_first].empty())
        ++m_first;
    return m_first < m_end && static_cast<double>(m_first) * bucketWidth < limit;
}

OpenStates::Entry OpenStates::take()
{
    const Entry entry = m_buckets[m_first].back();
    m_buckets[m_first].pop_back();
    return entry;
}

Search::Search(RouteGraph &graph, const Ground &ground, const std::vector<Wire> &wires)
    : m_graph(graph)
    , m_ground(ground)
    , m_wires(wires)
    , m_states(graph.size() * 2)
{
}

std::optional<Way> Search::find(int wireIndex, const Ports &ports)
{
    ++m_round;
    m_wire = &m_wires[static_cast<size_t>(wireIndex)];
    m_goals.clear();
    for (const Port &port : ports.targets) {
        const int node = m_graph.nodeAt(port.exit);
        if (node >= 0)
            m_goals.push_back({node, port});
    }
    if (m_goals.empty())
        return std::nullopt;
    m_open.clear();
    for (size_t i = 0; i < ports.sources.size(); ++i) {
        const Port &port = ports.sources[i];
        const int node = m_graph.nodeAt(port.exit);
        if (node >= 0)
            push(state(node, isVertical(port.side)), port.cost, -1 - static_cast<int>(i));
    }
    double best = infinite;
    int bestState = -1;
    const Goal *bestGoal = nullptr;
    while (m_open.hasBelow(best)) {
        const OpenStates::Entry entry = m_open.take();
        const int current = entry.state;
        const double cost = at(current).cost;
        if (entry.cost > cost + 1e-9 || at(current).closed)
            continue; // older, dearer ways to this state
        at(current).closed = true;
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
    for (; walk >= 0; walk = at(walk).before)
        way.nodes.push_back(walk / 2);
    way.source = ports.sources[static_cast<size_t>(-1 - walk)].at;
    std::reverse(way.nodes.begin(), way.nodes.end());
    return way;
}

void Search::take(const Way &way, int wireIndex)
{
    for (size_t i = 0; i + 1 < way.nodes.size(); ++i) {
        std::array<int, 2> &users = stepBetween(way.nodes[i], way.nodes[i + 1]).users;
        (users[0] < 0 ? users[0] : users[1]) = wireIndex;
    }
}

void Search::leave(const Way &way, int wireIndex)
{
    for (size_t i = 0; i + 1 < way.nodes.size(); ++i) {
        for (int &user : stepBetween(way.nodes[i], way.nodes[i + 1]).users) {
            if (user == wireIndex)
                user = -1;
        }
    }
}

bool Search::isDisturbed(const Way &way, int wireIndex)
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

std::vector<Point> Search::cornersOf(const Way &way) const
{
    std::vector<Point> points{way.source};
    for (int node : way.nodes)
        points.push_back(m_graph.node(node).at);
    points.push_back(way.target);
    return simplified(points);
}

// The least that is still to be paid: way, corners and the port. An edge arrives at a port from
// without, so one that stands behind it has to come round.
double Search::remaining(const Point &at, bool vertical) const
{
    double least = infinite;
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

void Search::push(int to, double cost, int before)
{
    State &reached = at(to);
    if (reached.round == m_round && (reached.closed || reached.cost <= cost + 1e-9))
        return;
    reached = {cost, before, m_round, false};
    m_open.push(cost + haste * remaining(m_graph.node(to / 2).at, to % 2 == 1), {cost, to});
}

void Search::expand(int current, double cost)
{
    const int index = current / 2;
    const bool vertical = current % 2 == 1;
    const RouteGraph::Node &node = m_graph.node(index);
    const bool arrivedAtPort = at(current).before < 0;
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

bool Search::isForeign(int user) const
{
    return user >= 0 && !mayShare(*m_wire, m_wires[static_cast<size_t>(user)]);
}

bool Search::isForeign(const RouteGraph::Step &step) const
{
    return isForeign(step.users[0]) || isForeign(step.users[1]);
}

double Search::costOf(const RouteGraph::Step &step) const
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
bool Search::isCrossed(const RouteGraph::Node &node, bool vertical) const
{
    const int before = vertical ? node.left : node.up;
    if (before < 0)
        return false;
    const RouteGraph::Node &other = m_graph.node(before);
    const RouteGraph::Step &arriving = vertical ? other.right : other.down;
    const RouteGraph::Step &leaving = vertical ? node.right : node.down;
    return std::any_of(arriving.users.begin(), arriving.users.end(), [&](int user) {
        return isForeign(user) && (user == leaving.users[0] || user == leaving.users[1]);
    });
}

RouteGraph::Step &Search::stepBetween(int a, int b)
{
    const int first = std::min(a, b);
    const int second = std::max(a, b);
    return m_graph.node(first).right.to == second ? m_graph.right(first) : m_graph.down(first);
}

} // namespace stratoplan::layout
