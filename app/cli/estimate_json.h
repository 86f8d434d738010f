// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/cost_details.h"

#include <QJsonObject>

namespace stratoplan::cli {

/// Estimates as `estimate --format json` prints them: unrounded, unknown is null. `only` leaves one
/// function in `functions`; the costs of the design stay whole. Sentences are in the language of
/// the installed translators.
QJsonObject toJson(const estimate::Estimates &estimates, const estimate::CostDetails &details,
                   const Design &design, ElementId only = {});

/// A fit of durations; null where there is none.
QJsonValue toJson(const std::optional<estimate::DurationFit> &fit);

/// What the output calls the kind of an element: "function", the kind of a service ("queue"),
/// "nat", "interface-endpoint" and the like.
QString kindOf(ElementId element, const Design &design);

} // namespace stratoplan::cli
