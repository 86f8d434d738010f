// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/base/whole.h"
#include "planner/catalog/behaviour.h"
#include "planner/estimate/flow.h"
#include "planner/model/edit.h"
#include "planner/review/rule.h"
#include "planner/review/settings_of.h"

#include <cmath>

namespace stratoplan::review::rules::cap_001_reserved_concurrency {

using namespace Qt::StringLiterals;

namespace {

// From this share of the reservation on it is told.
constexpr double warningShare = 0.8;

// By what a function is triggered.
struct Triggers
{
    bool queue = false;
    bool stream = false;
    bool other = false; // called, or invoked from outside the drawing
};

Triggers triggersOf(const Function &function, const Facts &facts)
{
    Triggers triggers;
    triggers.other = !function.rate.isUnset() || !function.peakRate.isUnset();
    for (const Connection *connection : facts.graph.incoming(function.id)) {
        const auto execution = catalog::executionOf(*connection, facts.design, facts.catalog);
        if (connection->role == Role::FailureTarget)
            continue;
        triggers.queue = triggers.queue || execution == Execution::Queue;
        triggers.stream = triggers.stream || execution == Execution::Stream;
        triggers.other = triggers.other || execution == Execution::Synchronous
            || execution == Execution::Asynchronous;
    }
    return triggers;
}

// True when all that reaches the function waits in a queue: what finds no environment waits longer
// there and is not refused.
bool isOnlyPolledFromQueues(const Function &function, const Facts &facts)
{
    const Triggers triggers = triggersOf(function, facts);
    return triggers.queue && !triggers.stream && !triggers.other;
}

// Environments that the shards of the function's streams keep busy; nothing when none is known.
std::optional<double> streamConcurrency(const Function &function, const Facts &facts)
{
    std::optional<double> sum;
    for (const Connection *trigger : facts.graph.incoming(function.id)) {
        const auto *stream = facts.design.get<Service>(trigger->from);
        if (!stream || trigger->role != Role::Trigger
            || catalog::executionOf(*trigger, facts.design, facts.catalog) != Execution::Stream)
            continue;
        if (const std::optional<double> shards = estimate::shardsOf(*stream))
            sum = sum.value_or(0) + *shards * trigger->parallelization.valueOr(1);
    }
    return sum;
}

// Traffic may come from where nobody has stated it; then what is known is the least. Shards set
// what a stream needs, whatever its traffic is.
bool hasUnknownTraffic(const Function &function, const Facts &facts)
{
    const Triggers triggers = triggersOf(function, facts);
    if (triggers.stream && !triggers.queue && !triggers.other && streamConcurrency(function, facts))
        return false;
    const auto demand = facts.estimates.demand.constFind(function.id);
    return demand == facts.estimates.demand.constEnd() || !demand->unknownSources.isEmpty();
}

std::optional<double> concurrencyOf(const Function &function, const Facts &facts)
{
    const std::optional<double> demand = peakConcurrencyOf(function.id, facts);
    const std::optional<double> streams = streamConcurrency(function, facts);
    if (demand && streams)
        return std::max(*demand, *streams);
    return demand ? demand : streams;
}

QList<Finding> check(const Facts &facts)
{
    QList<Finding> findings;
    for (const Function *function : facts.design.all<Function>()) {
        // No environment at all is a switch, not a size. Managed instances have their own limits.
        if (function->reservedConcurrency.isUnset() || function->reservedConcurrency.valueOr(1) == 0
            || function->managedInstances.valueOr(false)
            || isOnlyPolledFromQueues(*function, facts))
            continue;
        const Args names{{u"function"_s, facts.names.shown(function->id)}};
        const std::optional<double> needed = concurrencyOf(*function, facts);
        if (!function->reservedConcurrency) {
            findings.append(unanswered(
                Severity::High, {function->id},
                {STRATOPLAN_TEXT("Rules", "{function}: how much concurrency is reserved for it?"),
                 names}));
            continue;
        }
        const int reserved = *function->reservedConcurrency;
        if (!needed || (*needed <= reserved && hasUnknownTraffic(*function, facts))) {
            findings.append(
                unanswered(Severity::High, {function->id},
                           {STRATOPLAN_TEXT("Rules",
                                            "{function}: how often is it invoked at peak, and how "
                                            "long does it take? {reserved} are reserved"),
                            names},
                           {{u"reserved"_s, reserved}}));
            continue;
        }
        const Args figures{{u"peakConcurrency"_s, *needed}, {u"reserved"_s, reserved}};
        if (*needed > reserved) {
            findings.append(found(Severity::High, {function->id},
                                  {STRATOPLAN_TEXT("Rules",
                                                   "{function}: it needs {peakConcurrency} "
                                                   "environments at peak and has {reserved} "
                                                   "reserved, so invocations are throttled"),
                                   names},
                                  figures));
        } else if (*needed >= warningShare * reserved) {
            findings.append(found(Severity::Medium, {function->id},
                                  {STRATOPLAN_TEXT("Rules",
                                                   "{function}: it needs {peakConcurrency} of its "
                                                   "{reserved} reserved environments at peak"),
                                   names},
                                  figures));
        }
    }
    return findings;
}

bool readsDatabase(const Function &function, const Facts &facts)
{
    const QList<const Connection *> &outgoing = facts.graph.outgoing(function.id);
    return std::any_of(outgoing.cbegin(), outgoing.cend(), [&](const Connection *connection) {
        const auto *service = facts.design.get<Service>(connection->to);
        return service && service->kind == "relational-database"_L1;
    });
}

// Reserves what is needed with the warning share in reserve, if the account has it. A reservation
// that protects a database stays: raising it would move the fault there.
std::optional<Change> fix(const Finding &finding, const Facts &facts)
{
    const auto *function = facts.design.get<Function>(finding.elements.value(0));
    const std::optional<double> needed = function ? concurrencyOf(*function, facts) : std::nullopt;
    const std::optional<double> account = accountConcurrency(facts);
    const std::optional<double> unreserved
        = quotaOf(facts, "lambda.concurrency.unreserved-minimum");
    if (!needed || !account || !unreserved || readsDatabase(*function, facts))
        return std::nullopt;
    const double reserve = std::floor(*needed / warningShare) + 1;
    double reserved = reserve;
    for (const Function *other : facts.design.all<Function>()) {
        if (other != function)
            reserved += other->reservedConcurrency.valueOr(0);
    }
    if (reserved > *account - *unreserved)
        return std::nullopt;
    Edit edit(facts.design);
    edit.set(function->id, &Function::reservedConcurrency, Field<int>(saturated<int>(reserve)));
    return edit.change();
}

} // namespace

extern const Rule entry;
const Rule entry{
    .id = "CAP-001",
    .severity = Severity::High,
    .title = {STRATOPLAN_TEXT("Rules", "Reserved concurrency below the demand"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "Reserved concurrency is also a maximum. A function needs as many "
                               "environments as its peak rate times its mean duration, or as its "
                               "streams have shards times the parallelisation."),
               {}},
    .consequence = {STRATOPLAN_TEXT("Rules",
                                    "Callers get throttling errors, asynchronous events wait and "
                                    "may expire, streams fall behind."),
                    {}},
    .mend = {STRATOPLAN_TEXT("Rules",
                             "Raise the reservation, make the function faster, or put a queue in "
                             "front of it."),
             {}},
    .slides = "31",
    .sources = {u"https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html"_s,
                u"https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html"_s},
    .tags = {u"capacity"_s, u"concurrency"_s},
    .check = check,
    .fix = fix,
};

} // namespace stratoplan::review::rules::cap_001_reserved_concurrency
