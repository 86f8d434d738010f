// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/edit.h"
#include "planner/review/network_building.h"
#include "planner/review/rule.h"
#include "planner/review/settings_of.h"

#include <algorithm>

namespace stratoplan::review::rules::cap_018_subnet_too_small {

using namespace Qt::StringLiterals;

namespace {

// Addresses that stay free for functions at least, the growth on top of the interfaces of today,
// and the longest prefix of a subnet with functions: the thresholds of the rule.
constexpr qint64 leastAddresses = 16;
constexpr qint64 growth = 2;
constexpr int longestPrefix = 27;

qint64 wanted(const network::SubnetPlan &subnet)
{
    return std::max(leastAddresses, growth * subnet.interfaces.value_or(0));
}

bool isTight(const network::SubnetPlan &subnet)
{
    return subnet.cidr->prefix > longestPrefix
        || *subnet.usable - subnet.residents < wanted(subnet);
}

QList<const network::SubnetPlan *> functionSubnets(const Facts &facts)
{
    QList<const network::SubnetPlan *> subnets;
    for (const network::VpcPlan &vpc : facts.network.networks) {
        for (const network::SubnetPlan &subnet : vpc.subnets) {
            if (subnet.functions)
                subnets.append(&subnet);
        }
    }
    std::sort(subnets.begin(), subnets.end(),
              [](const auto *a, const auto *b) { return a->subnet < b->subnet; });
    return subnets;
}

QList<Finding> check(const Facts &facts)
{
    QList<Finding> findings;
    for (const network::SubnetPlan *plan : functionSubnets(facts)) {
        const Args names{{u"subnet"_s, facts.names.shown(plan->subnet)}};
        if (!plan->cidr || !plan->usable) {
            findings.append(unanswered(
                Severity::Medium, {plan->subnet},
                {STRATOPLAN_TEXT("Rules", "{subnet}: what is its block of addresses?"), names}));
            continue;
        }
        Args figures{{u"usable"_s, *plan->usable},
                     {u"residents"_s, plan->residents},
                     {u"freeForFunctions"_s, *plan->usable - plan->residents},
                     {u"prefix"_s, plan->cidr->prefix}};
        if (!isTight(*plan)) {
            if (!plan->interfaces)
                findings.append(
                    unanswered(Severity::Medium, {plan->subnet},
                               {STRATOPLAN_TEXT("Rules",
                                                "{subnet}: how many environments of its functions "
                                                "run at peak?"),
                                names},
                               figures));
            continue;
        }
        figures.insert(u"wanted"_s, wanted(*plan));
        if (plan->interfaces)
            figures.insert(u"interfaces"_s, *plan->interfaces);
        const bool tooFew = *plan->usable - plan->residents < wanted(*plan);
        findings.append(
            found(Severity::Medium, {plan->subnet},
                  tooFew ? Text{STRATOPLAN_TEXT("Rules",
                                                "{subnet}: {freeForFunctions} addresses are "
                                                "left for functions, which want {wanted}"),
                                names}
                         : Text{STRATOPLAN_TEXT("Rules",
                                                "{subnet}: a block of /{prefix} is small for a "
                                                "subnet of functions and cannot be enlarged"),
                                names},
                  figures));
    }
    return findings;
}

std::optional<Change> fix(const Finding &finding, const Facts &facts)
{
    const ElementId id = finding.elements.value(0);
    const auto *subnet = facts.design.get<Subnet>(id);
    const network::SubnetPlan *plan = facts.network.subnet(id);
    if (!subnet || subnet->outside || subnet->several || !plan)
        return std::nullopt;
    const qint64 needed = plan->residents + wanted(*plan);
    return otherBlock(*subnet, prefixFor(needed, longestPrefix), facts);
}

} // namespace

extern const Rule entry;
const Rule entry{
    .id = "CAP-018",
    .severity = Severity::Medium,
    .title = {STRATOPLAN_TEXT("Rules", "Subnet is tight for its functions"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "Each distinct pair of a subnet and a set of security groups takes "
                               "an interface, and further ones where many connections pass. "
                               "Databases, endpoints and AWS itself take addresses too. A subnet "
                               "cannot be resized."),
               {}},
    .consequence = {STRATOPLAN_TEXT("Rules",
                                    "With growth, with more security groups or with a zone lost "
                                    "there is no address left: deployments and scaling fail."),
                    {}},
    .mend = {STRATOPLAN_TEXT("Rules",
                             "Give functions a larger block, /27 or shorter, with twice "
                             "the interfaces they need and at least 16 addresses."),
             {}},
    .slides = "20",
    .sources = {u"https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html"_s,
                u"https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html"_s},
    .tags = {u"network"_s, u"capacity"_s},
    .check = check,
    .fix = fix,
};

} // namespace stratoplan::review::rules::cap_018_subnet_too_small
