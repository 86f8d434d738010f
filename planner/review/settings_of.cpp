// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/review/settings_of.h"

#include "planner/catalog/behaviour.h"

namespace stratoplan::review {

std::optional<double> quotaOf(const Facts &facts, const char *key)
{
    const catalog::Quota *quota = facts.catalog.quota(QLatin1String(key));
    return quota ? std::optional(quota->value) : std::nullopt;
}

Field<Seconds> timeoutOf(const Function &function, const Facts &facts)
{
    if (!function.timeout.isUnset())
        return function.timeout;
    const std::optional<double> byDefault = quotaOf(facts, "lambda.timeout.default");
    return byDefault ? Field<Seconds>(Seconds(static_cast<int>(*byDefault)), Origin::Default)
                     : Field<Seconds>();
}

Field<int> batchSizeOf(const Connection &trigger, const Facts &facts)
{
    if (!trigger.batchSize.isUnset())
        return trigger.batchSize;
    const auto execution = catalog::executionOf(trigger, facts.design, facts.catalog);
    std::optional<double> byDefault;
    if (execution == Execution::Queue)
        byDefault = quotaOf(facts, "sqs.batch.default");
    else if (execution == Execution::Stream)
        byDefault = quotaOf(facts, "stream.batch.default");
    return byDefault ? Field<int>(static_cast<int>(*byDefault), Origin::Default) : Field<int>();
}

std::optional<double> accountConcurrency(const Facts &facts)
{
    const Field<int> &stated = facts.design.settings().account.concurrency;
    return stated ? std::optional<double>(*stated) : quotaOf(facts, "lambda.concurrency");
}

std::optional<double> peakConcurrencyOf(ElementId function, const Facts &facts)
{
    const auto demand = facts.estimates.demand.constFind(function);
    return demand == facts.estimates.demand.constEnd() ? std::nullopt : demand->peakConcurrency;
}

std::optional<Milliseconds> slowDurationOf(const Function &function, const Facts &facts)
{
    if (function.p95)
        return *function.p95;
    const estimate::FunctionEstimate *estimated = facts.estimates.function(function.id);
    if (estimated && estimated->now.duration)
        return estimated->now.duration;
    return function.duration.value;
}

} // namespace stratoplan::review
