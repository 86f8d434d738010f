// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/search_entry.h"

#include <QPainter>

namespace stratoplan::window {

namespace {

constexpr int fullWidth = 264;
constexpr int barHeight = 30;
constexpr int textLeft = 32;
constexpr int margin = 10;

} // namespace

SearchEntry::SearchEntry(QWidget *parent)
    : QAbstractButton(parent)
{
    setObjectName(QStringLiteral("searchEntry"));
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setMaximumWidth(fullWidth);
    setAttribute(Qt::WA_Hover);
}

void SearchEntry::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    update();
}

void SearchEntry::setKeys(const QString &keys)
{
    m_keys = keys;
    update();
}

void SearchEntry::setFolded(bool folded)
{
    m_folded = folded;
    setMaximumWidth(sizeHint().width());
}

int SearchEntry::widthOfWords() const
{
    return textLeft + fontMetrics().horizontalAdvance(text()) + margin;
}

QSize SearchEntry::sizeHint() const
{
    return {m_folded ? minimumSizeHint().width() : fullWidth, barHeight};
}

QSize SearchEntry::minimumSizeHint() const
{
    return {barHeight + 2, barHeight};
}

void SearchEntry::paintEvent(QPaintEvent *)
{
    using theme::Token;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF field = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const bool marked = hasFocus() || underMouse();
    painter.setPen(marked ? QPen(m_theme.color(hasFocus() ? Token::Accent : Token::Strong), 1)
                          : QPen(Qt::NoPen));
    painter.setBrush(m_theme.color(Token::Sunken));
    painter.drawRoundedRect(field, 6, 6);
    const bool alone = width() < 2 * textLeft;
    const double lens = alone ? (width() - 16) / 2.0 : margin;
    painter.drawPixmap(QPointF(lens, (height() - 16) / 2.0),
                       m_icons.pixmap(QStringLiteral("search"), m_theme.color(Token::Muted), 16,
                                      devicePixelRatioF()));
    if (alone)
        return;
    painter.setPen(m_theme.color(Token::Faint));
    const QFontMetrics metrics = fontMetrics();
    const int keys = metrics.horizontalAdvance(m_keys);
    const QRect line(textLeft, 0, width() - textLeft - margin, height());
    if (widthOfWords() + keys + 2 * margin <= width()) {
        painter.drawText(line, Qt::AlignVCenter | Qt::AlignRight, m_keys);
        painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft, text());
    } else {
        painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft,
                         metrics.elidedText(text(), Qt::ElideRight, line.width()));
    }
}

} // namespace stratoplan::window
