// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/review/vpc_entry.h"

#include "planner/review/egress.h"
#include "planner/review/network_building.h"

#include <QSet>

namespace stratoplan::review {

using namespace Qt::StringLiterals;

namespace {

// 59 usable addresses: enough for what CAP-018 wants of a subnet with functions.
constexpr int newPrefix = 26;

// The subnets of all that is used inside; empty unless each of them is known to lie in one VPC.
QList<const Subnet *> homes(const decision::Contacts &contacts, const Design &design)
{
    QList<const Subnet *> subnets;
    for (const decision::Contact &contact : contacts.inside) {
        const auto *service = design.get<Service>(contact.other);
        if (!service || service->subnets.isEmpty())
            return {};
        for (const ElementId id : service->subnets) {
            const auto *subnet = design.get<Subnet>(id);
            const auto *vpc = subnet ? design.get<Vpc>(subnet->vpc) : nullptr;
            if (!vpc || vpc->outside || subnet->outside || subnet->several)
                return {};
            if (!subnets.isEmpty() && subnets.first()->vpc != subnet->vpc)
                return {};
            if (!subnets.contains(subnet))
                subnets.append(subnet);
        }
    }
    return subnets;
}

// A function that stands in two zones of the VPC, in private subnets; with a NAT gateway where one
// is needed.
const Function *neighbour(ElementId vpc, bool needsNat, const Facts &facts)
{
    for (const Function *function : facts.design.all<Function>()) {
        QSet<QString> zones;
        const bool fits
            = std::all_of(function->subnets.cbegin(), function->subnets.cend(), [&](ElementId id) {
                  const auto *subnet = facts.design.get<Subnet>(id);
                  const decision::SubnetRoutes routes = decision::routesOf(*subnet, facts.design);
                  zones.insert(zoneName(id, facts.design));
                  return subnet->vpc == vpc && routes.known && !routes.internetGateway
                      && (!needsNat || routes.nat);
              });
        zones.remove(QString());
        if (fits && zones.size() >= 2)
            return function;
    }
    return nullptr;
}

ElementId newSubnet(Edit &edit, ElementId vpc, ElementId zone, ElementId table)
{
    const Expected<Design> design = edit.result();
    const auto block = design ? freeBlock(*design, vpc, newPrefix) : std::nullopt;
    if (!block)
        return {};
    Subnet subnet;
    subnet.name = edit.freeName(u"FunctionSubnet"_s);
    subnet.vpc = vpc;
    subnet.zone = zone;
    subnet.cidr = block->toString();
    subnet.routeTable = table;
    return edit.add(subnet);
}

QList<ElementId> newSubnets(Edit &edit, const QList<const Subnet *> &homes, ElementId table,
                            const Facts &facts)
{
    const Subnet &first = *homes.first();
    ElementId second;
    for (const Subnet *home : homes) {
        if (home->zone && home->zone != first.zone)
            second = home->zone;
    }
    if (!second)
        second = otherZone(edit, first, facts);
    if (!first.zone || !second)
        return {};
    const ElementId one = newSubnet(edit, first.vpc, first.zone, table);
    const ElementId other = one ? newSubnet(edit, first.vpc, second, table) : ElementId{};
    return other ? QList<ElementId>{one, other} : QList<ElementId>{};
}

} // namespace

std::optional<Change> placeInVpc(const Function &function, const decision::Contacts &contacts,
                                 const Facts &facts)
{
    const QList<const Subnet *> resources = homes(contacts, facts.design);
    if (resources.isEmpty())
        return std::nullopt;
    const ElementId vpc = resources.first()->vpc;
    const bool needsNat = std::any_of(contacts.outside.cbegin(), contacts.outside.cend(),
                                      [](const decision::Contact &contact) {
                                          return contact.reach != catalog::Reach::AwsGateway;
                                      });
    Function placed = function;
    placed.inVpc = true;
    Edit edit(facts.design);
    if (const Function *other = neighbour(vpc, !contacts.outside.isEmpty(), facts)) {
        placed.subnets = other->subnets;
        placed.securityGroups = other->securityGroups;
        edit.replace(function.id, placed);
        return edit.change();
    }
    RouteTable table;
    table.name = edit.freeName(u"FunctionRouteTable"_s);
    table.vpc = vpc;
    const ElementId routes = edit.add(table);
    placed.subnets = newSubnets(edit, resources, routes, facts);
    if (placed.subnets.isEmpty())
        return std::nullopt;
    for (const decision::Contact &contact : contacts.outside) {
        if (contact.reach == catalog::Reach::AwsGateway)
            addGatewayEndpoint(edit, vpc, endpointServiceOf(contact, facts), routes);
    }
    if (needsNat && !routeThroughOwnNat(edit, placed.subnets, facts))
        return std::nullopt;
    edit.replace(function.id, placed);
    return edit.change();
}

} // namespace stratoplan::review
