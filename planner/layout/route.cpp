// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/layout/route.h"

#include "planner/layout/route_search.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace stratoplan::layout {

namespace {

constexpr double portMargin = 10; // from the corner of a box to an edge
constexpr double offMiddle = 4; // cost of a port that is not in the middle of its side

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

// The middles of the sides, and the ports that make a straight run.
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
        wire.points = wayThrough(wire);
        if (!wire.points.empty())
            continue;
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
