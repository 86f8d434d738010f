// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/catalog/behaviour.h"
#include "planner/model/edit.h"
#include "planner/review/rule.h"
#include "planner/review/settings_of.h"

#include <array>

namespace stratoplan::review::rules::rel_005_partial_batch {

using namespace Qt::StringLiterals;

namespace {

// Sources whose mappings take ReportBatchItemFailures.
bool reportsItemFailures(const Connection &trigger, const Facts &facts)
{
    static constexpr std::array kinds{QLatin1String("queue"), QLatin1String("stream"),
                                      QLatin1String("table"), QLatin1String("kafka")};
    const auto *source = facts.design.get<Service>(trigger.from);
    if (!source || trigger.role != Role::Trigger
        || std::find(kinds.begin(), kinds.end(), source->kind) == kinds.end())
        return false;
    const auto execution = catalog::executionOf(trigger, facts.design, facts.catalog);
    return execution == Execution::Queue || execution == Execution::Stream;
}

// What one source and one function have between them: mostly one mapping.
struct Mapping
{
    const Function *function = nullptr;
    ElementId source;
    QList<const Connection *> triggers;
};

QList<Mapping> mappings(const Facts &facts)
{
    QList<Mapping> all;
    for (const Function *function : facts.design.all<Function>()) {
        const qsizetype first = all.size();
        for (const Connection *trigger : facts.graph.incoming(function->id)) {
            if (!reportsItemFailures(*trigger, facts))
                continue;
            const auto known
                = std::find_if(all.begin() + first, all.end(), [&](const Mapping &mapping) {
                      return mapping.source == trigger->from;
                  });
            if (known == all.end())
                all.append({function, trigger->from, {trigger}});
            else
                known->triggers.append(trigger);
        }
    }
    return all;
}

bool isUnknown(const Connection &trigger, const Facts &facts)
{
    const bool partialUnknown = !trigger.partialBatch.expression.isEmpty();
    return partialUnknown || (!trigger.partialBatch.valueOr(false) && !batchSizeOf(trigger, facts));
}

bool failsAsOne(const Connection &trigger, const Facts &facts)
{
    return !isUnknown(trigger, facts) && !trigger.partialBatch.valueOr(false)
        && batchSizeOf(trigger, facts).valueOr(1) > 1;
}

QList<Finding> check(const Facts &facts)
{
    QList<Finding> findings;
    for (const Mapping &mapping : mappings(facts)) {
        const QList<ElementId> elements{mapping.function->id, mapping.source};
        const Severity severity
            = mapping.function->idempotent == Idempotent::No ? Severity::High : Severity::Medium;
        const Args names{{u"function"_s, facts.names.shown(mapping.function->id)},
                         {u"source"_s, facts.names.shown(mapping.source)}};
        int largest = 0;
        bool unknown = false;
        for (const Connection *trigger : mapping.triggers) {
            unknown = unknown || isUnknown(*trigger, facts);
            if (failsAsOne(*trigger, facts))
                largest = std::max(largest, batchSizeOf(*trigger, facts).valueOr(1));
        }
        if (largest > 0) {
            findings.append(
                found(severity, elements,
                      {STRATOPLAN_TEXT("Rules",
                                       "{function}: one bad record from {source} makes the "
                                       "whole batch of up to {batchSize} run again"),
                       names},
                      {{u"batchSize"_s, largest}}));
        } else if (unknown) {
            findings.append(
                unanswered(severity, elements,
                           {STRATOPLAN_TEXT("Rules",
                                            "{function}: how large are the batches from {source}, "
                                            "and does it report the items that failed?"),
                            names}));
        }
    }
    return findings;
}

std::optional<Change> fix(const Finding &finding, const Facts &facts)
{
    Edit edit(facts.design);
    for (const Mapping &mapping : mappings(facts)) {
        if (finding.elements != QList<ElementId>{mapping.function->id, mapping.source})
            continue;
        for (const Connection *trigger : mapping.triggers) {
            if (isUnknown(*trigger, facts))
                return std::nullopt;
            if (failsAsOne(*trigger, facts))
                edit.set(trigger->id, &Connection::partialBatch, Field<bool>(true));
        }
    }
    return edit.change();
}

} // namespace

extern const Rule entry;
const Rule entry{
    .id = "REL-005",
    .severity = Severity::Medium,
    .title = {STRATOPLAN_TEXT("Rules", "Batch fails as a whole"), {}},
    .reason = {STRATOPLAN_TEXT("Rules",
                               "Without ReportBatchItemFailures a batch succeeds or fails as "
                               "one: records that were done are delivered again with the one "
                               "that was not."),
               {}},
    .consequence = {STRATOPLAN_TEXT("Rules",
                                    "Finished work is done and paid again; without idempotency "
                                    "it takes effect twice. Good messages use up their receive "
                                    "count and end in the dead-letter queue."),
                    {}},
    .mend = {STRATOPLAN_TEXT("Rules",
                             "Set ReportBatchItemFailures on the mapping and let the handler "
                             "return the ids of the records that failed. The code has to change "
                             "with the setting."),
             {}},
    .slides = "35",
    .sources = {u"https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html"_s,
                u"https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html"_s},
    .tags = {u"failure"_s, u"queue"_s, u"stream"_s},
    .check = check,
    .fix = fix,
};

} // namespace stratoplan::review::rules::rel_005_partial_batch
