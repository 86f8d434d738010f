// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/decision/derive.h"
#include "planner/review/network_building.h"
#include "planner/review/rule.h"

namespace stratoplan::review::rules::net_111_no_subnets {

using namespace Qt::StringLiterals;

namespace {

QList<Finding> check(const Facts &facts)
{
    QList<Finding> findings;
    for (const Function *function : facts.design.all<Function>()) {
        if (!function->inVpc || !function->subnets.isEmpty())
            continue;
        const Args names{{u"function"_s, facts.names.shown(function->id)}};
        // A drawn one is not finished; a template that names none is refused when it is deployed.
        if (function->cfnType.isEmpty()) {
            findings.append(unanswered(
                Severity::Blocker, {function->id},
                {STRATOPLAN_TEXT("Rules", "{function}: which subnets does it get?"), names}));
        } else {
            findings.append(found(
                Severity::Blocker, {function->id},
                {STRATOPLAN_TEXT("Rules", "{function}: its network configuration has no subnets"),
                 names}));
        }
    }
    return findings;
}

// The VPC that it must be meant for: that of its security groups, else the only one.
ElementId vpcOf(const Function &function, const Design &design)
{
    for (const ElementId id : function.securityGroups) {
        const auto *group = design.get<SecurityGroup>(id);
        if (group && group->vpc && !group->insteadOf)
            return group->vpc;
    }
    const QList<const Vpc *> all = design.all<Vpc>();
    return all.size() == 1 ? all.first()->id : ElementId{};
}

std::optional<Change> fix(const Finding &finding, const Facts &facts)
{
    const auto *function = facts.design.get<Function>(finding.elements.value(0));
    if (!function)
        return std::nullopt;
    const decision::Surroundings surroundings(facts.design, facts.catalog);
    const decision::Contacts contacts = decision::contactsOf(*function, surroundings);
    Edit edit(facts.design);
    Function mended = *function;
    if (contacts.inside.isEmpty() && contacts.polled.isEmpty()
        && function->vpcPolicyNote.isEmpty()) {
        // Nothing in a VPC is used.
        mended.inVpc = false;
        mended.securityGroups.clear();
        mended.ipv6DualStack = {};
    } else {
        mended.subnets = usualSubnets(edit, vpcOf(*function, facts.design),
                                      !contacts.outside.isEmpty(), facts);
        if (mended.subnets.isEmpty())
            return std::nullopt;
    }
    edit.replace(function->id, mended);
    return edit.change();
}

} // namespace

extern const Rule entry;
const Rule entry{
    .id = "NET-111",
    .severity = Severity::Blocker,
    .title = {STRATOPLAN_TEXT("Rules", "Network configuration without subnets"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "A function is placed in a VPC by its subnets. Security groups "
                               "alone, or an empty list of subnets beside them, place it nowhere."),
               {}},
    .consequence
    = {STRATOPLAN_TEXT("Rules", "Lambda refuses the configuration, and the stack fails to deploy."),
       {}},
    .mend = {STRATOPLAN_TEXT("Rules",
                             "Name subnets of at least two zones, or take the function out of the "
                             "VPC where it uses nothing inside."),
             {}},
    .slides = "",
    .sources = {u"https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
                "aws-properties-lambda-function-vpcconfig.html"_s},
    .tags = {u"network"_s, u"deployment"_s},
    .check = check,
    .fix = fix,
};

} // namespace stratoplan::review::rules::net_111_no_subnets
