// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/catalog/behaviour.h"
#include "planner/report/sections.h"
#include "planner/review/rule.h"

#include <algorithm>

namespace stratoplan::report {

namespace {

/// Ids of sources, each once, in the order in which they are needed.
class Cited
{
public:
    /// `sources` are ids joined by ", ".
    void add(const QString &sources)
    {
        const QStringList ids = sources.split(QLatin1Char(','), Qt::SkipEmptyParts);
        for (const QString &each : ids) {
            const QString id = each.trimmed();
            if (!m_ids.contains(id))
                m_ids.append(id);
        }
    }
    const QStringList &ids() const { return m_ids; }

private:
    QStringList m_ids;
};

QStringList citedBy(const Material &material)
{
    Cited cited;
    const estimate::Estimates &estimates = material.analysis.estimates;
    if (const catalog::PriceBook *book = material.catalog.priceBook(estimates.priceBook))
        cited.add(book->source);
    for (const estimate::FunctionEstimate &function : estimates.functions) {
        for (const estimate::PhaseTime &phase : function.now.coldStart.phases) {
            if (phase.time)
                cited.add(phase.source);
        }
    }
    for (const Function *function : material.design.all<Function>()) {
        if (const catalog::Runtime *runtime
            = material.catalog.runtime(function->runtime.valueOr({})))
            cited.add(runtime->source);
    }
    for (const Service *service : material.design.all<Service>()) {
        if (const catalog::ServiceKind *kind = catalog::kindOf(*service, material.catalog))
            cited.add(kind->source);
    }
    return cited.ids();
}

Table sourcesTable(const Material &material)
{
    Table table;
    table.caption = Words::tr("Where the figures come from. Confidence: A primary and dated, B "
                              "secondary and bounded, C old or one author");
    table.columns = {{Words::tr("Key"), false},
                     {Words::tr("Source"), false},
                     {Words::tr("Date"), false},
                     {Words::tr("Confidence"), false}};
    for (const QString &id : citedBy(material)) {
        if (const catalog::Source *source = material.catalog.source(id))
            table.rows.append({source->id, source->title, source->date, source->confidence});
    }
    return table;
}

Table evidenceTable(const Material &material)
{
    Table table;
    table.caption = Words::tr("What the rules that found something rest on");
    table.columns = {{Words::tr("Rule"), false},
                     {Words::tr("Why it matters"), false},
                     {Words::tr("Evidence"), false}};
    QStringList seen;
    for (const review::Finding &finding : material.analysis.findings) {
        const review::Rule *rule = review::ruleById(finding.rule);
        if (!rule || seen.contains(finding.rule) || rule->sources.isEmpty())
            continue;
        seen.append(finding.rule);
        table.rows.append(
            {finding.rule, toString(rule->reason), rule->sources.join(QStringLiteral(" "))});
    }
    std::sort(table.rows.begin(), table.rows.end());
    return table;
}

} // namespace

Section assumptionsSection(const Material &material)
{
    Section section{
        Words::tr("Assumptions and sources"), anchor(QStringLiteral("assumptions")), false, {}};
    Bullets assumptions;
    for (const Text &assumption : material.analysis.estimates.assumptions)
        assumptions.items.append(toString(assumption));
    if (!assumptions.items.isEmpty())
        section.blocks.append(assumptions);
    const catalog::PriceBook *book
        = material.catalog.priceBook(material.analysis.estimates.priceBook);
    if (book)
        section.blocks.append(Paragraph{
            Words::tr("Prices are list prices of %1, price book %2 of %3, without tax or discount.")
                .arg(book->region, book->name, book->date.toString(Qt::ISODate)),
            false});
    for (Table &table : QList<Table>{sourcesTable(material), evidenceTable(material)}) {
        if (!table.rows.isEmpty())
            section.blocks.append(std::move(table));
    }
    return section;
}

Section glossarySection(const Material &)
{
    Section section{Words::tr("Glossary"), anchor(QStringLiteral("glossary")), false, {}};
    Table table;
    table.columns = {{Words::tr("Word"), false}, {Words::tr("Meaning"), false}};
    table.rows = {
        {Words::tr("Availability zone"),
         Words::tr("A part of a region that fails by itself; a subnet lies in one.")},
        {Words::tr("Cold start"),
         Words::tr("What is added to the first call of a new execution environment.")},
        {Words::tr("Concurrency"), Words::tr("Execution environments that work at the same time.")},
        {Words::tr("Ceiling"),
         Words::tr("The most that concurrency can reach, and what sets that.")},
        {Words::tr("Event source mapping"),
         Words::tr("What polls a queue or a stream and calls the function with batches.")},
        {Words::tr("Failure target"),
         Words::tr("Where an event goes that could not be processed: a dead-letter queue or an "
                   "on-failure destination.")},
        {Words::tr("GB-second"),
         Words::tr("What duration is billed in: memory of 1024 MB for one second.")},
        {Words::tr("Interface"),
         Words::tr("An elastic network interface: what a function needs to stand in a subnet.")},
        {Words::tr("NAT"),
         Words::tr("Network address translation: how a private subnet reaches the internet.")},
        {Words::tr("p95, 95th percentile"),
         Words::tr("The value that 95 of 100 calls stay below.")},
        {Words::tr("Provisioned concurrency"),
         Words::tr("Environments that are kept ready, so that calls do not start cold.")},
        {Words::tr("Reserved concurrency"),
         Words::tr("The share of the account's concurrency that a function has for itself, and its "
                   "limit.")},
        {Words::tr("Unanswered"),
         Words::tr("A rule lacks an input. It counts as open, never as passed.")},
        {Words::tr("Usable addresses"),
         Words::tr("Those of a subnet less the five that AWS keeps.")},
        {Words::tr("VPC"), Words::tr("Virtual private cloud: a network of one's own at AWS.")},
    };
    section.blocks.append(table);
    return section;
}

} // namespace stratoplan::report
