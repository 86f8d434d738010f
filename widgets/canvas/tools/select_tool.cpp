// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/tools/select_tool.h"

#include "widgets/canvas/alignment.h"
#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/edits.h"
#include "widgets/canvas/grouping.h"

#include <QApplication>

#include <cmath>
#include <utility>

namespace stratoplan::canvas {

namespace {

constexpr double gridStep = 16;
/// How near a dragged element comes to a neighbour's edge to be taken to it, on the screen.
constexpr double snapReach = 6;

/// With Alt nothing snaps.
bool isFree(const Pointer &pointer)
{
    return pointer.modifiers.testFlag(Qt::AltModifier);
}

/// The VPC that holds an element, at whatever depth.
ElementId vpcAround(const CanvasScene &scene, ElementId id)
{
    const layout::Scene::Box *box = scene.geometry().box(id);
    while (box && box->shape != layout::Shape::Vpc)
        box = box->container ? scene.geometry().box(box->container) : nullptr;
    return box ? box->id : ElementId{};
}

/// What a box stands in, if anything.
std::optional<layout::Shape> shapeAround(const CanvasScene &scene, const BoxContent &box)
{
    const BoxItem *around = box.container ? scene.box(box.container) : nullptr;
    return around ? std::optional(around->content().shape) : std::nullopt;
}

/// Whether one of the elements holds this one, at whatever depth.
bool goesAlong(const CanvasScene &scene, ElementId id, const QList<ElementId> &ids)
{
    const BoxItem *item = scene.box(id);
    while (item && item->content().container && !ids.contains(item->content().container))
        item = scene.box(item->content().container);
    return item && item->content().container;
}

} // namespace

QString SelectTool::statusText() const
{
    return {};
}

void SelectTool::deactivate()
{
    if (m_grip)
        m_grip->giveUp(view());
    m_grip.reset();
    m_doing = Doing::Nothing;
    m_cursor = Qt::ArrowCursor;
    m_band = {};
    showLines({});
    view().canvas().setDragged({}, {});
    view().canvas().setDropTarget({});
    view().canvas().setHovered({});
}

void SelectTool::select(ElementId id, Qt::KeyboardModifiers modifiers)
{
    Selection &selection = view().canvas().selection();
    const QList<ElementId> one = view().canvas().together(id);
    if (modifiers & (Qt::ShiftModifier | Qt::ControlModifier)) {
        const bool taken = selection.contains(id);
        QList<ElementId> ids = selection.ids();
        ids.removeIf([&one](ElementId other) { return one.contains(other); });
        selection.set(taken ? ids : ids + one);
    } else if (selection.contains(id)) {
        m_clicked = id;
    } else {
        selection.set(one);
    }
    view().canvas().setFocusElement({});
}

ElementId SelectTool::hoveredAt(const QPointF &at)
{
    const CanvasScene &scene = view().canvas();
    const auto port = scene.portNear(at, view().zoom());
    return port ? port->first : scene.elementAt(at);
}

void SelectTool::press(const Pointer &pointer)
{
    CanvasScene &scene = view().canvas();
    m_start = pointer.scene;
    m_startOnScreen = pointer.viewport;
    m_clicked.reset();
    if (const auto port = scene.portNear(pointer.scene, view().zoom())) {
        m_port = *port;
        m_doing = Doing::PressedPort;
        return;
    }
    const ElementId hit = scene.elementAt(pointer.scene);
    if (!hit) {
        m_before = pointer.modifiers & (Qt::ShiftModifier | Qt::ControlModifier)
            ? scene.selection().ids()
            : QList<ElementId>();
        scene.selection().set(m_before);
        scene.setFocusElement({});
        m_doing = Doing::Band;
        return;
    }
    if (const BoxItem *item = scene.box(hit);
        item && item->badgeRect().contains(pointer.scene - item->pos())) {
        scene.selection().set({hit});
        Q_EMIT view().findingRequested(hit);
        return;
    }
    select(hit, pointer.modifiers);
    m_doing = Doing::Pressed;
}

void SelectTool::move(const Pointer &pointer)
{
    CanvasScene &scene = view().canvas();
    const bool isDrag = (pointer.viewport - m_startOnScreen).manhattanLength()
        >= QApplication::startDragDistance();
    switch (m_doing) {
    case Doing::Nothing: {
        const ElementId hovered = hoveredAt(pointer.scene);
        scene.setHovered(hovered);
        const auto grip = scene.edge(hovered) ? LineGrip::at(view(), pointer.scene) : std::nullopt;
        m_cursor = !grip      ? Qt::ArrowCursor
            : grip->isLevel() ? Qt::SizeVerCursor
                              : Qt::SizeHorCursor;
        break;
    }
    case Doing::PressedPort:
        if (isDrag) {
            // The connect tool takes over, and this one is put down.
            view().startConnecting(m_port.first, m_port.second);
        }
        break;
    case Doing::Pressed:
        if (!isDrag)
            break;
        if (!scene.box(scene.elementAt(m_start)))
            m_grip = LineGrip::at(view(), m_start);
        if (m_grip) {
            m_doing = Doing::Shaping;
            m_grip->drag(view(), pointer.scene - m_start, isFree(pointer));
            break;
        }
        m_doing = Doing::Dragging;
        [[fallthrough]];
    case Doing::Dragging: {
        m_distance = distanceTo(pointer);
        scene.setDragged(scene.selection().ids(), m_distance);
        const Drop drop = dropAt(pointer.scene);
        scene.setDropTarget(drop.container);
        break;
    }
    case Doing::Shaping:
        m_grip->drag(view(), pointer.scene - m_start, isFree(pointer));
        break;
    case Doing::Band: {
        m_band = QRectF(m_start, pointer.scene).normalized();
        QList<ElementId> ids = m_before;
        for (const auto &[id, content] : scene.content().boxes) {
            if (id && m_band.contains(content.rect) && !ids.contains(id))
                ids.append(id);
        }
        scene.selection().set(ids);
        view().viewport()->update();
        break;
    }
    }
}

QPointF SelectTool::distanceTo(const Pointer &pointer)
{
    CanvasScene &scene = view().canvas();
    const QPointF went = pointer.scene - m_start;
    showLines({});
    const QList<ElementId> &ids = scene.selection().ids();
    if (isFree(pointer))
        return {std::round(went.x()), std::round(went.y())};
    const BoxItem *leading = ids.isEmpty() ? nullptr : scene.box(ids.last());
    // What stands in a network gets its place from the network.
    if (!leading || !hasOwnPlace(leading->content().shape, shapeAround(scene, leading->content())))
        return CanvasView::snapped(went);
    const QRectF seen = view().mapToScene(view().viewport()->rect()).boundingRect();
    const QSet<ElementId> dragged(ids.begin(), ids.end());
    const auto isFrame = [](const BoxContent &box) {
        return box.shape == layout::Shape::Vpc || box.shape == layout::Shape::Group;
    };
    QList<QRectF> others;
    for (const auto &[id, content] : scene.content().boxes) {
        if (seen.intersects(content.rect) && hasOwnPlace(content.shape, shapeAround(scene, content))
            && isFrame(content) == isFrame(leading->content()) && !dragged.contains(id)
            && !dragged.contains(content.container) && id != leading->content().container)
            others.append(content.rect);
    }
    const Snap snap = snapTo(leading->content().rect, went, others, snapReach / view().zoom());
    showLines(snap.lines);
    return snap.distance;
}

void SelectTool::showLines(const QList<QLineF> &lines)
{
    // Only what they cover: a drag paints in each step.
    const QList<QLineF> former = std::exchange(m_lines, lines);
    for (const QLineF &line : former + m_lines) {
        const QRectF covered = QRectF(line.p1(), line.p2()).normalized();
        view().viewport()->update(
            view().mapFromScene(covered).boundingRect().adjusted(-2, -2, 2, 2));
    }
}

SelectTool::Drop SelectTool::dropAt(const QPointF &at)
{
    CanvasScene &scene = view().canvas();
    const Design &design = scene.document().design();
    const QList<ElementId> &ids = scene.selection().ids();
    if (ids.isEmpty())
        return {};
    const ElementId leading = ids.last();
    // What is taken along by what holds it stays in that.
    if (goesAlong(scene, leading, ids))
        return {};
    const layout::Scene::Box *box = scene.geometry().box(leading);
    const Point point{at.x(), at.y()};
    const ElementId container
        = dropContainer(design, scene.geometry(), leading, point, scene.catalog());
    if (container)
        return {!box || box->container != container, container};
    // Between the subnets of its own VPC an element keeps the subnet it stands in.
    const ElementId vpc = vpcAround(scene, leading);
    const layout::Scene::Box *around = scene.geometry().box(vpc);
    const layout::Rect spot{point.x, point.y, 0, 0};
    if (around && vpc != leading)
        return {!around->rect.contains(spot), {}};
    const layout::Scene::Box *group = box ? scene.geometry().box(box->container) : nullptr;
    return {group && !group->rect.contains(spot), {}};
}

void SelectTool::release(const Pointer &pointer)
{
    const Doing done = std::exchange(m_doing, Doing::Nothing);
    if (done == Doing::Dragging)
        finishDrag(pointer);
    else if (done == Doing::Shaping)
        std::exchange(m_grip, std::nullopt)->finish(view());
    else if (done == Doing::Band)
        finishBand();
    else if (done == Doing::PressedPort)
        select(m_port.first, pointer.modifiers);
    if (done != Doing::Dragging && done != Doing::Shaping && m_clicked)
        view().canvas().selection().set(view().canvas().together(*m_clicked));
}

void SelectTool::finishDrag(const Pointer &pointer)
{
    showLines({});
    CanvasScene &scene = view().canvas();
    const QList<ElementId> ids = scene.selection().ids();
    const Drop drop = dropAt(pointer.scene);
    scene.setDragged({}, {});
    scene.setDropTarget({});
    const Point distance{m_distance.x(), m_distance.y()};
    const Design &design = scene.document().design();
    if (drop.changesContainer) {
        const bool add = pointer.modifiers.testFlag(Qt::ShiftModifier);
        const BoxItem *leading = scene.box(ids.last());
        if (!drop.container && leading
            && shapeAround(scene, leading->content()) == layout::Shape::Group) {
            view().perform(QCoreApplication::translate("Canvas", "Move out of the group"),
                           movedOut(design, scene.geometry(), ids, distance));
            return;
        }
        const QString name = drop.container
            ? QCoreApplication::translate("Canvas", "Move into %1")
                  .arg(scene.content().boxes.at(drop.container).name)
            : QCoreApplication::translate("Canvas", "Move out of the network");
        view().perform(name,
                       moveInto(design, scene.geometry(), ids, distance, drop.container, add,
                                scene.catalog()));
        return;
    }
    view().perform(QCoreApplication::translate("Canvas", "Move"),
                   moveBy(design, scene.geometry(), ids, distance));
}

void SelectTool::finishBand()
{
    m_band = {};
    view().viewport()->update();
}

void SelectTool::doubleClick(const Pointer &pointer)
{
    m_doing = Doing::Nothing;
    const ElementId hit = view().canvas().elementAt(pointer.scene);
    if (view().canvas().box(hit))
        view().rename(hit);
    else if (!hit)
        view().quickAdd(pointer.scene);
}

bool SelectTool::keyPress(const QKeyEvent &event)
{
    if (event.key() == Qt::Key_Escape) {
        const bool busy = m_doing != Doing::Nothing;
        deactivate();
        // First what was begun, then what is selected, then what is laid over the drawing.
        if (!busy && view().canvas().selection().ids().isEmpty())
            Q_EMIT view().escaped();
        else if (!busy)
            view().canvas().selection().clear();
        view().viewport()->update();
        return true;
    }
    if (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter) {
        const ElementId here = stand().element();
        if (!here)
            return false;
        view().canvas().selection().set({here});
        Q_EMIT view().editRequested(here);
        return true;
    }
    const QPointF way = directionOf(event.key());
    if (way.isNull())
        return false;
    if (event.modifiers().testFlag(Qt::AltModifier))
        nudge(way * (event.modifiers().testFlag(Qt::ShiftModifier) ? 4 : 1));
    else if (event.modifiers().testFlag(Qt::ControlModifier))
        follow(way);
    else
        walk(way, event.modifiers().testFlag(Qt::ShiftModifier));
    return true;
}

void SelectTool::walk(const QPointF &way, bool extend)
{
    CanvasScene &scene = view().canvas();
    const ElementId from = stand().node;
    const ElementId next = neighbour(scene.geometry(), from, {way.x(), way.y()});
    if (!next)
        return;
    QList<ElementId> ids = extend ? scene.selection().ids() : QList<ElementId>();
    ids.removeOne(next);
    ids.append(next);
    scene.selection().set(ids);
    scene.setFocusElement(next);
    view().reveal({next});
}

void SelectTool::nudge(const QPointF &way)
{
    if (nudgeLine(view(), way * gridStep))
        return;
    CanvasScene &scene = view().canvas();
    view().perform(QCoreApplication::translate("Canvas", "Move"),
                   moveBy(scene.document().design(), scene.geometry(), scene.selection().ids(),
                          {way.x() * gridStep, way.y() * gridStep}));
}

Stand SelectTool::stand()
{
    const CanvasScene &scene = view().canvas();
    const ElementId here
        = scene.focusElement() ? scene.focusElement() : scene.selection().current();
    if (m_stand.element() == here)
        return m_stand;
    if (const auto *connection = scene.document().design().get<Connection>(here))
        return {connection->from, here, true};
    return {here, {}, false};
}

void SelectTool::follow(const QPointF &way)
{
    CanvasScene &scene = view().canvas();
    const Design &design = scene.document().design();
    const Stand from = stand();
    const Stand next = way.x() != 0 ? followed(from, way.x() > 0, design, scene.geometry())
                                    : chosen(from, int(way.y()), design, scene.geometry());
    if (next == from)
        return;
    m_stand = next;
    scene.selection().set({next.element()});
    scene.setFocusElement(next.element());
    view().reveal({next.element()});
}

void SelectTool::paint(QPainter &painter)
{
    const theme::Theme &theme = view().canvas().look().theme;
    if (m_doing == Doing::Nothing || m_doing == Doing::Pressed)
        paintGrips(painter, view().canvas());
    if (m_doing == Doing::Dragging && !m_lines.isEmpty()) {
        painter.setPen(QPen(theme.color(theme::Token::Accent), 1 / zoomOf(painter)));
        painter.drawLines(m_lines);
    }
    if (m_doing != Doing::Band || m_band.isEmpty())
        return;
    QColor fill = theme.color(theme::Token::Accent);
    fill.setAlphaF(0.08F);
    painter.setPen(QPen(theme.color(theme::Token::Accent), 1 / zoomOf(painter)));
    painter.setBrush(fill);
    painter.drawRect(m_band);
}

} // namespace stratoplan::canvas
