// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/network/plan.h"

#include "planner/base/table.h"
#include "planner/catalog/behaviour.h"
#include "planner/network/faults.h"
#include "planner/network/interfaces.h"
#include "planner/network/limits.h"
#include "planner/network/space.h"

#include <algorithm>

namespace stratoplan::network {

namespace {

constexpr std::array<Word<Model>, 2> models{{
    {Model::Hyperplane, QLatin1String("hyperplane")},
    {Model::PerContainerEni, QLatin1String("per-container-eni")},
}};

constexpr std::array<Word<Verdict>, 4> verdicts{{
    {Verdict::Fits, QLatin1String("fits")},
    {Verdict::FitsUntilZoneLost, QLatin1String("fits-until-zone-lost")},
    {Verdict::TooSmall, QLatin1String("too-small")},
    {Verdict::Unanswered, QLatin1String("unanswered")},
}};

/// Addresses that something other than functions takes in one subnet.
struct Residents
{
    qint64 addresses = 0;
    bool known = true;
    QList<Term> terms;

    void add(const Common &element, qint64 count)
    {
        addresses += count;
        terms.append({{STRATOPLAN_TEXT("Network", "{resident}: addresses here"),
                       {{QStringLiteral("resident"),
                         element.label.isEmpty() ? element.name : element.label}}},
                      double(count)});
    }
};

/// The residents of every subnet.
QHash<ElementId, Residents> residentsOf(const Design &design, const catalog::Catalog &catalog)
{
    QHash<ElementId, Residents> residents;
    const QList<const Service *> services = design.all<Service>();
    for (const Service *service : services) {
        const catalog::ServiceKind *kind = catalog::kindOf(*service, catalog);
        for (ElementId subnet : service->subnets) {
            if (!kind)
                residents[subnet].known = false;
            else if (kind->addressesPerSubnet > 0)
                residents[subnet].add(*service, kind->addressesPerSubnet);
        }
    }
    const QList<const Gateway *> gateways = design.all<Gateway>();
    for (const Gateway *gateway : gateways) {
        if (gateway->kind == GatewayKind::Nat && gateway->subnet)
            residents[gateway->subnet].add(*gateway, 1);
    }
    const QList<const Endpoint *> endpoints = design.all<Endpoint>();
    for (const Endpoint *endpoint : endpoints) {
        if (endpoint->kind != EndpointKind::Interface)
            continue;
        for (ElementId subnet : endpoint->subnets)
            residents[subnet].add(*endpoint, 1);
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
        }
        if (!here.known)
            here.terms.append(Term{{STRATOPLAN_TEXT("Network", "Residents that are not known"), {}},
                                   std::nullopt});
    }
    return residents;
}

Verdict verdictOf(const SubnetPlan &plan, bool residentsKnown)
{
    if (!plan.usable)
        return Verdict::Unanswered;
    if (plan.needed.value_or(plan.residents) > *plan.usable)
        return Verdict::TooSmall;
    if (!plan.needed || !plan.neededAfterZoneLoss || !residentsKnown)
        return Verdict::Unanswered;
    return *plan.neededAfterZoneLoss > *plan.usable ? Verdict::FitsUntilZoneLost : Verdict::Fits;
}

void appendTotal(SubnetPlan &plan, const Text &text, std::optional<qint64> value)
{
    plan.terms.append({text, value ? std::optional<double>(double(*value)) : std::nullopt});
}

SubnetPlan planOf(const Subnet &subnet, const Interfaces &interfaces, const Residents &residents,
                  const Options &options)
{
    SubnetPlan plan;
    plan.subnet = subnet.id;
    if (!subnet.several)
        plan.cidr = blockOf(subnet.cidr);
    plan.residents = residents.addresses;
    plan.functions = interfaces.stands(subnet.id);
    if (plan.cidr) {
        plan.usable = usableAddresses(plan.cidr->prefix);
        plan.terms.append({{STRATOPLAN_TEXT("Network", "Usable: 2^(32 - {prefix}) - 5"),
                            {{QStringLiteral("prefix"), plan.cidr->prefix}}},
                           double(*plan.usable)});
    } else {
        plan.terms.append(
            Term{{STRATOPLAN_TEXT("Network", "Usable: its block is not known"), {}}, std::nullopt});
    }
    plan.terms += residents.terms;
    for (const Interfaces::Tenant &tenant : interfaces.tenants()) {
        if (!tenant.subnets.contains(subnet.id))
            continue;
        plan.terms.append(tenant.how);
        if (tenant.assumed && options.model == Model::Hyperplane) {
            plan.terms.append({{STRATOPLAN_TEXT("Network",
                                                "{function}: one connection an environment is "
                                                "assumed"),
                                {{QStringLiteral("function"), tenant.name}}},
                               1.0});
        }
    }

    plan.interfaces = interfaces.in(subnet.id, {}, &plan.terms).known();
    if (plan.interfaces)
        plan.needed = plan.residents + *plan.interfaces;
    appendTotal(plan, {STRATOPLAN_TEXT("Network", "Needed"), {}}, plan.needed);

    if (options.zonesLost > 0) {
        const std::optional<qint64> after
            = interfaces.worstIn(subnet.id, options.zonesLost, &plan.terms).known();
        if (after)
            plan.neededAfterZoneLoss = plan.residents + *after;
        appendTotal(
            plan,
            {STRATOPLAN_TEXT("Network", "Needed with %n zone(s) lost"), {}, options.zonesLost},
            plan.neededAfterZoneLoss);
    } else {
        plan.neededAfterZoneLoss = plan.needed;
    }
    plan.verdict = verdictOf(plan, residents.known);
    return plan;
}

VpcPlan planOf(ElementId vpcId, const QList<Field<QString>> &blocks, const Design &design,
               const Limits &limits, const QHash<ElementId, Residents> &residents,
               const QHash<ElementId, Load> &loads, const Options &options)
{
    VpcPlan plan;
    plan.vpc = vpcId;
    plan.interfaces = 0;
    for (const Field<QString> &field : blocks) {
        if (const std::optional<Cidr> block = blockOf(field))
            plan.cidrs.append(*block);
    }
    const Interfaces interfaces(vpcId, design, limits, loads, options);
    QList<Cidr> taken;
    const QList<const Subnet *> subnets = design.all<Subnet>();
    for (const Subnet *subnet : subnets) {
        if (subnet->vpc != vpcId)
            continue;
        plan.subnets.append(planOf(*subnet, interfaces, residents.value(subnet->id), options));
        const SubnetPlan &added = plan.subnets.last();
        if (added.cidr)
            taken.append(*added.cidr);
        if (plan.interfaces && added.interfaces)
            *plan.interfaces += *added.interfaces;
        else
            plan.interfaces.reset();
    }
    for (const Cidr &block : std::as_const(plan.cidrs)) {
        const QList<Range> free = freeRanges(block, taken);
        for (const Range &range : free)
            plan.freeAddresses += static_cast<qint64>(range.size());
    }
    return plan;
}

} // namespace

QLatin1String id(Model model)
{
    return wordOf(models, model);
}

std::optional<Model> modelFromId(QStringView word)
{
    return valueOf(models, word);
}

QLatin1String id(Verdict verdict)
{
    return wordOf(verdicts, verdict);
}

const SubnetPlan *Plan::subnet(ElementId id) const
{
    for (const VpcPlan &network : networks) {
        for (const SubnetPlan &subnet : network.subnets) {
            if (subnet.subnet == id)
                return &subnet;
        }
    }
    return nullptr;
}

const SubnetRoutes *Plan::routesOf(ElementId id) const
{
    for (const SubnetRoutes &found : routes) {
        if (found.subnet == id)
            return &found;
    }
    return nullptr;
}

Plan plan(const Design &design, const catalog::Catalog &catalog,
          const QHash<ElementId, Load> &loads, const Options &options)
{
    const Limits limits = limitsOf(design, catalog);
    Plan made;
    made.model = options.model;
    made.zonesLost = std::max(0, options.zonesLost);
    made.growth = options.growth;
    made.loads = loads;
    Options used = options;
    used.zonesLost = made.zonesLost;

    const QHash<ElementId, Residents> residents = residentsOf(design, catalog);
    const QList<const Vpc *> networks = design.all<Vpc>();
    for (const Vpc *vpc : networks)
        made.networks.append(planOf(vpc->id, vpc->cidrs, design, limits, residents, loads, used));

    const QList<const Subnet *> subnets = design.all<Subnet>();
    for (const Subnet *subnet : subnets)
        made.routes.append(decision::routesOf(*subnet, design));

    made.problems = faultsOf(design, limits) + quotaFaultsOf(made, design, limits);
    return made;
}

} // namespace stratoplan::network
