// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/review/network_building.h"
#include "planner/review/rule.h"
#include "planner/review/settings_of.h"

namespace stratoplan::review::rules::net_113_nat_home {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1String anywhere("0.0.0.0/0");

QList<Finding> check(const Facts &facts)
{
    QList<Finding> findings;
    for (const Gateway *nat : facts.design.all<Gateway>()) {
        if (nat->kind != GatewayKind::Nat || !nat->subnet)
            continue;
        const auto *home = facts.design.get<Subnet>(nat->subnet);
        const decision::SubnetRoutes *routes = facts.network.routesOf(nat->subnet);
        const Args names{{u"nat"_s, facts.names.shown(nat->id)},
                         {u"subnet"_s, facts.names.shown(nat->subnet)}};
        if (!home || !routes || routes->internetGateway)
            continue;
        if (!routes->known || routes->otherDefault) {
            if (home->isPublic.valueOr(false))
                continue;
            findings.append(unanswered(
                Severity::Blocker, {nat->id},
                {STRATOPLAN_TEXT("Rules",
                                 "{nat}: does the default route of {subnet}, where it stands, go "
                                 "to an internet gateway?"),
                 names}));
            continue;
        }
        findings.append(found(Severity::Blocker, {nat->id},
                              {STRATOPLAN_TEXT("Rules",
                                               "{nat}: it stands in {subnet}, which has no route "
                                               "to an internet gateway"),
                               names}));
    }
    return findings;
}

bool holdsOthers(ElementId subnet, ElementId nat, const Design &design)
{
    for (const Function *function : design.all<Function>()) {
        if (function->subnets.contains(subnet))
            return true;
    }
    for (const Service *service : design.all<Service>()) {
        if (service->subnets.contains(subnet))
            return true;
    }
    for (const Gateway *gateway : design.all<Gateway>()) {
        if (gateway->subnet == subnet && gateway->id != nat)
            return true;
    }
    return false;
}

ElementId internetGateway(Edit &edit, ElementId vpc, const Design &design)
{
    for (const Gateway *gateway : design.all<Gateway>()) {
        if (gateway->kind == GatewayKind::Internet && gateway->vpc == vpc)
            return gateway->id;
    }
    Gateway made;
    made.name = edit.freeName(u"InternetGateway"_s);
    made.kind = GatewayKind::Internet;
    made.vpc = vpc;
    return edit.add(made);
}

bool servesOthers(ElementId table, ElementId subnet, const Design &design)
{
    const QList<const Subnet *> subnets = design.all<Subnet>();
    return std::any_of(subnets.cbegin(), subnets.cend(), [&](const Subnet *other) {
        return other->id != subnet && decision::routesOf(*other, design).routeTable == table;
    });
}

// The subnet of the NAT gateway alone becomes public.
void openUp(Edit &edit, const Subnet &home, const decision::SubnetRoutes &routes,
            const Design &design)
{
    const Route out{anywhere, internetGateway(edit, home.vpc, design), {}};
    const auto *present = design.get<RouteTable>(routes.routeTable);
    RouteTable table = present ? *present : RouteTable{};
    table.routes.removeIf([](const Route &route) { return route.destination == anywhere; });
    table.routes.append(out);
    if (present && !servesOthers(present->id, home.id, design)) {
        edit.replace(present->id, table);
        return;
    }
    RouteTable own;
    own.name = edit.freeName(u"PublicRouteTable"_s);
    own.vpc = home.vpc;
    own.routes = {out};
    edit.set(home.id, &Subnet::routeTable, edit.add(own));
}

std::optional<Change> fix(const Finding &finding, const Facts &facts)
{
    const auto *nat = facts.design.get<Gateway>(finding.elements.value(0));
    const auto *home = nat ? facts.design.get<Subnet>(nat->subnet) : nullptr;
    if (!home || home->outside || home->several)
        return std::nullopt;
    Edit edit(facts.design);
    const decision::SubnetRoutes routes = decision::routesOf(*home, facts.design);
    if (!holdsOthers(home->id, nat->id, facts.design)) {
        openUp(edit, *home, routes, facts.design);
        return edit.change();
    }
    const ElementId other = publicSubnetIn(edit, home->zone, facts);
    if (!other)
        return std::nullopt;
    edit.set(nat->id, &Gateway::subnet, other);
    return edit.change();
}

} // namespace

extern const Rule entry;
const Rule entry{
    .id = "NET-113",
    .severity = Severity::Blocker,
    .title = {STRATOPLAN_TEXT("Rules", "NAT gateway without a way to the internet"), {}},
    .reason
    = {STRATOPLAN_TEXT("Rules",
                       "A NAT gateway reaches the internet by the default route of the "
                       "subnet that it stands in, which has to end at an internet gateway."),
       {}},
    .consequence
    = {STRATOPLAN_TEXT("Rules",
                       "Nothing behind the NAT gateway gets out, though every route looks right."),
       {}},
    .mend = {STRATOPLAN_TEXT("Rules",
                             "Give that subnet a default route to the internet gateway, or move "
                             "the NAT gateway to a public subnet."),
             {}},
    .slides = "20",
    .sources = {u"https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html"_s,
                u"https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-scenarios.html"_s},
    .tags = {u"network"_s, u"reachability"_s},
    .check = check,
    .fix = fix,
};

} // namespace stratoplan::review::rules::net_113_nat_home
