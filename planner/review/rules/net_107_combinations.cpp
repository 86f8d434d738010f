// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/review/rule.h"
#include "planner/review/settings_of.h"

#include <map>

namespace stratoplan::review::rules::net_107_combinations {

using namespace Qt::StringLiterals;

namespace {

QList<ElementId> sorted(QList<ElementId> ids)
{
    std::sort(ids.begin(), ids.end());
    return ids;
}

QList<Finding> check(const Facts &facts)
{
    const std::optional<double> most = quotaOf(facts, "threshold.network.combinations");
    if (!most)
        return {};
    using Combination = std::pair<QList<ElementId>, QList<ElementId>>;
    std::map<ElementId, std::map<Combination, QList<ElementId>>> used;
    QList<ElementId> open;
    for (const Function *function : facts.design.all<Function>()) {
        const auto *first = facts.design.get<Subnet>(function->subnets.value(0));
        if (first)
            used[first->vpc][{sorted(function->subnets), sorted(function->securityGroups)}].append(
                function->id);
        else if (standsInVpc(*function))
            open.append(function->id);
    }
    QList<Finding> findings;
    bool isTold = false;
    for (const auto &[vpc, combinations] : used) {
        const double count = double(combinations.size());
        QList<ElementId> alone;
        for (const auto &[combination, functions] : combinations) {
            if (functions.size() == 1)
                alone.append(functions.first());
        }
        const Args names{{u"vpc"_s, facts.names.shown(vpc)},
                         {u"functions"_s, facts.names.shown(open)},
                         {u"alone"_s, facts.names.shown(sorted(alone))}};
        const Args figures{{u"combinations"_s, int(combinations.size())}, {u"most"_s, *most}};
        if (count > *most) {
            const Text all{STRATOPLAN_TEXT("Rules",
                                           "{vpc}: functions use {combinations} different "
                                           "combinations of subnets and security groups, each "
                                           "with interfaces of its own"),
                           names};
            const Text some{STRATOPLAN_TEXT("Rules",
                                            "{vpc}: functions use {combinations} different "
                                            "combinations of subnets and security groups, each "
                                            "with interfaces of its own; begin with {alone}, "
                                            "which share theirs with no other"),
                            names};
            findings.append(found(Severity::Low, {vpc}, alone.isEmpty() ? all : some, figures));
        } else if (!isTold && !open.isEmpty() && count + double(open.size()) > *most) {
            isTold = true;
            findings.append(unanswered(
                Severity::Low, {vpc},
                {STRATOPLAN_TEXT("Rules",
                                 "{vpc}: in which subnets are {functions}? There may be more than "
                                 "{most} combinations of subnets and security groups"),
                 names},
                figures));
        }
    }
    return findings;
}

} // namespace

// No change is offered: a set of security groups says whom a function may reach and who may reach
// it, so that which of them may be one is a decision of those who answer for access. The finding
// names whom to begin with.
extern const Rule entry;
const Rule entry{
    .id = "NET-107",
    .severity = Severity::Low,
    .title = {STRATOPLAN_TEXT("Rules", "Many combinations of subnets and security groups"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "Functions with the same subnets and security groups share their "
                               "interfaces. Each further combination takes new ones in every "
                               "subnet."),
               {}},
    .consequence = {STRATOPLAN_TEXT("Rules",
                                    "Addresses and the quota of interfaces are used up, and "
                                    "deployments take longer."),
                    {}},
    .mend
    = {STRATOPLAN_TEXT("Rules", "Let functions of one kind share subnets and security groups."),
       {}},
    .slides = "20",
    .sources = {u"https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html"_s},
    .tags = {u"network"_s, u"capacity"_s},
    .check = check,
};

} // namespace stratoplan::review::rules::net_107_combinations
