// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the room.

#include "planner/project/open.h"

namespace stratoplan::project {

/// Lays over the design what the facts files say that it names, relative to `folder`, and those
/// given; keeps where the facts come from and tells what does not match. Refused: facts that cannot
/// be read.
Expected<void> addFacts(Opened &opened, const QString &folder, const QList<File> &given);

/// The design with other settings.
Design withSettings(const Design &design, const Settings &settings);

} // namespace stratoplan::project
