// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/severity.h"

#include "planner/base/text.h"

namespace stratoplan::theme {

namespace {

QPainterPath polygon(std::initializer_list<QPointF> points)
{
    QPainterPath path;
    path.addPolygon(QPolygonF(QList<QPointF>(points)));
    path.closeSubpath();
    return path;
}

QPainterPath polyline(std::initializer_list<QPointF> points)
{
    QPainterPath path;
    path.addPolygon(QPolygonF(QList<QPointF>(points)));
    return path;
}

// A stroke of no length is painted by some renderers and left out by others; this short one by all.
void addDot(QPainterPath &path, double x, double y)
{
    path.moveTo(x, y);
    path.lineTo(x, y + 0.05);
}

QPainterPath exclamation(double top, double bottom, double dot)
{
    QPainterPath path = polyline({{8, top}, {8, bottom}});
    addDot(path, 8, dot);
    return path;
}

QPainterPath disc(double radius)
{
    QPainterPath path;
    path.addEllipse(QPointF(8, 8), radius, radius);
    return path;
}

} // namespace

SeverityGlyph severityGlyph(Mark mark, bool accepted)
{
    SeverityGlyph glyph;
    switch (mark) {
    case Mark::Blocker:
        glyph.shape = polygon({{5.1, 1},
                               {10.9, 1},
                               {15, 5.1},
                               {15, 10.9},
                               {10.9, 15},
                               {5.1, 15},
                               {1, 10.9},
                               {1, 5.1}});
        glyph.sign = polyline({{4.8, 8}, {11.2, 8}});
        glyph.signStroke = 2.2;
        break;
    case Mark::High:
        glyph.shape = polygon({{8, 1}, {15.6, 14.4}, {0.4, 14.4}});
        glyph.sign = exclamation(6, 9.3, 11.9);
        glyph.signStroke = 1.8;
        break;
    case Mark::Medium:
        glyph.shape = polygon({{8, 0.6}, {15.4, 8}, {8, 15.4}, {0.6, 8}});
        glyph.sign = exclamation(4.6, 8.4, 11.2);
        glyph.signStroke = 1.8;
        glyph.outlined = true;
        break;
    case Mark::Low:
        glyph.shape = disc(7);
        glyph.sign = polyline({{4.9, 6.8}, {8, 10}, {11.1, 6.8}});
        glyph.signStroke = 1.8;
        break;
    case Mark::Info:
        glyph.shape = disc(6.4);
        glyph.sign = polyline({{8, 7.6}, {8, 11.2}});
        addDot(glyph.sign, 8, 4.8);
        glyph.signStroke = 1.6;
        glyph.filled = false;
        glyph.shapeStroke = 1.3;
        break;
    case Mark::Unanswered: {
        glyph.shape.addRoundedRect(1.5, 1.5, 13, 13, 2, 2);
        QPainterPath sign(QPointF(5.9, 6.3));
        sign.cubicTo(5.9, 3.4, 10.1, 3.4, 10.1, 6.2);
        sign.cubicTo(10.1, 7.8, 8, 7.8, 8, 9.5);
        addDot(sign, 8, 12);
        glyph.sign = sign;
        glyph.signStroke = 1.6;
        break;
    }
    }
    if (accepted) {
        glyph.filled = false;
        glyph.outlined = false;
        glyph.shapeStroke = 1.3;
        const double down = mark == Mark::High ? 1.6 : 0;
        glyph.sign = polyline({{5.4, 8.2 + down}, {7.2, 10 + down}, {10.6, 6.2 + down}});
        glyph.signStroke = 1.5;
    }
    return glyph;
}

void paintSeverity(QPainter &painter, const QRectF &rect, Mark mark, const Theme &theme,
                   bool accepted)
{
    const SeverityGlyph glyph = severityGlyph(mark, accepted);
    const SeverityColors &colors = theme.severity(mark);
    const double side = std::min(rect.width(), rect.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.center().x() - side / 2, rect.center().y() - side / 2);
    painter.scale(side / 16, side / 16);
    const QPen outline(colors.ink, glyph.shapeStroke, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(glyph.filled && !glyph.outlined ? QPen(Qt::NoPen) : outline);
    painter.setBrush(glyph.filled ? QBrush(colors.fill) : QBrush(Qt::NoBrush));
    painter.drawPath(glyph.shape);
    painter.setPen(QPen(glyph.filled ? colors.mark : colors.ink, glyph.signStroke, Qt::SolidLine,
                        Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(glyph.sign);
    painter.restore();
}

QPixmap severityPixmap(Mark mark, const Theme &theme, int side, qreal dpr, bool accepted)
{
    QPixmap pixmap(QSize(side, side) * dpr);
    pixmap.setDevicePixelRatio(dpr);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintSeverity(painter, QRectF(0, 0, side, side), mark, theme, accepted);
    return pixmap;
}

QString svgPath(const QPainterPath &path)
{
    QString data;
    const auto point = [](const QPainterPath::Element &element) {
        return number(element.x) + QLatin1Char(' ') + number(element.y);
    };
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element element = path.elementAt(i);
        switch (element.type) {
        case QPainterPath::MoveToElement:
            data += QLatin1Char('M') + point(element);
            break;
        case QPainterPath::LineToElement:
            data += QLatin1Char('L') + point(element);
            break;
        case QPainterPath::CurveToElement:
            data += QLatin1Char('C') + point(element) + QLatin1Char(' ')
                + point(path.elementAt(i + 1)) + QLatin1Char(' ') + point(path.elementAt(i + 2));
            i += 2;
            break;
        case QPainterPath::CurveToDataElement:
            break;
        }
    }
    return data;
}

} // namespace stratoplan::theme
