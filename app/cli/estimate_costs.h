// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/cost_details.h"
#include "planner/estimate/then_and_now.h"

#include <QJsonArray>
#include <QJsonObject>

namespace stratoplan::cli {

/// Adds `sensitivity`, `paths` and `breakEvens`, which are said of a month beside its sum.
void addToJson(QJsonObject &estimates, const estimate::CostDetails &details, const Design &design);
/// The same for people, and between what the month lies.
QString toText(const estimate::CostDetails &details, const Design &design);

/// Functions under two price books, as `estimate --compare-books` prints them.
QJsonObject toJson(const QList<estimate::ThenAndNow> &functions, const Design &design);
QString toText(const QList<estimate::ThenAndNow> &functions, const Design &design);

} // namespace stratoplan::cli
