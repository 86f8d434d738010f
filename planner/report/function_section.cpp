// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/report/sections.h"

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

Table memoryTable(const estimate::FunctionEstimate &function, std::optional<MiB> chosen)
{
    Table table;
    table.caption = Words::tr("By memory");
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

QString missingPhases(const estimate::ColdStart &coldStart)
{
    if (coldStart.missing.isEmpty())
        return {};
    return Words::tr(
               "Not in these totals, because nobody has published it or it is not stated: %1.")
        .arg(coldStart.missing.join(QStringLiteral(", ")));
}

void appendFunction(Section &section, const estimate::FunctionEstimate &estimated,
                    const Material &material)
{
    const Function *function = material.design.get<Function>(estimated.function);
    if (!function)
        return;
    const QString name = material.names.of(estimated.function);
    const estimate::MemoryPoint &now = estimated.now;
    section.blocks.append(Heading{2, material.names.shown(estimated.function),
                                  anchor(QStringLiteral("function"), name)});
    section.blocks.append(Paragraph{describe(*function), true});
    KeyFigures figures;
    figures.items = {
        {Words::tr("Memory"), memory(function->memory.value)},
        {Words::tr("Warm call"), duration(now.duration)},
        {Words::tr("95th percentile"), duration(function->p95.value)},
        {Words::tr("Cold start adds"), duration(now.coldStart.total)},
        {Words::tr("Peak concurrency"), amount(estimated.demand.peakConcurrency)},
        {Words::tr("Cost a month"), money(now.costPerMonth)},
    };
    section.blocks.append(figures);

    if (now.coldStart.total)
        section.blocks.append(Figure{anchor(QStringLiteral("cold-start"), name),
                                     FigureKind::ColdStart, estimated.function,
                                     Words::tr("Cold start by phase and memory, ms")});
    if (now.duration) {
        section.blocks.append(Figure{anchor(QStringLiteral("duration"), name), FigureKind::Duration,
                                     estimated.function, Words::tr("Duration of a warm call, ms")});
        section.blocks.append(Figure{anchor(QStringLiteral("cost"), name), FigureKind::Cost,
                                     estimated.function, Words::tr("Cost per million calls, USD")});
    }
    if (now.coldStart.total || now.duration)
        section.blocks.append(memoryTable(estimated, function->memory.value));
    if (const QString missing = missingPhases(now.coldStart); !missing.isEmpty())
        section.blocks.append(Paragraph{missing, true});

    FindingList findings = findingList(material, estimated.function);
    if (!findings.entries.isEmpty()) {
        section.blocks.append(Heading{
            3, Words::tr("Findings on %1").arg(material.names.shown(estimated.function)), {}});
        section.blocks.append(std::move(findings));
    }
}

} // namespace

Section functionsSection(const Material &material)
{
    Section section{Words::tr("Functions"), anchor(QStringLiteral("functions")), true, {}};
    for (const estimate::FunctionEstimate &function : material.analysis.estimates.functions)
        appendFunction(section, function, material);
    return section;
}

} // namespace stratoplan::report
