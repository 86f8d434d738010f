// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/review/queue_triggers.h"

#include "planner/base/whole.h"
#include "planner/catalog/behaviour.h"
#include "planner/model/edit.h"
#include "planner/review/settings_of.h"

#include <cmath>

namespace stratoplan::review {

namespace {

constexpr QLatin1String visibilityKey("visibilityTimeoutS");

Field<Seconds> inSeconds(const Field<QVariant> &field)
{
    Field<Seconds> seconds;
    seconds.expression = field.expression;
    seconds.origin = field.origin;
    bool number = false;
    const int value = field ? field->toInt(&number) : 0;
    if (number)
        seconds.value = Seconds(value);
    return seconds;
}

} // namespace

QList<QueueTrigger> queueTriggers(const Facts &facts)
{
    const std::optional<double> factor = quotaOf(facts, "sqs.visibility.factor");
    QList<QueueTrigger> triggers;
    for (const Function *function : facts.design.all<Function>()) {
        QList<ElementId> told;
        for (const Connection *connection : facts.graph.incoming(function->id)) {
            const auto *queue = facts.design.get<Service>(connection->from);
            const catalog::ServiceKind *kind
                = queue ? catalog::kindOf(*queue, facts.catalog) : nullptr;
            if (!kind || !kind->field(visibilityKey) || connection->role != Role::Trigger
                || catalog::executionOf(*connection, facts.design, facts.catalog)
                    != Execution::Queue
                || told.contains(queue->id))
                continue;
            told.append(queue->id);
            QueueTrigger trigger{
                .connection = connection,
                .queue = queue,
                .function = function,
                .visibility = inSeconds(catalog::fieldOf(*queue, visibilityKey, facts.catalog)),
                .functionTimeout = timeoutOf(*function, facts),
                .window = connection->batchWindow.isUnset()
                    ? Field<Seconds>(Seconds(0), Origin::Default)
                    : connection->batchWindow,
                .recommended = {}};
            if (factor && trigger.functionTimeout && trigger.window) {
                const double seconds
                    = *factor * trigger.functionTimeout->value + trigger.window->value;
                trigger.recommended = Seconds(saturated<int>(std::ceil(seconds)));
            }
            triggers.append(trigger);
        }
    }
    return triggers;
}

std::optional<Change> raiseVisibility(ElementId queue, const Facts &facts)
{
    Seconds needed(0);
    for (const QueueTrigger &trigger : queueTriggers(facts)) {
        if (trigger.queue->id != queue)
            continue;
        if (!trigger.recommended)
            return std::nullopt;
        needed = std::max(needed, *trigger.recommended);
    }
    const auto *service = facts.design.get<Service>(queue);
    if (!service || needed.value == 0)
        return std::nullopt;
    Service raised = *service;
    raised.properties[visibilityKey] = Field<QVariant>(QVariant(needed.value));
    Edit edit(facts.design);
    edit.replace(queue, raised);
    return edit.change();
}

} // namespace stratoplan::review
