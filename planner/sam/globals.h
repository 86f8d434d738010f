// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/sam/template.h"

namespace stratoplan::sam {

/// Properties of a resource with what Globals has for its type. IgnoreGlobals ('*' or a list of
/// property names) leaves Globals out.
Value propertiesWithGlobals(Template &reading, const QString &type, yaml::Node resource);

/// Sections and properties of Globals that SAM does not support: "sam.refused.globals-section",
/// "sam.refused.globals-property".
void checkGlobals(Template &reading);

} // namespace stratoplan::sam
