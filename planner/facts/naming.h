// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/facts/apply.h"

namespace stratoplan::facts {

/// The ids that stand behind an outside element of the kind ("vpc", "subnet", "sg": the first part
/// of such ids); none when nothing tells.
QStringList idsOf(const Common &element, const QString &kind, const Facts &facts,
                  const Mapping &mapping);

} // namespace stratoplan::facts
