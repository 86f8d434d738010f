// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/sam/template.h"

namespace stratoplan::sam {

/// Fills every function from its properties, SAM's or CloudFormation's, with the documented
/// defaults where the template says nothing (Origin::Default). Networks: network.h.
void readFunctions(Template &reading);

} // namespace stratoplan::sam
