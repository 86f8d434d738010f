// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/model/edit.h"
#include "planner/review/rule.h"
#include "planner/review/settings_of.h"

namespace stratoplan::review::rules::cap_017_interface_quota {

using namespace Qt::StringLiterals;

namespace {

struct Line
{
    double quota = 0;
    double warning = 0;
};

std::optional<Line> lineOf(const char *quota, const Facts &facts)
{
    const std::optional<double> most = quotaOf(facts, quota);
    const std::optional<double> share = quotaOf(facts, "threshold.network.interface-share");
    return most && share ? std::optional(Line{*most, *most * *share}) : std::nullopt;
}

Args figuresOf(qint64 interfaces, const Line &line)
{
    return {{u"interfaces"_s, interfaces},
            {u"quota"_s, line.quota},
            {u"sharePercent"_s, 100.0 * double(interfaces) / line.quota}};
}

QList<ElementId> openSubnets(const network::VpcPlan &vpc)
{
    QList<ElementId> open;
    for (const network::SubnetPlan &subnet : vpc.subnets) {
        if (subnet.functions && !subnet.interfaces)
            open.append(subnet.subnet);
    }
    return open;
}

Finding question(const QList<ElementId> &subnets, const Facts &facts)
{
    return unanswered(Severity::Medium, subnets,
                      {STRATOPLAN_TEXT("Rules",
                                       "{subnets}: how many environments of their functions run at "
                                       "peak? Their interfaces count against the quota"),
                       {{u"subnets"_s, facts.names.shown(subnets)}}});
}

// What the functions of a VPC would need with one set of security groups for all: the least that
// sharing can bring them to in the subnets that they have.
std::optional<qint64> whenShared(ElementId vpc, const Facts &facts)
{
    Edit edit(facts.design);
    for (const Function *function : facts.design.all<Function>())
        edit.set(function->id, &Function::securityGroups, QList<ElementId>());
    const Expected<Design> shared = edit.result();
    if (!shared)
        return std::nullopt;
    const network::Plan plan
        = network::plan(*shared, facts.catalog, facts.network.loads,
                        {facts.network.model, facts.network.zonesLost, facts.network.growth});
    for (const network::VpcPlan &one : plan.networks) {
        if (one.vpc == vpc)
            return one.interfaces;
    }
    return std::nullopt;
}

// Today's quota is one of each VPC.
QList<Finding> perVpc(const Facts &facts)
{
    QList<Finding> findings;
    const std::optional<Line> line = lineOf("lambda.eni-per-vpc", facts);
    if (!line)
        return {};
    for (const network::VpcPlan &vpc : facts.network.networks) {
        if (const QList<ElementId> open = openSubnets(vpc); !open.isEmpty())
            findings.append(question(open, facts));
        qint64 sum = 0;
        for (const network::SubnetPlan &subnet : vpc.subnets)
            sum += subnet.interfaces.value_or(0);
        if (double(sum) <= line->warning)
            continue;
        const std::optional<qint64> least = whenShared(vpc.vpc, facts);
        const Args names{{u"vpc"_s, facts.names.shown(vpc.vpc)}};
        const Text plain{STRATOPLAN_TEXT("Rules",
                                         "{vpc}: functions need {interfaces} interfaces of the "
                                         "{quota} that a VPC may have"),
                         names};
        const Text shared{STRATOPLAN_TEXT("Rules",
                                          "{vpc}: functions need {interfaces} interfaces of the "
                                          "{quota} that a VPC may have; if they shared one set of "
                                          "security groups, {shared}"),
                          names};
        Args figures = figuresOf(sum, *line);
        if (least)
            figures.insert(u"shared"_s, *least);
        findings.append(found(double(sum) > line->quota ? Severity::High : Severity::Medium,
                              {vpc.vpc}, least && *least < sum ? shared : plain, figures));
    }
    return findings;
}

// Until 2019 there was one of each region.
QList<Finding> perRegion(const Facts &facts)
{
    const std::optional<Line> line = lineOf("lambda-2018.eni-per-region", facts);
    if (!line)
        return {};
    QList<Finding> findings;
    QList<ElementId> networks;
    qint64 sum = 0;
    for (const network::VpcPlan &vpc : facts.network.networks) {
        if (const QList<ElementId> open = openSubnets(vpc); !open.isEmpty())
            findings.append(question(open, facts));
        networks.append(vpc.vpc);
        for (const network::SubnetPlan &subnet : vpc.subnets)
            sum += subnet.interfaces.value_or(0);
    }
    if (double(sum) > line->warning) {
        findings.append(found(double(sum) > line->quota ? Severity::High : Severity::Medium,
                              networks,
                              {STRATOPLAN_TEXT("Rules",
                                               "Functions need {interfaces} interfaces of the "
                                               "{quota} that a region may have"),
                               {}},
                              figuresOf(sum, *line)));
    }
    return findings;
}

QList<Finding> check(const Facts &facts)
{
    return facts.network.model == network::Model::Hyperplane ? perVpc(facts) : perRegion(facts);
}

} // namespace

// No change is offered: the quota is AWS's to raise, and which functions may share security groups
// is a decision about access. The finding says how far sharing would get.
extern const Rule entry;
const Rule entry{
    .id = "CAP-017",
    .severity = Severity::Medium,
    .title = {STRATOPLAN_TEXT("Rules", "Near the quota of network interfaces"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "Each distinct pair of a subnet and a set of security groups takes "
                               "an interface, and one more for every 65,000 connections. A VPC may "
                               "have as many as its quota says."),
               {}},
    .consequence = {STRATOPLAN_TEXT("Rules",
                                    "Above the quota, functions cannot be placed or changed, and "
                                    "scaling stops."),
                    {}},
    .mend = {STRATOPLAN_TEXT("Rules",
                             "Let functions share security groups and subnets, or ask for a higher "
                             "quota."),
             {}},
    .slides = "20",
    .sources = {u"https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html"_s,
                u"https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"_s},
    .tags = {u"network"_s, u"capacity"_s},
    .check = check,
};

} // namespace stratoplan::review::rules::cap_017_interface_quota
