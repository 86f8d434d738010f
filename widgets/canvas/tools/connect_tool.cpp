// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/tools/connect_tool.h"

#include "planner/sketch/connect.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/edits.h"

#include <QApplication>
#include <QToolTip>

namespace stratoplan::canvas {

namespace {

/// How far from its source the keyboard draws a line to nowhere, in scene units.
constexpr double gap = 64;

} // namespace

ConnectTool::ConnectTool(CanvasView &view)
    : Tool(view)
{
}

QString ConnectTool::statusText() const
{
    if (!m_from)
        return QCoreApplication::translate("Canvas", "Choose where the connection starts");
    return QCoreApplication::translate(
        "Canvas", "Choose where the connection ends: click, or arrow keys and Enter. Esc gives up");
}

void ConnectTool::activate()
{
    view().canvas().setPortsOffered(true);
    const QList<ElementId> &selected = view().canvas().selection().ids();
    if (selected.size() == 1 && view().canvas().box(selected.first()))
        begin(selected.first(), Port::Output, false);
}

void ConnectTool::deactivate()
{
    QToolTip::hideText();
    view().canvas().setPortsOffered(false);
    view().canvas().setDropTarget({});
}

void ConnectTool::begin(ElementId from, Port port, bool dragging)
{
    m_from = from;
    m_port = port;
    m_dragging = dragging;
    m_moved = false;
    m_target = {};
    if (const BoxItem *item = view().canvas().box(from))
        m_at = portAt(item->box(), port);
    Q_EMIT view().messageChanged(statusText());
}

Expected<Connection> ConnectTool::connectionTo(ElementId target) const
{
    const Design &design = view().canvas().document().design();
    const catalog::Catalog &catalog = view().canvas().catalog();
    return m_port == Port::Failure ? sketch::failureBetween(design, m_from, target, catalog)
                                   : sketch::connectionBetween(design, m_from, target, catalog);
}

void ConnectTool::aim(ElementId target)
{
    if (target == m_target)
        return;
    m_target = target;
    m_refused = false;
    CanvasScene &scene = view().canvas();
    if (!target || target == m_from) {
        scene.setDropTarget({});
        QToolTip::hideText();
        Q_EMIT view().messageChanged(statusText());
        return;
    }
    const Expected<Connection> possible = connectionTo(target);
    m_refused = !possible;
    scene.setDropTarget(m_refused ? ElementId{} : target);
    Q_EMIT view().messageChanged(m_refused ? toString(possible.error().first().what)
                                           : statusText());
}

void ConnectTool::press(const Pointer &pointer)
{
    CanvasScene &scene = view().canvas();
    const ElementId hit = scene.elementAt(pointer.scene);
    const BoxItem *end = scene.box(hit);
    const bool isNode = end && !end->isContainer();
    if (m_from && hit != m_from) {
        if (isNode)
            finish(hit);
        else
            offer(pointer.scene);
        return;
    }
    if (const BoxItem *item = scene.box(hit); item && !item->isContainer()) {
        const auto port = scene.portNear(pointer.scene, view().zoom());
        begin(hit, port ? port->second : Port::Output, true);
    }
}

void ConnectTool::move(const Pointer &pointer)
{
    m_at = pointer.scene;
    m_moved = true;
    CanvasScene &scene = view().canvas();
    const ElementId hit = scene.elementAt(pointer.scene);
    if (!m_from) {
        scene.setHovered(hit);
        return;
    }
    const bool isNode = scene.box(hit) && !scene.box(hit)->isContainer();
    aim(isNode ? hit : ElementId{});
    if (m_refused)
        QToolTip::showText(pointer.global, toString(connectionTo(hit).error().first().what),
                           &view());
    else
        QToolTip::hideText();
    view().viewport()->update();
}

void ConnectTool::release(const Pointer &pointer)
{
    if (!m_dragging)
        return;
    m_dragging = false;
    const ElementId hit = view().canvas().elementAt(pointer.scene);
    // A click on the source waits for a second click on the target.
    if (hit == m_from)
        return;
    const BoxItem *end = view().canvas().box(hit);
    if (!end || end->isContainer())
        offer(pointer.scene);
    else if (!finish(hit))
        view().setTool(ToolKind::Select);
}

void ConnectTool::offer(const QPointF &at)
{
    m_at = at;
    m_moved = true;
    aim({});
    QToolTip::hideText();
    CanvasView &canvas = view();
    if (!canvas.offerFollowers(m_from, m_port, at)) {
        canvas.setTool(ToolKind::Select);
        return;
    }
    Q_EMIT canvas.messageChanged(QCoreApplication::translate(
        "Canvas", "Choose what follows: click, type, or arrow keys and Enter. Esc gives up"));
}

bool ConnectTool::finish(ElementId target)
{
    Expected<Connection> connection = connectionTo(target);
    CanvasView &canvas = view();
    if (!connection) {
        Q_EMIT canvas.messageChanged(toString(connection.error().first().what));
        return false;
    }
    const sketch::Placed placed
        = sketch::connect(canvas.canvas().document().design(), *std::move(connection));
    if (canvas.perform(QCoreApplication::translate("Canvas", "Connect"), placed.change))
        canvas.canvas().selection().set({placed.id});
    canvas.setTool(ToolKind::Select);
    return true;
}

bool ConnectTool::keyPress(const QKeyEvent &event)
{
    if (!m_from)
        return false;
    if (const QPointF way = directionOf(event.key()); !way.isNull()) {
        const ElementId start = m_target ? m_target : m_from;
        const ElementId next = neighbour(view().canvas().geometry(), start, {way.x(), way.y()});
        if (const BoxItem *item = view().canvas().box(next)) {
            aim(next);
            m_at = item->box().center();
            view().canvas().setFocusElement(next);
            view().viewport()->update();
        }
        return true;
    }
    if (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter) {
        if (m_target) {
            finish(m_target);
        } else if (const BoxItem *item = view().canvas().box(m_from)) {
            const QRectF box = item->box();
            const bool isFailure = m_port == Port::Failure;
            offer(isFailure ? QPointF(box.center().x(), box.bottom() + gap)
                            : QPointF(box.right() + gap, box.center().y()));
        }
        return true;
    }
    return false;
}

void ConnectTool::paint(QPainter &painter)
{
    const BoxItem *from = view().canvas().box(m_from);
    if (!from || (!m_moved && !m_target))
        return;
    const theme::Theme &theme = view().canvas().look().theme;
    const BoxItem *target = view().canvas().box(m_target);
    const double unit = 1 / zoomOf(painter);
    QList<QPointF> points{portAt(from->box(), m_port), m_at};
    if (target && m_target != m_from) {
        Connection wanted;
        wanted.from = m_from;
        wanted.to = m_target;
        points = view().canvas().provisionalWay(wanted);
    }
    if (m_refused) {
        painter.setPen(QPen(theme.severity(theme::Mark::High).ink, 2 * unit, Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(roundedPath(points));
        return;
    }
    Relation relation = m_port == Port::Failure ? Relation::Failure : Relation::SynchronousCall;
    if (target && m_target != m_from) {
        if (const Expected<Connection> connection = connectionTo(m_target))
            relation = relationOf(*connection, view().canvas().document().design(),
                                  view().canvas().catalog());
    }
    paintRelation(painter, points, relation, theme, unit);
}

} // namespace stratoplan::canvas
