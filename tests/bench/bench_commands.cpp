// SPDX-License-Identifier: GPL-3.0-or-later
//
// What one more letter typed into the command palette costs.
#include "widgets/command/entry.h"

#include <benchmark/benchmark.h>

namespace {

using namespace stratoplan::command;

/// Names as people give them: words of a trade, numbered.
QList<Entry> manyEntries(qsizetype count)
{
    const QStringList words{QStringLiteral("order"),   QStringLiteral("payment"),
                            QStringLiteral("Invoice"), QStringLiteral("Customer"),
                            QStringLiteral("archive"), QStringLiteral("Notify")};
    QList<Entry> entries;
    for (qsizetype i = 0; i < count; ++i) {
        Entry entry;
        entry.kind = Kind::Element;
        entry.title = words.at(i % 6) + words.at(i / 6 % 6) + QString::number(i);
        entry.detail = QStringLiteral("Function");
        entries.append(entry);
    }
    return entries;
}

void ranksEntries(benchmark::State &state)
{
    const QList<Entry> entries = manyEntries(state.range(0));
    for (auto _ : state) {
        for (const char *typed : {"o", "or", "ord", "ordinv", "pay not 9", "function 12"})
            benchmark::DoNotOptimize(ranked(entries, QLatin1String(typed)));
    }
    state.SetItemsProcessed(state.iterations() * 6);
}
BENCHMARK(ranksEntries)->Arg(1000)->Arg(10'000)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
