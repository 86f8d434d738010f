// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/report/cost_tables.h"

#include "planner/estimate/bill.h"
#include "planner/estimate/then_and_now.h"

#include <cmath>

namespace stratoplan::report {

namespace {

constexpr qsizetype dearestParts = 3;

QString withUnit(double value, const Text &unit)
{
    const QString word = toString(unit);
    const QString figure = number(value, value >= 100 ? 0 : 3);
    return word.isEmpty() ? figure : Words::tr("%1 %2").arg(figure, word);
}

double threeDigits(double value)
{
    const double scale = std::pow(10, 2 - std::floor(std::log10(value)));
    return std::round(value * scale) / scale;
}

QString count(double events)
{
    return events >= 1e6 ? Words::tr("%1 million").arg(number(events / 1e6, 1)) : number(events, 0);
}

Table sensitivityTable(const estimate::CostDetails &details, const Material &material)
{
    Table table;
    table.caption = Words::tr("Each moved alone, with all others as they are");
    table.columns = {{Words::tr("Figure"), false},
                     {Words::tr("Of"), false},
                     {Words::tr("Now"), true},
                     {Words::tr("May be"), true},
                     {Words::tr("The month"), true}};
    for (const estimate::Sensitivity &input : details.ranges.top()) {
        const QString from = withUnit(input.from, {});
        table.rows.append(
            {toString(input.text), input.element ? material.names.shown(input.element) : QString(),
             withUnit(input.value, input.unit),
             Words::tr("%1 to %2").arg(from, withUnit(input.to, input.unit)),
             Words::tr("%1 to %2").arg(money(input.totalAtFrom), money(input.totalAtTo))});
    }
    return table;
}

Table pathTable(const estimate::CostDetails &details, const Material &material)
{
    Table table;
    table.caption = Words::tr("What traffic causes; hours and stored data stand still");
    table.columns = {{Words::tr("Enters at"), false},
                     {Words::tr("By way of"), false},
                     {Words::tr("Requests a month"), true},
                     {Words::tr("USD a million"), true},
                     {Words::tr("Dearest parts"), false}};
    for (const estimate::PathCost &path : details.paths) {
        QStringList parts;
        for (const estimate::PathPart &part : path.parts.mid(0, dearestParts))
            parts.append(
                Words::tr("%1 %2").arg(material.names.shown(part.element), money(part.perMillion)));
        if (!path.unpriced.isEmpty()) {
            QStringList open;
            for (const ElementId id : path.unpriced)
                open.append(material.names.shown(id));
            parts.append(Words::tr("not priced in full: %1").arg(shortList(open)));
        }
        table.rows.append({material.names.shown(path.entry),
                           path.via ? material.names.shown(path.via) : QString(),
                           count(path.perMonth), money(path.perMillion),
                           parts.join(QStringLiteral(", "))});
    }
    return table;
}

void appendBreakEven(Table &table, const estimate::BreakEven &chart, const Material &material)
{
    const QString element = chart.element ? material.names.shown(chart.element) : QString();
    const QString now = chart.axis.now ? withUnit(*chart.axis.now, chart.axis.unit) : QString();
    for (const estimate::Crossing &crossing : chart.crossings) {
        const auto *before = chart.option(crossing.cheaperBefore);
        const auto *after = chart.option(crossing.cheaperAfter);
        if (!before || !after)
            continue;
        table.rows.append({element, toString(chart.axis.label), now, toString(before->name),
                           withUnit(crossing.x, chart.axis.unit), toString(after->name)});
    }
}

Table breakEvenTable(const estimate::CostDetails &details, const Material &material)
{
    Table table;
    table.caption = Words::tr("Two ways cost the same there; neither is best for it");
    table.columns = {{Words::tr("Of"), false},         {Words::tr("By"), false},
                     {Words::tr("Now"), true},         {Words::tr("Cheaper below"), false},
                     {Words::tr("The same at"), true}, {Words::tr("Cheaper above"), false}};
    for (const estimate::BreakEven &chart : details.breakEvens)
        appendBreakEven(table, chart, material);
    return table;
}

// The rate from which the option is cheaper than Lambda; empty where that is nowhere on the axis.
QString cheaperFrom(const estimate::BreakEven &chart, const char *option)
{
    for (const estimate::Crossing &crossing : chart.crossings) {
        if (crossing.cheaperBefore == QLatin1String("lambda")
            && crossing.cheaperAfter == QLatin1String(option))
            return rate(PerSecond(threeDigits(crossing.x)));
    }
    return {};
}

// Functions against servers, and what that rests on.
void appendServers(QList<Block> &blocks, const Material &material)
{
    const estimate::Estimates &estimates = material.analysis.estimates;
    if (!estimates.bill)
        return;
    Table table;
    table.caption
        = Words::tr("The rate from which servers that are half busy cost less than Lambda");
    table.columns = {{Words::tr("Function"), false},
                     {Words::tr("Now"), true},
                     {Words::tr("Fargate from"), true},
                     {Words::tr("Managed Instances from"), true}};
    for (const Function *function : material.design.all<Function>()) {
        const estimate::FunctionEstimate *estimated = estimates.function(function->id);
        const auto workload = estimated
            ? estimate::workloadOf(*function, *estimated, material.catalog, estimates.bill->book())
            : std::nullopt;
        if (!workload || !workload->rate)
            continue;
        const estimate::BreakEven chart
            = estimate::lambdaOrServers(*workload, estimates.bill->book());
        const QString fargate = cheaperFrom(chart, "fargate");
        const QString managed = cheaperFrom(chart, "managed-instances");
        if (!fargate.isEmpty() || !managed.isEmpty())
            table.rows.append(
                {material.names.shown(function->id), rate(workload->rate), fargate, managed});
    }
    const std::optional<estimate::ServerFacts> servers = estimate::serverFacts(material.catalog);
    if (table.rows.isEmpty() || !servers)
        return;
    blocks.append(table);
    blocks.append(Paragraph{
        Words::tr("At a steady rate, each function on servers of its own: at least %1 tasks of %2 "
                  "vCPU, or %3 instances. Load balancers, addresses and the work of running "
                  "servers are not in it.")
            .arg(number(servers->leastTasks), number(servers->taskVcpus),
                 number(servers->leastInstances)),
        true});
}

} // namespace

void appendCostDetails(QList<Block> &blocks, const estimate::CostDetails &details,
                       const Material &material)
{
    if (!details.ranges.inputs.isEmpty()) {
        blocks.append(Heading{2, Words::tr("What moves the month most"), {}});
        blocks.append(sensitivityTable(details, material));
    }
    if (!details.paths.isEmpty()) {
        blocks.append(Heading{2, Words::tr("What a request costs"), {}});
        blocks.append(pathTable(details, material));
    }
    const Table alternatives = breakEvenTable(details, material);
    QList<Block> servers;
    appendServers(servers, material);
    if (!alternatives.rows.isEmpty() || !servers.isEmpty())
        blocks.append(Heading{2, Words::tr("Where alternatives cost the same"), {}});
    if (!alternatives.rows.isEmpty())
        blocks.append(alternatives);
    blocks += servers;
}

void appendThenAndNow(QList<Block> &blocks, const Material &material)
{
    const estimate::Estimates &estimates = material.analysis.estimates;
    Table table;
    table.columns = {{Words::tr("Function"), false},     {Words::tr("Billed in 2018"), true},
                     {Words::tr("Billed now"), true},    {Words::tr("A million in 2018"), true},
                     {Words::tr("A million now"), true}, {Words::tr("In 2018"), false}};
    for (const Function *function : material.design.all<Function>()) {
        const estimate::FunctionEstimate *estimated = estimates.function(function->id);
        if (!estimated)
            continue;
        const std::optional<estimate::ThenAndNow> since = estimate::since2018(
            *function, estimated->demand, material.catalog, estimates.priceBook);
        if (!since || !since->now.point.billed)
            continue;
        const estimate::ThenAndNow &both = *since;
        table.caption = Words::tr("Durations as they are now; prices %1 and %2")
                            .arg(both.then.era.book, both.now.era.book);
        QStringList missing;
        if (both.then.architecture != both.now.architecture)
            missing.append(Words::tr("no arm64"));
        if (!both.then.memoryFits)
            missing.append(Words::tr("at most %1").arg(memory(both.then.era.mostMemory)));
        if (!both.then.timeoutFits)
            missing.append(Words::tr("at most %1 s").arg(both.then.era.longestTimeout->value));
        table.rows.append({material.names.shown(function->id), duration(both.then.point.billed),
                           duration(both.now.point.billed), money(both.then.point.costPerMillion),
                           money(both.now.point.costPerMillion),
                           missing.join(QStringLiteral(", "))});
    }
    if (table.rows.isEmpty())
        return;
    blocks.append(Heading{2, Words::tr("What changed since 2018"), {}});
    blocks.append(table);
}

} // namespace stratoplan::report
