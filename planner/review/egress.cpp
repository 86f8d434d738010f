// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/review/egress.h"

#include "planner/catalog/behaviour.h"

namespace stratoplan::review {

QString endpointServiceOf(const decision::Contact &contact, const Facts &facts)
{
    // Calling a function is a call of the Lambda API.
    if (facts.design.get<Function>(contact.other))
        return QStringLiteral("lambda");
    const auto *service = facts.design.get<Service>(contact.other);
    const catalog::ServiceKind *kind = service ? catalog::kindOf(*service, facts.catalog) : nullptr;
    return kind ? kind->endpointService : QString();
}

bool isServedByEndpoint(const decision::Contact &contact, const Subnet &subnet,
                        const decision::SubnetRoutes &routes, const Facts &facts)
{
    const QString service = endpointServiceOf(contact, facts);
    if (service.isEmpty())
        return false;
    const QList<const Endpoint *> endpoints = facts.design.all<Endpoint>();
    return std::any_of(endpoints.cbegin(), endpoints.cend(), [&](const Endpoint *endpoint) {
        if (endpoint->vpc != subnet.vpc || endpoint->service != service)
            return false;
        return endpoint->kind == EndpointKind::Interface
            || (routes.routeTable && endpoint->routeTables.contains(routes.routeTable));
    });
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
