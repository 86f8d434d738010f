// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/report/cold_start_notes.h"
#include "planner/report/sections.h"

#include <algorithm>
#include <cmath>

namespace stratoplan::report {

namespace {

QString describe(const Function &function)
{
    QStringList parts;
    parts.append(function.runtime.value ? *function.runtime : Words::tr("runtime not known"));
    if (function.architecture.value)
        parts.append(*function.architecture);
    if (function.packageType.value)
        parts.append(*function.packageType);
    if (function.packageMb.value)
        parts.append(Words::tr("%1 MB package").arg(number(*function.packageMb)));
    return parts.join(QStringLiteral(", "));
}

QString callers(const Function &function, const Material &material)
{
    QStringList names;
    for (const Connection *connection : material.graph.incoming(function.id)) {
        const QString name = material.names.shown(connection->from);
        if (connection->role != Role::Access && !names.contains(name))
            names.append(name);
    }
    return names.isEmpty() ? QString() : Words::tr("Called by %1.").arg(shortList(names));
}

QStringList remarks(const estimate::FunctionEstimate &function, const estimate::MemoryPoint &point,
                    std::optional<MiB> chosen)
{
    QStringList words;
    if (chosen == point.memory)
        words.append(Words::tr("chosen"));
    if (function.cheapest == point.memory)
        words.append(Words::tr("cheapest"));
    if (function.balanced == point.memory)
        words.append(Words::tr("balanced"));
    if (function.fastest == point.memory)
        words.append(Words::tr("fastest"));
    switch (point.durationFrom) {
    case estimate::DurationFrom::Measured:
        words.append(Words::tr("measured"));
        break;
    case estimate::DurationFrom::Fit:
        words.append(Words::tr("fitted"));
        break;
    case estimate::DurationFrom::Given:
    case estimate::DurationFrom::Unknown:
        break;
    }
    return words;
}

const estimate::MemoryPoint *pointAt(const estimate::FunctionEstimate &function,
                                     std::optional<MiB> memory)
{
    for (const estimate::MemoryPoint &point : function.memory) {
        if (memory == point.memory)
            return &point;
    }
    return nullptr;
}

// By how much a value differs from another: "12 % more", "3 % less"; empty when it hardly does.
QString difference(double value, double from, const QString &more, const QString &less)
{
    const double percent = from > 0 ? (value / from - 1) * 100 : 0;
    if (std::abs(percent) < 0.5)
        return {};
    return (percent > 0 ? more : less).arg(number(std::abs(percent), 0));
}

// How a setting compares with the one that is chosen; empty when it is that one.
QString compared(const QString &sentence, const estimate::MemoryPoint *point,
                 const estimate::MemoryPoint &now)
{
    if (!point || point->memory == now.memory || !point->duration || !point->costPerMillion
        || !now.duration || !now.costPerMillion)
        return {};
    QStringList parts{difference(point->duration->value, now.duration->value,
                                 Words::tr("%1 % slower"), Words::tr("%1 % faster")),
                      difference(point->costPerMillion->value, now.costPerMillion->value,
                                 Words::tr("%1 % dearer"), Words::tr("%1 % cheaper"))};
    parts.removeAll(QString());
    if (parts.isEmpty())
        return {};
    return sentence.arg(memory(point->memory), duration(point->duration),
                        parts.join(QStringLiteral(", ")));
}

// What the chosen memory means beside its alternatives, in two lines.
QString choice(const estimate::FunctionEstimate &function, std::optional<MiB> chosen)
{
    const estimate::MemoryPoint *now = pointAt(function, chosen);
    if (!now || !function.cheapest || !function.fastest)
        return {};
    QStringList titles;
    if (function.cheapest == chosen)
        titles.append(Words::tr("the cheapest"));
    if (function.fastest == chosen)
        titles.append(Words::tr("the fastest"));
    QStringList sentences{titles.isEmpty()
                              ? Words::tr("Chosen: %1.").arg(memory(chosen))
                              : Words::tr("Chosen: %1, %2 of the settings compared.")
                                    .arg(memory(chosen), titles.join(Words::tr(" and ")))};
    sentences.append(compared(Words::tr("Cheapest is %1: %2 a call (%3)."),
                              pointAt(function, function.cheapest), *now));
    if (function.balanced != function.cheapest && function.balanced != function.fastest)
        sentences.append(compared(Words::tr("Balanced is %1: %2 a call (%3)."),
                                  pointAt(function, function.balanced), *now));
    if (function.fastest != function.cheapest)
        sentences.append(compared(Words::tr("Fastest is %1: %2 a call (%3)."),
                                  pointAt(function, function.fastest), *now));
    sentences.removeAll(QString());
    return sentences.join(QLatin1Char(' '));
}

bool anyFrom(const estimate::FunctionEstimate &function, estimate::DurationFrom from)
{
    return std::any_of(
        function.memory.begin(), function.memory.end(),
        [from](const estimate::MemoryPoint &point) { return point.durationFrom == from; });
}

// What the marks of the two curves stand for.
QString curveNote(const estimate::FunctionEstimate &function)
{
    QStringList sentences;
    if (anyFrom(function, estimate::DurationFrom::Measured))
        sentences.append(Words::tr("Rings: measured."));
    if (function.fit) {
        sentences.append(
            Words::tr("Dashed: fitted to %1 memory settings, %2 of waiting and %3 of work at one "
                      "vCPU.")
                .arg(function.fit->points)
                .arg(duration(function.fit->waiting),
                     duration(
                         Milliseconds(function.fit->serial.value + function.fit->parallel.value))));
        for (const Text &further : estimate::furtherOf(*function.fit))
            sentences.append(toString(further));
    } else {
        sentences.append(Words::tr("Dashed: modelled from the duration at the present memory and "
                                   "the share of it that is work of the processor."));
    }
    const bool band = std::any_of(
        function.memory.begin(), function.memory.end(),
        [](const estimate::MemoryPoint &point) { return point.durationLow && point.durationHigh; });
    if (band)
        sentences.append(Words::tr("Shaded: where it lies in nine cases out of ten."));
    return sentences.join(QLatin1Char(' '));
}

QString coldStartNote(const estimate::ColdStart &coldStart)
{
    QStringList missing;
    for (const QString &phase : coldStart.missing)
        missing.append(phaseWord(phase));
    return missing.isEmpty()
        ? QString()
        : Words::tr("Not in the cold start, because nobody has published it or "
                    "it is not stated: %1.")
              .arg(missing.join(QStringLiteral(", ")));
}

Table memoryTable(const estimate::FunctionEstimate &function, std::optional<MiB> chosen,
                  const estimate::Estimates &estimates)
{
    Table table;
    table.caption = Words::tr("By memory; price book %1, region %2")
                        .arg(estimates.priceBook, estimates.region);
    table.columns = {{Words::tr("Memory"), true},      {Words::tr("Cold start"), true},
                     {Words::tr("Warm"), true},        {Words::tr("Billed"), true},
                     {Words::tr("Per million"), true}, {Words::tr("A month"), true},
                     {Words::tr("Remark"), false}};
    for (const estimate::MemoryPoint &point : function.memory) {
        if (chosen == point.memory)
            table.emphasized = static_cast<int>(table.rows.size());
        table.rows.append({memory(point.memory), duration(point.coldStart.total),
                           duration(point.duration), duration(point.billed),
                           money(point.costPerMillion), money(point.costPerMonth),
                           remarks(function, point, chosen).join(QStringLiteral(", "))});
    }
    return table;
}

void appendFigures(Section &section, const estimate::FunctionEstimate &estimated,
                   const QString &name)
{
    const auto add = [&section, &estimated](FigureKind kind, const QString &id,
                                            const QString &caption, bool narrow) {
        section.blocks.append(Figure{id, kind, estimated.function, caption, narrow});
    };
    if (estimated.now.coldStart.total)
        add(FigureKind::ColdStart, anchor(QStringLiteral("cold-start"), name),
            Words::tr("Cold start by phase and memory"), false);
    if (!estimated.now.duration)
        return;
    add(FigureKind::Duration, anchor(QStringLiteral("duration"), name),
        Words::tr("Duration of a warm call"), true);
    add(FigureKind::Cost, anchor(QStringLiteral("cost"), name),
        Words::tr("Cost per million calls, USD"), true);
}

void appendEstimate(Section &section, const estimate::FunctionEstimate &estimated,
                    const Function &function, const Material &material)
{
    const estimate::MemoryPoint &now = estimated.now;
    KeyFigures figures;
    figures.items = {
        {Words::tr("Memory"), memory(function.memory.value)},
        {Words::tr("Warm call"), duration(now.duration)},
        {Words::tr("95th percentile"), duration(function.p95.value)},
        {Words::tr("Cold start adds"), duration(now.coldStart.total)},
        {Words::tr("Peak concurrency"), amount(estimated.demand.peakConcurrency)},
        {Words::tr("Cost a month"), money(now.costPerMonth)},
    };
    section.blocks.append(figures);
    if (const QString words = choice(estimated, function.memory.value); !words.isEmpty())
        section.blocks.append(Paragraph{words, false});
    appendFigures(section, estimated, material.names.of(estimated.function));
    QStringList notes{now.duration ? curveNote(estimated) : QString(), coldStartNote(now.coldStart),
                      coldStartSources(now.coldStart, material),
                      coldStartKinds(estimated, function)};
    notes.removeAll(QString());
    if (!notes.isEmpty())
        section.blocks.append(Paragraph{notes.join(QLatin1Char(' ')), true});
    section.blocks.append(
        memoryTable(estimated, function.memory.value, material.analysis.estimates));
}

void appendFunction(Section &section, const estimate::FunctionEstimate &estimated,
                    const Material &material, bool onePage)
{
    const Function *function = material.design.get<Function>(estimated.function);
    if (!function)
        return;
    const QString name = material.names.of(estimated.function);
    const QString shown = material.names.shown(estimated.function);
    const estimate::MemoryPoint &now = estimated.now;
    const bool charted = now.coldStart.total || now.duration;
    section.blocks.append(
        Heading{2, shown, anchor(QStringLiteral("function"), name), onePage && charted});
    QStringList about{describe(*function) + QLatin1Char('.'), callers(*function, material),
                      Words::tr("VPC: %1.").arg(placeOf(*function, material))};
    about.removeAll(QString());
    section.blocks.append(Paragraph{about.join(QLatin1Char(' ')), true});
    if (charted)
        appendEstimate(section, estimated, *function, material);
    else
        section.blocks.append(Paragraph{
            Words::tr("Neither its duration nor the start of its runtime is known."), false});

    FindingList findings = findingList(material, estimated.function);
    if (findings.entries.isEmpty())
        return;
    for (FindingEntry &entry : findings.entries)
        entry.details.clear();
    section.blocks.append(Heading{3, Words::tr("Findings on %1").arg(shown), {}});
    section.blocks.append(std::move(findings));
}

qsizetype openFindings(const Material &material, ElementId function)
{
    const QList<review::Finding> &all = material.analysis.findings;
    return std::count_if(all.begin(), all.end(), [function](const review::Finding &finding) {
        return finding.status == review::Status::Open && finding.elements.contains(function);
    });
}

Table overview(const Material &material)
{
    Table table;
    table.caption = Words::tr("All functions at their present memory");
    table.columns = {{Words::tr("Function"), false},  {Words::tr("Memory"), true},
                     {Words::tr("Warm"), true},       {Words::tr("p95"), true},
                     {Words::tr("Cold start"), true}, {Words::tr("Peak concurrency"), true},
                     {Words::tr("A month"), true},    {Words::tr("Findings"), true}};
    for (const estimate::FunctionEstimate &estimated : material.analysis.estimates.functions) {
        const Function *function = material.design.get<Function>(estimated.function);
        if (!function)
            continue;
        const estimate::MemoryPoint &now = estimated.now;
        table.rows.append({material.names.shown(estimated.function), memory(function->memory.value),
                           duration(now.duration), duration(function->p95.value),
                           duration(now.coldStart.total), amount(estimated.demand.peakConcurrency),
                           money(now.costPerMonth),
                           QString::number(openFindings(material, estimated.function))});
    }
    return table;
}

} // namespace

Section functionsSection(const Material &material)
{
    Section section{Words::tr("Functions"), anchor(QStringLiteral("functions")), true, {}};
    const QList<estimate::FunctionEstimate> &functions = material.analysis.estimates.functions;
    if (functions.isEmpty())
        return section;
    section.blocks.append(Paragraph{
        Words::tr("How to read the figures. A cold start is the median of a full one, without "
                  "provisioned concurrency. Solid: measured with hello-world functions. Hatched: "
                  "modelled. Whisker: 95th percentile of the runtime start where it was measured. "
                  "Initialisation does not get shorter with more memory for small functions, only "
                  "the first invocation does. A question mark is a figure that is not known."),
        true});
    const bool several = functions.size() > 1;
    if (several)
        section.blocks.append(overview(material));
    for (const estimate::FunctionEstimate &function : functions)
        appendFunction(section, function, material, several);
    return section;
}

} // namespace stratoplan::report
