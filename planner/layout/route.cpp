// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/layout/route.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <queue>

namespace stratoplan::layout {

namespace {

constexpr double bendCost = 40; // a corner is worth this much of a detour
constexpr double headFactor = 2; // added cost a pixel over the name of a container
constexpr double networkFactor
    = 2; // added cost a pixel within a network that is not the edge's own
constexpr double sharedFactor = 0.5; // added cost a pixel on the run of another edge

enum Side
{
    Right,
    Left,
    Bottom,
    Top
};

struct Port
{
    Point at; // on the border of the box
    Point exit; // clearance away from it
    double cost = 0;
};

/// Lines through all places where an edge may run: the borders of the grown boxes, and their
/// middles. Between two neighbouring crossings a step is either free or blocked.
class Grid
{
public:
    Grid(const std::vector<Wire> &wires, const Ground &ground, double clearance)
    {
        const auto addRect = [this](const Rect &rect, double margin) {
            m_xs.push_back(rect.x - margin);
            m_xs.push_back(rect.right() + margin);
            m_ys.push_back(rect.y - margin);
            m_ys.push_back(rect.bottom() + margin);
        };
        for (const Rect &box : ground.boxes)
            addRect(box, clearance);
        for (const auto &[id, rect] : ground.networks)
            addRect(rect, clearance);
        for (const Wire &wire : wires) {
            for (const Rect &end : {wire.source, wire.target}) {
                addRect(end, clearance);
                m_xs.push_back(end.center().x);
                m_ys.push_back(end.center().y);
            }
        }
        tidy(m_xs);
        tidy(m_ys);
        m_right.assign(size(), 0);
        m_down.assign(size(), 0);
        m_rightUser.assign(size(), -1);
        m_downUser.assign(size(), -1);
        for (const Rect &box : ground.boxes)
            markSteps(box.grown(clearance), blocked);
        for (const Rect &head : ground.heads)
            markSteps(head, overHead);
        for (size_t i = 0; i < ground.networks.size(); ++i)
            markSteps(ground.networks[i].second, networkStep * static_cast<int>(i + 1));
    }

    static constexpr int blocked = 1;
    static constexpr int overHead = 2;
    static constexpr int networkStep = 4;

    int columns() const { return static_cast<int>(m_xs.size()); }
    int rows() const { return static_cast<int>(m_ys.size()); }
    size_t size() const { return m_xs.size() * m_ys.size(); }
    double x(int column) const { return m_xs[static_cast<size_t>(column)]; }
    double y(int row) const { return m_ys[static_cast<size_t>(row)]; }
    int columnOf(double value) const { return indexOf(m_xs, value); }
    int rowOf(double value) const { return indexOf(m_ys, value); }
    size_t index(int column, int row) const
    {
        return static_cast<size_t>(row) * m_xs.size() + static_cast<size_t>(column);
    }
    int right(size_t at) const { return m_right[at]; }
    int down(size_t at) const { return m_down[at]; }
    int &rightUser(size_t at) { return m_rightUser[at]; }
    int &downUser(size_t at) { return m_downUser[at]; }

private:
    static void tidy(std::vector<double> &values)
    {
        std::sort(values.begin(), values.end());
        values.erase(std::unique(values.begin(), values.end(),
                                 [](double a, double b) { return b - a < 0.01; }),
                     values.end());
    }
    static int indexOf(const std::vector<double> &values, double value)
    {
        return static_cast<int>(std::lower_bound(values.begin(), values.end(), value - 0.01)
                                - values.begin());
    }

    // Steps that lie inside, borders not included; `mark` is a flag below networkStep or a network.
    void markSteps(const Rect &rect, int mark)
    {
        const auto set = [mark](int &flags) {
            if (mark >= networkStep)
                flags = (flags & (networkStep - 1)) | mark;
            else
                flags |= mark;
        };
        const int left = columnOf(rect.x);
        const int rightEnd = lastAtMost(m_xs, rect.right());
        const int top = rowOf(rect.y);
        const int bottomEnd = lastAtMost(m_ys, rect.bottom());
        for (int row = top; row <= bottomEnd; ++row) {
            const bool innerRow = y(row) > rect.y + 0.02 && y(row) < rect.bottom() - 0.02;
            for (int column = left; column <= rightEnd; ++column) {
                const bool innerColumn
                    = x(column) > rect.x + 0.02 && x(column) < rect.right() - 0.02;
                if (innerRow && column < rightEnd)
                    set(m_right[index(column, row)]);
                if (innerColumn && row < bottomEnd)
                    set(m_down[index(column, row)]);
            }
        }
    }
    static int lastAtMost(const std::vector<double> &values, double value)
    {
        return static_cast<int>(std::upper_bound(values.begin(), values.end(), value + 0.01)
                                - values.begin())
            - 1;
    }

    std::vector<double> m_xs;
    std::vector<double> m_ys;
    std::vector<int> m_right; // of the step to the next column
    std::vector<int> m_down; // of the step to the next row
    std::vector<int> m_rightUser; // wire that ran there last
    std::vector<int> m_downUser;
};

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

std::array<Port, 4> portsOf(const Rect &box, const std::array<double, 4> &costs, double clearance)
{
    const Point middle = box.center();
    std::array<Port, 4> ports;
    ports[Right] = {{box.right(), middle.y}, {box.right() + clearance, middle.y}, costs[Right]};
    ports[Left] = {{box.x, middle.y}, {box.x - clearance, middle.y}, costs[Left]};
    ports[Bottom] = {{middle.x, box.bottom()}, {middle.x, box.bottom() + clearance}, costs[Bottom]};
    ports[Top] = {{middle.x, box.y}, {middle.x, box.y - clearance}, costs[Top]};
    return ports;
}

/// Cheapest way over the grid, with corners and the crossing of names and foreign networks as cost.
/// Keeps its tables between searches.
class Search
{
public:
    Search(Grid &grid, const Ground &ground, const std::vector<Wire> &wires)
        : m_grid(grid)
        , m_ground(ground)
        , m_wires(wires)
        , m_cost(grid.size() * 2)
        , m_before(grid.size() * 2)
        , m_seen(grid.size() * 2, 0)
    {
    }

    /// Corners from port to port; empty when there is no way.
    std::vector<Point> find(int wireIndex, const std::array<Port, 4> &sources,
                            const std::array<Port, 4> &targets)
    {
        ++m_round;
        m_wire = &m_wires[static_cast<size_t>(wireIndex)];
        const Wire &wire = *m_wire;
        m_aim = wire.target.grown(std::abs(targets[Right].exit.x - targets[Right].at.x));
        Queue open;
        for (int side = 0; side < 4; ++side) {
            const Port &port = sources[static_cast<size_t>(side)];
            const size_t at = place(port.exit);
            if (at != none)
                push(open, state(at, isVertical(side)), port.cost, -1 - side);
        }
        double best = std::numeric_limits<double>::infinity();
        size_t bestState = none;
        int bestSide = 0;
        std::array<size_t, 4> goals{};
        for (int side = 0; side < 4; ++side)
            goals[static_cast<size_t>(side)] = place(targets[static_cast<size_t>(side)].exit);

        while (!open.empty()) {
            const auto [estimate, current] = open.top();
            open.pop();
            if (estimate >= best)
                break;
            const double cost = m_cost[current];
            if (estimate > cost + distance(current / 2) + 1e-6)
                continue; // an older, dearer way to this state
            for (int side = 0; side < 4; ++side) {
                if (goals[static_cast<size_t>(side)] != current / 2)
                    continue;
                const bool turns = isVertical(side) != (current % 2 == 1);
                const double total
                    = cost + (turns ? bendCost : 0) + targets[static_cast<size_t>(side)].cost;
                if (total < best) {
                    best = total;
                    bestState = current;
                    bestSide = side;
                }
            }
            expand(open, current, cost);
        }
        if (bestState == none)
            return {};

        std::vector<Point> points{targets[static_cast<size_t>(bestSide)].at};
        long long walk = static_cast<long long>(bestState);
        while (walk >= 0) {
            points.push_back(pointOf(static_cast<size_t>(walk) / 2));
            const long long before = m_before[static_cast<size_t>(walk)];
            if (before >= 0)
                use(static_cast<size_t>(walk) / 2, static_cast<size_t>(before) / 2, wireIndex);
            walk = before;
        }
        points.push_back(sources[static_cast<size_t>(-1 - walk)].at);
        std::reverse(points.begin(), points.end());
        return simplified(points);
    }

private:
    using Entry = std::pair<double, size_t>;
    using Queue = std::priority_queue<Entry, std::vector<Entry>, std::greater<>>;
    static constexpr size_t none = std::numeric_limits<size_t>::max();

    static bool isVertical(int side) { return side == Bottom || side == Top; }
    static size_t state(size_t at, bool vertical) { return at * 2 + (vertical ? 1 : 0); }

    size_t place(const Point &point) const
    {
        const int column = m_grid.columnOf(point.x);
        const int row = m_grid.rowOf(point.y);
        if (column >= m_grid.columns() || row >= m_grid.rows())
            return none;
        return m_grid.index(column, row);
    }
    Point pointOf(size_t at) const
    {
        const auto width = static_cast<size_t>(m_grid.columns());
        return {m_grid.x(static_cast<int>(at % width)), m_grid.y(static_cast<int>(at / width))};
    }
    double distance(size_t at) const
    {
        const Point point = pointOf(at);
        return std::max({m_aim.x - point.x, point.x - m_aim.right(), 0.0})
            + std::max({m_aim.y - point.y, point.y - m_aim.bottom(), 0.0});
    }

    void push(Queue &open, size_t to, double cost, long long before)
    {
        if (m_seen[to] == m_round && m_cost[to] <= cost + 1e-9)
            return;
        m_seen[to] = m_round;
        m_cost[to] = cost;
        m_before[to] = before;
        open.push({cost + distance(to / 2), to});
    }

    // Added cost a pixel of a step.
    double weight(int flags, int user) const
    {
        double factor = 1;
        if (flags & Grid::overHead)
            factor += headFactor;
        if (const int network = flags / Grid::networkStep; network > 0) {
            const ElementId vpc = m_ground.networks[static_cast<size_t>(network - 1)].first;
            if (vpc != m_wire->sourceVpc && vpc != m_wire->targetVpc)
                factor += networkFactor;
        }
        if (user >= 0 && !mayShare(*m_wire, m_wires[static_cast<size_t>(user)]))
            factor += sharedFactor;
        return factor;
    }

    void expand(Queue &open, size_t current, double cost)
    {
        const size_t at = current / 2;
        const bool vertical = current % 2 == 1;
        const auto width = static_cast<size_t>(m_grid.columns());
        const int column = static_cast<int>(at % width);
        const int row = static_cast<int>(at / width);
        const double turn = vertical ? bendCost : 0;
        const double straight = vertical ? 0 : bendCost;
        const auto step = [&](size_t to, int flags, int user, double length, bool along) {
            if (flags & Grid::blocked)
                return;
            push(open, state(to, along),
                 cost + (along ? straight : turn) + length * weight(flags, user),
                 static_cast<long long>(current));
        };
        if (column + 1 < m_grid.columns())
            step(at + 1, m_grid.right(at), m_grid.rightUser(at),
                 m_grid.x(column + 1) - m_grid.x(column), false);
        if (column > 0)
            step(at - 1, m_grid.right(at - 1), m_grid.rightUser(at - 1),
                 m_grid.x(column) - m_grid.x(column - 1), false);
        if (row + 1 < m_grid.rows())
            step(at + width, m_grid.down(at), m_grid.downUser(at),
                 m_grid.y(row + 1) - m_grid.y(row), true);
        if (row > 0)
            step(at - width, m_grid.down(at - width), m_grid.downUser(at - width),
                 m_grid.y(row) - m_grid.y(row - 1), true);
    }

    void use(size_t a, size_t b, int wireIndex)
    {
        const size_t first = std::min(a, b);
        if (std::max(a, b) - first == 1)
            m_grid.rightUser(first) = wireIndex;
        else
            m_grid.downUser(first) = wireIndex;
    }

    Grid &m_grid;
    const Ground &m_ground;
    const std::vector<Wire> &m_wires;
    const Wire *m_wire = nullptr;
    Rect m_aim;
    std::vector<double> m_cost;
    std::vector<long long> m_before; // the state before, or -1 - side at a port
    std::vector<unsigned> m_seen;
    unsigned m_round = 0;
};

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

void route(std::vector<Wire> &wires, const Ground &ground, const Metrics &metrics)
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
        if (wire.from == wire.to)
            wire.points = loopAt(wire.source, metrics.clearance);
        else
            rest.push_back(i);
    }
    // Where boxes stand closer than twice the clearance, edges pass them closer.
    for (double clearance : {metrics.clearance, 6.0, 2.0}) {
        if (rest.empty())
            return;
        Grid grid(wires, ground, clearance);
        Search search(grid, ground, wires);
        std::vector<int> left;
        for (int i : rest) {
            Wire &wire = wires[static_cast<size_t>(i)];
            wire.points
                = search.find(i, portsOf(wire.source, sideCosts(wire.role, true), clearance),
                              portsOf(wire.target, sideCosts(wire.role, false), clearance));
            if (wire.points.empty())
                left.push_back(i);
        }
        rest = left;
    }
    for (int i : rest) {
        Wire &wire = wires[static_cast<size_t>(i)];
        wire.points = direct(wire.source, wire.target);
    }
}

} // namespace stratoplan::layout
