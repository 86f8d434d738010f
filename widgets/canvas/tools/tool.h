// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCursor>
#include <QKeyEvent>
#include <QPainter>
#include <QPointF>
#include <QString>

namespace stratoplan::canvas {

class CanvasView;

/// Where the pointer is and what is held down.
struct Pointer
{
    QPointF scene;
    QPoint viewport;
    QPoint global;
    Qt::MouseButtons buttons;
    Qt::KeyboardModifiers modifiers;
};

/// One way of working on the canvas. A tool never writes the design but hands one named change to
/// the document when a gesture is finished.
class Tool
{
public:
    explicit Tool(CanvasView &view)
        : m_view(view)
    {
    }
    virtual ~Tool() = default;
    Tool(const Tool &) = delete;
    Tool &operator=(const Tool &) = delete;

    /// What the status bar says while the tool is in the hand.
    virtual QString statusText() const = 0;
    virtual Qt::CursorShape cursor() const { return Qt::ArrowCursor; }
    virtual void activate() { }
    /// Gives up what was begun.
    virtual void deactivate() { }

    virtual void press(const Pointer &) { }
    virtual void move(const Pointer &) { }
    virtual void release(const Pointer &) { }
    virtual void doubleClick(const Pointer &) { }
    /// True when the key was meant for the tool.
    virtual bool keyPress(const QKeyEvent &) { return false; }
    /// Paints over the drawing, in scene coordinates.
    virtual void paint(QPainter &) { }

protected:
    CanvasView &view() { return m_view; }
    const CanvasView &view() const { return m_view; }

private:
    CanvasView &m_view;
};

/// The direction of an arrow key; (0, 0) for any other key.
inline QPointF directionOf(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return {-1, 0};
    case Qt::Key_Right:
        return {1, 0};
    case Qt::Key_Up:
        return {0, -1};
    case Qt::Key_Down:
        return {0, 1};
    default:
        return {};
    }
}

} // namespace stratoplan::canvas
