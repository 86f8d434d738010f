// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/legend.h"

#include "widgets/canvas/items/edge_item.h"
#include "widgets/canvas/overlay_legend.h"
#include "widgets/canvas/overlay_text.h"
#include "widgets/theme/fonts.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/severity.h"

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
constexpr int widestTitle = 200;

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
    if (relations == m_relations) {
        setVisible(hasContent());
        return;
    }
    m_relations = relations;
    setVisible(hasContent());
    retranslate();
}

void Legend::setZoneLoss(const QStringList &zones, const QList<network::Harm> &harms)
{
    if (zones == m_zones && harms == m_harms)
        return;
    m_zones = zones;
    m_harms = harms;
    setVisible(hasContent());
    retranslate();
}

bool Legend::hasContent() const
{
    return !m_relations.isEmpty() || !m_zones.isEmpty() || m_overlay;
}

void Legend::setOverlay(const std::optional<overlay::Overlay> &overlay)
{
    std::optional<overlay::Overlay> next = overlay;
    if (next)
        next->elements.clear();
    if (next == m_overlay)
        return;
    m_overlay = next;
    setVisible(hasContent());
    retranslate();
}

QStringList Legend::overlayLines() const
{
    return m_overlay ? overlayLegendLines(*m_overlay) : QStringList();
}

QString Legend::lossTitle() const
{
    return tr("Without %1").arg(m_zones.join(QStringLiteral(", ")));
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
    setAccessibleName(tr("Legend"));
    setAccessibleDescription(overlayLines().join(QStringLiteral(", ")));
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
    if (!showsTitleOnly())
        return fullSize();
    const QFontMetrics head(theme::sans(12, true));
    // A zone that is off is never out of sight.
    const QString title = !m_zones.isEmpty() ? lossTitle()
        : m_overlay                          ? overlayTitle(m_overlay->kind)
                                             : tr("Connections");
    return {std::min(head.horizontalAdvance(title), widestTitle) + 2 * padding + 28, headHeight};
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
    int height = m_relations.isEmpty() ? 6 : headHeight + int(m_relations.size()) * rowHeight + 6;
    if (m_overlay) {
        const QSize own = overlayLegendSize(*m_overlay);
        height += headHeight + own.height();
        width
            = std::max({width, own.width() + 2 * padding,
                        head.horizontalAdvance(overlayTitle(m_overlay->kind)) + 2 * padding + 28});
    }
    if (!m_zones.isEmpty()) {
        height += headHeight + int(m_harms.size()) * rowHeight;
        width = std::max(
            width, std::min(head.horizontalAdvance(lossTitle()), widestTitle) + 2 * padding + 28);
        for (const network::Harm harm : m_harms) {
            width = std::max(width,
                             padding + sampleWidth + 10 + metrics.horizontalAdvance(harmWord(harm))
                                 + padding);
        }
    }
    return {width, height};
}

void Legend::paintHarmSample(QPainter &painter, const QRectF &rect, network::Harm harm) const
{
    const std::optional<theme::Mark> mark = markOf(harm);
    const QRectF spot(rect.center().x() - 7, rect.center().y() - 7, 14, 14);
    if (mark) {
        theme::paintSeverity(painter, spot, *mark, m_theme);
        return;
    }
    painter.setPen(QPen(m_theme.color(Token::Text), 1.75, Qt::SolidLine, Qt::RoundCap));
    const QRectF cross = spot.adjusted(3, 3, -3, -3);
    painter.drawLine(cross.topLeft(), cross.bottomRight());
    painter.drawLine(cross.topRight(), cross.bottomLeft());
}

void Legend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.color(Token::Border));
    painter.setBrush(m_theme.color(Token::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    const bool titleOnly = showsTitleOnly();
    const auto head = [&](int top, const QString &text, int room) {
        painter.setPen(m_theme.color(Token::Text));
        painter.setFont(theme::sans(12, true));
        painter.drawText(QRect(padding, top, room, headHeight), Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, room));
    };
    const bool lossFirst
        = !m_zones.isEmpty() && (titleOnly || (m_relations.isEmpty() && !m_overlay));
    int top = 0;
    if (m_overlay && !lossFirst) {
        head(0, overlayTitle(m_overlay->kind), width() - padding - 28);
        if (titleOnly)
            return;
        const QSize own = overlayLegendSize(*m_overlay);
        paintOverlayLegend(painter, QRect(padding, headHeight, width() - 2 * padding, own.height()),
                           *m_overlay, m_theme);
        top = headHeight + own.height();
    }
    if (lossFirst || !m_relations.isEmpty())
        head(top, lossFirst ? lossTitle() : tr("Connections"), width() - padding - 28);
    if (titleOnly)
        return;
    int y = top + headHeight + rowHeight / 2 - 2;
    if (!lossFirst && m_relations.isEmpty())
        y -= headHeight;
    for (const Relation relation : m_relations) {
        paintRelation(painter, {QPointF(padding, y), QPointF(padding + sampleWidth, y)}, relation,
                      m_theme);
        painter.setPen(m_theme.color(Token::Muted));
        painter.setFont(theme::sans(11));
        painter.drawText(QRect(padding + sampleWidth + 10, y - rowHeight / 2, width(), rowHeight),
                         Qt::AlignVCenter, nameOf(relation));
        y += rowHeight;
    }
    if (m_zones.isEmpty())
        return;
    y += 2 - rowHeight / 2;
    if (!lossFirst) {
        head(y, lossTitle(), width() - padding - 28);
        y += headHeight;
    }
    y -= 2;
    for (const network::Harm harm : m_harms) {
        paintHarmSample(painter, QRectF(padding, y, sampleWidth, rowHeight), harm);
        painter.setPen(m_theme.color(Token::Muted));
        painter.setFont(theme::sans(11));
        painter.drawText(QRect(padding + sampleWidth + 10, y, width(), rowHeight), Qt::AlignVCenter,
                         harmWord(harm));
        y += rowHeight;
    }
}

} // namespace stratoplan::canvas
