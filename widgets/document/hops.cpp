// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/document/hops.h"

#include <algorithm>
#include <cmath>

namespace stratoplan::drawing {

namespace {

constexpr size_t mostLines = 1500;
constexpr double same = 0.01;
/// Kept to the corners and ends of a run, which are rounded and have heads.
constexpr double aside = hopRadius + 6;
/// An upright that ends this near does not cross but meets.
constexpr double meets = 2;

struct Upright
{
    const EdgeContent *edge = nullptr;
    double x = 0;
    double top = 0;
    double bottom = 0;
};

std::vector<Upright> uprightsOf(const std::map<ElementId, EdgeContent> &edges)
{
    std::vector<Upright> uprights;
    for (const auto &[id, edge] : edges) {
        if (edge.isBundled())
            continue;
        for (qsizetype i = 0; i + 1 < edge.points.size(); ++i) {
            const QPointF &a = edge.points[i];
            const QPointF &b = edge.points[i + 1];
            if (std::abs(a.x() - b.x()) < same)
                uprights.push_back({&edge, a.x(), std::min(a.y(), b.y()), std::max(a.y(), b.y())});
        }
    }
    std::stable_sort(uprights.begin(), uprights.end(),
                     [](const Upright &a, const Upright &b) { return a.x < b.x; });
    return uprights;
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
    const std::vector<Upright> uprights = uprightsOf(edges);
    for (auto &[id, edge] : edges) {
        if (edge.isBundled())
            continue;
        for (qsizetype i = 0; i + 1 < edge.points.size(); ++i) {
            const QPointF &a = edge.points[i];
            const QPointF &b = edge.points[i + 1];
            if (std::abs(a.y() - b.y()) < same)
                edge.hops += hopsOf(edge, a, b, uprights);
        }
    }
}

} // namespace stratoplan::drawing
