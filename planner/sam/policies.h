// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/sam/template.h"

#include <QStringList>

namespace stratoplan::sam {

/// Turns what functions and state machines are allowed into accesses and calls, with their
/// direction: SAM policy templates, statements, roles and managed policies of the template. A
/// permission that a trigger or a failure target needs is evidence for that one.
void readPolicies(Template &reading);

/// What a list of IAM actions does with a resource.
struct Permitted
{
    bool reads = false;
    bool writes = false;
    bool calls = false;
    bool polls = false; ///< reads as an event source mapping does

    bool any() const { return reads || writes || calls || polls; }
};

/// `service` is the prefix that the target's actions have ("dynamodb"); actions of other services
/// are left out. Empty = all count.
Permitted permitted(const QStringList &actions, const QString &service);

/// What the actions do with a resource of a CloudFormation type, or of a catalogue kind where it
/// has no type: those that use it, not those that only manage it.
Permitted permittedOn(const QString &cfnType, const QString &kind, const QStringList &actions);

/// What a SAM policy template permits, from its name ("DynamoDBReadPolicy").
Permitted permittedByTemplate(const QString &name);

} // namespace stratoplan::sam
