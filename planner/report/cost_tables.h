// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/cost_details.h"
#include "planner/report/sections.h"

namespace stratoplan::report {

/// What moves the month most, what a request costs on each way, and where alternatives cost the
/// same: each with a heading, left out where there is nothing to say.
void appendCostDetails(QList<Block> &blocks, const estimate::CostDetails &details,
                       const Material &material);

/// Each function under the prices and limits of 2018 and of the report's price book.
void appendThenAndNow(QList<Block> &blocks, const Material &material);

} // namespace stratoplan::report
