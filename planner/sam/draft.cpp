// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/draft.h"

#include <algorithm>

namespace stratoplan::sam {

ElementId Draft::add(Element element)
{
    const ElementId id{static_cast<quint32>(m_elements.size() + 1)};
    Common &part = common(element);
    part.id = id;
    part.name = freeName(part.name.isEmpty() ? QString(kindWord(element)) : part.name);
    m_names.insert(part.name, id);
    m_elements.push_back(std::move(element));
    return id;
}

QString Draft::freeName(const QString &wish) const
{
    if (!m_names.contains(wish))
        return wish;
    for (int number = 2;; ++number) {
        const QString name = wish + QString::number(number);
        if (!m_names.contains(name))
            return name;
    }
}

bool Draft::isEnd(ElementId id) const
{
    return get<Function>(id) || get<Service>(id);
}

void Draft::connect(Connection connection)
{
    if (!isEnd(connection.from) || !isEnd(connection.to))
        return;
    QList<qsizetype> &others = m_between[pair(connection.from, connection.to)];
    for (const qsizetype index : std::as_const(others)) {
        Connection &other = m_connections[static_cast<size_t>(index)];
        Connection same = other;
        same.evidence = connection.evidence;
        if (same == connection) {
            for (const QString &path : std::as_const(connection.evidence)) {
                if (!other.evidence.contains(path))
                    other.evidence.append(path);
            }
            return;
        }
    }
    others.append(static_cast<qsizetype>(m_connections.size()));
    m_connections.push_back(std::move(connection));
}

void Draft::support(ElementId from, ElementId to, Role role, const QString &evidence, bool reads,
                    bool writes)
{
    if (!isEnd(from) || !isEnd(to))
        return;
    const QList<qsizetype> others = m_between.value(pair(from, to));
    for (const qsizetype index : others) {
        Connection &other = m_connections[static_cast<size_t>(index)];
        if (other.role != role)
            continue;
        if (!other.evidence.contains(evidence))
            other.evidence.append(evidence);
        if (reads)
            other.reads = Field<bool>(true, Origin::Own);
        if (writes)
            other.writes = Field<bool>(true, Origin::Own);
        return;
    }
    Connection connection;
    connection.from = from;
    connection.to = to;
    connection.role = role;
    connection.evidence = {evidence};
    if (reads)
        connection.reads = Field<bool>(true, Origin::Own);
    if (writes)
        connection.writes = Field<bool>(true, Origin::Own);
    connect(std::move(connection));
}

bool Draft::isConnected(ElementId from, ElementId to, Role role) const
{
    const QList<qsizetype> others = m_between.value(pair(from, to));
    return std::any_of(others.begin(), others.end(), [this, role](qsizetype index) {
        return m_connections[static_cast<size_t>(index)].role == role;
    });
}

bool Draft::isConnected(ElementId one, ElementId other) const
{
    return !m_between.value(pair(one, other)).isEmpty()
        || !m_between.value(pair(other, one)).isEmpty();
}

Change Draft::finish() const
{
    Change change;
    change.elements.reserve(m_elements.size() + m_connections.size());
    for (const Element &element : m_elements)
        change.elements.push_back({common(element).id, std::nullopt, element});
    quint32 next = static_cast<quint32>(m_elements.size());
    for (Connection connection : m_connections) {
        connection.id = ElementId{++next};
        const ElementId id = connection.id;
        change.elements.push_back({id, std::nullopt, Element(std::move(connection))});
    }
    return change;
}

} // namespace stratoplan::sam
