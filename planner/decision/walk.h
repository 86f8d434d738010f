// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/decision/tree.h"
#include "planner/model/design.h"

namespace stratoplan::decision {

enum class AnswerFrom
{
    User,
    Drawing,
    Template,
    Open
};
QLatin1String id(AnswerFrom from); ///< "user", "drawing", "template", "open"

/// One answered (or open) question on the way.
struct Answer
{
    QString question;
    QString answer; ///< empty = open
    AnswerFrom from = AnswerFrom::Open;
    Text evidence; ///< what in the drawing says so
    QList<ElementId> elements; ///< elements that say so
    QString by; ///< of a person's answer
    QDate date;
    QString reason;
};

/// An answer of a person that the drawing contradicts, or an outcome that the drawing does not
/// have.
struct Conflict
{
    QString question; ///< empty when it is about the outcome
    QString answer; ///< of the person; empty when it is about the outcome
    QString drawn; ///< the answer that the drawing gives
    Text what;
    Text evidence; ///< what in the drawing says so; empty when it is about the outcome
    QList<ElementId> elements;

    bool operator==(const Conflict &) const = default;
};

/// The walk of one function through one tree.
struct Walk
{
    ElementId function;
    QString tree;
    QList<Answer> answers; ///< in the order asked; the last one may be open
    /// Empty while a question is open, unless every answer to it leads to the same outcome in the
    /// end.
    QString outcome;
    QList<Conflict> conflicts;
};

/// Answers that people gave win over those of the drawing; both are compared.
Walk walk(const Tree &tree, ElementId function, const Design &design,
          const catalog::Catalog &catalog);
/// What the outcome is called after these answers; empty while it is not known.
QString outcomeLabel(const Tree &tree, const Walk &walk);
/// Every function of the design, in order of ids.
QList<Walk> walkAll(const Tree &tree, const Design &design, const catalog::Catalog &catalog);

} // namespace stratoplan::decision
