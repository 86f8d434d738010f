// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/sam/template.h"

namespace stratoplan::sam {

/// Reads the templates of nested applications and stacks that are files in the template's own
/// folder or below, and connects what they use: a parameter that names something becomes the
/// connection that the nested template makes of it, an output that a function is told becomes the
/// use of what stands behind it. What is not read is told ("sam.file-*", "sam.nested-circle").
void readNestedTemplates(Template &reading, const ReadOptions &options);

} // namespace stratoplan::sam
