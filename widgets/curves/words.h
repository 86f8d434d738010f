// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/estimate/estimates.h"
#include "planner/estimate/recommend.h"
#include "widgets/curves/curve_values.h"

#include <QString>

namespace stratoplan::curves {

// How the curves speak: sentences in the language of the window.

/// "24 % cheaper, 81 % slower": by how much `other` differs from `now` in cost per million and
/// duration; differences below half a percent are not named. "as now" where neither differs; empty
/// where one of the two has no duration or no cost.
QString comparison(const estimate::MemoryPoint &now, const estimate::MemoryPoint &other);

/// "128 ms, $2.15 per million"; what is not known is said so.
QString figures(const estimate::MemoryPoint &point);

/// "Now 1024 MB: 128 ms, $2.15 per million. 512 MB: 231 ms, $1.63 per million (24 % cheaper, 81 %
/// slower)."; the first sentence alone while `chosen` is what there is.
QString choiceSentence(const std::optional<estimate::MemoryPoint> &now,
                       const estimate::MemoryPoint &chosen);

/// "measured", "fitted", "stated", "not known".
QString knownHow(estimate::DurationFrom from);
/// "measured", "modelled", "not known".
QString knownHow(const estimate::PhaseTime &phase);
/// "yours" or "AWS".
QString whose(const estimate::PhaseTime &phase);
/// "modelled, AWS"; where only a part of the starts run the phase also "in 17 % of the starts".
QString howAndWhose(const estimate::PhaseTime &phase);
/// What the phase's figures were taken from, with dates, a line each; empty where nothing is told.
QString sourcesOf(const estimate::PhaseTime &phase, const catalog::Catalog &catalog);
/// "120 to 180 ms"; empty without a range.
QString range(const std::optional<Milliseconds> &low, const std::optional<Milliseconds> &high);

/// The picks that a setting is, joined: "cheapest, balanced"; empty for none.
QString pickWords(MiB memory, const estimate::Recommendation &picks);

/// "300 MB were used: with less, it fails"; empty where the function has room.
QString roomWords(const CurveValues &curve, MiB memory);

/// "A" for 0, "B" for 1: what tells variants apart besides their colour.
QString letter(qsizetype variant);

} // namespace stratoplan::curves
