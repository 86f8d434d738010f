// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/decision/comb.h"

namespace stratoplan::decision {

namespace {

/// Questions on the longest way from here, this one included; 0 for an outcome.
int depth(const Tree &tree, const QString &id)
{
    const Question *question = tree.question(id);
    if (!question)
        return 0;
    int deepest = 0;
    for (const Branch &branch : question->branches)
        deepest = qMax(deepest, depth(tree, branch.next));
    return deepest + 1;
}

/// The branch that the spine follows when the walk does not say: the longest way; the first of
/// equals.
const Branch *longestBranch(const Tree &tree, const Question &question)
{
    const Branch *longest = nullptr;
    for (const Branch &branch : question.branches) {
        if (!longest || depth(tree, branch.next) > depth(tree, longest->next))
            longest = &branch;
    }
    return longest;
}

const Branch *spineBranch(const Tree &tree, const Question &question, const Branch *walked)
{
    const Branch *longest = longestBranch(tree, question);
    if (!walked)
        return longest;
    const bool last = !longest || !tree.question(longest->next);
    return last || tree.question(walked->next) ? walked : longest;
}

CombExit exitOf(const Tree &tree, const Branch &branch, const Branch *walked)
{
    CombExit exit;
    exit.answer = branch.answer;
    exit.label = branch.label;
    exit.next = branch.next;
    exit.taken = walked == &branch;
    if (const Outcome *outcome = tree.outcome(branch.next)) {
        exit.nextLabel = branch.result.isEmpty() ? outcome->label : branch.result;
        exit.advice = outcome->advice;
    } else if (const Question *question = tree.question(branch.next)) {
        exit.nextLabel = question->text;
    }
    return exit;
}

} // namespace

int Comb::openStep() const
{
    for (int i = 0; i < steps.size(); ++i) {
        if (steps.at(i).isOpen())
            return i;
    }
    return -1;
}

int Comb::stepOf(const QString &question) const
{
    for (int i = 0; i < steps.size(); ++i) {
        if (steps.at(i).question == question)
            return i;
    }
    return -1;
}

Comb comb(const Tree &tree, const Walk &walk)
{
    Comb drawn;
    const Question *question = tree.question(tree.start);
    const Branch *down = nullptr;
    qsizetype asked = 0;
    while (question) {
        CombStep step;
        step.number = static_cast<int>(drawn.steps.size()) + 1;
        step.question = question->id;
        step.text = question->text;
        step.reason = question->reason;
        const Branch *walked = nullptr;
        if (asked < walk.answers.size() && walk.answers.at(asked).question == question->id) {
            step.reached = true;
            step.answer = walk.answers.at(asked++);
            walked = question->branch(step.answer.answer);
        }
        for (const Conflict &conflict : walk.conflicts)
            step.conflict = step.conflict || conflict.question == question->id;
        down = spineBranch(tree, *question, walked);
        for (const Branch &branch : question->branches) {
            if (&branch != down)
                step.exits.append(exitOf(tree, branch, walked));
        }
        if (down) {
            step.down = down->answer;
            step.downLabel = down->label;
            step.downTaken = down == walked;
        }
        drawn.steps.append(step);
        question = down ? tree.question(down->next) : nullptr;
    }
    if (down) {
        const CombExit foot = exitOf(tree, *down, nullptr);
        const bool walkEndsHere = drawn.steps.last().reached && foot.next == walk.outcome
            && (drawn.steps.last().downTaken || drawn.steps.last().isOpen());
        const Outcome *outcome = tree.outcome(foot.next);
        const bool open = drawn.steps.last().isOpen();
        drawn.outcome = foot.next;
        drawn.outcomeLabel = open && outcome ? outcome->label : foot.nextLabel;
        drawn.outcomeAdvice = foot.advice;
        drawn.outcomeTaken = walkEndsHere;
    }
    return drawn;
}

} // namespace stratoplan::decision
