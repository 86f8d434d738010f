// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/estimates.h"
#include "widgets/theme/theme.h"

#include <QChart>

#include <memory>

namespace stratoplan::curves {

// One chart each, ready to be shown; what the function has no figures for gives an empty chart with
// a sentence for a title.

/// Cold start stacked by phase over the memory settings: solid is measured, hatched is modelled.
std::unique_ptr<QChart> coldStartChart(const estimate::FunctionEstimate &function,
                                       const theme::Theme &theme);
/// Duration of a warm call: rings are measured, a dashed line is fitted, a band is its 90 %.
std::unique_ptr<QChart> durationChart(const estimate::FunctionEstimate &function,
                                      std::optional<MiB> chosen, const theme::Theme &theme);
/// Cost per million calls.
std::unique_ptr<QChart> costChart(const estimate::FunctionEstimate &function,
                                  std::optional<MiB> chosen, const theme::Theme &theme);

} // namespace stratoplan::curves
