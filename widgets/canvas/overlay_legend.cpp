// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/overlay_legend.h"

#include "widgets/canvas/items/overlay_mark.h"
#include "widgets/canvas/overlay_text.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/severity.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QLocale>

#include <algorithm>

namespace stratoplan::canvas {

namespace {

using overlay::Kind;
using theme::Token;

constexpr int rowHeight = 20;
constexpr int sampleWidth = 48;
constexpr int gap = 10;
constexpr int scaleWidth = 150;
constexpr int scaleBar = 10;

/// One line: a sample and what it means.
struct Row
{
    OverlayMark mark;
    QString name;
    int count = 0;
};

QString translated(const char *text)
{
    return QCoreApplication::translate("Overlays", text);
}

bool hasScale(const overlay::Overlay &overlay)
{
    return overlay::isAmount(overlay.kind) && overlay.largest > 0;
}

QList<Row> rowsOf(const overlay::Overlay &overlay)
{
    QList<Row> rows;
    for (int group = 0; group < int(overlay.groups.size()); ++group) {
        const overlay::Group &found = overlay.groups.at(group);
        if (found.count > 0)
            rows.append({overlayMark(overlay, group), toString(found.name), found.count});
    }
    if (overlay.unknown > 0) {
        Row unknown;
        unknown.mark.kind = overlay.kind;
        unknown.mark.shown = overlay::Shown();
        unknown.name = overlay.kind == Kind::Cost
            ? translated(QT_TRANSLATE_NOOP("Overlays", "not priced"))
            : translated(QT_TRANSLATE_NOOP("Overlays", "not known"));
        unknown.count = overlay.unknown;
        rows.append(unknown);
    }
    return rows;
}

QString none()
{
    return translated(QT_TRANSLATE_NOOP("Overlays", "nothing to show"));
}

void paintScale(QPainter &painter, const QRect &area, const overlay::Overlay &overlay,
                const theme::Theme &theme)
{
    const QRectF bar(area.left() + 0.5, area.top() + 2.5, scaleWidth, scaleBar);
    const double step = bar.width() / double(theme.amount.size());
    painter.setPen(Qt::NoPen);
    for (size_t i = 0; i < theme.amount.size(); ++i) {
        painter.setBrush(theme.highContrast ? theme.color(Token::Muted) : theme.amount.at(i));
        painter.drawRect(QRectF(bar.left() + double(i) * step, bar.top(), step, bar.height()));
    }
    painter.setPen(theme.color(Token::Strong));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(bar);
    painter.setPen(theme.color(Token::Muted));
    painter.setFont(theme::sans(11));
    const QRect labels(area.left(), area.top() + scaleBar + 4, scaleWidth, rowHeight - 4);
    painter.drawText(labels, Qt::AlignLeft | Qt::AlignVCenter, overlayAmount(overlay.kind, 0));
    painter.drawText(labels, Qt::AlignRight | Qt::AlignVCenter,
                     overlayAmount(overlay.kind, overlay.largest));
}

void paintSample(QPainter &painter, const QRectF &spot, const OverlayMark &mark,
                 const theme::Theme &theme)
{
    if (mark.severity) {
        theme::paintSeverity(painter, QRectF(spot.center().x() - 7, spot.center().y() - 7, 14, 14),
                             *mark.severity, theme);
        return;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(overlayTint(mark, theme));
    painter.drawRoundedRect(spot, 3, 3);
    paintOverlayBar(painter, QRectF(spot.left(), spot.bottom() - 7, spot.width(), 7), mark, theme,
                    1);
}

} // namespace

QSize overlayLegendSize(const overlay::Overlay &overlay)
{
    const QFontMetrics metrics(theme::sans(11));
    const QList<Row> rows = rowsOf(overlay);
    const bool scale = hasScale(overlay);
    if (!scale && rows.isEmpty())
        return {metrics.horizontalAdvance(none()), rowHeight + 4};
    int width = scale ? scaleWidth + 1 : 0;
    for (const Row &row : rows) {
        width = std::max(width,
                         sampleWidth + gap + metrics.horizontalAdvance(row.name) + 2 * gap
                             + metrics.horizontalAdvance(QLocale().toString(row.count)));
    }
    return {width, (scale ? scaleBar + rowHeight + 4 : 0) + int(rows.size()) * rowHeight + 4};
}

void paintOverlayLegend(QPainter &painter, const QRect &area, const overlay::Overlay &overlay,
                        const theme::Theme &theme)
{
    painter.setFont(theme::sans(11));
    const QList<Row> rows = rowsOf(overlay);
    int y = area.top();
    if (hasScale(overlay)) {
        paintScale(painter, area, overlay, theme);
        y += scaleBar + rowHeight + 4;
    } else if (rows.isEmpty()) {
        painter.setPen(theme.color(Token::Muted));
        painter.drawText(QRect(area.left(), y, area.width(), rowHeight), Qt::AlignVCenter, none());
    }
    for (const Row &row : rows) {
        paintSample(painter, QRectF(area.left(), y + 2, sampleWidth, rowHeight - 4), row.mark,
                    theme);
        painter.setFont(theme::sans(11));
        const QRect line(area.left() + sampleWidth + gap, y, area.width() - sampleWidth - gap,
                         rowHeight);
        painter.setPen(theme.color(Token::Muted));
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, row.name);
        painter.setPen(theme.color(Token::Text));
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, QLocale().toString(row.count));
        y += rowHeight;
    }
}

QStringList overlayLegendLines(const overlay::Overlay &overlay)
{
    QStringList lines{overlayTitle(overlay.kind)};
    if (hasScale(overlay)) {
        lines.append(
            translated(QT_TRANSLATE_NOOP("Overlays", "%1 to %2"))
                .arg(overlayAmount(overlay.kind, 0), overlayAmount(overlay.kind, overlay.largest)));
    }
    const QList<Row> rows = rowsOf(overlay);
    for (const Row &row : rows)
        lines.append(QStringLiteral("%1: %2").arg(row.name, QLocale().toString(row.count)));
    if (lines.size() == 1)
        lines.append(none());
    return lines;
}

} // namespace stratoplan::canvas
