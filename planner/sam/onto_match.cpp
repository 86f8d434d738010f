// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sam/onto_match.h"

#include <algorithm>

namespace stratoplan::sam {

namespace {

/// Out of the way of all ids that a template's reading has.
constexpr quint32 foreign = 0x80000000;

} // namespace

Matching::Matching(const Design &was, const Design &mine, const Design &theirs, bool byIds)
    : m_was(was)
    , m_mine(mine)
    , m_theirs(theirs)
    , m_wasNames(was)
    , m_mineNames(mine)
    , m_theirNames(theirs)
{
    findDrawn();
    matchNodes(byIds);
    matchConnections();
}

// What somebody drew in the design file by hand: nothing in a template implies it, and no change of
// this program is remembered.
void Matching::findDrawn()
{
    std::set<ElementId> implied;
    for (const Connection *connection : m_was.all<Connection>()) {
        if (connection->evidence.isEmpty() && m_mine.find(connection->id)) {
            m_drawn.insert(connection->id);
            continue;
        }
        implied.insert(connection->from);
        implied.insert(connection->to);
    }
    for (const auto &[id, element] : m_was.elements()) {
        const bool isNode = std::holds_alternative<Function>(*element)
            || std::holds_alternative<Service>(*element);
        if (isNode && common(*element).cfnType.isEmpty() && !implied.count(id) && m_mine.find(id))
            m_drawn.insert(id);
    }
}

void Matching::match(ElementId own, ElementId theirs)
{
    m_theirIds.insert(own, theirs);
    m_ownIds.insert(theirs, own);
}

void Matching::matchNode(ElementId own, ElementId theirs, const Element &element)
{
    const Element *there = m_theirs.find(theirs);
    if (!std::holds_alternative<Connection>(element) && there && there->index() == element.index()
        && !m_theirIds.contains(own) && !m_ownIds.contains(theirs))
        match(own, theirs);
}

void Matching::matchNodes(bool byIds)
{
    for (const auto &[id, element] : m_was.elements()) {
        if (wasThere(id))
            matchNode(id, m_theirs.idOf(common(*element).name), *element);
    }
    for (const auto &[id, element] : m_mine.elements()) {
        if (!wasThere(id))
            matchNode(id, m_theirs.idOf(common(*element).name), *element);
    }
    if (!byIds)
        return;
    for (const auto &[id, element] : m_mine.elements()) {
        const Element *there = m_theirs.find(id);
        if (there && common(*there).cfnType == common(*element).cfnType)
            matchNode(id, id, *element);
    }
}

// Their connection between the same ends in the same role: one that the same place in the template
// implies before any other.
ElementId Matching::connectionLike(const Connection &own) const
{
    ElementId found;
    for (const Connection *there : m_theirs.all<Connection>()) {
        if (m_ownIds.contains(there->id) || there->role != own.role
            || there->from != theirs(own.from) || there->to != theirs(own.to))
            continue;
        const bool isSame
            = std::any_of(own.evidence.begin(), own.evidence.end(),
                          [there](const QString &path) { return there->evidence.contains(path); });
        if (isSame)
            return there->id;
        if (!found)
            found = there->id;
    }
    return found;
}

void Matching::matchConnections()
{
    for (const bool wereThere : {true, false}) {
        for (const Connection *connection : (wereThere ? m_was : m_mine).all<Connection>()) {
            if (wasThere(connection->id) != wereThere)
                continue;
            if (const ElementId there = connectionLike(*connection))
                match(connection->id, there);
        }
    }
}

Element Matching::mapped(const Element &own) const
{
    QHash<ElementId, ElementId> map;
    for (const ElementId id : references(own))
        map.insert(id, m_theirIds.value(id, ElementId{foreign + id.value}));
    return remapped(own, map);
}

bool Matching::isForeign(ElementId id)
{
    return id.value >= foreign;
}

std::optional<Element> Matching::withoutForeign(Element element)
{
    const QList<ElementId> all = references(element);
    std::optional<Element> left = std::move(element);
    for (const ElementId id : all) {
        if (left && isForeign(id))
            left = withoutReference(*std::move(left), id);
    }
    return left;
}

QString Matching::nameOf(ElementId id) const
{
    if (!id)
        return {};
    if (m_theirs.find(id))
        return m_theirNames.of(id);
    return ownName(isForeign(id) ? ElementId{id.value - foreign} : own(id));
}

QString Matching::ownName(ElementId own) const
{
    return wasThere(own) ? m_wasNames.of(own) : m_mineNames.of(own);
}

} // namespace stratoplan::sam
