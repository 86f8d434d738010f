// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/sam/template.h"

namespace stratoplan::sam {

/// Reports what the SAM translator would refuse (codes "sam.refused.*"), by its public
/// documentation and tests: required properties, properties that exclude each other, unknown
/// properties and event types. What only deployment can tell (CloudFormation's own checks) is not
/// among it.
void checkRefusals(Template &reading);

} // namespace stratoplan::sam
