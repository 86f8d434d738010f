// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/items/overlay_mark.h"

#include "widgets/canvas/overlay_text.h"
#include "widgets/theme/severity.h"

#include <QPaintDevice>
#include <QPixmap>

#include <algorithm>
#include <array>
#include <cmath>

namespace stratoplan::canvas {

namespace {

using overlay::Kind;
using theme::Token;

/// Of groups, in turn. Their colours are those of the charts, and there are as many of neither, so
/// that what looks alike in one does not in the other.
constexpr std::array patterns{Qt::SolidPattern,  Qt::BDiagPattern, Qt::VerPattern,
                              Qt::Dense4Pattern, Qt::CrossPattern, Qt::HorPattern};

/// Heights of boxes that have room for a severity's shape, and of the shape, px on the screen.
constexpr double leastGlyph = 7;
constexpr double mostGlyph = 12;

bool isLast(const overlay::Overlay &overlay, int group)
{
    return (overlay.kind == Kind::Execution || overlay.kind == Kind::Zone)
        && group == int(overlay.groups.size()) - 1;
}

OverlayMark markOf(const overlay::Overlay &overlay, const overlay::Shown &shown)
{
    OverlayMark mark;
    mark.kind = overlay.kind;
    mark.shown = shown;
    if (shown.group < 0)
        return mark;
    const overlay::Group &group = overlay.groups.at(shown.group);
    mark.several = isLast(overlay, shown.group);
    if (group.severity)
        mark.severity = theme::markOf(*group.severity);
    else if (group.unanswered)
        mark.severity = theme::Mark::Unanswered;
    return mark;
}

} // namespace

bool OverlayMark::isTinted() const
{
    return isKnown() && (shown->group >= 0 || shown->share > 0);
}

OverlayMark overlayMark(const overlay::Overlay &overlay, ElementId id)
{
    const overlay::Shown *shown = overlay.of(id);
    if (!shown) {
        OverlayMark none;
        none.kind = overlay.kind;
        return none;
    }
    OverlayMark mark = markOf(overlay, *shown);
    mark.figure = overlayFigure(overlay, *shown);
    mark.brief = overlayBrief(overlay, *shown);
    return mark;
}

OverlayMark overlayMark(const overlay::Overlay &overlay, int group)
{
    overlay::Shown shown;
    shown.state = overlay::State::Known;
    shown.group = group;
    return markOf(overlay, shown);
}

QColor overlayInk(const OverlayMark &mark, const theme::Theme &theme)
{
    if (!mark.isTinted())
        return theme.color(Token::Strong);
    if (mark.severity)
        return theme.severity(*mark.severity).ink;
    if (theme.highContrast || mark.several)
        return theme.color(Token::Muted);
    if (mark.shown->group < 0)
        return theme.amountOf(mark.shown->share);
    // The first of the series is a grey, which suits what stands last.
    return theme.charts.at((size_t(mark.shown->group) + 2) % theme.charts.size());
}

QColor overlayTint(const OverlayMark &mark, const theme::Theme &theme)
{
    if (!mark.isTinted() || mark.several)
        return theme.color(Token::Surface);
    return mark.severity ? theme.severity(*mark.severity).soft
                         : theme.washed(overlayInk(mark, theme));
}

Qt::BrushStyle overlayPattern(const OverlayMark &mark)
{
    if (!mark.isTinted() || mark.shown->group < 0)
        return Qt::SolidPattern;
    if (mark.several)
        return Qt::DiagCrossPattern;
    return patterns.at(size_t(mark.shown->group) % patterns.size());
}

QBrush overlayBrush(const OverlayMark &mark, const theme::Theme &theme, double unit)
{
    QBrush brush(overlayInk(mark, theme), overlayPattern(mark));
    brush.setTransform(QTransform::fromScale(unit, unit));
    return brush;
}

void paintOverlayBar(QPainter &painter, const QRectF &bar, const OverlayMark &mark,
                     const theme::Theme &theme, double unit)
{
    QPen frame(theme.color(Token::Strong), unit);
    if (mark.isUnknown()) {
        frame.setDashPattern({3, 3});
        painter.setPen(frame);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(bar.adjusted(unit / 2, unit / 2, -unit / 2, -unit / 2));
        return;
    }
    // Findings have their shape.
    if (!mark.isTinted() || mark.severity)
        return;
    QRectF filled = bar;
    const bool amount = mark.shown->group < 0;
    if (amount) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(Token::Sunken));
        painter.drawRect(bar);
        filled.setWidth(std::max(2 * unit, bar.width() * mark.shown->share));
    }
    painter.setPen(frame);
    painter.setBrush(overlayBrush(mark, theme, unit));
    painter.drawRect(filled.adjusted(unit / 2, unit / 2, -unit / 2, -unit / 2));
}

namespace {

/// Glyphs of severities, one picture for all boxes.
void paintGlyphs(QPainter &painter, const QList<QRectF> &boxes, theme::Mark mark, double side,
                 const theme::Theme &theme)
{
    const double scale = zoomOf(painter) * painter.device()->devicePixelRatioF();
    const int pixels = int(std::ceil(side * scale));
    QPixmap glyph(pixels, pixels);
    glyph.fill(Qt::transparent);
    {
        QPainter inner(&glyph);
        inner.setRenderHint(QPainter::Antialiasing);
        theme::paintSeverity(inner, QRectF(0, 0, pixels, pixels), mark, theme);
    }
    QList<QPainter::PixmapFragment> fragments;
    fragments.reserve(boxes.size());
    for (const QRectF &box : boxes) {
        fragments.append(QPainter::PixmapFragment::create(box.center(), QRectF(glyph.rect()),
                                                          1 / scale, 1 / scale));
    }
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawPixmapFragments(fragments.constData(), int(fragments.size()), glyph);
}

} // namespace

void paintOverlayFromAfar(QPainter &painter, const QList<QRectF> &boxes, const OverlayMark &mark,
                          const theme::Theme &theme)
{
    const double unit = 1 / zoomOf(painter);
    // A pen of no width is a pixel wide at every zoom.
    QPen frame(theme.color(Token::Strong), 0);
    if (mark.isUnknown()) {
        frame.setDashPattern({2, 2});
        painter.setPen(frame);
        painter.setBrush(theme.color(Token::Surface));
        painter.drawRects(boxes);
        return;
    }
    if (!mark.isTinted()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(Token::Border));
        painter.drawRects(boxes);
        return;
    }
    const double height = boxes.isEmpty() ? 0 : boxes.first().height() / unit;
    if (mark.severity && height >= leastGlyph) {
        painter.setPen(QPen(overlayInk(mark, theme), 0));
        painter.setBrush(overlayTint(mark, theme));
        painter.drawRects(boxes);
        paintGlyphs(painter, boxes, *mark.severity, std::min(height, mostGlyph) * unit, theme);
        return;
    }
    painter.setPen(frame);
    painter.setBrush(theme.color(Token::Surface));
    painter.drawRects(boxes);
    QList<QRectF> filled = boxes;
    if (mark.shown->group < 0) {
        for (QRectF &box : filled)
            box.setWidth(std::max(2 * unit, box.width() * mark.shown->share));
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(overlayBrush(mark, theme, unit));
    painter.drawRects(filled);
}

} // namespace stratoplan::canvas
