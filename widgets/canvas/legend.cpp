// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/legend.h"

#include "widgets/canvas/items/edge_item.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/icons.h"

#include <QFontMetrics>
#include <QPainter>
#include <QSet>
#include <QToolButton>

#include <algorithm>

namespace stratoplan::canvas {

namespace {

using theme::Token;

constexpr int headHeight = 28;
constexpr int rowHeight = 20;
constexpr int sampleWidth = 48;
constexpr int padding = 10;

} // namespace

Legend::Legend(QWidget *parent)
    : QFrame(parent)
    , m_fold(new QToolButton(this))
{
    m_fold->setAutoRaise(true);
    m_fold->setFocusPolicy(Qt::TabFocus);
    connect(m_fold, &QToolButton::clicked, this, [this] {
        if (showsTitleOnly()) {
            m_openedAnyway = m_cramped;
            setFolded(false);
            retranslate();
        } else {
            setFolded(true);
        }
    });
    retranslate();
}

void Legend::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    retranslate();
    update();
}

void Legend::setContent(const Content &content)
{
    QSet<int> found;
    for (const auto &[id, edge] : content.edges)
        found.insert(int(edge.relation));
    QList<Relation> relations;
    for (const Relation relation :
         {Relation::SynchronousCall, Relation::AsynchronousEvent, Relation::PolledQueue,
          Relation::PolledStream, Relation::Access, Relation::Failure}) {
        if (found.contains(int(relation)))
            relations.append(relation);
    }
    setVisible(!relations.isEmpty());
    if (relations == m_relations)
        return;
    m_relations = relations;
    retranslate();
}

void Legend::setFolded(bool folded)
{
    if (folded == m_folded)
        return;
    m_folded = folded;
    retranslate();
    Q_EMIT foldedChanged(folded);
}

void Legend::setCramped(bool cramped)
{
    if (cramped == m_cramped)
        return;
    m_cramped = cramped;
    m_openedAnyway = false;
    retranslate();
}

void Legend::retranslate()
{
    const bool folded = showsTitleOnly();
    const QString text = folded ? tr("Show the legend") : tr("Fold the legend");
    m_fold->setToolTip(text);
    m_fold->setAccessibleName(text);
    const theme::Icons icons;
    m_fold->setIcon(
        icons.icon(folded ? QStringLiteral("chevron-up") : QStringLiteral("chevron-down"),
                   m_theme.color(Token::Muted)));
    const QSize size = sizeHint();
    resize(size);
    m_fold->setGeometry(size.width() - 26, 4, 20, 20);
    update();
}

QString Legend::nameOf(Relation relation) const
{
    switch (relation) {
    case Relation::SynchronousCall:
        return tr("synchronous call");
    case Relation::AsynchronousEvent:
        return tr("asynchronous event");
    case Relation::PolledQueue:
        return tr("polled queue");
    case Relation::PolledStream:
        return tr("polled stream");
    case Relation::Access:
        return tr("reads or writes");
    case Relation::Failure:
        return tr("failure target");
    }
    return {};
}

QSize Legend::sizeHint() const
{
    const QFontMetrics head(theme::sans(12, true));
    const int width = head.horizontalAdvance(tr("Connections")) + 2 * padding + 28;
    return showsTitleOnly() ? QSize(width, headHeight) : fullSize();
}

QSize Legend::fullSize() const
{
    const QFontMetrics head(theme::sans(12, true));
    int width = head.horizontalAdvance(tr("Connections")) + 2 * padding + 28;
    const QFontMetrics metrics(theme::sans(11));
    for (const Relation relation : m_relations) {
        width = std::max(width,
                         padding + sampleWidth + 10 + metrics.horizontalAdvance(nameOf(relation))
                             + padding);
    }
    return {width, headHeight + int(m_relations.size()) * rowHeight + 6};
}

void Legend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.color(Token::Border));
    painter.setBrush(m_theme.color(Token::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    painter.setPen(m_theme.color(Token::Text));
    painter.setFont(theme::sans(12, true));
    painter.drawText(QRect(padding, 0, width() - padding, headHeight), Qt::AlignVCenter,
                     tr("Connections"));
    if (showsTitleOnly())
        return;
    int y = headHeight + rowHeight / 2 - 2;
    for (const Relation relation : m_relations) {
        paintRelation(painter, {QPointF(padding, y), QPointF(padding + sampleWidth, y)}, relation,
                      m_theme);
        painter.setPen(m_theme.color(Token::Muted));
        painter.setFont(theme::sans(11));
        painter.drawText(QRect(padding + sampleWidth + 10, y - rowHeight / 2, width(), rowHeight),
                         Qt::AlignVCenter, nameOf(relation));
        y += rowHeight;
    }
}

} // namespace stratoplan::canvas
