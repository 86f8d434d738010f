// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/report/contents.h"
#include "widgets/report/picture.h"
#include "widgets/theme/theme.h"

namespace stratoplan::report {

/// Pictures by Figure::id.
using Pictures = QHash<QString, Picture>;

/// Draws every figure that the contents name. A figure that has nothing to show is left out. Needs
/// a QGuiApplication (fonts).
Pictures picturesOf(const Contents &contents, const Analysis &analysis,
                    const catalog::Catalog &catalog, const theme::Theme &theme);

/// The same as SVG texts, for HTML.
Figures figuresOf(const Pictures &pictures);

// One chart each; empty when there is nothing to show.
Picture coldStartPicture(const estimate::FunctionEstimate &function, std::optional<MiB> chosen,
                         const theme::Theme &theme);
Picture durationPicture(const estimate::FunctionEstimate &function, std::optional<MiB> chosen,
                        const theme::Theme &theme);
Picture costPicture(const estimate::FunctionEstimate &function, std::optional<MiB> chosen,
                    const theme::Theme &theme);
/// The tree as a comb: questions down a spine, outcomes to the right, the walked path strong.
Picture decisionPicture(const decision::Walk &walk, const decision::Tree &tree,
                        const theme::Theme &theme);
/// The address space of a VPC to scale in rows (drawing::usualRow), each subnet with its verdict
/// and use; subnets without a known block stand below it.
Picture addressMapPicture(const network::VpcPlan &vpc, const Design &design,
                          const theme::Theme &theme);

} // namespace stratoplan::report
