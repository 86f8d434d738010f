// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/items/dashes.h"

#include "widgets/document/hops.h"

#include <algorithm>
#include <cmath>

namespace stratoplan::canvas {

namespace {

constexpr int chords = 4;
constexpr int hopChords = 8;
constexpr double same = 1e-6;

double lengthOf(const QPointF &way)
{
    return std::hypot(way.x(), way.y());
}

/// The area of a straight run; empty where it is aslant.
QRectF areaOf(const QPointF &from, const QPointF &to, double width)
{
    const double half = width / 2;
    const QRectF run = QRectF(from, to).normalized();
    if (run.height() < same)
        return run.adjusted(0, -half, 0, half);
    if (run.width() < same)
        return run.adjusted(-half, 0, half, 0);
    return {};
}

void addBent(QPainterPath &bent, const QList<QPointF> &line)
{
    bent.moveTo(line.first());
    for (qsizetype i = 1; i < line.size(); ++i)
        bent.lineTo(line[i]);
}

void add(Dashes &dashes, const QList<QPointF> &dash, double width, double shortest)
{
    double length = 0;
    for (qsizetype i = 0; i + 1 < dash.size(); ++i)
        length += lengthOf(dash[i + 1] - dash[i]);
    if (length < shortest) {
        dashes.dots.append((dash.first() + dash.last()) / 2);
        return;
    }
    const QRectF area = dash.size() == 2 ? areaOf(dash.first(), dash.last(), width) : QRectF();
    if (area.isEmpty())
        addBent(dashes.bent, dash);
    else
        dashes.level.append(area);
}

/// Half a circle over the place, passed from left to right (1) or back (-1).
void addHop(QList<QPointF> &line, const QPointF &at, int way)
{
    for (int c = 0; c <= hopChords; ++c) {
        const double angle = M_PI * c / hopChords;
        line.append(at
                    + QPointF(-way * drawing::hopRadius * std::cos(angle),
                              -drawing::hopRadius * std::sin(angle)));
    }
}

} // namespace

QList<QPointF> flattened(const QList<QPointF> &points, double radius, const QList<QPointF> &hops)
{
    QList<QPointF> all;
    auto hop = hops.begin();
    for (qsizetype i = 0; i < points.size(); ++i) {
        for (; i > 0 && hop != hops.end() && drawing::isOn(*hop, points[i - 1], points[i]); ++hop)
            addHop(all, *hop, points[i - 1].x() < points[i].x() ? 1 : -1);
        if (i == 0 || i + 1 == points.size()) {
            all.append(points[i]);
            continue;
        }
        const QPointF in = points[i] - points[i - 1];
        const QPointF out = points[i + 1] - points[i];
        const double inLength = lengthOf(in);
        const double outLength = lengthOf(out);
        const double reach = std::min({radius, inLength / 2, outLength / 2});
        if (reach <= 0) {
            all.append(points[i]);
            continue;
        }
        const QPointF from = points[i] - in * (reach / inLength);
        const QPointF to = points[i] + out * (reach / outLength);
        // The quadratic curve from `from` to `to` with the corner as its control point.
        for (int c = 0; c <= chords; ++c) {
            const double t = double(c) / chords;
            all.append(from * ((1 - t) * (1 - t)) + points[i] * (2 * t * (1 - t)) + to * (t * t));
        }
    }
    return all;
}

Dashes dashesOf(const QList<QPointF> &line, const QList<double> &pattern, double width,
                double shortest)
{
    Dashes dashes;
    if (line.size() < 2 || pattern.isEmpty())
        return dashes;
    qsizetype part = 0;
    double left = pattern.first(); // of the dash or gap that is being laid
    QList<QPointF> dash{line.first()};
    for (qsizetype i = 0; i + 1 < line.size(); ++i) {
        const QPointF way = line[i + 1] - line[i];
        const double length = lengthOf(way);
        double gone = 0;
        while (length - gone > left) {
            gone += left;
            const QPointF at = line[i] + way * (gone / length);
            if (part % 2 == 0) {
                dash.append(at);
                add(dashes, dash, width, shortest);
                dash.clear();
            } else {
                dash = {at};
            }
            part = (part + 1) % pattern.size();
            left = pattern[part];
        }
        left -= length - gone;
        if (part % 2 == 0 && length > gone)
            dash.append(line[i + 1]);
    }
    if (part % 2 == 0 && dash.size() > 1)
        add(dashes, dash, width, shortest);
    return dashes;
}

Dashes solidOf(const QList<QPointF> &line, double width, bool isSharp)
{
    Dashes parts;
    QList<QPointF> bent;
    const auto finishBent = [&] {
        if (bent.size() > 1)
            addBent(parts.bent, bent);
        bent.clear();
    };
    for (qsizetype i = 0; i + 1 < line.size(); ++i) {
        QRectF area = areaOf(line[i], line[i + 1], width);
        if (area.isEmpty()) {
            if (bent.isEmpty())
                bent.append(line[i]);
            bent.append(line[i + 1]);
            continue;
        }
        finishBent();
        if (isSharp && i > 0) {
            // Up to the outer edge of a sharp corner.
            const QPointF back = line[i] - line[i + 1];
            const QPointF out = back * (width / 2 / lengthOf(back));
            area = area.united(areaOf(line[i] + out, line[i], width));
        }
        parts.level.append(area);
    }
    finishBent();
    return parts;
}

} // namespace stratoplan::canvas
