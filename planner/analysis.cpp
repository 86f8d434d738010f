// SPDX-License-Identifier: GPL-3.0-or-later
#include "planner/analysis.h"

#include "planner/decision/choice.h"
#include "planner/model/graph.h"
#include "planner/model/names.h"
#include "planner/review/review.h"

#include <algorithm>

namespace stratoplan {

namespace {

Problem unknownWord(const char *code, Text what, const QString &word, const QStringList &valid)
{
    what.args.insert(QStringLiteral("word"), word);
    return {.severity = Severity::High,
            .code = QLatin1String(code),
            .what = std::move(what),
            .where = {},
            .remedy = {STRATOPLAN_TEXT("Analysis", "Choose one of {valid}"),
                       {{QStringLiteral("valid"), valid}}}};
}

const decision::Tree *treeOf(const QList<decision::Tree> &trees, const QString &id)
{
    const auto at = std::find_if(trees.cbegin(), trees.cend(),
                                 [&](const decision::Tree &tree) { return tree.id == id; });
    return at == trees.cend() ? nullptr : &*at;
}

QString treeId(const Design &design, const AnalysisOptions &options)
{
    return options.tree.isEmpty() ? decision::treeIdOf(design.settings()) : options.tree;
}

Problems unknownNames(const Design &design, const catalog::Catalog &catalog,
                      const QList<decision::Tree> &trees, const AnalysisOptions &options)
{
    Problems problems;
    const QString tree = treeId(design, options);
    if (!treeOf(trees, tree)) {
        QStringList valid;
        for (const decision::Tree &known : trees)
            valid.append(known.id);
        problems.append(
            unknownWord("analysis.unknown-tree",
                        {STRATOPLAN_TEXT("Analysis", "There is no decision tree \"{word}\""), {}},
                        tree, valid));
    }
    const QString &book
        = options.priceBook.isEmpty() ? design.settings().priceBook : options.priceBook;
    if (!book.isEmpty() && !catalog.priceBook(book)) {
        QStringList valid;
        for (const catalog::PriceBook &known : catalog.priceBooks())
            valid.append(known.name);
        problems.append(unknownWord(
            "analysis.unknown-price-book",
            {STRATOPLAN_TEXT("Analysis", "There is no price book \"{word}\""), {}}, book, valid));
    }
    for (const QString &rule : options.rules) {
        if (review::ruleById(rule))
            continue;
        QStringList valid;
        for (const review::Rule *known : review::ruleCatalogue())
            valid.append(QLatin1String(known->id));
        problems.append(unknownWord(
            "analysis.unknown-rule",
            {STRATOPLAN_TEXT("Analysis", "There is no rule \"{word}\""), {}}, rule, valid));
    }
    return problems;
}

network::Options networkOptions(const Design &design, const AnalysisOptions &options)
{
    network::Options network = options.network;
    if (!options.networkModelStated)
        network.model = network::modelFromId(design.settings().networkModel)
                            .value_or(network::Model::Hyperplane);
    return network;
}

} // namespace

Expected<Analysis> analyze(std::shared_ptr<const Design> design, const catalog::Catalog &catalog,
                           const QList<decision::Tree> &builtInTrees,
                           const AnalysisOptions &options, std::stop_token stop)
{
    Q_ASSERT(design);
    const Expected<QList<decision::Tree>> known
        = decision::treesFor(design->settings(), builtInTrees);
    if (!known)
        return failure(known.error());
    const QList<decision::Tree> &trees = *known;
    if (Problems problems = unknownNames(*design, catalog, trees, options); !problems.isEmpty())
        return failure(std::move(problems));

    Analysis analysis;
    analysis.design = std::move(design);
    const Design &drawn = *analysis.design;
    analysis.tree = *treeOf(trees, treeId(drawn, options));
    const auto stopped = [&] {
        analysis.stopped = stop.stop_requested();
        return analysis.stopped;
    };
    if (stopped())
        return analysis;
    analysis.decisions = decision::walkAll(analysis.tree, drawn, catalog);
    if (stopped())
        return analysis;
    const QHash<ElementId, estimate::Demand> demand = estimate::demand(drawn, catalog);
    analysis.network = network::plan(drawn, catalog, estimate::networkLoads(drawn, demand),
                                     networkOptions(drawn, options));
    if (stopped())
        return analysis;
    Expected<estimate::Estimates> estimates = estimate::estimate(
        drawn, catalog, analysis.network,
        {.priceBook = options.priceBook, .memory = options.memory, .stop = stop});
    if (!estimates)
        return failure(std::move(estimates.error()));
    analysis.estimates = *std::move(estimates);
    if (stopped())
        return analysis;
    const Graph graph(drawn);
    const Names names(drawn);
    analysis.findings = review::review(
        {drawn, catalog, graph, names, analysis.decisions, analysis.network, analysis.estimates},
        options.rules);
    stopped();
    return analysis;
}

std::optional<Change> fixOf(const review::Finding &finding, const Analysis &analysis,
                            const catalog::Catalog &catalog)
{
    const Graph graph(*analysis.design);
    const Names names(*analysis.design);
    return review::fixOf(finding,
                         {*analysis.design, catalog, graph, names, analysis.decisions,
                          analysis.network, analysis.estimates});
}

} // namespace stratoplan
