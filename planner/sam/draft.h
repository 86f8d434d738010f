// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/change.h"

#include <QHash>

#include <vector>

namespace stratoplan::sam {

/// A design while it is made from a template: elements by name, and connections that remember what
/// implies them. Nothing is checked before finish().
class Draft
{
public:
    /// Adds an element under its name; a name that is taken gets the first free number from 2.
    ElementId add(Element element);
    ElementId idOf(const QString &name) const { return m_names.value(name); }
    QString freeName(const QString &wish) const;

    const Element &at(ElementId id) const { return m_elements[id.value - 1]; }
    Element &at(ElementId id) { return m_elements[id.value - 1]; }
    template <class T>
    T *get(ElementId id)
    {
        return id ? std::get_if<T>(&m_elements[id.value - 1]) : nullptr;
    }
    template <class T>
    const T *get(ElementId id) const
    {
        return id ? std::get_if<T>(&m_elements[id.value - 1]) : nullptr;
    }
    qsizetype size() const { return static_cast<qsizetype>(m_elements.size()); }

    /// Connects two functions or services; does nothing for other ends. A connection that is there
    /// already with the same settings gets the evidence instead.
    void connect(Connection connection);
    /// Evidence for a connection of this role: goes to the first one there is, else makes one.
    /// `reads` and `writes` are added to an access.
    void support(ElementId from, ElementId to, Role role, const QString &evidence,
                 bool reads = false, bool writes = false);
    bool isConnected(ElementId from, ElementId to, Role role) const;
    /// In either direction, in whatever role.
    bool isConnected(ElementId one, ElementId other) const;

    /// All elements as one change of the empty design, connections last.
    Change finish() const;

private:
    bool isEnd(ElementId id) const;
    static quint64 pair(ElementId from, ElementId to)
    {
        return (quint64{from.value} << 32) | to.value;
    }

    std::vector<Element> m_elements;
    std::vector<Connection> m_connections;
    QHash<quint64, QList<qsizetype>> m_between; ///< indexes of m_connections by ends
    QHash<QString, ElementId> m_names;
};

} // namespace stratoplan::sam
