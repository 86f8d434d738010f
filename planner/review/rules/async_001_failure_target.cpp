// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/catalog/behaviour.h"
#include "planner/model/edit.h"
#include "planner/review/rule.h"

namespace stratoplan::review::rules::async_001_failure_target {

using namespace Qt::StringLiterals;

namespace {

// True when all that reaches the element are events that something else has failed to process.
bool carriesOnlyFailures(ElementId id, const Facts &facts)
{
    const QList<const Connection *> &incoming = facts.graph.incoming(id);
    return !incoming.isEmpty()
        && std::all_of(incoming.cbegin(), incoming.cend(), [](const Connection *connection) {
               return connection->role == Role::FailureTarget;
           });
}

bool awaitsAnswer(ElementId source, const Facts &facts)
{
    const auto *service = facts.design.get<Service>(source);
    const catalog::ServiceKind *kind = service ? catalog::kindOf(*service, facts.catalog) : nullptr;
    return kind && kind->awaitsAnswer;
}

// What invokes a function asynchronously, and what may do so.
struct Sources
{
    QStringList asynchronous;
    QStringList unknown;
};

Sources sourcesOf(const Function &function, const Facts &facts)
{
    Sources sources;
    for (const Connection *connection : facts.graph.incoming(function.id)) {
        if ((connection->role != Role::Trigger && connection->role != Role::Call)
            || carriesOnlyFailures(connection->from, facts)
            || awaitsAnswer(connection->from, facts))
            continue;
        const auto execution = catalog::executionOf(*connection, facts.design, facts.catalog);
        const bool unknown = !execution && !connection->execution.isUnset();
        if (!unknown && execution != Execution::Asynchronous)
            continue;
        QStringList &list = unknown ? sources.unknown : sources.asynchronous;
        const QString name = facts.names.shown(connection->from);
        if (!list.contains(name))
            list.append(name);
    }
    return sources;
}

bool hasFailureTarget(const Function &function, const Facts &facts)
{
    const QList<const Connection *> &outgoing = facts.graph.outgoing(function.id);
    return std::any_of(outgoing.cbegin(), outgoing.cend(), [](const Connection *connection) {
        return connection->role == Role::FailureTarget;
    });
}

QList<Finding> check(const Facts &facts)
{
    QList<Finding> findings;
    for (const Function *function : facts.design.all<Function>()) {
        const Sources sources = sourcesOf(*function, facts);
        if (hasFailureTarget(*function, facts))
            continue;
        Args names{{u"function"_s, facts.names.shown(function->id)},
                   {u"sources"_s, sources.asynchronous}};
        if (!sources.asynchronous.isEmpty()) {
            findings.append(found(Severity::High, {function->id},
                                  {STRATOPLAN_TEXT("Rules",
                                                   "{function}: events from {sources} "
                                                   "that fail are lost; it has no "
                                                   "failure target"),
                                   names}));
        } else if (!sources.unknown.isEmpty()) {
            names.insert(u"sources"_s, sources.unknown);
            findings.append(unanswered(
                Severity::High, {function->id},
                {STRATOPLAN_TEXT("Rules",
                                 "{function}: does {sources} wait for its answer? It has "
                                 "no failure target"),
                 names}));
        }
    }
    return findings;
}

std::optional<Change> fix(const Finding &finding, const Facts &facts)
{
    const auto *function = facts.design.get<Function>(finding.elements.value(0));
    if (!function)
        return std::nullopt;
    Edit edit(facts.design);
    Service queue;
    queue.name = edit.freeName(function->name + "Failures"_L1);
    queue.kind = u"queue"_s;
    Connection failures;
    failures.from = function->id;
    failures.to = edit.add(queue);
    failures.role = Role::FailureTarget;
    edit.add(failures);
    return edit.change();
}

} // namespace

extern const Rule entry;
const Rule entry{
    .id = "ASYNC-001",
    .severity = Severity::High,
    .title = {STRATOPLAN_TEXT("Rules", "Asynchronous function without a failure target"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "Lambda queues asynchronous events itself. An event that still "
                               "fails after the retries is dropped, unless the function has an "
                               "on-failure destination or a dead-letter queue."),
               {}},
    .consequence = {STRATOPLAN_TEXT("Rules",
                                    "Events are lost without a trace; nobody can find out which "
                                    "ones or send them again."),
                    {}},
    .mend = {STRATOPLAN_TEXT("Rules",
                             "Give the function an on-failure destination, such as a queue, with "
                             "the permission to send to it, and an alarm on its length."),
             {}},
    .slides = "33",
    .sources = {u"https://docs.aws.amazon.com/lambda/latest/dg/invocation-async.html"_s},
    .tags = {u"failure"_s, u"asynchronous"_s},
    .check = check,
    .fix = fix,
};

} // namespace stratoplan::review::rules::async_001_failure_target
