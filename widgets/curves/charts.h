// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/estimates.h"
#include "widgets/theme/theme.h"

#include <QChart>

#include <memory>

namespace stratoplan::curves {

// One chart each, ready to be shown, without a legend: the dock is low. What the function has no
// figures for gives an empty chart with a sentence for a title.

/// A colour of the cold start chart and what it stands for.
struct KeyEntry
{
    QColor color;
    QString name;
};
/// The phases that the cold start chart of the function shows, from the foot of its bars upwards.
QList<KeyEntry> coldStartKey(const estimate::FunctionEstimate &function, const theme::Theme &theme);

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
