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
        entries.append(
            {Sample::Line, curveColor(i, theme), curveDashes(i),
             curve.note.isEmpty() ? name : QStringLiteral("%1 (%2)").arg(name, curve.note)});
    }
    return entries;
}

} // namespace stratoplan::curves
