// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/problem.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace stratoplan::decision {

/// One way out of a question: to another question or to an outcome.
struct Branch
{
    QString answer; ///< "yes", "no", or another id ("regional")
    QString label; ///< what the button says
    QString next; ///< id of a question or of an outcome
    QString result; ///< what the outcome is called when this answer led to it; empty = its label
};

struct Question
{
    QString id;
    QString text;
    QString reason; ///< why it is asked, one sentence
    /// Name of the derivation that can answer it from the drawing (derive.h); empty = people only.
    QString derivation;
    QList<Branch> branches;

    const Branch *branch(const QString &answer) const;
};

struct Outcome
{
    QString id; ///< "private-subnet-nat"
    QString label;
    QString advice;
    /// What the drawing must show where the outcome is followed: names of expectations (expect.h).
    QStringList expects;
};

/// A decision tree, read from data (resources/decision-trees/FORMAT.md). Its visible texts are
/// translated with context "DecisionTree".
struct Tree
{
    QString id; ///< "talk-2018", "today"
    QString name;
    QString source;
    QString start; ///< id of the first question
    QList<Question> questions;
    QList<Outcome> outcomes;

    const Question *question(const QString &id) const;
    const Outcome *outcome(const QString &id) const;
};

/// Reads one tree and proves it: every answer leads somewhere, no loops, every question and outcome
/// can be reached, derivations and expectations exist and the questions have the answers that
/// derivations give. All faults are told, each with its place.
Expected<Tree> readTree(const QByteArray &text, const QString &file);
/// The trees in `folder` (*.yaml), in order of file names; default: the built-in ones.
Expected<QList<Tree>> readTrees(const QString &folder = QStringLiteral(":/decision-trees"));

} // namespace stratoplan::decision
