// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/decision/walk.h"

#include "planner/base/table.h"
#include "planner/decision/derive.h"
#include "planner/decision/expect.h"

#include <QSet>

namespace stratoplan::decision {

namespace {

constexpr std::array<Word<AnswerFrom>, 4> words{{
    {AnswerFrom::User, QLatin1String("user")},
    {AnswerFrom::Drawing, QLatin1String("drawing")},
    {AnswerFrom::Template, QLatin1String("template")},
    {AnswerFrom::Open, QLatin1String("open")},
}};

/// The last answer that a person gave to the question; null when nobody did, or when the question
/// does not have that answer.
const DecisionAnswer *givenAnswer(const QList<DecisionAnswer> &given, const Question &question)
{
    const DecisionAnswer *found = nullptr;
    for (const DecisionAnswer &answer : given) {
        if (answer.question == question.id && question.branch(answer.answer))
            found = &answer;
    }
    return found;
}

QString labelOf(const Question &question, const QString &answer)
{
    const Branch *branch = question.branch(answer);
    return branch ? branch->label : answer;
}

Conflict differs(const Question &question, const DecisionAnswer &given, const Derived &derived)
{
    return {
        question.id,
        given.answer,
        derived.answer,
        {STRATOPLAN_TEXT("Decision", "{question} \"{answer}\" is the answer, \"{drawn}\" is drawn"),
         {{QStringLiteral("question"), question.text},
          {QStringLiteral("answer"), labelOf(question, given.answer)},
          {QStringLiteral("drawn"), labelOf(question, derived.answer)}}},
        derived.evidence,
        derived.elements};
}

/// The outcome that every way from this question or outcome ends in; empty when there are several.
QString commonOutcome(const Tree &tree, const QString &from)
{
    QSet<QString> seen;
    QStringList ahead{from};
    QString common;
    while (!ahead.isEmpty()) {
        const QString id = ahead.takeFirst();
        if (seen.contains(id))
            continue;
        seen.insert(id);
        if (const Question *question = tree.question(id)) {
            for (const Branch &branch : question->branches)
                ahead.append(branch.next);
        } else if (common.isEmpty()) {
            common = id;
        } else if (common != id) {
            return {};
        }
    }
    return common;
}

Walk walkOne(const Tree &tree, const Function &function, const Surroundings &surroundings)
{
    Walk walked;
    walked.function = function.id;
    walked.tree = tree.id;
    const Contacts contacts = contactsOf(function, surroundings);
    const QList<DecisionAnswer> given = function.decision.answers.value(tree.id);

    QString next = tree.start;
    while (const Question *question = tree.question(next)) {
        Answer answer;
        answer.question = question->id;
        Derived derived;
        if (const Derivation *derives = derivation(question->derivation))
            derived = derives->derive(function, contacts, surroundings);
        answer.evidence = derived.evidence;
        answer.elements = derived.elements;
        if (const DecisionAnswer *person = givenAnswer(given, *question)) {
            answer.answer = person->answer;
            answer.from = AnswerFrom::User;
            answer.by = person->by;
            answer.date = person->date;
            answer.reason = person->reason;
            if (!derived.answer.isEmpty() && derived.answer != person->answer)
                walked.conflicts.append(differs(*question, *person, derived));
        } else if (!derived.answer.isEmpty()) {
            answer.answer = derived.answer;
            answer.from = derived.imported ? AnswerFrom::Template : AnswerFrom::Drawing;
        }
        walked.answers.append(answer);
        if (answer.answer.isEmpty())
            break;
        next = question->branch(answer.answer)->next;
    }

    walked.outcome = commonOutcome(tree, next);
    if (const Outcome *outcome = tree.outcome(walked.outcome)) {
        for (const QString &name : outcome->expects) {
            const Expectation *expected = expectation(name);
            if (const std::optional<Conflict> conflict
                = expected ? expected->check(function, contacts, surroundings) : std::nullopt)
                walked.conflicts.append(*conflict);
        }
    }
    return walked;
}

} // namespace

QLatin1String id(AnswerFrom from)
{
    return wordOf(words, from);
}

Walk walk(const Tree &tree, ElementId function, const Design &design,
          const catalog::Catalog &catalog)
{
    const Function *element = design.get<Function>(function);
    Q_ASSERT(element);
    return walkOne(tree, *element, Surroundings(design, catalog));
}

QString outcomeLabel(const Tree &tree, const Walk &walk)
{
    const Outcome *outcome = tree.outcome(walk.outcome);
    if (!outcome)
        return {};
    if (!walk.answers.isEmpty()) {
        const Answer &last = walk.answers.last();
        const Question *question = tree.question(last.question);
        const Branch *branch = question ? question->branch(last.answer) : nullptr;
        if (branch && !branch->result.isEmpty())
            return branch->result;
    }
    return outcome->label;
}

QList<Walk> walkAll(const Tree &tree, const Design &design, const catalog::Catalog &catalog)
{
    const Surroundings surroundings(design, catalog);
    QList<Walk> walks;
    const QList<const Function *> functions = design.all<Function>();
    for (const Function *function : functions)
        walks.append(walkOne(tree, *function, surroundings));
    return walks;
}

} // namespace stratoplan::decision
