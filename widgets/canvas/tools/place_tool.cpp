// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/tools/place_tool.h"

#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/placeable.h"

#include <QCoreApplication>

namespace stratoplan::canvas {

namespace {

QSizeF ghostOf(const QString &what)
{
    return what == QLatin1String("group") ? CanvasView::emptyGroupSize() : CanvasView::nodeSize();
}

} // namespace

PlaceTool::PlaceTool(CanvasView &view, QString what)
    : Tool(view)
    , m_what(std::move(what))
{
    if (const std::optional<Placeable> found = placeable(m_what, view.canvas().catalog()))
        m_label = found->label;
}

QString PlaceTool::statusText() const
{
    return QCoreApplication::translate("Canvas",
                                       "Click to place: %1. Enter places it at a free spot, "
                                       "Esc gives up")
        .arg(m_label);
}

void PlaceTool::deactivate()
{
    view().canvas().setDropTarget({});
}

void PlaceTool::move(const Pointer &pointer)
{
    const QSizeF ghost = ghostOf(m_what);
    m_at = CanvasView::snapped(pointer.scene - QPointF(ghost.width() / 2, ghost.height() / 2));
    m_shown = true;
    view().canvas().setDropTarget(view().containerAt(pointer.scene));
    view().viewport()->update();
}

void PlaceTool::press(const Pointer &pointer)
{
    move(pointer);
    const QString what = m_what; // putting the tool down ends it
    const bool keep = pointer.modifiers.testFlag(Qt::ShiftModifier);
    CanvasView &canvas = view();
    const bool isPlaced = canvas.placeAt(m_what, m_at, canvas.containerAt(pointer.scene));
    if (keep)
        return;
    canvas.setTool(ToolKind::Select);
    if (isPlaced)
        canvas.nameNew(what, canvas.canvas().selection().current());
}

bool PlaceTool::keyPress(const QKeyEvent &event)
{
    if (event.key() != Qt::Key_Return && event.key() != Qt::Key_Enter)
        return false;
    CanvasView &canvas = view();
    const QString what = m_what; // putting the tool down ends it
    canvas.setTool(ToolKind::Select);
    canvas.placeNow(what);
    return true;
}

void PlaceTool::paint(QPainter &painter)
{
    if (!m_shown)
        return;
    const theme::Theme &theme = view().canvas().look().theme;
    QPen pen(theme.color(theme::Token::Accent), 1.5);
    pen.setDashPattern({4, 3});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    const QRectF box(m_at, ghostOf(m_what));
    painter.drawRoundedRect(box, 8, 8);
    drawText(painter, view().canvas().look(), box, theme::sans(13),
             theme.color(theme::Token::Accent), m_label, Qt::AlignCenter);
}

} // namespace stratoplan::canvas
