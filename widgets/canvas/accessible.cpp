// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/canvas/accessible.h"

#include "widgets/canvas/canvas_view.h"
#include "widgets/canvas/items/box_item.h"
#include "widgets/canvas/items/edge_item.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QWindow>

#include <map>

namespace stratoplan::canvas {

namespace {

QString nameOf(const BoxItem &box)
{
    QStringList parts{spoken(box.content())};
    if (const OverlayMark *mark = box.overlay(); mark && !mark->figure.isEmpty())
        parts.append(mark->figure);
    if (box.state().zoneOff)
        parts.append(CanvasView::tr("switched off"));
    if (box.state().harm)
        parts.append(harmWord(*box.state().harm));
    return parts.join(QStringLiteral(", "));
}

QString nameOf(const EdgeItem &edge, const CanvasScene &scene)
{
    const auto end = [&scene](ElementId id) {
        const BoxItem *box = scene.box(id);
        return box ? box->content().name : QString();
    };
    const EdgeContent &content = edge.content();
    return CanvasView::tr("Connection from %1 to %2").arg(end(content.from), end(content.to));
}

/// One element of the drawing.
class ElementInterface : public QAccessibleInterface
{
public:
    ElementInterface(CanvasView &view, ElementId id)
        : m_view(view)
        , m_id(id)
    {
    }

    ElementId elementId() const { return m_id; }

    bool isValid() const override { return box() || edge(); }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override { return m_view.window()->windowHandle(); }
    QAccessibleInterface *parent() const override
    {
        return QAccessible::queryAccessibleInterface(&m_view);
    }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QString text(QAccessible::Text kind) const override
    {
        if (kind != QAccessible::Name)
            return {};
        if (const BoxItem *item = box())
            return nameOf(*item);
        const EdgeItem *item = edge();
        return item ? nameOf(*item, m_view.canvas()) : QString();
    }
    void setText(QAccessible::Text, const QString &) override { }
    QRect rect() const override
    {
        const QGraphicsItem *item = box();
        if (!item)
            item = m_view.canvas().line(m_id);
        if (!item)
            return {};
        const QRect seen = m_view.mapFromScene(item->sceneBoundingRect()).boundingRect();
        return {m_view.viewport()->mapToGlobal(seen.topLeft()), seen.size()};
    }
    QAccessible::State state() const override
    {
        ItemState shown;
        if (const BoxItem *item = box())
            shown = item->state();
        else if (const EdgeItem *item2 = edge())
            shown = item2->state();
        QAccessible::State state;
        state.selectable = true;
        state.focusable = true;
        state.selected = shown.selected;
        state.focused = shown.focused;
        return state;
    }

private:
    BoxItem *box() const { return m_view.canvas().box(m_id); }
    EdgeItem *edge() const { return m_view.canvas().edge(m_id); }

    CanvasView &m_view;
    ElementId m_id;
};

/// The canvas as a list of its elements: boxes in the order of the drawing, then connections.
class ViewInterface : public QAccessibleWidget
{
public:
    explicit ViewInterface(CanvasView *view)
        : QAccessibleWidget(view, QAccessible::List)
    {
    }
    ~ViewInterface() override
    {
        for (const auto &[id, registered] : m_elements)
            QAccessible::deleteAccessibleInterface(registered);
    }
    Q_DISABLE_COPY_MOVE(ViewInterface)

    QAccessibleInterface *of(ElementId id)
    {
        if (!scene().box(id) && !scene().edge(id))
            return nullptr;
        const auto found = m_elements.find(id);
        if (found != m_elements.end())
            return QAccessible::accessibleInterface(found->second);
        forgetGone();
        auto *element = new ElementInterface(*view(), id);
        m_elements.emplace(id, QAccessible::registerAccessibleInterface(element));
        return element;
    }

    int childCount() const override { return int(elements().size()); }
    QAccessibleInterface *child(int index) const override
    {
        const QList<ElementId> all = elements();
        return index >= 0 && index < all.size() ? constOf(all.at(index)) : nullptr;
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        const auto *element = dynamic_cast<const ElementInterface *>(child);
        return element ? int(elements().indexOf(element->elementId())) : -1;
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        const QPoint local = view()->viewport()->mapFromGlobal(QPoint(x, y));
        return constOf(scene().elementAt(view()->mapToScene(local)));
    }
    QAccessibleInterface *focusChild() const override { return constOf(scene().focusElement()); }

private:
    CanvasView *view() const { return static_cast<CanvasView *>(widget()); }
    const CanvasScene &scene() const { return view()->canvas(); }
    /// Asking makes what is not there yet, which changes nothing of what is told.
    QAccessibleInterface *constOf(ElementId id) const
    {
        return const_cast<ViewInterface *>(this)->of(id);
    }
    QList<ElementId> elements() const
    {
        QList<ElementId> all = scene().content().order;
        for (const auto &[id, content] : scene().content().edges)
            all.append(id);
        return all;
    }
    void forgetGone()
    {
        const Content &content = scene().content();
        if (m_elements.size() < content.boxes.size() + content.edges.size())
            return;
        std::erase_if(m_elements, [this](const auto &entry) {
            const bool gone = !scene().box(entry.first) && !scene().edge(entry.first);
            if (gone)
                QAccessible::deleteAccessibleInterface(entry.second);
            return gone;
        });
    }

    std::map<ElementId, QAccessible::Id> m_elements; ///< those that were asked for
};

QAccessibleInterface *interfaceOf(const QString &, QObject *object)
{
    auto *view = qobject_cast<CanvasView *>(object);
    return view ? new ViewInterface(view) : nullptr;
}

} // namespace

void installAccessibility()
{
    QAccessible::installFactory(interfaceOf);
}

QAccessibleInterface *accessibleElement(CanvasView &view, ElementId id)
{
    auto *list = dynamic_cast<ViewInterface *>(QAccessible::queryAccessibleInterface(&view));
    return list ? list->of(id) : nullptr;
}

void announceFocus(CanvasView &view)
{
    if (!QAccessible::isActive())
        return;
    if (QAccessibleInterface *element = accessibleElement(view, view.canvas().focusElement())) {
        QAccessibleEvent focus(element, QAccessible::Focus);
        QAccessible::updateAccessibility(&focus);
    }
}

} // namespace stratoplan::canvas
