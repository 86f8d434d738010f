// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/layout/route.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace stratoplan::layout {

namespace {

constexpr double cornerMargin = 10; // from the corner of a box to a line at its side
constexpr double same = 0.01;

bool isInside(const Rect &box, const Point &point)
{
    return point.x > box.x && point.x < box.right() && point.y > box.y && point.y < box.bottom();
}

bool isWithin(double value, double from, double to)
{
    const double margin = std::min(cornerMargin, (to - from) / 2);
    return value >= from + margin && value <= to - margin;
}

using Way = std::vector<Point>;

/// How a line to `next` can leave a box: its place on the border, and the corner after it where it
/// cannot go straight.
std::vector<Way> waysOut(const Rect &box, double column, const Point &next)
{
    const double level = next.x > box.center().x ? box.right() : box.x;
    const double upright = next.y > box.center().y ? box.bottom() : box.y;
    const bool isBeside = next.x >= box.right() || next.x <= box.x;
    const bool isAbove = next.y >= box.bottom() || next.y <= box.y;
    if (isBeside && isWithin(next.y, box.y, box.bottom()))
        return {{{level, next.y}}};
    if (isAbove && isWithin(next.x, box.x, box.right()))
        return {{{next.x, upright}}};
    std::vector<Way> ways;
    if (isBeside)
        ways.push_back({{level, box.center().y}, {next.x, box.center().y}});
    if (isAbove)
        ways.push_back({{column, upright}, {column, next.y}});
    return ways;
}

Way joined(const Way &start, const std::vector<Point> &stops, const Way &end)
{
    Way way = start;
    for (const Point &stop : stops) {
        const Point last = way.back();
        const bool isLevel = way.size() < 2 || std::abs(way[way.size() - 2].y - last.y) < same;
        // On as it came, then round the corner.
        if (std::abs(last.x - stop.x) >= same && std::abs(last.y - stop.y) >= same)
            way.push_back(isLevel ? Point{stop.x, last.y} : Point{last.x, stop.y});
        way.push_back(stop);
    }
    way.insert(way.end(), end.rbegin(), end.rend());
    return way;
}

/// How often it goes back the way it came.
int turnsBack(const Way &way)
{
    int turns = 0;
    for (size_t i = 0; i + 2 < way.size(); ++i) {
        const Point in{way[i + 1].x - way[i].x, way[i + 1].y - way[i].y};
        const Point out{way[i + 2].x - way[i + 1].x, way[i + 2].y - way[i + 1].y};
        turns += in.x * out.x + in.y * out.y < -same ? 1 : 0;
    }
    return turns;
}

} // namespace

std::vector<Point> wayThrough(const Wire &wire)
{
    std::vector<Point> stops;
    for (const Point &point : wire.waypoints) {
        if (!isInside(wire.source, point) && !isInside(wire.target, point))
            stops.push_back(point);
    }
    if (stops.empty())
        return {};
    Way best;
    std::pair<int, size_t> least;
    for (const Way &start : waysOut(wire.source, wire.sourceColumn, stops.front())) {
        for (const Way &end : waysOut(wire.target, wire.targetColumn, stops.back())) {
            const Way way = simplified(joined(start, stops, end));
            const std::pair cost(turnsBack(way), way.size());
            if (way.size() >= 2 && (best.empty() || cost < least)) {
                best = way;
                least = cost;
            }
        }
    }
    return best;
}

} // namespace stratoplan::layout
