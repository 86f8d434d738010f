// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/curves/chart_key.h"
#include "widgets/curves/curve_values.h"

namespace stratoplan::curves {

/// What the charts of these curves need explained: the phases of cold starts that are drawn (empty
/// where none are), what is missing of them, and the curves where there are several.
QList<KeyEntry> keyOf(const QList<CurveValues> &curves, const QList<estimate::Phase> &phases,
                      const theme::Theme &theme);

} // namespace stratoplan::curves
