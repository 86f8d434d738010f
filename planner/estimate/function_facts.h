// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/model/elements.h"

#include <optional>

namespace stratoplan::estimate {

/// What a function runs with: what it states, else Lambda's documented default. Nothing where the
/// template has an expression that could not be evaluated.
std::optional<MiB> memoryOf(const Function &function, const catalog::Catalog &catalog);
std::optional<QString> architectureOf(const Function &function); ///< "x86_64" or "arm64"
std::optional<QString> packageOf(const Function &function); ///< "zip" or "image"

} // namespace stratoplan::estimate
