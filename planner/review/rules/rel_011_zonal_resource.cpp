// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/catalog/behaviour.h"
#include "planner/model/edit.h"
#include "planner/network/spare_nodes.h"
#include "planner/network/spread.h"
#include "planner/review/network_building.h"
#include "planner/review/rule.h"

#include <map>

namespace stratoplan::review::rules::rel_011_zonal_resource {

using namespace Qt::StringLiterals;

namespace {

QSet<ElementId> zonesOf(const QList<ElementId> &subnets, const Design &design)
{
    QSet<ElementId> zones;
    for (const ElementId id : subnets) {
        const auto *subnet = design.get<Subnet>(id);
        if (subnet && subnet->zone && !subnet->several)
            zones.insert(subnet->zone);
    }
    return zones;
}

bool isOpen(const QList<ElementId> &subnets, const Design &design)
{
    return std::any_of(subnets.begin(), subnets.end(), [&](ElementId id) {
        const auto *subnet = design.get<Subnet>(id);
        return !subnet->zone || subnet->several;
    });
}

// What stands in a VPC and is used by functions that stand in two zones, with those functions.
std::map<ElementId, QList<ElementId>> usedResources(const Facts &facts)
{
    std::map<ElementId, QList<ElementId>> used;
    const decision::Surroundings surroundings(facts.design, facts.catalog);
    for (const Function *function : facts.design.all<Function>()) {
        if (zonesOf(function->subnets, facts.design).size() < 2)
            continue;
        for (const decision::Contact &contact :
             decision::contactsOf(*function, surroundings).inside) {
            const auto *service = facts.design.get<Service>(contact.other);
            if (service && !service->subnets.isEmpty() && !used[service->id].contains(function->id))
                used[service->id].append(function->id);
        }
    }
    return used;
}

QList<Finding> check(const Facts &facts)
{
    QList<Finding> findings;
    for (const auto &[id, functions] : usedResources(facts)) {
        const auto &service = *facts.design.get<Service>(id);
        const Args names{{u"resource"_s, facts.names.shown(id)},
                         {u"functions"_s, facts.names.shown(functions)}};
        const qsizetype zones = zonesOf(service.subnets, facts.design).size();
        if (zones == 1 && !isOpen(service.subnets, facts.design)) {
            findings.append(found(Severity::High, {id},
                                  {STRATOPLAN_TEXT("Rules",
                                                   "{resource}: it stands in one zone, and "
                                                   "{functions} in several stop with it"),
                                   names}));
            continue;
        }
        switch (network::spareNode(service, facts.catalog)) {
        case network::Spare::Yes:
            break;
        case network::Spare::No:
            findings.append(found(Severity::High, {id},
                                  {STRATOPLAN_TEXT("Rules",
                                                   "{resource}: its single node stands in one "
                                                   "zone, and {functions} stop with it"),
                                   names}));
            break;
        case network::Spare::Unknown:
            findings.append(unanswered(
                Severity::High, {id},
                {STRATOPLAN_TEXT("Rules",
                                 "{resource}: does it go on when the zone of a node is lost? "
                                 "{functions} need it"),
                 names}));
            break;
        }
    }
    return findings;
}

std::optional<Change> fix(const Finding &finding, const Facts &facts)
{
    const auto *service = facts.design.get<Service>(finding.elements.value(0));
    const catalog::ServiceKind *kind = service ? catalog::kindOf(*service, facts.catalog) : nullptr;
    if (!kind)
        return std::nullopt;
    Edit edit(facts.design);
    Service mended = *service;
    if (zonesOf(service->subnets, facts.design).size() < 2) {
        // A subnet of another zone that routes like its own.
        const auto *first = facts.design.get<Subnet>(service->subnets.first());
        const decision::SubnetRoutes routes = decision::routesOf(*first, facts.design);
        for (const Subnet *subnet : facts.design.all<Subnet>()) {
            const decision::SubnetRoutes others = decision::routesOf(*subnet, facts.design);
            if (subnet->vpc == first->vpc && subnet->zone && subnet->zone != first->zone
                && !subnet->outside && !subnet->several && others.known
                && bool(others.internetGateway) == bool(routes.internetGateway)
                && mended.subnets.size() == service->subnets.size())
                mended.subnets.append(subnet->id);
        }
        if (mended.subnets == service->subnets)
            return std::nullopt;
    }
    if (kind->field(u"multiAz"_s))
        mended.properties.insert(u"multiAz"_s, Field<QVariant>(QVariant(true)));
    else if (network::spareNode(mended, facts.catalog) != network::Spare::Yes)
        return std::nullopt;
    edit.replace(service->id, mended);
    return edit.change();
}

} // namespace

extern const Rule entry;
const Rule entry{
    .id = "REL-011",
    .severity = Severity::High,
    .title = {STRATOPLAN_TEXT("Rules", "Functions in several zones need something in one"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "A function that can start in several zones is no more available "
                               "than the database, cache or broker that it cannot do without."),
               {}},
    .consequence
    = {STRATOPLAN_TEXT("Rules", "The loss of one zone stops functions in all of them."), {}},
    .mend = {STRATOPLAN_TEXT("Rules",
                             "Let the resource stand in two zones: Multi-AZ, replicas, a broker "
                             "with a standby."),
             {}},
    .slides = "20",
    .sources = {u"https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.html"_s,
                u"https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/"
                "use-fault-isolation-to-protect-your-workload.html"_s},
    .tags = {u"network"_s, u"availability"_s},
    .check = check,
    .fix = fix,
};

} // namespace stratoplan::review::rules::rel_011_zonal_resource
