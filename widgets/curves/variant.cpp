// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/variant.h"

#include "planner/estimate/cost.h"
#include "planner/estimate/function_facts.h"
#include "planner/model/names.h"

#include <QCoreApplication>

#include <algorithm>

namespace stratoplan::curves {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Curves)
};

using Kind = VariantChoice::Kind;

std::optional<PerSecond> rateOf(const Analysis &analysis, ElementId function)
{
    const estimate::FunctionEstimate *estimated = analysis.estimates.function(function);
    Q_ASSERT(estimated);
    return estimated->demand.rate;
}

double discountOf(const Analysis &analysis)
{
    return analysis.design->settings().account.discountPercent.valueOr(0);
}

QString otherArchitecture(const Function &function)
{
    const std::optional<QString> now = estimate::architectureOf(function);
    if (!now)
        return {};
    return *now == QLatin1String("arm64") ? QStringLiteral("x86_64") : QStringLiteral("arm64");
}

// The user's own initialisation stays as long as it is when the runtime beneath it is another one:
// what was measured holds both.
void keepInitialisation(Function &changed, const Variant &now)
{
    if (changed.init || !now.present())
        return;
    const std::optional<Milliseconds> code
        = now.at(*now.present()).coldStart.of(estimate::Phase::Code);
    if (code)
        changed.init = Field<Milliseconds>(*code);
    for (Measurement &measurement : changed.measurements)
        measurement.init.reset();
}

// As the analysis has it; null where it has none.
VariantPointer madeOf(ElementId function, const QString &name, const AnalysisPointer &analysis,
                      const std::shared_ptr<const catalog::Catalog> &catalog)
{
    if (!analysis || !analysis->estimates.bill || !analysis->estimates.function(function))
        return nullptr;
    const Function *element = analysis->design->get<Function>(function);
    return element ? std::make_shared<const Variant>(name, QString(), analysis, *element, catalog)
                   : nullptr;
}

} // namespace

Variant::Variant(QString name, QString note, AnalysisPointer analysis, Function function,
                 std::shared_ptr<const catalog::Catalog> catalog, const catalog::PriceBook *book)
    : m_name(std::move(name))
    , m_note(std::move(note))
    , m_analysis(std::move(analysis))
    , m_catalog(std::move(catalog))
    , m_function(std::move(function))
    , m_ownBill(book ? std::optional<estimate::Bill>(
                    std::in_place, estimate::discounted(*book, discountOf(*m_analysis)), false)
                     : std::nullopt)
    , m_curve(m_function, rateOf(*m_analysis, m_function.id), m_analysis->network.model,
              m_ownBill ? *m_ownBill : *m_analysis->estimates.bill, *m_catalog)
{
}

estimate::MemoryPoint Variant::at(MiB memory) const
{
    // A month under another price book would need all uses of the design priced by it.
    return m_ownBill ? m_curve.alone(memory) : m_curve.at(memory);
}

CurveValues Variant::values(const QList<MiB> &settings) const
{
    CurveValues values;
    values.name = m_name;
    values.note = m_note;
    values.fitted = m_curve.fit().has_value();
    values.present = m_curve.present();
    values.p95 = m_function.p95.value;
    values.timeout = m_function.timeout.value;
    QList<MiB> all = settings;
    for (const Measurement &measurement : m_function.measurements) {
        all.append(measurement.memory);
        if (measurement.maxMemoryUsed)
            values.used = std::max(values.used.value_or(MiB(0)), *measurement.maxMemoryUsed);
    }
    for (const Measurement &measurement : m_function.measurements) {
        if (values.used && measurement.memory > *values.used
            && (!values.measuredAboveUsed || measurement.memory < *values.measuredAboveUsed))
            values.measuredAboveUsed = measurement.memory;
    }
    if (m_curve.present())
        all.append(*m_curve.present());
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    values.points.reserve(all.size());
    for (const MiB memory : std::as_const(all)) {
        if (settings.isEmpty() || (memory >= settings.first() && memory <= settings.last()))
            values.points.append(at(memory));
    }
    return values;
}

QList<VariantChoice> choicesFor(const Function &function, const Analysis &analysis,
                                const catalog::Catalog &catalog, const AnalysisPointer &before)
{
    QList<VariantChoice> choices;
    if (before)
        choices.append({Kind::Before, {}, Words::tr("Before the last edit")});
    const QString architecture = otherArchitecture(function);
    if (!architecture.isEmpty())
        choices.append(
            {Kind::Architecture, architecture,
             Words::tr("%1 instead of %2").arg(architecture, *estimate::architectureOf(function))});
    const catalog::Runtime *runtime = catalog.runtime(function.runtime.valueOr({}));
    if (runtime && runtime->snapStart)
        choices.append(
            {Kind::SnapStart,
             function.snapStart.valueOr(false) ? QStringLiteral("off") : QStringLiteral("on"),
             function.snapStart.valueOr(false) ? Words::tr("Without SnapStart")
                                               : Words::tr("With SnapStart")});
    for (const catalog::PriceBook &book : catalog.priceBooks()) {
        if (book.name != analysis.estimates.priceBook)
            choices.append({Kind::PriceBook, book.name, Words::tr("Prices of %1").arg(book.name)});
    }
    const std::optional<QString> package = estimate::packageOf(function);
    for (const catalog::Runtime &each : catalog.runtimes()) {
        const auto now = estimate::architectureOf(function);
        if (each.id != function.runtime.valueOr({}) && now && package
            && catalog.coldStart(each.id, *now, *package))
            choices.append({Kind::Runtime, each.id, each.name});
    }
    const Names names(*analysis.design);
    for (const estimate::FunctionEstimate &each : analysis.estimates.functions) {
        if (each.function != function.id)
            choices.append(
                {Kind::Function, QString::number(each.function.value), names.shown(each.function)});
    }
    return choices;
}

VariantPointer asItIs(ElementId function, const AnalysisPointer &analysis,
                      const std::shared_ptr<const catalog::Catalog> &catalog)
{
    return madeOf(function, analysis ? Names(*analysis->design).shown(function) : QString(),
                  analysis, catalog);
}

VariantPointer compared(const VariantChoice &choice, const Variant &itself,
                        const AnalysisPointer &analysis, const AnalysisPointer &before,
                        const std::shared_ptr<const catalog::Catalog> &catalog)
{
    if (choice.kind == Kind::Function)
        return asItIs(ElementId{choice.id.toUInt()}, analysis, catalog);
    if (choice.kind == Kind::Before)
        return madeOf(itself.function().id, choice.name, before, catalog);
    Function changed = itself.function();
    QString note;
    const catalog::PriceBook *book = nullptr;
    switch (choice.kind) {
    case Kind::Architecture:
        keepInitialisation(changed, itself);
        changed.architecture = Field<QString>(choice.id);
        note = Words::tr("taken to be as fast as it is now");
        break;
    case Kind::Runtime:
        keepInitialisation(changed, itself);
        changed.runtime = Field<QString>(choice.id);
        note = Words::tr("warm calls and own initialisation taken as they are now");
        break;
    case Kind::SnapStart:
        changed.snapStart = Field<bool>(choice.id == QLatin1String("on"));
        break;
    case Kind::PriceBook:
        book = catalog->priceBook(choice.id);
        if (!book)
            return nullptr;
        // 2018 had no arm64, and thus no price of it.
        if (const auto architecture = estimate::architectureOf(changed); architecture
            && !book->price(estimate::gbSecondKey(*architecture))
            && book->price(estimate::gbSecondKey(otherArchitecture(changed)))) {
            keepInitialisation(changed, itself);
            changed.architecture = Field<QString>(otherArchitecture(changed));
            note = Words::tr("on %1, as fast as it is now").arg(*changed.architecture);
        }
        break;
    case Kind::Before:
    case Kind::Function:
        break;
    }
    return std::make_shared<const Variant>(choice.name, note, analysis, changed, catalog, book);
}

Function withMemory(const Variant &variant, MiB memory)
{
    const Function &function = variant.function();
    Function changed = function;
    changed.memory = Field<MiB>(memory);
    const std::optional<MiB> present = variant.present();
    if (variant.fit() || !present || !function.duration || !function.cpuShare)
        return changed;
    const estimate::MemoryPoint here = variant.at(*present);
    const estimate::MemoryPoint there = variant.at(memory);
    if (here.durationFrom != estimate::DurationFrom::Given || !here.duration || !there.duration
        || here.duration->value <= 0 || there.duration->value <= 0)
        return changed;
    const double waiting = here.duration->value * (1 - std::clamp(*function.cpuShare, 0.0, 1.0));
    const double ratio = *there.duration / *here.duration;
    changed.duration = Field<Milliseconds>(*there.duration);
    changed.cpuShare = Field<double>(std::clamp(1 - waiting / there.duration->value, 0.0, 1.0));
    if (function.p95)
        changed.p95 = Field<Milliseconds>(*function.p95 * ratio);
    return changed;
}

} // namespace stratoplan::curves
