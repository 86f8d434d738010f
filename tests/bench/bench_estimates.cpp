// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/estimate/estimates.h"
#include "planner/estimate/function_curve.h"
#include "planner/estimate/memory_settings.h"
#include "planner/model/edit.h"

#include <benchmark/benchmark.h>

#include <random>

using namespace stratoplan;

namespace {

constexpr int functions = 500;

const catalog::Catalog &facts()
{
    static const std::shared_ptr<const catalog::Catalog> catalog = *catalog::builtIn();
    return *catalog;
}

// Functions of several kinds: measured at four settings, stated with a share of work, and in part
// with provisioned concurrency and own initialisation; each has traffic.
Design made()
{
    std::mt19937 random(20181129);
    std::uniform_real_distribution<double> share(0, 1);
    const std::array runtimes{QStringLiteral("nodejs22.x"), QStringLiteral("python3.13"),
                              QStringLiteral("java21"), QStringLiteral("dotnet8")};
    Edit edit{Design{}};
    for (int i = 0; i < functions; ++i) {
        Function function;
        function.name = QStringLiteral("Fn%1").arg(i);
        function.runtime = runtimes.at(random() % runtimes.size());
        function.architecture = i % 2 ? QStringLiteral("arm64") : QStringLiteral("x86_64");
        function.packageType = QStringLiteral("zip");
        function.memory = MiB(128 << (random() % 5));
        function.packageMb = 1 + 20 * share(random);
        function.init = Milliseconds(400 * share(random));
        if (i % 2)
            function.coldShare = 0.01;
        function.rate = PerSecond(1 + 50 * share(random));
        if (i % 2) {
            for (const int memory : {128, 512, 1024, 3008}) {
                const double duration = (20 + 40'000.0 / memory) * (0.95 + share(random) / 10);
                function.measurements.append({MiB(memory), Milliseconds(duration), {}});
            }
        } else {
            function.duration = Milliseconds(20 + 300 * share(random));
            function.cpuShare = share(random);
        }
        if (i % 10 == 0)
            function.provisionedConcurrency = 2;
        edit.add(function);
    }
    return *edit.result();
}

void allSettingsOfManyFunctions(benchmark::State &state)
{
    const Design design = made();
    facts();
    estimate::Options options;
    options.memory = estimate::memorySettings(facts()).usual;
    qsizetype points = 0;
    for (auto step : state) {
        const auto estimates = estimate::estimate(design, facts(), {}, options);
        points = 0;
        for (const estimate::FunctionEstimate &function : estimates->functions)
            points += function.memory.size();
    }
    state.counters["functions"] = functions;
    state.counters["points"] = double(points);
}
BENCHMARK(allSettingsOfManyFunctions)->Unit(benchmark::kMillisecond);

// The floor: traffic, services and the present memory of each, without other settings.
void presentSettingOfManyFunctions(benchmark::State &state)
{
    const Design design = made();
    facts();
    estimate::Options options;
    options.memory = {MiB(1024)};
    for (auto step : state)
        benchmark::DoNotOptimize(estimate::estimate(design, facts(), {}, options));
}
BENCHMARK(presentSettingOfManyFunctions)->Unit(benchmark::kMillisecond);

void onePoint(benchmark::State &state)
{
    const Design design = made();
    const auto estimates = estimate::estimate(design, facts(), {}, {});
    const Function &function = *design.all<Function>().at(1);
    const auto curve = estimate::curveOf(function, *estimates, network::Model::Hyperplane, facts());
    int memory = 128;
    for (auto step : state) {
        benchmark::DoNotOptimize(curve->at(MiB(memory)));
        memory = memory < 10240 ? memory + 64 : 128;
    }
}
BENCHMARK(onePoint)->Unit(benchmark::kMicrosecond);

} // namespace

BENCHMARK_MAIN();
