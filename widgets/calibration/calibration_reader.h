// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/calibration.h"
#include "planner/measurements/measurements.h"

#include <QMimeData>

#include <optional>

namespace stratoplan::calibration {

/// Something that may hold measurements: a file, or a text that was pasted or dropped.
struct Material
{
    QString name; ///< what people call it: "the clipboard", a file's name
    QString path; ///< of a file; empty for a text
    QByteArray text;
};

/// What a paste or a drop brings; empty when it is neither text nor local files.
QList<Material> materialOf(const QMimeData &data, const QString &nameOfText);

/// Measurements for one function.
struct Reading
{
    QList<measurements::Reading> sources;
    QList<Measurement> measured;
    std::optional<estimate::Calibration> calibration;
    /// Why there is no calibration, or why some of the material was not read.
    Problems problems;
};

/// Reads all of it and fits the function to it. Slow for large logs: call it on a worker.
Reading readFor(const Function &function, const QList<Material> &materials,
                const catalog::Catalog &catalog);

} // namespace stratoplan::calibration
