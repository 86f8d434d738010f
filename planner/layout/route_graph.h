// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/layout/route.h"

#include <array>

namespace stratoplan::layout {

/// The ways that edges may take: lines along the borders of the grown boxes and from their ports,
/// each as far as it is free. They grow with what is in sight, not with the square of the boxes.
class RouteGraph
{
public:
    /// The way from a crossing of two lines to the next one, to the right or down.
    struct Step
    {
        int to = -1; ///< none: the line ends here
        double length = 0;
        double names = 0; ///< pixels over names, weighed
        int network = -1; ///< index into Ground::networks; -1 = in none
        std::array<int, 2> users{-1, -1}; ///< wires that run there, as far as they are remembered
    };
    struct Node
    {
        Point at;
        Step right;
        Step down;
        int left = -1; ///< node to the left; its step to the right leads here
        int up = -1;
    };

    /// `anchors` are places that lines have to pass, in both directions as far as they are free.
    RouteGraph(const Ground &ground, const std::vector<Point> &anchors, double clearance);

    size_t size() const { return m_nodes.size(); }
    const Node &node(int index) const { return m_nodes[static_cast<size_t>(index)]; }
    Step &right(int index) { return m_nodes[static_cast<size_t>(index)].right; }
    Step &down(int index) { return m_nodes[static_cast<size_t>(index)].down; }
    /// -1 when no two lines cross there.
    int nodeAt(const Point &point) const;

private:
    struct Line
    {
        double at = 0;
        double from = 0;
        double to = 0;
        int firstNode = 0;
        int nodes = 0;
    };
    /// Boxes by the stripes of an axis that they lie in, so that a look along a line sees few.
    struct Stripes
    {
        double begin = 0;
        std::vector<std::vector<int>> boxes;
    };

    static std::vector<Line> merged(std::vector<Line> lines);
    Stripes stripes(bool xAxis) const;
    void addLines(const Point &point);
    void makeNodes();
    void weigh(const Ground &ground);

    std::vector<Rect> m_boxes; // grown
    Rect m_bounds;
    Stripes m_byX;
    Stripes m_byY;
    std::vector<Line> m_uprights; // in order of x, then y
    std::vector<Line> m_levels;
    std::vector<Node> m_nodes; // upright by upright, from the top
};

} // namespace stratoplan::layout
