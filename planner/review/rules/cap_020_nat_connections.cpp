// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/network/egress.h"
#include "planner/review/egress.h"
#include "planner/review/network_building.h"
#include "planner/review/rule.h"
#include "planner/review/settings_of.h"

namespace stratoplan::review::rules::cap_020_nat_connections {

using namespace Qt::StringLiterals;

namespace {

QList<Finding> check(const Facts &facts)
{
    const std::optional<double> quota = quotaOf(facts, "nat.connections-per-address");
    if (!quota)
        return {};
    QList<Finding> findings;
    const decision::Surroundings surroundings(facts.design, facts.catalog);
    for (const network::NatLoad &load : network::natLoads(surroundings, facts.network)) {
        const Args names{{u"nat"_s, facts.names.shown(load.nat)},
                         {u"target"_s, facts.names.shown(load.destination)},
                         {u"functions"_s, facts.names.shown(load.functions)}};
        if (load.connections && *load.connections > *quota) {
            findings.append(
                found(Severity::Medium, {load.nat, load.destination},
                      {STRATOPLAN_TEXT("Rules",
                                       "{nat}: up to {connections} connections of {functions} to "
                                       "{target} at once; one address carries {quota}"),
                       names},
                      {{u"connections"_s, *load.connections}, {u"quota"_s, *quota}}));
        } else if (!load.connections && (!load.most || *load.most > *quota)) {
            findings.append(unanswered(
                Severity::Medium, {load.nat, load.destination},
                {STRATOPLAN_TEXT("Rules",
                                 "{nat}: how many environments of {functions} connect to {target} "
                                 "at peak?"),
                 names},
                {{u"quota"_s, *quota}}));
        }
    }
    return findings;
}

// An endpoint takes what goes to an AWS service.
std::optional<Change> fix(const Finding &finding, const Facts &facts)
{
    const ElementId nat = finding.elements.value(0);
    const ElementId destination = finding.elements.value(1);
    const decision::Surroundings surroundings(facts.design, facts.catalog);
    Edit edit(facts.design);
    for (const Function *function : facts.design.all<Function>()) {
        const decision::Contacts contacts = decision::contactsOf(*function, surroundings);
        QList<ElementId> subnets;
        for (qsizetype i = 0; i < contacts.subnets.size(); ++i) {
            const Subnet *subnet = contacts.subnets.at(i);
            if (contacts.routes.at(i).nat == nat && !subnet->outside && !subnet->several)
                subnets.append(subnet->id);
        }
        for (const decision::Contact &contact : contacts.outside) {
            if (contact.other == destination && !subnets.isEmpty()
                && !serveByEndpoints(edit, {contact}, subnets, facts))
                return std::nullopt;
        }
    }
    return edit.change();
}

} // namespace

extern const Rule entry;
const Rule entry{
    .id = "CAP-020",
    .severity = Severity::Medium,
    .title = {STRATOPLAN_TEXT("Rules", "Too many connections through a NAT gateway"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "A NAT gateway carries 55,000 connections at once to one "
                               "destination for each of its addresses."),
               {}},
    .consequence = {STRATOPLAN_TEXT("Rules", "Further connections fail: ErrorPortAllocation."), {}},
    .mend = {STRATOPLAN_TEXT("Rules",
                             "Use an endpoint where there is one, keep connections open, give the "
                             "gateway more addresses, or add gateways."),
             {}},
    .slides = "",
    .sources = {u"https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html"_s},
    .tags = {u"network"_s, u"capacity"_s},
    .check = check,
    .fix = fix,
};

} // namespace stratoplan::review::rules::cap_020_nat_connections
