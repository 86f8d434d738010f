// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/network/residents.h"

#include "planner/catalog/behaviour.h"

#include <algorithm>

namespace stratoplan::network {

namespace {

QString shown(const Common &element)
{
    return element.label.isEmpty() ? element.name : element.label;
}

void add(Residents &here, const Common &element, qint64 count)
{
    here.addresses += count;
    here.terms.append({{STRATOPLAN_TEXT("Network", "{resident}: addresses here"),
                        {{QStringLiteral("resident"), shown(element)}}},
                       double(count)});
}

void addUnknown(Residents &here, const Common &element)
{
    here.known = false;
    here.terms.append(Term{{STRATOPLAN_TEXT("Network", "{resident}: addresses here are not known"),
                            {{QStringLiteral("resident"), shown(element)}}},
                           std::nullopt});
}

/// Addresses that the service takes in each of its subnets; nothing = not known.
std::optional<qint64> addressesOf(const Service &service, const catalog::Catalog &catalog)
{
    const catalog::ServiceKind *kind = catalog::kindOf(service, catalog);
    if (!kind)
        return std::nullopt;
    if (!kind->addressesField.isEmpty()) {
        const Field<QVariant> nodes = catalog::fieldOf(service, kind->addressesField, catalog);
        if (nodes) {
            const qint64 places = std::max<qsizetype>(1, service.subnets.size());
            return (std::max<qint64>(0, nodes->toLongLong()) + places - 1) / places;
        }
        if (!nodes.isUnset())
            return std::nullopt;
    }
    if (kind->addressesPerSubnet)
        return *kind->addressesPerSubnet;
    return kind->address == catalog::Address::None ? std::optional<qint64>(0) : std::nullopt;
}

} // namespace

QHash<ElementId, Residents> residentsOf(const Design &design, const catalog::Catalog &catalog)
{
    QHash<ElementId, Residents> residents;
    const QList<const Service *> services = design.all<Service>();
    for (const Service *service : services) {
        if (service->subnets.isEmpty())
            continue;
        const std::optional<qint64> count = addressesOf(*service, catalog);
        for (ElementId subnet : service->subnets) {
            if (!count)
                addUnknown(residents[subnet], *service);
            else if (*count > 0)
                add(residents[subnet], *service, *count);
        }
    }
    const QList<const Gateway *> gateways = design.all<Gateway>();
    for (const Gateway *gateway : gateways) {
        if (gateway->kind == GatewayKind::Nat && gateway->subnet)
            add(residents[gateway->subnet], *gateway, 1);
    }
    const QList<const Endpoint *> endpoints = design.all<Endpoint>();
    for (const Endpoint *endpoint : endpoints) {
        if (endpoint->kind != EndpointKind::Interface)
            continue;
        for (ElementId subnet : endpoint->subnets)
            add(residents[subnet], *endpoint, 1);
    }
    const QList<const Subnet *> subnets = design.all<Subnet>();
    for (const Subnet *subnet : subnets) {
        Residents &here = residents[subnet->id];
        if (subnet->otherResidents) {
            const qint64 others = std::max(0, *subnet->otherResidents);
            here.addresses += others;
            here.terms.append(
                {{STRATOPLAN_TEXT("Network", "Others that are not drawn"), {}}, double(others)});
        } else if (!subnet->otherResidents.isUnset()) {
            here.known = false;
            here.terms.append(Term{{STRATOPLAN_TEXT("Network", "Residents that are not known"), {}},
                                   std::nullopt});
        }
    }
    return residents;
}

} // namespace stratoplan::network
