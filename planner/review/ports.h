// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/review/rule.h"

namespace stratoplan::review {

/// The TCP ports at which a service with a private address answers, any of which will do: what it
/// states, else what its engine or kind uses. Empty where that is not known.
QList<int> portsOf(const Service &service, const Facts &facts);

enum class Admitted
{
    Yes,
    No,
    Unknown ///< a group of another stack, a rule that is an expression, or groups without any rule
};

/// Whether the groups of a function let it out to a port of the target, and whether the target's
/// let it in. A group of a template without egress rules lets everything out, one without ingress
/// rules nothing in (CloudFormation, AWS::EC2::SecurityGroup). A drawn one without any rule is not
/// designed yet: unknown.
Admitted letsOut(const Function &function, const QList<ElementId> &targetGroups,
                 const QList<ElementId> &targetSubnets, const QList<int> &ports,
                 const Design &design);
Admitted letsIn(const Function &function, const QList<ElementId> &targetGroups,
                const QList<int> &ports, const Design &design);

} // namespace stratoplan::review
