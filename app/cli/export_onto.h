// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/input.h"

namespace stratoplan::cli {

struct OntoOptions
{
    QString path; ///< of the template to change
    QString basePath; ///< text that the design was made from; empty = the linked one, if unchanged
    QString output; ///< empty = the template itself
    bool diff = false; ///< prints the changed lines to standard output and writes nothing
    bool allowReplacement = false; ///< see tellReplacements()
};

/// Puts what the design says onto an existing template and touches nothing else in it. Where that
/// is no more the text that the design was made from, and that text is known, both sides' changes
/// are merged; conflicts are problems, and nothing is written. Returns an Exit.
int exportOnto(const Input &input, const OntoOptions &options, const Streams &streams);

} // namespace stratoplan::cli
