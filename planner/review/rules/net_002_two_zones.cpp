// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/review/egress.h"
#include "planner/review/network_building.h"
#include "planner/review/rule.h"

#include <map>

namespace stratoplan::review::rules::net_002_two_zones {

using namespace Qt::StringLiterals;

namespace {

QList<Finding> check(const Facts &facts)
{
    QList<Finding> findings;
    std::map<QList<ElementId>, QList<ElementId>> open;
    for (const Function *function : facts.design.all<Function>()) {
        if (!standsInVpc(*function))
            continue;
        QStringList zones;
        ElementId zone;
        bool unknown = function->subnets.isEmpty();
        for (const ElementId id : function->subnets) {
            const auto *subnet = facts.design.get<Subnet>(id);
            const QString key = zoneName(subnet->id, facts.design);
            unknown = unknown || key.isEmpty() || subnet->several;
            if (key.isEmpty() || zones.contains(key))
                continue;
            zones.append(key);
            zone = subnet->zone;
        }
        if (zones.size() >= 2)
            continue;
        if (unknown) {
            // One question for all functions in the same subnets.
            QList<ElementId> subnets = function->subnets;
            std::sort(subnets.begin(), subnets.end());
            open[subnets].append(function->id);
            continue;
        }
        const Args names{{u"function"_s, facts.names.shown(function->id)}};
        findings.append(found(Severity::High, {function->id},
                              {STRATOPLAN_TEXT("Rules",
                                               "{function}: all its subnets lie in "
                                               "{zone}, so it stops with that zone"),
                               names},
                              {{u"zone"_s, facts.names.shown(zone)}}));
    }
    const decision::Surroundings surroundings(facts.design, facts.catalog);
    for (const auto &[subnets, functions] : open) {
        const Args names{{u"subnets"_s, surroundings.shown(subnets)},
                         {u"functions"_s, surroundings.shown(functions)}};
        findings.append(
            subnets.isEmpty()
                ? unanswered(Severity::High, functions,
                             {STRATOPLAN_TEXT("Rules",
                                              "In which subnets, and of which availability zones, "
                                              "is the place of {functions}?"),
                              names})
                : unanswered(Severity::High, subnets,
                             {STRATOPLAN_TEXT("Rules",
                                              "{subnets}: in which availability zones is that, and "
                                              "does the loss of one stop {functions}?"),
                              names}));
    }
    return findings;
}

bool isLike(const decision::SubnetRoutes &a, const decision::SubnetRoutes &b)
{
    return a.known && b.known && bool(a.internetGateway) == bool(b.internetGateway)
        && bool(a.nat) == bool(b.nat) && bool(a.egressOnly) == bool(b.egressOnly)
        && a.otherDefault == b.otherDefault;
}

// A subnet of another zone that routes as `first` does and has functions already.
ElementId presentSubnet(const Subnet &first, const Facts &facts)
{
    const decision::SubnetRoutes routes = decision::routesOf(first, facts.design);
    for (const Function *function : facts.design.all<Function>()) {
        for (const ElementId id : function->subnets) {
            const auto *subnet = facts.design.get<Subnet>(id);
            if (subnet->vpc == first.vpc && !subnet->several && subnet->zone
                && zoneName(subnet->id, facts.design) != zoneName(first.id, facts.design)
                && isLike(routes, decision::routesOf(*subnet, facts.design)))
                return id;
        }
    }
    return {};
}

ElementId newSubnet(Edit &edit, const Subnet &first, const Facts &facts)
{
    const auto block = first.cidr ? network::parseCidr(*first.cidr) : std::nullopt;
    const auto room = block ? freeBlock(facts.design, first.vpc, block->cidr.prefix) : std::nullopt;
    const ElementId zone = room ? otherZone(edit, first, facts) : ElementId{};
    if (!zone)
        return {};
    Subnet made;
    made.name = edit.freeName(u"PrivateSubnet"_s);
    made.vpc = first.vpc;
    made.zone = zone;
    made.cidr = room->toString();
    made.routeTable = first.routeTable;
    return edit.add(made);
}

std::optional<Change> fix(const Finding &finding, const Facts &facts)
{
    const auto *function = facts.design.get<Function>(finding.elements.value(0));
    if (!function || function->subnets.isEmpty())
        return std::nullopt;
    const auto *first = facts.design.get<Subnet>(function->subnets.first());
    if (!first || first->outside)
        return std::nullopt;
    Edit edit(facts.design);
    ElementId second = presentSubnet(*first, facts);
    if (!second)
        second = newSubnet(edit, *first, facts);
    if (!second)
        return std::nullopt;
    // Two zones with the NAT gateway of one would be the next finding.
    if (decision::routesOf(*first, facts.design).nat
        && !routeThroughOwnNat(edit, {first->id, second}, facts))
        return std::nullopt;
    QList<ElementId> subnets = function->subnets;
    subnets.append(second);
    edit.set(function->id, &Function::subnets, subnets);
    return edit.change();
}

} // namespace

extern const Rule entry;
const Rule entry{
    .id = "NET-002",
    .severity = Severity::High,
    .title = {STRATOPLAN_TEXT("Rules", "Function in one availability zone"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "A subnet lies in one availability zone. Lambda starts a function "
                               "of a VPC only in the zones of its subnets."),
               {}},
    .consequence = {STRATOPLAN_TEXT("Rules",
                                    "When that zone fails, the function cannot start anywhere "
                                    "else and everything that needs it stops."),
                    {}},
    .mend = {STRATOPLAN_TEXT("Rules", "Add a subnet in another availability zone."), {}},
    .slides = "20",
    .sources = {u"https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html"_s,
                u"https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html"_s},
    .tags = {u"network"_s, u"availability"_s},
    .check = check,
    .fix = fix,
};

} // namespace stratoplan::review::rules::net_002_two_zones
