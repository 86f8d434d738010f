// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/network/plan.h"

#include "planner/base/plural.h"
#include "planner/base/table.h"
#include "planner/network/faults.h"
#include "planner/network/interfaces.h"
#include "planner/network/limits.h"
#include "planner/network/residents.h"
#include "planner/network/space.h"
#include "planner/network/what_if.h"

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

Verdict verdictOf(const SubnetPlan &plan)
{
    if (!plan.usable)
        return Verdict::Unanswered;
    if (plan.needed.value_or(plan.residents) > *plan.usable)
        return Verdict::TooSmall;
    if (!plan.needed || !plan.neededAfterZoneLoss || !plan.residentsKnown)
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
    plan.residentsKnown = residents.known;
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
            {STRATOPLAN_PLURAL("Network", "Needed with %n zone(s) lost"), {}, options.zonesLost},
            plan.neededAfterZoneLoss);
    } else {
        plan.neededAfterZoneLoss = plan.needed;
    }
    plan.verdict = verdictOf(plan);
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

namespace {

/// Everything but routes and the faults of blocks.
void size(Plan &plan, const Design &design, const catalog::Catalog &catalog, const Options &options)
{
    const Limits limits = limitsOf(design, catalog);
    plan.model = options.model;
    plan.zonesLost = std::max(0, options.zonesLost);
    plan.growth = options.growth;
    Options used = options;
    used.zonesLost = plan.zonesLost;

    plan.networks.clear();
    const QHash<ElementId, Residents> residents = residentsOf(design, catalog);
    const QList<const Vpc *> networks = design.all<Vpc>();
    for (const Vpc *vpc : networks) {
        VpcPlan made = planOf(vpc->id, vpc->cidrs, design, limits, residents, plan.loads, used);
        made.ipv6 = ipv6SpaceOf(*vpc, design, limits);
        plan.networks.append(made);
    }
    plan.problems += quotaFaultsOf(plan, design, limits);
}

} // namespace

Plan plan(const Design &design, const catalog::Catalog &catalog,
          const QHash<ElementId, Load> &loads, const Options &options)
{
    Plan made;
    made.loads = loads;
    const QList<const Subnet *> subnets = design.all<Subnet>();
    for (const Subnet *subnet : subnets)
        made.routes.append(decision::routesOf(*subnet, design));
    made.problems = faultsOf(design, limitsOf(design, catalog));
    size(made, design, catalog, options);
    return made;
}

Plan replanned(const Design &design, const catalog::Catalog &catalog, const Plan &base,
               const Options &options)
{
    Plan made = base;
    made.problems.removeIf([](const Problem &problem) { return isQuotaFault(problem); });
    size(made, design, catalog, options);
    return made;
}

} // namespace stratoplan::network
