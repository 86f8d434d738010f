// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/report/sections.h"

#include <algorithm>
#include <array>

namespace stratoplan::report {

namespace {

constexpr std::array severities{Severity::Blocker, Severity::High, Severity::Medium, Severity::Low,
                                Severity::Info};
/// Findings that the summary shows; the rest is in their own section.
constexpr qsizetype mostInSummary = 8;
constexpr qsizetype dearestShown = 3;

struct Score
{
    std::array<int, 5> open{};
    int accepted = 0;
    int unanswered = 0;

    int of(Severity severity) const { return open.at(static_cast<size_t>(severity)); }
};

Score scoreOf(const QList<review::Finding> &findings)
{
    Score score;
    for (const review::Finding &finding : findings) {
        switch (finding.status) {
        case review::Status::Open:
            ++score.open.at(static_cast<size_t>(finding.severity));
            break;
        case review::Status::Suppressed:
            ++score.accepted;
            break;
        case review::Status::Unanswered:
            ++score.unanswered;
            break;
        }
    }
    return score;
}

void appendUrgent(Section &section, const Material &material)
{
    FindingList urgent;
    for (const review::Finding &finding : material.analysis.findings) {
        if (finding.status == review::Status::Open && finding.severity <= Severity::High)
            urgent.entries.append(entryOf(finding, material));
    }
    if (urgent.entries.isEmpty())
        return;
    std::stable_sort(
        urgent.entries.begin(), urgent.entries.end(),
        [](const FindingEntry &a, const FindingEntry &b) { return a.severity < b.severity; });
    const auto more = static_cast<int>(urgent.entries.size() - mostInSummary);
    for (FindingEntry &entry : urgent.entries)
        entry.details.clear();
    urgent.entries = urgent.entries.mid(0, mostInSummary);
    section.blocks.append(Heading{2, Words::tr("What to mend first"), {}});
    section.blocks.append(std::move(urgent));
    if (more > 0)
        section.blocks.append(
            Paragraph{Words::tr("%n more in the section on findings.", nullptr, more), true});
}

void appendOpenQuestions(Section &section, const Settings &settings)
{
    if (settings.openQuestions.isEmpty())
        return;
    section.blocks.append(Heading{2, Words::tr("Open questions"), {}});
    Table table;
    table.columns = {{Words::tr("Question"), false},
                     {Words::tr("Why it matters"), false},
                     {Words::tr("Owner"), false},
                     {Words::tr("Since"), false}};
    for (const OpenQuestion &question : settings.openQuestions)
        table.rows.append(
            {question.text, question.reason, question.owner,
             question.date.isValid() ? question.date.toString(Qt::ISODate) : QString()});
    section.blocks.append(table);
}

QString placementSentence(const Material &material)
{
    qsizetype inVpc = 0;
    const QList<const Function *> functions = material.design.all<Function>();
    for (const Function *function : functions)
        inVpc += standsInVpc(*function);
    qsizetype differ = 0;
    qsizetype open = 0;
    for (const decision::Walk &walk : material.analysis.decisions) {
        differ += !walk.conflicts.isEmpty();
        open += walk.outcome.isEmpty();
    }
    QStringList sentences{
        Words::tr("In a VPC: %1 of %n function(s).", nullptr, static_cast<int>(functions.size()))
            .arg(inVpc)};
    if (differ > 0)
        sentences.append(Words::tr("For %n function(s) the drawing differs from what the decision "
                                   "tree advises.",
                                   nullptr, static_cast<int>(differ)));
    if (open > 0)
        sentences.append(Words::tr("For %n function(s) a question of the tree is open.", nullptr,
                                   static_cast<int>(open)));
    if (differ == 0 && open == 0 && !material.analysis.decisions.isEmpty())
        sentences.append(Words::tr("Every function stands where the decision tree puts it."));
    return sentences.join(QLatin1Char(' '));
}

QString costSentence(const Material &material)
{
    const estimate::Estimates &estimates = material.analysis.estimates;
    QList<const estimate::Component *> priced;
    for (const estimate::Component &component : estimates.components) {
        if (component.perMonth && component.perMonth->value > 0)
            priced.append(&component);
    }
    std::stable_sort(priced.begin(), priced.end(),
                     [](const estimate::Component *a, const estimate::Component *b) {
                         return a->perMonth->value > b->perMonth->value;
                     });
    if (priced.size() < 2)
        return {};
    QStringList dearest;
    for (const estimate::Component *component : priced.mid(0, dearestShown))
        dearest.append(Words::tr("%1 (%2)").arg(material.names.shown(component->element),
                                                money(component->perMonth)));
    return Words::tr("Dearest a month: %1.").arg(dearest.join(QStringLiteral(", ")));
}

} // namespace

QString verdict(const Material &material)
{
    const Score score = scoreOf(material.analysis.findings);
    if (score.of(Severity::Blocker) > 0)
        return Words::tr("%n finding(s) keep this design from being deployed or from working.",
                         nullptr, score.of(Severity::Blocker));
    if (score.of(Severity::High) > 0)
        return Words::tr("%n finding(s) can lose data, stop the service or run up a bill.", nullptr,
                         score.of(Severity::High));
    if (score.unanswered > 0)
        return Words::tr("No blocker and nothing high, but %n question(s) are not answered.",
                         nullptr, score.unanswered);
    return Words::tr("No blocker, nothing high, and every question is answered.");
}

ScoreCard scoreCard(const Material &material)
{
    const Score score = scoreOf(material.analysis.findings);
    ScoreCard card;
    for (const Severity severity : severities)
        card.items.append({ScoreItem::Open, severity, score.of(severity), severityWord(severity)});
    card.items.append(
        {ScoreItem::Unanswered, Severity::Info, score.unanswered, Words::tr("unanswered")});
    card.items.append({ScoreItem::Accepted, Severity::Info, score.accepted, Words::tr("accepted")});
    return card;
}

Section summarySection(const Material &material)
{
    const estimate::Estimates &estimates = material.analysis.estimates;
    const Settings &settings = material.design.settings();

    Section section{Words::tr("Summary"), anchor(QStringLiteral("summary")), false, {}};
    if (!settings.description.isEmpty())
        section.blocks.append(Paragraph{settings.description, false});
    KeyFigures figures;
    figures.items = {
        {Words::tr("Functions"), QString::number(material.design.all<Function>().size())},
        {Words::tr("Services"), QString::number(material.design.all<Service>().size())},
        {Words::tr("Cost a month"), money(totalPerMonth(estimates))},
        {Words::tr("Parts not priced"), QString::number(estimates.unpriced.size())},
        {Words::tr("Slowest path, p95"),
         estimates.slowestPath ? duration(estimates.slowestPath->p95) : unknownMark()},
        {Words::tr("Region"), settings.region},
    };
    section.blocks.append(figures);
    section.blocks.append(Paragraph{verdict(material), false});
    if (!material.design.all<Function>().isEmpty())
        section.blocks.append(Paragraph{placementSentence(material), false});
    if (const QString cost = costSentence(material); !cost.isEmpty())
        section.blocks.append(Paragraph{cost, false});
    if (estimates.slowestPath && estimates.slowestPath->elements.size() > 1) {
        QStringList path;
        for (const ElementId id : estimates.slowestPath->elements)
            path.append(material.names.shown(id));
        section.blocks.append(
            Paragraph{Words::tr("Slowest path: %1.").arg(path.join(QStringLiteral(" → "))), false});
    }
    appendUrgent(section, material);
    appendOpenQuestions(section, settings);
    return section;
}

} // namespace stratoplan::report
