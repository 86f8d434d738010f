// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/edit.h"
#include "planner/network/egress.h"
#include "planner/network/spread.h"
#include "planner/review/network_building.h"
#include "planner/review/rule.h"
#include "planner/review/settings_of.h"

#include <map>

namespace stratoplan::review::rules::cap_019_zone_lost {

using namespace Qt::StringLiterals;

namespace {

// Subnets that suffice only while every zone is there.
void checkSubnets(QList<Finding> &findings, const Facts &facts)
{
    for (const network::VpcPlan &vpc : facts.network.networks) {
        for (const network::SubnetPlan &subnet : vpc.subnets) {
            const Args names{{u"subnet"_s, facts.names.shown(subnet.subnet)}};
            if (subnet.verdict == network::Verdict::FitsUntilZoneLost) {
                findings.append(
                    found(Severity::High, {subnet.subnet},
                          {STRATOPLAN_TEXT("Rules",
                                           "{subnet}: {needed} addresses suffice now, but with a "
                                           "zone lost {neededAfterZoneLoss} are needed of "
                                           "{usable}"),
                           names},
                          {{u"needed"_s, *subnet.needed},
                           {u"neededAfterZoneLoss"_s, *subnet.neededAfterZoneLoss},
                           {u"usable"_s, *subnet.usable}}));
            } else if (subnet.functions && subnet.usable && subnet.needed
                       && !subnet.neededAfterZoneLoss) {
                findings.append(unanswered(
                    Severity::High, {subnet.subnet},
                    {STRATOPLAN_TEXT("Rules",
                                     "{subnet}: how many environments come over when another zone "
                                     "is lost?"),
                     names}));
            }
        }
    }
}

QSet<ElementId> zonesOfFunctions(const Design &design)
{
    QSet<ElementId> zones;
    for (const Function *function : design.all<Function>()) {
        for (const ElementId id : function->subnets)
            zones.insert(network::placeOf(*design.get<Subnet>(id)));
    }
    return zones;
}

// NAT gateways that suffice only while every zone is there.
void checkNats(QList<Finding> &findings, const Facts &facts)
{
    const std::optional<double> quota = quotaOf(facts, "nat.connections-per-address");
    if (!quota)
        return;
    const decision::Surroundings surroundings(facts.design, facts.catalog);
    const auto isOver = [&](const network::NatLoad &load) { return load.connections > *quota; };
    QSet<ElementId> now;
    for (const network::NatLoad &load : network::natLoads(surroundings, facts.network)) {
        if (isOver(load))
            now.insert(load.nat);
    }
    std::map<ElementId, network::NatLoad> worst;
    for (const ElementId zone : zonesOfFunctions(facts.design)) {
        for (const network::NatLoad &load :
             network::natLoads(surroundings, facts.network, {zone})) {
            if (!isOver(load) || now.contains(load.nat))
                continue;
            const auto *nat = facts.design.get<Gateway>(load.nat);
            const auto *home = facts.design.get<Subnet>(nat->subnet);
            if (home && network::placeOf(*home) == zone)
                continue;
            const auto present = worst.find(load.nat);
            if (present == worst.end() || *present->second.connections < *load.connections)
                worst.insert_or_assign(load.nat, load);
        }
    }
    for (const auto &[nat, load] : worst) {
        findings.append(
            found(Severity::High, {nat, load.destination},
                  {STRATOPLAN_TEXT("Rules",
                                   "{nat}: with a zone lost up to {connections} connections to "
                                   "{target} go through it; one address carries {quota}"),
                   {{u"nat"_s, facts.names.shown(nat)},
                    {u"target"_s, facts.names.shown(load.destination)}}},
                  {{u"connections"_s, *load.connections}, {u"quota"_s, *quota}}));
    }
}

QList<Finding> check(const Facts &facts)
{
    QList<Finding> findings;
    checkSubnets(findings, facts);
    checkNats(findings, facts);
    return findings;
}

std::optional<Change> fix(const Finding &finding, const Facts &facts)
{
    const ElementId id = finding.elements.value(0);
    const auto *subnet = facts.design.get<Subnet>(id);
    const network::SubnetPlan *plan = facts.network.subnet(id);
    if (!subnet || subnet->outside || subnet->several || !plan || !plan->cidr
        || !plan->neededAfterZoneLoss)
        return std::nullopt;
    return otherBlock(*subnet, prefixFor(*plan->neededAfterZoneLoss, plan->cidr->prefix), facts);
}

} // namespace

extern const Rule entry;
const Rule entry{
    .id = "CAP-019",
    .severity = Severity::High,
    .title = {STRATOPLAN_TEXT("Rules", "Not enough is left when a zone is lost"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "When a zone fails, the others carry its load as well: of n zones "
                               "each needs the peak divided by n - 1."),
               {}},
    .consequence = {STRATOPLAN_TEXT("Rules",
                                    "The failure of one zone becomes one of all: functions in the "
                                    "zones that are left cannot scale to the load."),
                    {}},
    .mend
    = {STRATOPLAN_TEXT("Rules", "Enlarge what is left to the peak of a lost zone, or add a zone."),
       {}},
    .slides = "20",
    .sources = {u"https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/"
                "use-fault-isolation-to-protect-your-workload.html"_s},
    .tags = {u"network"_s, u"capacity"_s, u"availability"_s},
    .check = check,
    .fix = fix,
};

} // namespace stratoplan::review::rules::cap_019_zone_lost
