// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/tools/pan_tool.h"

#include "widgets/canvas/canvas_view.h"

#include <QCoreApplication>
#include <QScrollBar>

namespace stratoplan::canvas {

QString PanTool::statusText() const
{
    return QCoreApplication::translate("Canvas", "Drag to move the sheet");
}

Qt::CursorShape PanTool::cursor() const
{
    return m_held ? Qt::ClosedHandCursor : Qt::OpenHandCursor;
}

void PanTool::press(const Pointer &pointer)
{
    m_held = true;
    m_last = pointer.viewport;
}

void PanTool::move(const Pointer &pointer)
{
    if (!m_held)
        return;
    const QPoint step = pointer.viewport - m_last;
    m_last = pointer.viewport;
    QScrollBar *across = view().horizontalScrollBar();
    QScrollBar *down = view().verticalScrollBar();
    across->setValue(across->value() - step.x());
    down->setValue(down->value() - step.y());
}

void PanTool::release(const Pointer &)
{
    m_held = false;
}

} // namespace stratoplan::canvas
