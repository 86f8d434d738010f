// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/element_id.h"
#include "widgets/canvas/items/box_item.h"
#include "widgets/canvas/tools/tool.h"

#include <QList>
#include <QRectF>

#include <optional>

namespace stratoplan::canvas {

/// Selects, moves, drops into containers; arrow keys walk, Ctrl+arrows move by one step of the
/// grid.
class SelectTool : public Tool
{
public:
    using Tool::Tool;

    QString statusText() const override;
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
    void finishDrag(const Pointer &pointer);
    void finishBand();
    void walk(const QPointF &way, bool extend);
    void nudge(const QPointF &way);

    Doing m_doing = Doing::Nothing;
    QPointF m_start;
    QPoint m_startOnScreen;
    QPointF m_distance;
    QRectF m_band;
    QList<ElementId> m_before; ///< selection when the band began
    std::pair<ElementId, Port> m_port; ///< under the press
    std::optional<ElementId> m_clicked; ///< of a selected element: select it alone on release
};

} // namespace stratoplan::canvas
