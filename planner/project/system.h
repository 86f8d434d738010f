// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/project/open.h"

namespace stratoplan::project {

/// Reads several templates as one design. Each is a stack (Settings::stacks), each element
/// remembers its own; a name that several templates have is "STACK/NAME". What one template takes
/// from another is joined: an export that is imported, a Systems Manager parameter, and, as weaker
/// evidence, a name that both write down. The evidence of a connection says which
/// ("Exports.NAME", "Parameters.NAME", "Names.sqs:NAME"). Design files beside the templates are
/// read with them, without their places. Refused: a file that is no template
/// ("system.no-template"), and what a reading of one refuses.
Expected<Opened> openSystem(const QList<File> &files, const catalog::Catalog &catalog,
                            const OpenOptions &options = {});

} // namespace stratoplan::project
