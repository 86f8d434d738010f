// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/review/queue_triggers.h"
#include "planner/review/rule.h"

namespace stratoplan::review::rules::esm_002a_visibility_below_timeout {

using namespace Qt::StringLiterals;

namespace {

QList<Finding> check(const Facts &facts)
{
    QList<Finding> findings;
    for (const QueueTrigger &trigger : queueTriggers(facts)) {
        const QList<ElementId> elements{trigger.queue->id, trigger.function->id};
        const Args names{{u"queue"_s, facts.names.shown(trigger.queue->id)},
                         {u"function"_s, facts.names.shown(trigger.function->id)}};
        if (!trigger.visibility) {
            findings.append(unanswered(
                Severity::Blocker, elements,
                {STRATOPLAN_TEXT("Rules", "{queue}: what is its visibility timeout?"), names}));
        } else if (!trigger.functionTimeout) {
            findings.append(unanswered(
                Severity::Blocker, elements,
                {STRATOPLAN_TEXT("Rules",
                                 "{queue}: what is the timeout of {function}, which reads it?"),
                 names}));
        } else if (*trigger.visibility < *trigger.functionTimeout) {
            findings.append(
                found(Severity::Blocker, elements,
                      {STRATOPLAN_TEXT("Rules",
                                       "{queue}: its visibility timeout of {visibilityTimeoutS} s "
                                       "is shorter than the {timeoutS} s that {function} may run, "
                                       "so deployment is refused"),
                       names},
                      {{u"visibilityTimeoutS"_s, trigger.visibility->value},
                       {u"timeoutS"_s, trigger.functionTimeout->value}}));
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
    .id = "ESM-002a",
    .severity = Severity::Blocker,
    .title
    = {STRATOPLAN_TEXT("Rules", "Visibility timeout shorter than the function's timeout"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "A message that is being worked on stays hidden for the queue's "
                               "visibility timeout. Lambda refuses a mapping where the function "
                               "may run longer than that."),
               {}},
    .consequence = {STRATOPLAN_TEXT("Rules",
                                    "Creating the event source mapping fails. Were it accepted, "
                                    "messages would be worked on twice at the same time."),
                    {}},
    .mend = {STRATOPLAN_TEXT("Rules",
                             "Raise the visibility timeout to six times the function's timeout "
                             "plus the batching window."),
             {}},
    .slides = "31",
    .sources = {u"https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html"_s,
                u"https://github.com/aws-cloudformation/cfn-lint/blob/main/docs/rules.md"_s},
    .tags = {u"queue"_s, u"time"_s},
    .check = check,
    .fix = fix,
};

} // namespace stratoplan::review::rules::esm_002a_visibility_below_timeout
