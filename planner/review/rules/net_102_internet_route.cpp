// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/review/egress.h"
#include "planner/review/network_building.h"
#include "planner/review/rule.h"

namespace stratoplan::review::rules::net_102_internet_route {

using namespace Qt::StringLiterals;

namespace {

enum class Way
{
    Out,
    None,
    Unknown
};

Way wayOut(const Function &function, const Subnet &subnet, const decision::SubnetRoutes &routes)
{
    if (routes.nat)
        return Way::Out;
    if (routes.egressOnly && function.ipv6DualStack.valueOr(false))
        return Way::Out;
    // Where a transit gateway or a peering leads is not drawn.
    if (!routes.known || routes.otherDefault || subnet.several
        || (routes.egressOnly && !function.ipv6DualStack.expression.isEmpty()))
        return Way::Unknown;
    return Way::None;
}

// What has no endpoint and so needs the internet.
QList<decision::Contact> onTheInternet(const decision::Contacts &contacts)
{
    QList<decision::Contact> internet;
    for (const decision::Contact &contact : contacts.outside) {
        if (contact.reach == catalog::Reach::Internet || contact.reach == catalog::Reach::AwsPublic)
            internet.append(contact);
    }
    return internet;
}

QList<Finding> check(const Facts &facts)
{
    QList<Finding> findings;
    const decision::Surroundings surroundings(facts.design, facts.catalog);
    for (const Function *function : facts.design.all<Function>()) {
        if (!standsInVpc(*function))
            continue;
        const decision::Contacts contacts = decision::contactsOf(*function, surroundings);
        const QStringList targets = targetsOf(onTheInternet(contacts), facts);
        if (targets.isEmpty())
            continue;
        QStringList without;
        QStringList unknown;
        for (qsizetype i = 0; i < contacts.subnets.size(); ++i) {
            const Subnet &subnet = *contacts.subnets.at(i);
            const Way way = wayOut(*function, subnet, contacts.routes.at(i));
            if (way == Way::None)
                without.append(facts.names.shown(subnet.id));
            else if (way == Way::Unknown)
                unknown.append(facts.names.shown(subnet.id));
        }
        const Args names{{u"function"_s, facts.names.shown(function->id)}, {u"targets"_s, targets}};
        if (!without.isEmpty()) {
            findings.append(
                found(Severity::Blocker, {function->id},
                      {STRATOPLAN_TEXT("Rules",
                                       "{function}: it cannot reach {targets} from "
                                       "{subnets}, where no default route goes to a NAT"),
                       names},
                      {{u"subnets"_s, without}}));
        } else if (!unknown.isEmpty() || contacts.subnets.isEmpty()) {
            findings.append(
                unanswered(Severity::Blocker, {function->id},
                           {STRATOPLAN_TEXT("Rules",
                                            "{function}: is there a way to the internet "
                                            "from its subnets? It calls {targets}"),
                            names},
                           {{u"subnets"_s, unknown}}));
        }
    }
    return findings;
}

std::optional<Change> fix(const Finding &finding, const Facts &facts)
{
    const auto *function = facts.design.get<Function>(finding.elements.value(0));
    if (!function)
        return std::nullopt;
    QList<ElementId> without;
    for (const ElementId id : function->subnets) {
        const auto *subnet = facts.design.get<Subnet>(id);
        if (wayOut(*function, *subnet, decision::routesOf(*subnet, facts.design)) != Way::Out)
            without.append(id);
    }
    Edit edit(facts.design);
    if (!routeThroughOwnNat(edit, without, facts))
        return std::nullopt;
    return edit.change();
}

} // namespace

extern const Rule entry;
const Rule entry{
    .id = "NET-102",
    .severity = Severity::Blocker,
    .title = {STRATOPLAN_TEXT("Rules", "No way to the internet"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "A function in a VPC has no public address. What it calls on the "
                               "internet is reached through a NAT gateway, or over IPv6 through "
                               "an egress-only gateway, from every one of its subnets."),
               {}},
    .consequence = {STRATOPLAN_TEXT("Rules",
                                    "Calls from the subnets without such a route hang until they "
                                    "time out."),
                    {}},
    .mend = {STRATOPLAN_TEXT("Rules",
                             "Route the default of every subnet of the function to a NAT gateway "
                             "in its zone, or to a regional one."),
             {}},
    .slides = "19,20",
    .sources = {u"https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html"_s},
    .tags = {u"network"_s, u"reachability"_s},
    .check = check,
    .fix = fix,
};

} // namespace stratoplan::review::rules::net_102_internet_route
