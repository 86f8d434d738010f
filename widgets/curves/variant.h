// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/estimate/function_curve.h"
#include "widgets/curves/curve_values.h"
#include "widgets/document/analysis_runner.h"

#include <memory>

namespace stratoplan::curves {

/// A function as it is, or changed in one way to be compared with it, at any memory setting.
/// Everything that its curve speaks of is kept alive by it.
class Variant
{
public:
    /// `function` may differ from the design's; `book` prices it, where given, instead of the
    /// analysis' own. The analysis has estimates of the function.
    Variant(QString name, QString note, AnalysisPointer analysis, Function function,
            std::shared_ptr<const catalog::Catalog> catalog,
            const catalog::PriceBook *book = nullptr);
    Variant(const Variant &) = delete;
    Variant &operator=(const Variant &) = delete;

    const QString &name() const { return m_name; }
    const Function &function() const { return m_function; }
    std::optional<MiB> present() const { return m_curve.present(); }
    const std::optional<estimate::DurationFit> &fit() const { return m_curve.fit(); }
    estimate::MemoryPoint at(MiB memory) const;
    CurveValues values(const QList<MiB> &settings) const;

private:
    QString m_name;
    QString m_note;
    AnalysisPointer m_analysis;
    std::shared_ptr<const catalog::Catalog> m_catalog;
    Function m_function;
    std::optional<estimate::Bill> m_ownBill;
    estimate::FunctionCurve m_curve;
};
using VariantPointer = std::shared_ptr<const Variant>;

/// One line of the chooser "Compare with".
struct VariantChoice
{
    enum class Kind
    {
        Before, ///< the function as it was before it was edited last
        Architecture,
        SnapStart,
        PriceBook,
        Runtime,
        Function,
    };

    Kind kind = Kind::Architecture;
    QString id; ///< within the kind: "arm64", "java21", "2018-talk", "12"
    QString name; ///< "arm64 instead of x86_64"

    bool operator==(const VariantChoice &other) const
    {
        return kind == other.kind && id == other.id;
    }
};

/// What a function can be compared with, in the order of the chooser. `before` is the analysis in
/// which the function was another; null = it was not edited yet.
QList<VariantChoice> choicesFor(const Function &function, const Analysis &analysis,
                                const catalog::Catalog &catalog, const AnalysisPointer &before);

/// The function itself; null when the analysis lacks it.
VariantPointer asItIs(ElementId function, const AnalysisPointer &analysis,
                      const std::shared_ptr<const catalog::Catalog> &catalog);
/// A choice for the function `itself`, which the analysis has; null for a choice that does not
/// apply any more.
VariantPointer compared(const VariantChoice &choice, const Variant &itself,
                        const AnalysisPointer &analysis, const AnalysisPointer &before,
                        const std::shared_ptr<const catalog::Catalog> &catalog);

/// The variant's function with another memory such that its curve stays what it is: a duration that
/// was stated at the present memory goes along it, and with it the 95th percentile and the share of
/// it that is work of the processor. Measurements need no such thing.
Function withMemory(const Variant &variant, MiB memory);

} // namespace stratoplan::curves
