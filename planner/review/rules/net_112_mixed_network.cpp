// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/decision/derive.h"
#include "planner/review/network_building.h"
#include "planner/review/rule.h"

namespace stratoplan::review::rules::net_112_mixed_network {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1String subnetFacet("subnet");
constexpr QLatin1String groupFacet("security-group");
constexpr QLatin1String otherVpcFacet("other-vpc");
constexpr QLatin1String vpcsFacet("vpcs");

// What is placed in a network, whatever it is.
struct Placed
{
    ElementId element;
    QList<ElementId> subnets;
    QList<ElementId> groups;
};

QList<Placed> placed(const Design &design)
{
    QList<Placed> all;
    for (const Function *function : design.all<Function>())
        all.append({function->id, function->subnets, function->securityGroups});
    for (const Service *service : design.all<Service>())
        all.append({service->id, service->subnets, service->securityGroups});
    for (const Endpoint *endpoint : design.all<Endpoint>())
        all.append({endpoint->id, endpoint->subnets, endpoint->securityGroups});
    return all;
}

class Look
{
public:
    explicit Look(const Facts &facts)
        : m_facts(facts)
    {
    }

    QList<Finding> all()
    {
        for (const Placed &place : placed(m_facts.design)) {
            misnamed(place);
            mixed(place);
        }
        return m_findings;
    }

private:
    QString shown(ElementId id) const { return m_facts.names.shown(id); }

    void add(Finding finding, QLatin1String facet)
    {
        finding.facet = facet;
        m_findings.append(finding);
    }

    void misnamed(const Placed &place)
    {
        QList<ElementId> groups;
        for (const ElementId id : place.subnets) {
            const auto *subnet = m_facts.design.get<Subnet>(id);
            if (subnet->insteadOf)
                groups.append(subnet->insteadOf);
        }
        const Args names{{u"element"_s, shown(place.element)}};
        if (!groups.isEmpty()) {
            add(found(Severity::Blocker, {place.element},
                      {STRATOPLAN_TEXT("Rules",
                                       "{element}: {named} stands where a subnet is due, and is a "
                                       "security group"),
                       names},
                      {{u"named"_s, m_facts.names.shown(groups)}}),
                subnetFacet);
        }
        QList<ElementId> subnets;
        for (const ElementId id : place.groups) {
            const auto *group = m_facts.design.get<SecurityGroup>(id);
            if (group->insteadOf)
                subnets.append(group->insteadOf);
        }
        if (!subnets.isEmpty()) {
            add(found(Severity::Blocker, {place.element},
                      {STRATOPLAN_TEXT("Rules",
                                       "{element}: {named} stands where a security group is due, "
                                       "and is a subnet"),
                       names},
                      {{u"named"_s, m_facts.names.shown(subnets)}}),
                groupFacet);
        }
    }

    void mixed(const Placed &place)
    {
        ElementId home;
        QList<ElementId> others;
        for (const ElementId id : place.subnets) {
            const auto *subnet = m_facts.design.get<Subnet>(id);
            if (subnet->insteadOf || !subnet->vpc)
                continue;
            if (!home)
                home = subnet->vpc;
            else if (subnet->vpc != home && !others.contains(id))
                others.append(id);
        }
        if (!home)
            return;
        const Args names{{u"element"_s, shown(place.element)}, {u"vpc"_s, shown(home)}};
        if (!others.isEmpty())
            tell(place, home, others, vpcsFacet,
                 {STRATOPLAN_TEXT("Rules",
                                  "{element}: its subnets lie in several VPCs; {parts} are not in "
                                  "{vpc}"),
                  names},
                 {STRATOPLAN_TEXT("Rules", "{element}: are {parts} subnets of {vpc}?"), names});
        QList<ElementId> groups;
        for (const ElementId id : place.groups) {
            const auto *group = m_facts.design.get<SecurityGroup>(id);
            if (!group->insteadOf && group->vpc && group->vpc != home)
                groups.append(id);
        }
        if (!groups.isEmpty())
            tell(place, home, groups, otherVpcFacet,
                 {STRATOPLAN_TEXT("Rules",
                                  "{element}: {parts} belong to another VPC than its subnets, "
                                  "which lie in {vpc}"),
                  names},
                 {STRATOPLAN_TEXT("Rules", "{element}: are {parts} security groups of {vpc}?"),
                  names});
    }

    bool isOutside(ElementId vpc) const
    {
        const auto *network = m_facts.design.get<Vpc>(vpc);
        return !network || network->outside;
    }

    // Two networks of other stacks may be one.
    void tell(const Placed &place, ElementId home, const QList<ElementId> &parts,
              QLatin1String facet, const Text &message, const Text &question)
    {
        const bool certain
            = !isOutside(home) && std::all_of(parts.begin(), parts.end(), [&](ElementId id) {
                  const auto *subnet = m_facts.design.get<Subnet>(id);
                  const auto *group = m_facts.design.get<SecurityGroup>(id);
                  return !isOutside(subnet ? subnet->vpc : group->vpc);
              });
        const Args figures{{u"parts"_s, m_facts.names.shown(parts)}};
        add(certain ? found(Severity::Blocker, {place.element}, message, figures)
                    : unanswered(Severity::Blocker, {place.element}, question, figures),
            facet);
    }

    const Facts &m_facts;
    QList<Finding> m_findings;
};

QList<Finding> check(const Facts &facts)
{
    return Look(facts).all();
}

// A group for the functions of the VPC: what another function there has, else a new one that lets
// nothing in and everything out.
QList<ElementId> groupsIn(Edit &edit, ElementId vpc, const Design &design)
{
    for (const Function *function : design.all<Function>()) {
        const bool fits = !function->securityGroups.isEmpty()
            && std::all_of(function->securityGroups.begin(), function->securityGroups.end(),
                           [&](ElementId id) {
                               const auto *group = design.get<SecurityGroup>(id);
                               return group->vpc == vpc && !group->insteadOf;
                           });
        if (fits)
            return function->securityGroups;
    }
    SecurityGroup group;
    group.name = edit.freeName(u"FunctionSecurityGroup"_s);
    group.vpc = vpc;
    return {edit.add(group)};
}

void mend(Edit &edit, Function &function, const Finding &finding, const Facts &facts)
{
    const Design &design = facts.design;
    const auto isMisnamed = [&](ElementId id) {
        const auto *subnet = design.get<Subnet>(id);
        const auto *group = design.get<SecurityGroup>(id);
        return (subnet && subnet->insteadOf) || (group && group->insteadOf);
    };
    if (finding.facet == subnetFacet) {
        ElementId vpc;
        for (const ElementId id : function.subnets) {
            if (isMisnamed(id))
                vpc = design.get<Subnet>(id)->vpc;
        }
        function.subnets.removeIf(isMisnamed);
        if (function.subnets.isEmpty()) {
            const decision::Surroundings surroundings(design, facts.catalog);
            const bool needsNat = !decision::contactsOf(function, surroundings).outside.isEmpty();
            function.subnets = usualSubnets(edit, vpc, needsNat, facts);
        }
    } else if (finding.facet == groupFacet) {
        function.securityGroups.removeIf(isMisnamed);
    } else {
        const auto *first = design.get<Subnet>(function.subnets.first());
        const ElementId home = first->vpc;
        if (finding.facet == vpcsFacet) {
            function.subnets.removeIf(
                [&](ElementId id) { return design.get<Subnet>(id)->vpc != home; });
            return;
        }
        function.securityGroups.removeIf(
            [&](ElementId id) { return design.get<SecurityGroup>(id)->vpc != home; });
        if (function.securityGroups.isEmpty())
            function.securityGroups = groupsIn(edit, home, design);
    }
}

// What was there only because of the mistake goes with it.
void removeUnused(Edit &edit, const QList<ElementId> &candidates, const Design &design)
{
    for (const ElementId id : candidates) {
        const auto *subnet = design.get<Subnet>(id);
        const auto *group = design.get<SecurityGroup>(id);
        if (!(subnet && subnet->insteadOf) && !(group && group->insteadOf))
            continue;
        const QList<Placed> all = placed(design);
        const bool isUsed = std::any_of(all.begin(), all.end(), [&](const Placed &place) {
            const auto *now = edit.get<Function>(place.element);
            const QList<ElementId> uses
                = now ? now->subnets + now->securityGroups : place.subnets + place.groups;
            return uses.contains(id);
        });
        if (!isUsed)
            edit.remove(id);
    }
}

std::optional<Change> fix(const Finding &finding, const Facts &facts)
{
    const auto *function = facts.design.get<Function>(finding.elements.value(0));
    if (!function || function->subnets.isEmpty())
        return std::nullopt;
    Edit edit(facts.design);
    Function mended = *function;
    mend(edit, mended, finding, facts);
    if (mended.subnets.isEmpty())
        return std::nullopt;
    edit.replace(function->id, mended);
    removeUnused(edit, function->subnets + function->securityGroups, facts.design);
    return edit.change();
}

} // namespace

extern const Rule entry;
const Rule entry{
    .id = "NET-112",
    .severity = Severity::Blocker,
    .title = {STRATOPLAN_TEXT("Rules", "Parts of the network do not belong together"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "The subnets and the security groups of a function are of one VPC, "
                               "and neither can stand for the other."),
               {}},
    .consequence
    = {STRATOPLAN_TEXT("Rules",
                       "The stack fails to deploy. Neither a schema nor SAM sees it before."),
       {}},
    .mend = {STRATOPLAN_TEXT("Rules", "Name subnets and security groups of one VPC."), {}},
    .slides = "",
    .sources = {u"https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/"
                "aws-properties-lambda-function-vpcconfig.html"_s,
                u"https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html"_s},
    .tags = {u"network"_s, u"deployment"_s},
    .check = check,
    .fix = fix,
};

} // namespace stratoplan::review::rules::net_112_mixed_network
