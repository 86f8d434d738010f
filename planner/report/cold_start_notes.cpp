// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/report/cold_start_notes.h"

#include "planner/estimate/cold_share.h"

namespace stratoplan::report {

namespace {

QString band(const estimate::PhaseTime &phase)
{
    if (phase.low && phase.high)
        return Words::tr("%1 to %2").arg(duration(phase.low), duration(phase.high));
    if (phase.high)
        return Words::tr("95th percentile %1").arg(duration(phase.high));
    return {};
}

// "S01 of 2026-08-22": the sources of a phase with the dates of their data.
QString sourceOf(const estimate::PhaseTime &phase, const catalog::Catalog &catalog)
{
    QStringList named;
    for (const QString &id : phase.source.split(QStringLiteral(", "), Qt::SkipEmptyParts)) {
        const catalog::Source *source = catalog.source(id);
        named.append(source && !source->date.isEmpty() ? Words::tr("%1 of %2").arg(id, source->date)
                                                       : id);
    }
    return named.join(Words::tr(" and "));
}

} // namespace

QString coldStartSources(const estimate::ColdStart &start, const Material &material)
{
    QStringList phases;
    for (const estimate::PhaseTime &phase : start.phases) {
        if (!phase.time)
            continue;
        QStringList parts{phaseWord(id(phase.phase)) + QLatin1Char(' ') + duration(phase.time)};
        parts.append(band(phase));
        if (phase.phase == estimate::Phase::Runtime && start.samples > 0)
            parts.append(Words::tr("%n sample(s)", nullptr, start.samples));
        parts.append(phase.source.isEmpty() ? Words::tr("as stated")
                                            : sourceOf(phase, material.catalog));
        parts.removeAll(QString());
        phases.append(parts.join(QStringLiteral(", ")));
    }
    return phases.isEmpty()
        ? QString()
        : Words::tr("Where the cold start is from: %1.").arg(phases.join(QStringLiteral("; ")));
}

QString coldStartKinds(const estimate::FunctionEstimate &function, const Function &element)
{
    const estimate::ColdStart &start = function.now.coldStart;
    QStringList sentences;
    if (const auto partial = start.partial())
        sentences.append(
            Words::tr("Where a worker has the code already: %1.").arg(duration(partial)));
    if (const auto first = start.provisioned();
        first && element.provisionedConcurrency.valueOr(0) > 0)
        sentences.append(Words::tr("On provisioned environments only the first invocation is left: "
                                   "%1.")
                             .arg(duration(first)));
    for (const estimate::PhaseTime &phase : start.phases) {
        if (phase.share && start.withoutShared())
            sentences.append(Words::tr("%1 of the cold starts make a network interface; the others "
                                       "take %2.")
                                 .arg(toString(estimate::inPercent(*phase.share)),
                                      duration(start.withoutShared())));
    }
    if (function.coldShare)
        sentences.append(Words::tr("%1 of the calls start cold, as stated.")
                             .arg(toString(estimate::inPercent(*function.coldShare))));
    else if (function.coldShareLow && function.coldShareHigh)
        sentences.append(
            Words::tr("%1 to %2 of the calls start cold by this traffic, as long or as short "
                      "as idle environments were seen to live.")
                .arg(toString(estimate::inPercent(*function.coldShareLow)),
                     toString(estimate::inPercent(*function.coldShareHigh))));
    return sentences.join(QLatin1Char(' '));
}

} // namespace stratoplan::report
