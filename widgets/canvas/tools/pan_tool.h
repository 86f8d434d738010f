// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/canvas/tools/tool.h"

namespace stratoplan::canvas {

/// Takes hold of the sheet and moves it.
class PanTool : public Tool
{
public:
    using Tool::Tool;

    QString statusText() const override;
    Qt::CursorShape cursor() const override;
    void deactivate() override { m_held = false; }
    void press(const Pointer &pointer) override;
    void move(const Pointer &pointer) override;
    void release(const Pointer &pointer) override;

private:
    bool m_held = false;
    QPoint m_last;
};

} // namespace stratoplan::canvas
