// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/layout/labels.h"

#include <algorithm>
#include <cmath>

namespace stratoplan::layout {

namespace {

constexpr double same = 0.01;
constexpr double nearby = 8; // a line closer than this to a label runs through it
constexpr double aside = 8; // kept to what stands beside a label
constexpr double enough = 24; // a piece shorter than this holds no label

/// A straight piece of a line: `at` across its direction, `from` and `to` along it.
struct Piece
{
    size_t line = 0;
    double at = 0;
    double from = 0;
    double to = 0;
};

/// Pieces in order of `at`.
struct Pieces
{
    std::vector<Piece> level;
    std::vector<Piece> upright;
};

Pieces piecesOf(const std::vector<Scene::Line> &lines)
{
    Pieces pieces;
    for (size_t l = 0; l < lines.size(); ++l) {
        const std::vector<Point> &points = lines[l].points;
        for (size_t i = 0; i + 1 < points.size(); ++i) {
            const Point &a = points[i];
            const Point &b = points[i + 1];
            if (std::abs(a.y - b.y) < same)
                pieces.level.push_back({l, a.y, std::min(a.x, b.x), std::max(a.x, b.x)});
            else
                pieces.upright.push_back({l, a.x, std::min(a.y, b.y), std::max(a.y, b.y)});
        }
    }
    const auto byPlace = [](const Piece &a, const Piece &b) { return a.at < b.at; };
    std::stable_sort(pieces.level.begin(), pieces.level.end(), byPlace);
    std::stable_sort(pieces.upright.begin(), pieces.upright.end(), byPlace);
    return pieces;
}

std::vector<Piece>::const_iterator firstFrom(const std::vector<Piece> &pieces, double at)
{
    return std::lower_bound(pieces.begin(), pieces.end(), at,
                            [](const Piece &piece, double value) { return piece.at < value; });
}

/// What other lines leave of a level run, from left to right.
std::vector<std::pair<double, double>> freeOf(const Piece &run, const Pieces &pieces)
{
    std::vector<std::pair<double, double>> taken;
    for (auto it = firstFrom(pieces.upright, run.from);
         it != pieces.upright.end() && it->at <= run.to; ++it) {
        if (it->line != run.line && it->from < run.at + nearby && it->to > run.at - nearby)
            taken.push_back({it->at, it->at});
    }
    for (auto it = firstFrom(pieces.level, run.at - nearby);
         it != pieces.level.end() && it->at < run.at + nearby; ++it) {
        if (it->line != run.line && it->from < run.to && it->to > run.from)
            taken.push_back({it->from, it->to});
    }
    std::sort(taken.begin(), taken.end());
    std::vector<std::pair<double, double>> left;
    double from = run.from;
    for (const auto &[begin, end] : taken) {
        if (begin > from)
            left.push_back({from, begin});
        from = std::max(from, end);
    }
    if (run.to > from)
        left.push_back({from, run.to});
    return left;
}

double roomWithin(double half)
{
    return std::max(0.0, 2 * (half - aside));
}

double roomAt(const Piece &run, double at, const Pieces &pieces)
{
    double half = std::min(at - run.from, run.to - at);
    for (auto it = firstFrom(pieces.upright, run.from);
         it != pieces.upright.end() && it->at <= run.to; ++it) {
        if (it->line != run.line && it->from < run.at + nearby && it->to > run.at - nearby)
            half = std::min(half, std::abs(it->at - at));
    }
    return roomWithin(half);
}

} // namespace

double roomOnLongestRun(const std::vector<Point> &points)
{
    double longest = 0;
    for (size_t i = 0; i + 1 < points.size(); ++i) {
        if (std::abs(points[i].y - points[i + 1].y) < same)
            longest = std::max(longest, std::abs(points[i].x - points[i + 1].x));
    }
    return roomWithin(longest / 2);
}

Point middleOfLongestRun(const std::vector<Point> &points)
{
    Point middle = points.front();
    double longest = -1;
    for (size_t i = 0; i + 1 < points.size(); ++i) {
        const Point &a = points[i];
        const Point &b = points[i + 1];
        if (std::abs(a.y - b.y) < same && std::abs(a.x - b.x) > longest) {
            longest = std::abs(a.x - b.x);
            middle = {(a.x + b.x) / 2, a.y};
        }
    }
    return middle;
}

void placeLabels(std::vector<Scene::Line> &lines)
{
    const Pieces pieces = piecesOf(lines);
    std::vector<double> longest(lines.size(), -1);
    std::vector<double> longestRun(lines.size(), -1);
    std::vector<const Piece *> chosen(lines.size(), nullptr);
    for (Scene::Line &line : lines)
        line.label = line.points.front();
    for (const Piece &run : pieces.level) {
        Point &label = lines[run.line].label;
        for (const auto &[from, to] : freeOf(run, pieces)) {
            if (to - from >= enough && to - from > longest[run.line]) {
                longest[run.line] = to - from;
                label = {(from + to) / 2, run.at};
                chosen[run.line] = &run;
            }
        }
        if (longest[run.line] < 0 && run.to - run.from > longestRun[run.line]) {
            longestRun[run.line] = run.to - run.from;
            label = {(run.from + run.to) / 2, run.at};
            chosen[run.line] = &run;
        }
    }
    for (size_t l = 0; l < lines.size(); ++l) {
        if (chosen[l])
            lines[l].labelRoom = roomAt(*chosen[l], lines[l].label.x, pieces);
    }
}

} // namespace stratoplan::layout
