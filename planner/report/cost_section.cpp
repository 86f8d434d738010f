// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/report/sections.h"

namespace stratoplan::report {

Section costSection(const Material &material)
{
    Section section{Words::tr("Cost"), anchor(QStringLiteral("cost")), true, {}};
    const estimate::Estimates &estimates = material.analysis.estimates;
    if (estimates.components.isEmpty() && estimates.unpriced.isEmpty())
        return section;
    Table table;
    table.caption = Words::tr("A month of 730 hours, by price book %1").arg(estimates.priceBook);
    table.columns = {{Words::tr("Part"), false},
                     {Words::tr("Made of"), false},
                     {Words::tr("USD a month"), true}};
    for (const estimate::Component &component : estimates.components) {
        if (!component.perMonth)
            continue;
        QStringList lines;
        for (const auto &[text, cost] : component.lines)
            lines.append(toString(text));
        table.rows.append({material.names.shown(component.element),
                           lines.join(QStringLiteral("; ")), money(component.perMonth)});
    }
    table.rows.append({Words::tr("Total"), {}, money(estimates.totalPerMonth)});
    table.emphasized = static_cast<int>(table.rows.size()) - 1;
    section.blocks.append(table);
    if (!estimates.unpriced.isEmpty()) {
        section.blocks.append(Heading{2, Words::tr("Not priced"), {}});
        Table unpriced;
        unpriced.columns = {{Words::tr("Part"), false}, {Words::tr("Why"), false}};
        for (const estimate::Unpriced &part : estimates.unpriced)
            unpriced.rows.append({material.names.shown(part.element), toString(part.reason)});
        section.blocks.append(unpriced);
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

Section assumptionsSection(const Material &material)
{
    Section section{
        Words::tr("Assumptions and sources"), anchor(QStringLiteral("assumptions")), true, {}};
    Bullets assumptions;
    for (const Text &assumption : material.analysis.estimates.assumptions)
        assumptions.items.append(toString(assumption));
    if (!assumptions.items.isEmpty())
        section.blocks.append(assumptions);
    const catalog::PriceBook *book
        = material.catalog.priceBook(material.analysis.estimates.priceBook);
    if (book)
        section.blocks.append(Paragraph{
            Words::tr("Prices: list prices of %1, price book %2 of %3, "
                      "without tax or discount. Sources: %4.")
                .arg(book->region, book->name, book->date.toString(Qt::ISODate), book->source),
            false});
    return section;
}

Section glossarySection(const Material &)
{
    Section section{Words::tr("Glossary"), anchor(QStringLiteral("glossary")), false, {}};
    Table table;
    table.columns = {{Words::tr("Word"), false}, {Words::tr("Meaning"), false}};
    table.rows = {
        {Words::tr("Cold start"),
         Words::tr("What is added to the first call of a new execution environment.")},
        {Words::tr("p95"), Words::tr("The value that 95 of 100 calls stay below.")},
        {Words::tr("Concurrency"), Words::tr("Execution environments that work at the same time.")},
        {Words::tr("Interface"),
         Words::tr("An elastic network interface: what a function needs to stand in a subnet.")},
        {Words::tr("NAT"),
         Words::tr("Network address translation: how a private subnet reaches the internet.")},
        {Words::tr("Unanswered"),
         Words::tr("A rule lacks an input. It counts as open, never as passed.")},
    };
    section.blocks.append(table);
    return section;
}

} // namespace stratoplan::report
