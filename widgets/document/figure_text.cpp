// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/document/figure_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace stratoplan {

namespace {

constexpr double leastPerSecond = 0.05;
constexpr double secondsPerDay = 86400;

QString translated(const char *text)
{
    return QCoreApplication::translate("Figures", text);
}

QString plain(double value, int decimals)
{
    QString text = QLocale().toString(value, 'f', decimals);
    const QString point = QLocale().decimalPoint();
    if (text.contains(point)) {
        while (text.endsWith(QLocale().zeroDigit()))
            text.chop(1);
        if (text.endsWith(point))
            text.chop(point.size());
    }
    return text;
}

} // namespace

QString money(const std::optional<UsDollars> &amount)
{
    if (!amount)
        return translated(QT_TRANSLATE_NOOP("Figures", "not priced"));
    const double value = amount->value;
    if (value > 0 && value < 0.005)
        return translated(QT_TRANSLATE_NOOP("Figures", "below $0.01"));
    const bool whole = std::abs(value) >= 100 || value == std::round(value);
    return QLatin1Char('$') + QLocale().toString(value, 'f', whole ? 0 : 2);
}

QString duration(const std::optional<Milliseconds> &time)
{
    if (!time)
        return QStringLiteral("?");
    const double ms = time->value;
    if (ms < 10)
        return translated(QT_TRANSLATE_NOOP("Figures", "%1 ms")).arg(plain(ms, 1));
    if (ms < 1000)
        return translated(QT_TRANSLATE_NOOP("Figures", "%1 ms")).arg(plain(ms, 0));
    if (ms < 120'000)
        return translated(QT_TRANSLATE_NOOP("Figures", "%1 s")).arg(plain(ms / 1000, 2));
    return translated(QT_TRANSLATE_NOOP("Figures", "%1 min")).arg(plain(ms / 60'000, 1));
}

QString amount(const std::optional<double> &value, int decimals)
{
    if (!value)
        return QStringLiteral("?");
    return plain(*value, std::abs(*value) >= 100 ? 0 : decimals);
}

QString rate(const std::optional<PerSecond> &events, int decimals)
{
    if (!events)
        return QStringLiteral("?");
    const double value = events->value;
    if (value > 0 && value < leastPerSecond)
        return translated(QT_TRANSLATE_NOOP("Figures", "%1 a day"))
            .arg(amount(value * secondsPerDay));
    return translated(QT_TRANSLATE_NOOP("Figures", "%1/s")).arg(amount(value, decimals));
}

QString memory(MiB value)
{
    return translated(QT_TRANSLATE_NOOP("Figures", "%1 MB")).arg(value.value);
}

} // namespace stratoplan
