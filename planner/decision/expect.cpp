// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/decision/expect.h"

#include <array>

namespace stratoplan::decision {

namespace {

QString nameOf(const Function &function)
{
    return function.label.isEmpty() ? function.name : function.label;
}

Conflict conflict(Text what, QList<ElementId> elements)
{
    Conflict found;
    found.what = std::move(what);
    found.elements = std::move(elements);
    return found;
}

/// The ids with the function in front.
QList<ElementId> with(const Function &function, QList<ElementId> others)
{
    others.prepend(function.id);
    return others;
}

std::optional<Conflict> outsideVpc(const Function &function, const Contacts &,
                                   const Surroundings &surroundings)
{
    if (!standsInVpc(function) || !function.vpcPolicyNote.isEmpty())
        return std::nullopt;
    const Args args{{QStringLiteral("function"), nameOf(function)},
                    {QStringLiteral("subnets"), surroundings.shown(function.subnets)}};
    if (function.subnets.isEmpty()) {
        return conflict(
            {STRATOPLAN_TEXT("Decision", "{function} stands in a VPC, which it does not need"),
             args},
            {function.id});
    }
    return conflict(
        {STRATOPLAN_TEXT("Decision", "{function} stands in {subnets}, and needs no VPC"), args},
        with(function, function.subnets));
}

std::optional<Conflict> insideVpc(const Function &function, const Contacts &, const Surroundings &)
{
    if (standsInVpc(function))
        return std::nullopt;
    return conflict({STRATOPLAN_TEXT("Decision", "{function} stands outside the VPC that it needs"),
                     {{QStringLiteral("function"), nameOf(function)}}},
                    {function.id});
}

std::optional<Conflict> privateSubnets(const Function &function, const Contacts &contacts,
                                       const Surroundings &surroundings)
{
    QList<ElementId> open;
    for (qsizetype i = 0; i < contacts.subnets.size(); ++i) {
        const SubnetRoutes &routes = contacts.routes.at(i);
        const bool isPublic = routes.known ? bool(routes.internetGateway)
                                           : contacts.subnets.at(i)->isPublic.valueOr(false);
        if (isPublic)
            open.append(routes.subnet);
    }
    if (open.isEmpty())
        return std::nullopt;
    return conflict({STRATOPLAN_TEXT("Decision",
                                     "{subnets}: public. {function} gets no public address "
                                     "there, so the internet gateway does not serve it"),
                     {{QStringLiteral("subnets"), surroundings.shown(open)},
                      {QStringLiteral("function"), nameOf(function)}}},
                    with(function, open));
}

std::optional<Conflict> natRoutes(const Function &function, const Contacts &contacts,
                                  const Surroundings &surroundings)
{
    QList<ElementId> lacking;
    for (const SubnetRoutes &routes : contacts.routes) {
        if (routes.known && !routes.nat && !routes.otherDefault && !routes.internetGateway)
            lacking.append(routes.subnet);
    }
    if (lacking.isEmpty())
        return std::nullopt;
    return conflict({STRATOPLAN_TEXT("Decision", "{subnets}: no default route through a NAT"),
                     {{QStringLiteral("subnets"), surroundings.shown(lacking)}}},
                    with(function, lacking));
}

std::optional<Conflict> endpoints(const Function &function, const Contacts &contacts,
                                  const Surroundings &surroundings)
{
    if (contacts.subnets.isEmpty())
        return std::nullopt;
    const Vpc *vpc = surroundings.design.get<Vpc>(contacts.subnets.first()->vpc);
    if (!vpc || vpc->outside)
        return std::nullopt;
    QStringList present;
    const QList<const Endpoint *> all = surroundings.design.all<Endpoint>();
    for (const Endpoint *endpoint : all) {
        if (endpoint->vpc == vpc->id)
            present.append(endpoint->service);
    }
    QList<ElementId> lacking;
    for (const Contact &contact : contacts.outside) {
        const QString service
            = endpointServiceOf(contact.other, surroundings.design, surroundings.catalog);
        if (!service.isEmpty() && !present.contains(service) && !lacking.contains(contact.other))
            lacking.append(contact.other);
    }
    if (lacking.isEmpty())
        return std::nullopt;
    return conflict({STRATOPLAN_TEXT("Decision", "{vpc} has no endpoint for {targets}"),
                     {{QStringLiteral("vpc"), surroundings.names.shown(vpc->id)},
                      {QStringLiteral("targets"), surroundings.shown(lacking)}}},
                    with(function, lacking));
}

std::optional<Conflict> ipv6Egress(const Function &function, const Contacts &contacts,
                                   const Surroundings &surroundings)
{
    if (standsInVpc(function) && function.ipv6DualStack.expression.isEmpty()
        && !function.ipv6DualStack.valueOr(false)) {
        return conflict({STRATOPLAN_TEXT("Decision", "{function} has IPv4 only"),
                         {{QStringLiteral("function"), nameOf(function)}}},
                        {function.id});
    }
    QList<ElementId> lacking;
    for (const SubnetRoutes &routes : contacts.routes) {
        if (routes.known && !routes.egressOnly)
            lacking.append(routes.subnet);
    }
    if (lacking.isEmpty())
        return std::nullopt;
    return conflict(
        {STRATOPLAN_TEXT("Decision", "{subnets}: no route for IPv6 to an egress-only gateway"),
         {{QStringLiteral("subnets"), surroundings.shown(lacking)}}},
        with(function, lacking));
}

constexpr std::array<Expectation, 6> table{{
    {QLatin1String("outside-vpc"), outsideVpc},
    {QLatin1String("inside-vpc"), insideVpc},
    {QLatin1String("private-subnets"), privateSubnets},
    {QLatin1String("nat-routes"), natRoutes},
    {QLatin1String("endpoints"), endpoints},
    {QLatin1String("ipv6-egress"), ipv6Egress},
}};

} // namespace

std::span<const Expectation> expectations()
{
    return table;
}

const Expectation *expectation(const QString &name)
{
    for (const Expectation &row : table) {
        if (name == row.name)
            return &row;
    }
    return nullptr;
}

} // namespace stratoplan::decision
