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
        if (shownRoom() == Room::Title) {
            m_openedAnyway = m_room == Room::Title;
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

void Legend::setRoom(Room room)
{
    if (room == Room::Overlay && !m_overlay)
        room = Room::Title;
    if (room == m_room)
        return;
    m_room = room;
    m_openedAnyway = false;
    retranslate();
}

Legend::Room Legend::shownRoom() const
{
    if (m_folded)
        return Room::Title;
    return m_openedAnyway ? Room::All : m_room;
}

void Legend::retranslate()
{
    const bool folded = shownRoom() == Room::Title;
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
    return sizeFor(shownRoom());
}

QString Legend::title() const
{
    // A zone that is off is never out of sight.
    if (!m_zones.isEmpty())
        return lossTitle();
    return m_overlay ? overlayTitle(m_overlay->kind) : tr("Connections");
}

QSize Legend::sizeFor(Room room) const
{
    const QFontMetrics head(theme::sans(12, true));
    const QFontMetrics metrics(theme::sans(11));
    const auto headWidth = [&](const QString &text) {
        return std::min(head.horizontalAdvance(text), widestTitle) + 2 * padding + 28;
    };
    const auto lineWidth = [&](const QString &text) {
        return padding + sampleWidth + 10 + metrics.horizontalAdvance(text) + padding;
    };
    if (room == Room::Title)
        return {headWidth(title()), headHeight};
    int width = 0;
    int height = 6;
    if (m_overlay) {
        const QSize own = overlayLegendSize(*m_overlay);
        width = std::max(headWidth(overlayTitle(m_overlay->kind)), own.width() + 2 * padding);
        height += headHeight + own.height();
    }
    if (room == Room::All && !m_relations.isEmpty()) {
        width = std::max(width, headWidth(tr("Connections")));
        for (const Relation relation : m_relations)
            width = std::max(width, lineWidth(nameOf(relation)));
        height += headHeight + int(m_relations.size()) * rowHeight;
    }
    if (!m_zones.isEmpty()) {
        width = std::max(width, headWidth(lossTitle()));
        for (const network::Harm harm : m_harms)
            width = std::max(width, lineWidth(harmWord(harm)));
        height += headHeight + int(m_harms.size()) * rowHeight;
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
    int top = 0;
    const auto head = [&](const QString &text) {
        const int room = width() - padding - 28;
        painter.setPen(m_theme.color(Token::Text));
        painter.setFont(theme::sans(12, true));
        painter.drawText(QRect(padding, top, room, headHeight), Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, room));
        top += headHeight;
    };
    const auto line = [&](const QString &text) {
        painter.setPen(m_theme.color(Token::Muted));
        painter.setFont(theme::sans(11));
        painter.drawText(QRect(padding + sampleWidth + 10, top, width(), rowHeight),
                         Qt::AlignVCenter, text);
        top += rowHeight;
    };
    const Room room = shownRoom();
    if (room == Room::Title) {
        head(title());
        return;
    }
    if (m_overlay) {
        head(overlayTitle(m_overlay->kind));
        const QSize own = overlayLegendSize(*m_overlay);
        paintOverlayLegend(painter, QRect(padding, top, width() - 2 * padding, own.height()),
                           *m_overlay, m_theme);
        top += own.height();
    }
    if (room == Room::All && !m_relations.isEmpty()) {
        head(tr("Connections"));
        for (const Relation relation : m_relations) {
            const double middle = top + rowHeight / 2.0 - 2;
            paintRelation(painter,
                          {QPointF(padding, middle), QPointF(padding + sampleWidth, middle)},
                          relation, m_theme);
            top -= 2;
            line(nameOf(relation));
            top += 2;
        }
    }
    if (m_zones.isEmpty())
        return;
    head(lossTitle());
    for (const network::Harm harm : m_harms) {
        paintHarmSample(painter, QRectF(padding, top - 2, sampleWidth, rowHeight), harm);
        top -= 2;
        line(harmWord(harm));
        top += 2;
    }
}

} // namespace stratoplan::canvas
