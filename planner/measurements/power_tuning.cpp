// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/measurements/power_tuning.h"

#include <QJsonArray>
#include <QList>
#include <QUrl>
#include <QtEndian>

#include <cmath>

namespace stratoplan::measurements {

namespace {

QJsonObject resultOf(const QJsonObject &object)
{
    const QJsonValue wrapped = object.value(QLatin1String("results"));
    return wrapped.isObject() ? wrapped.toObject() : object;
}

// A number, or a string of digits as older results have it.
double numberOf(const QJsonValue &value)
{
    const double number = value.isString() ? value.toString().toDouble() : value.toDouble();
    return std::isfinite(number) ? number : 0;
}

// A packed little-endian array; empty where the bytes do not come out even.
template <class Packed>
QList<Packed> unpacked(const QByteArray &bytes)
{
    QList<Packed> values;
    if (bytes.isEmpty() || bytes.size() % qsizetype(sizeof(Packed)) != 0)
        return values;
    for (qsizetype at = 0; at < bytes.size(); at += qsizetype(sizeof(Packed)))
        values.append(qFromLittleEndian<Packed>(bytes.constData() + at));
    return values;
}

struct Fragment
{
    QList<qint16> sizes;
    QList<float> times;
    QList<float> costs;
};

std::optional<Fragment> fragmentOf(QByteArrayView text)
{
    const qsizetype hash = text.indexOf('#');
    if (hash < 0)
        return std::nullopt;
    // A browser may have percent-encoded the signs of base64, and the dividers as well.
    const QByteArray fragment
        = QByteArray::fromPercentEncoding(text.sliced(hash + 1).toByteArray().trimmed());
    const QList<QByteArray> parts = fragment.split(';');
    if (parts.size() != 3)
        return std::nullopt;
    QList<QByteArray> bytes;
    for (const QByteArray &part : parts) {
        const auto decoded
            = QByteArray::fromBase64Encoding(part, QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded)
            return std::nullopt;
        bytes.append(*decoded);
    }
    Fragment made{unpacked<qint16>(bytes[0]), unpacked<float>(bytes[1]), unpacked<float>(bytes[2])};
    if (made.sizes.isEmpty() || made.times.size() != made.sizes.size()
        || made.costs.size() != made.sizes.size())
        return std::nullopt;
    return made;
}

void refuseLink(Tally &tally)
{
    tally.sawKind();
    tally.refuse(problem(
        QStringLiteral("measurements.wrong-link"),
        {STRATOPLAN_TEXT("Measurements",
                         "The address of the power-tuning visualisation is cut off or "
                         "changed"),
         {}},
        {STRATOPLAN_TEXT("Measurements", "Copy it whole, with everything behind the #"), {}},
        tally.file()));
}

} // namespace

bool isPowerTuning(const QJsonObject &object)
{
    const QJsonObject result = resultOf(object);
    return result.contains(QLatin1String("power"))
        && (result.value(QLatin1String("stateMachine")).isObject()
            || result.value(QLatin1String("stats")).isArray()
            || (result.contains(QLatin1String("duration"))
                && result.contains(QLatin1String("cost"))));
}

void takePowerTuning(const QJsonObject &object, std::optional<qint64> samples, Tally &tally)
{
    tally.sawKind();
    const QJsonObject result = resultOf(object);
    const QJsonArray stats = result.value(QLatin1String("stats")).toArray();
    for (const auto &entry : stats) {
        const QJsonObject stat = entry.toObject();
        MeanRecord mean;
        mean.memory
            = static_cast<int>(std::clamp(numberOf(stat.value(QLatin1String("value"))), -1.0, 1e6));
        mean.duration = numberOf(stat.value(QLatin1String("averageDuration")));
        mean.samples = samples;
        const QJsonValue price = stat.value(QLatin1String("averagePrice"));
        if (price.isDouble())
            mean.cost = price.toDouble();
        // A setting that gave no statistics has no memory that could be looked up.
        if (mean.memory <= 0)
            tally.leaveOut(LeftOut::Truncated);
        else
            tally.add(mean);
    }
    if (!stats.isEmpty())
        return;
    const QString link = result.value(QLatin1String("stateMachine"))
                             .toObject()
                             .value(QLatin1String("visualization"))
                             .toString();
    if (!link.isEmpty()) {
        takePowerTuningLink(link.toLatin1(), tally);
        return;
    }
    MeanRecord only;
    only.memory
        = static_cast<int>(std::clamp(numberOf(result.value(QLatin1String("power"))), 0.0, 1e6));
    only.duration = numberOf(result.value(QLatin1String("duration")));
    only.cost = numberOf(result.value(QLatin1String("cost")));
    only.samples = samples;
    if (only.memory > 0)
        tally.add(only);
    else
        tally.leaveOut(LeftOut::Truncated);
}

bool isPowerTuningLink(QByteArrayView text)
{
    const qsizetype hash = text.indexOf('#');
    if (hash < 0 || text.trimmed().contains('\n'))
        return false;
    const QByteArrayView before = text.first(hash).trimmed();
    const QByteArrayView after = text.sliced(hash);
    return before.startsWith("http") && (after.contains(';') || after.contains("%3B"));
}

void takePowerTuningLink(QByteArrayView text, Tally &tally)
{
    const std::optional<Fragment> fragment = fragmentOf(text);
    if (!fragment) {
        refuseLink(tally);
        return;
    }
    for (qsizetype i = 0; i < fragment->sizes.size(); ++i) {
        const double cost = fragment->costs[i];
        const double time = fragment->times[i];
        if (fragment->sizes[i] <= 0 || !std::isfinite(time) || !std::isfinite(cost) || cost < 0) {
            refuseLink(tally);
            return;
        }
        MeanRecord mean;
        mean.memory = fragment->sizes[i];
        mean.duration = time;
        mean.cost = cost;
        tally.add(mean);
    }
}

} // namespace stratoplan::measurements
