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

/// The corner between the end of a way and a stop to the side of it: straight on first, unless that
/// would be back.
Point cornerTo(const Way &way, const Point &stop)
{
    const Point last = way.back();
    const Point before = way.size() < 2 ? last : way[way.size() - 2];
    const bool isLevel = std::abs(before.y - last.y) < same;
    const bool isBack
        = (last.x - before.x) * (stop.x - last.x) + (last.y - before.y) * (stop.y - last.y) < 0;
    return isLevel != isBack ? Point{stop.x, last.y} : Point{last.x, stop.y};
}

Way joined(const Way &start, const std::vector<Point> &stops, const Way &end)
{
    Way way = start;
    for (const Point &stop : stops) {
        if (std::abs(way.back().x - stop.x) >= same && std::abs(way.back().y - stop.y) >= same)
            way.push_back(cornerTo(way, stop));
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

/// Without pieces that lead back the way they came, nor corners that are none.
Way withoutSpurs(Way way)
{
    size_t before = way.size() + 1;
    while (way.size() < before) {
        before = way.size();
        way = simplified(way);
    }
    return way;
}

} // namespace

std::vector<Point> wayThrough(const Wire &wire)
{
    std::vector<Point> stops;
    for (const Point &point : wire.waypoints) {
        const bool isOutside = !isInside(wire.source, point) && !isInside(wire.target, point);
        if (isOutside && (stops.empty() || stops.back() != point))
            stops.push_back(point);
    }
    if (stops.empty())
        return {};
    Way best;
    std::pair<int, size_t> least;
    for (const Way &start : waysOut(wire.source, wire.sourceColumn, stops.front())) {
        for (const Way &end : waysOut(wire.target, wire.targetColumn, stops.back())) {
            const Way whole = joined(start, stops, end);
            const Way way = withoutSpurs(whole);
            const std::pair cost(turnsBack(whole), way.size());
            if (way.size() >= 2 && (best.empty() || cost < least)) {
                best = way;
                least = cost;
            }
        }
    }
    return best;
}

} // namespace stratoplan::layout
