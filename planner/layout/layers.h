// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planner/layout/layout.h"

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

/// Layers of a connected graph: cycles broken in depth-first order, longest paths, then nodes moved
/// to where their edges are shortest; order by barycentres.
Layers layersOf(const LayerGraph &graph);

/// Upper left corners for a connected graph in layers. Layers higher than `highest` are folded into
/// columns side by side. Within a column nodes are ordered so that few edges cross; edges that pass
/// a column have room in it.
std::vector<Point> coordinates(const LayerGraph &graph, const Layers &layers, double highest,
                               const Metrics &metrics);

} // namespace stratoplan::layout
