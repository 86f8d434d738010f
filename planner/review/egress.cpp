// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/review/egress.h"

#include "planner/network/egress.h"

namespace stratoplan::review {

QString endpointServiceOf(const decision::Contact &contact, const Facts &facts)
{
    return decision::endpointServiceOf(contact.other, facts.design, facts.catalog);
}

bool isServedByEndpoint(const decision::Contact &contact, const Subnet &subnet,
                        const decision::SubnetRoutes &routes, const Facts &facts)
{
    return network::endpointFor(contact, subnet, routes, facts.design, facts.catalog) != nullptr;
}

QList<decision::Contact> throughDefaultRoute(const decision::Contacts &contacts,
                                             const Subnet &subnet,
                                             const decision::SubnetRoutes &routes,
                                             const Facts &facts)
{
    QList<decision::Contact> through;
    for (const decision::Contact &contact : contacts.outside) {
        if (!isServedByEndpoint(contact, subnet, routes, facts))
            through.append(contact);
    }
    return through;
}

QStringList targetsOf(const QList<decision::Contact> &contacts, const Facts &facts)
{
    QStringList names;
    for (const decision::Contact &contact : contacts) {
        const QString name = facts.names.shown(contact.other);
        if (!names.contains(name))
            names.append(name);
    }
    return names;
}

} // namespace stratoplan::review
