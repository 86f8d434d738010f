// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/items/box_item.h"

#include "widgets/canvas/items/border_item.h"
#include "widgets/canvas/items/container_item.h"
#include "widgets/canvas/items/node_item.h"
#include "widgets/theme/severity.h"

#include <QFontMetricsF>

#include <algorithm>
#include <utility>

namespace stratoplan::canvas {

namespace {

using theme::Token;

constexpr double badgeSize = 16;
constexpr double badgeGap = 4;
constexpr double portRadius = 4;
constexpr double portTouch = 10; ///< px on the screen
constexpr double lowestWithPorts = 24; ///< px on the screen
/// Frames, ports and badges stand outside the box.
constexpr double margin = 14;
/// The name of a VPC or a group stands above it at small zooms: 15 px at 15 %.
constexpr double overheadName = 100;
constexpr double stoppedOpacity = 0.5;
constexpr double conditionalOpacity = 0.5;
constexpr double stepSize = 18; ///< of the disc with the number of a step, px on the screen
constexpr double harmPlate = 18; ///< height of the word that says what a lost zone does

} // namespace

QPointF portAt(const QRectF &box, Port port)
{
    if (port == Port::Failure)
        return {box.center().x(), box.bottom()};
    return {box.right(), box.center().y()};
}

bool hasRoomForPorts(const QRectF &box, double zoom)
{
    return std::min(box.width(), box.height()) * zoom >= lowestWithPorts;
}

double portReach(const QRectF &box, double zoom)
{
    return std::min(portTouch / zoom, std::min(box.width(), box.height()) / 4);
}

BoxItem::BoxItem(const Look &look, BoxContent &content)
    : m_look(look)
    , m_content(content)
{
    setPos(m_content.rect.topLeft());
}

std::unique_ptr<BoxItem> BoxItem::make(const Look &look, BoxContent &content)
{
    switch (content.shape) {
    case layout::Shape::Vpc:
    case layout::Shape::Zone:
    case layout::Shape::Subnet:
    case layout::Shape::ConfigurationBox:
    case layout::Shape::Group:
        return std::make_unique<ContainerItem>(look, content);
    case layout::Shape::Border:
        return std::make_unique<BorderItem>(look, content);
    case layout::Shape::Node:
    case layout::Shape::Chip:
    case layout::Shape::Note:
        break;
    }
    return std::make_unique<NodeItem>(look, content);
}

bool BoxItem::setContent(const BoxContent &content)
{
    if (content == m_content)
        return false;
    if (content.rect.size() != m_content.rect.size())
        prepareGeometryChange();
    m_content = content;
    setPos(m_content.rect.topLeft());
    update();
    return true;
}

void BoxItem::setState(const ItemState &state)
{
    if (state == m_state)
        return;
    m_state = state;
    update();
}

bool BoxItem::setOverlay(const std::optional<OverlayMark> &mark)
{
    if (mark ? m_overlay && *m_overlay == *mark : !m_overlay)
        return false;
    m_overlay = mark ? std::make_unique<const OverlayMark>(*mark) : nullptr;
    update();
    return true;
}

QRectF BoxItem::badgeRect() const
{
    if (!m_content.badge.worst && !m_content.badge.question)
        return {};
    const double y = -badgeSize / 2;
    double left = rect().right() - badgeSize;
    double width = badgeSize;
    if (m_content.badge.worst && m_content.badge.question) {
        left -= badgeSize + badgeGap;
        width += badgeSize + badgeGap;
    }
    return {left, y, width, badgeSize};
}

QRectF BoxItem::boundingRect() const
{
    // Names, and plates that say what a lost zone does, stand over the edge of the box when the
    // drawing is small.
    const double overhang = isContainer() ? margin : 60;
    const bool named
        = m_content.shape == layout::Shape::Vpc || m_content.shape == layout::Shape::Group;
    const double above = named ? overheadName : overhang;
    return rect().adjusted(-overhang, -above, overhang, overhang);
}

QPainterPath BoxItem::shape() const
{
    QPainterPath path;
    path.addRect(rect());
    path.addRect(badgeRect());
    return path;
}

bool ItemState::isPlain() const
{
    ItemState plain;
    plain.offersPorts = offersPorts;
    plain.faded = faded;
    plain.step = step;
    return *this == plain;
}

void BoxItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *widget)
{
    painter->setRenderHint(QPainter::Antialiasing);
    const bool fromAfar = widget && detailAt(zoomOf(*painter)) == Detail::Boxes;
    if (fromAfar && m_state.isPlain())
        return;
    if (widget && m_look.stillPainted && !fromAfar && !m_state.dragged) {
        paintDropTarget(*painter);
        return;
    }
    const double whole = painter->opacity();
    const double normal = m_content.conditional ? conditionalOpacity : 1;
    painter->setOpacity(whole * (m_state.faded ? fadedOpacity : (m_state.dragged ? 0.85 : normal)));
    // The view has painted the container, and what is in it over it.
    if (!fromAfar || !isContainer())
        paintOwn(*painter);
    paintMarks(*painter);
}

void BoxItem::paintPlain(QPainter &painter)
{
    painter.setRenderHint(QPainter::Antialiasing);
    const double whole = painter.opacity();
    const double normal = m_content.conditional ? conditionalOpacity : 1;
    painter.setOpacity(whole * (m_state.faded ? fadedOpacity : normal));
    paintBox(painter, detailAt(zoomOf(painter)));
    painter.setOpacity(whole);
}

void BoxItem::paintStill(QPainter &painter)
{
    const bool target = std::exchange(m_state.dropTarget, false);
    paint(&painter, nullptr, nullptr);
    m_state.dropTarget = target;
}

void BoxItem::paintOwn(QPainter &painter)
{
    const double whole = painter.opacity();
    // What stops steps back; the cross and the word that say so do not.
    if (m_state.harm == network::Harm::Stops && !isContainer())
        painter.setOpacity(whole * stoppedOpacity);
    paintBox(painter, detailAt(zoomOf(painter)));
    painter.setOpacity(whole);
}

void BoxItem::paintMarks(QPainter &painter) const
{
    if (m_state.zoneOff || (isContainer() && m_state.harm == network::Harm::Stops))
        paintOff(painter);
    if (m_state.harm)
        paintHarm(painter);
    paintFrames(painter);
    if (hasPorts() && hasRoomForPorts(rect(), zoomOf(painter))
        && (m_state.hovered || m_state.selected || m_state.focused || m_state.offersPorts))
        paintPorts(painter);
    paintBadge(painter);
    if (m_state.step > 0)
        paintStep(painter);
}

void BoxItem::paintFrames(QPainter &painter) const
{
    const double unit = 1 / std::min(1.0, zoomOf(painter));
    painter.setBrush(Qt::NoBrush);
    if (m_state.selected) {
        const double out = 4 * unit;
        painter.setPen(QPen(color(Token::Accent), 2 * unit));
        painter.drawRoundedRect(rect().adjusted(-out, -out, out, out), radius() + out,
                                radius() + out);
    }
    if (m_state.focused) {
        QPen pen(color(Token::Accent), 2 * unit);
        pen.setDashPattern({2, 1});
        const double out = (m_state.selected ? 8 : 4) * unit;
        painter.setPen(pen);
        painter.drawRoundedRect(rect().adjusted(-out, -out, out, out), radius() + out,
                                radius() + out);
    }
    paintDropTarget(painter);
}

void BoxItem::paintDropTarget(QPainter &painter) const
{
    if (!m_state.dropTarget)
        return;
    QPen pen(color(Token::Accent), 2 / std::min(1.0, zoomOf(painter)));
    if (!isContainer())
        pen.setDashPattern({3, 2});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    const double in = isContainer() ? 0 : 3;
    painter.drawRoundedRect(rect().adjusted(in, in, -in, -in), radius(), radius());
}

void BoxItem::paintPorts(QPainter &painter) const
{
    const double unit = 1 / std::min(1.0, zoomOf(painter));
    painter.setBrush(color(Token::Surface));
    painter.setPen(QPen(color(Token::Accent), 1.5 * unit));
    painter.drawEllipse(portAt(rect(), Port::Output), portRadius * unit, portRadius * unit);
    painter.drawEllipse(QPointF(0, rect().center().y()), portRadius * unit, portRadius * unit);
    painter.setPen(QPen(color(Token::Fail), 1.5 * unit));
    painter.drawEllipse(portAt(rect(), Port::Failure), portRadius * unit, portRadius * unit);
}

void BoxItem::paintOff(QPainter &painter) const
{
    // The pattern keeps its width on the screen.
    QBrush hatch(color(Token::Strong), Qt::BDiagPattern);
    const double unit = 1 / zoomOf(painter);
    hatch.setTransform(QTransform::fromScale(unit, unit));
    painter.save();
    painter.setOpacity(painter.opacity() * stoppedOpacity);
    painter.setPen(Qt::NoPen);
    painter.setBrush(hatch);
    painter.drawRoundedRect(rect(), radius(), radius());
    painter.restore();
}

void BoxItem::paintHarm(QPainter &painter) const
{
    const network::Harm harm = *m_state.harm;
    const std::optional<theme::Mark> mark = markOf(harm);
    const QColor ink = mark ? theme().severity(*mark).ink : color(Token::Text);
    const double zoom = zoomOf(painter);
    const double unit = 1 / std::min(1.0, zoom);
    if (mark) {
        QPen frame(ink, 2 * unit);
        if (harm == network::Harm::Unknown)
            frame.setDashPattern({1, 2});
        else if (harm == network::Harm::CutOff)
            frame.setDashPattern({4, 2});
        painter.setPen(frame);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(rect(), radius(), radius());
    }
    if (detailAt(zoom) == Detail::Boxes)
        return;
    // Constant on the screen, so that it can be read from afar; the word only where it has room.
    const QFont font = theme::sans(11, true);
    const QString word = harmWord(harm);
    const double glyph = 12;
    const double wordWidth = QFontMetricsF(font).horizontalAdvance(word) + 4;
    const double room = rect().width() / unit;
    const bool worded = glyph + wordWidth + 12 <= room;
    const double width = worded && zoom >= 0.45 ? glyph + wordWidth + 12 : glyph + 6;
    painter.save();
    painter.translate(isContainer() ? rect().left() + 4 * unit : rect().left() - 4 * unit,
                      isContainer() ? rect().bottom() - (harmPlate + 4) * unit
                                    : rect().top() - harmPlate * unit / 2);
    painter.scale(unit, unit);
    const QRectF plate(0, 0, width, harmPlate);
    painter.setPen(QPen(ink, 1));
    painter.setBrush(color(Token::Surface));
    painter.drawRoundedRect(plate.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    const QRectF spot(3, (harmPlate - glyph) / 2, glyph, glyph);
    if (mark) {
        theme::paintSeverity(painter, spot, *mark, theme());
    } else {
        painter.setPen(QPen(ink, 1.75, Qt::SolidLine, Qt::RoundCap));
        const QRectF cross = spot.adjusted(2, 2, -2, -2);
        painter.drawLine(cross.topLeft(), cross.bottomRight());
        painter.drawLine(cross.topRight(), cross.bottomLeft());
    }
    if (width > glyph + 6) {
        painter.setFont(font);
        painter.setPen(ink);
        painter.drawText(plate.adjusted(glyph + 7, 0, 0, 0), int(Qt::AlignVCenter), word);
    }
    painter.restore();
}

void BoxItem::paintStep(QPainter &painter) const
{
    const double zoom = zoomOf(painter);
    if (detailAt(zoom) == Detail::Boxes)
        return;
    // Constant on the screen; the plate of a harm stands in the upper corner.
    const double unit = 1 / std::min(1.0, zoom);
    const QPointF corner = m_state.harm ? rect().bottomLeft() : rect().topLeft();
    const QFont font = theme::sans(11, true);
    const QString number = QString::number(m_state.step);
    const double width
        = std::max(stepSize, QFontMetricsF(font).horizontalAdvance(number) + 10) * unit;
    const QRectF disc(corner.x() - width / 2, corner.y() - stepSize * unit / 2, width,
                      stepSize * unit);
    painter.setPen(QPen(color(Token::Canvas), 1.5 * unit));
    painter.setBrush(color(Token::Accent));
    painter.drawRoundedRect(disc, stepSize * unit / 2, stepSize * unit / 2);
    drawScreenText(painter, look(), disc, font, color(Token::OnAccent), number, Qt::AlignCenter);
}

void BoxItem::paintBadge(QPainter &painter) const
{
    const Badge &badge = m_content.badge;
    if (!badge.worst && !badge.question)
        return;
    const double zoom = zoomOf(painter);
    if (zoom < 0.2)
        return;
    // Constant 12 px where the drawing is small.
    const double size = zoom >= 0.7 ? badgeSize : 12 / zoom;
    double x = rect().right() - size;
    if (badge.worst) {
        const QRectF spot(x, -size / 2, size, size);
        theme::paintSeverity(painter, spot, *badge.worst, m_look.theme);
        if (badge.count > 1 && zoom >= 0.7) {
            const QString text = QStringLiteral("×%1").arg(badge.count);
            drawText(painter, look(), QRectF(spot.right() + 2, spot.top(), 24, size),
                     theme::sans(11, true), m_look.theme.severity(*badge.worst).ink, text);
        }
        x -= size + badgeGap;
    }
    if (badge.question) {
        theme::paintSeverity(painter, QRectF(x, -size / 2, size, size), theme::Mark::Unanswered,
                             m_look.theme);
    }
}

} // namespace stratoplan::canvas
