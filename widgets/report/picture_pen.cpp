// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report/picture_pen.h"

#include <algorithm>
#include <utility>

namespace stratoplan::report {

PicturePen::PicturePen(const QRectF &view, const QString &title)
    : m_picture{view, title, {}}
{
}

void PicturePen::rect(const QRectF &rect, double radius, const QColor &fill, const Stroke &stroke)
{
    add(RectShape{rect, radius, fill, stroke});
}

void PicturePen::hatchedRect(const QRectF &rect, double radius, const QColor &color)
{
    this->rect(rect, radius, {}, Stroke{color, 1, {}, 0, false});
    // Each line is cut off at the rectangle: patterns are not drawn by every viewer.
    constexpr double step = 5;
    QPainterPath lines;
    for (double offset = step; offset < rect.width() + rect.height(); offset += step) {
        const double right = std::min(offset, rect.width());
        const double down = std::min(offset, rect.height());
        lines.moveTo(rect.x() + right, rect.y() + offset - right);
        lines.lineTo(rect.x() + offset - down, rect.y() + down);
    }
    if (!lines.isEmpty())
        path(lines, {}, Stroke{color, 1.4, {}, 0, false});
}

void PicturePen::circle(const QPointF &center, double radius, const QColor &fill,
                        const Stroke &stroke)
{
    add(CircleShape{center, radius, fill, stroke});
}

void PicturePen::path(const QPainterPath &path, const QColor &fill, const Stroke &stroke)
{
    add(PathShape{path, fill, stroke});
}

void PicturePen::line(const QPointF &from, const QPointF &to, const Stroke &stroke)
{
    polyline({from, to}, stroke);
}

void PicturePen::polyline(const QList<QPointF> &points, const Stroke &stroke)
{
    QPainterPath line;
    line.addPolygon(QPolygonF(points));
    path(line, {}, stroke);
}

void PicturePen::polygon(const QList<QPointF> &points, const QColor &fill)
{
    QPainterPath shape;
    shape.addPolygon(QPolygonF(points));
    shape.closeSubpath();
    path(shape, fill);
}

void PicturePen::text(const QPointF &at, const QString &text, const Lettering &lettering)
{
    if (!text.isEmpty())
        add(TextShape{at, text, lettering});
}

Picture PicturePen::take()
{
    return std::exchange(m_picture, {});
}

} // namespace stratoplan::report
