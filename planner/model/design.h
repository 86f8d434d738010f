// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/problem.h"
#include "planner/model/elements.h"
#include "planner/model/settings.h"

#include <QHash>

#include <map>
#include <memory>

namespace stratoplan {

struct Change;

/// What the elements that were changed since the import were in the template, each as its
/// templatePart(); null for one that the template did not have. Elements that are not in it are as
/// they were read. See was.h.
struct Was
{
    std::map<ElementId, std::shared_ptr<const Element>> elements;

    bool isEmpty() const { return elements.empty(); }
    bool operator==(const Was &other) const;
};

/// A design as a value: copied, compared, hashed, saved and sent to another thread. Copying is
/// cheap, elements are shared until they change.
///
/// Held at all times: names are unique and not empty (connections have none), every reference names
/// an element of a fitting kind, ids are below nextId(). Only apply() (change.h) makes a new value.
class Design
{
public:
    using Elements = std::map<ElementId, std::shared_ptr<const Element>>;

    const Settings &settings() const { return m_settings; }

    /// All elements in order of their ids.
    const Elements &elements() const { return m_elements; }
    qsizetype size() const { return static_cast<qsizetype>(m_elements.size()); }
    bool isEmpty() const { return m_elements.empty(); }

    /// The element; null when there is none of that id.
    const Element *find(ElementId id) const;
    /// The same, to be kept longer than the design.
    std::shared_ptr<const Element> share(ElementId id) const;
    /// The element when it is a T, else null.
    template <class T>
    const T *get(ElementId id) const
    {
        const Element *element = find(id);
        return element ? std::get_if<T>(element) : nullptr;
    }
    /// Every T in order of ids. Pointers live as long as this value.
    template <class T>
    QList<const T *> all() const
    {
        QList<const T *> found;
        for (const auto &[id, element] : m_elements) {
            if (const T *typed = std::get_if<T>(element.get()))
                found.append(typed);
        }
        return found;
    }

    /// Id of the element with this name; none when there is none. Connections: see names.h.
    ElementId idOf(const QString &name) const { return m_names.value(name); }
    template <class T>
    const T *named(const QString &name) const
    {
        return get<T>(idOf(name));
    }

    /// What apply() keeps of the template while a design that is linked to one is edited; empty
    /// while nothing was changed, and for a design without a template.
    const Was &was() const { return m_was; }

    /// The id that the next new element gets. Ids of removed elements are not given again.
    ElementId nextId() const { return m_nextId; }

    bool operator==(const Design &other) const;

private:
    friend Expected<Design> apply(Design design, const Change &change);

    Settings m_settings;
    Elements m_elements;
    Was m_was;
    QHash<QString, ElementId> m_names;
    ElementId m_nextId{1};
};

/// A number that equal designs share; different ones almost surely not.
size_t qHash(const Design &design, size_t seed = 0);

} // namespace stratoplan
