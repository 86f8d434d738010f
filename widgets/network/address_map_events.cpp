// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the mouse and the keyboard do on the map; what comes of it is in address_map.cpp.
#include "widgets/network/address_map.h"

#include "widgets/network/table_look.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QMenu>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace stratoplan::network {

namespace {

constexpr double edgeReach = 6;

} // namespace

bool AddressMap::event(QEvent *event)
{
    if (isKeyOfTable(event)) {
        event->accept();
        return true;
    }
    return QAbstractScrollArea::event(event);
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
    // The IPv6 block of a subnet stands for it.
    if (const MapChip *chip = m_layout.chipAt(at)) {
        if (chip->subnet)
            Q_EMIT subnetChosen(chip->subnet);
        return;
    }
    const int hit = m_layout.itemAt(at);
    setCurrentItem(hit, false);
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

void AddressMap::contextMenuEvent(QContextMenuEvent *event)
{
    if (!m_outlook)
        return;
    QPoint global = event->globalPos();
    if (event->reason() == QContextMenuEvent::Mouse) {
        setCurrentItem(itemAt(event->pos()), false);
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
