// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/change.h"

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
    Point center() const { return {x + width / 2, y + height / 2}; }
    /// The whole of the other, borders included.
    bool contains(const Rect &other) const;
    /// Share an area; touching borders do not count.
    bool overlaps(const Rect &other) const;
    Rect translated(double dx, double dy) const { return {x + dx, y + dy, width, height}; }
    /// Larger by `margin` on every side.
    Rect grown(double margin) const;
    /// The smallest that contains both; an empty one does not count.
    Rect united(const Rect &other) const;
    bool isEmpty() const { return width <= 0 || height <= 0; }
    bool operator==(const Rect &) const = default;
};

/// Sizes in logical pixels at 100 % (visual language: grid 16, node 192 x 64).
struct Metrics
{
    double grid = 16;
    Size node{192, 64};
    Size chip{192, 32}; ///< resources that only configure others
    double gap = 32; ///< between nodes; room for one edge
    double clearance = 16; ///< between an edge and a box
    double track = 12; ///< between parallel edges
    double disc = 22; ///< gateways and endpoints
    double vpcHead = 32;
    double zoneHead = 24;
    double subnetHead = 48;
    double groupHead = 26;
    double groupPadding = 24; ///< beside and below what it holds: lines run nearer than the frame
    Size emptyGroup{224, 128};
};

/// What an element looks like on the canvas; others (connections, security groups, route tables)
/// have no shape of their own. A function in several subnets is a Node that is as wide as its
/// zones.
enum class Shape
{
    Node,
    Chip,
    Vpc,
    Zone,
    Subnet,
    Border,
    Note,
    ConfigurationBox,
    Group
};

/// Geometry of everything that is drawn, computed from a design whose nodes have positions:
/// containers grow around what they hold, gateways and endpoints sit on the border of their VPC, a
/// function in several subnets spans their zones, groups are frames around their members.
struct Scene
{
    struct Box
    {
        ElementId id; ///< none for the ConfigurationBox
        Shape shape = Shape::Node;
        Rect rect;
        /// Innermost container it is drawn in; none = the canvas. Of a node in several subnets, and
        /// of what stands on a border, the VPC. Of what has a place of its own, its group.
        ElementId container;
        /// Of a node in subnets: where its interfaces stand on the lower edge, one for each subnet.
        std::vector<Point> interfaces;
        /// Of a node that spans zones: where they meet, as x.
        std::vector<double> notches;
    };
    struct Line
    {
        ElementId connection;
        /// The connection that it is bundled with: both have the same ends, meaning and waypoints,
        /// and so the same line, which is that one's. Its own id where it is the first of its
        /// bundle, or alone.
        ElementId trunk;
        std::vector<Point> points; ///< corners, from the source's border to the target's
        /// Middle of the longest level piece that no other line crosses or lies on, else of the
        /// longest level run.
        Point label;
        /// How wide a label may be there, so that it reaches neither an end of its run nor another
        /// line; 0 = there is no room.
        double labelRoom = 0;
    };
    std::vector<Box> boxes; ///< containers before what they hold
    std::vector<Line> lines; ///< in order of ids; none where an end is a chip or is not drawn
    bool isProvisional = false; ///< the lines are those of provisionalScene()
    Rect bounds;

    /// Null for what has no box.
    const Box *box(ElementId id) const;
};

/// Where an element stands in a network. Functions and services: in subnets, or inside without a
/// known subnet. Gateways and endpoints: on the border of the VPC they name, else of their
/// subnets', else of the only one.
struct Placement
{
    ElementId vpc; ///< none = outside every VPC
    QList<ElementId>
        subnets; ///< those of that VPC, in order of ids; empty = known to be inside only
};
Placement placementOf(const Element &element, const Design &design);

/// Known public: stated, or its route table sends the internet's addresses to an internet gateway.
bool isPublic(const Subnet &subnet, const Design &design);

/// Geometry of a design as it stands. Elements without position get one beside the drawing.
/// Services of a kind in `configurationKinds` are collected as chips in a box below it. Inside a
/// VPC positions give the order and the containers give the place, so that nothing there overlaps.
Scene scene(const Design &design, const QSet<QString> &configurationKinds,
            const Metrics &metrics = {});

/// The same with lines as they can be told at once, for drawings whose ways take long to find: a
/// line whose ends moved by the same distance since `former` moves with them and its label, others
/// have at most two corners and may cross what lies between. Boxes are those of scene().
Scene provisionalScene(const Design &design, const QSet<QString> &configurationKinds,
                       const Scene &former, const Metrics &metrics = {});

/// A change that moves nodes, forgets the waypoints of lines, and nothing else: layered from left
/// to right along the connections, nested in containers, without overlaps, near to a picture of
/// 16:10. The members of a group come together, and nothing else within their frame. The same
/// design gives the same change.
Change arrange(const Design &design, const QSet<QString> &configurationKinds,
               const Metrics &metrics = {});

} // namespace stratoplan::layout
