// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/layout/layout.h"

#include <optional>

namespace stratoplan::layout {

/// A graph of boxes to be put in layers. Nodes are numbers from 0.
struct LayerGraph
{
    struct Arc
    {
        int from = 0;
        int to = 0;
        /// Heights of the ends above the middles of their boxes; a VPC has many.
        double fromOffset = 0;
        double toOffset = 0;
    };
    std::vector<Size> sizes;
    std::vector<Arc> arcs; ///< no loops
};

/// Nodes from left to right, and within a layer from top to bottom.
using Layers = std::vector<std::vector<int>>;

/// Layers of a connected graph: cycles broken in depth-first order, longest paths, sources drawn to
/// their targets, order by barycentres.
Layers builtInLayers(const LayerGraph &graph);

/// The same by the program `dot`; nothing when it is missing, fails, or takes longer than
/// `limitMs`.
std::optional<Layers> dotLayers(const LayerGraph &graph, int limitMs = 3000);

/// Upper left corners for a connected graph in layers. Layers higher than `highest` are folded into
/// columns side by side.
std::vector<Point> coordinates(const LayerGraph &graph, const Layers &layers, double highest,
                               const Metrics &metrics);

} // namespace stratoplan::layout
