// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/cold_start.h"

#include <QString>

namespace stratoplan {

/// What people call a phase of a cold start: "Runtime start".
QString phaseName(estimate::Phase phase);

} // namespace stratoplan
