// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/problem.h"
#include "planner/model/element_id.h"

#include <QList>

namespace stratoplan::review {

enum class Status
{
    Open,
    Suppressed,
    Unanswered
};
QLatin1String id(Status status); ///< "open", "suppressed", "unanswered"

/// One thing that a rule found, as ids and figures; words are made where it is shown.
struct Finding
{
    QString rule; ///< "CAP-018"; filled by review()
    Severity severity = Severity::Medium;
    /// The sentence: what is wrong, the element first; or the question of an unanswered one.
    Text message;
    QList<ElementId> elements; ///< the one to jump to first
    Args figures; ///< the numbers used, camelCase with unit
    /// Part of the element that is meant, where one rule may fire twice on it ("Events.Api").
    QString facet;
    /// Rule id, element names and facet: stable over edits elsewhere, rewording and translation.
    /// Filled by review().
    QString key;
    Status status = Status::Open;
    bool fixable = false; ///< filled by review()
    QString reason; ///< of a suppressed one: why it is accepted, by whom

    bool operator==(const Finding &) const = default;
};

/// A finding about `elements`. The figures become arguments of the message too, beside those it
/// has.
Finding found(Severity severity, QList<ElementId> elements, Text message, Args figures = {});
/// The same as a question: what has to be known before the rule can tell.
Finding unanswered(Severity severity, QList<ElementId> elements, Text question, Args figures = {});

} // namespace stratoplan::review
