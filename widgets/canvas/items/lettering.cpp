// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/items/lettering.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace stratoplan::canvas {

namespace {

QString shortened(const QString &text, const QFont &font, double width, Shortening shortening)
{
    const QFontMetricsF metrics(font);
    QString shown = text;
    if (shortening == Shortening::Parts) {
        const QString separator = QStringLiteral(" · ");
        QStringList parts = text.split(separator);
        while (parts.size() > 1 && metrics.horizontalAdvance(shown) > width) {
            parts.removeLast();
            shown = parts.join(separator);
        }
    }
    return metrics.elidedText(shown, Qt::ElideMiddle, std::max(0.0, width));
}

} // namespace

void Lettering::draw(QPainter &painter, const QRectF &rect, const QFont &font, const QString &text,
                     Qt::Alignment alignment, Shortening shortening) const
{
    const double zoom = std::hypot(painter.worldTransform().m11(), painter.worldTransform().m12());
    const Key key{text, font, rect.width(), shortening, zoom};
    QStaticText laid; // shares what is laid out with the one that is kept
    if (const QStaticText *kept = m_texts.object(key)) {
        laid = *kept;
    } else {
        laid.setText(shortened(text, font, rect.width(), shortening));
        laid.setTextFormat(Qt::PlainText);
        laid.setPerformanceHint(QStaticText::AggressiveCaching);
        laid.prepare(painter.worldTransform(), font);
        m_texts.insert(key, new QStaticText(laid));
    }
    const QSizeF size = laid.size();
    QPointF at(rect.left(), rect.center().y() - size.height() / 2);
    if (alignment.testFlag(Qt::AlignHCenter))
        at.setX(rect.center().x() - size.width() / 2);
    else if (alignment.testFlag(Qt::AlignRight))
        at.setX(rect.right() - size.width());
    painter.setFont(font);
    painter.drawStaticText(at, laid);
}

} // namespace stratoplan::canvas
