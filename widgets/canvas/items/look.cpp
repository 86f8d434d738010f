// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/items/look.h"

#include <QFontMetricsF>
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

void drawScreenText(QPainter &painter, const QRectF &rect, const QFont &font, const QColor &color,
                    const QString &text, Qt::Alignment alignment)
{
    const double zoom = zoomOf(painter);
    painter.save();
    painter.translate(rect.topLeft());
    painter.scale(1 / zoom, 1 / zoom);
    const QRectF onScreen(0, 0, rect.width() * zoom, rect.height() * zoom);
    painter.setFont(font);
    painter.setPen(color);
    const QString shown
        = QFontMetricsF(font).elidedText(text, Qt::ElideMiddle, std::max(0.0, onScreen.width()));
    painter.drawText(onScreen, int(alignment) | Qt::TextSingleLine | Qt::TextDontClip, shown);
    painter.restore();
}

void drawText(QPainter &painter, const QRectF &rect, const QFont &font, const QColor &color,
              const QString &text, Qt::Alignment alignment, Qt::TextElideMode elide)
{
    if (text.isEmpty() || font.pixelSize() * zoomOf(painter) < smallestText - 0.5)
        return;
    painter.setFont(font);
    painter.setPen(color);
    const QString shown = QFontMetricsF(font).elidedText(text, elide, rect.width());
    painter.drawText(rect, int(alignment) | Qt::TextSingleLine | Qt::TextDontClip, shown);
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
