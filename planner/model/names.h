// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/design.h"

namespace stratoplan {

/// Names of all elements of one design, both ways, made once. A connection is called "FROM->TO";
/// further ones between the same two are "FROM->TO#2", "#3" ... in order of their ids.
class Names
{
public:
    explicit Names(const Design &design);

    /// Empty for an id that the design does not have.
    QString of(ElementId id) const { return m_names.value(id); }
    QStringList of(const QList<ElementId> &ids) const;
    /// None for a name that the design does not have.
    ElementId find(const QString &name) const { return m_ids.value(name); }
    /// What people read on the drawing: the label where there is one, else the name.
    QString shown(ElementId id) const;
    QStringList shown(const QList<ElementId> &ids) const;

private:
    QHash<ElementId, QString> m_names;
    QHash<QString, ElementId> m_ids;
    QHash<ElementId, QString> m_labels;
};

/// The zone of a subnet as people tell zones apart: its known name ("us-east-1a"), else its
/// expression, else the name of the zone's element. Empty where the zone is unknown.
QString zoneName(ElementId subnet, const Design &design);

} // namespace stratoplan
