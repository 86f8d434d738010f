// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/break_even.h"

#include "planner/base/plural.h"
#include "planner/estimate/break_even_curve.h"
#include "planner/estimate/cost.h"
#include "planner/estimate/function_facts.h"

#include <algorithm>
#include <cmath>

namespace stratoplan::estimate {

namespace {

const QString x86 = QStringLiteral("x86_64");
const QString arm = QStringLiteral("arm64");

// A chart without a stated rate shows what a million invocations a month cost.
constexpr double exampleInvocations = 1'000'000;

double rateOf(const Workload &workload)
{
    return workload.rate && workload.rate->value > 0 ? workload.rate->value
                                                     : exampleInvocations / secondsPerMonth;
}

void sayRate(BreakEven &chart, const Workload &workload)
{
    if (!workload.rate || workload.rate->value <= 0)
        chart.assumptions.append(
            {STRATOPLAN_TEXT("Estimate", "A million invocations a month, as an example."), {}});
}

Invocation invocationOf(const Workload &workload, MiB memory, const QString &architecture,
                        Milliseconds duration, const catalog::PriceBook &book)
{
    Invocation one;
    one.memory = memory;
    one.architecture = architecture;
    one.billed = billedDuration(duration, book);
    one.billedInit = workload.billedInit;
    one.ephemeralGb = workload.ephemeralGb;
    return one;
}

double costOfUses(const QList<Use> &uses, const catalog::PriceBook &book)
{
    double sum = 0;
    for (const Use &use : uses)
        sum += costOf(book, use.key, use.amount);
    return sum;
}

QStringList keysOf(const QList<Use> &uses)
{
    QStringList keys;
    for (const Use &use : uses) {
        if (!keys.contains(use.key))
            keys.append(use.key);
    }
    return keys;
}

// A month on demand, or with that many provisioned environments.
QList<Use> usesOf(const Invocation &one, double rate, double provisioned = 0)
{
    Function function;
    if (provisioned > 0)
        function.provisionedConcurrency = static_cast<int>(std::lround(provisioned));
    return functionUses(function, one, PerSecond(rate));
}

Text nameOf(const QString &architecture)
{
    return architecture == arm ? Text{STRATOPLAN_TEXT("Estimate", "arm64"), {}}
                               : Text{STRATOPLAN_TEXT("Estimate", "x86_64"), {}};
}

} // namespace

BreakEven armOrX86ByMemory(const Workload &workload, const catalog::PriceBook &book)
{
    BreakEven chart;
    chart.id = QStringLiteral("arm-or-x86-by-memory");
    chart.element = workload.function;
    chart.title = {STRATOPLAN_TEXT("Estimate", "arm64 or x86_64, equally fast"), {}};
    QList<double> memory;
    for (const auto &[size, duration] : workload.durations) {
        if (size <= book.maximumMemory)
            memory.append(size.value);
    }
    chart.axis = {{STRATOPLAN_TEXT("Estimate", "Memory"), {}},
                  {STRATOPLAN_TEXT("Estimate", "MB"), {}},
                  memory.value(0, workload.memory.value),
                  memory.isEmpty() ? book.maximumMemory.value : memory.last(),
                  true,
                  workload.memory.value};
    const double rate = rateOf(workload);
    QList<Way> ways;
    for (const QString &architecture : {x86, arm}) {
        const auto uses = [&workload, &book, architecture, rate](double mb) {
            const auto known
                = std::find_if(workload.durations.cbegin(), workload.durations.cend(),
                               [mb](const auto &each) { return each.first.value == mb; });
            const Milliseconds duration
                = known == workload.durations.cend() ? workload.duration : known->second;
            return usesOf(
                invocationOf(workload, MiB(static_cast<int>(mb)), architecture, duration, book),
                rate);
        };
        ways.append({architecture, nameOf(architecture), keysOf(uses(workload.memory.value)),
                     [uses, &book](double mb) { return costOfUses(uses(mb), book); },
                     workload.architecture == architecture});
    }
    if (!memory.isEmpty())
        drawOut(chart, ways, book, {}, memory);
    sayRate(chart, workload);
    chart.assumptions.append(
        {STRATOPLAN_TEXT("Estimate", "An invocation takes as long on both."), {}});
    return chart;
}

BreakEven armOrX86BySlowdown(const Workload &workload, const catalog::PriceBook &book)
{
    BreakEven chart;
    chart.id = QStringLiteral("arm-or-x86-by-slowdown");
    chart.element = workload.function;
    chart.title = {STRATOPLAN_TEXT("Estimate", "arm64 or x86_64, by how fast they are"), {}};
    chart.axis = {{STRATOPLAN_TEXT("Estimate", "Duration on arm64 / duration on x86_64"), {}},
                  {},
                  0.5,
                  2,
                  false,
                  {}};
    const double rate = rateOf(workload);
    const bool onArm = workload.architecture == arm;
    const auto uses = [&workload, &book, rate](const QString &architecture, double factor) {
        Invocation one
            = invocationOf(workload, workload.memory, architecture, workload.duration, book);
        // Durations spread around their mean, so that rounding is not a step of the curve.
        one.billed = one.billed * factor;
        return usesOf(one, rate);
    };
    // The known duration is that of the present architecture; the other one's varies.
    drawOut(chart,
            {{x86, nameOf(x86), keysOf(uses(x86, 1)),
              [uses, onArm, &book](double ratio) {
                  return costOfUses(uses(x86, onArm ? 1 / ratio : 1), book);
              },
              !onArm},
             {arm, nameOf(arm), keysOf(uses(arm, 1)),
              [uses, onArm, &book](double ratio) {
                  return costOfUses(uses(arm, onArm ? 1 : ratio), book);
              },
              onArm}},
            book);
    sayRate(chart, workload);
    chart.assumptions.append(
        {STRATOPLAN_TEXT("Estimate", "Initialisation takes as long on both."), {}});
    return chart;
}

BreakEven provisionedByUtilisation(const Workload &workload, const catalog::PriceBook &book)
{
    BreakEven chart;
    chart.id = QStringLiteral("provisioned-by-utilisation");
    chart.element = workload.function;
    chart.title = {STRATOPLAN_TEXT("Estimate", "Provisioned concurrency or on demand"), {}};
    const Invocation one
        = invocationOf(workload, workload.memory, workload.architecture, workload.duration, book);
    const double seconds = one.billed.value / 1000;
    const double environments = workload.provisioned.value_or(1);
    std::optional<double> now;
    if (workload.rate && workload.provisioned && seconds > 0)
        now = std::min(100.0, workload.rate->value * seconds / environments * 100);
    chart.axis = {{STRATOPLAN_TEXT("Estimate", "Time in which provisioned environments work"), {}},
                  {STRATOPLAN_TEXT("Estimate", "%"), {}},
                  0,
                  100,
                  false,
                  now};
    if (seconds <= 0)
        return chart;
    const auto rateAt = [environments, seconds](double percent) {
        return percent / 100 * environments / seconds;
    };
    drawOut(chart,
            {{QStringLiteral("on-demand"),
              {STRATOPLAN_TEXT("Estimate", "On demand"), {}},
              keysOf(usesOf(one, rateAt(100))),
              [=, &book](double percent) { return costOfUses(usesOf(one, rateAt(percent)), book); },
              !workload.provisioned},
             {QStringLiteral("provisioned"),
              {STRATOPLAN_TEXT("Estimate", "Provisioned"), {}},
              keysOf(usesOf(one, rateAt(100), environments)),
              [=, &book](double percent) {
                  return costOfUses(usesOf(one, rateAt(percent), environments), book);
              },
              workload.provisioned.has_value()}},
            book);
    chart.assumptions
        = {{STRATOPLAN_PLURAL("Estimate", "%n provisioned environment(s), all month."),
            {},
            static_cast<int>(std::lround(environments))}};
    return chart;
}

BreakEven provisionedByRate(const Workload &workload, const catalog::PriceBook &book)
{
    BreakEven chart;
    chart.id = QStringLiteral("provisioned-by-rate");
    chart.element = workload.function;
    chart.title
        = {STRATOPLAN_TEXT("Estimate", "Provisioned concurrency or on demand, by rate"), {}};
    const Invocation one
        = invocationOf(workload, workload.memory, workload.architecture, workload.duration, book);
    const double seconds = one.billed.value / 1000;
    const double environments = workload.provisioned.value_or(1);
    const double full = seconds > 0 ? environments / seconds : 1;
    chart.axis = {
        {STRATOPLAN_TEXT("Estimate", "Invocations a second"), {}},         {}, 0, 2 * full, false,
        workload.rate ? std::optional(workload.rate->value) : std::nullopt};
    if (seconds <= 0)
        return chart;
    drawOut(chart,
            {{QStringLiteral("on-demand"),
              {STRATOPLAN_TEXT("Estimate", "On demand"), {}},
              keysOf(usesOf(one, full)),
              [=, &book](double rate) { return costOfUses(usesOf(one, rate), book); },
              !workload.provisioned},
             {QStringLiteral("provisioned"),
              {STRATOPLAN_TEXT("Estimate", "Provisioned"), {}},
              // Beyond what they can serve the rest runs on demand.
              keysOf(usesOf(one, full, environments) + usesOf(one, full)),
              [=, &book](double rate) { return costOfUses(usesOf(one, rate, environments), book); },
              workload.provisioned.has_value()}},
            book, {full});
    chart.assumptions
        = {{STRATOPLAN_PLURAL("Estimate", "%n provisioned environment(s), all month."),
            {},
            static_cast<int>(std::lround(environments))},
           {STRATOPLAN_TEXT("Estimate", "The rate is steady."), {}}};
    return chart;
}

std::optional<ServerFacts> serverFacts(const catalog::Catalog &catalog)
{
    bool isWhole = true;
    const auto figure = [&](const char *key) {
        const catalog::Quota *quota = catalog.quota(QLatin1String(key));
        isWhole = isWhole && quota;
        return quota ? quota->value : 0;
    };
    ServerFacts facts;
    facts.busyShare = figure("servers.busy-share");
    facts.taskVcpus = figure("servers.task.vcpu");
    facts.taskLeastGb = figure("servers.task.memory.minimum");
    facts.taskMostGb = figure("servers.task.memory.maximum");
    facts.leastTasks = figure("servers.tasks.minimum");
    facts.instanceVcpus = figure("servers.instance.vcpu");
    facts.leastInstances = figure("managed.environments.minimum");
    return isWhole ? std::optional(facts) : std::nullopt;
}

BreakEven lambdaOrServers(const Workload &workload, const catalog::PriceBook &book)
{
    BreakEven chart;
    chart.id = QStringLiteral("lambda-or-servers");
    chart.element = workload.function;
    chart.title = {STRATOPLAN_TEXT("Estimate", "Lambda, Fargate or Managed Instances"), {}};
    chart.axis
        = {{STRATOPLAN_TEXT("Estimate", "Invocations a second"), {}},         {}, 0.01, 1000, true,
           workload.rate ? std::optional(workload.rate->value) : std::nullopt};
    const Invocation one
        = invocationOf(workload, workload.memory, workload.architecture, workload.duration, book);
    const double provisioned = workload.provisioned.value_or(0);
    QList<Way> ways{
        {QStringLiteral("lambda"),
         {STRATOPLAN_TEXT("Estimate", "Lambda"), {}},
         keysOf(usesOf(one, 1e9, provisioned)),
         [=, &book](double rate) { return costOfUses(usesOf(one, rate, provisioned), book); },
         true}};

    const bool onArm = workload.architecture == arm;
    const QString word = onArm ? QStringLiteral("arm") : QStringLiteral("x86");
    const Text fargate{STRATOPLAN_TEXT("Estimate", "Fargate"), {}};
    const Text managed{STRATOPLAN_TEXT("Estimate", "Managed Instances"), {}};
    if (workload.cpuSeconds && workload.servers) {
        const double work = *workload.cpuSeconds;
        const ServerFacts facts = *workload.servers;
        const double taskGb = std::clamp(std::ceil(gigabytes(workload.memory)), facts.taskLeastGb,
                                         facts.taskMostGb);
        const auto servers = [work, facts](double rate, double vcpus, double least) {
            return std::max(least, rate * work / (vcpus * facts.busyShare));
        };
        const QString vcpuHour = QStringLiteral("fargate.%1.vcpu-hour").arg(word);
        const QString gbHour = QStringLiteral("fargate.%1.gb-hour").arg(word);
        ways.append(
            {QStringLiteral("fargate"), fargate, {vcpuHour, gbHour}, [=, &book](double rate) {
                 const double hours
                     = servers(rate, facts.taskVcpus, facts.leastTasks) * hoursPerMonth;
                 return costOf(book, vcpuHour, hours * facts.taskVcpus)
                     + costOf(book, gbHour, hours * taskGb);
             }});
        const QString size = onArm ? QStringLiteral("c7g.xlarge") : QStringLiteral("c7i.xlarge");
        const QString instanceHour = QStringLiteral("ec2.%1.hour").arg(size);
        const QString feeHour = QStringLiteral("lambda.managed.%1.hour").arg(size);
        const QString request = QStringLiteral("lambda.managed.request");
        ways.append({QStringLiteral("managed-instances"),
                     managed,
                     {instanceHour, feeHour, request},
                     [=, &book](double rate) {
                         const double hours
                             = servers(rate, facts.instanceVcpus, facts.leastInstances)
                             * hoursPerMonth;
                         return costOf(book, instanceHour, hours) + costOf(book, feeHour, hours)
                             + costOf(book, request, rate * secondsPerMonth);
                     }});
        QList<double> corners;
        if (work > 0)
            corners = {facts.leastTasks * facts.taskVcpus * facts.busyShare / work,
                       facts.leastInstances * facts.instanceVcpus * facts.busyShare / work};
        drawOut(chart, ways, book, corners);
        chart.assumptions = {
            {STRATOPLAN_TEXT("Estimate",
                             "An invocation computes for {seconds} s of one vCPU, and servers work "
                             "on as many at the same time as their processors allow."),
             {{QStringLiteral("seconds"), work}}},
            {STRATOPLAN_TEXT("Estimate",
                             "Processors of servers work {percent} % of the time; their number "
                             "follows the load."),
             {{QStringLiteral("percent"), facts.busyShare * 100}}},
            {STRATOPLAN_TEXT("Estimate",
                             "Fargate: tasks of {vcpu} vCPU and {gb} GB, at least {tasks}; no "
                             "load balancer, addresses or storage."),
             {{QStringLiteral("vcpu"), facts.taskVcpus},
              {QStringLiteral("gb"), taskGb},
              {QStringLiteral("tasks"), facts.leastTasks}}},
            {STRATOPLAN_TEXT("Estimate",
                             "Managed Instances: {size}, at least {instances}; their memory "
                             "suffices."),
             {{QStringLiteral("size"), size}, {QStringLiteral("instances"), facts.leastInstances}}},
            {STRATOPLAN_TEXT("Estimate", "The rate is steady."), {}}};
        return chart;
    }
    drawOut(chart, ways, book);
    const Text reason = workload.servers
        ? Text{STRATOPLAN_TEXT("Estimate",
                               "How much of the duration is processor work is not known."),
               {}}
        : Text{STRATOPLAN_TEXT("Estimate", "The catalogue has no figures of servers."), {}};
    chart.unpriced.append({QStringLiteral("fargate"), fargate, reason});
    chart.unpriced.append({QStringLiteral("managed-instances"), managed, reason});
    return chart;
}

namespace {

// Seconds of one vCPU in one invocation: what a fit found, else the stated share of the duration at
// the speed of its memory.
std::optional<double> cpuSecondsOf(const Function &function, const FunctionEstimate &estimated,
                                   const catalog::Catalog &catalog)
{
    if (estimated.fit)
        return (estimated.fit->serial + estimated.fit->parallel).value / 1000;
    if (!function.cpuShare || !estimated.now.duration)
        return std::nullopt;
    const Processor own = processor(catalog);
    const double speed = own.proportion(estimated.now.memory);
    const double parallel = function.parallelShare.valueOr(0);
    const double working = estimated.now.duration->value / 1000 * *function.cpuShare;
    return working / ((1 - parallel) / std::min(1.0, speed) + parallel / speed);
}

} // namespace

std::optional<Workload> workloadOf(const Function &function, const FunctionEstimate &estimated,
                                   const catalog::Catalog &catalog, const catalog::PriceBook &book)
{
    const MemoryPoint &now = estimated.now;
    const auto one = invocation(function, now.memory, now.duration, now.coldStart, book);
    if (!one || function.managedInstances.valueOr(false))
        return std::nullopt;
    Workload workload;
    workload.function = function.id;
    workload.memory = now.memory;
    workload.architecture = one->architecture;
    workload.duration = *now.duration;
    workload.billedInit = one->billedInit;
    workload.ephemeralGb = one->ephemeralGb;
    if (function.provisionedConcurrency.valueOr(0) > 0)
        workload.provisioned = *function.provisionedConcurrency;
    workload.rate = estimated.demand.rate;
    workload.cpuSeconds = cpuSecondsOf(function, estimated, catalog);
    workload.servers = serverFacts(catalog);
    for (const MemoryPoint &point : estimated.memory) {
        if (point.duration)
            workload.durations.append({point.memory, *point.duration});
    }
    return workload;
}

QList<BreakEven> breakEvens(const Function &function, const FunctionEstimate &estimated,
                            const catalog::Catalog &catalog, const catalog::PriceBook &book)
{
    const auto workload = workloadOf(function, estimated, catalog, book);
    if (!workload)
        return {};
    return {armOrX86BySlowdown(*workload, book), armOrX86ByMemory(*workload, book),
            provisionedByUtilisation(*workload, book), provisionedByRate(*workload, book),
            lambdaOrServers(*workload, book)};
}

} // namespace stratoplan::estimate
