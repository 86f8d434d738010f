// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report/picture.h"
#include "widgets/theme/icons.h"

#include <QFontMetricsF>
#include <QSvgRenderer>

#include <algorithm>
#include <cmath>

namespace stratoplan::report {

namespace {

constexpr double mostPixels = 100e6;

QPen penOf(const Stroke &stroke)
{
    if (!stroke.color.isValid())
        return Qt::NoPen;
    QPen pen(stroke.color, stroke.width, Qt::SolidLine, stroke.round ? Qt::RoundCap : Qt::FlatCap,
             Qt::RoundJoin);
    if (!stroke.dashes.isEmpty()) {
        // Qt counts dashes in widths of the line.
        QList<qreal> pattern;
        const QStringList lengths = stroke.dashes.split(QLatin1Char(' '), Qt::SkipEmptyParts);
        for (const QString &length : lengths)
            pattern.append(length.toDouble() / stroke.width);
        pen.setDashPattern(pattern);
        pen.setDashOffset(stroke.dashOffset / stroke.width);
    }
    return pen;
}

/// Paints each kind of shape; the painter already stands in the picture's coordinates.
class ShapePainter
{
public:
    ShapePainter(QPainter &painter, double leastText)
        : m_painter(painter)
        , m_leastText(leastText)
    {
    }

    void operator()(const RectShape &shape)
    {
        use(shape.fill, shape.stroke);
        if (shape.radius <= 0) {
            m_painter.drawRect(shape.rect);
            return;
        }
        // SVG makes a radius no larger than half of the side; Qt would draw ears.
        const double rx = std::min(shape.radius, shape.rect.width() / 2);
        const double ry = std::min(shape.radius, shape.rect.height() / 2);
        m_painter.drawRoundedRect(shape.rect, rx, ry);
    }

    void operator()(const CircleShape &shape)
    {
        use(shape.fill, shape.stroke);
        m_painter.drawEllipse(shape.center, shape.radius, shape.radius);
    }

    void operator()(const PathShape &shape)
    {
        use(shape.fill, shape.stroke);
        m_painter.drawPath(shape.path);
    }

    void operator()(const TextShape &shape)
    {
        const Lettering &lettering = shape.lettering;
        if (lettering.pixels < m_leastText)
            return;
        const QFont font = pictureFont(lettering.pixels, lettering.bold, lettering.mono);
        double left = 0;
        if (lettering.anchor != Qt::AlignLeft) {
            const double width = QFontMetricsF(font).horizontalAdvance(shape.text);
            left = lettering.anchor == Qt::AlignRight ? -width : -width / 2;
        }
        m_painter.save();
        m_painter.translate(shape.at);
        m_painter.scale(1 / fontScale, 1 / fontScale);
        m_painter.setFont(font);
        m_painter.setPen(lettering.color);
        m_painter.drawText(QPointF(left, 0), shape.text);
        m_painter.restore();
    }

    void operator()(const IconShape &shape)
    {
        QSvgRenderer(theme::iconSvg(shape.name, shape.color, shape.size))
            .render(&m_painter, QRectF(shape.at, QSizeF(shape.size, shape.size)));
    }

    void operator()(const GroupStart &) { }
    void operator()(const GroupEnd &) { }

private:
    void use(const QColor &fill, const Stroke &stroke)
    {
        m_painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
        m_painter.setPen(penOf(stroke));
    }

    QPainter &m_painter;
    double m_leastText;
};

} // namespace

void paint(const Picture &picture, QPainter &painter, const QRectF &target, double leastText)
{
    if (picture.view.isEmpty())
        return;
    const double scale
        = std::min(target.width() / picture.view.width(), target.height() / picture.view.height());
    painter.save();
    painter.translate(target.center());
    painter.scale(scale, scale);
    painter.translate(-picture.view.center());
    ShapePainter shapes(painter, leastText / scale);
    for (const Shape &shape : picture.shapes)
        std::visit(shapes, shape);
    painter.restore();
}

QImage toImage(const Picture &picture, double scale)
{
    const QSizeF size = picture.view.size();
    const double most = std::sqrt(mostPixels / std::max(1.0, size.width() * size.height()));
    QImage image((size * std::min(scale, most)).toSize().expandedTo({1, 1}), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    paint(picture, painter, image.rect());
    return image;
}

} // namespace stratoplan::report
