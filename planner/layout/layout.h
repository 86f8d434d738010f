// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/change.h"

#include <QHash>
#include <QSet>

#include <vector>

namespace stratoplan::layout {

struct Rect
{
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;

    double right() const { return x + width; }
    double bottom() const { return y + height; }
    bool contains(const Rect &other) const;
    bool overlaps(const Rect &other) const;
    bool operator==(const Rect &) const = default;
};

/// Sizes in logical pixels at 100 % (visual language: grid 16, node 192 x 64).
struct Metrics
{
    double grid = 16;
    Size node{192, 64};
    Size chip{192, 32};     ///< resources that only configure others
    double gap = 32;
};

/// What an element looks like on the canvas; others (zones, connections, security groups, route tables)
/// may have no shape of their own.
enum class Shape { Node, Chip, Vpc, Zone, Subnet, Border, Note, ConfigurationBox };

/// Geometry of everything that is drawn, computed from a design whose nodes have positions: containers
/// grow around what they hold, gateways and endpoints sit on the border of their VPC, a function in
/// several subnets spans their zones.
struct Scene
{
    struct Box
    {
        ElementId id;
        Shape shape = Shape::Node;
        Rect rect;
        ElementId container;   ///< innermost container it is drawn in; none = the canvas
    };
    struct Line
    {
        ElementId connection;
        std::vector<Point> points;  ///< corners, from the source's border to the target's
        Point label;                ///< middle of the longest horizontal run
    };
    std::vector<Box> boxes;         ///< containers before what they hold
    std::vector<Line> lines;
    Rect bounds;

    const Box *box(ElementId id) const;
};


/// Geometry of a design as it stands. Elements without position get one beside the drawing.
Scene scene(const Design &design, const QSet<QString> &configurationKinds, const Metrics &metrics = {});

/// A change that moves nodes and nothing else: layered from left to right along the connections, nested
/// in containers, without overlaps. Through `dot` where the program exists and answers in time, else by
/// the built-in layers; `useDot` false = always built in.
Change arrange(const Design &design, const QSet<QString> &configurationKinds, bool useDot = true,
               const Metrics &metrics = {});

} // namespace stratoplan::layout
