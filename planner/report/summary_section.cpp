// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/report/sections.h"

#include <array>

namespace stratoplan::report {

namespace {

struct Score
{
    std::array<int, 5> open{};
    int accepted = 0;
    int unanswered = 0;
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

Table scoreCard(const Score &score)
{
    Table table;
    table.caption = Words::tr("Score card");
    table.columns = {{Words::tr("Findings"), false}, {Words::tr("Count"), true}};
    for (const Severity severity :
         {Severity::Blocker, Severity::High, Severity::Medium, Severity::Low, Severity::Info})
        table.rows.append({severityWord(severity),
                           QString::number(score.open.at(static_cast<size_t>(severity)))});
    table.rows.append({Words::tr("unanswered"), QString::number(score.unanswered)});
    table.rows.append({Words::tr("accepted"), QString::number(score.accepted)});
    return table;
}

QString verdict(const Score &score)
{
    if (score.open[0] > 0)
        return Words::tr("%n finding(s) keep this design from being deployed or from working.",
                         nullptr, score.open[0]);
    if (score.open[1] > 0)
        return Words::tr("%n finding(s) can lose data, stop the service or run up a bill.", nullptr,
                         score.open[1]);
    if (score.unanswered > 0)
        return Words::tr("No blocker and nothing high, but %n question(s) are not answered.",
                         nullptr, score.unanswered);
    return Words::tr("No blocker, nothing high, and every question is answered.");
}

} // namespace

Section summarySection(const Material &material)
{
    const estimate::Estimates &estimates = material.analysis.estimates;
    const Settings &settings = material.design.settings();
    const Score score = scoreOf(material.analysis.findings);

    Section section{Words::tr("Summary"), anchor(QStringLiteral("summary")), false, {}};
    if (!settings.description.isEmpty())
        section.blocks.append(Paragraph{settings.description, false});
    KeyFigures figures;
    figures.items = {
        {Words::tr("Functions"), QString::number(material.design.all<Function>().size())},
        {Words::tr("Cost a month"), money(estimates.totalPerMonth)},
        {Words::tr("Parts not priced"), QString::number(estimates.unpriced.size())},
        {Words::tr("Slowest path, p95"),
         estimates.slowestPath ? duration(estimates.slowestPath->p95) : unknownMark()},
        {Words::tr("Region"), settings.region},
    };
    section.blocks.append(figures);
    section.blocks.append(Paragraph{verdict(score), false});
    section.blocks.append(scoreCard(score));
    if (!settings.reviewers.isEmpty())
        section.blocks.append(Paragraph{
            Words::tr("Reviewers: %1.").arg(settings.reviewers.join(QStringLiteral(", "))), false});
    if (!settings.openQuestions.isEmpty()) {
        section.blocks.append(Heading{2, Words::tr("Open questions"), {}});
        Bullets bullets;
        for (const OpenQuestion &question : settings.openQuestions)
            bullets.items.append(question.owner.isEmpty()
                                     ? question.text
                                     : Words::tr("%1 (%2)").arg(question.text, question.owner));
        section.blocks.append(bullets);
    }
    return section;
}

Section drawingSection(const Material &material)
{
    Section section{Words::tr("The design"), anchor(QStringLiteral("design")), true, {}};
    if (material.design.isEmpty())
        return section;
    section.blocks.append(Figure{QStringLiteral("drawing"),
                                 FigureKind::Drawing,
                                 {},
                                 Words::tr("Functions, services, connections and networks")});
    return section;
}

} // namespace stratoplan::report
