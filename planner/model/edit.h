// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/change.h"

#include <QSet>

namespace stratoplan {

/// Collects edits against a design and gives them as one Change. Elements see the edits made before
/// them. Nothing is checked until the change is applied.
class Edit
{
public:
    explicit Edit(Design base);

    /// The value as edited so far.
    const Element *find(ElementId id) const;
    template <class T>
    const T *get(ElementId id) const
    {
        const Element *element = find(id);
        return element ? std::get_if<T>(element) : nullptr;
    }
    ElementId idOf(const QString &name) const;

    /// Adds an element under a new id; an empty name of a named kind is made unique from its kind.
    ElementId add(Element element);
    /// Sets one member: edit.set(id, &Function::memory, MiB{1024}). Does nothing for another kind.
    template <class T, class Member, class Value>
    void set(ElementId id, Member T::*member, Value &&value)
    {
        if (const T *old = get<T>(id)) {
            T changed = *old;
            changed.*member = std::forward<Value>(value);
            replace(id, std::move(changed));
        }
    }
    /// Replaces the whole element; its id stays.
    void replace(ElementId id, Element element);
    /// Removes the element, every connection at it, what it contains and every reference to it.
    void remove(ElementId id);
    void setPosition(ElementId id, std::optional<Point> position);
    void rename(ElementId id, const QString &name);
    void setSettings(Settings settings);
    const Settings &settings() const;

    /// A name that nothing has yet: `wish`, or `wish` with the first free number from 2.
    QString freeName(const QString &wish) const;

    /// Everything collected so far.
    Change change() const;
    /// The edited design, or what is wrong with it.
    Expected<Design> result() const;

private:
    Design m_base;
    ElementId m_nextId;
    std::map<ElementId, ElementState> m_edited;
    std::optional<Settings> m_settings;
    QHash<QString, ElementId> m_added; ///< names given by this edit
    QSet<QString> m_freed; ///< names of the base that this edit took away
};

} // namespace stratoplan
