// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/model/edit.h"
#include "tests/support/random_design.h"

namespace stratoplan {

/// Makes designs up as people draw them: sources that can trigger what they trigger, accesses with
/// a direction, networks that hold together. RandomDesign fills every member with anything; this
/// keeps to what makes sense. The same seed gives the same.
class RandomArchitecture
{
public:
    RandomArchitecture(quint32 seed, const catalog::Catalog &facts);

    Design design();

private:
    void addNetwork();
    void addOutsideNetwork();
    void addFunctions();
    void addServices();
    void connectServices();
    void connectFunctions();
    void connect(ElementId from, ElementId to, Role role);
    QString name(const QString &word);
    template <class T>
    T oneOf(const QList<T> &list)
    {
        return list.at(m_random.below(static_cast<int>(list.size())));
    }
    const catalog::ServiceKind *kindOf(ElementId service) const;
    QList<ElementId> some(const QList<ElementId> &list);
    Field<QVariant> valueOf(const catalog::FieldSpec &spec);

    RandomDesign m_random;
    const catalog::Catalog &m_facts;
    Edit m_edit;
    QList<ElementId> m_functions;
    QList<ElementId> m_services;
    QList<ElementId> m_subnets; ///< for functions
    QList<ElementId> m_groups;
    QSet<QString> m_connected;
    int m_number = 0;
};

} // namespace stratoplan
