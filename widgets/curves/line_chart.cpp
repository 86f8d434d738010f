// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/line_chart.h"

#include "widgets/curves/chart_accessible.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <array>

namespace stratoplan::curves {

namespace {

constexpr int bigStep = 8;

// Keys that are the chart's while it has the keyboard.
bool isMoveKey(int key)
{
    static constexpr std::array keys{Qt::Key_Left,   Qt::Key_Right,    Qt::Key_Up,    Qt::Key_Down,
                                     Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_Home,  Qt::Key_End,
                                     Qt::Key_Return, Qt::Key_Enter,    Qt::Key_Escape};
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

} // namespace

LineChart::LineChart(MemoryHandle &handle, QWidget *parent)
    : ChartView(parent)
    , m_handle(handle)
{
    connect(&m_handle, &MemoryHandle::changed, this, [this] {
        placeLine();
        tellMemory(*this, m_handle);
    });
    // What was dragged is the line of another function now.
    connect(&m_handle, &MemoryHandle::wasReset, this, [this] { m_dragging = false; });
}

bool LineChart::moveByKey(const QKeyEvent &event)
{
    const bool exactly = event.modifiers().testFlag(Qt::ControlModifier);
    const int steps = event.modifiers().testFlag(Qt::ShiftModifier) ? bigStep : 1;
    switch (event.key()) {
    case Qt::Key_Left:
    case Qt::Key_Down:
        m_handle.step(-steps, exactly);
        return true;
    case Qt::Key_Right:
    case Qt::Key_Up:
        m_handle.step(steps, exactly);
        return true;
    case Qt::Key_PageDown:
        m_handle.step(-bigStep, false);
        return true;
    case Qt::Key_PageUp:
        m_handle.step(bigStep, false);
        return true;
    case Qt::Key_Home:
        m_handle.moveTo(0, false);
        return true;
    case Qt::Key_End:
        m_handle.moveTo(m_handle.most().value, false);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!m_handle.isMoved())
            return false;
        m_dragging = false;
        m_handle.commit();
        return true;
    case Qt::Key_Escape:
        if (!m_handle.isMoved() && !m_dragging)
            return false;
        m_dragging = false;
        m_handle.cancel();
        return true;
    default:
        return false;
    }
}

void LineChart::cancelDrag()
{
    if (!m_dragging)
        return;
    m_dragging = false;
    m_handle.cancel();
}

void LineChart::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && isOnLine(event->position())) {
        m_dragging = true;
        event->accept();
        return;
    }
    // Another button during a drag takes it back, as on the drawing.
    cancelDrag();
    event->ignore();
}

void LineChart::mouseDoubleClickEvent(QMouseEvent *event)
{
    // Two quick drags are two drags.
    mousePressEvent(event);
}

void LineChart::mouseMoveEvent(QMouseEvent *event)
{
    if (m_dragging && !event->buttons().testFlag(Qt::LeftButton))
        cancelDrag();
    if (m_dragging) {
        dragTo(event->position(), event->modifiers());
        event->accept();
        return;
    }
    viewport()->setCursor(isOnLine(event->position()) ? lineCursor() : Qt::ArrowCursor);
    event->ignore();
}

void LineChart::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_dragging || event->button() != Qt::LeftButton) {
        event->ignore();
        return;
    }
    m_dragging = false;
    m_handle.commit();
}

void LineChart::keyPressEvent(QKeyEvent *event)
{
    if (nothing().isEmpty() && moveByKey(*event))
        return;
    ChartView::keyPressEvent(event);
}

void LineChart::focusOutEvent(QFocusEvent *event)
{
    cancelDrag();
    ChartView::focusOutEvent(event);
}

void LineChart::hideEvent(QHideEvent *event)
{
    cancelDrag();
    ChartView::hideEvent(event);
}

bool LineChart::event(QEvent *event)
{
    if (event->type() == QEvent::WindowDeactivate || event->type() == QEvent::EnabledChange)
        cancelDrag();
    if (event->type() == QEvent::ShortcutOverride
        && isMoveKey(static_cast<QKeyEvent *>(event)->key())) {
        event->accept();
        return true;
    }
    return ChartView::event(event);
}

} // namespace stratoplan::curves
