// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/review/egress.h"
#include "planner/review/network_building.h"
#include "planner/review/rule.h"

#include <map>

namespace stratoplan::review::rules::rel_010_nat_zones {

using namespace Qt::StringLiterals;

namespace {

// How the subnets of a function that use their default route get out.
struct WaysOut
{
    QStringList targets; // what is reached that way
    QStringList zones; // of the subnets behind a zonal NAT
    QStringList natZones; // of those NATs
    QStringList cutOff; // subnets whose NAT stands in another zone
    QList<ElementId> subnets; // behind a zonal NAT
    bool unknown = false;
};

void addOnce(QStringList &list, const QString &entry)
{
    if (!list.contains(entry))
        list.append(entry);
}

WaysOut waysOut(const decision::Contacts &contacts, const Facts &facts)
{
    WaysOut ways;
    for (qsizetype i = 0; i < contacts.subnets.size(); ++i) {
        const Subnet &subnet = *contacts.subnets.at(i);
        const decision::SubnetRoutes &routes = contacts.routes.at(i);
        const QStringList targets
            = targetsOf(throughDefaultRoute(contacts, subnet, routes, facts), facts);
        if (targets.isEmpty())
            continue;
        for (const QString &target : targets)
            addOnce(ways.targets, target);
        const auto *nat = facts.design.get<Gateway>(routes.nat);
        if (!nat) {
            ways.unknown = ways.unknown || !routes.known || subnet.several;
            continue;
        }
        if (nat->kind != GatewayKind::Nat)
            continue;
        const QString zone = zoneName(subnet.id, facts.design);
        const QString natZone = zoneName(nat->subnet, facts.design);
        if (zone.isEmpty() || natZone.isEmpty()) {
            ways.unknown = true;
            continue;
        }
        addOnce(ways.zones, zone);
        addOnce(ways.natZones, natZone);
        ways.subnets.append(subnet.id);
        if (zone != natZone)
            ways.cutOff.append(facts.names.shown(subnet.id));
    }
    return ways;
}

// What is to be asked of the subnets of some functions.
struct Question
{
    QStringList functions;
    QStringList targets;
};

QList<Finding> check(const Facts &facts)
{
    QList<Finding> findings;
    std::map<QList<ElementId>, Question> open;
    const decision::Surroundings surroundings(facts.design, facts.catalog);
    for (const Function *function : facts.design.all<Function>()) {
        if (!standsInVpc(*function))
            continue;
        const WaysOut ways = waysOut(decision::contactsOf(*function, surroundings), facts);
        const Args names{{u"function"_s, facts.names.shown(function->id)},
                         {u"targets"_s, ways.targets}};
        if (ways.natZones.size() < ways.zones.size()) {
            findings.append(found(Severity::High, {function->id},
                                  {STRATOPLAN_TEXT("Rules",
                                                   "{function}: the only way from {subnets} to "
                                                   "{targets} leads through {natZones} and is lost "
                                                   "with that zone"),
                                   names},
                                  {{u"subnets"_s, ways.cutOff},
                                   {u"zones"_s, ways.zones},
                                   {u"natZones"_s, ways.natZones}}));
        } else if (ways.unknown) {
            // One question for all functions in the same subnets.
            QList<ElementId> subnets = function->subnets;
            std::sort(subnets.begin(), subnets.end());
            Question &question = open[subnets.isEmpty() ? QList{function->id} : subnets];
            question.functions.append(facts.names.shown(function->id));
            for (const QString &target : ways.targets)
                addOnce(question.targets, target);
        }
    }
    for (const auto &[places, question] : open) {
        findings.append(
            unanswered(Severity::High, places,
                       {STRATOPLAN_TEXT("Rules",
                                        "In which zones are the NAT gateways between {functions} "
                                        "and {targets}?"),
                        {{u"functions"_s, question.functions}, {u"targets"_s, question.targets}}}));
    }
    return findings;
}

std::optional<Change> fix(const Finding &finding, const Facts &facts)
{
    const auto *function = facts.design.get<Function>(finding.elements.value(0));
    if (!function)
        return std::nullopt;
    const decision::Surroundings surroundings(facts.design, facts.catalog);
    const WaysOut ways = waysOut(decision::contactsOf(*function, surroundings), facts);
    Edit edit(facts.design);
    if (!routeThroughOwnNat(edit, ways.subnets, facts))
        return std::nullopt;
    return edit.change();
}

} // namespace

extern const Rule entry;
const Rule entry{
    .id = "REL-010",
    .severity = Severity::High,
    .title = {STRATOPLAN_TEXT("Rules", "NAT gateways in fewer zones than the function"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "A NAT gateway lies in one availability zone. Subnets of other "
                               "zones that route through it depend on a zone that is not theirs."),
               {}},
    .consequence = {STRATOPLAN_TEXT("Rules",
                                    "When the zone of the NAT gateway fails, the function keeps "
                                    "running in the others, but no longer reaches anything "
                                    "outside. Traffic between zones is paid until then."),
                    {}},
    .mend = {STRATOPLAN_TEXT("Rules",
                             "Add a NAT gateway in each zone and route each subnet to its own, "
                             "or use a regional NAT gateway."),
             {}},
    .slides = "20",
    .sources = {u"https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html"_s},
    .tags = {u"network"_s, u"availability"_s},
    .check = check,
    .fix = fix,
};

} // namespace stratoplan::review::rules::rel_010_nat_zones
