// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/decision/comb.h"

#include <QCoreApplication>

namespace stratoplan::decision {

/// Translation context of every word of the decision view.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(DecisionPanel)
};

/// A text of a tree, which is data; translated with context "DecisionTree".
QString translated(const QString &text);
/// What the answer of a step is called; empty while it is open.
QString answerLabel(const CombStep &step);
/// Where an answer comes from, in a few words: "from the drawing", "Data lead, 12 Nov 2026".
QString sourceOf(const Answer &answer);
/// Name of the glyph that says the same.
QString sourceIcon(const Answer &answer);
/// What a branch's button says.
QString labelOf(const Branch &branch);
/// The key that gives the answer: the first letter of its id that no answer before it has taken.
QChar keyOf(const Question &question, const QString &answer);
/// "$73.00"
QString money(double usd);

} // namespace stratoplan::decision
