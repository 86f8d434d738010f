// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/edit.h"

namespace stratoplan {

Edit::Edit(Design base)
    : m_base(std::move(base))
    , m_nextId(m_base.nextId())
{
}

const Element *Edit::find(ElementId id) const
{
    const auto edited = m_edited.find(id);
    if (edited == m_edited.end())
        return m_base.find(id);
    return edited->second ? &*edited->second : nullptr;
}

ElementId Edit::idOf(const QString &name) const
{
    if (const ElementId added = m_added.value(name))
        return added;
    return m_freed.contains(name) ? ElementId{} : m_base.idOf(name);
}

ElementId Edit::add(Element element)
{
    const ElementId id = m_nextId;
    m_nextId.value += 1;
    Common &part = common(element);
    part.id = id;
    if (!std::holds_alternative<Connection>(element)) {
        if (part.name.isEmpty()) {
            const auto *service = std::get_if<Service>(&element);
            part.name = freeName(service && !service->kind.isEmpty() ? service->kind
                                                                     : QString(kindWord(element)));
        }
        m_added.insert(part.name, id);
    }
    m_edited[id] = std::move(element);
    return id;
}

void Edit::replace(ElementId id, Element element)
{
    const Element *old = find(id);
    if (!old)
        return;
    const QString before = common(*old).name;
    const QString after = common(element).name;
    if (before != after) {
        if (m_added.value(before) == id)
            m_added.remove(before);
        if (m_base.idOf(before) == id && !before.isEmpty())
            m_freed.insert(before);
        if (!after.isEmpty())
            m_added.insert(after, id);
    }
    common(element).id = id;
    m_edited[id] = std::move(element);
}

void Edit::remove(ElementId id)
{
    const Element *old = find(id);
    if (!old)
        return;
    const QString name = common(*old).name;
    if (m_added.value(name) == id)
        m_added.remove(name);
    if (!name.isEmpty() && m_base.idOf(name) == id)
        m_freed.insert(name);
    m_edited[id] = std::nullopt;

    QList<ElementId> others;
    for (const auto &[other, element] : m_base.elements()) {
        if (!m_edited.contains(other) && references(*element).contains(id))
            others.append(other);
    }
    for (const auto &[other, element] : m_edited) {
        if (element && references(*element).contains(id))
            others.append(other);
    }
    for (const ElementId other : others) {
        // An earlier turn of this loop may have removed it already.
        const Element *element = find(other);
        if (!element)
            continue;
        if (std::optional<Element> left = withoutReference(*element, id))
            replace(other, *std::move(left));
        else
            remove(other);
    }
}

void Edit::setPosition(ElementId id, std::optional<Point> position)
{
    if (const Element *old = find(id)) {
        Element moved = *old;
        common(moved).position = position;
        replace(id, std::move(moved));
    }
}

void Edit::rename(ElementId id, const QString &name)
{
    if (const Element *old = find(id)) {
        Element renamed = *old;
        common(renamed).name = name;
        replace(id, std::move(renamed));
    }
}

void Edit::setSettings(Settings settings)
{
    m_settings = std::move(settings);
}

const Settings &Edit::settings() const
{
    return m_settings ? *m_settings : m_base.settings();
}

QString Edit::freeName(const QString &wish) const
{
    if (!idOf(wish))
        return wish;
    for (int number = 2;; ++number) {
        const QString name = wish + QString::number(number);
        if (!idOf(name))
            return name;
    }
}

Change Edit::change() const
{
    Change change;
    for (const auto &[id, after] : m_edited) {
        const ElementState before = m_base.share(id);
        if (before != after)
            change.elements.push_back({id, before, after});
    }
    if (m_settings && *m_settings != m_base.settings())
        change.settings = {m_base.settings(), *m_settings};
    // Against another text nothing was changed yet.
    if (m_settings && templateSums(*m_settings) != templateSums(m_base.settings()))
        change.was = {m_base.was(), Was()};
    return change;
}

Expected<Design> Edit::result() const
{
    return apply(m_base, change());
}

} // namespace stratoplan
