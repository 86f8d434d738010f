// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/curves/chart_view.h"
#include "widgets/curves/memory_handle.h"

namespace stratoplan::curves {

/// A chart on which the chosen memory stands as something that the mouse drags and keys move:
/// arrows by settings (Shift: by eight, Ctrl: by 1 MB), Page up and down by eight, Home and End to
/// the ends of the scale, Enter keeps it, Esc takes it back. What is dragged is kept when it is let
/// go; a drag whose end nobody told (the window or the keyboard went elsewhere, the chart is
/// hidden, the button is up already) is taken back.
class LineChart : public ChartView
{
    Q_OBJECT

public:
    explicit LineChart(MemoryHandle &handle, QWidget *parent = nullptr);

    MemoryHandle &handle() const { return m_handle; }

protected:
    /// Whether a press there takes hold of it.
    virtual bool isOnLine(const QPointF &place) const = 0;
    /// What the pointer is above it.
    virtual Qt::CursorShape lineCursor() const = 0;
    virtual void dragTo(const QPointF &place, Qt::KeyboardModifiers modifiers) = 0;
    /// The handle stands elsewhere.
    virtual void placeLine() = 0;

    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool event(QEvent *event) override;

private:
    bool moveByKey(const QKeyEvent &event);
    void cancelDrag();

    MemoryHandle &m_handle;
    bool m_dragging = false;
};

} // namespace stratoplan::curves
