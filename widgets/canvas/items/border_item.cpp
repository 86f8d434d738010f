// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/items/border_item.h"

namespace stratoplan::canvas {

using theme::Token;

QRectF BorderItem::nameRect() const
{
    return {-54, rect().height() + 1, rect().width() + 108, 15};
}

void BorderItem::paintBox(QPainter &painter, Detail detail)
{
    const QColor ink = theme().category(catalog::Category::Network).icon;
    if (detail == Detail::Boxes) {
        if (overlay()) {
            paintOverlayFromAfar(painter, {rect()}, *overlay(), theme());
            return;
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        painter.drawEllipse(rect());
        return;
    }
    painter.setPen(QPen(ink, state().hovered ? 2 : 1.5));
    painter.setBrush(overlay() ? overlayTint(*overlay(), theme()) : color(Token::Surface));
    painter.drawEllipse(rect().adjusted(0.75, 0.75, -0.75, -0.75));
    const double inset = rect().width() / 5;
    drawIcon(painter, rect().adjusted(inset, inset, -inset, -inset), look(), content().icon, ink);
    if (detail == Detail::All) {
        const bool figure = overlay() && !overlay()->figure.isEmpty();
        drawText(painter, look(), nameRect(), theme::sans(11, figure && overlay()->isTinted()),
                 color(figure ? Token::Text : Token::Muted),
                 figure ? overlay()->figure : content().name, Qt::AlignCenter);
    }
}

} // namespace stratoplan::canvas
