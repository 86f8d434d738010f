// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/sam/edits_parts.h"

namespace stratoplan::sam {

/// What a function or state machine is permitted: SAM policy templates
/// ({"SQSSendMessagePolicy": ...}) and statements ({"Effect": ...}), in the template's form.
struct Permissions
{
    QList<yaml::NewValue> granted;
    QList<yaml::NewValue> withdrawn;
};

/// Adds and takes out permissions where the template has them: in the policies of the function or,
/// where it has a role of its own, in those of the role. Refused for a role that is no resource of
/// the template, and where nothing that was withdrawn is found as it would have been written.
void editPermissions(Editing &editing, ElementId user, const Permissions &permissions);

} // namespace stratoplan::sam
