// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/decision/walk.h"

namespace stratoplan::decision {

/// A way out of a question that leaves the spine of the comb, to the right.
struct CombExit
{
    QString answer;
    QString label; ///< of the answer
    QString next; ///< id of the outcome, or of a question that is not on the spine
    QString nextLabel; ///< what the outcome is called, or the question's text
    QString advice; ///< of the outcome; empty for a question
    bool taken = false; ///< the walk goes this way
};

/// One question on the spine.
struct CombStep
{
    int number = 0; ///< from 1, down the spine
    QString question;
    QString text;
    QString reason;
    /// The walk asked it; `answer` is set. An answer that is still open is the question to ask
    /// next.
    bool reached = false;
    Answer answer;
    /// The answer that leads down the spine, and whether the walk goes that way.
    QString down;
    QString downLabel;
    bool downTaken = false;
    QList<CombExit> exits;
    bool conflict = false; ///< a person's answer differs from the drawing

    bool isOpen() const { return reached && answer.answer.isEmpty(); }
};

/// A walk as it is drawn: the questions down a spine, also those that the walk does not reach, the
/// other ways out to the right, and one outcome at the foot.
struct Comb
{
    QList<CombStep> steps;
    QString outcome; ///< at the foot of the spine
    QString outcomeLabel;
    QString outcomeAdvice;
    bool outcomeTaken = false;

    /// Index of the step to answer next; -1 when none is open.
    int openStep() const;
    /// Index of the step of that question; -1 when it is not on the spine.
    int stepOf(const QString &question) const;
};

/// The spine follows the walk as long as it goes from question to question, and goes on along the
/// longest way through the rest of the tree.
Comb comb(const Tree &tree, const Walk &walk);

} // namespace stratoplan::decision
