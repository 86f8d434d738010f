// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/estimates.h"

namespace stratoplan::cli {

/// Estimates for people: a table for each function (or only for one), then the month.
QString toText(const estimate::Estimates &estimates, const Design &design, ElementId only = {});

/// Writes one row for each function (or only for one) and memory setting, header first, LF line
/// ends, unrounded; unknown is an empty cell. The rows are worked out one by one, so that the
/// memory taken does not grow with their number: `estimates` need no more than the present
/// settings.
void writeCsv(QIODevice &out, const estimate::Estimates &estimates, const Design &design,
              network::Model model, const catalog::Catalog &catalog,
              const estimate::Options &options, ElementId only = {});

} // namespace stratoplan::cli
