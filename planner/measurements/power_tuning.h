// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Inside of the room: AWS Lambda Power Tuning (measurement-formats, 1; alexcasalboni/
// aws-lambda-power-tuning, commit 262ecc2d).

#include "planner/measurements/tally.h"

#include <QJsonObject>

namespace stratoplan::measurements {

/// True for the result of the state machine, under "results" too.
bool isPowerTuning(const QJsonObject &object);
/// Adds its means: from "stats", else from the visualisation's address. `samples` is the number of
/// invocations of each setting where the input of the run says it.
void takePowerTuning(const QJsonObject &object, std::optional<qint64> samples, Tally &tally);

/// True for text with a visualisation's fragment "#SIZES;TIMES;COSTS", whatever its host.
bool isPowerTuningLink(QByteArrayView text);
void takePowerTuningLink(QByteArrayView text, Tally &tally);

} // namespace stratoplan::measurements
