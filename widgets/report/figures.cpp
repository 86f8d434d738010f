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

const decision::Tree *treeOf(const QList<decision::Tree> &trees, const QString &id)
{
    for (const decision::Tree &tree : trees) {
        if (tree.id == id)
            return &tree;
    }
    return nullptr;
}

QByteArray chart(const Figure &figure, const Analysis &analysis, const theme::Theme &theme)
{
    const estimate::FunctionEstimate *estimated = analysis.estimates.function(figure.element);
    const Function *function = analysis.design->get<Function>(figure.element);
    if (!estimated || !function)
        return {};
    switch (figure.kind) {
    case FigureKind::ColdStart:
        return coldStartSvg(*estimated, function->memory.value, theme);
    case FigureKind::Duration:
        return durationSvg(*estimated, *function, theme);
    default:
        return costSvg(*estimated, function->memory.value, theme);
    }
}

QByteArray draw(const Figure &figure, const Analysis &analysis, const catalog::Catalog &catalog,
                const QList<decision::Tree> &trees, const theme::Theme &theme)
{
    switch (figure.kind) {
    case FigureKind::Drawing:
        return diagramSvg(*analysis.design, &analysis, catalog, theme);
    case FigureKind::Decision: {
        const decision::Walk *walk = walkOf(analysis, figure.element);
        const decision::Tree *tree = walk ? treeOf(trees, walk->tree) : nullptr;
        return tree ? decisionSvg(*walk, *tree, theme) : QByteArray();
    }
    case FigureKind::Network: {
        const network::VpcPlan *plan = vpcPlan(analysis, figure.element);
        return plan ? addressMapSvg(*plan, *analysis.design, theme) : QByteArray();
    }
    case FigureKind::ColdStart:
    case FigureKind::Duration:
    case FigureKind::Cost:
        break;
    }
    return chart(figure, analysis, theme);
}

} // namespace

Figures figuresOf(const Contents &contents, const Analysis &analysis,
                  const catalog::Catalog &catalog, const QList<decision::Tree> &trees,
                  const theme::Theme &theme)
{
    Figures figures;
    for (const Section &section : contents.sections) {
        for (const Block &block : section.blocks) {
            const Figure *figure = std::get_if<Figure>(&block);
            if (!figure)
                continue;
            const QByteArray svg = draw(*figure, analysis, catalog, trees, theme);
            if (!svg.isEmpty())
                figures.insert(figure->id, svg);
        }
    }
    return figures;
}

} // namespace stratoplan::report
