// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/tile.h"

#include <QPainter>

namespace stratoplan::theme {

QPixmap tileOf(const QString &icon, catalog::Category category, int size, const Theme &theme,
               const Icons &icons, qreal devicePixelRatio)
{
    constexpr int inset = 3;
    QPixmap tile(QSize(size, size) * devicePixelRatio);
    tile.setDevicePixelRatio(devicePixelRatio);
    tile.fill(Qt::transparent);
    const CategoryColors &colors = theme.category(category);
    QPainter painter(&tile);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.soft);
    painter.drawRoundedRect(QRectF(0, 0, size, size), 5, 5);
    painter.drawPixmap(QPointF(inset, inset),
                       icons.pixmap(icon, colors.icon, size - 2 * inset, devicePixelRatio));
    return tile;
}

} // namespace stratoplan::theme
