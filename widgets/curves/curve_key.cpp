// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/curve_key.h"

#include "widgets/curves/curve_style.h"
#include "widgets/curves/words.h"
#include "widgets/document/phase_text.h"
#include "widgets/theme/phase_colors.h"

#include <QCoreApplication>

#include <algorithm>

namespace stratoplan::curves {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CurveKey)
};

using Sample = KeyEntry::Sample;

QStringList missingPhases(const QList<CurveValues> &curves)
{
    QStringList missing;
    for (const CurveValues &curve : curves) {
        for (const estimate::MemoryPoint &point : curve.points) {
            for (const estimate::PhaseTime &phase : point.coldStart.phases) {
                const QString name = phaseName(phase.phase);
                if (!phase.time && !missing.contains(name))
                    missing.append(name);
            }
        }
    }
    return missing;
}

void appendPhases(QList<KeyEntry> &entries, const QList<CurveValues> &curves,
                  const QList<estimate::Phase> &phases, const theme::Theme &theme)
{
    for (const estimate::Phase phase : phases)
        entries.append({Sample::Solid, theme.chart(theme::chartOf(phase)), {}, phaseName(phase)});
    const QColor ink = theme.color(theme::Token::Muted);
    entries.append({Sample::Solid, ink, {}, Words::tr("measured")});
    entries.append({Sample::Hatched, ink, {}, Words::tr("modelled")});
    const QList<estimate::MemoryPoint> &points = curves.first().points;
    if (std::any_of(points.begin(), points.end(),
                    [](const auto &point) { return point.coldStart.withoutShared().has_value(); }))
        entries.append({Sample::Line,
                        theme.color(theme::Token::Text),
                        {},
                        Words::tr("start that finds a network interface")});
    const QStringList missing = missingPhases(curves);
    if (!missing.isEmpty())
        entries.append(
            {Sample::Cap,
             ink,
             {},
             Words::tr("not in the totals: %1").arg(missing.join(QStringLiteral(", ")))});
}

// Which of its lines lie upon those of others, a remark for each of these.
QStringList samenessOf(const QList<CurveValues> &curves, qsizetype curve)
{
    const auto coldStart = sameAs(curves, curve, Figure::ColdStart);
    const auto duration = sameAs(curves, curve, Figure::Duration);
    const auto cost = sameAs(curves, curve, Figure::Cost);
    QStringList remarks;
    for (qsizetype other = 0; other < curve; ++other) {
        const bool inStart = coldStart == other;
        const bool inDuration = duration == other;
        const bool inCost = cost == other;
        const QString name = letter(other);
        if (inStart && inDuration && inCost)
            remarks.append(Words::tr("same figures as %1").arg(name));
        else if (inDuration && inCost)
            remarks.append(Words::tr("same duration and cost as %1").arg(name));
        else if (inStart && inDuration)
            remarks.append(Words::tr("same cold start and duration as %1").arg(name));
        else if (inStart && inCost)
            remarks.append(Words::tr("same cold start and cost as %1").arg(name));
        else if (inStart)
            remarks.append(Words::tr("same cold start as %1").arg(name));
        else if (inDuration)
            remarks.append(Words::tr("same duration as %1").arg(name));
        else if (inCost)
            remarks.append(Words::tr("same cost as %1").arg(name));
    }
    return remarks;
}

} // namespace

QList<KeyEntry> keyOf(const QList<CurveValues> &curves, const QList<estimate::Phase> &phases,
                      const theme::Theme &theme)
{
    QList<KeyEntry> entries;
    if (curves.isEmpty())
        return entries;
    if (!phases.isEmpty())
        appendPhases(entries, curves, phases, theme);
    for (qsizetype i = 0; curves.size() > 1 && i < curves.size(); ++i) {
        const CurveValues &curve = curves.at(i);
        const QString name = QStringLiteral("%1 %2").arg(letter(i), curve.name);
        QStringList notes = samenessOf(curves, i);
        if (!curve.note.isEmpty())
            notes.prepend(curve.note);
        entries.append({Sample::Line, curveColor(i, theme), curveDashes(i),
                        notes.isEmpty() ? name
                                        : QStringLiteral("%1 (%2)").arg(
                                            name, notes.join(QStringLiteral("; ")))});
    }
    return entries;
}

} // namespace stratoplan::curves
