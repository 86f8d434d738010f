// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/verdict.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/severity.h"

namespace stratoplan::network {

using theme::Token;

std::optional<theme::Mark> markOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Fits:
        return std::nullopt;
    case Verdict::FitsUntilZoneLost:
        return theme::Mark::High;
    case Verdict::TooSmall:
        return theme::Mark::Blocker;
    case Verdict::Unanswered:
        break;
    }
    return theme::Mark::Unanswered;
}

QString verdictWord(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Fits:
        return Words::tr("fits");
    case Verdict::FitsUntilZoneLost:
        return Words::tr("fits until a zone is lost");
    case Verdict::TooSmall:
        return Words::tr("too small");
    case Verdict::Unanswered:
        break;
    }
    return Words::tr("not known");
}

void paintVerdict(QPainter &painter, const QRectF &rect, Verdict verdict, const theme::Theme &theme)
{
    if (const std::optional<theme::Mark> mark = markOf(verdict)) {
        theme::paintSeverity(painter, rect, *mark, theme);
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(Token::Ok));
    painter.drawEllipse(rect.adjusted(1, 1, -1, -1));
    const double unit = rect.width() / 16;
    painter.setPen(
        QPen(theme.color(Token::Surface), 1.75 * unit, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF at = rect.topLeft();
    painter.drawPolyline(QPolygonF{at + QPointF(4.8, 8.3) * unit, at + QPointF(7.1, 10.6) * unit,
                                   at + QPointF(11.3, 5.8) * unit});
    painter.restore();
}

QPixmap verdictPixmap(Verdict verdict, const theme::Theme &theme, int side, qreal dpr)
{
    QPixmap pixmap(QSize(side, side) * dpr);
    pixmap.setDevicePixelRatio(dpr);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintVerdict(painter, QRectF(0, 0, side, side), verdict, theme);
    return pixmap;
}

QColor verdictInk(Verdict verdict, const theme::Theme &theme)
{
    const std::optional<theme::Mark> mark = markOf(verdict);
    return mark ? theme.severity(*mark).ink : theme.color(Token::Text);
}

QBrush verdictBrush(Verdict verdict, const theme::Theme &theme)
{
    switch (verdict) {
    case Verdict::Fits:
        return theme.category(catalog::Category::Network).icon;
    case Verdict::FitsUntilZoneLost:
        return {theme.severity(theme::Mark::High).ink, Qt::BDiagPattern};
    case Verdict::TooSmall:
        return {theme.severity(theme::Mark::Blocker).ink, Qt::DiagCrossPattern};
    case Verdict::Unanswered:
        break;
    }
    return {theme.severity(theme::Mark::Unanswered).ink, Qt::Dense6Pattern};
}

QString shownName(const Design &design, ElementId id)
{
    const Element *element = design.find(id);
    if (!element)
        return QStringLiteral("?");
    const Common &part = common(*element);
    return part.label.isEmpty() ? part.name : part.label;
}

} // namespace stratoplan::network
