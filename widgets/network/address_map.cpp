// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/address_map.h"

#include "planner/network/faults.h"
#include "planner/network/space.h"
#include "widgets/network/edits.h"
#include "widgets/network/map_text.h"
#include "widgets/network/verdict.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace stratoplan::network {

namespace {

constexpr int mostZoom = 16;
/// How far into a subnet its edge has to be dragged to cut it.
constexpr double cutShare = 0.15;

QString reasonsOf(const Problems &problems)
{
    QStringList words;
    for (const Problem &problem : problems)
        words.append(toString(problem.what));
    return words.join(QStringLiteral("; "));
}

QString sizeText(const Cidr &block)
{
    return Words::tr("%1: %2 usable")
        .arg(block.toString(), QLocale().toString(usableAddresses(block.prefix)));
}

} // namespace

AddressMap::AddressMap(std::shared_ptr<const catalog::Catalog> catalog, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_catalog(std::move(catalog))
{
    installMapAccessibility();
    setObjectName(QStringLiteral("addressMap"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    verticalScrollBar()->setSingleStep(24);
    retranslate();
}

AddressMap::~AddressMap() = default;

void AddressMap::setTheme(const theme::Theme &theme)
{
    m_theme = theme;
    viewport()->update();
}

void AddressMap::retranslate()
{
    setAccessibleName(tr("Addresses to scale"));
    setAccessibleDescription(
        tr("Arrows walk over the subnets and what is free; S splits, M merges, N makes a subnet"));
    viewport()->update();
}

void AddressMap::setOutlook(const OutlookPointer &outlook)
{
    const std::optional<MapItem> before = m_current >= 0 && m_current < m_layout.items.size()
        ? std::optional(m_layout.items.at(m_current))
        : std::nullopt;
    m_outlook = outlook;
    if (m_outlook)
        m_limits = limitsOf(design(), *m_catalog);
    layOut();
    m_current = before ? m_layout.indexOf(*before) : -1;
}

void AddressMap::layOut()
{
    // What was under the hand is numbered anew.
    endDrag();
    m_hovered = -1;
    m_layout = m_outlook ? mapLayoutOf(m_outlook->plan, design(), viewport()->width(), m_zoom)
                         : MapLayout{};
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setRange(
        0, std::max(0, int(std::ceil(m_layout.size.height())) - viewport()->height()));
    viewport()->update();
}

void AddressMap::setCurrent(ElementId subnet)
{
    const int index = m_layout.indexOf(subnet);
    if (index < 0 || index == m_current)
        return;
    setCurrentItem(index);
}

void AddressMap::setCurrentItem(int index, bool scrolls)
{
    m_current = index >= 0 && index < m_layout.items.size() ? index : -1;
    if (scrolls)
        ensureSeen(m_current);
    viewport()->update();
    if (m_current >= 0 && hasFocus()) {
        QAccessibleEvent event(this, QAccessible::Focus);
        event.setChild(m_current);
        QAccessible::updateAccessibility(&event);
    }
}

ElementId AddressMap::currentSubnet() const
{
    return m_current >= 0 && m_current < m_layout.items.size()
        ? m_layout.items.at(m_current).piece.subnet
        : ElementId{};
}

void AddressMap::setZoom(int zoom)
{
    const int wanted = std::clamp(zoom, -mostZoom, mostZoom);
    if (wanted == m_zoom)
        return;
    if (m_outlook) {
        // A step that no VPC can follow would have to be taken back unseen.
        const QList<VpcPlan> &networks = m_outlook->plan.networks;
        const bool follows = std::any_of(networks.begin(), networks.end(), [&](const VpcPlan &vpc) {
            return perRowAt(vpc, wanted) != perRowAt(vpc, m_zoom);
        });
        if (!follows)
            return;
    }
    const std::optional<MapItem> kept = m_current >= 0 && m_current < m_layout.items.size()
        ? std::optional(m_layout.items.at(m_current))
        : std::nullopt;
    m_zoom = wanted;
    layOut();
    if (kept)
        setCurrentItem(m_layout.indexOf(*kept));
    Q_EMIT zoomChanged(m_zoom);
}

QPointF AddressMap::toLayout(const QPoint &seen) const
{
    return QPointF(seen) + QPointF(0, verticalScrollBar()->value());
}

QRect AddressMap::seenRect(int index) const
{
    if (index < 0 || index >= m_layout.items.size())
        return {};
    QRectF all;
    for (const QRectF &part : m_layout.items.at(index).parts)
        all |= part;
    return all.translated(0, -verticalScrollBar()->value()).toAlignedRect();
}

void AddressMap::ensureSeen(int index)
{
    const QRect seen = seenRect(index);
    if (seen.isNull())
        return;
    constexpr int around = 8;
    QScrollBar *bar = verticalScrollBar();
    if (seen.top() < around)
        bar->setValue(bar->value() + seen.top() - around);
    else if (seen.bottom() + around > viewport()->height())
        bar->setValue(
            bar->value()
            + std::min(seen.bottom() + around - viewport()->height(), seen.top() - around));
}

void AddressMap::scrollContentsBy(int, int)
{
    viewport()->update();
}

void AddressMap::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
    ensureSeen(m_current);
}

void AddressMap::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), m_theme.color(theme::Token::Surface));
    if (!m_outlook)
        return;
    const double top = verticalScrollBar()->value();
    painter.translate(0, -top);
    MapState state;
    state.hovered = m_hovered;
    state.current = m_current;
    state.focused = hasFocus();
    state.preview = m_preview;
    paintMap(painter, m_layout, *m_outlook, state, m_theme, m_icons,
             QRectF(event->rect()).translated(0, top));
}

bool AddressMap::viewportEvent(QEvent *event)
{
    switch (event->type()) {
    case QEvent::ToolTip: {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int hit = m_layout.itemAt(toLayout(help->pos()));
        if (hit >= 0 && m_outlook) {
            QToolTip::showText(help->globalPos(), tooltipOf(m_layout.items.at(hit), *m_outlook),
                               viewport(), seenRect(hit));
        } else if (const MapChip *chip = m_layout.chipAt(toLayout(help->pos()));
                   chip && m_outlook) {
            QToolTip::showText(help->globalPos(), tooltipOf(*chip, *m_outlook), viewport());
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    case QEvent::Leave:
        if (m_hovered >= 0) {
            m_hovered = -1;
            viewport()->update();
        }
        break;
    default:
        break;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void AddressMap::endDrag()
{
    m_drag.reset();
    if (m_preview) {
        m_preview.reset();
        viewport()->update();
    }
}

void AddressMap::showPreview(const std::optional<Deed> &deed)
{
    m_preview.reset();
    if (deed) {
        MapPreview preview;
        preview.refused = !deed->change;
        preview.rects = m_layout.rectsOf(deed->vpc, deed->block.base,
                                         quint64{deed->block.base} + deed->block.size());
        preview.text = deed->change ? deed->name + QStringLiteral(": ") + sizeText(deed->block)
                                    : reasonsOf(deed->change.error());
        m_preview = preview;
    }
    viewport()->update();
}

std::optional<AddressMap::Deed> AddressMap::deedAt(const QPoint &seen) const
{
    const QPointF at = toLayout(seen);
    const MapItem &item = m_layout.items.at(m_drag->item);
    const MapRow *row = m_layout.rowAt(at.y());
    if (!row || row->vpc != item.vpc)
        return std::nullopt;
    const quint64 address = MapLayout::addressAt(*row, at.x());
    if (!item.piece.subnet) {
        if (item.piece.kind != drawing::AddressPiece::Kind::Free)
            return std::nullopt;
        const quint64 low = std::max(item.piece.begin, std::min(address, m_drag->address));
        const quint64 high = std::min(item.piece.end - 1, std::max(address, m_drag->address));
        if (low > high)
            return std::nullopt;
        Cidr block = blockAround(static_cast<quint32>(low), static_cast<quint32>(high));
        // EC2 makes nothing smaller, and a hand cannot aim at less.
        while (block.prefix > m_limits.longestPrefix)
            block = block.wider();
        return makeDeed(item, block);
    }
    const bool inside = address >= item.piece.begin && address < item.piece.end;
    if (inside) {
        if (m_drag->edge == Drag::Edge::None)
            return std::nullopt;
        const auto size = static_cast<double>(item.piece.size());
        const double cut = m_drag->edge == Drag::Edge::Low
            ? static_cast<double>(address - item.piece.begin) / size
            : static_cast<double>(item.piece.end - address) / size;
        if (cut < cutShare)
            return std::nullopt;
        return splitDeed(item, m_drag->edge == Drag::Edge::High);
    }
    quint64 low = std::min(item.piece.begin, address);
    quint64 high = std::max(item.piece.end - 1, address);
    const int hit = m_layout.itemAt(at);
    if (hit >= 0 && m_layout.items.at(hit).piece.subnet) {
        // A subnet is taken as a whole.
        low = std::min(low, m_layout.items.at(hit).piece.begin);
        high = std::max(high, m_layout.items.at(hit).piece.end - 1);
    }
    return widenDeed(item, blockAround(static_cast<quint32>(low), static_cast<quint32>(high)));
}

AddressMap::Deed AddressMap::splitDeed(const MapItem &item, bool upper) const
{
    const Half away = upper ? Half::Upper : Half::Lower;
    const Subnet *subnet = design().get<Subnet>(item.piece.subnet);
    const std::optional<Cidr> block = blockOf(subnet->cidr);
    return {tr("Split %1").arg(shownName(design(), item.piece.subnet)),
            splitSubnet(design(), m_outlook->plan, m_limits, item.piece.subnet, away), item.vpc,
            block ? block->half(int(away)) : Cidr{}};
}

AddressMap::Deed AddressMap::widenDeed(const MapItem &item, const Cidr &block) const
{
    int others = 0;
    const QList<const Subnet *> subnets = design().all<Subnet>();
    for (const Subnet *other : subnets) {
        const std::optional<Cidr> taken = blockOf(other->cidr);
        if (other->vpc == item.vpc && other->id != item.piece.subnet && taken
            && taken->overlaps(block))
            ++others;
    }
    const QString name = shownName(design(), item.piece.subnet);
    return {others > 0 ? tr("Merge into %1").arg(name) : tr("Widen %1").arg(name),
            widenSubnet(design(), m_limits, item.piece.subnet, block), item.vpc, block};
}

AddressMap::Deed AddressMap::makeDeed(const MapItem &item, const Cidr &block) const
{
    return {tr("New subnet"), addSubnet(design(), m_limits, item.vpc, block), item.vpc, block};
}

std::optional<Cidr> AddressMap::usualWider(const MapItem &item) const
{
    const SubnetPlan *plan = m_outlook->plan.subnet(item.piece.subnet);
    return plan && plan->cidr ? std::optional(plan->cidr->wider()) : std::nullopt;
}

std::optional<Cidr> AddressMap::usualNew(const MapItem &item) const
{
    if (item.piece.kind != drawing::AddressPiece::Kind::Free)
        return std::nullopt;
    const Range range{static_cast<quint32>(item.piece.begin),
                      static_cast<quint32>(item.piece.end - 1)};
    // As large as the subnets beside it, where that much is free.
    int wanted = 24;
    for (const MapItem &other : m_layout.items) {
        if (other.vpc == item.vpc && other.piece.subnet && !other.isUnplaced())
            wanted = 32 - static_cast<int>(std::lround(std::log2(double(other.piece.size()))));
    }
    wanted = std::clamp(wanted, m_limits.shortestPrefix, m_limits.longestPrefix);
    for (int prefix = wanted; prefix <= m_limits.longestPrefix; ++prefix) {
        const std::optional<QList<Cidr>> blocks = chooseBlocks({range}, prefix, 1);
        if (blocks && !blocks->isEmpty())
            return blocks->first();
    }
    return std::nullopt;
}

void AddressMap::carryOut(const Deed &deed)
{
    if (!deed.change) {
        Q_EMIT refused(deed.change.error());
        return;
    }
    Q_EMIT changeWanted(deed.name, *deed.change);
}

void AddressMap::split()
{
    if (currentSubnet())
        carryOut(splitDeed(m_layout.items.at(m_current), true));
}

void AddressMap::merge()
{
    if (!currentSubnet())
        return;
    const MapItem &item = m_layout.items.at(m_current);
    if (const std::optional<Cidr> block = usualWider(item)) {
        carryOut(widenDeed(item, *block));
        return;
    }
    // Without a block there is no neighbour; the edit says so.
    carryOut(widenDeed(item, Cidr{}));
}

void AddressMap::makeSubnet()
{
    if (m_current < 0 || m_current >= m_layout.items.size())
        return;
    const MapItem &item = m_layout.items.at(m_current);
    if (const std::optional<Cidr> block = usualNew(item))
        carryOut(makeDeed(item, *block));
}

void AddressMap::fillMenu(QMenu &menu)
{
    menu.setToolTipsVisible(true);
    const auto add = [&](const QString &text, Qt::Key key, const Deed &deed) {
        QAction *action = menu.addAction(
            deed.change ? QStringLiteral("%1 (%2)").arg(text, sizeText(deed.block)) : text, this,
            [this, deed] { carryOut(deed); });
        action->setShortcut(QKeySequence(key));
        action->setEnabled(bool(deed.change));
        if (!deed.change) {
            // Why not stands in the menu itself: a disabled line alone would be a riddle.
            QAction *why = menu.addAction(QStringLiteral("    ") + reasonsOf(deed.change.error()));
            why->setEnabled(false);
        }
    };
    if (m_current >= 0 && m_current < m_layout.items.size()) {
        const MapItem &item = m_layout.items.at(m_current);
        if (item.piece.subnet) {
            add(tr("&Split, the upper half becomes a new subnet"), Qt::Key_S,
                splitDeed(item, true));
            if (const std::optional<Cidr> block = usualWider(item))
                add(tr("&Merge with the other half"), Qt::Key_M, widenDeed(item, *block));
            QAction *edit = menu.addAction(tr("Edit the &block…"), this,
                                           [this] { Q_EMIT blockEditWanted(currentSubnet()); });
            edit->setShortcut(QKeySequence(Qt::Key_F2));
            menu.addSeparator();
        } else if (const std::optional<Cidr> block = usualNew(item)) {
            add(tr("&New subnet"), Qt::Key_N, makeDeed(item, *block));
            QMenu *sizes = menu.addMenu(tr("New subnet of &size"));
            const Range range{static_cast<quint32>(item.piece.begin),
                              static_cast<quint32>(item.piece.end - 1)};
            for (int prefix = m_limits.shortestPrefix; prefix <= m_limits.longestPrefix; ++prefix) {
                const std::optional<QList<Cidr>> blocks = chooseBlocks({range}, prefix, 1);
                if (!blocks || blocks->isEmpty())
                    continue;
                const Deed deed = makeDeed(item, blocks->first());
                sizes->addAction(sizeText(blocks->first()), this, [this, deed] { carryOut(deed); });
            }
            menu.addSeparator();
        }
    }
    menu.addAction(tr("Zoom &in"), this, [this] { setZoom(m_zoom + 1); })
        ->setShortcut(QKeySequence(Qt::Key_Plus));
    menu.addAction(tr("Zoom &out"), this, [this] { setZoom(m_zoom - 1); })
        ->setShortcut(QKeySequence(Qt::Key_Minus));
    menu.addAction(tr("&Usual size"), this, [this] { setZoom(0); })
        ->setShortcut(QKeySequence(Qt::Key_0));
}

} // namespace stratoplan::network
