// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/address_map.h"

#include "planner/network/faults.h"
#include "planner/network/space.h"
#include "widgets/network/edits.h"
#include "widgets/network/verdict.h"

#include <QAccessible>
#include <QApplication>
#include <QContextMenuEvent>
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

constexpr double edgeReach = 6;
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
    endDrag();
    m_hovered = -1;
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

void AddressMap::setCurrentItem(int index)
{
    m_current = index >= 0 && index < m_layout.items.size() ? index : -1;
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
    m_hovered = -1;
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

void AddressMap::wheelEvent(QWheelEvent *event)
{
    if (!event->modifiers().testFlag(Qt::ControlModifier)) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    const QPointF at = toLayout(event->position().toPoint());
    const MapRow *row = m_layout.rowAt(at.y());
    const std::optional<std::pair<ElementId, quint64>> kept = row
        ? std::optional(std::pair(row->vpc, MapLayout::addressAt(*row, at.x())))
        : std::nullopt;
    setZoom(m_zoom + (event->angleDelta().y() > 0 ? 1 : -1));
    if (kept) {
        // The addresses under the pointer stay at its height.
        const QList<QRectF> rects = m_layout.rectsOf(kept->first, kept->second, kept->second + 1);
        if (!rects.isEmpty())
            verticalScrollBar()->setValue(int(rects.first().center().y() - event->position().y()));
    }
    event->accept();
}

AddressMap::Drag::Edge AddressMap::edgeAt(int item, const QPointF &at) const
{
    if (item < 0 || !m_layout.items.at(item).piece.subnet || m_layout.items.at(item).isUnplaced())
        return Drag::Edge::None;
    const QList<QRectF> &parts = m_layout.items.at(item).parts;
    const double reach = std::min(edgeReach, parts.first().width() / 4);
    if (parts.first().contains(at) && at.x() - parts.first().left() <= reach)
        return Drag::Edge::Low;
    if (parts.last().contains(at) && parts.last().right() - at.x() <= reach)
        return Drag::Edge::High;
    return Drag::Edge::None;
}

void AddressMap::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_outlook)
        return;
    const QPointF at = toLayout(event->pos());
    const int hit = m_layout.itemAt(at);
    setCurrentItem(hit);
    if (hit < 0)
        return;
    if (currentSubnet())
        Q_EMIT subnetChosen(currentSubnet());
    Drag drag;
    drag.item = hit;
    drag.from = event->pos();
    drag.edge = edgeAt(hit, at);
    const MapRow *row = m_layout.rowAt(at.y());
    if (row && !m_layout.items.at(hit).isUnplaced()) {
        drag.address = MapLayout::addressAt(*row, at.x());
        m_drag = drag;
    }
}

void AddressMap::mouseMoveEvent(QMouseEvent *event)
{
    const QPointF at = toLayout(event->pos());
    if (m_drag && event->buttons().testFlag(Qt::LeftButton)) {
        const int moved = (event->pos() - m_drag->from).manhattanLength();
        if (m_drag->moving || moved >= QApplication::startDragDistance()) {
            m_drag->moving = true;
            showPreview(deedAt(event->pos()));
        }
        return;
    }
    const int hit = m_layout.itemAt(at);
    viewport()->setCursor(edgeAt(hit, at) == Drag::Edge::None ? Qt::ArrowCursor : Qt::SplitHCursor);
    if (hit != m_hovered) {
        m_hovered = hit;
        viewport()->update();
    }
}

void AddressMap::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_drag)
        return;
    const std::optional<Deed> deed = m_drag->moving ? deedAt(event->pos()) : std::nullopt;
    endDrag();
    if (deed)
        carryOut(*deed);
}

void AddressMap::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && currentSubnet())
        Q_EMIT blockEditWanted(currentSubnet());
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

void AddressMap::contextMenuEvent(QContextMenuEvent *event)
{
    if (!m_outlook)
        return;
    QPoint global = event->globalPos();
    if (event->reason() == QContextMenuEvent::Mouse) {
        setCurrentItem(m_layout.itemAt(toLayout(event->pos())));
        if (currentSubnet())
            Q_EMIT subnetChosen(currentSubnet());
    } else if (m_current >= 0) {
        global = viewport()->mapToGlobal(seenRect(m_current).center());
    }
    QMenu menu(this);
    fillMenu(menu);
    menu.exec(global);
}

int AddressMap::nearest(int from, bool down) const
{
    const QRectF own
        = down ? m_layout.items.at(from).parts.last() : m_layout.items.at(from).parts.first();
    int best = -1;
    double bestDistance = 0;
    for (int i = 0; i < m_layout.items.size(); ++i) {
        for (const QRectF &part : m_layout.items.at(i).parts) {
            const double dy = down ? part.top() - own.top() : own.top() - part.top();
            if (i == from || dy <= 1)
                continue;
            const double x = std::clamp(own.center().x(), part.left(), part.right());
            const double distance = dy * 16 + std::abs(x - own.center().x());
            if (best < 0 || distance < bestDistance) {
                best = i;
                bestDistance = distance;
            }
        }
    }
    return best;
}

void AddressMap::walk(int key)
{
    const int last = static_cast<int>(m_layout.items.size()) - 1;
    if (last < 0)
        return;
    int next = m_current;
    if (m_current < 0 || key == Qt::Key_Home)
        next = 0;
    else if (key == Qt::Key_End)
        next = last;
    else if (key == Qt::Key_Left)
        next = std::max(0, m_current - 1);
    else if (key == Qt::Key_Right)
        next = std::min(last, m_current + 1);
    else
        next = nearest(m_current, key == Qt::Key_Down);
    if (next < 0 || next == m_current)
        return;
    setCurrentItem(next);
    if (currentSubnet())
        Q_EMIT subnetChosen(currentSubnet());
}

void AddressMap::keyPressEvent(QKeyEvent *event)
{
    if (!m_outlook || (event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier))) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Home:
    case Qt::Key_End:
        walk(event->key());
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (currentSubnet())
            Q_EMIT subnetChosen(currentSubnet());
        else
            makeSubnet();
        break;
    case Qt::Key_S:
        split();
        break;
    case Qt::Key_M:
        merge();
        break;
    case Qt::Key_N:
    case Qt::Key_Insert:
        makeSubnet();
        break;
    case Qt::Key_F2:
        if (currentSubnet())
            Q_EMIT blockEditWanted(currentSubnet());
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        setZoom(m_zoom + 1);
        break;
    case Qt::Key_Minus:
        setZoom(m_zoom - 1);
        break;
    case Qt::Key_0:
        setZoom(0);
        break;
    case Qt::Key_Escape:
        if (!m_drag) {
            event->ignore();
            return;
        }
        endDrag();
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    event->accept();
}

void AddressMap::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    if (m_current < 0 && !m_layout.items.isEmpty())
        setCurrentItem(0);
    viewport()->update();
}

void AddressMap::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace stratoplan::network
