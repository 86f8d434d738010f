// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/layout/route.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace stratoplan::layout {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double portMargin = 10; // from the corner of a box to the next edge at it
constexpr double closest = 3; // tracks are never nearer than this

/// One straight run of a wire. `at` is its coordinate across its direction.
struct Run
{
    size_t wire = 0;
    size_t index = 0; ///< of its first corner
    double at = 0;
    double from = 0; ///< along its direction, from < to
    double to = 0;
    double low = -infinite;
    double high = infinite;
    /// Where the wire goes on at `from` and `to`: -1 to lower coordinates, 1 to higher, 0 ends
    /// there.
    int turnFrom = 0;
    int turnTo = 0;
};

/// Runs that are drawn as one.
struct Trunk
{
    std::vector<size_t> runs;
    double at = 0;
    double low = -infinite;
    double high = infinite;
};

double across(const Point &point, bool vertical)
{
    return vertical ? point.x : point.y;
}

double along(const Point &point, bool vertical)
{
    return vertical ? point.y : point.x;
}

// Both ends of a box along an axis.
std::pair<double, double> span(const Rect &rect, bool xAxis)
{
    return xAxis ? std::pair(rect.x, rect.right()) : std::pair(rect.y, rect.bottom());
}

int turn(double here, double there)
{
    if (std::abs(there - here) < 0.01)
        return 0;
    return there < here ? -1 : 1;
}

void limitToSide(Run &run, const Rect &box, bool vertical)
{
    const auto [begin, end] = span(box, vertical);
    const double margin = std::min(portMargin, (end - begin) / 2);
    run.low = std::max(run.low, begin + margin);
    run.high = std::min(run.high, end - margin);
}

void limitToGround(Run &run, const Ground &ground, bool vertical, double clearance)
{
    for (const Rect &box : ground.boxes) {
        const auto [begin, end] = span(box, !vertical);
        if (end + clearance <= run.from + 0.01 || begin - clearance >= run.to - 0.01)
            continue;
        const auto [low, high] = span(box, vertical);
        if (high <= run.at + 0.01)
            run.low = std::max(run.low, std::min(run.at, high + clearance));
        else if (low >= run.at - 0.01)
            run.high = std::min(run.high, std::max(run.at, low - clearance));
    }
}

std::vector<Run> runsOf(const std::vector<Wire> &wires, const Ground &ground, bool vertical,
                        double clearance)
{
    std::vector<Run> runs;
    for (size_t w = 0; w < wires.size(); ++w) {
        const Wire &wire = wires[w];
        if (wire.from == wire.to)
            continue;
        for (size_t i = 0; i + 1 < wire.points.size(); ++i) {
            const Point &a = wire.points[i];
            const Point &b = wire.points[i + 1];
            if ((std::abs(a.x - b.x) < 0.01) != vertical)
                continue;
            const bool forward = along(a, vertical) < along(b, vertical);
            Run run;
            run.wire = w;
            run.index = i;
            run.at = across(a, vertical);
            run.from = std::min(along(a, vertical), along(b, vertical));
            run.to = std::max(along(a, vertical), along(b, vertical));
            const int before = i > 0 ? turn(run.at, across(wire.points[i - 1], vertical)) : 0;
            const int after = i + 2 < wire.points.size()
                ? turn(run.at, across(wire.points[i + 2], vertical))
                : 0;
            run.turnFrom = forward ? before : after;
            run.turnTo = forward ? after : before;
            if (i == 0)
                limitToSide(run, wire.source, vertical);
            if (i + 2 == wire.points.size())
                limitToSide(run, wire.target, vertical);
            // The own ends are beside the run, not in its way.
            limitToGround(run, ground, vertical, clearance);
            run.low = wire.waypoints.empty() ? std::min(run.low, run.at) : run.at;
            run.high = wire.waypoints.empty() ? std::max(run.high, run.at) : run.at;
            runs.push_back(run);
        }
    }
    return runs;
}

bool meet(const Run &a, const Run &b, double slack)
{
    return a.from < b.to + slack && b.from < a.to + slack;
}

// Crossings when `a` has the lower coordinate.
int crossings(const Run &a, const Run &b)
{
    const auto within
        = [](double value, const Run &run) { return value > run.from && value < run.to; };
    return (within(b.from, a) && b.turnFrom < 0) + (within(b.to, a) && b.turnTo < 0)
        + (within(a.from, b) && a.turnFrom > 0) + (within(a.to, b) && a.turnTo > 0);
}

int crossings(const Trunk &a, const Trunk &b, const std::vector<Run> &runs)
{
    int count = 0;
    for (size_t i : a.runs) {
        for (size_t j : b.runs)
            count += crossings(runs[i], runs[j]);
    }
    return count;
}

class Channel
{
public:
    Channel(std::vector<Run> &runs, const std::vector<Wire> &wires, double track)
        : m_runs(runs)
        , m_wires(wires)
        , m_track(track)
    {
    }

    /// Separates the runs given: indices of runs that lie on or near one another.
    void separate(const std::vector<size_t> &members)
    {
        makeTrunks(members);
        if (m_trunks.size() < 2)
            return;
        sortTrunks();
        for (double spacing = m_track; spacing >= closest; spacing *= 0.75) {
            if (place(spacing))
                break;
        }
        for (const Trunk &trunk : m_trunks) {
            for (size_t i : trunk.runs)
                m_runs[i].at = trunk.at;
        }
    }

private:
    void makeTrunks(const std::vector<size_t> &members)
    {
        m_trunks.clear();
        for (size_t i : members) {
            const Run &run = m_runs[i];
            Trunk *home = nullptr;
            for (Trunk &trunk : m_trunks) {
                const bool fits = std::all_of(trunk.runs.begin(), trunk.runs.end(), [&](size_t j) {
                    const Run &other = m_runs[j];
                    return std::abs(other.at - run.at) < 0.5
                        && mayShare(m_wires[run.wire], m_wires[other.wire]);
                });
                const bool touches = std::any_of(trunk.runs.begin(), trunk.runs.end(),
                                                 [&](size_t j) { return meet(m_runs[j], run, 0); });
                if (fits && touches) {
                    home = &trunk;
                    break;
                }
            }
            if (!home) {
                m_trunks.push_back({});
                home = &m_trunks.back();
                home->at = run.at;
            }
            home->runs.push_back(i);
            home->low = std::max(home->low, run.low);
            home->high = std::min(home->high, run.high);
        }
    }

    // The relation "should lie lower" is not transitive, so neighbours are exchanged while that
    // saves crossings; ties keep the order they have.
    void sortTrunks()
    {
        std::stable_sort(m_trunks.begin(), m_trunks.end(),
                         [](const Trunk &a, const Trunk &b) { return a.at < b.at; });
        for (size_t round = 0; round < m_trunks.size(); ++round) {
            bool changed = false;
            for (size_t i = 0; i + 1 < m_trunks.size(); ++i) {
                Trunk &a = m_trunks[i];
                Trunk &b = m_trunks[i + 1];
                if (crossings(b, a, m_runs) < crossings(a, b, m_runs)) {
                    std::swap(a, b);
                    changed = true;
                }
            }
            if (!changed)
                break;
        }
    }

    bool apart(const Trunk &a, const Trunk &b) const
    {
        return std::none_of(a.runs.begin(), a.runs.end(), [&](size_t i) {
            return std::any_of(b.runs.begin(), b.runs.end(),
                               [&](size_t j) { return meet(m_runs[i], m_runs[j], m_track / 2); });
        });
    }

    bool place(double spacing)
    {
        // How many tracks lie below each trunk, and how many there are.
        std::vector<double> level(m_trunks.size(), 0);
        double levels = 0;
        double middle = 0;
        for (size_t i = 0; i < m_trunks.size(); ++i) {
            for (size_t j = 0; j < i; ++j) {
                if (!apart(m_trunks[i], m_trunks[j]))
                    level[i] = std::max(level[i], level[j] + 1);
            }
            levels = std::max(levels, level[i]);
            middle += m_trunks[i].at / static_cast<double>(m_trunks.size());
        }
        std::vector<double> at(m_trunks.size());
        for (size_t i = 0; i < m_trunks.size(); ++i) {
            at[i] = std::max(m_trunks[i].low, middle + (level[i] - levels / 2) * spacing);
            for (size_t j = 0; j < i; ++j) {
                if (!apart(m_trunks[i], m_trunks[j]))
                    at[i] = std::max(at[i], at[j] + spacing);
            }
        }
        for (size_t i = m_trunks.size(); i-- > 0;) {
            at[i] = std::min(at[i], m_trunks[i].high);
            for (size_t j = i + 1; j < m_trunks.size(); ++j) {
                if (!apart(m_trunks[i], m_trunks[j]))
                    at[i] = std::min(at[i], at[j] - spacing);
            }
        }
        bool fits = true;
        for (size_t i = 0; i < m_trunks.size(); ++i)
            fits = fits && at[i] >= m_trunks[i].low - 0.01;
        for (size_t i = 0; i < m_trunks.size(); ++i)
            m_trunks[i].at = std::clamp(at[i], std::min(m_trunks[i].low, m_trunks[i].high),
                                        std::max(m_trunks[i].low, m_trunks[i].high));
        return fits;
    }

    std::vector<Run> &m_runs;
    const std::vector<Wire> &m_wires;
    double m_track;
    std::vector<Trunk> m_trunks;
};

void separateDirection(std::vector<Wire> &wires, const Ground &ground, const Metrics &metrics,
                       bool vertical)
{
    std::vector<Run> runs = runsOf(wires, ground, vertical, metrics.clearance);
    std::vector<size_t> order(runs.size());
    std::iota(order.begin(), order.end(), size_t(0));
    std::stable_sort(order.begin(), order.end(),
                     [&runs](size_t a, size_t b) { return runs[a].at < runs[b].at; });

    // Runs that touch, directly or through others, are placed together.
    std::vector<size_t> group(runs.size());
    std::iota(group.begin(), group.end(), size_t(0));
    const auto rootOf = [&group](size_t i) {
        while (group[i] != i)
            i = group[i] = group[group[i]];
        return i;
    };
    for (size_t i = 0; i < order.size(); ++i) {
        for (size_t j = i + 1; j < order.size(); ++j) {
            const Run &a = runs[order[i]];
            const Run &b = runs[order[j]];
            if (b.at - a.at >= metrics.track - 0.01)
                break;
            if (meet(a, b, metrics.track / 2))
                group[rootOf(order[j])] = rootOf(order[i]);
        }
    }
    std::vector<std::vector<size_t>> members(runs.size());
    for (size_t i : order)
        members[rootOf(i)].push_back(i);
    Channel channel(runs, wires, metrics.track);
    for (const std::vector<size_t> &some : members) {
        if (some.size() > 1)
            channel.separate(some);
    }

    for (const Run &run : runs) {
        for (size_t corner : {run.index, run.index + 1}) {
            Point &point = wires[run.wire].points[corner];
            (vertical ? point.x : point.y) = run.at;
        }
    }
}

} // namespace

void separate(std::vector<Wire> &wires, const Ground &ground, const Metrics &metrics)
{
    separateDirection(wires, ground, metrics, true);
    separateDirection(wires, ground, metrics, false);
    for (Wire &wire : wires)
        wire.points = simplified(wire.points);
}

} // namespace stratoplan::layout
