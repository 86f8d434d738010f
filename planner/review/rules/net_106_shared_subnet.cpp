// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/catalog/behaviour.h"
#include "planner/model/edit.h"
#include "planner/review/network_building.h"
#include "planner/review/rule.h"
#include "planner/review/settings_of.h"

namespace stratoplan::review::rules::net_106_shared_subnet {

using namespace Qt::StringLiterals;

namespace {

// The least that CAP-018 wants for functions: 16 addresses, or twice the interfaces.
constexpr qint64 leastAddresses = 16;
constexpr qint64 growth = 2;

// Endpoints that functions use are no strangers.
QList<ElementId> strangersIn(ElementId subnet, const Facts &facts)
{
    QList<ElementId> strangers;
    for (const Service *service : facts.design.all<Service>()) {
        const catalog::ServiceKind *kind = catalog::kindOf(*service, facts.catalog);
        if (service->subnets.contains(subnet) && kind
            && kind->addressesPerSubnet.value_or(kind->addressesField.isEmpty() ? 0 : 1) > 0)
            strangers.append(service->id);
    }
    for (const Gateway *gateway : facts.design.all<Gateway>()) {
        if (gateway->kind == GatewayKind::Nat && gateway->subnet == subnet)
            strangers.append(gateway->id);
    }
    return strangers;
}

QList<Finding> check(const Facts &facts)
{
    QList<Finding> findings;
    for (const Subnet *subnet : facts.design.all<Subnet>()) {
        const network::SubnetPlan *plan = facts.network.subnet(subnet->id);
        if (!plan || !plan->functions)
            continue;
        const QStringList residents = facts.names.shown(strangersIn(subnet->id, facts));
        const int others = subnet->otherResidents.valueOr(0);
        const Args names{{u"subnet"_s, facts.names.shown(subnet->id)},
                         {u"residents"_s, residents},
                         {u"others"_s, others}};
        const Args figures{{u"residentAddresses"_s, plan->residents}};
        if (!residents.isEmpty()) {
            findings.append(found(
                Severity::Low, {subnet->id},
                {STRATOPLAN_TEXT("Rules", "{subnet}: functions share it with {residents}"), names},
                figures));
        } else if (others > 0) {
            findings.append(found(Severity::Low, {subnet->id},
                                  {STRATOPLAN_TEXT("Rules",
                                                   "{subnet}: functions share it with {others} "
                                                   "addresses of others"),
                                   names},
                                  figures));
        } else if (!subnet->otherResidents.isKnown() && !subnet->otherResidents.isUnset()) {
            findings.append(unanswered(
                Severity::Low, {subnet->id},
                {STRATOPLAN_TEXT("Rules", "{subnet}: what else takes addresses in it?"), names}));
        }
    }
    return findings;
}

std::optional<Change> fix(const Finding &finding, const Facts &facts)
{
    const ElementId id = finding.elements.value(0);
    const auto *subnet = facts.design.get<Subnet>(id);
    const network::SubnetPlan *plan = facts.network.subnet(id);
    const std::optional<double> longest = quotaOf(facts, "vpc.subnet.prefix.longest");
    if (!subnet || subnet->outside || subnet->several || !plan || !plan->cidr || !longest)
        return std::nullopt;
    const qint64 wanted = std::max(leastAddresses, growth * plan->interfaces.value_or(0));
    // One shorter than the longest, which CAP-018 finds small.
    const int prefix = prefixFor(wanted, static_cast<int>(*longest) - 1);
    const auto block = freeBlock(facts.design, subnet->vpc, prefix);
    if (!block)
        return std::nullopt;
    Edit edit(facts.design);
    Subnet own;
    own.name = edit.freeName(u"FunctionSubnet"_s);
    own.vpc = subnet->vpc;
    own.zone = subnet->zone;
    own.cidr = block->toString();
    own.routeTable = subnet->routeTable;
    const ElementId made = edit.add(own);
    for (const Function *function : facts.design.all<Function>()) {
        QList<ElementId> subnets = function->subnets;
        const qsizetype at = subnets.indexOf(id);
        if (at < 0)
            continue;
        subnets[at] = made;
        edit.set(function->id, &Function::subnets, subnets);
    }
    return edit.change();
}

} // namespace

extern const Rule entry;
const Rule entry{
    .id = "NET-106",
    .severity = Severity::Low,
    .title = {STRATOPLAN_TEXT("Rules", "Functions share a subnet"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "Functions scale by themselves, and their interfaces with them. In "
                               "subnets of their own they take no address that something else "
                               "waits for. Interface endpoints may stand there."),
               {}},
    .consequence = {STRATOPLAN_TEXT("Rules",
                                    "Databases, load balancers and functions compete for the same "
                                    "addresses, and routes and rules fit all or none."),
                    {}},
    .mend = {STRATOPLAN_TEXT("Rules", "Give the functions subnets of their own."), {}},
    .slides = "20",
    .sources = {u"https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html"_s},
    .tags = {u"network"_s, u"capacity"_s},
    .check = check,
    .fix = fix,
};

} // namespace stratoplan::review::rules::net_106_shared_subnet
