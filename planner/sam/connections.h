// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/sam/template.h"

namespace stratoplan::sam {

/// Turns what resources say of each other into connections: event source mappings, subscriptions,
/// rules, schedules, pipes, notifications, integrations, redrive policies, failure destinations,
/// target groups and the like, by a table of properties.
void readLinks(Template &reading);

/// SAM connectors, as resources of their own and inside other resources.
void readConnectors(Template &reading);

/// AWS::Lambda::Permission: evidence for a trigger, or a trigger where nothing else tells of one.
/// After everything above.
void readPermissions(Template &reading);

/// Environment variables of functions that name a resource: a connection where there is no other
/// between the two. Last of all.
void readEnvironments(Template &reading);

} // namespace stratoplan::sam
