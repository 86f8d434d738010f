// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/catalog/behaviour.h"
#include "planner/review/rule.h"
#include "planner/review/settings_of.h"

namespace stratoplan::review::rules::flow_005_sync_chain {

using namespace Qt::StringLiterals;

namespace {

// What it costs in a month that the caller is billed while it waits.
std::optional<double> waitingCost(const Connection &call, const Function &caller,
                                  const Function &callee, const Facts &facts)
{
    const auto demand = facts.estimates.demand.constFind(caller.id);
    const std::optional<Milliseconds> wait = callee.duration.value;
    const catalog::PriceBook *book = facts.catalog.priceBook(facts.estimates.priceBook);
    if (demand == facts.estimates.demand.constEnd() || !demand->rate || !wait || !caller.memory
        || !book)
        return std::nullopt;
    const bool arm = caller.architecture.valueOr(u"x86_64"_s) == "arm64"_L1;
    const catalog::Price *price
        = book->price(arm ? u"lambda.arm.gb-second"_s : u"lambda.x86.gb-second"_s);
    if (!price)
        return std::nullopt;
    const double calls
        = demand->rate->value * secondsPerMonth * call.share.valueOr(1) * call.perEvent.valueOr(1);
    return price->of(calls * gigabyteSeconds(*caller.memory, *wait).value).value;
}

QList<Finding> check(const Facts &facts)
{
    QList<Finding> findings;
    for (const Function *caller : facts.design.all<Function>()) {
        QList<ElementId> told;
        for (const Connection *connection : facts.graph.outgoing(caller->id)) {
            const auto *callee = facts.design.get<Function>(connection->to);
            if (!callee || callee == caller || told.contains(callee->id)
                || (connection->role != Role::Call && connection->role != Role::Trigger))
                continue;
            const auto execution = catalog::executionOf(*connection, facts.design, facts.catalog);
            if (execution && execution != Execution::Synchronous)
                continue;
            told.append(callee->id);
            // A permission to invoke does not say whether the caller waits.
            const bool isOnlyPermitted
                = !connection->evidence.isEmpty() && connection->execution.isUnset();
            const QList<ElementId> elements{caller->id, callee->id};
            const Args names{{u"function"_s, facts.names.shown(caller->id)},
                             {u"callee"_s, facts.names.shown(callee->id)}};
            if (!execution || isOnlyPermitted) {
                findings.append(unanswered(
                    Severity::High, elements,
                    {STRATOPLAN_TEXT("Rules", "{function}: does it wait for {callee}?"), names}));
                continue;
            }
            Args figures;
            if (const auto cost = waitingCost(*connection, *caller, *callee, facts))
                figures.insert(u"waitingPerMonthUsd"_s, *cost);
            if (callee->duration)
                figures.insert(u"waitMs"_s, callee->duration->value);
            findings.append(found(Severity::High, elements,
                                  {STRATOPLAN_TEXT("Rules",
                                                   "{function}: it waits for {callee}, is billed "
                                                   "meanwhile, and fails when that fails"),
                                   names},
                                  figures));
        }
    }
    return findings;
}

} // namespace

extern const Rule entry;
const Rule entry{
    .id = "FLOW-005",
    .severity = Severity::High,
    .title = {STRATOPLAN_TEXT("Rules", "Function calls a function and waits"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "A function that waits for another is billed for doing nothing. "
                               "Timeouts, retries and concurrency of both add up."),
               {}},
    .consequence = {STRATOPLAN_TEXT("Rules",
                                    "Both are paid for the same time, both take concurrency, and "
                                    "the caller is available only when the callee is."),
                    {}},
    .mend = {STRATOPLAN_TEXT("Rules",
                             "Merge the two, put a queue between them, or let a state machine "
                             "call both."),
             {}},
    .slides = "",
    .sources = {u"https://docs.aws.amazon.com/lambda/latest/operatorguide/anti-patterns.html"_s,
                u"https://rules.sonarsource.com/python/RSPEC-6246/"_s},
    .tags = {u"shape"_s, u"cost"_s, u"availability"_s},
    .check = check,
};

} // namespace stratoplan::review::rules::flow_005_sync_chain
