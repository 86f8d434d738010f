// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/sketch/place.h"

#include "planner/catalog/behaviour.h"
#include "planner/model/edit.h"
#include "planner/sketch/grouping.h"
#include "planner/sketch/kinds.h"

namespace stratoplan::sketch {

namespace {

/// The VPC that an element is, or is a part of.
ElementId vpcOf(const Design &design, ElementId id)
{
    if (design.get<Vpc>(id))
        return id;
    if (const auto *zone = design.get<Zone>(id))
        return zone->vpc;
    if (const auto *subnet = design.get<Subnet>(id))
        return subnet->vpc;
    return {};
}

/// Without a container under the pointer a part of a network goes into the only one there is.
ElementId vpcFor(const Design &design, ElementId container)
{
    if (const ElementId vpc = vpcOf(design, container))
        return vpc;
    const QList<const Vpc *> all = design.all<Vpc>();
    return all.size() == 1 ? all.first()->id : ElementId{};
}

// What has an address in a network: databases, brokers, and load balancers, whose own is public.
bool standsInSubnets(const Service &service, const catalog::Catalog &catalog)
{
    const catalog::ServiceKind *kind = catalog::kindOf(service, catalog);
    return kind
        && (kind->address == catalog::Address::Vpc || kind->addressesPerSubnet.value_or(0) > 0);
}

Problem needsNetwork()
{
    Problem problem;
    problem.code = QStringLiteral("sketch.needs-network");
    problem.what = Text{STRATOPLAN_TEXT("Sketch", "This is a part of a network"), {}};
    problem.remedy = Text{STRATOPLAN_TEXT("Sketch", "Drop it on a VPC, or place a VPC first"), {}};
    return problem;
}

std::optional<Endpoint> endpointNamed(const QString &what)
{
    Endpoint endpoint;
    if (what == QLatin1String("gateway-endpoint"))
        endpoint.kind = EndpointKind::Gateway;
    else if (what == QLatin1String("interface-endpoint"))
        endpoint.kind = EndpointKind::Interface;
    else
        return std::nullopt;
    return endpoint;
}

} // namespace

std::optional<Element> elementNamed(const Design &design, const QString &what, ElementId container,
                                    const catalog::Catalog &catalog)
{
    const ElementId vpc = vpcFor(design, container);
    if (what == QLatin1String("function"))
        return Function{};
    if (what == QLatin1String("note"))
        return Note{};
    if (what == QLatin1String("group"))
        return Group{};
    if (what == QLatin1String("vpc"))
        return Vpc{};
    if (what == QLatin1String("zone")) {
        Zone zone;
        zone.vpc = vpc;
        return vpc ? std::optional<Element>(zone) : std::nullopt;
    }
    if (what == QLatin1String("subnet")) {
        Subnet subnet;
        subnet.vpc = vpc;
        if (design.get<Zone>(container))
            subnet.zone = container;
        else if (const auto *sibling = design.get<Subnet>(container))
            subnet.zone = sibling->zone;
        return vpc ? std::optional<Element>(subnet) : std::nullopt;
    }
    if (const std::optional<GatewayKind> kind = gatewayNamed(what)) {
        Gateway gateway;
        gateway.kind = *kind;
        gateway.vpc = vpc;
        if (*kind == GatewayKind::Nat && design.get<Subnet>(container))
            gateway.subnet = container;
        return vpc ? std::optional<Element>(gateway) : std::nullopt;
    }
    if (std::optional<Endpoint> endpoint = endpointNamed(what)) {
        endpoint->vpc = vpc;
        if (endpoint->kind == EndpointKind::Interface && design.get<Subnet>(container))
            endpoint->subnets = {container};
        return vpc ? std::optional<Element>(*endpoint) : std::nullopt;
    }
    Service service;
    service.kind = catalog.service(what) ? what : QStringLiteral("unknown");
    return service;
}

void putInto(Element &element, const Design &design, ElementId container, bool add,
             const catalog::Catalog &catalog)
{
    // The frame of a group is no part of any network.
    if (design.get<Group>(container))
        container = {};
    const bool isSubnet = design.get<Subnet>(container) != nullptr;
    const auto join = [&](QList<ElementId> &subnets) {
        if (!isSubnet || subnets.contains(container))
            return;
        if (!add)
            subnets.clear();
        subnets.append(container);
    };
    if (auto *function = std::get_if<Function>(&element)) {
        if (!container) {
            function->subnets.clear();
            function->inVpc = false;
            return;
        }
        join(function->subnets);
        function->inVpc = function->inVpc || isSubnet;
    } else if (auto *service = std::get_if<Service>(&element)) {
        if (!standsInSubnets(*service, catalog))
            return;
        if (!container)
            service->subnets.clear();
        join(service->subnets);
    } else if (auto *subnet = std::get_if<Subnet>(&element)) {
        const auto *zone = design.get<Zone>(container);
        if (zone && zone->vpc == subnet->vpc)
            subnet->zone = container;
    } else if (auto *gateway = std::get_if<Gateway>(&element)) {
        if (isSubnet && gateway->kind == GatewayKind::Nat)
            gateway->subnet = container;
    }
}

Expected<Placed> place(const Design &design, const QString &what, std::optional<Point> at,
                       ElementId container, const catalog::Catalog &catalog)
{
    std::optional<Element> element = elementNamed(design, what, container, catalog);
    if (!element)
        return failure(needsNetwork());
    putInto(*element, design, container, false, catalog);
    Edit edit(design);
    common(*element).name = edit.freeName(defaultName(what));
    common(*element).position = at;
    const bool joins = design.get<Group>(container) && canBeGrouped(*element, design, catalog);
    const ElementId id = edit.add(*std::move(element));
    if (joins)
        join(edit, design, container, {id});
    return Placed{edit.change(), id};
}

bool takes(const Design &design, ElementId container, const Element &element,
           const catalog::Catalog &catalog)
{
    const Element *box = design.find(container);
    if (!box)
        return false;
    if (std::holds_alternative<Group>(*box))
        return canBeGrouped(element, design, catalog);
    const ElementId vpc = vpcOf(design, container);
    const bool isSubnet = std::holds_alternative<Subnet>(*box);
    const bool isZone = std::holds_alternative<Zone>(*box);
    if (std::holds_alternative<Function>(element))
        return isSubnet;
    if (const auto *service = std::get_if<Service>(&element))
        return isSubnet && standsInSubnets(*service, catalog);
    if (const auto *subnet = std::get_if<Subnet>(&element))
        return isZone && subnet->vpc == vpc;
    if (const auto *gateway = std::get_if<Gateway>(&element))
        return isSubnet && gateway->kind == GatewayKind::Nat && gateway->vpc == vpc;
    return false;
}

} // namespace stratoplan::sketch
