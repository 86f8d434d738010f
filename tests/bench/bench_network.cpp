// SPDX-License-Identifier: GPL-3.0-or-later
// How long the network plan takes: proposals in networks as large and as broken up as EC2 allows,
// another peak as a slider asks for it, and the loss of a zone.
#include "planner/network/propose.h"
#include "planner/network/what_if.h"
#include "planner/network/zone_loss.h"

#include "planner/model/edit.h"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <random>

using namespace stratoplan;
using namespace stratoplan::network;

namespace {

const catalog::Catalog &facts()
{
    static const Expected<std::shared_ptr<const catalog::Catalog>> catalog = catalog::builtIn();
    if (!catalog)
        std::abort();
    return **catalog;
}

struct Case
{
    Design design;
    Plan plan;
};

/// `blocks` blocks of /16 with `subnets` subnets of /28 strewn over them, six zones, and functions
/// in three of the subnets each, every one with security groups of its own.
Case caseOf(int blocks, int subnets, int functions)
{
    std::mt19937 random(2019);
    Edit edit{Design{}};
    Vpc vpc;
    vpc.name = QStringLiteral("Net");
    for (int i = 0; i < blocks; ++i)
        vpc.cidrs.append(Field<QString>(QStringLiteral("10.%1.0.0/16").arg(i)));
    const ElementId net = edit.add(vpc);
    QList<ElementId> zones;
    for (int i = 0; i < 6; ++i) {
        Zone zone;
        zone.name = QStringLiteral("Zone%1").arg(i);
        zone.zone = QStringLiteral("us-east-1%1").arg(QChar('a' + i));
        zone.vpc = net;
        zones.append(edit.add(zone));
    }
    QList<ElementId> places;
    for (int i = 0; i < subnets; ++i) {
        Subnet subnet;
        subnet.name = QStringLiteral("Subnet%1").arg(i);
        subnet.vpc = net;
        subnet.zone = zones.at(i % 6);
        // Evenly strewn with a jump, so that few large blocks are left.
        const quint32 step = static_cast<quint32>(blocks) * 65536u / static_cast<quint32>(subnets);
        const quint32 base = 0x0a00'0000u
            + (static_cast<quint32>(i) * step + quint32(random() % step)) / 16u * 16u;
        subnet.cidr = Cidr{base, 28}.toString();
        places.append(edit.add(subnet));
    }
    QHash<ElementId, Load> loads;
    for (int i = 0; i < functions; ++i) {
        SecurityGroup group;
        group.name = QStringLiteral("Group%1").arg(i);
        group.vpc = net;
        Function function;
        function.name = QStringLiteral("Function%1").arg(i);
        function.memory = MiB{1024};
        function.inVpc = true;
        function.securityGroups = {edit.add(group)};
        for (int j = 0; j < 3; ++j)
            function.subnets.append(places.at((i * 7 + j) % subnets));
        loads.insert(edit.add(function), {20.0, 2});
    }
    Case made;
    made.design = *edit.result();
    made.plan = plan(made.design, facts(), loads, {});
    return made;
}

void proposeBlocks(benchmark::State &state)
{
    const Case made = caseOf(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)),
                             static_cast<int>(state.range(2)));
    for (auto _ : state) {
        Problems problems;
        benchmark::DoNotOptimize(propose(made.design, made.plan, facts(), problems));
    }
}

/// No room, so that every way out is looked for.
void refuseBlocks(benchmark::State &state)
{
    const Case made = caseOf(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)),
                             static_cast<int>(state.range(2)));
    Wish wish;
    wish.keepPrefix = 16;
    for (auto _ : state) {
        Problems problems;
        benchmark::DoNotOptimize(propose(made.design, made.plan, facts(), problems, wish));
    }
}

void anotherPeak(benchmark::State &state)
{
    const Case made = caseOf(1, static_cast<int>(state.range(0)), static_cast<int>(state.range(1)));
    double factor = 1;
    for (auto _ : state) {
        factor += 0.1;
        benchmark::DoNotOptimize(replanned(made.design, facts(), made.plan, WhatIf{factor, {}}));
    }
}

void loseAZone(benchmark::State &state)
{
    const Case made = caseOf(1, static_cast<int>(state.range(0)), static_cast<int>(state.range(1)));
    const QSet<ElementId> lost{made.design.all<Zone>().first()->id};
    for (auto _ : state)
        benchmark::DoNotOptimize(zoneLoss(made.design, facts(), made.plan, lost));
}

/// The console lines, and the slowest proposal at the end.
class Reporter : public benchmark::ConsoleReporter
{
public:
    void ReportRuns(const std::vector<Run> &runs) override
    {
        ConsoleReporter::ReportRuns(runs);
        for (const Run &run : runs) {
            const bool proposes = run.benchmark_name().rfind("anotherPeak", 0) != 0
                && run.benchmark_name().rfind("loseAZone", 0) != 0;
            if (proposes && run.GetAdjustedRealTime() > m_slowest) {
                m_slowest = run.GetAdjustedRealTime();
                m_name = run.benchmark_name();
            }
        }
    }
    void Finalize() override
    {
        std::printf("slowest proposal: %s, %.2f ms (goal 50 ms)\n", m_name.c_str(), m_slowest);
    }

private:
    double m_slowest = 0;
    std::string m_name;
};

} // namespace

BENCHMARK(proposeBlocks)
    ->Args({1, 10, 10})
    ->Args({1, 200, 100})
    ->Args({5, 200, 100})
    ->Args({5, 1000, 500})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(refuseBlocks)
    ->Args({1, 200, 100})
    ->Args({4, 200, 100})
    ->Args({4, 1000, 500})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(anotherPeak)
    ->Args({12, 20})
    ->Args({60, 100})
    ->Args({200, 300})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(loseAZone)
    ->Args({12, 20})
    ->Args({60, 100})
    ->Args({200, 300})
    ->Unit(benchmark::kMillisecond);

int main(int argc, char **argv)
{
    benchmark::Initialize(&argc, argv);
    Reporter reporter;
    benchmark::RunSpecifiedBenchmarks(&reporter);
    return 0;
}
