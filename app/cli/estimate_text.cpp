// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/estimate_text.h"

#include "app/cli/estimate_json.h"
#include "app/cli/table.h"
#include "planner/estimate/cold_share.h"
#include "planner/estimate/function_curve.h"
#include "planner/estimate/memory_settings.h"
#include "planner/model/names.h"

#include <QCoreApplication>
#include <QIODevice>
#include <QLocale>

#include <array>

namespace stratoplan::cli {

namespace {

using namespace Qt::StringLiterals;

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

const QString unknown = u"?"_s;

template <class Unit, class Number>
QString figure(const std::optional<Quantity<Unit, Number>> &quantity, int decimals)
{
    return quantity ? QString::number(quantity->value, 'f', decimals) : unknown;
}

QString plain(const std::optional<double> &value)
{
    return value ? number(*value) : unknown;
}

template <class Unit>
QString plain(const std::optional<Quantity<Unit, double>> &quantity)
{
    return quantity ? number(quantity->value) : unknown;
}

QString fromWord(estimate::DurationFrom from)
{
    switch (from) {
    case estimate::DurationFrom::Measured:
        return tr("measured");
    case estimate::DurationFrom::Fit:
        return tr("fit");
    case estimate::DurationFrom::Given:
        return tr("given");
    case estimate::DurationFrom::Unknown:
        break;
    }
    return tr("unknown");
}

QString phaseWord(estimate::Phase phase)
{
    switch (phase) {
    case estimate::Phase::Download:
        return tr("code download");
    case estimate::Phase::Placement:
        return tr("container start");
    case estimate::Phase::EniCreate:
        return tr("network interface");
    case estimate::Phase::EniAttach:
        return tr("its attachment");
    case estimate::Phase::Runtime:
        return tr("runtime start");
    case estimate::Phase::CutOffInit:
        return tr("initialisation cut off at its time limit");
    case estimate::Phase::Code:
        return tr("own initialisation");
    case estimate::Phase::Restore:
        return tr("restore");
    case estimate::Phase::FirstInvoke:
        return tr("first call");
    }
    return {};
}

QString marks(const estimate::FunctionEstimate &function, MiB memory)
{
    QStringList words;
    if (function.now.memory == memory)
        words.append(tr("now"));
    if (function.cheapest == memory)
        words.append(tr("cheapest"));
    if (function.fastest == memory)
        words.append(tr("fastest"));
    if (function.balanced == memory)
        words.append(tr("balanced"));
    return words.join(u", "_s);
}

// 6 where a sixth of the starts runs what only a share of them runs.
QString oneIn(const estimate::ColdStart &start)
{
    for (const estimate::PhaseTime &phase : start.phases) {
        if (phase.share && *phase.share > 0)
            return number(1 / *phase.share, 1);
    }
    return {};
}

QString coldStartLine(const estimate::MemoryPoint &point)
{
    QStringList known;
    QStringList missing;
    for (const estimate::PhaseTime &phase : point.coldStart.phases) {
        if (!phase.time)
            missing.append(phaseWord(phase.phase));
        else if (phase.basis == estimate::Basis::Measured)
            known.append(
                tr("%1 %2 ms measured").arg(phaseWord(phase.phase), number(phase.time->value, 1)));
        else
            known.append(
                tr("%1 %2 ms modelled").arg(phaseWord(phase.phase), number(phase.time->value, 1)));
    }
    QString line;
    if (!known.isEmpty())
        line += tr("  Cold start at %1 MB: %2")
                    .arg(QString::number(point.memory.value), known.join(u", "_s))
            + u'\n';
    if (const auto without = point.coldStart.withoutShared(); without && point.coldStart.total)
        line += tr("  One start in %1 makes a network interface: %2 ms; the others: %3 ms")
                    .arg(oneIn(point.coldStart), number(point.coldStart.total->value, 1),
                         number(without->value, 1))
            + u'\n';
    if (!missing.isEmpty())
        line += tr("  Not known of it: %1").arg(missing.join(u", "_s)) + u'\n';
    return line;
}

QString coldShareLine(const estimate::FunctionEstimate &function)
{
    if (function.coldShare)
        return tr("  Cold starts: %1 of the calls as stated")
                   .arg(toString(estimate::inPercent(*function.coldShare)))
            + u'\n';
    if (!function.coldShareLow || !function.coldShareHigh)
        return {};
    return tr("  Cold starts: %1 to %2 of the calls by its traffic, as long or as short as idle "
              "environments were seen to live")
               .arg(toString(estimate::inPercent(*function.coldShareLow)),
                    toString(estimate::inPercent(*function.coldShareHigh)))
        + u'\n';
}

QString trafficLine(const estimate::Demand &demand)
{
    QString line = tr("  Traffic: %1 a second, %2 at peak; environments: %3, %4 at peak")
                       .arg(plain(demand.rate), plain(demand.peakRate),
                            plain(demand.meanConcurrency), plain(demand.peakConcurrency));
    if (demand.ceiling)
        line += tr("; at most %1 by %2").arg(plain(demand.ceiling), toString(demand.ceilingReason));
    return line + u'\n';
}

QString functionText(const estimate::FunctionEstimate &function, const Names &names)
{
    QList<QStringList> rows{{tr("Memory"),
                             tr("Duration ms"),
                             tr("90 % band"),
                             tr("Billed ms"),
                             tr("Cold start ms"),
                             tr("USD a million"),
                             tr("USD a month"),
                             tr("Duration is"),
                             {}}};
    for (const estimate::MemoryPoint &point : function.memory) {
        const QString band = point.durationLow && point.durationHigh
            ? tr("%1 to %2")
                  .arg(number(point.durationLow->value, 1), number(point.durationHigh->value, 1))
            : QString();
        rows.append({QString::number(point.memory.value), figure(point.duration, 1), band,
                     figure(point.billed, 1), figure(point.coldStart.total, 1),
                     figure(point.costPerMillion, 3), figure(point.costPerMonth, 2),
                     fromWord(point.durationFrom), marks(function, point.memory)});
    }
    QString text = names.shown(function.function) + u'\n' + textTable(rows, 0, 6);
    text += coldStartLine(function.now);
    text += coldShareLine(function);
    text += trafficLine(function.demand);
    return text + u'\n';
}

QString monthText(const estimate::Estimates &estimates, const Design &design, const Names &names)
{
    QList<QStringList> rows{{tr("A month"), tr("Kind"), tr("USD")}};
    for (const estimate::Component &component : estimates.components) {
        rows.append({names.shown(component.element), kindOf(component.element, design),
                     figure(component.perMonth, 2)});
    }
    rows.append({tr("Total of what is priced"),
                 {},
                 QString::number(estimates.totalPerMonth.value, 'f', 2)});
    QString text = textTable(rows, 2, 2);
    if (estimates.slowestPath) {
        text += u'\n'
            + tr("Slowest path that is waited for: %1, p95 %2 ms")
                  .arg(names.of(estimates.slowestPath->elements).join(u" > "_s),
                       plain(estimates.slowestPath->p95))
            + u'\n';
    }
    if (!estimates.unpriced.isEmpty()) {
        QList<QStringList> left;
        for (const estimate::Unpriced &part : estimates.unpriced)
            left.append({part.element ? names.shown(part.element) : tr("The design"),
                         toString(part.reason)});
        text += u'\n' + tr("Not priced") + u'\n' + textTable(left, 2, 1);
    }
    if (!estimates.assumptions.isEmpty()) {
        text += u'\n' + tr("Assumed") + u'\n';
        for (const Text &assumption : estimates.assumptions)
            text += u"  "_s + toString(assumption) + u'\n';
    }
    return text;
}

QByteArray cell(const QString &text)
{
    if (!text.contains(u',') && !text.contains(u'"') && !text.contains(u'\n'))
        return text.toUtf8();
    QString quoted = text;
    quoted.replace(u'"', u"\"\""_s);
    return (u'"' + quoted + u'"').toUtf8();
}

template <class Unit>
QByteArray cell(const std::optional<Quantity<Unit, double>> &quantity)
{
    return quantity ? QByteArray::number(quantity->value, 'g', QLocale::FloatingPointShortest)
                    : QByteArray();
}

} // namespace

QString toText(const estimate::Estimates &estimates, const Design &design, ElementId only)
{
    const Names names(design);
    QString text
        = tr("Price book %1, region %2").arg(estimates.priceBook, estimates.region) + u"\n\n"_s;
    for (const estimate::FunctionEstimate &function : estimates.functions) {
        if (!only || function.function == only)
            text += functionText(function, names);
    }
    return text + monthText(estimates, design, names);
}

void writeCsv(QIODevice &out, const estimate::Estimates &estimates, const Design &design,
              network::Model model, const catalog::Catalog &catalog,
              const estimate::Options &options, ElementId only)
{
    const QList<estimate::Phase> phases = estimate::allPhases();
    const Names names(design);
    const estimate::MemorySettings settings = estimate::memorySettings(catalog);
    QByteArray header = "function,memoryMiB,durationMs,durationLowMs,durationHighMs,durationFrom,"
                        "billedMs";
    for (const estimate::Phase phase : phases)
        header += ',' + QByteArray(id(phase).data()) + "Ms";
    out.write(header + ",coldStartTotalMs,initP95Ms,costPerMillionUsd,costPerMonthUsd\n");
    for (const Function *function : design.all<Function>()) {
        const auto curve = estimate::curveOf(*function, estimates, model, catalog);
        if (!curve || (only && function->id != only))
            continue;
        const QByteArray name = cell(names.of(function->id));
        for (const MiB memory : estimate::settingsOf(options, curve->present(), settings)) {
            const estimate::MemoryPoint point = curve->at(memory);
            QByteArray row = name + ',' + QByteArray::number(memory.value) + ','
                + cell(point.duration) + ',' + cell(point.durationLow) + ','
                + cell(point.durationHigh) + ',' + QByteArray(id(point.durationFrom).data()) + ','
                + cell(point.billed);
            for (const estimate::Phase phase : phases)
                row += ',' + cell(point.coldStart.of(phase));
            out.write(row + ',' + cell(point.coldStart.total) + ',' + cell(point.coldStart.initP95)
                      + ',' + cell(point.costPerMillion) + ',' + cell(point.costPerMonth) + '\n');
        }
    }
}

} // namespace stratoplan::cli
