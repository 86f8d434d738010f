// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/calibration.h"
#include "planner/measurements/measurements.h"

#include <QJsonObject>

namespace stratoplan::cli {

/// What `calibrate` came to.
struct Calibrated
{
    QString function;
    QList<measurements::Reading> readings; ///< one for each file
    estimate::Calibration calibration;
};

/// As `calibrate --format json` prints it: unrounded, unknown is null.
QJsonObject toJson(const Calibrated &calibrated);

/// For people: what was read, what was left out, each setting with its error, the model, what to
/// know of it.
QString toText(const Calibrated &calibrated);

} // namespace stratoplan::cli
