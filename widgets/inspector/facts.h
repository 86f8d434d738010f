// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/analysis.h"

#include <QList>
#include <QString>

namespace stratoplan::inspector {

/// One line of the inspector that is computed, not set: "Cost  $23.83  $2.27 a million".
struct Fact
{
    QString label;
    QString value;
    QString remark;

    bool operator==(const Fact &) const = default;
};

/// Estimates of one element, what is not known as such. Empty where nothing is estimated.
QList<Fact> estimateFacts(ElementId id, const Analysis &analysis);
/// Needs and verdict of a subnet, room of a VPC.
QList<Fact> networkFacts(ElementId id, const Analysis &analysis);
/// Connections of one element: "triggered by", "calls", ...
QList<Fact> connectionFacts(ElementId id, const Design &design);
/// What a group holds; of a member, the group it stands in.
QList<Fact> groupFacts(ElementId id, const Design &design);
/// Label of the decision tree's outcome for a function, or what is still to be answered.
QString outcomeOf(ElementId id, const Analysis &analysis);

} // namespace stratoplan::inspector
