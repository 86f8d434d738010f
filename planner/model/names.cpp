// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/names.h"

namespace stratoplan {

Names::Names(const Design &design)
{
    m_names.reserve(design.size());
    m_ids.reserve(design.size());
    for (const auto &[id, element] : design.elements()) {
        if (std::holds_alternative<Connection>(*element))
            continue;
        const Common &part = common(*element);
        m_names.insert(id, part.name);
        m_ids.insert(part.name, id);
        if (!part.label.isEmpty())
            m_labels.insert(id, part.label);
    }
    QHash<QString, int> repeated;
    for (const Connection *connection : design.all<Connection>()) {
        QString name
            = m_names.value(connection->from) + QLatin1String("->") + m_names.value(connection->to);
        if (const int count = ++repeated[name]; count > 1)
            name += QLatin1Char('#') + QString::number(count);
        m_names.insert(connection->id, name);
        m_ids.insert(name, connection->id);
        if (!connection->label.isEmpty())
            m_labels.insert(connection->id, connection->label);
    }
}

QStringList Names::of(const QList<ElementId> &ids) const
{
    QStringList names;
    names.reserve(ids.size());
    for (const ElementId id : ids)
        names.append(of(id));
    return names;
}

QString Names::shown(ElementId id) const
{
    const auto label = m_labels.constFind(id);
    return label == m_labels.constEnd() ? of(id) : *label;
}

QStringList Names::shown(const QList<ElementId> &ids) const
{
    QStringList names;
    for (const ElementId id : ids)
        names.append(shown(id));
    return names;
}

QString zoneName(ElementId subnet, const Design &design)
{
    const auto *place = design.get<Subnet>(subnet);
    const auto *zone = place ? design.get<Zone>(place->zone) : nullptr;
    if (!zone)
        return {};
    if (zone->zone)
        return *zone->zone;
    return zone->zone.expression.isEmpty() ? zone->name : zone->zone.expression;
}

} // namespace stratoplan
