// SPDX-License-Identifier: GPL-3.0-or-later
// How long texts of templates take: to the tree, to the drawing, and to be changed with proof. The
// figures are processor time, and what is compared runs in one run: a machine that is busy or slow
// changes both sides alike. Peak memory is that of a process that does the one thing.
#include "planner/catalog/catalog.h"
#include "planner/layout/layout.h"
#include "planner/model/edit.h"
#include "planner/sam/edits.h"
#include "planner/sam/read.h"
#include "planner/yaml/tree.h"
#include "tests/bench/made_up_template.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>

#include <benchmark/benchmark.h>
#include <yaml-cpp/yaml.h>
#include <yaml.h>

#include <cstdio>
#include <map>

using namespace stratoplan;
using namespace stratoplan::bench;

namespace {

const QString file = QStringLiteral("template.yaml");

const QByteArray &templateOf(int resources)
{
    static std::map<int, QByteArray> texts;
    const auto found = texts.find(resources);
    if (found != texts.end())
        return found->second;
    return texts.emplace(resources, madeUpTemplate(resources)).first->second;
}

const catalog::Catalog &facts()
{
    static const auto catalog = catalog::builtIn();
    return **catalog;
}

// ---- text to tree

void spanTree(const QByteArray &text)
{
    benchmark::DoNotOptimize(yaml::parse(text, file));
}

void yamlCpp(const QByteArray &text)
{
    benchmark::DoNotOptimize(YAML::Load(text.toStdString()));
}

/// The events of libyaml alone, which the span tree is made from.
void bareEvents(const QByteArray &text)
{
    yaml_parser_t parser;
    yaml_parser_initialize(&parser);
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, reinterpret_cast<const unsigned char *>(text.constData()),
                                 static_cast<size_t>(text.size()));
    yaml_event_type_t type = YAML_NO_EVENT;
    do {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event))
            break;
        type = event.type;
        yaml_event_delete(&event);
    } while (type != YAML_STREAM_END_EVENT);
    yaml_parser_delete(&parser);
}

/// The text alone, for the memory that everything else has beside it.
void textOnly(const QByteArray &text)
{
    benchmark::DoNotOptimize(text.count('\n'));
}

struct Way
{
    const char *name;
    void (*run)(const QByteArray &);
};
constexpr Way ways[] = {
    {"spanTree", spanTree},
    {"yamlCpp", yamlCpp},
    {"bareEvents", bareEvents},
    {"textOnly", textOnly},
};

template <auto Run>
void toTree(benchmark::State &state)
{
    const QByteArray &text = templateOf(static_cast<int>(state.range(0)));
    for (auto _ : state)
        Run(text);
    state.SetBytesProcessed(static_cast<int64_t>(state.iterations()) * text.size());
}

// ---- text to drawing

void toDesign(benchmark::State &state)
{
    const QByteArray &text = templateOf(static_cast<int>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(sam::read(text, file, facts()));
}

void toDrawing(benchmark::State &state)
{
    const QByteArray &text = templateOf(static_cast<int>(state.range(0)));
    const QSet<QString> configuration = configurationKinds(facts());
    for (auto _ : state) {
        const auto imported = sam::read(text, file, facts());
        if (!imported) {
            state.SkipWithError("the template does not read");
            break;
        }
        const Expected<Design> placed
            = apply(imported->design, layout::arrange(imported->design, configuration));
        benchmark::DoNotOptimize(layout::scene(*placed, configuration));
    }
}

// ---- a change with its proof

/// From the tree in hand to the changed text: what an edit of one property costs.
void patchOneProperty(benchmark::State &state)
{
    const int resources = static_cast<int>(state.range(0));
    const auto tree = yaml::parse(templateOf(resources), file);
    const QString middle = QStringLiteral("Worker%1").arg(resources / 10 * 5);
    const QList<sam::TemplateEdit> edits{
        sam::SetValue{{QStringLiteral("Resources"), middle, QStringLiteral("Properties"),
                       QStringLiteral("MemorySize")},
                      yaml::NewValue::number(1769)}};
    for (auto _ : state) {
        const auto changed = sam::patched(*tree, file, edits);
        if (!changed || changed->size() != tree->text().size() + 1) {
            state.SkipWithError("the change is refused");
            break;
        }
    }
}

/// From the text alone, as a program does that is started for one edit.
void patchOnePropertyFromText(benchmark::State &state)
{
    const int resources = static_cast<int>(state.range(0));
    const QByteArray &text = templateOf(resources);
    const QString middle = QStringLiteral("Worker%1").arg(resources / 10 * 5);
    const QList<sam::TemplateEdit> edits{
        sam::SetValue{{QStringLiteral("Resources"), middle, QStringLiteral("Properties"),
                       QStringLiteral("MemorySize")},
                      yaml::NewValue::number(1769)}};
    for (auto _ : state)
        benchmark::DoNotOptimize(sam::patched(text, file, edits));
}

/// Two properties of every function.
void patchEveryFunction(benchmark::State &state)
{
    const int resources = static_cast<int>(state.range(0));
    const auto tree = yaml::parse(templateOf(resources), file);
    QList<sam::TemplateEdit> edits;
    for (int i = 0; i < resources; ++i) {
        if (i % 5 >= 3)
            continue;
        const QStringList properties{QStringLiteral("Resources"), QStringLiteral("Worker%1").arg(i),
                                     QStringLiteral("Properties")};
        edits.append(sam::SetValue{properties + QStringList{QStringLiteral("MemorySize")},
                                   yaml::NewValue::number(1769)});
        edits.append(sam::InsertKey{properties + QStringList{QStringLiteral("Timeout")},
                                    yaml::NewValue::number(30)});
    }
    for (auto _ : state)
        benchmark::DoNotOptimize(sam::patched(*tree, file, edits));
}

BENCHMARK(toTree<spanTree>)->Name("spanTree")->Arg(500)->Arg(5000)->Unit(benchmark::kMillisecond);
BENCHMARK(toTree<yamlCpp>)->Name("yamlCpp")->Arg(500)->Arg(5000)->Unit(benchmark::kMillisecond);
BENCHMARK(toTree<bareEvents>)
    ->Name("bareEvents")
    ->Arg(500)
    ->Arg(5000)
    ->Unit(benchmark::kMillisecond);
BENCHMARK(toDesign)->Arg(500)->Unit(benchmark::kMillisecond);
BENCHMARK(toDrawing)->Arg(500)->Unit(benchmark::kMillisecond);
BENCHMARK(patchOneProperty)->Arg(500)->Arg(5000)->Unit(benchmark::kMillisecond);
BENCHMARK(patchOnePropertyFromText)->Arg(500)->Unit(benchmark::kMillisecond);
BENCHMARK(patchEveryFunction)->Arg(500)->Unit(benchmark::kMillisecond);

/// Peak memory of this process in kB; 0 where the system does not tell.
long peakMemory()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').front().toLong();
    }
    return 0;
}

/// Does one thing and prints the peak memory.
int runAlone(const QByteArray &name, int resources)
{
    const QByteArray text = madeUpTemplate(resources);
    for (const Way &way : ways) {
        if (name == way.name)
            way.run(text);
    }
    std::printf("%ld\n", peakMemory());
    return 0;
}

long peakMemoryOf(const char *way, int resources)
{
    QProcess alone;
    alone.start(QCoreApplication::applicationFilePath(),
                {QStringLiteral("--alone"), QString::fromLatin1(way), QString::number(resources)});
    alone.waitForFinished(-1);
    return alone.readAllStandardOutput().trimmed().toLong();
}

/// Prints the usual table, then the ratios and the peaks of memory.
class RatioReporter : public benchmark::ConsoleReporter
{
public:
    void ReportRuns(const std::vector<Run> &runs) override
    {
        ConsoleReporter::ReportRuns(runs);
        for (const Run &run : runs) {
            if (run.run_type == Run::RT_Iteration && !run.error_occurred)
                m_times[{run.run_name.function_name, std::atoi(run.run_name.args.c_str())}]
                    = run.GetAdjustedCPUTime();
        }
    }

    void Finalize() override
    {
        ConsoleReporter::Finalize();
        for (const int resources : {500, 5000}) {
            const auto time = [&](const char *name) {
                const auto found = m_times.find({name, resources});
                return found == m_times.end() ? 0.0 : found->second;
            };
            const double tree = time("spanTree");
            if (tree <= 0 || time("yamlCpp") <= 0 || time("bareEvents") <= 0)
                continue;
            const double base = static_cast<double>(peakMemoryOf("textOnly", resources));
            const double own = static_cast<double>(peakMemoryOf("spanTree", resources)) - base;
            const double other = static_cast<double>(peakMemoryOf("yamlCpp", resources)) - base;
            std::printf("%d resources: %.1f times as fast as yaml-cpp, %.2f times the time of bare "
                        "events; %.1f MB of memory beside the text, %.2f of yaml-cpp's %.1f MB\n",
                        resources, time("yamlCpp") / tree, tree / time("bareEvents"), own / 1024,
                        own / other, other / 1024);
        }
    }

private:
    std::map<std::pair<std::string, int>, double> m_times; // by benchmark and resources
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (argc == 4 && qstrcmp(argv[1], "--alone") == 0)
        return runAlone(argv[2], std::atoi(argv[3]));
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 1;
    RatioReporter reporter;
    benchmark::RunSpecifiedBenchmarks(&reporter);
    return 0;
}
