// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/curves/variant.h"

namespace stratoplan::curves {

/// A function and what it is compared with. Each is fitted and priced once for an analysis, however
/// often it is asked for.
class Comparison
{
public:
    explicit Comparison(std::shared_ptr<const catalog::Catalog> catalog);

    /// `before` is the analysis in which the function was another; null = it was not edited yet.
    void set(ElementId function, const AnalysisPointer &analysis, const AnalysisPointer &before);
    /// Names are in another language now.
    void forget();

    /// Null where the analysis has no estimates of the function.
    const VariantPointer &itself() const { return m_itself; }
    /// What the function can be compared with, in the order of the chooser.
    const QList<VariantChoice> &choices() const { return m_choices; }
    /// Null for a choice that is not among them.
    VariantPointer with(const VariantChoice &choice);

private:
    void make();

    std::shared_ptr<const catalog::Catalog> m_catalog;
    ElementId m_function;
    AnalysisPointer m_analysis;
    AnalysisPointer m_before;
    VariantPointer m_itself;
    QList<VariantChoice> m_choices;
    QList<std::pair<VariantChoice, VariantPointer>> m_made;
};

} // namespace stratoplan::curves
