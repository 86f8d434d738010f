// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/accessible.h"

#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/items/box_item.h"
#include "widgets/canvas/items/edge_item.h"

#include <QAccessibleWidget>

namespace stratoplan::canvas {

namespace {

CanvasView *viewOf(const QGraphicsObject *item)
{
    if (!item->scene())
        return nullptr;
    for (QGraphicsView *view : item->scene()->views()) {
        if (auto *canvas = qobject_cast<CanvasView *>(view))
            return canvas;
    }
    return nullptr;
}

QString nameOf(const QObject *object)
{
    if (const auto *box = qobject_cast<const BoxItem *>(object)) {
        QStringList parts{spoken(box->content())};
        if (const OverlayMark *mark = box->overlay(); mark && !mark->figure.isEmpty())
            parts.append(mark->figure);
        if (box->state().zoneOff)
            parts.append(CanvasView::tr("switched off"));
        if (box->state().harm)
            parts.append(harmWord(*box->state().harm));
        return parts.join(QStringLiteral(", "));
    }
    const auto *edge = qobject_cast<const EdgeItem *>(object);
    const CanvasView *view = edge ? viewOf(edge) : nullptr;
    if (!view)
        return {};
    const auto end = [view](ElementId id) {
        const BoxItem *box = view->canvas().box(id);
        return box ? box->content().name : QString();
    };
    const EdgeContent &content = edge->content();
    return CanvasView::tr("Connection from %1 to %2").arg(end(content.from), end(content.to));
}

/// One element of the drawing.
class ItemInterface : public QAccessibleObject
{
public:
    using QAccessibleObject::QAccessibleObject;

    QAccessibleInterface *parent() const override
    {
        return QAccessible::queryAccessibleInterface(viewOf(item()));
    }
    QAccessibleInterface *child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name ? nameOf(object()) : QString();
    }
    QRect rect() const override
    {
        const CanvasView *view = viewOf(item());
        if (!view)
            return {};
        const QRect seen = view->mapFromScene(item()->sceneBoundingRect()).boundingRect();
        return {view->viewport()->mapToGlobal(seen.topLeft()), seen.size()};
    }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        ItemState shown;
        if (const auto *box = qobject_cast<const BoxItem *>(object()))
            shown = box->state();
        else if (const auto *edge = qobject_cast<const EdgeItem *>(object()))
            shown = edge->state();
        state.selectable = true;
        state.focusable = true;
        state.selected = shown.selected;
        state.focused = shown.focused;
        return state;
    }

private:
    QGraphicsObject *item() const { return static_cast<QGraphicsObject *>(object()); }
};

/// The canvas as a list of its elements: boxes in the order of the drawing, then connections.
class ViewInterface : public QAccessibleWidget
{
public:
    explicit ViewInterface(CanvasView *view)
        : QAccessibleWidget(view, QAccessible::List)
    {
    }

    int childCount() const override { return int(items().size()); }
    QAccessibleInterface *child(int index) const override
    {
        return QAccessible::queryAccessibleInterface(items().value(index));
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        return child ? int(items().indexOf(child->object())) : -1;
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        const QPoint local = view()->viewport()->mapFromGlobal(QPoint(x, y));
        const ElementId hit = view()->canvas().elementAt(view()->mapToScene(local));
        if (BoxItem *box = view()->canvas().box(hit))
            return QAccessible::queryAccessibleInterface(box);
        return QAccessible::queryAccessibleInterface(view()->canvas().edge(hit));
    }
    QAccessibleInterface *focusChild() const override
    {
        const ElementId focus = view()->canvas().focusElement();
        if (BoxItem *box = view()->canvas().box(focus))
            return QAccessible::queryAccessibleInterface(box);
        if (EdgeItem *edge = view()->canvas().edge(focus))
            return QAccessible::queryAccessibleInterface(edge);
        return nullptr;
    }

private:
    CanvasView *view() const { return static_cast<CanvasView *>(widget()); }
    QList<QObject *> items() const
    {
        QList<QObject *> all;
        const CanvasScene &scene = view()->canvas();
        for (const ElementId id : scene.content().order) {
            if (BoxItem *box = scene.box(id))
                all.append(box);
        }
        for (const auto &[id, content] : scene.content().edges) {
            if (EdgeItem *edge = scene.edge(id))
                all.append(edge);
        }
        return all;
    }
};

QAccessibleInterface *interfaceOf(const QString &, QObject *object)
{
    if (auto *view = qobject_cast<CanvasView *>(object))
        return new ViewInterface(view);
    if (qobject_cast<BoxItem *>(object) || qobject_cast<EdgeItem *>(object))
        return new ItemInterface(object);
    return nullptr;
}

} // namespace

void installAccessibility()
{
    QAccessible::installFactory(interfaceOf);
}

} // namespace stratoplan::canvas
