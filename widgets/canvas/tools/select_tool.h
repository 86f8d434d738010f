// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/element_id.h"
#include "widgets/canvas/items/box_item.h"
#include "widgets/canvas/tools/follow.h"
#include "widgets/canvas/tools/line_grip.h"
#include "widgets/canvas/tools/tool.h"

#include <QLineF>
#include <QList>
#include <QRectF>

#include <optional>

namespace stratoplan::canvas {

/// Selects, moves, drops into containers, lines up with neighbours on the way. Arrow keys walk,
/// Ctrl+Right and Ctrl+Left follow connections, Ctrl+Up and Ctrl+Down choose among those of a node,
/// Alt+arrows move by one step of the grid (with Shift by four), Enter asks for the properties. The
/// runs of a selected line are dragged across their direction; Alt+arrows move its longest one.
class SelectTool : public Tool
{
public:
    using Tool::Tool;

    QString statusText() const override;
    Qt::CursorShape cursor() const override { return m_cursor; }
    void deactivate() override;
    void press(const Pointer &pointer) override;
    void move(const Pointer &pointer) override;
    void release(const Pointer &pointer) override;
    void doubleClick(const Pointer &pointer) override;
    bool keyPress(const QKeyEvent &event) override;
    void paint(QPainter &painter) override;

private:
    enum class Doing
    {
        Nothing,
        Pressed,
        PressedPort,
        Dragging,
        Shaping,
        Band
    };

    /// Where the dragged elements would stand.
    struct Drop
    {
        bool changesContainer = false;
        ElementId container;
    };

    /// The element under the pointer; a port belongs to its node also outside the box.
    ElementId hoveredAt(const QPointF &at);
    void select(ElementId id, Qt::KeyboardModifiers modifiers);
    Drop dropAt(const QPointF &at);
    /// How far the dragged elements go: to neighbours and the grid, or with Alt as far as the
    /// pointer went.
    QPointF distanceTo(const Pointer &pointer);
    void showLines(const QList<QLineF> &lines);
    void finishDrag(const Pointer &pointer);
    void finishBand();
    void walk(const QPointF &way, bool extend);
    void nudge(const QPointF &way);
    void follow(const QPointF &way);
    /// The node or connection that the keyboard stands on.
    Stand stand();

    Doing m_doing = Doing::Nothing;
    Qt::CursorShape m_cursor = Qt::ArrowCursor;
    std::optional<LineGrip> m_grip; ///< while Shaping
    QPointF m_start;
    QPoint m_startOnScreen;
    QPointF m_distance;
    QList<QLineF> m_lines; ///< what the dragged elements are lined up with
    QRectF m_band;
    QList<ElementId> m_before; ///< selection when the band began
    std::pair<ElementId, Port> m_port; ///< under the press
    std::optional<ElementId> m_clicked; ///< of a selected element: select it alone on release
    Stand m_stand; ///< where connections were followed to; holds while its element has the focus
};

} // namespace stratoplan::canvas
