// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/items/node_item.h"

#include "widgets/theme/severity.h"

#include <QFontMetricsF>

#include <algorithm>

namespace stratoplan::canvas {

namespace {

using theme::Token;

constexpr double padding = 10;
constexpr double tile = 28;
constexpr double textLeft = padding + tile + 8;
constexpr double hairline = 43;
constexpr int nameLetters = 15; ///< px
constexpr double overlayBar = 6;
constexpr double leastBar = 4; ///< px on the screen
// Seen from afar, in pixels on the screen.
constexpr double afarIcon = 14;
constexpr double afarLine = 14;
constexpr double lowestWithIcon = 22;
/// Room on the screen that a shortened name is worth.
constexpr double chipNameLeast = 60;
/// How far a name stands over either side of its box, so that those beside it are never reached.
constexpr double overhang = 20;

/// Below the hairline there is no more room.
int figureLetters(const Look &look)
{
    return std::min(16, look.letters(13));
}

} // namespace

QRectF NodeItem::nameRect() const
{
    switch (content().shape) {
    case layout::Shape::Chip:
        return {34, 2, rect().width() - 40, rect().height() - 4};
    case layout::Shape::Note:
        return {padding, 4, rect().width() - 2 * padding, 22};
    default:
        return {textLeft, 20, rect().width() - textLeft - 6, 22};
    }
}

void NodeItem::paintBox(QPainter &painter, Detail detail)
{
    if (detail == Detail::Boxes) {
        if (overlay()) {
            paintOverlayFromAfar(painter, {rect()}, *overlay(), theme());
            return;
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().category(content().category).icon);
        painter.drawRoundedRect(rect(), radius(), radius());
        return;
    }
    paintCard(painter);
    switch (content().shape) {
    case layout::Shape::Chip:
        paintChip(painter, detail);
        break;
    case layout::Shape::Note:
        paintNote(painter);
        break;
    default:
        paintNode(painter, detail);
        paintOverlayBar(painter, detail);
        if (detail != Detail::Names)
            paintZones(painter);
        break;
    }
}

void NodeItem::paintCard(QPainter &painter) const
{
    const bool strong = state().hovered || content().dashed;
    QPen frame(color(strong ? Token::Strong : Token::Border), 1);
    if (content().dashed)
        frame.setDashPattern({5, 3});
    const QRectF card = rect().adjusted(0.5, 0.5, -0.5, -0.5);
    if (!content().dashed && content().shape != layout::Shape::Chip) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(Token::Border));
        painter.drawRoundedRect(card.translated(0, 1.5), radius(), radius());
    }
    painter.setPen(frame);
    painter.setBrush(content().shape == layout::Shape::Note ? color(Token::SubnetPublic)
                         : overlay()                        ? overlayTint(*overlay(), theme())
                                                            : color(Token::Surface));
    painter.drawRoundedRect(card, radius(), radius());
}

void NodeItem::paintNode(QPainter &painter, Detail detail) const
{
    if (detail != Detail::All) {
        paintFromAfar(painter);
        return;
    }
    const double width = rect().width();
    drawTile(painter, QRectF(padding, 8, tile, tile), look(), content().icon, content().category);
    if (look().presenting)
        paintLargeName(painter);
    else
        paintKindAndName(painter);
    painter.setPen(QPen(color(Token::Grid), 1));
    painter.drawLine(QPointF(1, hairline + 0.5), QPointF(width - 1, hairline + 0.5));
    const QRectF figures(padding, hairline, width - 2 * padding, rect().height() - hairline);
    if (overlay()) {
        paintOverlayFigure(painter, figures.adjusted(0, 0, 0, -overlayBar));
        return;
    }
    drawText(painter, look(), figures, theme::sans(figureLetters(look())), color(Token::Muted),
             content().figure, Qt::AlignLeft | Qt::AlignVCenter, Shortening::Parts);
}

void NodeItem::paintLargeName(QPainter &painter) const
{
    const QRectF line(textLeft, 2, rect().width() - textLeft - 6, hairline - 4);
    int size = look().letters(nameLetters);
    // As large as it has room, rather than shortened.
    while (size > nameLetters
           && QFontMetricsF(theme::sans(size, true)).horizontalAdvance(content().name)
               > line.width())
        --size;
    drawText(painter, look(), line, theme::sans(size, true), color(Token::Text), content().name);
}

void NodeItem::paintKindAndName(QPainter &painter) const
{
    const double width = rect().width();
    const QRectF kind(textLeft, 4, width - textLeft - 8, 17);
    drawText(painter, look(), kind, content().monoKind ? theme::mono(11) : theme::sans(12),
             color(overlay() ? Token::Muted : Token::Faint), content().kind,
             Qt::AlignLeft | Qt::AlignVCenter,
             content().monoKind ? Shortening::Middle : Shortening::Parts);
    drawText(painter, look(), nameRect(), theme::sans(nameLetters, true), color(Token::Text),
             content().name);
}

void NodeItem::paintOverlayFigure(QPainter &painter, QRectF line) const
{
    const OverlayMark &mark = *overlay();
    if (const int rank = mark.shown ? mark.shown->rank : 0; rank > 0) {
        const QRectF disc(line.left(), line.center().y() - 7, 14, 14);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color(Token::Text));
        painter.drawEllipse(disc);
        drawText(painter, look(), disc, theme::sans(11, true), color(Token::Surface),
                 QString::number(rank), Qt::AlignCenter);
        line.setLeft(disc.right() + 6);
    } else if (mark.severity) {
        const QRectF glyph(line.left(), line.center().y() - 6, 12, 12);
        theme::paintSeverity(painter, glyph, *mark.severity, theme());
        line.setLeft(glyph.right() + 6);
    }
    const bool known = mark.isKnown();
    drawText(painter, look(), line, theme::sans(figureLetters(look()), known && mark.isTinted()),
             color(known ? Token::Text : Token::Muted), mark.figure,
             Qt::AlignLeft | Qt::AlignVCenter, Shortening::Parts);
}

void NodeItem::paintOverlayBar(QPainter &painter, Detail detail) const
{
    if (!overlay() || !overlay()->shown)
        return;
    const double unit = 1 / zoomOf(painter);
    // Where names take the whole box it hangs on its edge.
    const bool inside = detail == Detail::All;
    const double height = inside ? overlayBar : leastBar * unit;
    const double top = inside ? rect().height() - height - 1 : rect().height() - unit;
    // Between the round corners of the card.
    const QRectF bar(radius() - 2, top, rect().width() - 2 * radius() + 4, height);
    canvas::paintOverlayBar(painter, bar, *overlay(), theme(), std::min(1.0, unit));
}

bool NodeItem::paintOverlayBrief(QPainter &painter, const QRectF &line) const
{
    const OverlayMark &mark = *overlay();
    const double unit = 1 / zoomOf(painter);
    const QFont font = theme::sans(11);
    const double glyph = mark.severity ? 12 * unit : 0;
    const double gap = mark.severity && !mark.brief.isEmpty() ? 4 * unit : 0;
    const double text
        = mark.brief.isEmpty() ? 0 : (QFontMetricsF(font).horizontalAdvance(mark.brief) + 2) * unit;
    const double width = glyph + gap + text;
    if (width <= 0 || width > rect().width())
        return false;
    const double left = line.center().x() - width / 2;
    if (mark.severity) {
        theme::paintSeverity(painter, QRectF(left, line.center().y() - glyph / 2, glyph, glyph),
                             *mark.severity, theme());
    }
    drawScreenText(painter, look(), QRectF(left + glyph + gap, line.top(), text, line.height()),
                   font, color(Token::Text), mark.brief, Qt::AlignCenter);
    return true;
}

void NodeItem::paintFromAfar(QPainter &painter) const
{
    const double unit = 1 / zoomOf(painter);
    const QPointF middle = rect().center();
    const double height = rect().height() / unit; // on the screen
    const QFont font = theme::sans(look().letters(11), true);
    const double wanted = (QFontMetricsF(font).horizontalAdvance(content().name) + 2) * unit;
    const double widest = rect().width() + 2 * overhang;

    if (height < lowestWithIcon) {
        // One of the two: the name where it can be read, else what kind of thing it is.
        painter.setPen(Qt::NoPen);
        painter.setBrush(overlay() ? overlayTint(*overlay(), theme())
                                   : theme().category(content().category).soft);
        painter.drawRoundedRect(rect().adjusted(1, 1, -1, -1), radius(), radius());
        const double line = afarLine * unit;
        if (wanted <= widest) {
            drawScreenText(painter, look(),
                           QRectF(middle.x() - wanted / 2, middle.y() - line / 2, wanted, line),
                           font, color(Token::Text), content().name, Qt::AlignCenter);
        } else {
            const double side = std::min(afarIcon, height - 2) * unit;
            drawIcon(painter, QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side),
                     look(), content().icon, theme().category(content().category).icon);
        }
        return;
    }
    const double icon = std::clamp(height - afarLine - 8, afarIcon, 2 * afarIcon) * unit;
    const double line = afarLine * unit;
    const double top = middle.y() - (icon + line) / 2;
    const double width = std::min(widest, wanted);
    const QRectF plate(middle.x() - width / 2, top + icon, width, line);
    // The name may stand over the edge of the box, whose frame must not strike it through.
    if (width > rect().width() - 4 || plate.bottom() > rect().bottom()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(overlay() ? overlayTint(*overlay(), theme()) : color(Token::Surface));
        painter.drawRoundedRect(plate, 2 * unit, 2 * unit);
    }
    const QRectF upper(middle.x() - widest / 2, top, widest, icon);
    if (!overlay() || !paintOverlayBrief(painter, upper))
        drawTile(painter, QRectF(middle.x() - icon / 2, top, icon, icon), look(), content().icon,
                 content().category);
    drawScreenText(painter, look(), plate, font, color(Token::Text), content().name,
                   Qt::AlignCenter);
}

void NodeItem::paintChip(QPainter &painter, Detail detail) const
{
    drawTile(painter, QRectF(6, (rect().height() - 22) / 2, 22, 22), look(), content().icon,
             content().category);
    if (detail == Detail::All) {
        drawText(painter, look(), nameRect(), theme::sans(12), color(Token::Muted), content().name);
        return;
    }
    // A name of which little is left says nothing that the others beside it do not say too.
    const QFont font = theme::sans(11);
    const double room = nameRect().width() * zoomOf(painter);
    if (QFontMetricsF(font).horizontalAdvance(content().name) <= room || room >= chipNameLeast)
        drawScreenText(painter, look(), nameRect(), font, color(Token::Muted), content().name);
}

void NodeItem::paintNote(QPainter &painter) const
{
    if (zoomOf(painter) * 12 < 9)
        return;
    drawText(painter, look(), nameRect(), theme::sans(12, true), color(Token::Text),
             content().name);
    painter.setFont(theme::sans(12));
    painter.setPen(color(Token::Muted));
    painter.drawText(rect().adjusted(padding, 26, -padding, -6),
                     int(Qt::AlignLeft | Qt::AlignTop) | Qt::TextWordWrap, content().detail);
}

void NodeItem::paintZones(QPainter &painter) const
{
    const QRectF box = rect();
    painter.setPen(QPen(color(Token::ZoneFrame), 1.5));
    for (const double x : content().notches) {
        painter.drawLine(QPointF(x, 0), QPointF(x, 6));
        painter.drawLine(QPointF(x, box.height() - 6), QPointF(x, box.height()));
    }
    const QColor ink = theme().category(catalog::Category::Network).icon;
    for (const double x : content().interfaces) {
        const QRectF lozenge(x - 10, box.height() - 2, 20, 9);
        painter.setPen(QPen(ink, 1.2));
        painter.setBrush(color(Token::Surface));
        painter.drawRoundedRect(lozenge, 4.5, 4.5);
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        painter.drawEllipse(lozenge.center(), 1.8, 1.8);
    }
}

} // namespace stratoplan::canvas
