// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/items/edge_item.h"

#include "widgets/theme/severity.h"

#include <QFontMetricsF>
#include <QPainterPathStroker>

#include <algorithm>
#include <array>
#include <cmath>

namespace stratoplan::canvas {

namespace {

using theme::Token;

constexpr double cornerRadius = 6;

enum class Head
{
    Triangle,
    Chevron,
    TwoChevrons,
    Ring,
    Cross
};

struct Line
{
    double width = 0;
    std::initializer_list<double> dashes = {}; ///< in pixels; empty = solid
    Head head = Head::Triangle;
    Token color = {};
};

const Line &lineOf(Relation relation)
{
    static const std::array<Line, 6> lines{{
        {1.8, {}, Head::Triangle, Token::Edge},
        {1.8, {7, 5}, Head::Chevron, Token::Edge},
        {2.6, {0.1, 5}, Head::Triangle, Token::Edge},
        {1.8, {10, 4, 2, 4}, Head::TwoChevrons, Token::Edge},
        {1.2, {}, Head::Ring, Token::Access},
        {1.6, {4, 3}, Head::Cross, Token::Fail},
    }};
    return lines[static_cast<size_t>(relation)];
}

QPen penOf(const Line &line, const QColor &color, double unit)
{
    QPen pen(color, line.width * unit);
    pen.setJoinStyle(Qt::RoundJoin);
    pen.setCapStyle(Qt::FlatCap);
    if (line.dashes.size() > 0) {
        QList<qreal> pattern;
        for (const double dash : line.dashes)
            pattern.append(dash / line.width);
        pen.setDashPattern(pattern);
        if (*line.dashes.begin() < 1)
            pen.setCapStyle(Qt::RoundCap);
    }
    return pen;
}

/// How far before the end of the line its head begins.
double headLength(Head head)
{
    switch (head) {
    case Head::Triangle:
        return 8;
    case Head::Ring:
        return 7;
    default:
        return 0;
    }
}

void paintHead(QPainter &painter, Head head, const QPointF &tip, double angle, const QColor &color,
               const QColor &behind, double unit)
{
    painter.save();
    painter.translate(tip);
    painter.rotate(angle);
    painter.scale(unit, unit);
    painter.setPen(QPen(color, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    const auto chevron = [&](double x) {
        const std::array<QPointF, 3> points{QPointF(x - 7, -4.5), QPointF(x - 1, 0),
                                            QPointF(x - 7, 4.5)};
        painter.drawPolyline(points.data(), int(points.size()));
    };
    switch (head) {
    case Head::Triangle: {
        const std::array<QPointF, 3> points{QPointF(-9, -4.5), QPointF(0, 0), QPointF(-9, 4.5)};
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawPolygon(points.data(), int(points.size()));
        break;
    }
    case Head::Chevron:
        chevron(0);
        break;
    case Head::TwoChevrons:
        chevron(0);
        chevron(-6);
        break;
    case Head::Ring:
        painter.setPen(QPen(color, 1.2));
        painter.setBrush(behind);
        painter.drawEllipse(QPointF(-3.6, 0), 3.4, 3.4);
        break;
    case Head::Cross:
        painter.drawLine(QPointF(-8, -4), QPointF(0, 4));
        painter.drawLine(QPointF(-8, 4), QPointF(0, -4));
        break;
    }
    painter.restore();
}

double angleAtEnd(const QList<QPointF> &points)
{
    const QPointF direction = points.last() - points[points.size() - 2];
    return std::atan2(direction.y(), direction.x()) * 180 / M_PI;
}

QList<QPointF> shortened(QList<QPointF> points, double by)
{
    const QPointF direction = points.last() - points[points.size() - 2];
    const double length = std::hypot(direction.x(), direction.y());
    if (length > by)
        points.last() -= direction * (by / length);
    return points;
}

} // namespace

QPainterPath roundedPath(const QList<QPointF> &points)
{
    QPainterPath path;
    if (points.isEmpty())
        return path;
    path.moveTo(points.first());
    for (qsizetype i = 1; i + 1 < points.size(); ++i) {
        const QPointF in = points[i] - points[i - 1];
        const QPointF out = points[i + 1] - points[i];
        const double inLength = std::hypot(in.x(), in.y());
        const double outLength = std::hypot(out.x(), out.y());
        const double radius = std::min({cornerRadius, inLength / 2, outLength / 2});
        if (radius <= 0) {
            path.lineTo(points[i]);
            continue;
        }
        path.lineTo(points[i] - in * (radius / inLength));
        path.quadTo(points[i], points[i] + out * (radius / outLength));
    }
    if (points.size() > 1)
        path.lineTo(points.last());
    return path;
}

void paintRelation(QPainter &painter, const QList<QPointF> &points, Relation relation,
                   const theme::Theme &theme, double unit)
{
    if (points.size() < 2)
        return;
    const Line &line = lineOf(relation);
    const QColor color = theme.color(line.color);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(penOf(line, color, unit));
    painter.drawPath(roundedPath(shortened(points, headLength(line.head) * unit)));
    paintHead(painter, line.head, points.last(), angleAtEnd(points), color,
              theme.color(Token::Canvas), unit);
}

QList<QPointF> directRoute(const QRectF &from, const QRectF &to)
{
    if (to.left() >= from.right() + 16) {
        const QPointF start(from.right(), from.center().y());
        const QPointF end(to.left(), to.center().y());
        const double middle = (start.x() + end.x()) / 2;
        if (start.y() == end.y())
            return {start, end};
        return {start, {middle, start.y()}, {middle, end.y()}, end};
    }
    const bool below = to.center().y() >= from.center().y();
    const QPointF start(from.center().x(), below ? from.bottom() : from.top());
    const QPointF end(to.center().x(), below ? to.top() : to.bottom());
    const double middle = (start.y() + end.y()) / 2;
    if (start.x() == end.x())
        return {start, end};
    return {start, {start.x(), middle}, {end.x(), middle}, end};
}

EdgeItem::EdgeItem(const Look &look, EdgeContent content)
    : m_look(look)
    , m_content(std::move(content))
    , m_path(roundedPath(m_content.points))
{
}

void EdgeItem::setContent(const EdgeContent &content)
{
    if (content == m_content)
        return;
    prepareGeometryChange();
    m_content = content;
    m_path = roundedPath(points());
    update();
}

void EdgeItem::setState(const ItemState &state)
{
    if (state == m_state)
        return;
    m_state = state;
    update();
}

void EdgeItem::setPreview(const QList<QPointF> &points)
{
    if (points == m_preview)
        return;
    prepareGeometryChange();
    m_preview = points;
    m_path = roundedPath(this->points());
    update();
}

QRectF EdgeItem::boundingRect() const
{
    QRectF bounds = m_path.boundingRect().adjusted(-24, -24, 24, 24);
    if (!m_content.label.isEmpty() && m_preview.isEmpty())
        bounds |= QRectF(m_content.labelAt - QPointF(90, 14), QSizeF(180, 28));
    return bounds;
}

QPainterPath EdgeItem::shape() const
{
    QPainterPathStroker stroker;
    stroker.setWidth(12);
    return stroker.createStroke(m_path);
}

void EdgeItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    painter->setRenderHint(QPainter::Antialiasing);
    const double whole = painter->opacity();
    if (m_state.faded || m_state.harm)
        painter->setOpacity(whole * 0.35);
    const double zoom = zoomOf(*painter);
    const double unit = 1 / std::clamp(zoom, 0.5, 1.5);
    if (m_state.selected || m_state.hovered || m_state.focused) {
        QColor halo = m_look.theme.color(Token::Accent);
        halo.setAlphaF(m_state.hovered && !m_state.selected ? 0.12F : 0.25F);
        painter->setPen(QPen(halo, 7 * unit, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->setBrush(Qt::NoBrush);
        painter->drawPath(m_path);
    }
    paintRelation(*painter, points(), m_content.relation, m_look.theme, unit);
    if (detailAt(zoom) == Detail::All && m_preview.isEmpty())
        paintLabel(*painter);
    painter->setOpacity(m_state.faded ? whole * 0.35 : whole);
    if (m_state.harm && zoom >= 0.2)
        paintBreak(*painter, unit);
    else if (m_content.badge.worst && zoom >= 0.2 && m_preview.isEmpty()) {
        const double size = zoom >= 0.7 ? 14 : 12 / zoom;
        const QPointF middle = m_path.pointAtPercent(0.5);
        theme::paintSeverity(*painter, QRectF(middle - QPointF(size, size) / 2, QSizeF(size, size)),
                             *m_content.badge.worst, m_look.theme);
    }
}

void EdgeItem::paintBreak(QPainter &painter, double unit) const
{
    const QColor ink = m_look.theme.severity(theme::Mark::High).ink;
    const QPointF middle = m_path.pointAtPercent(0.5);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_look.theme.color(Token::Canvas));
    painter.drawEllipse(middle, 8 * unit, 8 * unit);
    painter.setPen(QPen(ink, 2 * unit, Qt::SolidLine, Qt::RoundCap));
    const double arm = 4 * unit;
    painter.drawLine(middle - QPointF(arm, arm), middle + QPointF(arm, arm));
    painter.drawLine(middle - QPointF(arm, -arm), middle + QPointF(arm, -arm));
}

void EdgeItem::paintLabel(QPainter &painter) const
{
    if (m_content.label.isEmpty())
        return;
    const QFont font = theme::sans(11);
    const double width
        = std::min(160.0, QFontMetricsF(font).horizontalAdvance(m_content.label)) + 8;
    const QRectF plate(m_content.labelAt - QPointF(width / 2, 8), QSizeF(width, 16));
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_look.theme.color(Token::Canvas));
    painter.drawRoundedRect(plate, 3, 3);
    const bool fails = m_content.relation == Relation::Failure;
    drawText(painter, plate.adjusted(4, 0, -4, 0), font,
             m_look.theme.color(fails ? Token::Fail : Token::Muted), m_content.label,
             Qt::AlignCenter);
}

} // namespace stratoplan::canvas
