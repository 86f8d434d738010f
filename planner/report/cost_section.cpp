// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/report/cost_tables.h"
#include "planner/report/sections.h"

#include <algorithm>

namespace stratoplan::report {

namespace {

// The dearest part first.
QList<const estimate::Component *> pricedParts(const estimate::Estimates &estimates)
{
    QList<const estimate::Component *> parts;
    for (const estimate::Component &component : estimates.components) {
        if (component.perMonth)
            parts.append(&component);
    }
    std::stable_sort(parts.begin(), parts.end(),
                     [](const estimate::Component *a, const estimate::Component *b) {
                         return a->perMonth->value > b->perMonth->value;
                     });
    return parts;
}

QString shareOf(double part, double whole)
{
    return whole > 0 ? Words::tr("%1 %").arg(number(part / whole * 100, 0)) : QString();
}

Table costTable(const Material &material, const estimate::CostDetails &details)
{
    const estimate::Estimates &estimates = material.analysis.estimates;
    Table table;
    table.caption = Words::tr("A month of 730 hours, by price book %1").arg(estimates.priceBook);
    table.columns = {{Words::tr("Part"), false},       {Words::tr("Made of"), false},
                     {Words::tr("USD a month"), true}, {Words::tr("At least"), true},
                     {Words::tr("At most"), true},     {Words::tr("Share"), true}};
    const auto ends = [&details](ElementId id) {
        const auto range = details.of(id);
        return range && range->low < range->high
            ? QStringList{money(range->low), money(range->high)}
            : QStringList{{}, {}};
    };
    for (const estimate::Component *component : pricedParts(estimates)) {
        QStringList lines;
        for (const auto &[text, cost] : component->lines)
            lines.append(component->lines.size() > 1
                             ? Words::tr("%1 %2").arg(toString(text), money(cost))
                             : toString(text));
        table.rows.append(
            QStringList{material.names.shown(component->element), lines.join(QStringLiteral(", ")),
                        money(component->perMonth)}
            + ends(component->element)
            + QStringList{shareOf(component->perMonth->value, estimates.totalPerMonth.value)});
    }
    table.rows.append({Words::tr("Total"),
                       {},
                       money(estimates.totalPerMonth),
                       money(details.ranges.total.low),
                       money(details.ranges.total.high),
                       {}});
    table.emphasized = static_cast<int>(table.rows.size()) - 1;
    return table;
}

QString partName(ElementId element, const Material &material)
{
    return element ? material.names.shown(element) : Words::tr("the whole design");
}

// Rows are not split over pages.
constexpr qsizetype mostInRow = 40;

// Parts that lack the same thing stand together.
Table unpricedTable(const Material &material)
{
    Table table;
    table.columns = {{Words::tr("Why"), false}, {Words::tr("Parts"), false}};
    QList<QPair<QString, QStringList>> groups;
    for (const estimate::Unpriced &part : material.analysis.estimates.unpriced) {
        const QString reason = toString(part.reason);
        auto group = std::find_if(groups.begin(), groups.end(), [&reason](const auto &each) {
            return each.first == reason && each.second.size() < mostInRow;
        });
        if (group == groups.end())
            group = groups.insert(groups.end(), {reason, {}});
        group->second.append(partName(part.element, material));
    }
    for (const auto &[reason, parts] : groups)
        table.rows.append({reason, parts.join(QStringLiteral(", "))});
    return table;
}

} // namespace

Section costSection(const Material &material)
{
    Section section{Words::tr("Cost"), anchor(QStringLiteral("cost")), false, {}};
    const estimate::Estimates &estimates = material.analysis.estimates;
    if (estimates.components.isEmpty() && estimates.unpriced.isEmpty())
        return section;
    if (totalPerMonth(estimates)) {
        const estimate::CostDetails details = estimate::costDetails(
            material.design, material.catalog, material.analysis.network, estimates);
        section.blocks.append(costTable(material, details));
        appendCostDetails(section.blocks, details, material);
    }
    appendThenAndNow(section.blocks, material);
    if (!estimates.unpriced.isEmpty()) {
        section.blocks.append(Heading{2, Words::tr("Not priced"), {}});
        section.blocks.append(unpricedTable(material));
    }
    return section;
}

Section trafficSection(const Material &material)
{
    Section section{
        Words::tr("Traffic and concurrency"), anchor(QStringLiteral("traffic")), false, {}};
    Table table;
    table.caption = Words::tr("Events that reach each function, and the environments they need");
    table.columns = {{Words::tr("Function"), false},
                     {Words::tr("Average"), true},
                     {Words::tr("Peak"), true},
                     {Words::tr("Mean concurrency"), true},
                     {Words::tr("Peak concurrency"), true},
                     {Words::tr("Ceiling"), true},
                     {Words::tr("Set by"), false}};
    bool known = false;
    for (const estimate::FunctionEstimate &function : material.analysis.estimates.functions) {
        const estimate::Demand &demand = function.demand;
        known = known || demand.rate || demand.peakRate;
        table.rows.append({material.names.shown(function.function), rate(demand.rate),
                           rate(demand.peakRate), amount(demand.meanConcurrency),
                           amount(demand.peakConcurrency), amount(demand.ceiling, 0),
                           toString(demand.ceilingReason)});
    }
    if (known)
        section.blocks.append(table);
    else if (!table.rows.isEmpty())
        section.blocks.append(Paragraph{
            Words::tr("No traffic is stated, so concurrency and monthly cost are not known."),
            false});
    return section;
}

} // namespace stratoplan::report
