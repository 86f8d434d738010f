// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/report/sections.h"

namespace stratoplan::report {

namespace {

const decision::Tree *treeOf(const Material &material, const QString &id)
{
    for (const decision::Tree &tree : material.trees) {
        if (tree.id == id)
            return &tree;
    }
    return nullptr;
}

QString outcomeLabel(const decision::Walk &walk, const decision::Tree *tree)
{
    if (walk.outcome.isEmpty())
        return Words::tr("not decided: a question is open");
    const decision::Outcome *outcome = tree ? tree->outcome(walk.outcome) : nullptr;
    return outcome ? outcome->label : walk.outcome;
}

QString answeredBy(const decision::Answer &answer)
{
    switch (answer.from) {
    case decision::AnswerFrom::User: {
        QString who = answer.by.isEmpty() ? Words::tr("answered by a person") : answer.by;
        if (answer.date.isValid())
            who += QLatin1String(", ") + answer.date.toString(Qt::ISODate);
        if (!answer.reason.isEmpty())
            who += QLatin1String(": ") + answer.reason;
        return who;
    }
    case decision::AnswerFrom::Drawing:
    case decision::AnswerFrom::Template: {
        const QString source = answer.from == decision::AnswerFrom::Drawing
            ? Words::tr("from the drawing")
            : Words::tr("from the template");
        return answer.evidence.isEmpty() ? source
                                         : source + QLatin1String(": ") + toString(answer.evidence);
    }
    case decision::AnswerFrom::Open:
        break;
    }
    return Words::tr("open");
}

QString answerLabel(const decision::Question *question, const QString &answer)
{
    if (answer.isEmpty())
        return unknownMark();
    if (question) {
        for (const decision::Branch &branch : question->branches) {
            if (branch.answer == answer)
                return branch.label.isEmpty() ? answer : branch.label;
        }
    }
    return answer;
}

Table answersTable(const decision::Walk &walk, const decision::Tree *tree)
{
    Table table;
    table.columns
        = {{Words::tr("Question"), false}, {Words::tr("Answer"), false}, {Words::tr("Why"), false}};
    for (const decision::Answer &answer : walk.answers) {
        const decision::Question *question = tree ? tree->question(answer.question) : nullptr;
        table.rows.append({question ? question->text : answer.question,
                           answerLabel(question, answer.answer), answeredBy(answer)});
    }
    return table;
}

} // namespace

Section decisionSection(const Material &material)
{
    Section section{Words::tr("VPC decisions"), anchor(QStringLiteral("decisions")), true, {}};
    const QList<decision::Walk> &walks = material.analysis.decisions;
    if (walks.isEmpty())
        return section;
    const decision::Tree *tree = treeOf(material, walks.first().tree);
    if (tree)
        section.blocks.append(Paragraph{Words::tr("Walked with: %1.").arg(tree->name), true});

    Table overview;
    overview.caption = Words::tr("Where each function belongs");
    overview.columns = {{Words::tr("Function"), false},
                        {Words::tr("Outcome"), false},
                        {Words::tr("Differs from the drawing"), false}};
    for (const decision::Walk &walk : walks)
        overview.rows.append({material.names.shown(walk.function), outcomeLabel(walk, tree),
                              walk.conflicts.isEmpty() ? Words::tr("no") : Words::tr("yes")});
    section.blocks.append(overview);

    for (const decision::Walk &walk : walks) {
        // A function that needs no network and differs in nothing is told by its line above.
        if (walk.answers.size() < 3 && walk.conflicts.isEmpty() && !walk.outcome.isEmpty())
            continue;
        const QString name = material.names.of(walk.function);
        section.blocks.append(Heading{2, material.names.shown(walk.function),
                                      anchor(QStringLiteral("decision"), name)});
        section.blocks.append(
            Figure{anchor(QStringLiteral("decision"), name), FigureKind::Decision, walk.function,
                   Words::tr("The way through the tree: %1").arg(outcomeLabel(walk, tree))});
        section.blocks.append(answersTable(walk, tree));
        Bullets conflicts;
        for (const decision::Conflict &conflict : walk.conflicts)
            conflicts.items.append(toString(conflict.what));
        if (!conflicts.items.isEmpty())
            section.blocks.append(conflicts);
    }
    return section;
}

} // namespace stratoplan::report
