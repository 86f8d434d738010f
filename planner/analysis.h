// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/catalog/catalog.h"
#include "planner/decision/walk.h"
#include "planner/estimate/estimates.h"
#include "planner/model/change.h"
#include "planner/network/plan.h"
#include "planner/review/finding.h"

#include <memory>
#include <stop_token>

namespace stratoplan {

/// What the command line and the window may choose for one analysis; nothing of it is in the
/// design.
struct AnalysisOptions
{
    QString tree; ///< empty = the design's
    network::Options network; ///< model is taken from the design unless networkModelStated
    bool networkModelStated = false;
    QString priceBook; ///< empty = the design's
    QList<MiB> memory; ///< empty = the usual ones
    QStringList rules; ///< empty = all
};

/// All that follows from a design.
struct Analysis
{
    std::shared_ptr<const Design> design;
    decision::Tree tree; ///< that the functions were walked through
    QList<decision::Walk> decisions;
    network::Plan network;
    estimate::Estimates estimates;
    QList<review::Finding> findings;
    bool stopped = false; ///< asked to stop; the rest is incomplete
};

/// Runs every analysis. A pure function: no clock, no locale, no files. `trees` are the built-in
/// ones; a design may bring one of its own. Refused, with the valid ones, when the options (or the
/// design, for tree and price book) name a tree, price book or rule that does not exist:
/// "analysis.unknown-tree", "analysis.unknown-price-book", "analysis.unknown-rule"; and with the
/// faults of the design's own tree.
Expected<Analysis> analyze(std::shared_ptr<const Design> design, const catalog::Catalog &catalog,
                           const QList<decision::Tree> &trees, const AnalysisOptions &options = {},
                           std::stop_token stop = {});

/// The change that mends a finding of the analysis; nothing when its rule has none for it.
std::optional<Change> fixOf(const review::Finding &finding, const Analysis &analysis,
                            const catalog::Catalog &catalog);

} // namespace stratoplan
