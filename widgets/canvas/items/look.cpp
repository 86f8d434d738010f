// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/items/look.h"

#include <QPaintDevice>

#include <algorithm>
#include <cmath>

namespace stratoplan::canvas {

namespace {
constexpr double smallestText = 9;
} // namespace

Detail detailAt(double zoom)
{
    if (zoom > 0.7 - 1e-6)
        return Detail::All;
    if (zoom >= 0.45)
        return Detail::NoFigures;
    return zoom >= 0.2 ? Detail::Names : Detail::Boxes;
}

double zoomOf(const QPainter &painter)
{
    const QTransform &transform = painter.worldTransform();
    return std::hypot(transform.m11(), transform.m12());
}

void drawScreenText(QPainter &painter, const Look &look, const QRectF &rect, const QFont &font,
                    const QColor &color, const QString &text, Qt::Alignment alignment)
{
    const QTransform kept = painter.worldTransform();
    const double zoom = zoomOf(painter);
    painter.translate(rect.topLeft());
    painter.scale(1 / zoom, 1 / zoom);
    painter.setPen(color);
    look.lettering.draw(painter, QRectF(0, 0, rect.width() * zoom, rect.height() * zoom), font,
                        text, alignment, Shortening::Middle);
    painter.setWorldTransform(kept);
}

bool isReadable(const QPainter &painter, const QFont &font)
{
    return font.pixelSize() * zoomOf(painter) >= smallestText - 0.5;
}

void drawText(QPainter &painter, const Look &look, const QRectF &rect, const QFont &font,
              const QColor &color, const QString &text, Qt::Alignment alignment,
              Shortening shortening)
{
    if (text.isEmpty() || !isReadable(painter, font))
        return;
    painter.setPen(color);
    look.lettering.draw(painter, rect, font, text, alignment, shortening);
}

void drawIcon(QPainter &painter, const QRectF &rect, const Look &look, const QString &icon,
              const QColor &color)
{
    const double scale = zoomOf(painter) * painter.device()->devicePixelRatioF();
    const QPixmap pixmap
        = look.icons.pixmap(icon, color, int(std::lround(rect.width())), std::max(1.0, scale));
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawPixmap(rect, pixmap, QRectF(pixmap.rect()));
}

void drawTile(QPainter &painter, const QRectF &rect, const Look &look, const QString &icon,
              catalog::Category category)
{
    const theme::CategoryColors &colors = look.theme.category(category);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.soft);
    painter.drawRoundedRect(rect, rect.width() / 5, rect.width() / 5);
    const double inset = rect.width() / 6;
    drawIcon(painter, rect.adjusted(inset, inset, -inset, -inset), look, icon, colors.icon);
}

} // namespace stratoplan::canvas
