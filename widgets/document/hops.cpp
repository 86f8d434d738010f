// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/document/hops.h"

#include <QHash>

#include <algorithm>
#include <cmath>
#include <vector>

namespace stratoplan::drawing {

namespace {

constexpr size_t mostLines = 1500;
constexpr double same = 0.01;
/// Kept to the corners and ends of a run, which are rounded and have heads.
constexpr double aside = hopRadius + 6;
/// An upright that ends this near does not cross but meets.
constexpr double meets = 2;

/// Height of the strips that uprights are sorted into: a level run looks at those of its own alone.
constexpr double stripHeight = 256;

struct Upright
{
    const EdgeContent *edge = nullptr;
    double x = 0;
    double top = 0;
    double bottom = 0;
};

/// What passes each strip, in order of x.
using Strips = QHash<int, std::vector<Upright>>;

int stripOf(double y)
{
    return int(std::floor(y / stripHeight));
}

Strips stripsOf(const std::map<ElementId, EdgeContent> &edges)
{
    Strips strips;
    for (const auto &[id, edge] : edges) {
        if (edge.isBundled())
            continue;
        for (qsizetype i = 0; i + 1 < edge.points.size(); ++i) {
            const QPointF &a = edge.points[i];
            const QPointF &b = edge.points[i + 1];
            if (std::abs(a.x() - b.x()) >= same)
                continue;
            const Upright upright{&edge, a.x(), std::min(a.y(), b.y()), std::max(a.y(), b.y())};
            for (int strip = stripOf(upright.top); strip <= stripOf(upright.bottom); ++strip)
                strips[strip].push_back(upright);
        }
    }
    for (std::vector<Upright> &uprights : strips) {
        std::stable_sort(uprights.begin(), uprights.end(),
                         [](const Upright &a, const Upright &b) { return a.x < b.x; });
    }
    return strips;
}

/// Of the run from a to b, in the order of the line.
QList<QPointF> hopsOf(const EdgeContent &edge, const QPointF &a, const QPointF &b,
                      const std::vector<Upright> &uprights)
{
    QList<QPointF> hops;
    const double left = std::min(a.x(), b.x()) + aside;
    const double right = std::max(a.x(), b.x()) - aside;
    auto next = std::lower_bound(uprights.begin(), uprights.end(), left,
                                 [](const Upright &one, double x) { return one.x < x; });
    for (; next != uprights.end() && next->x <= right; ++next) {
        const EdgeContent &other = *next->edge;
        const bool branches
            = other.relation == edge.relation && (other.from == edge.from || other.to == edge.to);
        if (branches || a.y() < next->top + meets || a.y() > next->bottom - meets)
            continue;
        if (hops.isEmpty() || next->x - hops.last().x() >= 2 * hopRadius)
            hops.append({next->x, a.y()});
    }
    if (a.x() > b.x())
        std::reverse(hops.begin(), hops.end());
    return hops;
}

} // namespace

bool isOn(const QPointF &hop, const QPointF &from, const QPointF &to)
{
    return std::abs(from.y() - hop.y()) < same && std::abs(to.y() - hop.y()) < same
        && hop.x() > std::min(from.x(), to.x()) && hop.x() < std::max(from.x(), to.x());
}

void addHops(std::map<ElementId, EdgeContent> &edges)
{
    if (edges.size() > mostLines)
        return;
    const Strips strips = stripsOf(edges);
    for (auto &[id, edge] : edges) {
        if (edge.isBundled())
            continue;
        for (qsizetype i = 0; i + 1 < edge.points.size(); ++i) {
            const QPointF &a = edge.points[i];
            const QPointF &b = edge.points[i + 1];
            if (std::abs(a.y() - b.y()) >= same)
                continue;
            if (const auto strip = strips.constFind(stripOf(a.y())); strip != strips.constEnd())
                edge.hops += hopsOf(edge, a, b, *strip);
        }
    }
}

} // namespace stratoplan::drawing
