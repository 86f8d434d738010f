// SPDX-License-Identifier: GPL-3.0-or-later
//
// What comes in from pointer, keyboard and drags; CanvasView's commands are in canvas_view.cpp.
#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/legend.h"
#include "widgets/canvas/placeable.h"

#include <QContextMenuEvent>
#include <QDropEvent>
#include <QGestureEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QPinchGesture>
#include <QScrollBar>

#include <cmath>

namespace stratoplan::canvas {

namespace {

QString placeableOf(const QMimeData *data)
{
    return QString::fromUtf8(data->data(QLatin1String(placeableMimeType)));
}

QCursor ringCursor(const theme::Theme &theme, double ratio)
{
    constexpr double ring = 14;
    constexpr double side = ring + 4;
    QPixmap pixmap(QSizeF(side, side).toSize() * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const auto &[token, width] :
         {std::pair{theme::Token::Surface, 4.0}, std::pair{theme::Token::Accent, 2.0}}) {
        painter.setPen(QPen(theme.color(token), width));
        painter.drawEllipse(QPointF(side, side) / 2, ring / 2 - 1, ring / 2 - 1);
    }
    painter.end();
    return QCursor(pixmap, int(side / 2), int(side / 2));
}

} // namespace

Pointer CanvasView::pointerOf(const QMouseEvent &event) const
{
    const QPoint at = event.position().toPoint();
    return {mapToScene(at), at, event.globalPosition().toPoint(), event.buttons(),
            event.modifiers()};
}

void CanvasView::updateCursor()
{
    const Qt::CursorShape shape = tool().cursor();
    // An arrow cannot be seen from the back of a room.
    if (isPresenting() && shape == Qt::ArrowCursor)
        viewport()->setCursor(ringCursor(m_scene.look().theme, devicePixelRatioF()));
    else if (viewport()->cursor().shape() != shape)
        viewport()->setCursor(shape);
}

void CanvasView::startPanning()
{
    m_panning = true;
    updateCursor();
}

void CanvasView::stopPanning()
{
    m_pan->deactivate();
    m_panning = false;
    updateCursor();
}

void CanvasView::mousePressEvent(QMouseEvent *event)
{
    setFocus(Qt::MouseFocusReason);
    if (event->button() == Qt::MiddleButton)
        startPanning();
    else if (event->button() != Qt::LeftButton)
        return;
    tool().press(pointerOf(*event));
    updateCursor();
}

void CanvasView::mouseMoveEvent(QMouseEvent *event)
{
    tool().move(pointerOf(*event));
    if (!isPresenting())
        updateCursor();
}

void CanvasView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::MiddleButton) {
        stopPanning();
        return;
    }
    if (event->button() != Qt::LeftButton)
        return;
    tool().release(pointerOf(*event));
    updateCursor();
}

void CanvasView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        tool().doubleClick(pointerOf(*event));
}

void CanvasView::leaveEvent(QEvent *event)
{
    m_scene.setHovered({});
    QGraphicsView::leaveEvent(event);
}

void CanvasView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space) {
        if (!event->isAutoRepeat())
            startPanning();
        return;
    }
    if (m_tool->keyPress(*event))
        return;
    if (event->key() == Qt::Key_Escape) {
        setTool(ToolKind::Select);
        return;
    }
    // The base class would scroll by arrow keys; tools had their turn.
    event->ignore();
}

void CanvasView::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        stopPanning();
        return;
    }
    event->ignore();
}

void CanvasView::focusInEvent(QFocusEvent *event)
{
    QGraphicsView::focusInEvent(event);
    const bool byKeyboard
        = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    if (!byKeyboard || m_scene.focusElement())
        return;
    ElementId first = m_scene.selection().current();
    for (const ElementId id : m_scene.content().order) {
        if (!first && m_scene.content().boxes.at(id).shape == layout::Shape::Node)
            first = id;
    }
    m_scene.setFocusElement(first);
}

void CanvasView::focusOutEvent(QFocusEvent *event)
{
    QGraphicsView::focusOutEvent(event);
    if (m_panning)
        stopPanning();
}

void CanvasView::wheelEvent(QWheelEvent *event)
{
    const QPoint delta = event->angleDelta();
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        if (delta.y() != 0)
            setZoom(zoom() * std::pow(1.25, delta.y() / 120.0), event->position().toPoint());
        event->accept();
        return;
    }
    const bool across = event->modifiers().testFlag(Qt::ShiftModifier);
    const QPoint step = across ? QPoint(delta.y(), delta.x()) : delta;
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - step.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - step.y());
    event->accept();
}

bool CanvasView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::NativeGesture) {
        const auto *gesture = static_cast<QNativeGestureEvent *>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            setZoom(zoom() * (1 + gesture->value()), gesture->position().toPoint());
            return true;
        }
    }
    if (event->type() == QEvent::Gesture) {
        auto *gestures = static_cast<QGestureEvent *>(event);
        if (auto *pinch = static_cast<QPinchGesture *>(gestures->gesture(Qt::PinchGesture))) {
            const QPointF middle = viewport()->mapFromGlobal(pinch->centerPoint());
            const QPointF before = viewport()->mapFromGlobal(pinch->lastCenterPoint());
            // What was between the fingers comes along with them.
            setZoom(zoom() * pinch->scaleFactor(), before.toPoint());
            const QPoint went = (middle - before).toPoint();
            horizontalScrollBar()->setValue(horizontalScrollBar()->value() - went.x());
            verticalScrollBar()->setValue(verticalScrollBar()->value() - went.y());
            gestures->accept(pinch);
            return true;
        }
    }
    return QGraphicsView::viewportEvent(event);
}

void CanvasView::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Mouse) {
        const ElementId hit = m_scene.elementAt(mapToScene(event->pos()));
        if (hit && !m_scene.selection().contains(hit))
            m_scene.selection().set(m_scene.together(hit));
    }
    QPoint global = event->globalPos();
    const ElementId current
        = m_scene.focusElement() ? m_scene.focusElement() : m_scene.selection().current();
    if (event->reason() != QContextMenuEvent::Mouse && current) {
        if (!m_scene.selection().contains(current))
            m_scene.selection().set({current});
        reveal({current});
        const QRect seen = mapFromScene(m_scene.rectOf({current})).boundingRect();
        global = viewport()->mapToGlobal((seen & viewport()->rect()).center());
    }
    Q_EMIT contextMenuWanted(global);
}

bool CanvasView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_renameField && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        finishRename(false);
        return true;
    }
    if (watched == m_legend && event->type() == QEvent::Resize)
        placeLegend();
    return QGraphicsView::eventFilter(watched, event);
}

void CanvasView::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasFormat(QLatin1String(placeableMimeType)))
        event->acceptProposedAction();
    else
        event->ignore();
}

void CanvasView::dragMoveEvent(QDragMoveEvent *event)
{
    if (!event->mimeData()->hasFormat(QLatin1String(placeableMimeType))) {
        event->ignore();
        return;
    }
    m_scene.setDropTarget(containerAt(mapToScene(event->position().toPoint())));
    event->acceptProposedAction();
}

void CanvasView::dragLeaveEvent(QDragLeaveEvent *)
{
    m_scene.setDropTarget({});
}

void CanvasView::dropEvent(QDropEvent *event)
{
    m_scene.setDropTarget({});
    const QString what = placeableOf(event->mimeData());
    if (what.isEmpty()) {
        event->ignore();
        return;
    }
    const QPointF at = mapToScene(event->position().toPoint());
    event->acceptProposedAction();
    setFocus();
    if (placeAt(what, snapped(at - QPointF(nodeSize().width() / 2, nodeSize().height() / 2)),
                containerAt(at)))
        nameNew(what, m_scene.selection().current());
}

} // namespace stratoplan::canvas
