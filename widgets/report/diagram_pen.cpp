// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report/diagram_pen.h"

namespace stratoplan::report {

void DiagramPen::openGroup(const QString &id, const QString &kind, const QString &parent,
                           const QString &title, const QList<QPair<QString, QString>> &more)
{
    const QList<QPair<QString, QString>> usual{{QStringLiteral("id"), id},
                                               {QStringLiteral("data-kind"), kind},
                                               {QStringLiteral("data-parent"), parent}};
    add(GroupStart{title, usual + more});
}

void DiagramPen::openPlainGroup(const QString &id)
{
    add(GroupStart{{}, {{QStringLiteral("id"), id}}});
}

void DiagramPen::closeGroup()
{
    add(GroupEnd{});
}

void DiagramPen::icon(const QPointF &at, const QString &name, double size, const QColor &color)
{
    add(IconShape{at, name, size, color});
}

void DiagramPen::severity(const QPointF &center, double size, theme::Mark mark,
                          const theme::Theme &theme)
{
    const theme::SeverityGlyph glyph = theme::severityGlyph(mark);
    const theme::SeverityColors &colors = theme.severity(mark);
    const double scale = size / 16;
    QTransform place;
    place.translate(center.x() - size / 2, center.y() - size / 2);
    place.scale(scale, scale);
    Stroke outline;
    if (!glyph.filled || glyph.outlined)
        outline = {colors.ink, glyph.shapeStroke * scale, {}, 0, true};
    // An open ring would let the drawing shine through.
    path(place.map(glyph.shape), glyph.filled ? colors.fill : theme.color(theme::Token::Surface),
         outline);
    path(place.map(glyph.sign), {},
         Stroke{glyph.filled ? colors.mark : colors.ink, glyph.signStroke * scale, {}, 0, true});
}

} // namespace stratoplan::report
