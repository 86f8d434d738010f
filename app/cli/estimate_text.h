// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/estimates.h"

namespace stratoplan::cli {

/// Estimates for people: a table for each function (or only for one), then the month.
QString toText(const estimate::Estimates &estimates, const Design &design, ElementId only = {});

/// One row for each function and memory setting, header first, LF line ends, unrounded; unknown is
/// an empty cell.
QByteArray toCsv(const estimate::Estimates &estimates, const Design &design, ElementId only = {});

} // namespace stratoplan::cli
