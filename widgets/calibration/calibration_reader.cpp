// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/calibration/calibration_reader.h"

#include "planner/estimate/function_facts.h"

#include <QBuffer>
#include <QFile>
#include <QFileInfo>
#include <QUrl>

namespace stratoplan::calibration {

namespace {

Expected<measurements::Reading> read(const Material &material,
                                     const measurements::ReadOptions &options)
{
    if (material.path.isEmpty()) {
        QBuffer buffer;
        buffer.setData(material.text);
        buffer.open(QIODevice::ReadOnly);
        return measurements::read(buffer, material.name, options);
    }
    QFile file(material.path);
    if (QFileInfo(material.path).isDir() || !file.open(QIODevice::ReadOnly))
        return failure(Problem{
            Severity::High,
            QStringLiteral("measurements.unreadable"),
            {STRATOPLAN_TEXT("Measurements", "It cannot be read"), {}},
            {material.name, 0, 0, {}},
            {STRATOPLAN_TEXT("Measurements", "Name a file that exists and may be read"), {}}});
    return measurements::read(file, material.name, options);
}

} // namespace

QList<Material> materialOf(const QMimeData &data, const QString &nameOfText)
{
    QList<Material> materials;
    for (const QUrl &url : data.urls()) {
        if (url.isLocalFile())
            materials.append({QFileInfo(url.toLocalFile()).fileName(), url.toLocalFile(), {}});
    }
    // The address of a visualisation comes as a link and as text alike.
    if (materials.isEmpty() && data.hasText() && !data.text().trimmed().isEmpty())
        materials.append({nameOfText, {}, data.text().toUtf8()});
    return materials;
}

Reading readFor(const Function &function, const QList<Material> &materials,
                const catalog::Catalog &catalog)
{
    Reading made;
    const measurements::ReadOptions options{estimate::memoryOf(function, catalog), function.name};
    for (const Material &material : materials) {
        const auto reading = read(material, options);
        if (reading) {
            made.sources.append(*reading);
            made.problems.append(reading->notes);
        } else {
            made.problems.append(reading.error());
        }
    }
    made.measured = measurements::measured(made.sources);
    if (made.measured.isEmpty())
        return made;
    auto calibration = estimate::calibrate(made.measured, function.parallelShare.value,
                                           estimate::processor(catalog));
    if (calibration)
        made.calibration = *std::move(calibration);
    else
        made.problems.append(calibration.error());
    return made;
}

} // namespace stratoplan::calibration
