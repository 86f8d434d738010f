// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/input.h"

namespace stratoplan::cli {

/// Puts what the design says onto an existing template and touches nothing else in it. Writes
/// `output` (empty: the template itself), or with `diff` prints the changed lines to standard
/// output and writes nothing. Returns an Exit.
int exportOnto(const Input &input, const QString &templatePath, const QString &output, bool diff,
               const Streams &streams);

} // namespace stratoplan::cli
