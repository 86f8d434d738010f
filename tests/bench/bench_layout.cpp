// SPDX-License-Identifier: GPL-3.0-or-later
// How long the layout of made-up designs takes, told as ratios within one run: a machine that is
// busy or slow changes all figures alike.
#include "tests/planner/layout/made_up_design.h"

#include <QProcess>

#include <benchmark/benchmark.h>

#include <cstdio>
#include <map>

using namespace stratoplan;
using namespace stratoplan::layout;

namespace {

constexpr quint32 seed = 900;

const Design &designOf(int elements)
{
    static std::map<int, Design> designs;
    const auto found = designs.find(elements);
    if (found != designs.end())
        return found->second;
    return designs.emplace(elements, testing::randomDesign(seed, elements)).first->second;
}

const Design &placedDesignOf(int elements)
{
    static std::map<int, Design> designs;
    const auto found = designs.find(elements);
    if (found != designs.end())
        return found->second;
    return designs.emplace(elements, testing::arranged(designOf(elements))).first->second;
}

/// The connected elements as a graph for the program dot.
QByteArray dotSource(const Design &design)
{
    QByteArray text = "digraph g { rankdir=LR; splines=false;\n"
                      "node [shape=box, fixedsize=true, label=\"\", width=2.7, height=0.9];\n";
    for (const Connection *connection : design.all<Connection>()) {
        text += QByteArray::number(connection->from.value) + " -> "
            + QByteArray::number(connection->to.value) + ";\n";
    }
    return text + "}\n";
}

void arrangeElements(benchmark::State &state)
{
    const Design &design = designOf(static_cast<int>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(arrange(design, testing::configuration));
}

void drawElements(benchmark::State &state)
{
    const Design &design = placedDesignOf(static_cast<int>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(scene(design, testing::configuration));
}

// The program dot alone, started and read: ranks and positions, no edges.
void runDot(benchmark::State &state)
{
    const QByteArray source = dotSource(designOf(static_cast<int>(state.range(0))));
    for (auto _ : state) {
        QProcess dot;
        dot.start(QStringLiteral("dot"), {QStringLiteral("-Tplain")});
        dot.write(source);
        dot.closeWriteChannel();
        if (!dot.waitForFinished(-1) || dot.readAllStandardOutput().isEmpty()) {
            state.SkipWithError("the program dot is not there");
            break;
        }
    }
}

BENCHMARK(arrangeElements)->Arg(100)->Arg(500)->Arg(2000)->Unit(benchmark::kMillisecond);
BENCHMARK(drawElements)->Arg(100)->Arg(500)->Arg(2000)->Unit(benchmark::kMillisecond);
BENCHMARK(runDot)->Arg(100)->Arg(500)->Arg(2000)->Unit(benchmark::kMillisecond)->UseRealTime();

/// Prints the usual table, then the ratios.
class RatioReporter : public benchmark::ConsoleReporter
{
public:
    void ReportRuns(const std::vector<Run> &runs) override
    {
        ConsoleReporter::ReportRuns(runs);
        for (const Run &run : runs) {
            if (run.run_type == Run::RT_Iteration && !run.error_occurred)
                m_times[{run.run_name.function_name, std::atoi(run.run_name.args.c_str())}]
                    = run.GetAdjustedRealTime();
        }
    }

    void Finalize() override
    {
        ConsoleReporter::Finalize();
        std::printf("\n%-18s %9s %28s %20s\n", "", "elements", "an element, to that of 100",
                    "to a run of dot");
        for (const auto &[key, time] : m_times) {
            const auto &[name, elements] = key;
            const auto small = m_times.find({name, 100});
            const auto dot = m_times.find({"runDot", elements});
            std::printf("%-18s %9d", name.c_str(), elements);
            if (small != m_times.end())
                std::printf(" %28.2f", time / elements / (small->second / 100));
            if (dot != m_times.end())
                std::printf(" %20.2f", time / dot->second);
            std::printf("\n");
        }
    }

private:
    std::map<std::pair<std::string, int>, double> m_times; // by benchmark and elements
};

} // namespace

int main(int argc, char **argv)
{
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 1;
    RatioReporter reporter;
    benchmark::RunSpecifiedBenchmarks(&reporter);
    return 0;
}
