// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/address_map.h"
#include "widgets/network/map_text.h"

#include <QAccessibleWidget>
#include <QPointer>

namespace stratoplan::network {

namespace {

/// One subnet or stretch of the map, by its place in the list of items.
class ItemInterface : public QAccessibleInterface
{
public:
    ItemInterface(AddressMap *map, int index)
        : m_map(map)
        , m_index(index)
    {
    }

    bool isValid() const override { return item() != nullptr; }
    QObject *object() const override { return nullptr; }
    QAccessibleInterface *parent() const override
    {
        return m_map ? QAccessible::queryAccessibleInterface(m_map) : nullptr;
    }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    QString text(QAccessible::Text kind) const override
    {
        return item() && kind == QAccessible::Name ? spokenItem(*item(), *m_map->outlook())
                                                   : QString();
    }
    void setText(QAccessible::Text, const QString &) override { }
    QRect rect() const override
    {
        if (!item())
            return {};
        const QRect seen = m_map->seenRect(m_index);
        return {m_map->viewport()->mapToGlobal(seen.topLeft()), seen.size()};
    }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.selectable = true;
        state.focusable = true;
        if (item()) {
            state.selected = m_map->currentItem() == m_index;
            state.focused = state.selected && m_map->hasFocus();
        }
        return state;
    }

    int index() const { return m_index; }

private:
    const MapItem *item() const
    {
        if (!m_map || !m_map->outlook() || m_index >= m_map->mapLayout().items.size())
            return nullptr;
        return &m_map->mapLayout().items.at(m_index);
    }

    QPointer<AddressMap> m_map;
    int m_index;
};

/// The map as a list of what stands on it.
class MapInterface : public QAccessibleWidget
{
public:
    explicit MapInterface(AddressMap *map)
        : QAccessibleWidget(map, QAccessible::List)
    {
    }
    ~MapInterface() override
    {
        for (const QAccessible::Id id : std::as_const(m_children))
            QAccessible::deleteAccessibleInterface(id);
    }

    int childCount() const override { return static_cast<int>(map()->mapLayout().items.size()); }
    QAccessibleInterface *child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        while (m_children.size() <= index) {
            m_children.append(QAccessible::registerAccessibleInterface(
                new ItemInterface(map(), static_cast<int>(m_children.size()))));
        }
        return QAccessible::accessibleInterface(m_children.at(index));
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        const auto *item = dynamic_cast<const ItemInterface *>(child);
        return item ? item->index() : -1;
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        return child(map()->itemAt(map()->viewport()->mapFromGlobal(QPoint(x, y))));
    }
    QAccessibleInterface *focusChild() const override { return child(map()->currentItem()); }

private:
    AddressMap *map() const { return static_cast<AddressMap *>(widget()); }

    mutable QList<QAccessible::Id> m_children;
};

QAccessibleInterface *interfaceOf(const QString &, QObject *object)
{
    if (auto *map = qobject_cast<AddressMap *>(object))
        return new MapInterface(map);
    return nullptr;
}

} // namespace

void installMapAccessibility()
{
    // Installing a factory that is there already does nothing.
    QAccessible::installFactory(interfaceOf);
}

} // namespace stratoplan::network
