// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/report/figures.h"

#include "widgets/report/diagram_svg.h"

namespace stratoplan::report {

namespace {

const decision::Walk *walkOf(const Analysis &analysis, ElementId function)
{
    for (const decision::Walk &walk : analysis.decisions) {
        if (walk.function == function)
            return &walk;
    }
    return nullptr;
}

const network::VpcPlan *vpcPlan(const Analysis &analysis, ElementId vpc)
{
    for (const network::VpcPlan &plan : analysis.network.networks) {
        if (plan.vpc == vpc)
            return &plan;
    }
    return nullptr;
}

decision::Walk withoutEvidence(decision::Walk walk)
{
    for (decision::Answer &answer : walk.answers)
        answer.evidence = {};
    return walk;
}

Picture chart(const Figure &figure, const Analysis &analysis, const theme::Theme &theme)
{
    const estimate::FunctionEstimate *estimated = analysis.estimates.function(figure.element);
    const Function *function = analysis.design->get<Function>(figure.element);
    if (!estimated || !function)
        return {};
    switch (figure.kind) {
    case FigureKind::ColdStart:
        return coldStartPicture(*estimated, function->memory.value, theme);
    case FigureKind::Duration:
        return durationPicture(*estimated, function->memory.value, theme);
    default:
        return costPicture(*estimated, function->memory.value, theme);
    }
}

Picture draw(const Figure &figure, const Analysis &analysis, const catalog::Catalog &catalog,
             const theme::Theme &theme)
{
    switch (figure.kind) {
    case FigureKind::Drawing:
        return diagram(*analysis.design, &analysis, catalog, theme);
    case FigureKind::Decision: {
        const decision::Walk *walk = walkOf(analysis, figure.element);
        if (!walk)
            return {};
        return decisionPicture(figure.shared ? withoutEvidence(*walk) : *walk, analysis.tree,
                               theme);
    }
    case FigureKind::Network: {
        const network::VpcPlan *plan = vpcPlan(analysis, figure.element);
        return plan ? addressMapPicture(*plan, *analysis.design, theme) : Picture();
    }
    case FigureKind::ColdStart:
    case FigureKind::Duration:
    case FigureKind::Cost:
        break;
    }
    return chart(figure, analysis, theme);
}

} // namespace

Pictures picturesOf(const Contents &contents, const Analysis &analysis,
                    const catalog::Catalog &catalog, const theme::Theme &theme)
{
    Pictures pictures;
    for (const Section &section : contents.sections) {
        for (const Block &block : section.blocks) {
            const Figure *figure = std::get_if<Figure>(&block);
            if (!figure)
                continue;
            const Picture picture = draw(*figure, analysis, catalog, theme);
            if (!picture.isEmpty())
                pictures.insert(figure->id, picture);
        }
    }
    return pictures;
}

Figures figuresOf(const Pictures &pictures)
{
    Figures figures;
    for (auto it = pictures.begin(); it != pictures.end(); ++it)
        figures.insert(it.key(), toSvg(*it));
    return figures;
}

} // namespace stratoplan::report
