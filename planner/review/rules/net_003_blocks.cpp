// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/network/cidr6.h"
#include "planner/network/propose.h"
#include "planner/review/network_building.h"
#include "planner/review/rule.h"
#include "planner/review/settings_of.h"

#include <map>

namespace stratoplan::review::rules::net_003_blocks {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1String family("network.");

// The faults of the drawing that are about blocks; missing zones are no business of this rule.
bool isAboutBlocks(const Problem &problem)
{
    static const QStringList codes{u"network.bad-cidr"_s,     u"network.host-bits"_s,
                                   u"network.prefix"_s,       u"network.outside-vpc"_s,
                                   u"network.overlap"_s,      u"network.bad-ipv6"_s,
                                   u"network.prefix-ipv6"_s,  u"network.outside-vpc-ipv6"_s,
                                   u"network.overlap-ipv6"_s, u"network.host-bits-ipv6"_s};
    return codes.contains(problem.code);
}

QString facetOf(const Problem &problem)
{
    const QString other = problem.what.args.value(u"other"_s).toString();
    const QString kind = problem.code.mid(family.size());
    return other.isEmpty() ? kind : kind + u' ' + other;
}

QList<Finding> check(const Facts &facts)
{
    QList<Finding> findings;
    QSet<QString> told;
    for (const Problem &problem : facts.network.problems) {
        const ElementId element = facts.names.find(problem.where.element);
        if (!isAboutBlocks(problem) || !element)
            continue;
        const QString facet = facetOf(problem);
        const QString key = problem.where.element + u' ' + facet;
        if (told.contains(key))
            continue;
        told.insert(key);
        Text message = problem.what;
        message.args.insert(u"element"_s, facts.names.shown(element));
        Finding finding = found(problem.severity, {element}, message);
        finding.facet = facet;
        findings.append(finding);
    }

    // What is not known may overlap anything: one question for each VPC.
    std::map<ElementId, QList<ElementId>> unknown;
    for (const Subnet *subnet : facts.design.all<Subnet>()) {
        const auto *vpc = facts.design.get<Vpc>(subnet->vpc);
        const network::SubnetPlan *plan = facts.network.subnet(subnet->id);
        if (vpc && !vpc->outside && !subnet->outside && plan && !plan->cidr && !subnet->cidr)
            unknown[vpc->id].append(subnet->id);
    }
    for (const auto &[vpc, subnets] : unknown) {
        findings.append(unanswered(
            Severity::Blocker, subnets,
            {STRATOPLAN_TEXT(
                 "Rules", "{vpc}: what are the blocks of {subnets}, and do they overlap others?"),
             {{u"vpc"_s, facts.names.shown(vpc)}, {u"subnets"_s, facts.names.shown(subnets)}}}));
    }
    return findings;
}

std::optional<Change> fix(const Finding &finding, const Facts &facts)
{
    const ElementId id = finding.elements.value(0);
    const auto *subnet = facts.design.get<Subnet>(id);
    if (!subnet || subnet->outside || subnet->several || finding.facet.contains("ipv6"_L1))
        return std::nullopt;
    const auto present = subnet->cidr ? network::parseCidr(*subnet->cidr) : std::nullopt;
    const std::optional<double> shortest = quotaOf(facts, "vpc.subnet.prefix.shortest");
    const std::optional<double> longest = quotaOf(facts, "vpc.subnet.prefix.longest");
    if (!present || !shortest || !longest)
        return std::nullopt;
    if (finding.facet == "host-bits"_L1) {
        Edit edit(facts.design);
        edit.set(id, &Subnet::cidr, Field<QString>(present->cidr.toString()));
        return edit.change();
    }
    return otherBlock(
        *subnet,
        std::clamp(present->cidr.prefix, static_cast<int>(*shortest), static_cast<int>(*longest)),
        facts);
}

} // namespace

extern const Rule entry;
const Rule entry{
    .id = "NET-003",
    .severity = Severity::Blocker,
    .title = {STRATOPLAN_TEXT("Rules", "Block of addresses is not possible"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "EC2 makes a subnet only of a block that lies inside a block of its "
                               "VPC, overlaps no other subnet and has a length that it takes."),
               {}},
    .consequence
    = {STRATOPLAN_TEXT("Rules", "The stack fails to deploy, often after half of it was made."), {}},
    .mend = {STRATOPLAN_TEXT("Rules", "Give the subnet a free block of its VPC."), {}},
    .slides = "",
    .sources = {u"https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html"_s,
                u"https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html"_s},
    .tags = {u"network"_s, u"deployment"_s},
    .check = check,
    .fix = fix,
};

} // namespace stratoplan::review::rules::net_003_blocks
