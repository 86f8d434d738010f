// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/step_delegate.h"

#include "widgets/theme/fonts.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace stratoplan::canvas {

namespace {

using theme::Token;

constexpr int rowHeight = 50;
constexpr int disc = 20;
constexpr int margin = 10;
constexpr int gap = 8;

/// Draws the right text whole and the left one in what is left of the line.
void drawPair(QPainter &painter, const QRect &line, const QFont &leftFont, const QColor &leftInk,
              const QString &left, const QFont &rightFont, const QColor &rightInk,
              const QString &right)
{
    const int width = QFontMetrics(rightFont).horizontalAdvance(right);
    painter.setFont(rightFont);
    painter.setPen(rightInk);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, right);
    const QRect rest = line.adjusted(0, 0, right.isEmpty() ? 0 : -width - gap, 0);
    painter.setFont(leftFont);
    painter.setPen(leftInk);
    painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetrics(leftFont).elidedText(left, Qt::ElideMiddle, rest.width()));
}

} // namespace

QSize StepDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {180, rowHeight};
}

void StepDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect row = option.rect;
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->fillRect(row, m_theme.color(selected ? Token::AccentSoft : Token::Surface));
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(m_theme.color(Token::Accent), 1));
        painter->drawRect(QRectF(row).adjusted(0.5, 0.5, -0.5, -0.5));
    }
    const QString number = index.data(NumberRole).toString();
    const QFont small = theme::sans(11);
    const int width
        = std::max(disc, QFontMetrics(theme::sans(11, true)).horizontalAdvance(number) + 10);
    const QRect round(row.left() + margin, row.top() + 6, width, disc);
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_theme.color(Token::Accent));
    painter->drawRoundedRect(round, disc / 2.0, disc / 2.0);
    painter->setFont(theme::sans(11, true));
    painter->setPen(m_theme.color(Token::OnAccent));
    painter->drawText(round, Qt::AlignCenter, number);

    const int left = row.left() + margin + disc + gap;
    const QRect upper(std::max(left, round.right() + gap), row.top() + 6,
                      row.right() - margin - std::max(left, round.right() + gap), disc);
    drawPair(*painter, upper, theme::sans(13, true), m_theme.color(Token::Text),
             index.data(NameRole).toString(), theme::sans(12), m_theme.color(Token::Text),
             index.data(CostRole).toString());
    const QRect lower(left, upper.bottom() + 1, row.right() - margin - left, 16);
    drawPair(*painter, lower, small, m_theme.color(Token::Muted), index.data(HowRole).toString(),
             small, m_theme.color(Token::Muted), index.data(EndRole).toString());
    const double share = index.data(ShareRole).toDouble();
    if (share > 0) {
        const QRectF bar(left, row.bottom() - 5, row.right() - margin - left, 3);
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_theme.color(Token::Sunken));
        painter->drawRect(bar);
        painter->setBrush(m_theme.color(Token::Accent));
        painter->drawRect(QRectF(bar.left(), bar.top(), std::max(1.0, bar.width() * share), 3));
    }
    painter->restore();
}

} // namespace stratoplan::canvas
