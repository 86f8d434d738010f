// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/estimate_json.h"

#include "app/cli/estimate_costs.h"
#include "app/cli/json_values.h"
#include "planner/model/names.h"

#include <QJsonArray>

#include <cmath>

namespace stratoplan::cli {

namespace {

using namespace Qt::StringLiterals;

QJsonObject toJson(const estimate::ColdStart &start)
{
    QJsonObject object{{u"totalMs"_s, orNull(start.total)},
                       {u"initP95Ms"_s, orNull(start.initP95)},
                       {u"samples"_s, start.samples > 0 ? QJsonValue(start.samples) : QJsonValue()},
                       {u"partialMs"_s, orNull(start.partial())},
                       {u"provisionedMs"_s, orNull(start.provisioned())},
                       {u"withoutSharedMs"_s, orNull(start.withoutShared())},
                       {u"missing"_s, QJsonArray::fromStringList(start.missing)}};
    for (const estimate::Phase phase : estimate::allPhases())
        object.insert(QString(id(phase)) + "Ms"_L1, orNull(start.of(phase)));
    QJsonObject basis;
    QJsonObject bands;
    QJsonObject whose;
    QJsonObject shares;
    QJsonObject sources;
    for (const estimate::PhaseTime &phase : start.phases) {
        const QString name = id(phase.phase);
        whose.insert(name, phase.yours ? u"yours"_s : u"aws"_s);
        if (phase.share)
            shares.insert(name, *phase.share);
        if (!phase.source.isEmpty())
            sources.insert(name, phase.source);
        if (!phase.time)
            continue;
        basis.insert(name, QString(id(phase.basis)));
        if (phase.low || phase.high)
            bands.insert(name, QJsonArray{orNull(phase.low), orNull(phase.high)});
    }
    object.insert(u"basis"_s, basis);
    object.insert(u"rangeMs"_s, bands);
    object.insert(u"whose"_s, whose);
    object.insert(u"share"_s, shares);
    object.insert(u"source"_s, sources);
    return object;
}

QJsonObject toJson(const estimate::MemoryPoint &point)
{
    return {{u"memoryMiB"_s, point.memory.value},
            {u"durationMs"_s, orNull(point.duration)},
            {u"durationLowMs"_s, orNull(point.durationLow)},
            {u"durationHighMs"_s, orNull(point.durationHigh)},
            {u"durationFrom"_s, QString(id(point.durationFrom))},
            {u"billedMs"_s, orNull(point.billed)},
            {u"coldStart"_s, toJson(point.coldStart)},
            {u"costPerMillionUsd"_s, orNull(point.costPerMillion)},
            {u"costPerMonthUsd"_s, orNull(point.costPerMonth)}};
}

QJsonObject toJson(const estimate::Demand &demand, const Names &names)
{
    const QString reason = toString(demand.ceilingReason);
    return {{u"ratePerS"_s, orNull(demand.rate)},
            {u"peakPerS"_s, orNull(demand.peakRate)},
            {u"meanConcurrency"_s, orNull(demand.meanConcurrency)},
            {u"peakConcurrency"_s, orNull(demand.peakConcurrency)},
            {u"ceiling"_s, orNull(demand.ceiling)},
            {u"ceilingReason"_s, reason.isEmpty() ? QJsonValue() : QJsonValue(reason)},
            {u"unknownSources"_s, QJsonArray::fromStringList(names.of(demand.unknownSources))}};
}

QJsonObject toJson(const estimate::FunctionEstimate &function, const Names &names)
{
    QJsonArray memory;
    for (const estimate::MemoryPoint &point : function.memory)
        memory.append(toJson(point));
    return {{u"name"_s, names.of(function.function)},
            {u"nowMiB"_s,
             function.now.memory.value > 0 ? QJsonValue(function.now.memory.value) : QJsonValue()},
            {u"memory"_s, memory},
            {u"recommended"_s,
             QJsonObject{{u"cost"_s, orNull(function.cheapest)},
                         {u"speed"_s, orNull(function.fastest)},
                         {u"balanced"_s, orNull(function.balanced)}}},
            {u"coldShare"_s, orNull(function.coldShare)},
            {u"coldShareLow"_s, orNull(function.coldShareLow)},
            {u"coldShareHigh"_s, orNull(function.coldShareHigh)},
            {u"fit"_s, cli::toJson(function.fit)},
            {u"demand"_s, toJson(function.demand, names)}};
}

QJsonObject toJson(const estimate::Component &component,
                   const std::optional<estimate::CostRange> &range, const Design &design,
                   const Names &names)
{
    QJsonArray lines;
    for (const auto &[text, cost] : component.lines) {
        lines.append(QJsonObject{{u"text"_s, toString(text)}, {u"costPerMonthUsd"_s, cost.value}});
    }
    return {{u"name"_s, names.of(component.element)},
            {u"kind"_s, kindOf(component.element, design)},
            {u"costPerMonthUsd"_s, orNull(component.perMonth)},
            {u"costPerMonthLowUsd"_s, range ? QJsonValue(range->low.value) : QJsonValue()},
            {u"costPerMonthHighUsd"_s, range ? QJsonValue(range->high.value) : QJsonValue()},
            {u"lines"_s, lines}};
}

QJsonArray toJson(const QList<MiB> &settings)
{
    QJsonArray list;
    for (const MiB memory : settings)
        list.append(memory.value);
    return list;
}

} // namespace

QString kindOf(ElementId element, const Design &design)
{
    if (const auto *service = design.get<Service>(element))
        return service->kind;
    if (const auto *gateway = design.get<Gateway>(element))
        return id(gateway->kind);
    if (const auto *endpoint = design.get<Endpoint>(element))
        return QString(id(endpoint->kind)) + "-endpoint"_L1;
    const Element *found = design.find(element);
    return found ? QString(kindWord(*found)) : QString();
}

QJsonValue toJson(const std::optional<estimate::DurationFit> &fit)
{
    if (!fit)
        return {};
    return QJsonObject{
        {u"waitingMs"_s, fit->waiting.value},
        {u"serialWorkMs"_s, fit->serial.value},
        {u"parallelWorkMs"_s, fit->parallel.value},
        {u"throttledWorkMs"_s, fit->throttled.value},
        {u"parallelLimitVcpu"_s,
         std::isfinite(fit->parallelLimit) ? QJsonValue(fit->parallelLimit) : QJsonValue()},
        {u"parallelKnown"_s, fit->parallelKnown},
        {u"points"_s, fit->points},
        {u"residual"_s, fit->residual},
        {u"outliersMiB"_s, toJson(fit->outliers)},
        {u"underPressureMiB"_s, toJson(fit->underPressure)}};
}

QJsonObject toJson(const estimate::Estimates &estimates, const estimate::CostDetails &details,
                   const Design &design, ElementId only)
{
    const Names names(design);
    QJsonArray functions;
    for (const estimate::FunctionEstimate &function : estimates.functions) {
        if (!only || function.function == only)
            functions.append(toJson(function, names));
    }
    QJsonArray components;
    for (const estimate::Component &component : estimates.components)
        components.append(toJson(component, details.of(component.element), design, names));
    QJsonArray unpriced;
    for (const estimate::Unpriced &part : estimates.unpriced) {
        const QString name = names.of(part.element);
        unpriced.append(QJsonObject{{u"name"_s, name.isEmpty() ? QJsonValue() : QJsonValue(name)},
                                    {u"reason"_s, toString(part.reason)}});
    }
    QJsonArray assumptions;
    for (const Text &assumption : estimates.assumptions)
        assumptions.append(toString(assumption));
    QJsonValue path;
    if (estimates.slowestPath) {
        path = QJsonObject{
            {u"elements"_s, QJsonArray::fromStringList(names.of(estimates.slowestPath->elements))},
            {u"p95Ms"_s, orNull(estimates.slowestPath->p95)}};
    }
    QJsonObject made{{u"priceBook"_s, estimates.priceBook},
                     {u"region"_s, estimates.region},
                     {u"functions"_s, functions},
                     {u"components"_s, components},
                     {u"unpriced"_s, unpriced},
                     {u"totalPerMonthUsd"_s, estimates.totalPerMonth.value},
                     {u"totalPerMonthLowUsd"_s, details.ranges.total.low.value},
                     {u"totalPerMonthHighUsd"_s, details.ranges.total.high.value},
                     {u"slowestPath"_s, path},
                     {u"assumptions"_s, assumptions}};
    addToJson(made, details, design);
    return made;
}

} // namespace stratoplan::cli
