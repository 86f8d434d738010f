// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/tile.h"

#include <QPainter>

namespace stratoplan::canvas {

QPixmap tileOf(const Placeable &entry, const theme::Theme &theme, const theme::Icons &icons,
               qreal devicePixelRatio)
{
    QPixmap tile(QSize(tileSize, tileSize) * devicePixelRatio);
    tile.setDevicePixelRatio(devicePixelRatio);
    tile.fill(Qt::transparent);
    const theme::CategoryColors &colors = theme.category(entry.category);
    QPainter painter(&tile);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.soft);
    painter.drawRoundedRect(QRectF(0, 0, tileSize, tileSize), 5, 5);
    painter.drawPixmap(QPointF(3, 3),
                       icons.pixmap(entry.icon, colors.icon, tileSize - 6, devicePixelRatio));
    return tile;
}

} // namespace stratoplan::canvas
