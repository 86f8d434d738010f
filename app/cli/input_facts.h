// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "planner/model/design.h"
#include "planner/sam/read.h"

#include <optional>
#include <string>
#include <vector>

namespace stratoplan::cli {

/// The design with what the files of `--facts` say of its outside networks; later files win. What
/// does not match is told on err. Nothing when a file cannot be read, which is told.
std::optional<Design> withFacts(const Design &design,
                                const QMap<QString, sam::OutsideNaming> &outside,
                                const std::vector<std::string> &files, const Streams &streams);

} // namespace stratoplan::cli
