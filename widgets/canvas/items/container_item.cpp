// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/items/container_item.h"

#include "widgets/theme/severity.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>

#include <algorithm>

namespace stratoplan::canvas {

namespace {

using layout::Shape;
using theme::Token;

constexpr double vpcHead = 32;
constexpr double zoneHead = 24;
constexpr double groupHead = layout::Metrics{}.groupHead;
constexpr double belowGroupHead = layout::Metrics{}.clearance;
/// px on the screen that a line of the smallest text takes
constexpr double lineHeight = 15;
constexpr double lowestNamed = 0.15; ///< zoom
constexpr double lowestLine = 11; ///< where it may touch the frame above and what stands below
constexpr double tightFrom = 0.8;

struct Frame
{
    Token fill{};
    Token line{};
    double width = 1;
    bool dashed = false;
    float strength = 1; ///< of the fill
};

Frame frameOf(const BoxContent &content)
{
    switch (content.shape) {
    case Shape::Vpc:
        return {Token::Vpc, Token::VpcFrame, 1.5, content.dashed};
    case Shape::Zone:
        return {Token::Zone, Token::ZoneFrame, 1, true};
    case Shape::Subnet:
        if (content.isPublic)
            return {Token::SubnetPublic, Token::SubnetPublicFrame, 1, content.dashed};
        return {Token::SubnetPrivate, Token::SubnetPrivateFrame, 1, content.dashed};
    case Shape::Group:
        return {Token::Window, Token::Strong, 1.2, true, 0.5F};
    default:
        return {Token::Canvas, Token::Border, 1, true};
    }
}

double widthOf(const QFont &font, const QString &text)
{
    return QFontMetricsF(font).horizontalAdvance(text);
}

} // namespace

QRectF ContainerItem::nameRect() const
{
    switch (content().shape) {
    case Shape::Vpc:
        return {30, 2, std::min(200.0, rect().width() - 36), vpcHead - 4};
    case Shape::Zone:
        return {24, 3, rect().width() - 30, 18};
    case Shape::Group:
        return {30, 5, rect().width() - 38, 18};
    default:
        return {6, 3, rect().width() - 12, 18};
    }
}

double ContainerItem::radius() const
{
    return content().shape == Shape::Vpc || content().shape == Shape::Group ? 10 : 6;
}

QPainterPath ContainerItem::shape() const
{
    // A container is taken by its head and its border; its inside belongs to the canvas, so that a
    // rubber band can be drawn there.
    const double head = content().shape == Shape::Group ? groupHead : vpcHead;
    QPainterPath path;
    path.addRect(QRectF(0, 0, rect().width(), std::min(head, rect().height())));
    QPainterPath outer;
    outer.addRect(rect().adjusted(-3, -3, 3, 3));
    QPainterPath inner;
    inner.addRect(rect().adjusted(5, 5, -5, -5));
    return path.united(outer.subtracted(inner));
}

void ContainerItem::paintBox(QPainter &painter, Detail detail)
{
    const Frame frame = frameOf(content());
    const double unit = 1 / std::min(1.0, zoomOf(painter));
    const bool isGroup = content().shape == Shape::Group;
    // The frame of a group is as strong without being hovered.
    const Token hovered = isGroup ? Token::Muted : Token::Strong;
    QPen pen(color(state().hovered ? hovered : frame.line), frame.width * unit);
    // In widths of the pen.
    if (frame.dashed && isGroup)
        pen.setDashPattern({5 / frame.width, 4 / frame.width});
    else if (frame.dashed)
        pen.setDashPattern({4, 3});
    painter.setPen(pen);
    QColor fill = color(frame.fill);
    fill.setAlphaF(fill.alphaF() * frame.strength);
    painter.setBrush(fill);
    painter.drawRoundedRect(rect().adjusted(0.5, 0.5, -0.5, -0.5), radius(), radius());
    paintHead(painter, detail);
}

void ContainerItem::paintHead(QPainter &painter, Detail detail) const
{
    if (detail != Detail::All) {
        paintName(painter, detail);
        return;
    }
    switch (content().shape) {
    case Shape::Vpc:
        paintVpcHead(painter);
        break;
    case Shape::Zone:
        paintZoneHead(painter);
        break;
    case Shape::Subnet:
        paintSubnetHead(painter);
        break;
    case Shape::Group:
        paintGroupHead(painter);
        break;
    default:
        drawText(painter, look(), nameRect(), theme::sans(12, true), color(Token::Muted),
                 content().name);
        break;
    }
}

QRectF ContainerItem::nameRectAt(double zoom) const
{
    if (detailAt(zoom) == Detail::All)
        return nameRect();
    QRectF spot(8, 0, rect().width() - 16, lineHeight / zoom);
    switch (content().shape) {
    case Shape::Vpc:
    case Shape::Group: {
        // Where the head has no room for a line, its zones would cover the name. Below the head of
        // a group there is room too.
        const double head = content().shape == Shape::Vpc ? vpcHead : groupHead + belowGroupHead;
        if (head * zoom >= lineHeight)
            spot.setHeight(head);
        else
            spot.moveBottom(0);
        break;
    }
    case Shape::Zone:
        spot.setHeight(zoneHead);
        break;
    default:
        spot.moveTop(2);
        break;
    }
    return spot;
}

void ContainerItem::paintName(QPainter &painter, Detail detail) const
{
    const double zoom = zoomOf(painter);
    switch (content().shape) {
    case Shape::Vpc:
    case Shape::Group:
        break;
    case Shape::Zone:
        if (detail != Detail::NoFigures || zoneHead * zoom < lowestLine)
            return;
        break;
    case Shape::ConfigurationBox:
        if (detail == Detail::Boxes)
            return;
        break;
    default:
        if (detail != Detail::NoFigures)
            return;
        break;
    }
    const QFont font
        = theme::sans(11, content().shape == Shape::Vpc || content().shape == Shape::Group);
    // Where a line is higher than a node it covers more than it tells, and three letters of a name
    // say less than none.
    if (zoom < lowestNamed)
        return;
    const QRectF spot = nameRectAt(zoom);
    if (detail == Detail::Boxes && widthOf(font, content().name) > spot.width() * zoom)
        return;
    drawScreenText(painter, look(), spot, font, color(Token::Muted), content().name);
}

void ContainerItem::paintVpcHead(QPainter &painter) const
{
    const QFont bold = theme::sans(14, true);
    const QFont mono = theme::mono(12);
    drawIcon(painter, QRectF(10, 8, 16, 16), look(), content().icon,
             theme().category(catalog::Category::Network).icon);
    const QRectF head(30, 0, rect().width() - 40, vpcHead);
    double x = head.left();
    const double nameWidth = std::min(head.width(), widthOf(bold, content().name));
    drawText(painter, look(), QRectF(x, 0, nameWidth + 1, vpcHead), bold, color(Token::Text),
             content().name);
    x += nameWidth + 12;

    double right = head.right();
    const QString detail = content().detail.isEmpty() ? content().kind : content().detail;
    // A block of addresses is of no use without its middle: the bar gives way first.
    const double detailRoom = std::min(widthOf(mono, detail), head.right() - x) + 12;
    if (content().headroom) {
        const qint64 free = content().headroom->usable - content().headroom->used;
        const QString text
            = QCoreApplication::translate("Canvas", "%1 of %2 free")
                  .arg(QLocale().toString(free), QLocale().toString(content().headroom->usable));
        const double textWidth = widthOf(theme::sans(12), text);
        if (x + detailRoom + textWidth < right) {
            drawText(painter, look(), QRectF(right - textWidth - 2, 0, textWidth + 2, vpcHead),
                     theme::sans(12), color(Token::Muted), text, Qt::AlignRight | Qt::AlignVCenter);
            right -= textWidth + 12;
            if (x + detailRoom + 64 < right) {
                paintHeadroom(painter, QRectF(right - 64, vpcHead / 2 - 2, 64, 4));
                right -= 76;
            }
        }
    }
    if (right - x > 30)
        drawText(painter, look(), QRectF(x, 0, right - x, vpcHead), mono, color(Token::Muted),
                 detail);
}

void ContainerItem::paintZoneHead(QPainter &painter) const
{
    drawIcon(painter, QRectF(6, 5, 14, 14), look(), content().icon,
             theme().category(catalog::Category::Network).icon);
    drawText(painter, look(), nameRect(), theme::sans(13), color(Token::Muted), content().name);
}

void ContainerItem::paintGroupHead(QPainter &painter) const
{
    drawIcon(painter, QRectF(10, 6, 16, 16), look(), content().icon, color(Token::Muted));
    drawText(painter, look(), nameRect(), theme::sans(13, true), color(Token::Text),
             content().name);
}

void ContainerItem::paintSubnetHead(QPainter &painter) const
{
    QRectF name = nameRect();
    if (content().headroom) {
        const QString text = QStringLiteral("%1 / %2")
                                 .arg(content().headroom->used)
                                 .arg(content().headroom->usable);
        const double width = widthOf(theme::sans(12), text) + 2;
        drawText(painter, look(), QRectF(name.right() - width, name.top(), width, name.height()),
                 theme::sans(12), color(Token::Muted), text, Qt::AlignRight | Qt::AlignVCenter);
        name.setRight(name.right() - width - 6);
    }
    drawText(painter, look(), name, theme::sans(13, true), color(Token::Text), content().name);
    QRectF line(6, 20, rect().width() - 12, 16);
    if (content().isPublic) {
        const QString word = QCoreApplication::translate("Canvas", "public");
        const double width = widthOf(theme::sans(12), word) + 2;
        drawText(painter, look(), QRectF(line.right() - width, line.top(), width, line.height()),
                 theme::sans(12), color(Token::Muted), word, Qt::AlignRight | Qt::AlignVCenter);
        line.setRight(line.right() - width - 4);
    }
    // A block of addresses is of no use without its middle.
    const bool fits = widthOf(theme::mono(12), content().detail) <= line.width();
    drawText(painter, look(), line, theme::mono(fits ? 12 : 11), color(Token::Muted),
             content().detail);
    if (content().headroom)
        paintHeadroom(painter, QRectF(6, 39, rect().width() - 12, 4));
}

void ContainerItem::paintHeadroom(QPainter &painter, const QRectF &bar) const
{
    const double share = content().headroom->share();
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Token::Sunken));
    painter.drawRoundedRect(bar, bar.height() / 2, bar.height() / 2);
    const theme::Mark mark = share > 1 ? theme::Mark::High : theme::Mark::Medium;
    const bool tight = share >= tightFrom;
    painter.setBrush(tight ? theme().severity(mark).ink
                           : theme().category(catalog::Category::Network).icon);
    QRectF filled = bar;
    filled.setWidth(std::max(bar.height(), bar.width() * std::min(1.0, share)));
    if (content().headroom->used > 0)
        painter.drawRoundedRect(filled, bar.height() / 2, bar.height() / 2);
    if (tight) {
        theme::paintSeverity(painter, QRectF(bar.right() - 10, bar.center().y() - 5, 10, 10), mark,
                             theme());
    }
}

} // namespace stratoplan::canvas
