// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/cold_start.h"
#include "widgets/theme/theme.h"

namespace stratoplan::theme {

/// The series of the charts that a phase of a cold start belongs to.
Chart chartOf(estimate::Phase phase);

} // namespace stratoplan::theme
