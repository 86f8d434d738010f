// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/base/problem.h"
#include "planner/estimate/duration.h"

namespace stratoplan::estimate {

/// One measured setting, and what a fit of all the other settings says of it.
struct HeldOut
{
    MiB memory;
    Milliseconds measured;
    Milliseconds predicted;
    Milliseconds low; ///< 90 % band of the prediction
    Milliseconds high;

    /// predicted / measured - 1.
    double error() const { return predicted / measured - 1; }
    bool isInside() const { return low <= measured && measured <= high; }
};

/// How well the model of duration holds for a function, by its own measurements.
struct Calibration
{
    QList<Measurement> points; ///< one for each memory setting, by memory
    std::optional<DurationFit> fit; ///< nothing for a single setting
    /// Each setting left out in turn; empty for fewer than three, which leave no fit behind. Of
    /// more than 64 settings 32, evenly spread by rank, the smallest and the largest among them.
    QList<HeldOut> heldOut;
    /// Smaller settings have too little memory, by what was used (DurationCurve::leastMemory()).
    std::optional<MiB> leastMemory;
    std::optional<double> medianError; ///< median of |error| of heldOut
    std::optional<double> worstError; ///< the largest of them
    /// What to know of the fit: too few settings, outliers, settings under memory pressure, none
    /// above one vCPU, slower with more memory, an error above a quarter; and below which setting
    /// there is too little memory, where Lambda has smaller ones.
    Problems notes;
};

/// Fits the measurements and tells the error on points that were left out of the fit. Problems:
/// "calibration.no-points" for none, "calibration.not-a-duration" where one is not above zero.
Expected<Calibration> calibrate(const QList<Measurement> &measurements,
                                std::optional<double> parallelShare, const Processor &processor);

} // namespace stratoplan::estimate
