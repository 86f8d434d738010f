// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/canvas/tools/tool.h"

namespace stratoplan::canvas {

/// Puts one thing of the palette where the pointer clicks; Shift keeps the tool in the hand.
class PlaceTool : public Tool
{
public:
    PlaceTool(CanvasView &view, QString what);

    QString statusText() const override;
    Qt::CursorShape cursor() const override { return Qt::CrossCursor; }
    void deactivate() override;
    void press(const Pointer &pointer) override;
    void move(const Pointer &pointer) override;
    bool keyPress(const QKeyEvent &event) override;
    void paint(QPainter &painter) override;

private:
    QString m_what;
    QString m_label;
    QPointF m_at;
    bool m_shown = false;
};

} // namespace stratoplan::canvas
