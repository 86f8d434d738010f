// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/report/picture.h"

namespace stratoplan::report {

/// Adds shapes to a picture, one after the other.
class PicturePen
{
public:
    PicturePen(const QRectF &view, const QString &title);

    void rect(const QRectF &rect, double radius, const QColor &fill, const Stroke &stroke = {});
    /// A rectangle with an outline and lines at 45 degrees, 5 px apart, all in one colour: what is
    /// modelled, not measured.
    void hatchedRect(const QRectF &rect, double radius, const QColor &color);
    void circle(const QPointF &center, double radius, const QColor &fill,
                const Stroke &stroke = {});
    void path(const QPainterPath &path, const QColor &fill, const Stroke &stroke = {});
    void line(const QPointF &from, const QPointF &to, const Stroke &stroke);
    void polyline(const QList<QPointF> &points, const Stroke &stroke);
    void polygon(const QList<QPointF> &points, const QColor &fill);
    /// `at` is on the base line. An empty text adds nothing.
    void text(const QPointF &at, const QString &text, const Lettering &lettering);

    /// The picture; the pen is empty afterwards.
    Picture take();

protected:
    void add(Shape shape) { m_picture.shapes.append(std::move(shape)); }

private:
    Picture m_picture;
};

} // namespace stratoplan::report
