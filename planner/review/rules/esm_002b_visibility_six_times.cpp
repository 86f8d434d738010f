// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/review/queue_triggers.h"
#include "planner/review/rule.h"

namespace stratoplan::review::rules::esm_002b_visibility_six_times {

using namespace Qt::StringLiterals;

namespace {

QList<Finding> check(const Facts &facts)
{
    QList<Finding> findings;
    for (const QueueTrigger &trigger : queueTriggers(facts)) {
        // ESM-002a asks for the timeouts, and stops what is shorter still.
        if (!trigger.visibility || !trigger.functionTimeout
            || *trigger.visibility < *trigger.functionTimeout)
            continue;
        const QList<ElementId> elements{trigger.queue->id, trigger.function->id};
        const Args names{{u"queue"_s, facts.names.shown(trigger.queue->id)},
                         {u"function"_s, facts.names.shown(trigger.function->id)}};
        if (!trigger.recommended) {
            findings.append(
                unanswered(Severity::High, elements,
                           {STRATOPLAN_TEXT("Rules",
                                            "{queue}: how long is the batching window of the "
                                            "trigger of {function}?"),
                            names}));
        } else if (*trigger.visibility < *trigger.recommended) {
            findings.append(
                found(Severity::High, elements,
                      {STRATOPLAN_TEXT("Rules",
                                       "{queue}: its visibility timeout of {visibilityTimeoutS} s "
                                       "is below the {recommendedS} s that {function} needs, so "
                                       "messages come back before they are done"),
                       names},
                      {{u"visibilityTimeoutS"_s, trigger.visibility->value},
                       {u"recommendedS"_s, trigger.recommended->value},
                       {u"timeoutS"_s, trigger.functionTimeout->value},
                       {u"batchWindowS"_s, trigger.window->value}}));
        }
    }
    return findings;
}

std::optional<Change> fix(const Finding &finding, const Facts &facts)
{
    return raiseVisibility(finding.elements.value(0), facts);
}

} // namespace

extern const Rule entry;
const Rule entry{
    .id = "ESM-002b",
    .severity = Severity::High,
    .title
    = {STRATOPLAN_TEXT("Rules", "Visibility timeout below six times the function's timeout"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "Lambda holds messages while it waits for a batch to fill and "
                               "while it tries again after a throttle. Six times the function's "
                               "timeout plus the batching window leaves room for both."),
               {}},
    .consequence = {STRATOPLAN_TEXT("Rules",
                                    "Messages become visible again while they are worked on: "
                                    "they are done twice, and under throttling end in the "
                                    "dead-letter queue without having failed."),
                    {}},
    .mend = {STRATOPLAN_TEXT("Rules",
                             "Raise the visibility timeout to six times the function's timeout "
                             "plus the batching window."),
             {}},
    .slides = "31",
    .sources = {u"https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html"_s},
    .tags = {u"queue"_s, u"time"_s},
    .check = check,
    .fix = fix,
};

} // namespace stratoplan::review::rules::esm_002b_visibility_six_times
