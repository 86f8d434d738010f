// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/formats/baseline.h"
#include "app/cli/formats/reviewed.h"
#include "app/cli/input.h"

#include <optional>

namespace stratoplan::cli {

/// Adds the findings of one input, with their words and places, to what a review came to; those
/// that the baseline has are only counted. `path` as it was given; "-" for standard input.
void addFindings(const QString &path, const Input &input, const Analysis &analysis,
                 const std::optional<Baseline> &baseline, Reviewed &reviewed);

} // namespace stratoplan::cli
