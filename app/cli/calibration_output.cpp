// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/calibration_output.h"

#include "app/cli/estimate_json.h"
#include "app/cli/json_values.h"
#include "app/cli/table.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <functional>

namespace stratoplan::cli {

namespace {

using namespace Qt::StringLiterals;

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

QJsonObject toJson(const Problem &problem)
{
    return {{u"code"_s, problem.code},
            {u"what"_s, toString(problem.what)},
            {u"remedy"_s, textOrNull(toString(problem.remedy))}};
}

QJsonValue toJson(const std::optional<measurements::Spread> &spread)
{
    if (!spread)
        return {};
    return QJsonObject{{u"count"_s, orNull(spread->count)},
                       {u"meanMs"_s, spread->mean.value},
                       {u"medianMs"_s, orNull(spread->median)},
                       {u"p95Ms"_s, orNull(spread->p95)}};
}

QJsonObject toJson(const measurements::Reading &reading)
{
    QJsonObject leftOut;
    for (auto it = reading.leftOut.cbegin(); it != reading.leftOut.cend(); ++it)
        leftOut.insert(measurements::id(it.key()), *it);
    QJsonArray settings;
    for (const measurements::Setting &setting : reading.settings)
        settings.append(QJsonObject{{u"memoryMiB"_s, setting.memory.value},
                                    {u"warm"_s, toJson(setting.warm)},
                                    {u"coldDuration"_s, toJson(setting.coldDuration)},
                                    {u"init"_s, toJson(setting.init)},
                                    {u"restore"_s, toJson(setting.restore)},
                                    {u"maxMemoryUsedMiB"_s, orNull(setting.maxMemoryUsed)},
                                    {u"costPerInvocationUsd"_s, orNull(setting.cost)}});
    QJsonArray notes;
    for (const Problem &note : reading.notes)
        notes.append(toJson(note));
    return {{u"kind"_s, QString(measurements::id(reading.source))},
            {u"file"_s, reading.file},
            {u"function"_s, textOrNull(reading.function)},
            {u"first"_s, timeOrNull(reading.first)},
            {u"last"_s, timeOrNull(reading.last)},
            {u"read"_s, reading.recordsRead},
            {u"used"_s, reading.recordsUsed},
            {u"leftOut"_s, leftOut},
            {u"billing"_s, QString(measurements::id(reading.billing))},
            {u"billedRecords"_s, reading.billedRecords},
            {u"billingFits"_s, reading.billingFits},
            {u"environments"_s, orNull(reading.environments)},
            {u"environmentsAtLeast"_s, reading.environmentsAtLeast},
            {u"settings"_s, settings},
            {u"notes"_s, notes}};
}

QJsonObject toJson(const Measurement &measurement)
{
    return {{u"memoryMiB"_s, measurement.memory.value},
            {u"durationMs"_s, measurement.duration.value},
            {u"samples"_s, orNull(measurement.samples)},
            {u"p95Ms"_s, orNull(measurement.p95)},
            {u"initMs"_s, orNull(measurement.init)},
            {u"initP95Ms"_s, orNull(measurement.initP95)},
            {u"initSamples"_s, orNull(measurement.initSamples)},
            {u"restoreMs"_s, orNull(measurement.restore)},
            {u"maxMemoryUsedMiB"_s, orNull(measurement.maxMemoryUsed)},
            {u"source"_s, textOrNull(measurement.source)}};
}

QString milliseconds(const std::optional<Milliseconds> &value)
{
    return value ? tr("%1 ms").arg(number(value->value, 2)) : QStringLiteral("-");
}

QString signedPercent(double share)
{
    return QStringLiteral("%1%2 %").arg(share > 0 ? u"+"_s : QString(), number(share * 100, 1));
}

QString linesOf(const measurements::Reading &reading)
{
    QString text
        = tr("%1: %2, %3 of %4 records used\n")
              .arg(reading.file, measurements::label(reading.source),
                   QString::number(reading.recordsUsed), QString::number(reading.recordsRead));
    if (reading.first.isValid())
        text += tr("  from %1 to %2\n")
                    .arg(reading.first.toString(Qt::ISODate), reading.last.toString(Qt::ISODate));
    for (auto it = reading.leftOut.cbegin(); it != reading.leftOut.cend(); ++it)
        text += tr("  left out: %1 %2\n").arg(QString::number(*it), measurements::label(it.key()));
    if (reading.environments)
        text += (reading.environmentsAtLeast ? tr("  execution environments: at least %1\n")
                                             : tr("  execution environments: %1\n"))
                    .arg(*reading.environments);
    if (reading.billedRecords > 0)
        text += QStringLiteral("  %1\n").arg(measurements::label(reading.billing));
    return text;
}

const estimate::HeldOut *heldOutAt(MiB memory, const estimate::Calibration &calibration)
{
    const auto found
        = std::find_if(calibration.heldOut.begin(), calibration.heldOut.end(),
                       [memory](const estimate::HeldOut &point) { return point.memory == memory; });
    return found == calibration.heldOut.end() ? nullptr : &*found;
}

// A column that stands there only where a setting has something to say in it.
struct OptionalColumn
{
    QString title;
    std::function<std::optional<QString>(const Measurement &)> cell;
};

QList<OptionalColumn> optionalColumns(const QList<Measurement> &points)
{
    const auto time = [](std::optional<Milliseconds> Measurement::*member) {
        return [member](const Measurement &point) {
            return point.*member ? std::optional(milliseconds(point.*member)) : std::nullopt;
        };
    };
    QList<OptionalColumn> columns{{tr("init"), time(&Measurement::init)},
                                  {tr("init p95"), time(&Measurement::initP95)},
                                  {tr("restore"), time(&Measurement::restore)},
                                  {tr("memory used"), [](const Measurement &point) {
                                       return point.maxMemoryUsed ? std::optional(
                                                  tr("%1 MB").arg(point.maxMemoryUsed->value))
                                                                  : std::nullopt;
                                   }}};
    columns.removeIf([&points](const OptionalColumn &column) {
        return std::none_of(points.begin(), points.end(), column.cell);
    });
    return columns;
}

QString settingsTable(const estimate::Calibration &calibration)
{
    const QList<OptionalColumn> optional = optionalColumns(calibration.points);
    QStringList head{tr("memory"), tr("measured"), tr("samples"), tr("p95")};
    for (const OptionalColumn &column : optional)
        head.append(column.title);
    QList<QStringList> rows{head
                            + QStringList{tr("from the others"), tr("error"), tr("90 % band")}};
    for (const Measurement &point : calibration.points) {
        const estimate::HeldOut *heldOut = heldOutAt(point.memory, calibration);
        QStringList row{tr("%1 MB").arg(point.memory.value), milliseconds(point.duration),
                        point.samples ? QString::number(*point.samples) : QStringLiteral("-"),
                        milliseconds(point.p95)};
        for (const OptionalColumn &column : optional)
            row.append(column.cell(point).value_or(QStringLiteral("-")));
        row += {heldOut ? milliseconds(heldOut->predicted) : QStringLiteral("-"),
                heldOut ? signedPercent(heldOut->error()) : QStringLiteral("-"),
                heldOut
                    ? tr("%1 to %2").arg(milliseconds(heldOut->low), milliseconds(heldOut->high))
                    : QStringLiteral("-")};
        rows.append(row);
    }
    return textTable(rows, 0, static_cast<int>(head.size()) + 2);
}

QString modelLine(const estimate::DurationFit &fit)
{
    const QString work = number(fit.serial.value + fit.parallel.value, 2);
    QString text = tr("Fit: %1 ms of waiting and %2 ms of work at one vCPU")
                       .arg(number(fit.waiting.value, 2), work);
    if (fit.parallel.value > 0)
        text += tr(", %1 ms of it in parallel").arg(number(fit.parallel.value, 2));
    text += QLatin1Char('\n');
    for (const Text &further : estimate::furtherOf(fit))
        text += QStringLiteral("  %1\n").arg(toString(further));
    return text;
}

} // namespace

QJsonObject toJson(const Calibrated &calibrated)
{
    const estimate::Calibration &calibration = calibrated.calibration;
    QJsonArray heldOut;
    for (const estimate::HeldOut &point : calibration.heldOut)
        heldOut.append(QJsonObject{{u"memoryMiB"_s, point.memory.value},
                                   {u"measuredMs"_s, point.measured.value},
                                   {u"predictedMs"_s, point.predicted.value},
                                   {u"lowMs"_s, point.low.value},
                                   {u"highMs"_s, point.high.value}});
    QJsonArray points;
    for (const Measurement &point : calibration.points)
        points.append(toJson(point));
    QJsonArray sources;
    for (const measurements::Reading &reading : calibrated.readings)
        sources.append(toJson(reading));
    QJsonArray notes;
    for (const Problem &note : calibration.notes)
        notes.append(toJson(note));
    return {{u"function"_s, calibrated.function},
            {u"points"_s, calibration.points.size()},
            {u"measurements"_s, points},
            {u"heldOut"_s, heldOut},
            {u"medianError"_s, orNull(calibration.medianError)},
            {u"worstError"_s, orNull(calibration.worstError)},
            {u"leastMemoryMiB"_s, orNull(calibration.leastMemory)},
            {u"model"_s, toJson(calibration.fit)},
            {u"sources"_s, sources},
            {u"notes"_s, notes}};
}

QString toText(const Calibrated &calibrated)
{
    const estimate::Calibration &calibration = calibrated.calibration;
    QString text;
    for (const measurements::Reading &reading : calibrated.readings)
        text += linesOf(reading);
    text
        += QLatin1Char('\n') + calibrated.function + QLatin1Char('\n') + settingsTable(calibration);
    if (calibration.fit)
        text += modelLine(*calibration.fit);
    if (calibration.medianError)
        text += tr("Error on settings left out of the fit: median %1 %, worst %2 %\n")
                    .arg(number(*calibration.medianError * 100, 1),
                         number(*calibration.worstError * 100, 1));
    return text;
}

} // namespace stratoplan::cli
