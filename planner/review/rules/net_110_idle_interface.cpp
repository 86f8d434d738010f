// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/catalog/behaviour.h"
#include "planner/review/rule.h"
#include "planner/review/settings_of.h"

namespace stratoplan::review::rules::net_110_idle_interface {

using namespace Qt::StringLiterals;

namespace {

constexpr double secondsPerDay = 86'400;

// Somebody waits for the function.
bool isWaitedFor(const Function &function, const Facts &facts)
{
    const QList<const Connection *> &incoming = facts.graph.incoming(function.id);
    return std::any_of(incoming.cbegin(), incoming.cend(), [&](const Connection *connection) {
        return catalog::executionOf(*connection, facts.design, facts.catalog)
            == Execution::Synchronous;
    });
}

QList<Finding> check(const Facts &facts)
{
    const std::optional<double> days = quotaOf(facts, "hyperplane.idle-reclaim");
    if (!days || facts.network.model != network::Model::Hyperplane)
        return {};
    QList<Finding> findings;
    QList<ElementId> open;
    for (const Function *function : facts.design.all<Function>()) {
        if (!standsInVpc(*function) || !isWaitedFor(*function, facts))
            continue;
        const auto demand = facts.estimates.demand.constFind(function->id);
        const bool known = demand != facts.estimates.demand.constEnd() && demand->rate
            && demand->unknownSources.isEmpty();
        if (!known) {
            open.append(function->id);
            continue;
        }
        const double calls = demand->rate->value * secondsPerDay * *days;
        if (calls >= 1)
            continue;
        findings.append(found(Severity::Medium, {function->id},
                              {STRATOPLAN_TEXT("Rules",
                                               "{function}: {calls} calls in {days} days are few "
                                               "enough for its interface to be taken away, and "
                                               "somebody waits for the next one"),
                               {{u"function"_s, facts.names.shown(function->id)}}},
                              {{u"calls"_s, calls}, {u"days"_s, *days}}));
    }
    if (!open.isEmpty()) {
        findings.append(unanswered(
            Severity::Medium, open,
            {STRATOPLAN_TEXT("Rules", "{functions}: is any of them not called for {days} days?"),
             {{u"functions"_s, facts.names.shown(open)}}},
            {{u"days"_s, *days}}));
    }
    return findings;
}

// A function that needs no VPC leaves it, as NET-101 has it. Else no change is offered: to be
// called by a schedule, its code must know that event from those it is there for, and whether
// callers may try again is theirs to say.
std::optional<Change> fix(const Finding &finding, const Facts &facts)
{
    const Rule *needless = ruleById(u"NET-101"_s);
    const QList<Finding> all = needless->check(facts);
    const auto same = std::find_if(all.begin(), all.end(), [&](const Finding &each) {
        return each.status == Status::Open && each.elements == finding.elements;
    });
    return same == all.end() ? std::nullopt : needless->fix(*same, facts);
}

} // namespace

extern const Rule entry;
const Rule entry{
    .id = "NET-110",
    .severity = Severity::Medium,
    .title = {STRATOPLAN_TEXT("Rules", "Interface of an idle function is reclaimed"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "Lambda takes the interface of a function away that was not invoked "
                               "for 14 days, and the function becomes inactive."),
               {}},
    .consequence = {STRATOPLAN_TEXT("Rules",
                                    "The first call after that fails while the interface is made "
                                    "anew."),
                    {}},
    .mend = {STRATOPLAN_TEXT("Rules",
                             "Call it once a day by a schedule, let the caller try again, or take "
                             "it out of the VPC."),
             {}},
    .slides = "18",
    .sources = {u"https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html"_s,
                u"https://docs.aws.amazon.com/lambda/latest/dg/functions-states.html"_s},
    .tags = {u"network"_s, u"latency"_s},
    .check = check,
    .fix = fix,
};

} // namespace stratoplan::review::rules::net_110_idle_interface
