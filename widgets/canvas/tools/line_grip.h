// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/element_id.h"

#include <QList>
#include <QPainter>
#include <QPointF>

#include <optional>

namespace stratoplan::canvas {

class CanvasView;
class CanvasScene;

/// A run of a line in the hand: shows the line as it becomes, and leads it that way in the end.
class LineGrip
{
public:
    /// The run of the selected line near to that place; nothing unless one line alone is selected.
    static std::optional<LineGrip> at(const CanvasView &view, const QPointF &place);

    /// The run is level, and so moves up and down.
    bool isLevel() const;
    /// The pointer is `went` away from where it took the run; `freely` = neither to other runs of
    /// the line nor to the grid.
    void drag(CanvasView &view, const QPointF &went, bool freely);
    /// The line gets the waypoints of what is shown, as one undo entry.
    void finish(CanvasView &view);
    void giveUp(CanvasView &view);

private:
    LineGrip(ElementId trunk, const QList<QPointF> &points, qsizetype run);

    ElementId m_trunk;
    QList<QPointF> m_before;
    QList<QPointF> m_points; ///< as it becomes
    qsizetype m_run = 0;
};

/// Moves the longest level run of the selected line up or down, or the longest upright one to a
/// side, as one undo entry; says whether one line alone is selected.
bool nudgeLine(CanvasView &view, const QPointF &distance);

/// The places where the runs of the selected line are taken; filled where it was led by hand.
void paintGrips(QPainter &painter, const CanvasScene &scene);

} // namespace stratoplan::canvas
