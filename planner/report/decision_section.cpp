// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/report/sections.h"

#include <algorithm>

namespace stratoplan::report {

namespace {

/// Text of a tree, which is data.
QString shown(const QString &text)
{
    return text.isEmpty() ? text
                          : QCoreApplication::translate("DecisionTree", text.toUtf8().constData());
}

QString outcomeLabel(const decision::Walk &walk, const decision::Tree &tree)
{
    return walk.outcome.isEmpty() ? Words::tr("not decided: a question is open")
                                  : shown(decision::outcomeLabel(tree, walk));
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
                return branch.label.isEmpty() ? answer : shown(branch.label);
        }
    }
    return answer;
}

/// Walks that answer the same questions in the same way, and end alike.
using Group = QList<const decision::Walk *>;

bool isPersonal(const decision::Walk &walk)
{
    return std::any_of(
        walk.answers.begin(), walk.answers.end(),
        [](const decision::Answer &answer) { return answer.from == decision::AnswerFrom::User; });
}

bool isAlike(const decision::Walk &a, const decision::Walk &b)
{
    return a.outcome == b.outcome
        && std::equal(a.answers.begin(), a.answers.end(), b.answers.begin(), b.answers.end(),
                      [](const decision::Answer &one, const decision::Answer &other) {
                          return one.question == other.question && one.answer == other.answer;
                      });
}

QList<Group> grouped(const QList<decision::Walk> &walks)
{
    QList<Group> groups;
    for (const decision::Walk &walk : walks) {
        // A function that needs no network and differs in nothing is told by its line in the
        // overview.
        if (walk.answers.size() < 3 && walk.conflicts.isEmpty() && !walk.outcome.isEmpty())
            continue;
        // What a person said is shown for that function alone.
        const auto group = std::find_if(groups.begin(), groups.end(), [&walk](const Group &each) {
            return !isPersonal(walk) && !isPersonal(*each.first()) && isAlike(walk, *each.first());
        });
        if (group == groups.end())
            groups.append({&walk});
        else
            group->append(&walk);
    }
    return groups;
}

Table answersTable(const Group &group, const decision::Tree &tree)
{
    constexpr qsizetype mostReasons = 3;
    Table table;
    table.columns
        = {{Words::tr("Question"), false}, {Words::tr("Answer"), false}, {Words::tr("Why"), false}};
    const QList<decision::Answer> &answers = group.first()->answers;
    for (qsizetype i = 0; i < answers.size(); ++i) {
        const decision::Answer &answer = answers.at(i);
        const decision::Question *question = tree.question(answer.question);
        QStringList reasons;
        for (const decision::Walk *walk : group) {
            const QString reason = answeredBy(walk->answers.at(i));
            if (!reasons.contains(reason))
                reasons.append(reason);
        }
        table.rows.append({question ? shown(question->text) : answer.question,
                           answerLabel(question, answer.answer),
                           shortList(reasons, mostReasons, QStringLiteral("; "))});
    }
    return table;
}

Bullets conflictsOf(const Group &group, const Material &material)
{
    QList<QPair<QString, QStringList>> conflicts;
    for (const decision::Walk *walk : group) {
        for (const decision::Conflict &conflict : walk->conflicts) {
            const QString what = toString(conflict.what);
            auto known = std::find_if(conflicts.begin(), conflicts.end(),
                                      [&what](const auto &each) { return each.first == what; });
            if (known == conflicts.end())
                known = conflicts.insert(conflicts.end(), {what, {}});
            known->second.append(material.names.shown(walk->function));
        }
    }
    Bullets bullets;
    for (const auto &[what, functions] : conflicts)
        bullets.items.append(group.size() > 1 ? Words::tr("%1: %2").arg(shortList(functions), what)
                                              : what);
    return bullets;
}

void appendGroup(Section &section, const Group &group, const decision::Tree &tree,
                 const Material &material)
{
    const decision::Walk &first = *group.first();
    const QString outcome = outcomeLabel(first, tree);
    const QString name = anchor(QStringLiteral("decision"), material.names.of(first.function));
    QStringList functions;
    for (const decision::Walk *walk : group)
        functions.append(material.names.shown(walk->function));
    const bool several = group.size() > 1;
    section.blocks.append(Heading{
        2,
        several ? Words::tr("%1 (%2 functions)").arg(outcome).arg(group.size()) : functions.first(),
        name});
    if (several)
        section.blocks.append(
            Paragraph{functions.join(QStringLiteral(", ")) + QLatin1Char('.'), false});
    section.blocks.append(Figure{name, FigureKind::Decision, first.function,
                                 Words::tr("The way through the tree: %1").arg(outcome), false,
                                 several});
    section.blocks.append(answersTable(group, tree));
    const Bullets conflicts = conflictsOf(group, material);
    if (conflicts.items.isEmpty())
        return;
    section.blocks.append(Heading{3, Words::tr("Where the drawing differs"), {}});
    section.blocks.append(conflicts);
}

} // namespace

Section decisionSection(const Material &material)
{
    Section section{Words::tr("VPC decisions"), anchor(QStringLiteral("decisions")), false, {}};
    const QList<decision::Walk> &walks = material.analysis.decisions;
    if (walks.isEmpty())
        return section;
    const decision::Tree &tree = material.analysis.tree;
    section.blocks.append(Paragraph{
        tree.source.isEmpty()
            ? Words::tr("Walked with: %1.").arg(shown(tree.name))
            : Words::tr("Walked with: %1. Source: %2.").arg(shown(tree.name), tree.source),
        true});

    Table overview;
    overview.caption = Words::tr("Where each function belongs");
    overview.columns = {{Words::tr("Function"), false},
                        {Words::tr("Outcome"), false},
                        {Words::tr("Stands now"), false},
                        {Words::tr("Differs"), false}};
    for (const decision::Walk &walk : walks) {
        const Function *function = material.design.get<Function>(walk.function);
        overview.rows.append({material.names.shown(walk.function), outcomeLabel(walk, tree),
                              function ? placeOf(*function, material) : unknownMark(),
                              walk.conflicts.isEmpty() ? Words::tr("no") : Words::tr("yes")});
    }
    section.blocks.append(overview);
    for (const Group &group : grouped(walks))
        appendGroup(section, group, tree, material);
    return section;
}

} // namespace stratoplan::report
