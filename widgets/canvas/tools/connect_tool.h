// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/canvas/canvas_scene.h"
#include "widgets/canvas/tools/tool.h"

namespace stratoplan::canvas {

/// Draws connections: from a node or one of its ports to another node, by dragging, by two clicks,
/// or with the arrow keys and Enter. What the connection means follows from the two kinds. A line
/// that ends on nothing asks what is to stand there.
class ConnectTool : public Tool
{
public:
    explicit ConnectTool(CanvasView &view);

    /// Begins at this source.
    void begin(ElementId from, Port port, bool dragging);

    QString statusText() const override;
    Qt::CursorShape cursor() const override { return Qt::CrossCursor; }
    void activate() override;
    void deactivate() override;
    void press(const Pointer &pointer) override;
    void move(const Pointer &pointer) override;
    void release(const Pointer &pointer) override;
    bool keyPress(const QKeyEvent &event) override;
    void paint(QPainter &painter) override;

private:
    Expected<Connection> connectionTo(ElementId target) const;
    void aim(ElementId target);
    /// Asks what is to stand at the end of the line, or ends the tool where nothing may.
    void offer(const QPointF &at);
    /// Connects when the target takes it, and ends the tool.
    bool finish(ElementId target);

    ElementId m_from;
    Port m_port = Port::Output;
    ElementId m_target;
    bool m_refused = false;
    QPointF m_at;
    bool m_dragging = false;
    bool m_moved = false;
};

} // namespace stratoplan::canvas
