// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/text.h"
#include "planner/catalog/catalog.h"
#include "planner/estimate/estimates.h"
#include "planner/estimate/service_uses.h"

#include <QList>

#include <optional>

namespace stratoplan::estimate {

/// What varies along a break-even chart.
struct BreakEvenAxis
{
    Text label; ///< "Data a month"
    Text unit; ///< "GB"; empty = a plain number
    double least = 0;
    double most = 0;
    bool logarithmic = false; ///< then `least` is above 0
    /// Where the design or the function stands; nothing where it does not say.
    std::optional<double> now;
};

struct BreakEvenPoint
{
    double x = 0; ///< in the axis' unit
    UsDollars perMonth;

    bool operator==(const BreakEvenPoint &) const = default;
};

/// One of the ways that are compared; it has a price at every point of the axis.
struct BreakEvenOption
{
    QString id; ///< "nat-per-zone"
    Text name;
    QList<BreakEvenPoint> points; ///< in order of x, from one end of the axis to the other
    bool isNow = false; ///< what the design has
};

/// Where two options cost the same: left of it one is cheaper, right of it the other. A point of
/// indifference, not an optimum.
struct Crossing
{
    double x = 0;
    UsDollars perMonth;
    QString cheaperBefore; ///< id of the option that is cheaper left of it
    QString cheaperAfter;
};

/// An alternative that cannot be drawn.
struct UnpricedOption
{
    QString id;
    Text name;
    Text reason; ///< what is missing to price it
};

/// Monthly cost of alternatives against what decides between them, as a value for charts and
/// tables.
struct BreakEven
{
    QString id; ///< "nat-or-endpoints": the same for every design
    ElementId element; ///< VPC, function or service that it is about; none = the design
    Text title;
    BreakEvenAxis axis;
    QList<BreakEvenOption> options;
    QList<Crossing> crossings; ///< in order of x; empty where no two options cross on the axis
    QList<Text> assumptions;
    QList<UnpricedOption> unpriced; ///< not among the options

    /// Null where it is not among the options.
    const BreakEvenOption *option(const QString &wanted) const;
};

/// Ways out of a VPC for traffic to AWS services.
struct WayOut
{
    ElementId vpc;
    double zones = 2; ///< with a subnet of a function
    double natGateways = 0; ///< that the VPC has; 0 = none
    double services = 1; ///< AWS services behind interface endpoints
    double interfaceEndpoints = 0; ///< that the VPC has
    std::optional<double> gbMonth; ///< through NAT gateways and interface endpoints now
};
/// NAT gateways against endpoints by GB a month: a NAT gateway in each zone, one for all zones
/// (with what crosses zones both ways), interface endpoints instead of them, interface endpoints
/// beside them, gateway endpoints.
BreakEven natOrEndpoints(const WayOut &way, const catalog::PriceBook &book);

/// Servers that a function is compared with, from the catalogue's keys servers.*.
struct ServerFacts
{
    double busyShare = 0; ///< of their processors works, 0 to 1
    double taskVcpus = 0; ///< of a task on Fargate
    double taskLeastGb = 0;
    double taskMostGb = 0;
    double leastTasks = 0;
    double instanceVcpus = 0; ///< of a Managed Instance
    double leastInstances = 0;
};
/// Nothing where the catalogue lacks one of the figures.
std::optional<ServerFacts> serverFacts(const catalog::Catalog &catalog);

/// One function as far as its bill needs it.
struct Workload
{
    ElementId function;
    MiB memory;
    QString architecture; ///< "x86_64" or "arm64"
    Milliseconds duration; ///< warm, mean, not rounded
    Milliseconds billedInit; ///< as Invocation::billedInit
    double ephemeralGb = 0;
    std::optional<double> provisioned; ///< environments
    std::optional<PerSecond> rate;
    /// Seconds of one vCPU that an invocation computes; nothing = not known.
    std::optional<double> cpuSeconds;
    std::optional<ServerFacts> servers; ///< what it might run on instead
    /// Durations at other memory settings, in order of memory.
    QList<QPair<MiB, Milliseconds>> durations;
};

/// arm64 against x86_64 by memory, both equally fast. Points lie where a duration is known.
BreakEven armOrX86ByMemory(const Workload &workload, const catalog::PriceBook &book);
/// By how much longer arm64 takes (1 = as long): the crossing is the slowdown from which it no
/// longer pays.
BreakEven armOrX86BySlowdown(const Workload &workload, const catalog::PriceBook &book);
/// By the share of the month for which the provisioned environments are busy, 0 to 100 %.
BreakEven provisionedByUtilisation(const Workload &workload, const catalog::PriceBook &book);
/// By invocations a second; what the provisioned environments cannot serve runs on demand.
BreakEven provisionedByRate(const Workload &workload, const catalog::PriceBook &book);
/// Lambda against tasks on Fargate and against Managed Instances, by invocations a second.
BreakEven lambdaOrServers(const Workload &workload, const catalog::PriceBook &book);

/// REST API against HTTP API by requests a month. `kind` is the catalogue's kind of what there is
/// now.
BreakEven restOrHttpApi(ElementId api, const QString &kind, std::optional<double> requestsMonth,
                        const catalog::PriceBook &book);

/// One state machine; what it does not state stands at AWS' own example, and the chart says so.
struct Workflow
{
    ElementId machine;
    bool express = false; ///< what there is now
    std::optional<double> executionsMonth;
    std::optional<double> transitions; ///< of one execution
    std::optional<Milliseconds> duration; ///< of one execution
    std::optional<double> memoryMb; ///< of one execution
    ExpressFacts billing; ///< of Express workflows
};
enum class WorkflowAxis
{
    Executions, ///< a month
    Transitions,
    Duration, ///< seconds
    Memory, ///< MB
};
/// Standard against Express workflows by one of four figures, the other three held.
BreakEven standardOrExpress(const Workflow &workflow, WorkflowAxis axis,
                            const catalog::PriceBook &book);

/// What a break-even chart of a function starts from; nothing while memory, architecture or
/// duration are not known.
std::optional<Workload> workloadOf(const Function &function, const FunctionEstimate &estimated,
                                   const catalog::Catalog &catalog, const catalog::PriceBook &book);

/// All charts that apply to a design, apart from those of single functions: ways out of each VPC
/// that has functions, each REST or HTTP API, each state machine.
QList<BreakEven> breakEvens(const Design &design, const catalog::Catalog &catalog,
                            const Estimates &estimates, const catalog::PriceBook &book);
/// All charts of one function; empty while its workload is not known.
QList<BreakEven> breakEvens(const Function &function, const FunctionEstimate &estimated,
                            const catalog::Catalog &catalog, const catalog::PriceBook &book);

} // namespace stratoplan::estimate
