// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/report/sections.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace stratoplan::report {

QString anchor(const QString &kind, const QString &name)
{
    QString made;
    const QString source = name.isEmpty() ? kind : kind + QLatin1Char('-') + name;
    for (const QChar c : source)
        made += c.isLetterOrNumber() ? c.toLower() : QLatin1Char('-');
    return made;
}

QString unknownMark()
{
    return QStringLiteral("?");
}

QString money(std::optional<UsDollars> amount)
{
    if (!amount)
        return unknownMark();
    const double value = amount->value;
    const int decimals = value != 0 && std::abs(value) < 0.01 ? 4 : 2;
    return QLatin1Char('$') + QString::number(value, 'f', decimals);
}

QString duration(std::optional<Milliseconds> time)
{
    if (!time)
        return unknownMark();
    const double value = time->value;
    if (value >= 10'000)
        return number(value / 1000, 1) + QLatin1String(" s");
    if (value >= 1'000)
        return number(value / 1000, 2) + QLatin1String(" s");
    return number(value, value < 10 ? 1 : 0) + QLatin1String(" ms");
}

QString memory(std::optional<MiB> size)
{
    return size ? QString::number(size->value) + QLatin1String(" MB") : unknownMark();
}

QString rate(std::optional<PerSecond> perSecond)
{
    if (!perSecond)
        return unknownMark();
    // What happens a few times a day would be "0/s".
    constexpr double leastPerSecond = 0.05;
    constexpr double secondsPerDay = 86400;
    const double value = perSecond->value;
    if (value > 0 && value < leastPerSecond)
        return Words::tr("%1 a day").arg(number(value * secondsPerDay, 1));
    return Words::tr("%1/s").arg(number(value));
}

QString amount(std::optional<double> value, int decimals)
{
    return value ? number(*value, decimals) : unknownMark();
}

QString severityWord(Severity severity)
{
    switch (severity) {
    case Severity::Blocker:
        return Words::tr("blocker");
    case Severity::High:
        return Words::tr("high");
    case Severity::Medium:
        return Words::tr("medium");
    case Severity::Low:
        return Words::tr("low");
    case Severity::Info:
        break;
    }
    return Words::tr("info");
}

std::optional<UsDollars> totalPerMonth(const estimate::Estimates &estimates)
{
    const bool any = std::any_of(
        estimates.components.begin(), estimates.components.end(),
        [](const estimate::Component &component) { return component.perMonth.has_value(); });
    return any ? std::optional(estimates.totalPerMonth) : std::nullopt;
}

QString phaseWord(const QString &phase)
{
    struct Word
    {
        const char *id;
        const char *word;
    };
    static constexpr std::array words{
        Word{"download", QT_TRANSLATE_NOOP("Phase", "Code download")},
        Word{"placement", QT_TRANSLATE_NOOP("Phase", "Placement")},
        Word{"eniCreate", QT_TRANSLATE_NOOP("Phase", "Interface creation")},
        Word{"eniAttach", QT_TRANSLATE_NOOP("Phase", "Interface attachment")},
        Word{"cutOffInit", QT_TRANSLATE_NOOP("Phase", "Initialisation cut off")},
        Word{"runtime", QT_TRANSLATE_NOOP("Phase", "Runtime start")},
        Word{"code", QT_TRANSLATE_NOOP("Phase", "Your initialisation")},
        Word{"restore", QT_TRANSLATE_NOOP("Phase", "Snapshot restore")},
        Word{"firstInvoke", QT_TRANSLATE_NOOP("Phase", "First invocation")},
    };
    for (const Word &each : words) {
        if (phase == QLatin1String(each.id))
            return QCoreApplication::translate("Phase", each.word);
    }
    return phase;
}

QString shortList(QStringList names, qsizetype most, const QString &separator)
{
    const auto more = static_cast<int>(names.size() - most);
    if (more > 0) {
        names = names.mid(0, most);
        names.append(Words::tr("%n more", nullptr, more));
    }
    return names.join(separator);
}

} // namespace stratoplan::report
