// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/words.h"

#include "widgets/document/figure_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QStringList>

#include <cmath>

namespace stratoplan::curves {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Curves)
};

QString difference(double value, double from, const QString &more, const QString &less)
{
    const double percent = from > 0 ? (value / from - 1) * 100 : 0;
    if (std::abs(percent) < 0.5)
        return {};
    return (percent > 0 ? more : less).arg(QLocale().toString(std::abs(percent), 'f', 0));
}

} // namespace

QString comparison(const estimate::MemoryPoint &now, const estimate::MemoryPoint &other)
{
    if (!now.duration || !now.costPerMillion || !other.duration || !other.costPerMillion)
        return {};
    QStringList parts{difference(other.costPerMillion->value, now.costPerMillion->value,
                                 Words::tr("%1 % dearer"), Words::tr("%1 % cheaper")),
                      difference(other.duration->value, now.duration->value,
                                 Words::tr("%1 % slower"), Words::tr("%1 % faster"))};
    parts.removeAll(QString());
    return parts.isEmpty() ? Words::tr("as now") : parts.join(QStringLiteral(", "));
}

QString figures(const estimate::MemoryPoint &point)
{
    QString time = duration(point.duration);
    if (!point.duration) {
        const QString bounds = range(point.durationLow, point.durationHigh);
        time = bounds.isEmpty() ? Words::tr("duration not known") : bounds;
    }
    if (!point.costPerMillion)
        return Words::tr("%1, not priced").arg(time);
    return Words::tr("%1, %2 per million").arg(time, money(point.costPerMillion));
}

QString choiceSentence(const std::optional<estimate::MemoryPoint> &now,
                       const estimate::MemoryPoint &chosen)
{
    const QString there = Words::tr("%1: %2").arg(memory(chosen.memory), figures(chosen));
    if (!now)
        return Words::tr("%1.").arg(there);
    const QString here = Words::tr("Now %1: %2.").arg(memory(now->memory), figures(*now));
    if (now->memory == chosen.memory)
        return here;
    const QString compared = comparison(*now, chosen);
    return compared.isEmpty() ? Words::tr("%1 %2.").arg(here, there)
                              : Words::tr("%1 %2 (%3).").arg(here, there, compared);
}

QString knownHow(estimate::DurationFrom from)
{
    switch (from) {
    case estimate::DurationFrom::Measured:
        return Words::tr("measured");
    case estimate::DurationFrom::Fit:
        return Words::tr("fitted");
    case estimate::DurationFrom::Given:
        return Words::tr("stated");
    case estimate::DurationFrom::Unknown:
        break;
    }
    return Words::tr("not known");
}

QString knownHow(const estimate::PhaseTime &phase)
{
    if (!phase.time)
        return Words::tr("not known");
    return phase.basis == estimate::Basis::Measured ? Words::tr("measured") : Words::tr("modelled");
}

QString whose(const estimate::PhaseTime &phase)
{
    return phase.yours ? Words::tr("yours") : QStringLiteral("AWS");
}

QString howAndWhose(const estimate::PhaseTime &phase)
{
    const QString words = QStringLiteral("%1, %2").arg(knownHow(phase), whose(phase));
    return phase.share ? Words::tr("%1, in %2 % of the starts")
                             .arg(words, QLocale().toString(*phase.share * 100, 'f', 0))
                       : words;
}

QString sourcesOf(const estimate::PhaseTime &phase, const catalog::Catalog &catalog)
{
    static const QRegularExpression between(QStringLiteral("[,;\\s]+"));
    QStringList lines;
    for (const QString &id : phase.source.split(between, Qt::SkipEmptyParts)) {
        const catalog::Source *found = catalog.source(id);
        lines.append(found ? QStringLiteral("%1: %2 (%3)").arg(found->id, found->title, found->date)
                           : id);
    }
    return lines.join(QLatin1Char('\n'));
}

QString range(const std::optional<Milliseconds> &low, const std::optional<Milliseconds> &high)
{
    if (!low || !high)
        return {};
    return Words::tr("%1 to %2").arg(duration(low), duration(high));
}

QString pickWords(MiB memory, const estimate::Recommendation &picks)
{
    QStringList words;
    if (picks.cheapest == memory)
        words.append(Words::tr("cheapest"));
    if (picks.balanced == memory)
        words.append(Words::tr("balanced"));
    if (picks.fastest == memory)
        words.append(Words::tr("fastest"));
    return words.join(QStringLiteral(", "));
}

QString roomWords(const CurveValues &curve, MiB setting)
{
    switch (roomAt(curve, setting)) {
    case Room::Enough:
        break;
    case Room::Scarce:
        return Words::tr("%1 were used: with so little more it may be slow")
            .arg(memory(*curve.used));
    case Room::TooLittle:
        return Words::tr("%1 were used: with less, it fails").arg(memory(*curve.used));
    }
    return {};
}

QString letter(qsizetype variant)
{
    return QString(QChar(u'A' + static_cast<char16_t>(variant)));
}

} // namespace stratoplan::curves
