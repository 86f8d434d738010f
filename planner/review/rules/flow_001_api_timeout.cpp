// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/base/whole.h"
#include "planner/catalog/behaviour.h"
#include "planner/model/edit.h"
#include "planner/review/rule.h"
#include "planner/review/settings_of.h"

#include <cmath>

namespace stratoplan::review::rules::flow_001_api_timeout {

using namespace Qt::StringLiterals;

namespace {

// What waits for a function, and how long at most.
struct Caller
{
    ElementId service;
    Field<Milliseconds> limit;
};

// Stated at the connection, else at the caller, else what callers of the kind do.
Field<Milliseconds> limitOf(const Connection &connection, const Service &service,
                            const catalog::ServiceKind &kind, const Facts &facts)
{
    if (!connection.timeout.isUnset())
        return connection.timeout;
    const Field<QVariant> stated = catalog::fieldOf(service, u"timeoutMs"_s, facts.catalog);
    bool number = false;
    const double value = stated ? stated->toDouble(&number) : 0;
    if (number)
        return Field<Milliseconds>(Milliseconds(value), stated.origin);
    if (!stated.isUnset())
        return Field<Milliseconds>::computed(stated.expression, stated.origin);
    return Field<Milliseconds>(*kind.integrationTimeout, Origin::Default);
}

// The callers of a function that give up after a time, each with its shortest wait.
QList<Caller> callersOf(const Function &function, const Facts &facts)
{
    QList<Caller> callers;
    for (const Connection *connection : facts.graph.incoming(function.id)) {
        if (connection->role != Role::Trigger && connection->role != Role::Call)
            continue;
        if (catalog::executionOf(*connection, facts.design, facts.catalog)
            != Execution::Synchronous)
            continue;
        const Service *service = facts.design.get<Service>(connection->from);
        const catalog::ServiceKind *kind
            = service ? catalog::kindOf(*service, facts.catalog) : nullptr;
        if (!kind || !kind->integrationTimeout)
            continue;
        const Field<Milliseconds> limit = limitOf(*connection, *service, *kind, facts);
        const auto known = std::find_if(callers.begin(), callers.end(), [&](const Caller &caller) {
            return caller.service == service->id;
        });
        if (known == callers.end())
            callers.append({service->id, limit});
        else if (known->limit && limit && *limit < *known->limit)
            known->limit = limit;
    }
    return callers;
}

// The longest timeout that still answers before the caller gives up.
Seconds longestTimeout(Milliseconds limit)
{
    return Seconds(saturated<int>(std::floor(limit.value / 1000.0) - 1));
}

bool isTooSlow(const Function &function, Milliseconds limit, const Facts &facts)
{
    const std::optional<Milliseconds> duration = slowDurationOf(function, facts);
    return duration && *duration > limit;
}

QList<Finding> check(const Facts &facts)
{
    QList<Finding> findings;
    for (const Function *function : facts.design.all<Function>()) {
        const Field<Seconds> timeout = timeoutOf(*function, facts);
        for (const Caller &caller : callersOf(*function, facts)) {
            const QList<ElementId> elements{function->id, caller.service};
            Args names{{u"function"_s, facts.names.shown(function->id)},
                       {u"caller"_s, facts.names.shown(caller.service)}};
            if (!timeout || !caller.limit) {
                findings.append(
                    unanswered(Severity::Medium, elements,
                               timeout ? Text{STRATOPLAN_TEXT("Rules",
                                                              "{function}: how long does {caller} "
                                                              "wait for an answer?"),
                                              names}
                                       : Text{STRATOPLAN_TEXT("Rules",
                                                              "{function}: what is its timeout? "
                                                              "{caller} waits for it"),
                                              names}));
                continue;
            }
            if (toMilliseconds(*timeout) <= *caller.limit - Milliseconds(1000))
                continue;
            const bool tooSlow = isTooSlow(*function, *caller.limit, facts);
            Args figures{{u"timeoutS"_s, timeout->value},
                         {u"callerTimeoutS"_s, caller.limit->value / 1000.0}};
            if (const auto duration = slowDurationOf(*function, facts))
                figures.insert(u"durationMs"_s, duration->value);
            findings.append(
                found(tooSlow ? Severity::High : Severity::Medium, elements,
                      tooSlow ? Text{STRATOPLAN_TEXT("Rules",
                                                     "{function}: it takes longer than the "
                                                     "{callerTimeoutS} s that {caller} waits, so "
                                                     "callers get an error"),
                                     names}
                              : Text{STRATOPLAN_TEXT("Rules",
                                                     "{function}: it may run for {timeoutS} s, but "
                                                     "{caller} gives up after {callerTimeoutS} s"),
                                     names},
                      figures));
        }
    }
    return findings;
}

// A function that really needs longer is not mended by stopping it earlier.
std::optional<Change> fix(const Finding &finding, const Facts &facts)
{
    const auto *function = facts.design.get<Function>(finding.elements.value(0));
    if (!function)
        return std::nullopt;
    std::optional<Milliseconds> limit;
    for (const Caller &caller : callersOf(*function, facts)) {
        if (caller.limit && (!limit || *caller.limit < *limit))
            limit = *caller.limit;
    }
    if (!limit || isTooSlow(*function, *limit, facts))
        return std::nullopt;
    const Seconds timeout = longestTimeout(*limit);
    if (timeout < Seconds(1))
        return std::nullopt;
    Edit edit(facts.design);
    edit.set(function->id, &Function::timeout, Field<Seconds>(timeout));
    return edit.change();
}

} // namespace

extern const Rule entry;
const Rule entry{
    .id = "FLOW-001",
    .severity = Severity::Medium,
    .title = {STRATOPLAN_TEXT("Rules", "Function may run longer than its caller waits"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "An API gives up after its integration timeout, whatever the "
                               "function's own timeout is. The function does not notice."),
               {}},
    .consequence = {STRATOPLAN_TEXT("Rules",
                                    "The client gets a 504 and tries again, while the first "
                                    "invocation still runs, writes and is billed."),
                    {}},
    .mend = {STRATOPLAN_TEXT("Rules",
                             "Set the function's timeout to one second less than the caller "
                             "waits. Where the work takes longer, accept the request and do the "
                             "work asynchronously."),
             {}},
    .slides = "31",
    .sources = {u"https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html"_s,
                u"https://docs.aws.amazon.com/lambda/latest/operatorguide/anti-patterns.html"_s},
    .tags = {u"time"_s, u"api"_s},
    .check = check,
    .fix = fix,
};

} // namespace stratoplan::review::rules::flow_001_api_timeout
