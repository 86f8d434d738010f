// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/items/edge_item.h"

#include "widgets/canvas/items/dashes.h"
#include "widgets/theme/severity.h"

#include <QFontMetricsF>
#include <QPainterPathStroker>
#include <QPixmapCache>

#include <algorithm>
#include <array>
#include <cmath>

namespace stratoplan::canvas {

namespace {

using theme::Token;

constexpr double cornerRadius = 6;
constexpr double shortestDash = 1; ///< px; shorter ones are dots
constexpr double haloWidth = 7; ///< px
constexpr double overlayWeight = 1.67; ///< 1.8 px become 3
constexpr int labelPixels = 11;
constexpr double widestLabel = 160;
constexpr double leastCurve = 3; ///< px; smaller corners are as well sharp

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

/// A round dot of that width on the screen.
QPixmap dotOf(const QColor &color, double width, double scale)
{
    const QString key = QStringLiteral("dot/%1/%2/%3").arg(color.rgba()).arg(width).arg(scale);
    QPixmap dot;
    if (QPixmapCache::find(key, &dot))
        return dot;
    const int side = int(std::ceil(width * scale)) + 2;
    dot = QPixmap(side, side);
    dot.fill(Qt::transparent);
    QPainter painter(&dot);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawEllipse(QPointF(side, side) / 2, width * scale / 2, width * scale / 2);
    painter.end();
    QPixmapCache::insert(key, dot);
    return dot;
}

void paintDots(QPainter &painter, const QList<QPointF> &dots, const QColor &color, double width)
{
    if (dots.isEmpty())
        return;
    const double scale = zoomOf(painter) * painter.device()->devicePixelRatioF();
    const QPixmap dot = dotOf(color, width, scale);
    QList<QPainter::PixmapFragment> fragments;
    fragments.reserve(dots.size());
    for (const QPointF &at : dots)
        fragments.append(
            QPainter::PixmapFragment::create(at, QRectF(dot.rect()), 1 / scale, 1 / scale));
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawPixmapFragments(fragments.constData(), int(fragments.size()), dot);
}

void paintParts(QPainter &painter, const Dashes &parts, const QColor &color, double width)
{
    for (const QRectF &area : parts.level)
        painter.fillRect(area, color);
    if (!parts.bent.isEmpty()) {
        QPen pen(color, width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(parts.bent);
    }
    paintDots(painter, parts.dots, color, width);
}

double radiusAt(double zoom)
{
    return cornerRadius * zoom < leastCurve ? 0 : cornerRadius;
}

void paintLine(QPainter &painter, const Line &line, const QList<QPointF> &points,
               const QList<QPointF> &hops, const QColor &color, double unit, double weight)
{
    const double radius = radiusAt(zoomOf(painter));
    const bool isSharp = radius <= 0;
    const QList<QPointF> flat = flattened(points, radius, isSharp ? QList<QPointF>{} : hops);
    const double width = line.width * unit * weight;
    if (line.dashes.size() == 0) {
        paintParts(painter, solidOf(flat, width, isSharp), color, width);
        return;
    }
    QList<double> pattern;
    for (const double dash : line.dashes)
        pattern.append(dash * unit);
    paintParts(painter, dashesOf(flat, pattern, width, shortestDash * unit), color, width);
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
    QTransform place;
    place.translate(tip.x(), tip.y());
    place.rotate(angle);
    place.scale(unit, unit);
    const QPen pen(color, 1.8 * unit, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    const auto chevron = [&](double x) {
        painter.setPen(pen);
        const std::array<QPointF, 3> points{place.map(QPointF(x - 7, -4.5)),
                                            place.map(QPointF(x - 1, 0)),
                                            place.map(QPointF(x - 7, 4.5))};
        painter.drawPolyline(points.data(), int(points.size()));
    };
    painter.setBrush(Qt::NoBrush);
    switch (head) {
    case Head::Triangle: {
        const std::array<QPointF, 3> points{place.map(QPointF(-9, -4.5)), tip,
                                            place.map(QPointF(-9, 4.5))};
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
        painter.setPen(QPen(color, 1.2 * unit));
        painter.setBrush(behind);
        painter.drawEllipse(place.map(QPointF(-3.6, 0)), 3.4 * unit, 3.4 * unit);
        break;
    case Head::Cross:
        painter.setPen(pen);
        painter.drawLine(place.map(QLineF(-8, -4, 0, 4)));
        painter.drawLine(place.map(QLineF(-8, 4, 0, -4)));
        break;
    }
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
                   const theme::Theme &theme, double unit, double weight,
                   const QList<QPointF> &hops)
{
    if (points.size() < 2)
        return;
    const Line &line = lineOf(relation);
    const QColor color = theme.color(line.color);
    paintLine(painter, line, shortened(points, headLength(line.head) * unit), hops, color, unit,
              weight);
    paintHead(painter, line.head, points.last(), angleAtEnd(points), color,
              theme.color(Token::Canvas), unit);
}

EdgeItem::EdgeItem(const Look &look, EdgeContent &content)
    : m_look(look)
    , m_content(content)
{
}

bool EdgeItem::setContent(const EdgeContent &content)
{
    if (content == m_content)
        return false;
    prepareGeometryChange();
    m_content = content;
    update();
    return true;
}

void EdgeItem::setState(const ItemState &state)
{
    if (state == m_state)
        return;
    m_state = state;
    update();
}

bool EdgeItem::setOverlay(const std::optional<OverlayMark> &mark)
{
    if (mark ? m_overlay && *m_overlay == *mark : !m_overlay)
        return false;
    prepareGeometryChange();
    m_overlay = mark ? std::make_unique<const OverlayMark>(*mark) : nullptr;
    update();
    return true;
}

QString EdgeItem::label() const
{
    const OverlayMark *mark = overlay();
    return mark ? mark->figure : m_content.label;
}

void EdgeItem::setPreview(const QList<QPointF> &points)
{
    if (m_preview ? *m_preview == points : points.isEmpty())
        return;
    prepareGeometryChange();
    m_preview = points.isEmpty() ? nullptr : std::make_unique<const QList<QPointF>>(points);
    update();
}

QRectF EdgeItem::boundingRect() const
{
    if (m_content.isBundled())
        return {};
    double left = points().first().x();
    double right = left;
    double top = points().first().y();
    double bottom = top;
    for (const QPointF &point : points()) {
        left = std::min(left, point.x());
        right = std::max(right, point.x());
        top = std::min(top, point.y());
        bottom = std::max(bottom, point.y());
    }
    const QRectF bounds = QRectF(left, top, right - left, bottom - top).adjusted(-24, -24, 24, 24);
    const bool labelled = !m_preview && !label().isEmpty();
    return labelled ? bounds | QRectF(m_content.labelAt - QPointF(90, 14), QSizeF(180, 28))
                    : bounds;
}

QPainterPath EdgeItem::shape() const
{
    if (m_content.isBundled())
        return {}; // the trunk is under the pointer
    QPainterPathStroker stroker;
    stroker.setWidth(12);
    return stroker.createStroke(roundedPath(points()));
}

void EdgeItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *widget)
{
    const double zoom = zoomOf(*painter);
    const bool fromAfar = detailAt(zoom) == Detail::Boxes;
    if (m_content.isBundled())
        return;
    if (widget && !hasPreview() && (fromAfar ? m_state.isPlain() : m_look.stillPainted))
        return;
    painter->setRenderHint(QPainter::Antialiasing);
    const double whole = painter->opacity();
    if (m_state.faded || m_state.harm)
        painter->setOpacity(whole * fadedOpacity);
    const double unit = 1 / std::clamp(zoom, 0.5, 1.5);
    const bool onPath = m_state.step > 0;
    if (m_state.selected || m_state.hovered || m_state.focused || onPath) {
        QColor halo = m_look.theme.color(Token::Accent);
        halo.setAlphaF(m_state.hovered && !m_state.selected && !onPath ? 0.12F : 0.25F);
        paintParts(*painter,
                   solidOf(flattened(points(), cornerRadius, hops()), haloWidth * unit, false),
                   halo, haloWidth * unit);
    }
    paintRelation(*painter, points(), m_content.relation, m_look.theme, unit,
                  m_overlay ? overlayWeight : 1, hops());
    if (detailAt(zoom) == Detail::All && !hasPreview())
        paintLabel(*painter);
    painter->setOpacity(m_state.faded ? whole * fadedOpacity : whole);
    if (m_state.harm && zoom >= 0.2)
        paintBreak(*painter, unit);
    else if (m_content.badge.worst && zoom >= 0.2 && !hasPreview()) {
        const double size = zoom >= 0.7 ? 14 : 12 / zoom;
        const QPointF middle = roundedPath(points()).pointAtPercent(0.5);
        theme::paintSeverity(*painter, QRectF(middle - QPointF(size, size) / 2, QSizeF(size, size)),
                             *m_content.badge.worst, m_look.theme);
    }
}

void EdgeItem::paintBreak(QPainter &painter, double unit) const
{
    const QColor ink = m_look.theme.severity(theme::Mark::High).ink;
    const QPointF middle = roundedPath(points()).pointAtPercent(0.5);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_look.theme.color(Token::Canvas));
    painter.drawEllipse(middle, 8 * unit, 8 * unit);
    painter.setPen(QPen(ink, 2 * unit, Qt::SolidLine, Qt::RoundCap));
    const double arm = 4 * unit;
    painter.drawLine(middle - QPointF(arm, arm), middle + QPointF(arm, arm));
    painter.drawLine(middle - QPointF(arm, -arm), middle + QPointF(arm, -arm));
}

QString EdgeItem::shownLabel() const
{
    if (hasPreview())
        return {};
    // What an overlay says of the line is why it was chosen.
    if (m_overlay)
        return label();
    return m_content.shownLabel([](const QString &text) {
        return QFontMetricsF(theme::sans(labelPixels)).horizontalAdvance(text);
    });
}

QRectF EdgeItem::labelRect() const
{
    return plateOf(shownLabel());
}

QRectF EdgeItem::plateOf(const QString &text) const
{
    if (text.isEmpty())
        return {};
    const double most = m_overlay ? widestLabel : std::min(widestLabel, m_content.labelRoom);
    const double width
        = std::min(most, QFontMetricsF(theme::sans(labelPixels)).horizontalAdvance(text)) + 8;
    return {m_content.labelAt - QPointF(width / 2, 8), QSizeF(width, 16)};
}

void EdgeItem::paintLabel(QPainter &painter) const
{
    const QFont font = theme::sans(labelPixels);
    // What has no label costs nothing: most lines have none.
    if (label().isEmpty() || !isReadable(painter, font))
        return;
    const QString text = shownLabel();
    const QRectF plate = plateOf(text);
    if (plate.isEmpty())
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_look.theme.color(Token::Canvas));
    painter.drawRoundedRect(plate, 3, 3);
    const bool fails = m_content.relation == Relation::Failure;
    drawText(painter, m_look, plate.adjusted(4, 0, -4, 0), font,
             m_look.theme.color(fails ? Token::Fail : Token::Muted), text, Qt::AlignCenter);
}

} // namespace stratoplan::canvas
