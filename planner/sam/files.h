// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/problem.h"

#include <QByteArray>

#include <functional>

namespace stratoplan::sam {

/// The content of a file that a template names, by its path as written there. Problems without a
/// place: "sam.file-outside", "sam.file-missing", "sam.file-too-large".
using FileReader = std::function<Expected<QByteArray>(const QString &path)>;

/// Reads files in the template's own folder and below it, of 1 MiB at most (the quota for a state
/// machine's definition); symbolic links are followed only as far as they stay inside.
FileReader filesBeside(const QString &templatePath);

} // namespace stratoplan::sam
