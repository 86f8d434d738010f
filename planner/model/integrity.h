// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/model/change.h"

namespace stratoplan {

/// "model.empty-name": an element of the kind has no name.
Problem emptyName(QLatin1String kind);
/// "model.duplicate-name": two elements would have the name.
Problem duplicateName(const QString &name);

/// References to elements that `design`, already changed, does not have
/// ("model.dangling-reference"), or that are of a kind that does not fit ("model.wrong-kind"). Only
/// what the change touches is looked at: the elements it writes, and those that refer to one that
/// it removes or replaces by another kind.
Problems danglingReferences(const Design &design, const Change &change);

} // namespace stratoplan
