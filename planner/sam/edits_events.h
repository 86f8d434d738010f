// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the room: what triggers functions, where the writer of new templates says it as events.

#include "planner/sam/edits_parts.h"
#include "planner/sam/writing.h"

namespace stratoplan::sam {

/// Where the template has what the writer has inside of an event ({"Events", NAME, ...}): in the
/// event or the mapping that makes the connection. Empty where it has none.
QStringList eventPath(const Editing &editing, const Writing &after, ElementId element,
                      const QStringList &written);

/// Adds an event under its name, or the first free one made of it; without SAM what Lambda polls
/// becomes a mapping, and everything else is refused.
void addEvent(Editing &editing, ElementId element, const QString &wish,
              const yaml::NewValue &value);

/// True when what the writer's event of that name stands for is drawn.
bool isTriggered(const Writing &after, ElementId element, const QString &event);

/// Takes out of an event the name of an API that SAM makes by itself.
void leaveImplicitApi(Part &event);

} // namespace stratoplan::sam
