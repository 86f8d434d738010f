// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/layout/layout.h"

#include <QHash>

#include <algorithm>
#include <cmath>
#include <set>

/// What is wrong with a picture, and how good it is; independent of how it was made.
namespace stratoplan::layout::testing {

inline QString told(const Rect &rect)
{
    return QStringLiteral("(%1 %2 %3 %4)").arg(rect.x).arg(rect.y).arg(rect.width).arg(rect.height);
}

inline QString nameOf(const Design &design, ElementId id)
{
    const Element *element = design.find(id);
    return element ? common(*element).name : QStringLiteral("(none)");
}

/// Whether a change does nothing but move elements and forget waypoints.
inline bool onlyMoves(const Change &change)
{
    const auto isMove = [](const ElementChange &one) {
        if (!one.before || !one.after)
            return false;
        Element moved = *one.before;
        common(moved).position = common(*one.after).position;
        if (auto *connection = std::get_if<Connection>(&moved))
            connection->waypoints.clear();
        return moved == *one.after;
    };
    return !change.settings && std::all_of(change.elements.begin(), change.elements.end(), isMove);
}

inline bool isLeaf(const Scene::Box &box)
{
    return box.shape == Shape::Node || box.shape == Shape::Border || box.shape == Shape::Note
        || box.shape == Shape::Chip;
}

/// What is wrong with the boxes; empty = nothing.
inline QString faultOfBoxes(const Scene &scene, const Design &design)
{
    for (size_t i = 0; i < scene.boxes.size(); ++i) {
        const Scene::Box &a = scene.boxes[i];
        if (!scene.bounds.contains(a.rect))
            return nameOf(design, a.id) + QStringLiteral(" is outside the bounds");
        if (a.container) {
            const Scene::Box *container = scene.box(a.container);
            if (!container)
                return nameOf(design, a.id) + QStringLiteral(" has no container box");
            if (container > &a)
                return nameOf(design, a.id) + QStringLiteral(" stands before its container");
            const bool holds = a.shape == Shape::Border ? container->rect.overlaps(a.rect)
                                                        : container->rect.contains(a.rect);
            if (!holds)
                return nameOf(design, a.container) + told(container->rect)
                    + QStringLiteral(" does not hold ") + nameOf(design, a.id) + told(a.rect);
        }
        for (size_t j = 0; j < i; ++j) {
            const Scene::Box &b = scene.boxes[j];
            // A disc lies on its VPC's border; what stands in several subnets lies over them.
            const bool sameKind = isLeaf(a) == isLeaf(b);
            const bool siblings = isLeaf(a) || a.shape == b.shape;
            if (sameKind && siblings && a.rect.overlaps(b.rect))
                return nameOf(design, a.id) + told(a.rect) + QStringLiteral(" overlaps ")
                    + nameOf(design, b.id) + told(b.rect);
            // A foreign leaf never stands in a VPC.
            const bool foreign
                = b.shape == Shape::Vpc && isLeaf(a) && !a.container && b.rect.overlaps(a.rect);
            if (foreign)
                return nameOf(design, a.id) + QStringLiteral(" lies on ") + nameOf(design, b.id);
        }
    }
    return {};
}

inline Rect run(const Point &a, const Point &b)
{
    return {std::min(a.x, b.x), std::min(a.y, b.y), std::abs(a.x - b.x), std::abs(a.y - b.y)};
}

/// Whether an orthogonal run goes through the inside of the rectangle.
inline bool crosses(const Point &a, const Point &b, const Rect &rect)
{
    const Rect line = run(a, b);
    return line.x < rect.right() - 0.1 && line.right() > rect.x + 0.1
        && line.y < rect.bottom() - 0.1 && line.bottom() > rect.y + 0.1;
}

inline bool onBorder(const Point &point, const Rect &rect)
{
    const bool vertical
        = std::abs(point.x - rect.x) < 0.1 || std::abs(point.x - rect.right()) < 0.1;
    const bool horizontal
        = std::abs(point.y - rect.y) < 0.1 || std::abs(point.y - rect.bottom()) < 0.1;
    return (vertical && point.y > rect.y - 0.1 && point.y < rect.bottom() + 0.1)
        || (horizontal && point.x > rect.x - 0.1 && point.x < rect.right() + 0.1);
}

/// What is wrong with the edges; empty = nothing.
inline QString faultOfLines(const Scene &scene, const Design &design)
{
    for (const Scene::Line &line : scene.lines) {
        const auto *connection = design.get<Connection>(line.connection);
        const QString name = nameOf(design, connection->from) + QStringLiteral("->")
            + nameOf(design, connection->to);
        if (line.points.size() < 2)
            return name + QStringLiteral(" has no length");
        if (!onBorder(line.points.front(), scene.box(connection->from)->rect))
            return name + QStringLiteral(" does not start at its source");
        if (!onBorder(line.points.back(), scene.box(connection->to)->rect))
            return name + QStringLiteral(" does not end at its target");
        for (size_t i = 0; i + 1 < line.points.size(); ++i) {
            const Point &a = line.points[i];
            const Point &b = line.points[i + 1];
            if (std::abs(a.x - b.x) > 0.1 && std::abs(a.y - b.y) > 0.1)
                return name + QStringLiteral(" is slanting");
            for (const Scene::Box &box : scene.boxes) {
                const bool solid = box.shape == Shape::Node || box.shape == Shape::Border
                    || box.shape == Shape::Note || box.shape == Shape::ConfigurationBox;
                if (solid && crosses(a, b, box.rect))
                    return name + QStringLiteral(" goes through ") + nameOf(design, box.id)
                        + told(box.rect);
            }
        }
    }
    return {};
}

/// Pixels on which runs of edges that share no end lie on one another.
inline double doubled(const Scene &scene, const Design &design)
{
    struct Piece
    {
        const Connection *connection;
        Point a;
        Point b;
    };
    std::vector<Piece> pieces;
    for (const Scene::Line &line : scene.lines) {
        for (size_t i = 0; i + 1 < line.points.size(); ++i)
            pieces.push_back(
                {design.get<Connection>(line.connection), line.points[i], line.points[i + 1]});
    }
    double sum = 0;
    for (size_t i = 0; i < pieces.size(); ++i) {
        for (size_t j = 0; j < i; ++j) {
            const Connection &one = *pieces[i].connection;
            const Connection &other = *pieces[j].connection;
            if (one.from == other.from || one.to == other.to || one.id == other.id)
                continue;
            const Rect a = run(pieces[i].a, pieces[i].b);
            const Rect b = run(pieces[j].a, pieces[j].b);
            const bool vertical = a.width < 0.1 && b.width < 0.1 && std::abs(a.x - b.x) < 2;
            const bool horizontal = a.height < 0.1 && b.height < 0.1 && std::abs(a.y - b.y) < 2;
            if (vertical)
                sum += std::max(0.0, std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y));
            if (horizontal)
                sum += std::max(0.0, std::min(a.right(), b.right()) - std::max(a.x, b.x));
        }
    }
    return sum;
}

/// The figures by which pictures are compared.
struct Quality
{
    int nodes = 0; ///< nodes that stand in the drawing, without configuration and notes
    int edges = 0;
    int crossings = 0; ///< places where edges that share no end cross
    int bends = 0;
    double length = 0; ///< of all edges, in pixels
    Size size; ///< of the whole picture
};

/// An edge as the ends it joins and its corners.
struct Trace
{
    int from = 0;
    int to = 0;
    std::vector<Point> points;
};

/// The places where runs of edges that share no end cross at right angles. Edges that are drawn as
/// one line cross another in one place.
inline int crossingsOf(const std::vector<Trace> &traces)
{
    struct Piece
    {
        size_t trace;
        double at;
        double low;
        double high;
    };
    std::vector<Piece> level;
    std::vector<Piece> upright;
    for (size_t t = 0; t < traces.size(); ++t) {
        const std::vector<Point> &points = traces[t].points;
        for (size_t i = 0; i + 1 < points.size(); ++i) {
            const Rect line = run(points[i], points[i + 1]);
            if (line.width > line.height)
                level.push_back({t, line.y, line.x, line.right()});
            else
                upright.push_back({t, line.x, line.y, line.bottom()});
        }
    }
    std::set<std::pair<long, long>> places;
    for (const Piece &a : level) {
        for (const Piece &b : upright) {
            const Trace &one = traces[a.trace];
            const Trace &other = traces[b.trace];
            if (one.from == other.from || one.to == other.to || one.from == other.to
                || one.to == other.from)
                continue;
            const bool cross = b.at > a.low + 0.5 && b.at < a.high - 0.5 && a.at > b.low + 0.5
                && a.at < b.high - 0.5;
            if (cross)
                places.insert({std::lround(b.at), std::lround(a.at)});
        }
    }
    return static_cast<int>(places.size());
}

inline Quality qualityOf(const Scene &scene, const Design &design)
{
    Quality quality;
    QHash<ElementId, int> numbers;
    const auto numberOf = [&numbers](ElementId id) {
        const auto found = numbers.constFind(id);
        return found != numbers.constEnd() ? *found
                                           : *numbers.insert(id, static_cast<int>(numbers.size()));
    };
    std::vector<Trace> traces;
    for (const Scene::Line &line : scene.lines) {
        const auto *connection = design.get<Connection>(line.connection);
        traces.push_back({numberOf(connection->from), numberOf(connection->to), line.points});
        quality.bends += static_cast<int>(line.points.size()) - 2;
        for (size_t i = 0; i + 1 < line.points.size(); ++i) {
            const Rect piece = run(line.points[i], line.points[i + 1]);
            quality.length += piece.width + piece.height;
        }
    }
    for (const Scene::Box &box : scene.boxes)
        quality.nodes += box.shape == Shape::Node;
    quality.edges = static_cast<int>(traces.size());
    quality.crossings = crossingsOf(traces);
    quality.size = {scene.bounds.width, scene.bounds.height};
    return quality;
}

} // namespace stratoplan::layout::testing
