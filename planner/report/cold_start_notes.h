// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/report/sections.h"

namespace stratoplan::report {

/// Where the known phases of a function's cold start at its present memory come from: range,
/// samples, source and its date; empty where no phase is known.
QString coldStartSources(const estimate::ColdStart &start, const Material &material);

/// How the starts differ among themselves (partial, provisioned, with and without a new network
/// interface) and how many calls start cold; empty where nothing is known.
QString coldStartKinds(const estimate::FunctionEstimate &function, const Function &element);

} // namespace stratoplan::report
