// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/tools/line_grip.h"

#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/line_shape.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace stratoplan::canvas {

namespace {

/// How near to a run it is taken, and to another it is taken to that one, px.
constexpr double reach = 6;
constexpr double gripSize = 7; ///< px
/// Shorter runs have no grip: there would be nothing left between them, px.
constexpr double shortestGripped = 20;

void lead(CanvasView &view, ElementId trunk, const QList<QPointF> &points)
{
    const CanvasScene &scene = view.canvas();
    view.perform(QCoreApplication::translate("Canvas", "Lead a line by hand"),
                 withShape(scene.document().design(), scene.together(trunk), points));
}

const EdgeItem *selectedLine(const CanvasScene &scene)
{
    const QList<ElementId> &ids = scene.selection().ids();
    return scene.isOneLine(ids) ? scene.line(ids.first()) : nullptr;
}

} // namespace

LineGrip::LineGrip(ElementId trunk, const QList<QPointF> &points, qsizetype run)
    : m_trunk(trunk)
    , m_before(points)
    , m_points(points)
    , m_run(run)
{
}

std::optional<LineGrip> LineGrip::at(const CanvasView &view, const QPointF &place)
{
    const EdgeItem *line = selectedLine(view.canvas());
    if (!line)
        return std::nullopt;
    const QList<QPointF> &points = line->content().points;
    const auto run = runAt(points, place, reach / view.zoom());
    return run ? std::optional(LineGrip(line->elementId(), points, *run)) : std::nullopt;
}

bool LineGrip::isLevel() const
{
    return canvas::isLevel(m_before, m_run);
}

void LineGrip::drag(CanvasView &view, const QPointF &went, bool freely)
{
    EdgeItem *item = view.canvas().edge(m_trunk);
    if (!item)
        return;
    const double distance = isLevel() ? went.y() : went.x();
    const double snapped = freely ? std::round(distance)
                                  : snappedRun(m_before, m_run, distance, reach / view.zoom());
    m_points = withRunMoved(m_before, m_run, snapped);
    item->setPreview(m_points);
}

void LineGrip::finish(CanvasView &view)
{
    giveUp(view);
    if (m_points != m_before)
        lead(view, m_trunk, m_points);
}

void LineGrip::giveUp(CanvasView &view)
{
    if (EdgeItem *item = view.canvas().edge(m_trunk))
        item->setPreview({});
}

bool nudgeLine(CanvasView &view, const QPointF &distance)
{
    const EdgeItem *line = selectedLine(view.canvas());
    if (!line)
        return false;
    const QList<QPointF> &points = line->content().points;
    const auto run = longestRun(points, distance.y() != 0 ? Qt::Horizontal : Qt::Vertical);
    if (run)
        lead(view, line->elementId(), withRunMoved(points, *run, distance.x() + distance.y()));
    return true;
}

void paintGrips(QPainter &painter, const CanvasScene &scene)
{
    const EdgeItem *line = selectedLine(scene);
    if (!line)
        return;
    const QList<QPointF> &points = line->content().points;
    const QRectF label = line->labelRect();
    const theme::Theme &theme = scene.look().theme;
    const double unit = 1 / zoomOf(painter);
    const double side = gripSize * unit;
    const bool byHand = !shapedByHand(scene.document().design(), {line->elementId()}).isEmpty();
    painter.setPen(QPen(theme.color(theme::Token::Accent), 1.5 * unit));
    painter.setBrush(theme.color(byHand ? theme::Token::Accent : theme::Token::Surface));
    for (qsizetype i = 0; i + 1 < points.size(); ++i) {
        if ((points[i + 1] - points[i]).manhattanLength() < shortestGripped * unit)
            continue;
        QPointF middle = (points[i] + points[i + 1]) / 2;
        // Beside the label, which is to be read.
        if (label.contains(middle))
            middle.setX((std::min(points[i].x(), points[i + 1].x()) + label.left()) / 2);
        painter.drawRect(QRectF(middle - QPointF(side, side) / 2, QSizeF(side, side)));
    }
}

} // namespace stratoplan::canvas
