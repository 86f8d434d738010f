// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/layout/route_graph.h"

#include <algorithm>
#include <cmath>

namespace stratoplan::layout {

namespace {

constexpr double same = 0.01; // nearer than this is the same place
constexpr double stripe = 256; // a little more than a node is wide
constexpr double containerFactor = 2; // weight of a pixel over the name of a container
constexpr double labelFactor = 10; // and over a name that stands in the open

struct Name
{
    Rect rect;
    double factor = 0;
};

double overlap(double from, double to, double low, double high)
{
    return std::max(0.0, std::min(to, high) - std::max(from, low));
}

} // namespace

RouteGraph::RouteGraph(const Ground &ground, const std::vector<Point> &anchors, double clearance)
{
    std::vector<Point> points = anchors;
    const auto addCorners = [&points](const Rect &rect) {
        points.insert(points.end(),
                      {{rect.x, rect.y},
                       {rect.right(), rect.y},
                       {rect.x, rect.bottom()},
                       {rect.right(), rect.bottom()}});
    };
    for (const Rect &box : ground.boxes) {
        m_boxes.push_back(box.grown(clearance));
        m_bounds = m_bounds.united(m_boxes.back());
        addCorners(m_boxes.back());
    }
    for (const auto &[id, rect] : ground.networks) {
        m_bounds = m_bounds.united(rect.grown(clearance));
        addCorners(rect.grown(clearance));
    }
    for (const Point &point : anchors)
        m_bounds = m_bounds.united({point.x - same, point.y - same, 2 * same, 2 * same});
    m_byX = stripes(true);
    m_byY = stripes(false);
    for (const Point &point : points)
        addLines(point);
    m_uprights = merged(std::move(m_uprights));
    m_levels = merged(std::move(m_levels));
    makeNodes();
    weigh(ground);
}

RouteGraph::Stripes RouteGraph::stripes(bool xAxis) const
{
    Stripes all;
    all.begin = xAxis ? m_bounds.x : m_bounds.y;
    const double length = xAxis ? m_bounds.width : m_bounds.height;
    all.boxes.resize(static_cast<size_t>(length / stripe) + 1);
    for (size_t i = 0; i < m_boxes.size(); ++i) {
        const Rect &box = m_boxes[i];
        const double from = xAxis ? box.x : box.y;
        const double to = xAxis ? box.right() : box.bottom();
        const auto last = static_cast<size_t>((to - all.begin) / stripe);
        for (auto s = static_cast<size_t>((from - all.begin) / stripe); s <= last; ++s)
            all.boxes[s].push_back(static_cast<int>(i));
    }
    return all;
}

// Both lines through the point, as far as no box stands in the way. None from within a box.
void RouteGraph::addLines(const Point &point)
{
    double up = m_bounds.y;
    double down = m_bounds.bottom();
    const auto column = static_cast<size_t>((point.x - m_byX.begin) / stripe);
    for (int index : m_byX.boxes[column]) {
        const Rect &box = m_boxes[static_cast<size_t>(index)];
        if (point.x < box.x + 2 * same || point.x > box.right() - 2 * same)
            continue;
        if (box.bottom() <= point.y + same)
            up = std::max(up, box.bottom());
        else if (box.y >= point.y - same)
            down = std::min(down, box.y);
        else
            return;
    }
    double left = m_bounds.x;
    double right = m_bounds.right();
    const auto row = static_cast<size_t>((point.y - m_byY.begin) / stripe);
    for (int index : m_byY.boxes[row]) {
        const Rect &box = m_boxes[static_cast<size_t>(index)];
        if (point.y < box.y + 2 * same || point.y > box.bottom() - 2 * same)
            continue;
        if (box.right() <= point.x + same)
            left = std::max(left, box.right());
        else if (box.x >= point.x - same)
            right = std::min(right, box.x);
    }
    m_uprights.push_back({point.x, up, down, 0, 0});
    m_levels.push_back({point.y, left, right, 0, 0});
}

std::vector<RouteGraph::Line> RouteGraph::merged(std::vector<Line> lines)
{
    std::sort(lines.begin(), lines.end(), [](const Line &a, const Line &b) { return a.at < b.at; });
    // What lies nearer than `same` has one place, so that the order by ends is a strict one.
    for (size_t i = 1; i < lines.size(); ++i) {
        if (lines[i].at - lines[i - 1].at < same)
            lines[i].at = lines[i - 1].at;
    }
    std::sort(lines.begin(), lines.end(), [](const Line &a, const Line &b) {
        return std::pair(a.at, a.from) < std::pair(b.at, b.from);
    });
    std::vector<Line> result;
    for (const Line &line : lines) {
        const bool joins = !result.empty() && result.back().at == line.at
            && line.from <= result.back().to + same;
        if (joins)
            result.back().to = std::max(result.back().to, line.to);
        else
            result.push_back(line);
    }
    return result;
}

void RouteGraph::makeNodes()
{
    std::vector<int> last(m_levels.size(), -1); // node met last on each level line
    for (Line &upright : m_uprights) {
        upright.firstNode = static_cast<int>(m_nodes.size());
        const auto first
            = std::lower_bound(m_levels.begin(), m_levels.end(), upright.from - same,
                               [](const Line &level, double y) { return level.at < y; });
        for (auto level = first; level != m_levels.end() && level->at <= upright.to + same;
             ++level) {
            if (upright.at < level->from - same || upright.at > level->to + same)
                continue;
            const int index = static_cast<int>(m_nodes.size());
            Node node;
            node.at = {upright.at, level->at};
            if (index > upright.firstNode) {
                node.up = index - 1;
                down(node.up).to = index;
            }
            int &before = last[static_cast<size_t>(level - m_levels.begin())];
            if (before >= 0) {
                node.left = before;
                right(before).to = index;
            }
            before = index;
            m_nodes.push_back(node);
        }
        upright.nodes = static_cast<int>(m_nodes.size()) - upright.firstNode;
    }
}

void RouteGraph::weigh(const Ground &ground)
{
    std::vector<Name> names;
    for (const Rect &head : ground.heads)
        names.push_back({head, containerFactor});
    for (const Rect &label : ground.labels)
        names.push_back({label, labelFactor});
    for (Node &node : m_nodes) {
        const auto weighed = [&](Step &step, bool upright) {
            if (step.to < 0)
                return;
            const Point &to = this->node(step.to).at;
            const double from = upright ? node.at.y : node.at.x;
            const double end = upright ? to.y : to.x;
            step.length = end - from;
            for (const Name &name : names) {
                const Rect &rect = name.rect;
                const bool over = upright ? node.at.x > rect.x && node.at.x < rect.right()
                                          : node.at.y > rect.y && node.at.y < rect.bottom();
                if (over) {
                    step.names += name.factor
                        * (upright ? overlap(from, end, rect.y, rect.bottom())
                                   : overlap(from, end, rect.x, rect.right()));
                }
            }
            const Point middle{(node.at.x + to.x) / 2, (node.at.y + to.y) / 2};
            for (size_t i = 0; i < ground.networks.size(); ++i) {
                const Rect &rect = ground.networks[i].second;
                if (middle.x > rect.x && middle.x < rect.right() && middle.y > rect.y
                    && middle.y < rect.bottom())
                    step.network = static_cast<int>(i);
            }
        };
        weighed(node.right, false);
        weighed(node.down, true);
    }
}

int RouteGraph::nodeAt(const Point &point) const
{
    auto line = std::lower_bound(m_uprights.begin(), m_uprights.end(), point.x - same,
                                 [](const Line &upright, double x) { return upright.at < x; });
    for (; line != m_uprights.end() && line->at <= point.x + same; ++line) {
        if (point.y < line->from - same || point.y > line->to + same)
            continue;
        const auto begin = m_nodes.begin() + line->firstNode;
        const auto end = begin + line->nodes;
        const auto found = std::lower_bound(
            begin, end, point.y - same, [](const Node &node, double y) { return node.at.y < y; });
        if (found != end && found->at.y <= point.y + same)
            return static_cast<int>(found - m_nodes.begin());
    }
    return -1;
}

} // namespace stratoplan::layout
