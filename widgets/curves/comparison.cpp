// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/curves/comparison.h"

#include <algorithm>

namespace stratoplan::curves {

Comparison::Comparison(std::shared_ptr<const catalog::Catalog> catalog)
    : m_catalog(std::move(catalog))
{
}

void Comparison::set(ElementId function, const AnalysisPointer &analysis,
                     const AnalysisPointer &before)
{
    if (function == m_function && analysis == m_analysis && before == m_before)
        return;
    m_function = function;
    m_analysis = analysis;
    m_before = before;
    make();
}

void Comparison::forget()
{
    make();
}

void Comparison::make()
{
    m_made.clear();
    m_itself = asItIs(m_function, m_analysis, m_catalog);
    m_choices = m_itself ? choicesFor(m_itself->function(), *m_analysis, *m_catalog, m_before)
                         : QList<VariantChoice>{};
}

VariantPointer Comparison::with(const VariantChoice &choice)
{
    const auto made = std::find_if(m_made.begin(), m_made.end(),
                                   [&](const auto &each) { return each.first == choice; });
    if (made != m_made.end())
        return made->second;
    // As it is called among the choices now.
    const qsizetype at = m_choices.indexOf(choice);
    if (at < 0)
        return nullptr;
    VariantPointer variant = compared(m_choices.at(at), *m_itself, m_analysis, m_before, m_catalog);
    m_made.append({choice, variant});
    return variant;
}

} // namespace stratoplan::curves
